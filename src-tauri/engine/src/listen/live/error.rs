//! Why something about a live source was not done, and what the person can do.

use crate::OpenError;
use crate::view::Said;
use coach::message::{Arg, Message};
use feeds::net::Failure;
use thiserror::Error;

/// Why something about a live source was not done.
#[derive(Debug, Error)]
pub enum LiveError {
    /// The ledger can't be read or written.
    #[error(transparent)]
    Ledger(#[from] OpenError),
    /// It could not be read from the network.
    #[error(transparent)]
    Net(#[from] Failure),
    /// There is no such source, or it is not read again and again.
    #[error("there is no source {0} that is read again and again")]
    NoSource(i64),
}

impl LiveError {
    /// The name of the error, for `--json`, exit codes and the word catalogue.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Ledger(error) => error.code(),
            Self::Net(failure) => failure.code(),
            Self::NoSource(_) => "live.no-source",
        }
    }

    /// What happened, to what.
    pub fn said(&self) -> Said {
        match self {
            Self::Ledger(error) => error.said(),
            Self::Net(failure) => Said::from(&said(failure)),
            Self::NoSource(source) => Said::from(&Message::new("error.live.no-source").with("id", source.to_string())),
        }
    }

    /// The next step.
    pub fn hint(&self) -> Said {
        match self {
            Self::Ledger(error) => error.hint(),
            Self::Net(failure) => Said::from(&hint(failure)),
            Self::NoSource(_) => Said::from(&Message::new("error.live.no-source.hint")),
        }
    }
}

/// What went wrong, in a sentence.
pub fn said(failure: &Failure) -> Message {
    filled(Message::new(format!("error.{}", failure.code())), failure)
}

/// What to do about it, in a sentence.
pub fn hint(failure: &Failure) -> Message {
    filled(Message::new(format!("error.{}.hint", failure.code())), failure)
}

fn filled(message: Message, failure: &Failure) -> Message {
    match failure {
        Failure::Unreachable { host, why } | Failure::BrokeOff { host, why } => {
            message.with("host", host.as_str()).with("why", why.as_str())
        }
        Failure::Slow { host }
        | Failure::Limited { host, .. }
        | Failure::SignedOut { host }
        | Failure::Forbidden { host }
        | Failure::NoBrowser { host }
        | Failure::Closed { host } => message.with("host", host.as_str()),
        Failure::NotFound { host, what } | Failure::Strange { host, what } => {
            message.with("host", host.as_str()).with("what", what.as_str())
        }
        Failure::Faulty { host, status } => message.with("host", host.as_str()).with("status", status.to_string()),
        Failure::TooLarge { host, most } => {
            let megabytes = i64::try_from(most / 1_000_000).unwrap_or(i64::MAX);
            message.with("host", host.as_str()).with("n", Arg::Count(megabytes))
        }
        Failure::LedAstray { host, to } => message.with("host", host.as_str()).with("to", to.as_str()),
        Failure::Unreadable { typed } => message.with("typed", typed.as_str()),
    }
}
