//! Archives: what a network hands over when a person asks for their data, on disk, once.
//!
//! [`recognise`] says whose archive a path holds; the module of that network reads it. A reader hands over its posts
//! one by one, so that reading takes the same memory for a thousand posts as for a million.

mod elements;
mod error;
mod files;
mod looks;
mod repair;
mod unpacked;
pub mod x;
mod zipped;

pub use error::ArchiveError;
pub use looks::LooksLike;

use coach::person::Network;
use coach::post::Post;
use std::path::Path;

/// What a reader hands over, one at a time and in no particular order of time.
#[expect(clippy::large_enum_variant, reason = "handed over one by one, never kept in numbers")]
#[derive(Debug, Clone, PartialEq)]
pub enum Item {
    /// A post. The same id may come more than once where the archive holds it more than once; the first is the one to
    /// keep.
    Post(Post),
    /// The post with this id, handed over already, was replaced by a later version of itself. Comes only where the
    /// replaced version does not say so itself.
    Replaced(String),
    /// How far the reading is; comes every quarter of a mebibyte, and at most 8 MiB apart.
    Progress(Progress),
}

/// How far a reading is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Progress {
    /// Bytes read so far, unpacked.
    pub bytes: u64,
    /// Bytes there are to read, unpacked, by the archive's word.
    pub of: u64,
    /// Posts handed over so far.
    pub posts: u64,
}

/// What came of a reading.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Reading {
    /// How far it came.
    pub progress: Progress,
    /// What could not be taken as it stood, one entry for each reason, in the order of first sight.
    pub problems: Vec<Problem>,
    /// Whether the one who took the items stopped it before its end.
    pub stopped: bool,
}

/// Something in an archive that could not be taken as it stood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// Why.
    pub why: Why,
    /// How many of them, from 1.
    pub count: u64,
    /// The first of them: the file, and what tells the item in it, as short as can be.
    pub example: String,
}

/// Why something in an archive could not be taken as it stood.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Why {
    /// Skipped: the item is not well-formed, or is no post.
    Malformed,
    /// Skipped: the post has no id.
    NoId,
    /// Skipped: the post has no date that can be read.
    NoDate,
    /// Skipped: one item alone is larger than any post can be.
    TooLarge,
    /// Skipped: a file the archive names is not in it.
    MissingPart,
    /// Skipped from there on: a file breaks off, or is damaged from some point on.
    BrokenPart,
    /// Taken: bytes that are no text were replaced by U+FFFD.
    Garbled,
    /// Taken with its cut text: there are more long texts than are held in memory at once.
    LongText,
}

impl Why {
    /// Whether something was left out for this; otherwise it was taken with a flaw.
    pub fn skips(self) -> bool {
        !matches!(self, Self::Garbled | Self::LongText)
    }

    /// The name in the ledger and on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::Malformed => "malformed",
            Self::NoId => "no-id",
            Self::NoDate => "no-date",
            Self::TooLarge => "too-large",
            Self::MissingPart => "missing-part",
            Self::BrokenPart => "broken-part",
            Self::Garbled => "garbled",
            Self::LongText => "long-text",
        }
    }
}

impl Reading {
    /// How many items and parts were skipped, over all reasons.
    pub fn skipped(&self) -> u64 {
        self.problems.iter().filter(|problem| problem.why.skips()).map(|problem| problem.count).sum()
    }

    /// Counts one more problem; only the first of a kind keeps its example.
    fn note(&mut self, why: Why, example: impl FnOnce() -> String) {
        match self.problems.iter_mut().find(|problem| problem.why == why) {
            Some(problem) => problem.count += 1,
            None => self.problems.push(Problem { why, count: 1, example: example() }),
        }
    }
}

/// Whose archive this path holds: a zip as it was downloaded, or the folder it was unpacked to.
///
/// # Errors
/// Says what the path holds instead, where it is no archive that can be read here.
pub fn recognise(path: &Path) -> Result<Network, ArchiveError> {
    x::open(path).map(|_| Network::X)
}
