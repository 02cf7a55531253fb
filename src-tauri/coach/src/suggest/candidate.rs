//! Somebody who may be suggested, and all that is known of her for it.

use crate::act::HeardId;
use crate::day::Day;
use crate::person::PersonId;
use chrono::{DateTime, Utc};

/// Somebody who may be suggested. No number of hers counts but those of her and the person.
#[derive(Debug, Clone, PartialEq)]
pub struct Candidate {
    /// Who.
    pub person: PersonId,
    /// Whether she says of herself that she is a robot, or is the person herself.
    pub nobody: bool,
    /// What she said that nobody answered, the newest first.
    pub heard: Vec<Heard>,
    /// Days on which the person spoke to her, the oldest first, each once; those of the last two years at least.
    pub days: Vec<Day>,
    /// The last day on which the person did anything toward her, however light.
    pub touched: Option<Day>,
    /// How often, in days, the person wants to be in touch.
    pub every: Option<u16>,
    /// What the person said of suggesting her.
    pub passed: Option<Passed>,
    /// The last day on which she was suggested, where that is no longer ago than a week.
    pub suggested: Option<Day>,
}

/// Something she said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heard {
    /// In the ledger.
    pub id: HeardId,
    /// When.
    pub at: DateTime<Utc>,
    /// Whether she said it to the person, rather than to everybody.
    pub to_me: bool,
    /// Whether it asks something.
    pub asks: bool,
    /// How many words it has.
    pub words: u32,
    /// Where it stands.
    pub link: Option<String>,
}

/// The person's word on suggesting somebody.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Passed {
    /// Not before this day.
    Until(Day),
    /// Never.
    Never,
}

impl Passed {
    /// Whether it holds on a day.
    pub fn holds(self, today: Day) -> bool {
        match self {
            Self::Never => true,
            Self::Until(day) => today < day,
        }
    }
}

impl Candidate {
    /// Whether the person knows her: has spoken to her, or wants to be in touch.
    pub fn is_known(&self) -> bool {
        self.touched.is_some() || !self.days.is_empty() || self.every.is_some()
    }
}
