//! The feed over the years, and one year of people and replies.

use super::{HowCount, MixShares, Said, YearLine};
use serde::Serialize;
use specta::Type;

/// The story of the feed over the years.
#[derive(Debug, Clone, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Story {
    /// The whole in one sentence.
    pub said: Said,
    /// The year that the last is held against: the talkative one of which `said` tells, or the first; `None` where there
    /// are fewer than two.
    pub then: Option<YearPast>,
    /// The last year with posts.
    pub now: Option<YearPast>,
    /// Every year from the first to the last, those without posts too, oldest first.
    pub years: Vec<YearPast>,
    /// Where the feed turned, oldest first.
    pub turnings: Vec<StoryTurning>,
}

/// One calendar year.
#[derive(Debug, Clone, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct YearPast {
    /// Posts and shares.
    pub line: YearLine,
    /// Days on which somebody was talked with.
    pub days: u32,
    /// Replies, quotes and questions.
    pub replies: u32,
}

/// Where the feed turned.
#[derive(Debug, Clone, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct StoryTurning {
    /// First day of its week, ISO 8601.
    pub day: String,
    /// What happened.
    pub sort: TurningSort,
    /// In words.
    pub said: Said,
}

/// What can turn a feed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum TurningSort {
    /// The first post.
    First,
    /// An automation began.
    MachineBegan,
    /// An automation ended.
    MachineEnded,
    /// Conversation fell.
    RepliesStopped,
    /// Conversation rose.
    RepliesCame,
    /// Nothing was posted.
    Silence,
}

/// One year of people and replies.
#[derive(Debug, Clone, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct YearCard {
    /// The calendar year.
    pub year: i32,
    /// The year before with anything in it.
    pub earlier: Option<i32>,
    /// The year after with anything in it.
    pub later: Option<i32>,
    /// Whether it is over.
    pub over: bool,
    /// The year in one sentence.
    pub said: Said,
    /// The month with the most days, 1 to 12; `None` where nobody was talked with.
    pub fullest: Option<u8>,
    /// People talked with; each "someone" is one.
    pub people: u32,
    /// Of them for the first time.
    pub new: u32,
    /// Days on which somebody was talked with.
    pub days: u32,
    /// Replies, quotes and questions that were posted.
    pub replies: u32,
    /// What was done, in the order of the menus; what was not done is left out.
    pub acts: Vec<HowCount>,
    /// The mix; `None` where nothing was posted.
    pub mix: Option<MixShares>,
    /// The mix of the year before.
    pub mix_before: Option<MixShares>,
    /// Whom the person talked with on the most days, five at most; people without a name are left out.
    pub most: Vec<YearPerson>,
    /// Days with somebody in each of the twelve months.
    pub months: Vec<u32>,
}

/// Somebody of the year.
#[derive(Debug, Clone, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct YearPerson {
    /// In the ledger.
    pub person: i32,
    /// The name.
    pub name: String,
    /// Talked with on so many days.
    pub days: u32,
}
