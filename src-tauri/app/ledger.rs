//! The ledger, opened where this system keeps it.

use crate::ipc::UserError;
use crate::{clock, folders};
use engine::{ActError, Engine, ImportError, LiveError, OpenError, ReadError};
use std::path::{Path, PathBuf};

/// Opens the one ledger that app and command line share; makes it where there is none.
///
/// # Errors
/// Where it can't be used. It is then left exactly as it was.
pub fn open() -> Result<Engine, UserError> {
    open_at(&path()?)
}

/// Opens the ledger at a path.
///
/// # Errors
/// As [`open`].
pub fn open_at(path: &Path) -> Result<Engine, UserError> {
    Ok(Engine::open(path, clock::now(), clock::zone())?)
}

/// Where the ledger lies on this system.
///
/// # Errors
/// Where the system names no place for it.
pub fn path() -> Result<PathBuf, UserError> {
    folders::ledger().ok_or_else(|| UserError::new("folder.home", |message| message))
}

impl From<OpenError> for UserError {
    fn from(error: OpenError) -> Self {
        Self { code: error.code().to_owned(), message: error.said(), hint: error.hint() }
    }
}

impl From<ReadError> for UserError {
    fn from(error: ReadError) -> Self {
        Self { code: error.code().to_owned(), message: error.said(), hint: error.hint() }
    }
}

impl From<ActError> for UserError {
    fn from(error: ActError) -> Self {
        Self { code: error.code().to_owned(), message: error.said(), hint: error.hint() }
    }
}

impl From<LiveError> for UserError {
    fn from(error: LiveError) -> Self {
        Self { code: error.code().to_owned(), message: error.said(), hint: error.hint() }
    }
}

impl From<ImportError> for UserError {
    fn from(error: ImportError) -> Self {
        Self { code: error.code().to_owned(), message: error.said(), hint: error.hint() }
    }
}
