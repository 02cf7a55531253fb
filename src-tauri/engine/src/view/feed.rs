//! The feed: its mix over time, where it drifted, and every post with its kind.

use super::{AppStandingName, NetworkName, Said};
use serde::{Deserialize, Serialize};
use specta::Type;

/// The story of the feed.
#[derive(Debug, Clone, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct FeedStory {
    /// The mix, oldest first; bars without posts included.
    pub bars: Vec<MixBar>,
    /// What a bar is.
    pub resolution: Resolution,
    /// Stretches of drift, oldest first.
    pub spans: Vec<DriftSpan>,
    /// Every change of state, oldest first.
    pub turns: Vec<DriftTurn>,
    /// Where the feed stands now.
    pub now: DriftNow,
    /// The whole in one sentence: "In 2012 38 % of your posts were conversation; in 2016 2 %."
    pub headline: Option<Said>,
    /// The mix by year, oldest first.
    pub years: Vec<YearLine>,
    /// Posting apps, the most used first.
    pub apps: Vec<AppLine>,
    /// Posts in all, twins counted once.
    pub posts: u32,
}

/// What one bar of the mix covers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum Resolution {
    /// A week, from the weekday on which the person's weeks begin.
    Week,
    /// A month.
    Month,
    /// A year.
    Year,
}

/// The mix of one stretch of time.
#[derive(Debug, Clone, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct MixBar {
    /// First day, ISO 8601.
    pub from: String,
    /// Last day, ISO 8601.
    pub to: String,
    /// Posts of each kind; kinds without posts left out.
    pub counts: Vec<KindCount>,
}

/// Posts of a kind.
#[derive(Debug, Clone, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct KindCount {
    /// The kind.
    pub kind: KindName,
    /// How many.
    pub posts: u32,
}

/// One year's mix.
#[derive(Debug, Clone, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct YearLine {
    /// The year.
    pub year: i32,
    /// Posts, threads and twins left out.
    pub posts: u32,
    /// Share of conversation, 0.0 to 1.0.
    pub conversation: f64,
    /// Share of machinery, 0.0 to 1.0.
    pub machinery: f64,
}

/// A stretch in one state that is worth showing.
#[derive(Debug, Clone, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct DriftSpan {
    /// First day, ISO 8601.
    pub from: String,
    /// Last day, ISO 8601; `None` while it lasts.
    pub to: Option<String>,
    /// The state.
    pub state: DriftStateName,
}

/// A change of state, with the evidence it was made on.
#[derive(Debug, Clone, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct DriftTurn {
    /// In the ledger.
    pub id: i32,
    /// ISO 8601.
    pub day: String,
    /// The state before.
    pub from: DriftStateName,
    /// The state after.
    pub to: DriftStateName,
    /// In the person's own measure.
    pub said: Said,
    /// Days since the last sign of a person.
    pub gap: f64,
    /// The person's own usual gap, days.
    pub usual: f64,
    /// Ids of the posts behind it, newest first, at most 50.
    pub posts: Vec<i32>,
}

/// Where the feed stands.
#[derive(Debug, Clone, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct DriftNow {
    /// The state.
    pub state: DriftStateName,
    /// Since when, ISO 8601.
    pub since: Option<String>,
    /// What to say of it.
    pub said: Said,
    /// The way back, where one is needed.
    pub way_back: Vec<Said>,
}

/// Wire form of the drift states.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum DriftStateName {
    /// No source sees replies, or it was not read of late: nothing is said.
    NoVerdict,
    /// Nothing was posted of late.
    Absent,
    /// Social.
    Fine,
    /// Amber: conversation gets thin.
    Thinning,
    /// Amber: by hand, but at nobody.
    Broadcasting,
    /// Red: pure auto-posting.
    Autopilot,
}

/// A posting app and what it does in the feed.
#[derive(Debug, Clone, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct AppLine {
    /// As the source names it.
    pub app: String,
    /// Posts.
    pub posts: u32,
    /// Of which found automated.
    pub automated: u32,
    /// Last one, ISO 8601 day.
    pub last: String,
    /// What the list says of it; `None` where it is not on the list.
    pub listed: Option<AppStandingName>,
    /// The user's own word.
    pub overruled: Option<AppStandingName>,
}

/// The most used apps of a stretch.
#[derive(Debug, Clone, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct TopApp {
    /// As the source names it.
    pub app: String,
    /// Posts.
    pub posts: u32,
}

/// Which posts are wanted.
#[derive(Debug, Clone, PartialEq, Default, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct PostQuery {
    /// Only of these kinds; empty for all.
    pub kinds: Vec<KindName>,
    /// Only where the text has these words.
    pub words: Option<String>,
    /// Only of this app.
    pub app: Option<String>,
    /// From this day on, ISO 8601.
    pub from: Option<String>,
    /// Up to and with this day, ISO 8601.
    pub to: Option<String>,
    /// Only these posts.
    pub ids: Vec<i32>,
    /// Only those the user overruled.
    pub overruled: bool,
    /// Where the last page ended.
    pub after: Option<String>,
    /// At most so many, 1 to 200; 0 means 50.
    pub limit: u16,
}

/// A page of posts, newest first.
#[derive(Debug, Clone, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct PostPage {
    /// The posts.
    pub posts: Vec<PostLine>,
    /// Where the next page begins; `None` at the end.
    pub next: Option<String>,
    /// How many match in all.
    pub total: u32,
}

/// One post.
#[derive(Debug, Clone, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct PostLine {
    /// In the ledger.
    pub post: i32,
    /// RFC 3339 with the offset in force then.
    pub at: String,
    /// Whether only the day is real.
    pub day_only: bool,
    /// Where.
    pub network: NetworkName,
    /// Plain text, never markup.
    pub text: String,
    /// Links, http or https only.
    pub links: Vec<String>,
    /// Where it stands, http or https only.
    pub url: Option<String>,
    /// Posting app.
    pub app: Option<String>,
    /// Whom it answers or mentions first.
    pub whom: Option<String>,
    /// What it is.
    pub kind: KindName,
    /// What the rules said, where the user overruled them.
    pub by_rules: Option<KindName>,
    /// Why.
    pub reasons: Vec<Said>,
    /// The interaction it was credited as.
    pub how: Option<super::HowName>,
    /// Whether that counts.
    pub standing: Option<super::StandingName>,
    /// Whether it was deleted or replaced since.
    pub gone: bool,
}

/// Wire form of [`coach::kind::Kind`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum KindName {
    /// Continues an own thread.
    Thread,
    /// Posted by an automation.
    Automated,
    /// Passed on.
    Boost,
    /// Answers somebody.
    Reply,
    /// Quotes somebody.
    Quote,
    /// Links to the own site.
    Promotion,
    /// A bare link.
    Share,
    /// Asks everybody.
    Question,
    /// Own words.
    Original,
}
