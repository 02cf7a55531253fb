//! Why an archive as a whole cannot be read. One sentence each: what happened, to which file, and the next step.

use super::looks::LooksLike;
use coach::person::Network;
use std::io;
use std::path::PathBuf;

/// Why an archive as a whole cannot be read. Nothing of it was taken, unless posts had been handed over already.
#[derive(Debug, thiserror::Error)]
pub enum ArchiveError {
    /// There is nothing at this path.
    #[error("There is no file or folder at {}. Check the path, or choose the archive again.", path.display())]
    NotFound {
        /// Where it was looked for.
        path: PathBuf,
    },
    /// The system does not let the file or folder be read.
    #[error("{} cannot be opened: {source}. Make it readable for your user, then import it again.", path.display())]
    NoAccess {
        /// What cannot be opened.
        path: PathBuf,
        /// The system's word.
        source: io::Error,
    },
    /// It is something else than an archive that can be read here.
    #[error(
        "{} is no archive that can be read here: it looks like {looks}. Choose the archive that X, Mastodon, Bluesky, LinkedIn, Facebook, Instagram, Threads or Reddit gave you, as it came or as the folder it was unpacked to.",
        path.display()
    )]
    WrongFile {
        /// What was chosen.
        path: PathBuf,
        /// What it looks like.
        looks: LooksLike,
    },
    /// One file out of an unpacked archive.
    #[error("{} is one file out of an archive. Choose the folder that holds it, or the zip file.", path.display())]
    OnePiece {
        /// What was chosen.
        path: PathBuf,
    },
    /// The archive is inside another zip.
    #[error("{} holds the zip file {inner}. Unpack it once, then import {inner}.", path.display())]
    ZipInZip {
        /// The outer file.
        path: PathBuf,
        /// The inner one.
        inner: String,
    },
    /// A zip or a folder with nothing in it.
    #[error("{} is empty. Ask for the archive again, or choose another file.", path.display())]
    Empty {
        /// The zip or folder.
        path: PathBuf,
    },
    /// It is an archive, but no file with posts is in it.
    #[error(
        "{} is an archive of {} without posts: none of the files that hold them is in it. Ask for the whole archive.",
        path.display(),
        network.title()
    )]
    NoPosts {
        /// The zip or folder.
        path: PathBuf,
        /// Whose archive it is.
        network: Network,
    },
    /// It is an archive made for reading, of web pages.
    #[error(
        "{} is an archive of {} as web pages. Ask for it again, and choose JSON as its format.",
        path.display(),
        network.title()
    )]
    WebPages {
        /// The zip or folder.
        path: PathBuf,
        /// Whose archive it is.
        network: Network,
    },
    /// The zip ends before its directory.
    #[error("{} is cut off: its end is missing. Download or copy it again.", path.display())]
    Truncated {
        /// The zip.
        path: PathBuf,
    },
    /// The zip contradicts itself, or its bytes do not match their checksum.
    #[error("{} is damaged at {at}: {detail}. Download or copy it again.", path.display())]
    Damaged {
        /// The zip.
        path: PathBuf,
        /// The file inside, or "its directory".
        at: String,
        /// What does not fit.
        detail: String,
    },
    /// The zip is protected by a password.
    #[error("{} is protected by a password. Unpack it with the password, then choose the folder.", path.display())]
    Encrypted {
        /// The zip.
        path: PathBuf,
    },
    /// The zip uses a method of packing that is not read here.
    #[error("{} is packed in a way that cannot be read here (method {method}). Unpack it, then choose the folder.", path.display())]
    Packing {
        /// The zip.
        path: PathBuf,
        /// The number of the method in the zip format.
        method: u16,
    },
    /// It would unpack to far more than posts can be.
    #[error(
        "{} is refused: {at} in it is far larger, unpacked, than such a file can be. It may be made to do harm; ask for the archive again.",
        path.display()
    )]
    Bomb {
        /// The zip.
        path: PathBuf,
        /// The file inside.
        at: String,
    },
    /// There are more files in it than any archive has.
    #[error("{} is refused: it holds more than {most} files. Choose the archive's own zip file or folder.", path.display())]
    TooManyFiles {
        /// The zip or folder.
        path: PathBuf,
        /// The most that are read.
        most: u64,
    },
    /// A file of the archive vanished, or the disk failed, while it was read.
    #[error("{} could not be read to its end ({at}): {source}. Check the disk, then import it again.", path.display())]
    Disk {
        /// The zip or folder.
        path: PathBuf,
        /// The file inside.
        at: String,
        /// The system's word.
        source: io::Error,
    },
}
