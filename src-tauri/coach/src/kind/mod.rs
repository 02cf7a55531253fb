//! What a post is: exactly one kind, with its reasons.
//!
//! An [`Eye`] sees posts in the order of time. Each is *read* by itself, the *memory* of earlier posts is asked what it
//! knows of it, and it is *judged*: by its posting app where that says enough, otherwise by what a small *model* makes
//! of named features.

mod article;
mod eye;
mod feature;
mod habit;
mod judge;
mod lesson;
pub mod memory;
mod model;
mod opened;
mod reading;
mod reason;
mod rules;
mod sight;
mod verdict;

pub use eye::Eye;
pub use feature::Feature;
pub use habit::Habits;
pub use judge::AUTOMATIC;
pub use model::{Look, Model, Seen as SeenWeights, UnreadableWeights, Weighed};
pub use opened::{Contribution, Opened, opened};
pub use reason::Reason;
pub use rules::{AppWord, RULES_VERSION, Rules};
pub use sight::{SEEN, Sight, TRAITS};
pub use verdict::{Revision, Verdict};

/// What a post is. The order is the order of judgement: the first that matches wins.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// Continues the user's own thread; ignored in the mix.
    Thread,
    /// Posted by an automation, a recycled old article, or a cross-post twin.
    Automated,
    /// Passes on somebody's post without own words.
    Boost,
    /// Answers or addresses somebody else, in own words.
    Reply,
    /// Quotes somebody with own words.
    Quote,
    /// By hand, but links to the user's own site.
    Promotion,
    /// A link with fewer than six own words.
    Share,
    /// Asks everybody something.
    Question,
    /// Own words to everybody.
    Original,
}

impl Kind {
    /// Every kind, in the order of judgement.
    pub const ALL: [Self; 9] = [
        Self::Thread,
        Self::Automated,
        Self::Boost,
        Self::Reply,
        Self::Quote,
        Self::Promotion,
        Self::Share,
        Self::Question,
        Self::Original,
    ];

    /// Whether it counts as machinery in the mix: automated, boost, promotion, share.
    pub fn is_machinery(self) -> bool {
        matches!(self, Self::Automated | Self::Boost | Self::Promotion | Self::Share)
    }

    /// Whether it counts as conversation in the mix: reply, quote, question.
    pub fn is_conversation(self) -> bool {
        matches!(self, Self::Reply | Self::Quote | Self::Question)
    }

    /// The name in the ledger and on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::Thread => "thread",
            Self::Automated => "automated",
            Self::Boost => "boost",
            Self::Reply => "reply",
            Self::Quote => "quote",
            Self::Promotion => "promotion",
            Self::Share => "share",
            Self::Question => "question",
            Self::Original => "original",
        }
    }

    /// The kind with this name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }
}
