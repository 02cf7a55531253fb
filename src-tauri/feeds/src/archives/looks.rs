//! What a file or folder looks like that is not the archive it was taken for.

use super::ArchiveError;
use coach::person::Network;
use std::fmt;
use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

/// What a file looks like that is not the archive it was taken for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LooksLike {
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
    let known = FIRST_BYTES.iter().find(|(bytes, _)| head.starts_with(bytes)).map(|(_, kind)| LooksLike::File(kind));
    Ok(Some(known.unwrap_or(LooksLike::Unknown)))
}

/// How a file is packed, where it is otherwise than a zip.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Packed {
    /// A tar file, packed with gzip.
    Gzip,
    /// A tar file as it is.
    Tar,
}

/// How a file is packed, by its first bytes; `None` for everything else, a zip included.
pub(super) fn packed(file: &File) -> io::Result<Option<Packed>> {
    let mut head = Vec::with_capacity(512);
    file.take(512).read_to_end(&mut head)?;
    let is_tar = head.get(257..).is_some_and(|rest| rest.starts_with(b"ustar"));
    let is_gzip = head.starts_with(b"\x1f\x8b");
    Ok(if is_gzip { Some(Packed::Gzip) } else { is_tar.then_some(Packed::Tar) })
}

/// Whether a path is named like one file out of an unpacked X archive.
pub(super) fn is_one_piece(path: &Path) -> bool {
    let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default().to_ascii_lowercase();
    matches!(name.as_str(), "your archive.html" | "tweets.csv" | "manifest.js" | "account.js")
        || (name.starts_with("tweet") && name.ends_with(".js"))
}

/// Names of files, in small letters, that only one network's archive has, beside those that hold posts.
const TELLING: &[(&str, Network)] = &[
    ("your archive.html", Network::X),
    ("tweet_index.js", Network::X),
    ("payload_details.js", Network::X),
    ("actor.json", Network::Mastodon),
    ("connections.csv", Network::LinkedIn),
    ("rich media.csv", Network::LinkedIn),
    ("your_facebook_account.json", Network::Facebook),
    ("post_headers.csv", Network::Reddit),
    ("comment_headers.csv", Network::Reddit),
    ("subscribed_subreddits.csv", Network::Reddit),
];

/// Parts of the paths of web pages by which the archives of Meta are told that were made for reading, not for import.
const PAGES: &[(&str, Network)] = &[
    ("your_facebook_activity/", Network::Facebook),
    ("your_activity_across_facebook/", Network::Facebook),
    ("posts/your_posts", Network::Facebook),
    ("your_instagram_activity/", Network::Instagram),
    ("content/posts_1.html", Network::Instagram),
];

/// What the names in a zip or a folder say together.
#[derive(Debug, Default)]
pub(super) struct Census {
    /// Files seen.
    pub(super) files: u64,
    network: Option<Network>,
    pages: Option<Network>,
    inner: Option<String>,
}

impl Census {
    /// Sees the name of one more file.
    pub(super) fn see(&mut self, name: &str) {
        self.files += 1;
        let as_written = name;
        let name = name.to_ascii_lowercase();
        let last = name.rsplit('/').next().unwrap_or_default();
        let found = |known: &[(&str, Network)], is: &dyn Fn(&str) -> bool| {
            known.iter().find(|(telling, _)| is(telling)).map(|(_, network)| *network)
        };
        self.network = self.network.or_else(|| found(TELLING, &|telling| telling == last));
        if self.pages.is_none() && last.ends_with(".html") {
            self.pages = found(PAGES, &|telling| name.contains(telling));
        }
        if self.inner.is_none() && last.ends_with(".zip") {
            self.inner = Some(as_written.to_owned());
        }
    }

    /// Why this is no archive that can be read, where none of its files was wanted.
    pub(super) fn verdict(self, path: &Path, folder: bool) -> ArchiveError {
        let path = path.to_owned();
        match self {
            Self { files: 0, .. } => ArchiveError::Empty { path },
            Self { pages: Some(network), .. } => ArchiveError::WebPages { path, network },
            Self { network: Some(network), .. } => ArchiveError::NoPosts { path, network },
            Self { inner: Some(inner), .. } => ArchiveError::ZipInZip { path, inner },
            _ if folder => ArchiveError::WrongFile { path, looks: LooksLike::SomeFolder },
            _ => ArchiveError::WrongFile { path, looks: LooksLike::SomeZip },
        }
    }
}
