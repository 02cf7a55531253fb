//! What the coach says: a fact, a person and one act.

use super::situation::Whom;
use crate::act::PostId;
use crate::day::Day;
use crate::message::Message;

/// A nudge, ready to be stored and then shown.
#[derive(Debug, Clone, PartialEq)]
pub struct NudgeDraft {
    /// What it is about, for good: `cue:2026-11-23`. A ledger that takes each key once never says the same thing twice,
    /// not after a restart, not with two windows, not with the clock set back.
    pub key: String,
    /// What it is.
    pub kind: NudgeKind,
    /// The day it is about: an answer counts for this day.
    pub day: Day,
    /// Which wording was chosen: `nudge.cue.3`. Kept with the nudge, so that it does not come back too soon.
    pub wording: String,
    /// Headline.
    pub title: Message,
    /// The fact, in a sentence or two.
    pub body: Message,
    /// Why the coach speaks.
    pub because: Message,
    /// The way back, for drift.
    pub way_back: Option<Message>,
    /// Posts behind it, newest first.
    pub evidence: Vec<PostId>,
    /// The person.
    pub whom: Option<Whom>,
    /// The one act.
    pub offer: Offer,
}

/// What a nudge is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NudgeKind {
    /// The day's cue, at the person's time.
    Cue,
    /// The optional late one.
    Late,
    /// The question how it should go on, where the cue goes unanswered.
    Ask,
    /// The welcome after an absence.
    Welcome,
    /// The early warning: conversation fades.
    Fading,
    /// The signs of a person get rare.
    Thinning,
    /// By hand, but at nobody.
    Broadcasting,
    /// Nothing but automatic posts.
    Autopilot,
    /// The person is back.
    Recovered,
}

/// The one act a nudge offers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Offer {
    /// Talk to the people still missing today.
    Talk,
    /// Two minutes, one person: all that is asked in a busy season.
    TwoMinutes,
    /// Look at the posts behind it.
    Look,
    /// Choose how the nudges should go on.
    Choose,
}

impl NudgeKind {
    /// Every kind.
    pub const ALL: [Self; 9] = [
        Self::Cue,
        Self::Late,
        Self::Ask,
        Self::Welcome,
        Self::Fading,
        Self::Thinning,
        Self::Broadcasting,
        Self::Autopilot,
        Self::Recovered,
    ];

    /// The name in the ledger, in keys and on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::Cue => "cue",
            Self::Late => "late",
            Self::Ask => "ask",
            Self::Welcome => "welcome",
            Self::Fading => "fading",
            Self::Thinning => "thinning",
            Self::Broadcasting => "broadcasting",
            Self::Autopilot => "autopilot",
            Self::Recovered => "recovered",
        }
    }

    /// The kind with this name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }

    /// Whether it speaks of where a feed stands, rather than of the day.
    pub fn is_drift(self) -> bool {
        !matches!(self, Self::Cue | Self::Late | Self::Ask | Self::Welcome)
    }
}

impl Offer {
    /// The name in the ledger.
    pub fn name(self) -> &'static str {
        match self {
            Self::Talk => "talk",
            Self::TwoMinutes => "two-minutes",
            Self::Look => "look",
            Self::Choose => "choose",
        }
    }

    /// The offer with this name.
    pub fn named(name: &str) -> Option<Self> {
        [Self::Talk, Self::TwoMinutes, Self::Look, Self::Choose].into_iter().find(|offer| offer.name() == name)
    }
}
