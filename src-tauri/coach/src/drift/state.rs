//! The states of drift, and what is said about them.

use crate::day::Day;
use crate::kind::Kind;

/// How far the mix has gone to machinery.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum State {
    /// Not known: the source was not synced for 48 hours.
    NoVerdict,
    /// Nothing was posted in 7 days.
    Absent,
    /// The person speaks as usual.
    Fine,
    /// Amber: the signs of a person get rare.
    Thinning,
    /// Amber: by hand, but at nobody.
    Broadcasting,
    /// Red: nothing but automatic posts.
    Autopilot,
}

impl State {
    /// Every state.
    pub const ALL: [Self; 6] =
        [Self::NoVerdict, Self::Absent, Self::Fine, Self::Thinning, Self::Broadcasting, Self::Autopilot];

    /// Whether something is the matter: an amber or the red state.
    pub fn is_drift(self) -> bool {
        matches!(self, Self::Thinning | Self::Broadcasting | Self::Autopilot)
    }

    /// The name in the ledger and on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::NoVerdict => "no-verdict",
            Self::Absent => "absent",
            Self::Fine => "fine",
            Self::Thinning => "thinning",
            Self::Broadcasting => "broadcasting",
            Self::Autopilot => "autopilot",
        }
    }

    /// The state with this name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.name() == name)
    }
}

/// The numbers a verdict rests on, as of the end of its day.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Numbers {
    /// `g`: days since the last sign of a person, counted only while something was posted in the last 7 days, and in whole
    /// days. A sign in part, as is a post that may be a machine's, shortens it by that part.
    pub gap: u32,
    /// `q`: within how many days a sign usually comes; at least 2.
    pub usual: f64,
    /// The last day with a sign, where there was one.
    pub last_sign: Option<Day>,
    /// Automatic posts since the last sign: those known, and as many as are to be expected among the others.
    pub automatic_posts: u32,
    /// Days with automatic posts since the last sign.
    pub automatic_days: u32,
    /// Posts in the last 14 days, threads left out.
    pub posts: u32,
    /// Hand-made posts among them: all but automated ones and boosts.
    pub hand_made: u32,
    /// Replies, quotes and questions among them.
    pub talk: u32,
    /// Share of machinery among them, 0.0 to 1.0; 0 where there are none.
    pub machinery: f64,
    /// Share of conversation among them, 0.0 to 1.0; 0 where there are none.
    pub conversation: f64,
    /// Days with a sign of a person among the last 7; signs in part add up.
    pub sign_days: u32,
}

/// Where the feed stands at the end of a day.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Verdict {
    /// The day.
    pub day: Day,
    /// The state.
    pub state: State,
    /// Since which day it has been the state.
    pub since: Day,
    /// What it rests on.
    pub numbers: Numbers,
}

/// One change of state, with its date, its numbers and the posts behind it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Change {
    /// The day at whose end the state was the new one.
    pub day: Day,
    /// The state before.
    pub from: State,
    /// The state from then on.
    pub to: State,
    /// Whether it is a recovery: fine after autopilot, by signs of a person on 3 days within 7.
    pub recovered: bool,
    /// Whether the same autopilot goes on after an absence or an unsynced stretch: no new alarm.
    pub again: bool,
    /// What it rests on.
    pub numbers: Numbers,
    /// The posts behind it, where posts are.
    pub behind: Option<Behind>,
}

/// The posts behind a change: the source's posts of these kinds on these days.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Behind {
    /// Which kinds.
    pub kinds: &'static [Kind],
    /// The first day.
    pub first: Day,
    /// The last day, included.
    pub last: Day,
}
