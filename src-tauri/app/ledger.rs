//! The ledger, opened where this system keeps it.

use crate::ipc::UserError;
use crate::{clock, folders};
use engine::{ActError, Engine, ImportError, OpenError, ReadError};

/// Opens the one ledger that app and command line share; makes it where there is none.
///
/// # Errors
/// Where it can't be used. It is then left exactly as it was.
pub fn open() -> Result<Engine, UserError> {
    let path = folders::ledger().ok_or_else(|| UserError::new("folder.home", |message| message))?;
    Ok(Engine::open(&path, clock::now(), clock::zone())?)
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

impl From<ImportError> for UserError {
    fn from(error: ImportError) -> Self {
        Self { code: error.code().to_owned(), message: error.said(), hint: error.hint() }
    }
}
