//! Whom to talk to: the day's three, each with its why.
//!
//! Those who wait for the person's answer come first, then people she knows who asked something, people drifting apart,
//! quiet voices, and last strangers, only where they asked. Nobody is named twice in a week.

mod candidate;
mod choose;
mod rank;

pub use candidate::{Candidate, Heard, Passed};
pub use choose::{Given, MOST, next, shown};
pub use rank::{Pick, QUESTION_WAITS, Standing, ago, standing};

/// Why somebody is suggested, in the order in which they are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Sort {
    /// Waits for the person's answer.
    Waiting,
    /// Asked everybody something.
    Asked,
    /// Once frequent, now silent; or past the cadence of a circle.
    Apart,
    /// Rarely heard.
    Quiet,
    /// A stranger who asked.
    Stranger,
}

impl Sort {
    /// Every sort, in their order.
    pub const ALL: [Self; 5] = [Self::Waiting, Self::Asked, Self::Apart, Self::Quiet, Self::Stranger];

    /// The name in the ledger and on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Asked => "asked",
            Self::Apart => "apart",
            Self::Quiet => "quiet",
            Self::Stranger => "stranger",
        }
    }

    /// The sort with this name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|sort| sort.name() == name)
    }
}
