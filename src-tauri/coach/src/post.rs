//! One thing the person published, as the source gave it, normalised. A fact; never edited.

use crate::person::{Counterpart, Network};
use chrono::{DateTime, Utc};

/// One thing the person published.
#[derive(Debug, Clone, PartialEq)]
pub struct Post {
    /// The source's own id: opaque, compared whole, never read as a number.
    pub id: String,
    /// Where it was published.
    pub network: Network,
    /// When, by the source's word.
    pub at: DateTime<Utc>,
    /// Whether the time of day in `at` is real, or only the day is.
    pub precision: Precision,
    /// Plain text: entities decoded, links as the person saw them replaced by where they lead.
    pub text: String,
    /// Where the links in the text lead, in order; without links to the quoted post or to attached media.
    pub links: Vec<String>,
    /// Whom it mentions, in order, the addressee of a reply and the author of a quoted post included, where the source
    /// says them; never the user.
    pub mentions: Vec<Counterpart>,
    /// What it answers.
    pub reply: Option<ReplyTo>,
    /// What it passes on without own words: a boost, a repost, a bare retweet.
    pub boost: Option<Boost>,
    /// Link to the post it quotes.
    pub quote: Option<String>,
    /// The posting app, as the source names it, without markup.
    pub app: Option<String>,
    /// Language tag, where the source says one.
    pub language: Option<String>,
    /// Number of attached pictures, films and sounds.
    pub media: u8,
    /// What became of it.
    pub fate: Fate,
}

/// How much of a post's time is real.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Precision {
    /// To the second.
    Second,
    /// Only the day is real; the time of day must not be used as evidence.
    Day,
}

/// What a reply answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReplyTo {
    /// Whom; `None` where the source does not say.
    pub whom: Option<Counterpart>,
    /// Whether `whom` is the user, continuing an own thread.
    pub own: bool,
    /// Id of the post it answers, where the source says it.
    pub post: Option<String>,
}

/// What a boost passes on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Boost {
    /// Whose post, where the source says it.
    pub whom: Option<Counterpart>,
}

/// What became of a post after it was published.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Fate {
    /// It stands.
    #[default]
    Stands,
    /// A later version of the same post replaced it.
    Replaced,
    /// The person deleted it.
    Deleted,
}
