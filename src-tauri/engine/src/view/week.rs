//! A week, reviewed.

use super::{DayStateName, HowName, KindName, NetworkName, Said};
use serde::Serialize;
use specta::Type;

/// All that the review of one week shows.
#[derive(Debug, Clone, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct WeekReview {
    /// First day, ISO 8601.
    pub from: String,
    /// Last day, ISO 8601.
    pub to: String,
    /// Whether it is over.
    pub over: bool,
    /// A day of the week before, where there is anything to review in or before it.
    pub earlier: Option<String>,
    /// A day of the week after, where that has begun.
    pub later: Option<String>,
    /// Whether anything was ever posted, found or logged.
    pub any: bool,
    /// Its days as they stand; those before the habit began have no state.
    pub days: Vec<(String, Option<DayStateName>)>,
    /// Whom the person talked with, in one sentence.
    pub said: Said,
    /// Beside the week before and the usual.
    pub compared: Said,
    /// Everybody the person talked with, the new and the returning first.
    pub people: Vec<WeekPerson>,
    /// Acts with "someone" that were not named.
    pub someones: u32,
    /// What was done, in the order of the menus; what was not done is left out.
    pub acts: Vec<HowCount>,
    /// Who said something in the week and waits still, the longest waiting first.
    pub waiting: Vec<WeekWaiting>,
    /// What went out by itself, and who waits.
    pub trade: Said,
    /// What the feed was made of, in one sentence.
    pub mix_said: Said,
    /// The mix of the week; `None` where nothing was posted.
    pub mix: Option<MixShares>,
    /// The mix of the week before.
    pub mix_before: Option<MixShares>,
    /// The mix of a usual week.
    pub mix_usual: Option<MixShares>,
    /// What came back.
    pub followed: WeekFollowed,
    /// The one thing to try.
    pub advice: WeekAdvice,
    /// What the week was worth by the person's word, 1 to 5.
    pub value: Option<u8>,
    /// The day under which its worth is kept, ISO 8601.
    pub middle: String,
    /// The last twelve weeks up to this one, oldest first.
    pub weeks: Vec<WeekBar>,
}

/// Somebody the person talked with in the week.
#[derive(Debug, Clone, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct WeekPerson {
    /// In the ledger.
    pub person: i32,
    /// The name; `None` where she was forgotten.
    pub name: Option<String>,
    /// Acts that count.
    pub acts: u32,
    /// How well she was known before.
    pub standing: WeekStanding,
    /// The same in words.
    pub said: Said,
}

/// Wire form of [`coach::week::Acquaintance`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum WeekStanding {
    /// For the first time.
    New,
    /// Again, after a while.
    Returning,
    /// As before.
    Known,
}

/// How often something was done.
#[derive(Debug, Clone, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct HowCount {
    /// What.
    pub how: HowName,
    /// How often.
    pub acts: u32,
}

/// Somebody who waits for an answer.
#[derive(Debug, Clone, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct WeekWaiting {
    /// In the ledger.
    pub person: i32,
    /// The name.
    pub name: String,
    /// Where.
    pub network: NetworkName,
    /// When she said it, RFC 3339.
    pub at: String,
    /// The post to answer.
    pub link: Option<String>,
}

/// The three shares of what was posted.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct MixShares {
    /// Of so many posts; of the usual, the median.
    pub posts: u32,
    /// 0.0 to 1.0.
    pub conversation: f64,
    /// 0.0 to 1.0.
    pub own: f64,
    /// 0.0 to 1.0.
    pub machinery: f64,
}

/// What came back on what was posted.
#[derive(Debug, Clone, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct WeekFollowed {
    /// Posts of these days are looked at, ISO 8601: four weeks up to the week's end, each post given a week to be answered.
    pub from: String,
    /// The last of the days.
    pub to: String,
    /// Whether any source hears others at all.
    pub hears: bool,
    /// The point in one sentence.
    pub said: Said,
    /// Replies, quotes and questions.
    pub conversation: FollowedGroup,
    /// All else but boosts and threads.
    pub broadcast: FollowedGroup,
    /// Kind by kind, kinds without posts left out.
    pub kinds: Vec<FollowedKind>,
    /// Who answered a post of the person's in the week, the first first.
    pub people: Vec<AnswererLine>,
}

/// Posts of one sort, and how many of them somebody answered.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct FollowedGroup {
    /// Posts.
    pub posts: u32,
    /// Of them answered.
    pub answered: u32,
    /// Between which shares the true one lies, 95 times of 100; `None` where there are too few posts to tell.
    pub between: Option<(f64, f64)>,
}

/// Posts of one kind, and how many of them somebody answered.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct FollowedKind {
    /// The kind.
    pub kind: KindName,
    /// Posts, answers and the interval.
    pub group: FollowedGroup,
}

/// Somebody who answered.
#[derive(Debug, Clone, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct AnswererLine {
    /// In the ledger.
    pub person: i32,
    /// The name.
    pub name: String,
}

/// The one thing to try.
#[derive(Debug, Clone, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct WeekAdvice {
    /// In words.
    pub said: Said,
    /// Whom it is about.
    pub person: Option<i32>,
    /// The post to answer, to be opened in the browser.
    pub link: Option<String>,
    /// Whether it is about an automation.
    pub robot: bool,
}

/// One week among twelve.
#[derive(Debug, Clone, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct WeekBar {
    /// First day, ISO 8601.
    pub from: String,
    /// The mix; `None` where nothing was posted.
    pub mix: Option<MixShares>,
    /// People talked with.
    pub people: u32,
    /// What it was worth, 1 to 5.
    pub value: Option<u8>,
}
