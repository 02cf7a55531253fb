//! Why a question was not answered.

use crate::OpenError;
use crate::view::Said;
use coach::message::Message;
use std::path::Path;
use thiserror::Error;

/// Why a question was not answered.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum ReadError {
    /// The ledger can't be read.
    #[error(transparent)]
    Ledger(#[from] OpenError),
    /// Something that is not a day.
    #[error("“{0}” is not a day; write it as 2026-11-23")]
    Day(String),
    /// There is no such person.
    #[error("there is no person {0} in the ledger")]
    Person(i32),
}

impl ReadError {
    /// The name of the error, for `--json`, exit codes and the word catalogue.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Ledger(error) => error.code(),
            Self::Day(_) => "read.day",
            Self::Person(_) => "read.person",
        }
    }

    /// What happened, to what.
    pub fn said(&self) -> Said {
        match self {
            Self::Ledger(error) => error.said(),
            Self::Day(text) => (&Message::new("error.read.day").with("text", text.as_str())).into(),
            Self::Person(id) => (&Message::new("error.read.person").with("id", i64::from(*id))).into(),
        }
    }

    /// What it means for a question that has neither a day nor a person in it.
    pub(crate) fn of_ledger(self, ledger: &Path) -> OpenError {
        match self {
            Self::Ledger(error) => error,
            other => OpenError::Failed { path: ledger.to_owned(), why: other.to_string() },
        }
    }

    /// The next step.
    pub fn hint(&self) -> Said {
        match self {
            Self::Ledger(error) => error.hint(),
            Self::Day(_) | Self::Person(_) => (&Message::new(format!("error.{}.hint", self.code()))).into(),
        }
    }
}
