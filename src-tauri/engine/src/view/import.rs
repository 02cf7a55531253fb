//! An import: how far it is, and the plain account at its end.

use super::{FeedStory, NetworkName, Said};
use serde::Serialize;
use specta::Type;

/// How far an import is.
#[derive(Debug, Clone, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ImportProgress {
    /// File name, without its folder.
    pub file: String,
    /// What it does now: reading, judging.
    pub stage: Said,
    /// Share done, 0.0 to 1.0, over all stages.
    pub done: f64,
    /// Posts so far.
    pub posts: u32,
    /// Posts a second, over the last seconds.
    pub rate: u32,
}

/// How an import is to be done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct ImportWish {
    /// Whether posts that not everybody may see count as acts. Their words are kept in no case.
    pub private: bool,
}

/// What an import did.
#[derive(Debug, Clone, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ImportAccount {
    /// File name, without its folder.
    pub file: String,
    /// Where it is from.
    pub network: NetworkName,
    /// Whose archive it is: `@name`.
    pub whose: Option<String>,
    /// Posts in the archive.
    pub posts: u32,
    /// Of which new to the ledger.
    pub new: u32,
    /// First and last day of them, ISO 8601.
    pub from: Option<String>,
    /// Last day.
    pub to: Option<String>,
    /// What was left out and why, the most frequent first.
    pub skipped: Vec<Skipped>,
    /// Replies credited as interactions.
    pub credited: u32,
    /// Posts that not everybody may see, all left out: the person says whether they count, without their words.
    pub private: u32,
    /// Whether the person cancelled it; what was read until then is kept, and importing again goes on.
    pub cancelled: bool,
    /// What the feed turned out to be; `None` where cancelled.
    pub story: Option<FeedStory>,
}

/// Items left out.
#[derive(Debug, Clone, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Skipped {
    /// Why.
    pub why: Said,
    /// How many.
    pub items: u32,
    /// Where the first one stood: file and position.
    pub first: Option<String>,
}
