//! Settings and sources.

use super::Said;
use serde::{Deserialize, Serialize};
use specta::Type;

/// All settings.
#[derive(Debug, Clone, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Settings {
    /// People a day, 1 to 5.
    pub goal: u8,
    /// Minutes after midnight, 0 to 720.
    pub rollover: u16,
    /// The zone days are counted in.
    pub zone: String,
    /// Whether the zone follows the system.
    pub zone_follows_system: bool,
    /// Weekdays off, 1 Monday to 7 Sunday.
    pub days_off: Vec<u8>,
    /// When the cue comes, `HH:MM`: as the person set it, or as it is learned.
    pub cue: String,
    /// Whether that time is learned.
    pub cue_learned: bool,
    /// What is learned of it, where enough is known.
    pub learned: Option<LearnedCue>,
    /// After what the person means to talk, in her own words.
    pub plan: Option<String>,
    /// The cue comes at most every so many days, 1 to 7.
    pub cue_every: u8,
    /// That it comes less often than the person set, and why, where it does.
    pub slowed: Option<Said>,
    /// Weekdays without nudges, 1 Monday to 7 Sunday.
    pub silent: Vec<u8>,
    /// Whether it warns early, before the feed drifts.
    pub early_warning: bool,
    /// `HH:MM` of the late nudge.
    pub late: Option<String>,
    /// `HH:MM` from and to.
    pub quiet: Option<(String, String)>,
    /// Whether the streak is shown.
    pub show_streak: bool,
    /// Hosts of the user's own site.
    pub own_sites: Vec<String>,
    /// Whether private posts of accounts that are read count as acts, from when that was said on.
    pub count_private: bool,
    /// Whether the app starts with the session.
    pub start_with_session: bool,
    /// The keys that open the quick log from anywhere.
    pub quick_log_keys: Option<String>,
    /// The tag of the language to speak in, `de`; the system's where it is `null`.
    pub language: Option<String>,
    /// First and last day of each busy season from a week ago on.
    pub busy: Vec<(String, String)>,
    /// Silent until then, RFC 3339.
    pub paused_until: Option<String>,
    /// Ranges of rest from a week ago on, ISO 8601.
    pub rests: Vec<(String, String, super::RestName)>,
    /// Sources.
    pub sources: Vec<SourceLine>,
    /// Where the ledger lies.
    pub ledger: String,
    /// Its size in bytes.
    pub ledger_bytes: f64,
}

/// When the person answers and talks.
#[derive(Debug, Clone, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct LearnedCue {
    /// `HH:MM`.
    pub at: String,
    /// What shows it: "You answered 6 of 8 around 13:00".
    pub said: Said,
}

/// A source.
#[derive(Debug, Clone, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct SourceLine {
    /// In the ledger.
    pub source: i32,
    /// Where.
    pub network: NetworkName,
    /// `@name`, or the file's name.
    pub title: String,
    /// Posts read from it.
    pub posts: u32,
    /// Read up to, ISO 8601 day.
    pub until: Option<String>,
    /// What it can see.
    pub sees: Vec<Capability>,
    /// Whether it is sample data.
    pub sample: bool,
}

/// What a source can see.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum Capability {
    /// Own posts.
    OwnPosts,
    /// Own replies.
    Replies,
    /// Own boosts.
    Boosts,
    /// The posting app.
    App,
    /// Mentions of me.
    Mentions,
}

/// Wire form of [`coach::act::AppStanding`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum AppStandingName {
    /// Posts by itself.
    Automation,
    /// Both.
    Mixed,
    /// A person types into it.
    ByHand,
}

/// Wire form of [`coach::person::Network`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum NetworkName {
    /// X.
    X,
    /// Mastodon.
    Mastodon,
    /// Bluesky.
    Bluesky,
    /// LinkedIn.
    #[serde(rename = "linkedin")]
    LinkedIn,
    /// Facebook.
    Facebook,
    /// Instagram.
    Instagram,
    /// Threads.
    Threads,
    /// Reddit.
    Reddit,
    /// Hacker News.
    HackerNews,
    /// Stack Exchange.
    StackExchange,
    /// GitHub.
    #[serde(rename = "github")]
    GitHub,
    /// Lemmy.
    Lemmy,
    /// Discourse.
    Discourse,
    /// The own site.
    Site,
    /// No network.
    Elsewhere,
}
