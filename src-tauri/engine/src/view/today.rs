//! The day that is open now.

use super::{DayStateName, DriftNow, NudgeLine, Said, Suggestion};
use serde::Serialize;
use specta::Type;

/// All that Today shows.
#[derive(Debug, Clone, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Today {
    /// The day, ISO 8601.
    pub day: String,
    /// How the day stands.
    pub state: DayStateName,
    /// Why it stands so, where that needs saying (rest, frozen, busy season).
    pub because: Option<Said>,
    /// People a day, in force today.
    pub goal: u8,
    /// People counted today; "someone" counts as a person of its own.
    pub counted: u32,
    /// Those people, in the order of their first act today.
    pub people: Vec<PersonToday>,
    /// Light touches and doubtful ones of today: shown, not counted.
    pub uncounted: Vec<Entry>,
    /// Whom to talk to: at most three, those still to be talked with first.
    pub whom: Vec<Suggestion>,
    /// Doubtful acts of all days that wait for the person's word.
    pub review: u32,
    /// Strength, 0.0 to 1.0.
    pub strength: f64,
    /// Strength a week ago.
    pub strength_week_ago: f64,
    /// Kept days in a row; `None` where the person hides it.
    pub streak: Option<u32>,
    /// Freezes in the bank.
    pub freezes: Freezes,
    /// A break that can still be mended.
    pub mending: Option<Mending>,
    /// Last day of the busy season, ISO 8601.
    pub busy_until: Option<String>,
    /// Silent until then, RFC 3339.
    pub paused_until: Option<String>,
    /// The nudge that waits for an answer, the newest.
    pub waiting: Option<NudgeLine>,
    /// Where the feed stands.
    pub drift: DriftNow,
    /// People of late, the most recent first, for the quick log.
    pub recent: Vec<PersonBrief>,
    /// Interactions with "someone" that could be named, of the last seven days.
    pub unnamed: Vec<Entry>,
    /// A day of the week whose review is ready, ISO 8601; `None` where none is offered now.
    pub week: Option<String>,
    /// The last act that can be undone.
    pub undo: Option<UndoLine>,
    /// Whether sample data is in the ledger.
    pub sample: bool,
    /// Whether nothing was ever logged, imported or read: Welcome is shown.
    pub fresh: bool,
}

/// The line of tray, `status` and title: "1 of 2 people · strength 83 %".
#[derive(Debug, Clone, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Status {
    /// The day, ISO 8601.
    pub day: String,
    /// How the day stands.
    pub state: DayStateName,
    /// People a day, in force today.
    pub goal: u8,
    /// People counted today.
    pub counted: u32,
    /// Strength, 0.0 to 1.0.
    pub strength: f64,
    /// Kept days in a row; `None` where the person hides it.
    pub streak: Option<u32>,
    /// Silent until then, RFC 3339.
    pub paused_until: Option<String>,
    /// Where the feed stands.
    pub drift: DriftNow,
    /// The nudge that waits for an answer, the newest.
    pub waiting: Option<NudgeLine>,
    /// People of late, the most recent first.
    pub recent: Vec<PersonBrief>,
}

/// A person counted today.
#[derive(Debug, Clone, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct PersonToday {
    /// `None` where nobody is named yet.
    pub person: Option<i32>,
    /// The name, where one is known.
    pub name: Option<String>,
    /// What was done, in order of time.
    pub entries: Vec<Entry>,
}

/// One interaction.
#[derive(Debug, Clone, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Entry {
    /// In the ledger.
    pub interaction: i32,
    /// Which day it counts for, ISO 8601.
    pub day: String,
    /// When, RFC 3339 with the offset in force then.
    pub at: String,
    /// With whom; `None` where nobody is named yet.
    pub person: Option<i32>,
    /// The name, where one is known.
    pub name: Option<String>,
    /// What was done.
    pub how: HowName,
    /// Whether it counts.
    pub standing: StandingName,
    /// How it got here.
    pub credit: Credit,
    /// Why it stands so, and why it is that act.
    pub reasons: Vec<Said>,
    /// What the user wrote, where it was found in a source that tells it and is not private.
    pub words: Option<String>,
    /// The user's own note.
    pub note: Option<String>,
    /// Link to the post, http or https only.
    pub link: Option<String>,
}

/// How an interaction got into the ledger.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum Credit {
    /// Logged by the user.
    Logged,
    /// Found in a source.
    Feed,
    /// Both: the same act seen two ways.
    Both,
}

/// Freezes.
#[derive(Debug, Clone, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Freezes {
    /// In the bank, 0 to 3.
    pub bank: u8,
    /// Kept days until the next one, 1 to 7; `None` where the bank is full.
    pub next_in: Option<u8>,
    /// Days on which one was spent in the last 30 days, ISO 8601.
    pub spent: Vec<String>,
}

/// A break that can still be mended.
#[derive(Debug, Clone, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Mending {
    /// The missed day, ISO 8601.
    pub missed: String,
    /// Until when, RFC 3339.
    pub until: String,
    /// People needed in one day.
    pub people: u8,
}

/// A person, for completion and menus.
#[derive(Debug, Clone, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct PersonBrief {
    /// In the ledger.
    pub person: i32,
    /// The name.
    pub name: String,
    /// Names of the networks of her handles.
    pub networks: Vec<super::NetworkName>,
    /// Last day touched, ISO 8601.
    pub last: Option<String>,
}

/// The act that Undo would take back.
#[derive(Debug, Clone, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct UndoLine {
    /// In the ledger.
    pub act: i32,
    /// What it was: "asked Ana".
    pub said: Said,
}

/// Wire form of [`coach::interaction::How`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, serde::Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum HowName {
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

/// Wire form of [`coach::interaction::Standing`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum StandingName {
    /// Counts, by the rules.
    Credited,
    /// Counts, by the user's word.
    Confirmed,
    /// Does this count?
    Review,
    /// A light touch.
    Light,
    /// Does not count.
    Rejected,
}
