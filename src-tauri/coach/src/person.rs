//! A human being the user talks with, and the handles that are hers.

use std::fmt;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// A name as it is looked for: its letters without case and marks, so that "novak" finds "Novák".
pub fn plain(name: &str) -> String {
    name.nfd().filter(|letter| !is_combining_mark(*letter)).flat_map(char::to_lowercase).collect()
}

/// Where a handle or a post lives.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Network {
    /// X, formerly Twitter.
    X,
    /// Mastodon and other servers that speak its API.
    Mastodon,
    /// Bluesky.
    Bluesky,
    /// LinkedIn.
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
    /// Stack Overflow and its sisters.
    StackExchange,
    /// Issues and discussions on GitHub.
    GitHub,
    /// Lemmy, any server.
    Lemmy,
    /// Discourse, any forum.
    Discourse,
    /// The user's own site, by its feed.
    Site,
    /// No network: talked in person, by mail, anywhere no app can see.
    Elsewhere,
}

impl Network {
    /// Every network.
    pub const ALL: [Self; 15] = [
        Self::X,
        Self::Mastodon,
        Self::Bluesky,
        Self::LinkedIn,
        Self::Facebook,
        Self::Instagram,
        Self::Threads,
        Self::Reddit,
        Self::HackerNews,
        Self::StackExchange,
        Self::GitHub,
        Self::Lemmy,
        Self::Discourse,
        Self::Site,
        Self::Elsewhere,
    ];

    /// The name in the ledger and on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::X => "x",
            Self::Mastodon => "mastodon",
            Self::Bluesky => "bluesky",
            Self::LinkedIn => "linkedin",
            Self::Facebook => "facebook",
            Self::Instagram => "instagram",
            Self::Threads => "threads",
            Self::Reddit => "reddit",
            Self::HackerNews => "hacker-news",
            Self::StackExchange => "stack-exchange",
            Self::GitHub => "github",
            Self::Lemmy => "lemmy",
            Self::Discourse => "discourse",
            Self::Site => "site",
            Self::Elsewhere => "elsewhere",
        }
    }

    /// The name people write; for the own site and for elsewhere, which have none, words that stand for them.
    pub fn title(self) -> &'static str {
        match self {
            Self::X => "X",
            Self::Mastodon => "Mastodon",
            Self::Bluesky => "Bluesky",
            Self::LinkedIn => "LinkedIn",
            Self::Facebook => "Facebook",
            Self::Instagram => "Instagram",
            Self::Threads => "Threads",
            Self::Reddit => "Reddit",
            Self::HackerNews => "Hacker News",
            Self::StackExchange => "Stack Exchange",
            Self::GitHub => "GitHub",
            Self::Lemmy => "Lemmy",
            Self::Discourse => "Discourse",
            Self::Site => "your site",
            Self::Elsewhere => "elsewhere",
        }
    }

    /// The network with this name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|network| network.name() == name)
    }
}

/// What identifies somebody on a network for good: a Mastodon actor URI, a Bluesky DID, an X user id.
/// Where an X archive gives only the screen name, `@` and the name in lower case.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Handle {
    /// Where.
    pub network: Network,
    /// Opaque; compared whole, never parsed.
    pub id: String,
}

impl fmt::Display for Handle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.network.name(), self.id)
    }
}

/// Somebody as a post names them. Kept as handle and name only.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Counterpart {
    /// Who, for good.
    pub handle: Handle,
    /// The name people see, `@ana` or `Ana Müller`, where the source gave one.
    pub name: Option<String>,
}

/// A person in the ledger.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PersonId(pub i64);
