//! Why something could not be read from the network.

use chrono::{DateTime, Utc};
use thiserror::Error;

/// Why something could not be read from the network. Names the host, never a secret and never a whole address.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum Failure {
    /// There is no way to the host: no network, or no such name.
    #[error("{host} cannot be reached: {why}")]
    Unreachable {
        /// The host.
        host: String,
        /// The system's word.
        why: String,
    },
    /// The host took too long.
    #[error("{host} did not answer in time")]
    Slow {
        /// The host.
        host: String,
    },
    /// The answer broke off.
    #[error("the answer of {host} broke off: {why}")]
    BrokeOff {
        /// The host.
        host: String,
        /// The system's word.
        why: String,
    },
    /// The host wants no more requests for a while.
    #[error("{host} asks to wait")]
    Limited {
        /// The host.
        host: String,
        /// Until when, where it says so.
        until: Option<DateTime<Utc>>,
    },
    /// The secret is not accepted, or no longer.
    #[error("{host} does not accept the sign-in")]
    SignedOut {
        /// The host.
        host: String,
    },
    /// The secret is accepted, but does not allow this.
    #[error("{host} does not allow this")]
    Forbidden {
        /// The host.
        host: String,
    },
    /// Nobody is signed in there by the browser, or no app that is described nowhere on the web.
    #[error("{host} signs nobody in by the browser")]
    NoBrowser {
        /// The host.
        host: String,
    },
    /// There is no such account or page.
    #[error("{what} is not on {host}")]
    NotFound {
        /// The host.
        host: String,
        /// What was asked for.
        what: String,
    },
    /// The account was closed, suspended or deactivated.
    #[error("the account on {host} is closed for now")]
    Closed {
        /// The host.
        host: String,
    },
    /// The host has a fault of its own.
    #[error("{host} has a fault of its own (status {status})")]
    Faulty {
        /// The host.
        host: String,
        /// HTTP status.
        status: u16,
    },
    /// The answer is not what was to be expected there.
    #[error("{host} answered something else than expected: {what}")]
    Strange {
        /// The host.
        host: String,
        /// What was found instead, in a few words.
        what: String,
    },
    /// The answer is larger than it may be.
    #[error("the answer of {host} is larger than {most} bytes")]
    TooLarge {
        /// The host.
        host: String,
        /// The most bytes that are taken.
        most: u64,
    },
    /// The address leads somewhere that was not named: another site, or into the own network.
    #[error("{host} leads to {to}, which was not named")]
    LedAstray {
        /// The host that was asked.
        host: String,
        /// Where it leads.
        to: String,
    },
    /// What was typed names no account.
    #[error("“{typed}” names no account here")]
    Unreadable {
        /// What was typed.
        typed: String,
    },
}

/// What is to be done about a failure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cure {
    /// Ask again later; it may pass by itself.
    Wait,
    /// The person has to sign in again.
    SignIn,
    /// The person has to look: the account is gone, or the server is no such server.
    Look,
}

impl Failure {
    /// The name of the failure, for the ledger and the word catalogue.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Unreachable { .. } => "net.unreachable",
            Self::Slow { .. } => "net.slow",
            Self::BrokeOff { .. } => "net.broke-off",
            Self::Limited { .. } => "net.limited",
            Self::SignedOut { .. } => "net.signed-out",
            Self::Forbidden { .. } => "net.forbidden",
            Self::NoBrowser { .. } => "net.no-browser",
            Self::NotFound { .. } => "net.not-found",
            Self::Closed { .. } => "net.closed",
            Self::Faulty { .. } => "net.faulty",
            Self::Strange { .. } => "net.strange",
            Self::TooLarge { .. } => "net.too-large",
            Self::LedAstray { .. } => "net.led-astray",
            Self::Unreadable { .. } => "net.unreadable",
        }
    }

    /// Whether the same question will hardly ever be answered. Further down a list or a feed, that is its end.
    pub fn lasts(&self) -> bool {
        match self {
            Self::SignedOut { .. }
            | Self::Forbidden { .. }
            | Self::NoBrowser { .. }
            | Self::NotFound { .. }
            | Self::Closed { .. }
            | Self::Strange { .. }
            | Self::TooLarge { .. }
            | Self::LedAstray { .. }
            | Self::Unreadable { .. } => true,
            Self::Unreachable { .. }
            | Self::Slow { .. }
            | Self::BrokeOff { .. }
            | Self::Limited { .. }
            | Self::Faulty { .. } => false,
        }
    }

    /// What is to be done about it.
    pub fn cure(&self) -> Cure {
        match self {
            Self::Unreachable { .. }
            | Self::Slow { .. }
            | Self::BrokeOff { .. }
            | Self::Limited { .. }
            | Self::Faulty { .. }
            | Self::Strange { .. }
            | Self::TooLarge { .. } => Cure::Wait,
            Self::SignedOut { .. } | Self::Forbidden { .. } | Self::NoBrowser { .. } => Cure::SignIn,
            Self::NotFound { .. } | Self::Closed { .. } | Self::LedAstray { .. } | Self::Unreadable { .. } => {
                Cure::Look
            }
        }
    }
}
