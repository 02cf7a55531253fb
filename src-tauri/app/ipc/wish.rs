//! What the window may wish for: acts, in the form in which they cross into Rust.

use engine::view::{AppStandingName, HowName, KindName, RestName};
use serde::Deserialize;
use specta::Type;

/// One act wished for by the window. Rust adds the moment and the door.
#[derive(Debug, Clone, PartialEq, Deserialize, Type)]
#[serde(rename_all = "camelCase", rename_all_fields = "camelCase", tag = "what")]
pub enum Wish {
    /// Logs one interaction.
    Log {
        /// What was done.
        how: HowName,
        /// Toward whom.
        who: WishWho,
        /// The user's own note.
        note: Option<String>,
        /// Link to the post.
        link: Option<String>,
        /// The day it counts for, ISO 8601; `None` for the nudge's day or today.
        day: Option<String>,
        /// The nudge it answers.
        nudge: Option<i32>,
    },
    /// Names the "someone" of an interaction.
    Name {
        /// Which.
        interaction: i32,
        /// Who it was.
        who: WishWho,
    },
    /// Corrects what was done.
    Correct {
        /// Which.
        interaction: i32,
        /// What it was.
        how: HowName,
    },
    /// It counts.
    Accept {
        /// Which.
        interaction: i32,
    },
    /// It does not count.
    Reject {
        /// Which.
        interaction: i32,
    },
    /// The user's word on a post; `null` takes it back.
    Overrule {
        /// Which.
        post: i32,
        /// What it is.
        kind: Option<KindName>,
    },
    /// The user's word on an app; `null` takes it back.
    JudgeApp {
        /// As the source names it.
        app: String,
        /// What it does.
        standing: Option<AppStandingName>,
    },
    /// Answers a nudge otherwise than by logging.
    Answer {
        /// Which.
        nudge: i32,
        /// How.
        answer: WishAnswer,
    },
    /// These days are rest, both included.
    Rest {
        /// First, ISO 8601.
        from: String,
        /// Last, ISO 8601.
        to: String,
        /// Why.
        why: RestName,
    },
    /// These days are no rest after all.
    Unrest {
        /// First, ISO 8601.
        from: String,
        /// Last, ISO 8601.
        to: String,
    },
    /// A busy season, both included.
    Busy {
        /// First, ISO 8601.
        from: String,
        /// Last, ISO 8601.
        to: String,
    },
    /// The busy season is over.
    EndBusy,
    /// These days are no busy season after all.
    Unbusy {
        /// First, ISO 8601.
        from: String,
        /// Last, ISO 8601.
        to: String,
    },
    /// Answers the question how the nudges should go on.
    Choose {
        /// Which.
        nudge: i32,
        /// How.
        choice: WishChoice,
    },
    /// Says nothing for so many minutes.
    Pause {
        /// 1 to 44 640 (31 days).
        minutes: u32,
    },
    /// Ends the pause.
    Resume,
    /// Changes a setting.
    Set {
        /// Which, and to what.
        setting: WishSetting,
    },
    /// How often the person wants to be in touch with somebody.
    Circle {
        /// Who.
        person: i32,
        /// Every so many days, 1 to 366; `null` takes it back.
        every: Option<u16>,
    },
    /// Two are one human being, from today on.
    Join {
        /// Who stays.
        one: i32,
        /// Who is counted as her.
        other: i32,
    },
    /// Somebody joined is a person of her own again.
    Unjoin {
        /// Who: one of the joined, not the whole.
        person: i32,
    },
    /// Two are not one; not asked again.
    Apart {
        /// One.
        one: i32,
        /// The other.
        other: i32,
    },
    /// Calls somebody by another name.
    Rename {
        /// Who.
        person: i32,
        /// The name.
        name: String,
    },
    /// Removes name and handles everywhere. Can't be undone.
    Forget {
        /// Who.
        person: i32,
    },
    /// Not to be suggested today.
    Skip {
        /// Who.
        person: i32,
    },
    /// Not to be suggested for thirty days.
    NotNow {
        /// Who.
        person: i32,
    },
    /// Never to be suggested.
    Never {
        /// Who.
        person: i32,
    },
    /// May be suggested again.
    Suggest {
        /// Who.
        person: i32,
    },
    /// What somebody said needs no answer.
    Done {
        /// What.
        heard: i32,
    },
    /// What becomes of doubtful acts of one sort, those that wait and those to come.
    SetReviewRule {
        /// Its name.
        rule: String,
        /// Whether they count; `null` takes the word back.
        counts: Option<bool>,
    },
    /// A source is not read for now.
    PauseSource {
        /// Which.
        source: i32,
    },
    /// A source is read again.
    ResumeSource {
        /// Which.
        source: i32,
    },
    /// What a week was worth; `null` takes the word back.
    Rate {
        /// The day in the middle of it, ISO 8601.
        week: String,
        /// 1 to 5.
        value: Option<u8>,
    },
    /// Puts sample data in.
    AddSample,
    /// Takes sample data out.
    RemoveSample,
    /// Takes back an act; `null` the last one.
    Undo {
        /// Which.
        act: Option<i32>,
    },
}

/// Toward whom.
#[derive(Debug, Clone, PartialEq, Deserialize, Type)]
#[serde(rename_all = "camelCase", tag = "type", content = "value")]
pub enum WishWho {
    /// Not named yet.
    Someone,
    /// A known person.
    Person(i32),
    /// By a name the user typed.
    Named(String),
}

/// How a nudge is answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum WishAnswer {
    /// Opened.
    Open,
    /// Later.
    Later,
    /// Rest today: the nudge's day becomes rest.
    Rest,
    /// Put away.
    Dismiss,
}

/// How the nudges should go on.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Type)]
#[serde(rename_all = "camelCase", tag = "type", content = "value")]
pub enum WishChoice {
    /// At another time, `HH:MM`.
    At(String),
    /// Less often.
    Fewer,
    /// Not at all for a week.
    Pause,
    /// As it is.
    Keep,
}

/// A setting and its value; times are `HH:MM`.
#[derive(Debug, Clone, PartialEq, Deserialize, Type)]
#[serde(rename_all = "camelCase", tag = "name", content = "value")]
pub enum WishSetting {
    /// People a day, 1 to 5.
    Goal(u8),
    /// Minutes after midnight, 0 to 720.
    Rollover(u16),
    /// IANA name; `null` follows the system.
    Zone(Option<String>),
    /// Weekdays off, 1 Monday to 7 Sunday.
    DaysOff(Vec<u8>),
    /// When the cue comes; it is not learned then.
    Cue(String),
    /// Whether its time is learned.
    CueLearned(bool),
    /// After what the person means to talk, in her own words.
    Plan(Option<String>),
    /// At most every so many days, 1 to 7.
    CueEvery(u8),
    /// Weekdays without nudges, 1 Monday to 7 Sunday.
    Silent(Vec<u8>),
    /// Whether it warns early.
    EarlyWarning(bool),
    /// When the late nudge comes; `null` for never.
    Late(Option<String>),
    /// From and to; `null` for none.
    Quiet(Option<(String, String)>),
    /// Whether the streak is shown.
    ShowStreak(bool),
    /// Hosts of the own site.
    OwnSites(Vec<String>),
    /// Whether private posts of accounts that are read count as acts.
    CountPrivate(bool),
    /// Whether the app starts with the session.
    StartWithSession(bool),
    /// The tag of a language that has words; `null` follows the system.
    Language(Option<String>),
    /// The keys that open the quick log from anywhere, as `Ctrl+Alt+L`; `null` for none.
    QuickLogKeys(Option<String>),
}
