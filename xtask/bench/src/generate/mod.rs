//! Archives as X writes them, of any size, the same on every run.
//!
//! They tell the story the app is for: somebody who talks with people for years; then a busy season, and old articles
//! that go out by themselves; at the end nothing else.

mod chance;
mod newer;
mod older;
mod spelling;
mod story;
mod tongue;

use anyhow::{Context, Result};
use chrono::NaiveDate;
use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::Path;
use story::Story;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// What to write.
#[derive(Debug, Clone, Copy)]
pub struct Plan {
    /// How many posts, from 1.
    pub posts: u32,
    /// In which layout.
    pub layout: Layout,
    /// The day of the last post; the first is ten years before.
    pub until: NaiveDate,
}

/// X's two layouts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Layout {
    /// `data/manifest.js` and the parts it names, with long texts, edits, deleted and community tweets.
    New,
    /// `data/js/tweets/YYYY_MM.js`, a file a month.
    Old,
}

/// Writes a zip.
///
/// # Errors
/// Where the file cannot be written, or no post is asked for.
pub fn write(plan: Plan, to: &Path) -> Result<()> {
    anyhow::ensure!(plan.posts > 0, "an archive has at least one post");
    let file = File::create(to).with_context(|| format!("{} cannot be written", to.display()))?;
    let mut zip = Zip { writer: ZipWriter::new(BufWriter::new(file)) };
    let story = Story::new(plan.posts, plan.until);
    match plan.layout {
        Layout::New => newer::write(&story, &mut zip)?,
        Layout::Old => older::write(&story, &mut zip)?,
    }
    zip.writer.finish()?.flush()?;
    Ok(())
}

/// A zip that is being written.
struct Zip {
    writer: ZipWriter<BufWriter<File>>,
}

impl Zip {
    /// Begins a file.
    fn begin(&mut self, name: &str) -> Result<()> {
        let deflated = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Deflated);
        Ok(self.writer.start_file(name, deflated.compression_level(Some(6)))?)
    }

    /// Writes a whole file.
    fn whole(&mut self, name: &str, text: &str) -> Result<()> {
        self.begin(name)?;
        self.add(text)
    }

    /// Goes on with the file that was begun.
    fn add(&mut self, text: &str) -> Result<()> {
        Ok(self.writer.write_all(text.as_bytes())?)
    }
}
