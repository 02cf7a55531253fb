//! One genuine act toward one person.

mod act_of;
mod cue;
mod found;
mod rule;

pub use act_of::{ASKED_FOR, ActWeights, NOT_ASKED_FOR, WEIGHED};
pub use cue::{CUES, Cues, cues};
pub use found::{Found, LEAST_WORDS, has_link, judge};
pub use rule::ReviewRule;

/// What was done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum How {
    /// Asked a question.
    Asked,
    /// Answered one.
    Answered,
    /// Commented on a post.
    Commented,
    /// Helped someone out.
    Helped,
    /// Thanked.
    Thanked,
    /// Introduced two people.
    Introduced,
}

impl How {
    /// Every act, in the order of the menus.
    pub const ALL: [Self; 6] =
        [Self::Asked, Self::Answered, Self::Commented, Self::Helped, Self::Thanked, Self::Introduced];

    /// The name in the ledger and on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::Asked => "asked",
            Self::Answered => "answered",
            Self::Commented => "commented",
            Self::Helped => "helped",
            Self::Thanked => "thanked",
            Self::Introduced => "introduced",
        }
    }

    /// The act with this name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|how| how.name() == name)
    }
}

/// Where an interaction stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Standing {
    /// Counts: found genuine by the rules.
    Credited,
    /// Counts: by the user's own word (logged, promoted or accepted).
    Confirmed,
    /// Does not count yet: "does this count?"
    Review,
    /// Shown, not counted: a light touch ("thanks!").
    Light,
    /// Does not count: by the user's own word, or by the rules.
    Rejected,
}

impl Standing {
    /// Whether it counts toward its day.
    pub fn counts(self) -> bool {
        matches!(self, Self::Credited | Self::Confirmed)
    }

    /// The name in the ledger and on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::Credited => "credited",
            Self::Confirmed => "confirmed",
            Self::Review => "review",
            Self::Light => "light",
            Self::Rejected => "rejected",
        }
    }

    /// The standing with this name.
    pub fn named(name: &str) -> Option<Self> {
        [Self::Credited, Self::Confirmed, Self::Review, Self::Light, Self::Rejected]
            .into_iter()
            .find(|s| s.name() == name)
    }
}
