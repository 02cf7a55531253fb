//! One thing the person published, as the source gave it, normalised. A fact; never edited.

use crate::person::{Counterpart, Network};
use crate::words;
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
    /// Where only those it was sent to may see it: how many own words it had. Neither its text nor its links are kept.
    pub private: Option<u32>,
}

impl Post {
    /// A post of which nothing is known but its identity and its time, to the second.
    pub fn new(id: String, network: Network, at: DateTime<Utc>) -> Self {
        Self {
            id,
            network,
            at,
            precision: Precision::Second,
            text: String::new(),
            links: Vec::new(),
            mentions: Vec::new(),
            reply: None,
            boost: None,
            quote: None,
            app: None,
            language: None,
            media: 0,
            fate: Fate::Stands,
            private: None,
        }
    }

    /// The same post as one that only those it was sent to may see: its words are counted and forgotten.
    pub fn kept_private(mut self) -> Self {
        self.private = Some(self.own_words());
        self.text = String::new();
        self.links = Vec::new();
        self.quote = None;
        self.language = None;
        self
    }

    /// How many own words it has: without mentions, links, hashtags, emoji and quoted text; four graphemes of a script
    /// without spaces weighing one word.
    pub fn own_words(&self) -> u32 {
        self.private.unwrap_or_else(|| words::count(&words::own(&self.text)).words())
    }
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
    /// Whether what it answers asked something, where the source lets see it. Archives do not: what is answered is
    /// somebody else's.
    pub asks: Option<bool>,
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
