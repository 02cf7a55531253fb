//! What a file or folder looks like that is not the archive it was taken for.

use super::ArchiveError;
use std::fmt;
use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

/// What a file looks like that is not the archive it was taken for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LooksLike {
    /// Another network's archive.
    ArchiveOf(&'static str),
    /// A kind of file by its first bytes: "a PDF document", "a picture".
    File(&'static str),
    /// A zip with nothing in it that is known here.
    SomeZip,
    /// A folder with nothing in it that is known here.
    SomeFolder,
    /// Nothing that is known here.
    Unknown,
}

impl fmt::Display for LooksLike {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::ArchiveOf(network) => write!(f, "an archive of {network}"),
            Self::File(kind) => f.write_str(kind),
            Self::SomeZip => f.write_str("a zip file of something else"),
            Self::SomeFolder => f.write_str("a folder of something else"),
            Self::Unknown => f.write_str("a file of another kind"),
        }
    }
}

/// First bytes, and the kind of file they begin.
const FIRST_BYTES: &[(&[u8], &str)] = &[
    (b"%PDF", "a PDF document"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"RIFF", "a picture, a film or a sound"),
    (b"\x00\x00\x00\x18ftyp", "a film"),
    (b"\x00\x00\x00\x20ftyp", "a film"),
    (b"\x1f\x8b", "a gzip file, as Mastodon packs its archives"),
    (b"7z\xbc\xaf", "a 7-Zip file"),
    (b"Rar!", "a RAR file"),
    (b"SQLite format 3", "a database"),
    (b"\x7fELF", "a program"),
    (b"MZ", "a program"),
    (b"<!DOCTYPE", "a web page"),
    (b"<!doctype", "a web page"),
    (b"<html", "a web page"),
    (b"{", "a JSON file"),
    (b"[", "a JSON file"),
];

/// What the first bytes of a file look like; `None` for a zip.
pub(super) fn first_bytes(mut file: &File) -> io::Result<Option<LooksLike>> {
    let mut head = Vec::with_capacity(512);
    file.take(512).read_to_end(&mut head)?;
    io::Seek::rewind(&mut file)?;
    if head.starts_with(b"PK\x03\x04") || head.starts_with(b"PK\x05\x06") || head.starts_with(b"PK\x07\x08") {
        return Ok(None);
    }
    let car = head.get(1..).is_some_and(|head| head.starts_with(b"\xa2eroots"));
    let known = FIRST_BYTES.iter().find(|(bytes, _)| head.starts_with(bytes)).map(|(_, kind)| LooksLike::File(kind));
    Ok(Some(if car { LooksLike::ArchiveOf("Bluesky") } else { known.unwrap_or(LooksLike::Unknown) }))
}

/// Whether a path is named like one file out of an unpacked X archive.
pub(super) fn is_one_piece(path: &Path) -> bool {
    let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default().to_ascii_lowercase();
    matches!(name.as_str(), "your archive.html" | "tweets.csv" | "manifest.js" | "account.js")
        || (name.starts_with("tweet") && name.ends_with(".js"))
}

/// Names of files, in small letters, that only one network's archive has.
const TELLING: &[(&str, &str)] = &[
    ("outbox.json", "Mastodon"),
    ("actor.json", "Mastodon"),
    ("shares.csv", "LinkedIn"),
    ("connections.csv", "LinkedIn"),
    ("your_posts_1.json", "Facebook"),
    ("your_posts.json", "Facebook"),
    ("posts_1.json", "Instagram"),
    ("threads_and_replies.json", "Threads"),
    ("post_headers.csv", "Reddit"),
    ("subscribed_subreddits.csv", "Reddit"),
];

/// What the names in a zip or a folder say together.
#[derive(Debug, Default)]
pub(super) struct Census {
    /// Files seen.
    pub(super) files: u64,
    network: Option<&'static str>,
    inner: Option<String>,
    x: bool,
}

impl Census {
    /// Sees the name of one more file.
    pub(super) fn see(&mut self, name: &str) {
        self.files += 1;
        let last = name.rsplit('/').next().unwrap_or(name).to_ascii_lowercase();
        if self.network.is_none() {
            self.network = TELLING.iter().find(|(telling, _)| *telling == last).map(|(_, network)| *network);
        }
        if self.inner.is_none() && last.ends_with(".zip") {
            self.inner = Some(name.to_owned());
        }
        self.x |= last == "your archive.html" || last == "tweet_index.js" || last == "payload_details.js";
    }

    /// Why this is no X archive that can be read, where none of its files was wanted.
    pub(super) fn verdict(self, path: &Path, folder: bool) -> ArchiveError {
        let path = path.to_owned();
        match self {
            Self { files: 0, .. } => ArchiveError::Empty { path },
            Self { x: true, .. } => ArchiveError::NoPosts { path },
            Self { network: Some(network), .. } => {
                ArchiveError::WrongFile { path, looks: LooksLike::ArchiveOf(network) }
            }
            Self { inner: Some(inner), .. } => ArchiveError::ZipInZip { path, inner },
            _ if folder => ArchiveError::WrongFile { path, looks: LooksLike::SomeFolder },
            _ => ArchiveError::WrongFile { path, looks: LooksLike::SomeZip },
        }
    }
}
