//! Every nudge, whatever the desktop did with it.

use super::Said;
use serde::Serialize;
use specta::Type;

/// Why the coach speaks now, or says nothing.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Why {
    /// Whether it speaks.
    pub speaks: bool,
    /// Why.
    pub because: Said,
    /// When it may be otherwise, where that can be said, RFC 3339.
    pub until: Option<String>,
    /// All that it looked at.
    pub looked: Vec<Said>,
}

/// Nudges, newest first.
#[derive(Debug, Clone, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Inbox {
    /// The nudges.
    pub nudges: Vec<NudgeLine>,
    /// Of which wait for an answer.
    pub waiting: u32,
}

/// One nudge.
#[derive(Debug, Clone, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct NudgeLine {
    /// In the ledger.
    pub nudge: i32,
    /// The day it is about, ISO 8601.
    pub day: String,
    /// When it was decided, RFC 3339 with the offset in force then.
    pub at: String,
    /// Headline.
    pub title: Said,
    /// Fact, person and one act.
    pub body: Said,
    /// Why the coach speaks.
    pub because: Said,
    /// Posts behind it, newest first.
    pub evidence: Vec<i32>,
    /// The way back, for drift.
    pub way_back: Vec<Said>,
    /// Whom it names, in the ledger.
    pub person: Option<i32>,
    /// Why her: "asked you something 2 hours ago".
    pub why: Option<Said>,
    /// The post to answer, to be opened in the browser.
    pub link: Option<String>,
    /// The one act it offers.
    pub act: NudgeAct,
    /// What became of it.
    pub state: NudgeState,
    /// When it was answered, RFC 3339.
    pub answered_at: Option<String>,
}

/// The act a nudge offers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum NudgeAct {
    /// Talk to somebody, and log it.
    Talk,
    /// Look at the posts behind it.
    Look,
    /// Choose how the nudges should go on.
    Choose,
}

/// What became of a nudge.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum NudgeState {
    /// Waits for an answer.
    Waiting,
    /// Comes again later.
    Later,
    /// Answered: logged.
    Logged,
    /// Opened.
    Opened,
    /// Answered: rest.
    Rested,
    /// Put away.
    Dismissed,
    /// Its day is over.
    Past,
}
