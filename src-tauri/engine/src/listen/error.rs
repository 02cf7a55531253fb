//! Why an import was not made. The ledger is as it was before.

use crate::OpenError;
use crate::view::Said;
use coach::message::{Arg, Message};
use feeds::archives::ArchiveError;
use thiserror::Error;

/// Why an import was not made.
#[derive(Debug, Error)]
pub enum ImportError {
    /// The archive can't be read.
    #[error(transparent)]
    Archive(#[from] ArchiveError),
    /// The ledger can't be read or written.
    #[error(transparent)]
    Ledger(#[from] OpenError),
}

impl ImportError {
    /// The name of the error, for `--json`, exit codes and the word catalogue.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Ledger(error) => error.code(),
            Self::Archive(error) => match error {
                ArchiveError::NotFound { .. } => "archive.not-found",
                ArchiveError::NoAccess { .. } => "archive.no-access",
                ArchiveError::WrongFile { .. } => "archive.wrong-file",
                ArchiveError::OnePiece { .. } => "archive.one-piece",
                ArchiveError::ZipInZip { .. } => "archive.zip-in-zip",
                ArchiveError::Empty { .. } => "archive.empty",
                ArchiveError::NoPosts { .. } => "archive.no-posts",
                ArchiveError::WebPages { .. } => "archive.web-pages",
                ArchiveError::Truncated { .. } => "archive.truncated",
                ArchiveError::Damaged { .. } => "archive.damaged",
                ArchiveError::Encrypted { .. } => "archive.encrypted",
                ArchiveError::Packing { .. } => "archive.packing",
                ArchiveError::Bomb { .. } => "archive.bomb",
                ArchiveError::TooManyFiles { .. } => "archive.too-many-files",
                ArchiveError::Disk { .. } => "archive.disk",
            },
        }
    }

    /// What happened, to what.
    pub fn said(&self) -> Said {
        let error = match self {
            Self::Ledger(error) => return error.said(),
            Self::Archive(error) => error,
        };
        let message = Message::new(format!("error.{}", self.code()));
        let message = match path(error).file_name() {
            Some(name) => message.with("file", name.to_string_lossy().into_owned()),
            None => message.with("file", path(error).display().to_string()),
        };
        Said::from(&match error {
            ArchiveError::NoAccess { source, .. } => message.with("why", source.to_string()),
            ArchiveError::Disk { at, source, .. } => message.with("at", at.as_str()).with("why", source.to_string()),
            ArchiveError::WrongFile { looks, .. } => message.with("looks", looks.to_string()),
            ArchiveError::NoPosts { network, .. } | ArchiveError::WebPages { network, .. } => {
                message.with("network", network.title())
            }
            ArchiveError::ZipInZip { inner, .. } => message.with("inner", inner.as_str()),
            ArchiveError::Damaged { at, detail, .. } => message.with("at", at.as_str()).with("why", detail.as_str()),
            ArchiveError::Bomb { at, .. } => message.with("at", at.as_str()),
            ArchiveError::Packing { method, .. } => message.with("method", method.to_string()),
            ArchiveError::TooManyFiles { most, .. } => {
                message.with("n", Arg::Count(i64::try_from(*most).unwrap_or(i64::MAX)))
            }
            _ => message,
        })
    }

    /// The next step.
    pub fn hint(&self) -> Said {
        match self {
            Self::Ledger(error) => error.hint(),
            Self::Archive(ArchiveError::ZipInZip { inner, .. }) => {
                Said::from(&Message::new("error.archive.zip-in-zip.hint").with("inner", inner.as_str()))
            }
            Self::Archive(_) => Said::from(&Message::new(format!("error.{}.hint", self.code()))),
        }
    }
}

fn path(error: &ArchiveError) -> &std::path::Path {
    match error {
        ArchiveError::NotFound { path }
        | ArchiveError::NoAccess { path, .. }
        | ArchiveError::WrongFile { path, .. }
        | ArchiveError::OnePiece { path }
        | ArchiveError::ZipInZip { path, .. }
        | ArchiveError::Empty { path }
        | ArchiveError::NoPosts { path, .. }
        | ArchiveError::WebPages { path, .. }
        | ArchiveError::Truncated { path }
        | ArchiveError::Damaged { path, .. }
        | ArchiveError::Encrypted { path }
        | ArchiveError::Packing { path, .. }
        | ArchiveError::Bomb { path, .. }
        | ArchiveError::TooManyFiles { path, .. }
        | ArchiveError::Disk { path, .. } => path,
    }
}
