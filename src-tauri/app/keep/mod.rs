//! What the person can keep: the story of her feed and a year's card, as a page that stands by itself and as a drawing.
//!
//! The page is HTML without a script and without a link to anywhere; the drawing is SVG, from which the window makes a
//! picture. Both are light, whatever the window is, as they may be printed.

mod drawing;
mod page;
mod story;
mod year;

use crate::ipc::UserError;
use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use chrono::{DateTime, Utc};
use engine::Engine;
use serde::Deserialize;
use specta::Type;
use std::path::Path;

/// What is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Type)]
#[serde(rename_all = "camelCase", rename_all_fields = "camelCase", tag = "what")]
pub enum Keepsake {
    /// The story of the feed.
    Story,
    /// A year's card.
    Year {
        /// Which.
        year: i32,
        /// Whether people are named.
        names: bool,
    },
}

/// What every PNG begins with.
const PNG: &[u8] = b"\x89PNG\r\n\x1a\n";

impl Keepsake {
    /// The drawing, SVG.
    ///
    /// # Errors
    /// Where the ledger can't be read.
    pub fn drawing(self, engine: &Engine, now: DateTime<Utc>) -> Result<String, UserError> {
        Ok(match self {
            Self::Story => story::drawing(&engine.story(now)?),
            Self::Year { year, names } => year::drawing(&engine.year(year, now)?, names),
        })
    }

    /// The page, HTML.
    ///
    /// # Errors
    /// Where the ledger can't be read.
    pub fn page(self, engine: &Engine, now: DateTime<Utc>) -> Result<String, UserError> {
        Ok(match self {
            Self::Story => story::page(&engine.story(now)?),
            Self::Year { year, names } => year::page(&engine.year(year, now)?, names),
        })
    }

    /// The name of its file, without its ending.
    pub fn name(self) -> String {
        match self {
            Self::Story => "chime-in-story".to_owned(),
            Self::Year { year, .. } => format!("chime-in-{year}"),
        }
    }
}

/// The bytes of a picture that the window made, given in Base64.
///
/// # Errors
/// Where they are no PNG.
pub fn picture(base64: &str) -> Result<Vec<u8>, UserError> {
    let bytes = BASE64_STANDARD.decode(base64).ok().filter(|bytes| bytes.starts_with(PNG));
    bytes.ok_or_else(|| UserError::new("keep.picture", |message| message))
}

/// Writes a file, replacing what the person said may be replaced.
///
/// # Errors
/// Where it can't be written.
pub fn write(path: &Path, bytes: &[u8]) -> Result<(), UserError> {
    std::fs::write(path, bytes).map_err(|error| {
        UserError::new("export.file", |message| {
            message.with("file", path.display().to_string()).with("why", error.to_string())
        })
    })
}

#[cfg(test)]
mod tests;
