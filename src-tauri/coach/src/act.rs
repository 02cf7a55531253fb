//! Any change, from any door: one act, through one function, that comes back as one list of what changed.

use crate::day::{Day, Rollover};
use crate::interaction::{How, ReviewRule};
use crate::kind::Kind;
use crate::person::PersonId;
use chrono::{DateTime, NaiveTime, Utc, Weekday};

/// One change the person makes, wherever they make it.
#[derive(Debug, Clone, PartialEq)]
pub struct Act {
    /// What is done.
    pub what: What,
    /// Which nudge it answers, where it answers one. The act then counts for the nudge's day, and a nudge that was
    /// already answered takes no second answer.
    pub nudge: Option<NudgeId>,
    /// The day it is about, where the person named one; otherwise the nudge's day, otherwise the day of `at`.
    pub day: Option<Day>,
    /// When it was done.
    pub at: DateTime<Utc>,
    /// Through which door.
    pub door: Door,
}

/// What an act does.
#[derive(Debug, Clone, PartialEq)]
#[expect(missing_docs, reason = "each variant says what its fields are")]
pub enum What {
    /// Logs one interaction.
    Log { how: How, who: Who, note: Option<String>, link: Option<String> },
    /// Names the "someone" of a logged interaction.
    Name { interaction: InteractionId, who: Who },
    /// Corrects what was done.
    Correct { interaction: InteractionId, how: How },
    /// The user's word on a light touch or a doubtful one: it counts.
    Accept { interaction: InteractionId },
    /// The user's word on a credited or doubtful one: it does not count.
    Reject { interaction: InteractionId },
    /// The user's word on what a post is; `None` takes the word back.
    Overrule { post: PostId, kind: Option<Kind> },
    /// The user's word on a posting app; `None` takes the word back.
    JudgeApp { app: String, standing: Option<AppStanding> },
    /// The nudge was opened.
    Open,
    /// The nudge comes again in a while.
    Later,
    /// The nudge is put away.
    Dismiss,
    /// These days are rest, both included.
    Rest { from: Day, to: Day, why: RestWhy },
    /// These days are no rest after all, both included.
    Unrest { from: Day, to: Day },
    /// A busy season: goal 1 on these days, both included.
    Busy { from: Day, to: Day },
    /// The busy season ends with the day before this act's day.
    EndBusy,
    /// These days are no busy season after all, both included.
    Unbusy { from: Day, to: Day },
    /// The cue comes less often from now on, by one step.
    Fewer,
    /// Says nothing until then.
    Pause { until: DateTime<Utc> },
    /// Ends the pause.
    Resume,
    /// Changes one setting.
    Set(Setting),
    /// How often, in days, the person wants to be in touch with somebody, 1 to 366; `None` takes it back.
    Circle { person: PersonId, every: Option<u16> },
    /// Two are one human being: from the day of this act on, `other` is counted as `one`.
    Join { one: PersonId, other: PersonId },
    /// Somebody who was joined into another is a person of her own again.
    Unjoin { person: PersonId },
    /// Two are not one, and are not offered for joining again.
    Apart { one: PersonId, other: PersonId },
    /// Calls somebody by another name.
    Rename { person: PersonId, name: String },
    /// Removes somebody's name and handles wherever they stand; what was counted stays. Can't be undone.
    Forget { person: PersonId },
    /// Not to be suggested today.
    Skip { person: PersonId },
    /// Not to be suggested for [`NOT_NOW`] days.
    NotNow { person: PersonId },
    /// Never to be suggested.
    Never { person: PersonId },
    /// May be suggested again.
    Suggest { person: PersonId },
    /// What somebody said needs no answer.
    Done { heard: HeardId },
    /// What becomes of doubtful acts of one sort, those that wait and those to come; `None` takes the word back.
    SetReviewRule { rule: ReviewRule, counts: Option<bool> },
    /// A source is not read for now.
    StopSource { source: SourceId },
    /// A source is read again.
    GoOnSource { source: SourceId },
    /// What a week was worth to the person, 1 to 5; `None` takes the word back. `week` is a day of it.
    Rate { week: Day, value: Option<u8> },
    /// Puts sample data in, clearly marked.
    AddSample,
    /// Takes the sample data out, all of it.
    RemoveSample,
    /// Takes back an earlier act; `None` the last one that still stands.
    Undo { act: Option<ActId> },
}

/// For so many days, today included, somebody is not suggested after "not now".
pub const NOT_NOW: i64 = 30;

/// Toward whom.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Who {
    /// Somebody not named yet; a person of its own until named.
    Someone,
    /// A person the ledger knows.
    Person(PersonId),
    /// Somebody by the name the user typed; joined to a known person only where exactly one bears that name.
    Named(String),
}

/// Through which door an act came.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Door {
    /// The window.
    Window,
    /// The tray menu.
    Tray,
    /// A notification.
    Notification,
    /// The command line.
    CommandLine,
    /// A source.
    Feed,
}

/// Why a day is rest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RestWhy {
    /// Just rest.
    Rest,
    /// Ill.
    Ill,
    /// Travelling.
    Travelling,
}

/// What a posting app does, by the list or by the user's word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum AppStanding {
    /// Posts by itself.
    Automation,
    /// Both schedules and converses: content and timing decide.
    Mixed,
    /// A person types into it.
    ByHand,
}

impl AppStanding {
    /// Every standing.
    pub const ALL: [Self; 3] = [Self::Automation, Self::Mixed, Self::ByHand];

    /// The name in the ledger and on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::Automation => "automation",
            Self::Mixed => "mixed",
            Self::ByHand => "by-hand",
        }
    }

    /// The standing with this name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|standing| standing.name() == name)
    }
}

/// A setting and its value.
#[derive(Debug, Clone, PartialEq)]
pub enum Setting {
    /// People a day, 1 to 5.
    Goal(u8),
    /// From this moment on, the day begins then.
    Rollover(Rollover),
    /// From this moment on, days are counted in this IANA zone; `None` follows the system.
    Zone(Option<String>),
    /// Weekdays scheduled off.
    DaysOff(Vec<Weekday>),
    /// When the cue comes, civil time; it is not learned then.
    Cue(NaiveTime),
    /// Whether the time of the cue is learned from when the person answers and talks.
    LearnCue(bool),
    /// After what the person means to talk, in her own words, at most [`PLAN_LENGTH`] characters: "after lunch".
    Plan(Option<String>),
    /// The cue comes at most every so many days, 1 to 7.
    CueEvery(u8),
    /// Weekdays on which nothing is said, though they count.
    Silent(Vec<Weekday>),
    /// Whether it warns early, before the feed drifts.
    EarlyWarning(bool),
    /// Whether the optional late nudge comes, and when.
    Late(Option<NaiveTime>),
    /// No nudge between these civil times.
    Quiet(Option<(NaiveTime, NaiveTime)>),
    /// Whether the streak is shown.
    ShowStreak(bool),
    /// Whether private posts of accounts that are read count as acts. Their words are never kept.
    CountPrivate(bool),
    /// Hosts that are the user's own site.
    OwnSites(Vec<String>),
    /// Whether the app starts with the session.
    StartWithSession(bool),
    /// The language the app speaks, by its tag (`de`); `None` follows the system.
    Language(Option<String>),
    /// The keys that open the quick log from anywhere, as `Ctrl+Alt+L`; `None` for none.
    QuickLogKeys(Option<String>),
}

/// The longest plan, in characters.
pub const PLAN_LENGTH: usize = 60;

/// A source in the ledger.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SourceId(pub i64);
/// An act in the ledger.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ActId(pub i64);
/// A post in the ledger.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PostId(pub i64);
/// An interaction in the ledger.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct InteractionId(pub i64);
/// A nudge in the ledger.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NudgeId(pub i64);
/// Something that somebody said, in the ledger.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct HeardId(pub i64);
