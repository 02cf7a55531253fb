//! Archives: what a network hands over when a person asks for their data, on disk, once.
//!
//! [`open`] says whose archive a path holds; the module of that network reads it. A reader hands over its posts one by
//! one, so that reading takes the same memory for a thousand posts as for a million.

mod bluesky;
mod elements;
mod error;
mod files;
mod handing;
mod linkedin;
mod looks;
mod mastodon;
mod meta;
mod plain;
mod reddit;
mod repair;
mod rows;
mod tables;
mod tarred;
mod unpacked;
mod utf16;
pub mod x;
mod zipped;

pub use error::ArchiveError;
pub use looks::LooksLike;

use crate::live::sees;
use coach::person::Network;
use coach::post::Post;
use files::Files;
use std::ops::ControlFlow;
use std::path::Path;
use std::sync::Arc;

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
        Problem::note(&mut self.problems, why, example);
    }
}

impl Problem {
    /// Counts one more; only the first of a kind keeps its example.
    pub(crate) fn note(problems: &mut Vec<Self>, why: Why, example: impl FnOnce() -> String) {
        match problems.iter_mut().find(|problem| problem.why == why) {
            Some(problem) => problem.count += 1,
            None => problems.push(Self { why, count: 1, example: example() }),
        }
    }
}

/// Whose archive it is, by its own word. Everything else it says about the person is left unread.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Account {
    /// Where.
    pub network: Network,
    /// What identifies the account for good, where the archive says it: an X user id, an actor URI, a DID.
    pub id: Option<String>,
    /// The name people see: `@ana`, `@ana@social.example`, `Ana Müller`.
    pub title: Option<String>,
    /// Handles that are hers: ids, and names as mentions write them, in small letters.
    pub names: Vec<String>,
    /// Her own site, as a full link; may be shortened.
    pub site: Option<String>,
}

/// An archive that was found to hold posts of one account. Nothing of them is read yet.
pub trait Archive: std::fmt::Debug + Send + Sync {
    /// Whose it is.
    fn account(&self) -> Account;

    /// What it can show: bits of [`sees`].
    fn sees(&self) -> u8;

    /// How many posts it holds by its own word, which is seldom exact.
    fn declared(&self) -> Option<u64>;

    /// Bytes there are to read, unpacked, by its own word.
    fn size(&self) -> u64;

    /// Hands over every post, one by one, until the end or until `take` breaks.
    ///
    /// Takes the same memory for any number of posts. Reading again hands over the same.
    ///
    /// # Errors
    /// [`ArchiveError`] where the archive turns out to be damaged or hostile, or the disk fails. What was handed over
    /// before should then not be kept.
    fn read(&self, take: &mut dyn FnMut(Item) -> ControlFlow<()>) -> Result<Reading, ArchiveError>;
}

/// The archives that were found, or why one that is there cannot be read.
type Found = Result<Vec<Box<dyn Archive>>, ArchiveError>;

/// A kind of archive: which files it has an interest in, and how it is opened where they are there.
struct Kind {
    wanted: fn(&str) -> bool,
    open: fn(&Arc<Files>) -> Found,
}

/// Every kind of archive that is read from files with names. A repository of Bluesky is told by its first bytes.
const KINDS: &[Kind] = &[
    Kind { wanted: x::wanted, open: x::found },
    Kind { wanted: mastodon::wanted, open: mastodon::found },
    Kind { wanted: linkedin::wanted, open: linkedin::found },
    Kind { wanted: meta::wanted, open: meta::found },
    Kind { wanted: reddit::wanted, open: reddit::found },
];

/// The archives at this path: a file as it was downloaded, or the folder it was unpacked to. Mostly one; Instagram's has
/// that of Threads in it.
///
/// # Errors
/// Says what the path holds instead, where it is no archive that can be read here.
pub fn open(path: &Path) -> Result<Vec<Box<dyn Archive>>, ArchiveError> {
    if let Some(repository) = bluesky::found(path)? {
        return Ok(vec![repository]);
    }
    let files = Arc::new(Files::open(path, |name| KINDS.iter().any(|kind| (kind.wanted)(name)))?);
    let mut found = Vec::new();
    let mut refused = None;
    for kind in KINDS {
        match (kind.open)(&files) {
            Ok(archive) => found.extend(archive),
            // The first to recognise it knows best what is wrong with it.
            Err(error) => refused = refused.or(Some(error)),
        }
    }
    match refused {
        Some(error) if found.is_empty() => Err(error),
        None if found.is_empty() => Err(ArchiveError::WrongFile { path: path.to_owned(), looks: LooksLike::Unknown }),
        _ => Ok(found),
    }
}
