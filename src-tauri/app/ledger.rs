//! The ledger, opened where this system keeps it.

use crate::ipc::UserError;
use crate::language::Language;
use crate::{clock, folders, words};
use engine::{ActError, Engine, ImportError, LiveError, OpenError, ReadError};
use std::path::{Path, PathBuf};

/// Opens the one ledger that app and command line share; makes it where there is none.
///
/// # Errors
/// Where it can't be used. It is then left exactly as it was.
pub fn open() -> Result<Engine, UserError> {
    open_at(&path()?)
}

/// Opens the ledger at a path, and speaks the language that the person chose there.
///
/// # Errors
/// As [`open`].
pub fn open_at(path: &Path) -> Result<Engine, UserError> {
    let engine = Engine::open(path, clock::now(), clock::zone())?;
    words::speak(language(&engine));
    Ok(engine)
}

/// The language that the person chose; the system's where she chose none, or the ledger can't be read.
pub fn language(engine: &Engine) -> Language {
    Language::of(engine.language().unwrap_or_default().as_deref())
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
