//! What can go wrong with the ledger itself. Whatever it is, the file is left as it was found.

use crate::view::Said;
use coach::message::Message;
use std::path::PathBuf;
use thiserror::Error;

/// A ledger that can't be opened, read or written.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum OpenError {
    /// The file is no ledger of Chime In.
    #[error("{} is not a ledger of Chime In; it was left as it is", .path.display())]
    NotALedger {
        /// Which file.
        path: PathBuf,
    },
    /// A newer version of the app wrote it.
    #[error("{} is a ledger of version {found}, this app knows up to {known}; it was left as it is", .path.display())]
    Newer {
        /// Which file.
        path: PathBuf,
        /// Its version.
        found: i64,
        /// The newest version this app knows.
        known: i64,
    },
    /// It may not be written.
    #[error("{} is read-only", .path.display())]
    ReadOnly {
        /// Which file.
        path: PathBuf,
    },
    /// There is no room left.
    #[error("the disk that holds {} is full; the last change was not made", .path.display())]
    Full {
        /// Which file.
        path: PathBuf,
    },
    /// Another program keeps it to itself.
    #[error("{} is in use by another program", .path.display())]
    Locked {
        /// Which file.
        path: PathBuf,
    },
    /// It is damaged.
    #[error("{} is damaged ({what}); it was left as it is", .path.display())]
    Damaged {
        /// Which file.
        path: PathBuf,
        /// What was found.
        what: String,
    },
    /// Its folder can't be made or entered.
    #[error("{} can't be opened or made: {why}", .path.display())]
    Folder {
        /// The folder, or the file in it.
        path: PathBuf,
        /// By the system's word.
        why: String,
    },
    /// Anything else.
    #[error("{}: {why}", .path.display())]
    Failed {
        /// Which file.
        path: PathBuf,
        /// By SQLite's word.
        why: String,
    },
}

impl OpenError {
    /// The name of the error, for `--json`, exit codes and the word catalogue.
    pub fn code(&self) -> &'static str {
        match self {
            Self::NotALedger { .. } => "ledger.not-a-ledger",
            Self::Newer { .. } => "ledger.newer",
            Self::ReadOnly { .. } => "ledger.read-only",
            Self::Full { .. } => "ledger.full",
            Self::Locked { .. } => "ledger.locked",
            Self::Damaged { .. } => "ledger.damaged",
            Self::Folder { .. } => "ledger.folder",
            Self::Failed { .. } => "ledger.failed",
        }
    }

    /// What happened, to what.
    pub fn said(&self) -> Said {
        let message = Message::new(format!("error.{}", self.code())).with("path", self.path().display().to_string());
        let message = match self {
            Self::Newer { found, known, .. } => {
                message.with("found", found.to_string()).with("known", known.to_string())
            }
            Self::Damaged { what: why, .. } | Self::Folder { why, .. } | Self::Failed { why, .. } => {
                message.with("why", why.as_str())
            }
            _ => message,
        };
        Said::from(&message)
    }

    /// The next step.
    pub fn hint(&self) -> Said {
        Said::from(&Message::new(format!("error.{}.hint", self.code())).with("path", self.path().display().to_string()))
    }

    /// The file it is about.
    pub fn path(&self) -> &std::path::Path {
        match self {
            Self::NotALedger { path }
            | Self::Newer { path, .. }
            | Self::ReadOnly { path }
            | Self::Full { path }
            | Self::Locked { path }
            | Self::Damaged { path, .. }
            | Self::Folder { path, .. }
            | Self::Failed { path, .. } => path,
        }
    }
}
