//! What became of a day, and why.

use super::facts::{Awaits, Facts, Phase, Unseen};
use crate::act::RestWhy;
use crate::day::Day;
use crate::message::Message;

/// What became of a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// The goal was met; from the moment it is, and also on a day of rest.
    Kept,
    /// Somebody, but fewer than the goal.
    Touched,
    /// Nobody, and a freeze covered it.
    Frozen,
    /// Rest.
    Rest(Resting),
    /// Nobody, and nothing covered it.
    Missed {
        /// The day that mended it with twice the goal.
        mended: Option<Day>,
    },
    /// It cannot be known whether it was kept; never held against anybody.
    Unknown(Why),
    /// Today, and the goal is not met yet.
    Open,
    /// Over, not kept so far, and it may still be credited.
    Settling,
}

/// Why a day is rest.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Resting {
    /// The person said so.
    Taken(RestWhy),
    /// Its weekday is scheduled off.
    DayOff,
    /// The person crossed the date line, and the day never came.
    NeverCame,
}

/// Why a day is unknown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    /// It could not be seen.
    Unseen(Unseen),
    /// The app came in the middle of it.
    First,
}

impl State {
    /// The name in the interface, in exports and on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::Kept => "kept",
            Self::Touched => "touched",
            Self::Frozen => "frozen",
            Self::Rest(_) => "rest",
            Self::Missed { .. } => "missed",
            Self::Unknown(_) => "unknown",
            Self::Open => "open",
            Self::Settling => "settling",
        }
    }

    /// Whether the streak ends here: missed, covered by no freeze and mended by no later day.
    pub fn breaks(self) -> bool {
        self == Self::Missed { mended: None }
    }

    /// The state by the facts alone; whether a freeze covers a missed day, or a later day mends it, is not known here.
    pub(super) fn of(facts: &Facts) -> Self {
        let asked = facts.asked;
        if facts.people >= u32::from(asked.goal) {
            return Self::Kept;
        }
        if facts.phase == Phase::NeverCame {
            return Self::Rest(Resting::NeverCame);
        }
        if let Some(why) = asked.rest {
            return Self::Rest(Resting::Taken(why));
        }
        if asked.off {
            return Self::Rest(Resting::DayOff);
        }
        match facts.phase {
            Phase::Open => Self::Open,
            Phase::Settling { .. } => Self::Settling,
            Phase::Unknown(unseen) => Self::Unknown(Why::Unseen(unseen)),
            Phase::Known | Phase::NeverCame if facts.people > 0 => Self::Touched,
            Phase::Known | Phase::NeverCame if facts.first => Self::Unknown(Why::First),
            Phase::Known | Phase::NeverCame => Self::Missed { mended: None },
        }
    }

    /// Why the day is what it is, in a sentence. `freezes` is how many were left after it.
    pub(super) fn because(self, facts: &Facts, freezes: u8) -> Message {
        let counted = |key: &str| Message::new(key).with("n", facts.people).with("goal", i64::from(facts.asked.goal));
        match (self, facts.phase) {
            (Self::Kept, _) => counted("day.kept"),
            (Self::Touched, _) => counted("day.touched"),
            (Self::Frozen, _) => Message::new("day.frozen").with("n", i64::from(freezes)),
            (Self::Rest(Resting::Taken(RestWhy::Rest)), _) => Message::new("day.rest"),
            (Self::Rest(Resting::Taken(RestWhy::Ill)), _) => Message::new("day.rest.ill"),
            (Self::Rest(Resting::Taken(RestWhy::Travelling)), _) => Message::new("day.rest.travelling"),
            (Self::Rest(Resting::DayOff), _) => Message::new("day.rest.off"),
            (Self::Rest(Resting::NeverCame), _) => Message::new("day.rest.never_came"),
            (Self::Missed { mended: None }, _) => Message::new("day.missed"),
            (Self::Missed { mended: Some(by) }, _) => Message::new("day.missed.mended").with("day", by),
            (Self::Unknown(Why::Unseen(Unseen::Source)), _) => Message::new("day.unknown.source"),
            (Self::Unknown(Why::Unseen(Unseen::AppAway)), _) => Message::new("day.unknown.app_away"),
            (Self::Unknown(Why::First), _) => Message::new("day.unknown.first"),
            (Self::Settling, Phase::Settling { awaits: Awaits::Sources, .. }) => counted("day.settling.sources"),
            (Self::Settling, _) => counted("day.settling.log"),
            (Self::Open, _) => counted("day.open"),
        }
    }
}
