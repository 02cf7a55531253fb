//! All that the coach looks at before it speaks.

use super::draft::NudgeKind;
use super::usual::CueBy;
use crate::act::PostId;
use crate::day::{Day, Rollover};
use crate::days::state::{Resting, State};
use crate::days::tally::Judged;
use crate::drift::{Fading, Forecast, Verdict};
use crate::message::Message;
use crate::person::PersonId;
use chrono::{DateTime, NaiveTime, Utc, Weekday};

/// The situation at one moment. Whoever gathers it syncs first, or says that it did not.
#[derive(Debug, Clone, PartialEq)]
pub struct Situation {
    /// How today stands.
    pub today: Today,
    /// When the day begins.
    pub rollover: Rollover,
    /// When the coach may speak.
    pub times: Times,
    /// The end of the pause, where there is one.
    pub paused_until: Option<DateTime<Utc>>,
    /// What the desktop says of the moment.
    pub desk: Desk,
    /// When the machine last woke from sleep, where it did.
    pub resumed: Option<DateTime<Utc>>,
    /// Whether the sources that see replies have been read just now.
    pub sync: Sync,
    /// Whom the coach would suggest to talk to.
    pub whom: Option<Whom>,
    /// The absence that ended with today, where one did.
    pub away: Option<super::Absence>,
    /// Conversation that fades, where it does and the person wants to hear of it.
    pub early: Option<Early>,
    /// Where the feeds stand: all together first, then any that is looked at for itself.
    pub feeds: Vec<Feed>,
    /// The nudges of the last hundred days, in the order in which they were sent.
    pub sent: Vec<Sent>,
}

/// How today stands.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Today {
    /// The day.
    pub day: Day,
    /// People counted so far.
    pub people: u32,
    /// The goal in force.
    pub goal: u8,
    /// Why it is rest, said by the person or by the schedule, where it is.
    pub rest: Option<Resting>,
    /// Whether it lies in a busy season.
    pub busy: bool,
    /// When the goal was met, on the person's clock, where it is and that is known.
    pub met: Option<NaiveTime>,
    /// Strength, 0.0 to 1.0.
    pub strength: f64,
}

/// When the coach may speak, on the person's clock.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Times {
    /// When the cue comes. A time before the rollover lies at the end of the day.
    pub cue: NaiveTime,
    /// Where that time is from.
    pub by: CueBy,
    /// After what the person means to talk, in her own words: "after lunch".
    pub plan: Option<String>,
    /// The cue comes at most every so many days, 1 to 7, by the person's word.
    pub every: u8,
    /// When the late nudge comes, where the person wants one; after the cue.
    pub late: Option<NaiveTime>,
    /// From when to when the coach is silent; may go over midnight.
    pub quiet: Option<(NaiveTime, NaiveTime)>,
    /// Weekdays on which it says nothing, though the day counts.
    pub silent: Vec<Weekday>,
}

/// What the desktop says of the moment. `None` is what it does not tell, and never a reason for silence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Desk {
    /// Whether it asks not to disturb.
    pub do_not_disturb: Option<bool>,
    /// Whether the screen is locked.
    pub locked: Option<bool>,
    /// Whether nobody touched keyboard or mouse for ten minutes.
    pub idle: Option<bool>,
    /// Whether a program fills the screen: a film, a talk, a game.
    pub full_screen: Option<bool>,
    /// Whether the screen is being shared.
    pub shared: Option<bool>,
}

/// Whether what is known of today is fresh.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sync {
    /// All sources that see replies have been read just now, or there is none.
    Fresh,
    /// They have yet to be read.
    Due,
    /// It was tried just now, and some could not be read.
    Failed,
}

/// Somebody to talk to.
#[derive(Debug, Clone, PartialEq)]
pub struct Whom {
    /// The person, where the ledger knows her.
    pub person: Option<PersonId>,
    /// The name people see.
    pub name: String,
    /// Why she: "asked something two hours ago".
    pub why: Message,
    /// The post to answer.
    pub link: Option<String>,
}

/// Conversation that fades, with the automatic posts that go on meanwhile.
#[derive(Debug, Clone, PartialEq)]
pub struct Early {
    /// The numbers.
    pub fading: Fading,
    /// Automatic posts of the last week, newest first.
    pub evidence: Vec<PostId>,
}

/// Where one feed stands.
#[derive(Debug, Clone, PartialEq)]
pub struct Feed {
    /// What tells it from the others, the same for good: the number of the source, or `all`. Part of the nudge's key.
    pub name: String,
    /// Where it stands.
    pub verdict: Verdict,
    /// When this state was entered. Where the same autopilot went on after an absence, when it first was.
    pub entered: Day,
    /// The day of the recovery from the last drift, where the feed has not drifted since.
    pub recovered: Option<Day>,
    /// The way back.
    pub forecast: Forecast,
    /// Posts behind the verdict, newest first.
    pub evidence: Vec<PostId>,
}

/// A nudge that was sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sent {
    /// Its key.
    pub key: String,
    /// What it was.
    pub kind: NudgeKind,
    /// The day on which it was sent, which for a cue is the day it is about.
    pub day: Day,
    /// When it was sent.
    pub at: DateTime<Utc>,
    /// Its wording.
    pub wording: String,
    /// When it was answered with "Later", where that is its answer.
    pub later: Option<DateTime<Utc>>,
    /// What came of it.
    pub fate: Fate,
}

/// What came of a nudge.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    /// Not answered, and its day is not over.
    Waits,
    /// Answered in whatever way, or somebody was talked with on its day after it came, or the day became rest.
    Heeded,
    /// None of these, and its day is over.
    WentBy,
}

impl From<&Judged> for Today {
    fn from(judged: &Judged) -> Self {
        let (facts, asked) = (&judged.facts, judged.facts.asked);
        let rest = match judged.state {
            State::Rest(resting) => Some(resting),
            _ => asked.rest.map(Resting::Taken).or(asked.off.then_some(Resting::DayOff)),
        };
        Self {
            day: facts.day,
            people: facts.people,
            goal: asked.goal,
            rest,
            busy: asked.busy,
            met: None,
            strength: judged.strength,
        }
    }
}

impl Today {
    /// How many people are missing to the goal.
    pub fn missing(self) -> u32 {
        u32::from(self.goal).saturating_sub(self.people)
    }
}
