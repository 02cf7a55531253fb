//! Sources: what is read, how it goes, which hosts were asked, and which robots talk in the feed.

use super::{AppStandingName, Capability, NetworkName, Said};
use serde::{Deserialize, Serialize};
use specta::Type;

/// All that Sources shows.
#[derive(Debug, Clone, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Sources {
    /// What is read, in the order in which it was added.
    pub sources: Vec<SourceCard>,
    /// What could be added, in the order in which it is offered.
    pub readers: Vec<ReaderLine>,
    /// Robots seen in the person's posts, the busiest of the last four weeks first.
    pub robots: Vec<Robot>,
    /// Every host that was asked something, the latest first.
    pub hosts: Vec<HostLine>,
    /// Where secrets are kept on this machine; `None` where there is no keychain and the person has to say.
    pub secrets: Option<SecretPlace>,
}

/// One source.
#[derive(Debug, Clone, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct SourceCard {
    /// In the ledger.
    pub source: i32,
    /// Where.
    pub network: NetworkName,
    /// `@name@server`, the feed's title, or the file's name.
    pub title: String,
    /// The server it is read from; `None` for what is not read again.
    pub host: Option<String>,
    /// Posts read from it.
    pub posts: u32,
    /// Posts there are by the server's word.
    pub of: Option<u32>,
    /// Articles known from it.
    pub articles: u32,
    /// First and last day of its posts, ISO 8601.
    pub span: Option<(String, String)>,
    /// What it can see.
    pub sees: Vec<Capability>,
    /// How it goes.
    pub health: Health,
    /// How it goes, in words, and what to do next.
    pub said: Said,
    /// When it last answered, RFC 3339.
    pub fresh: Option<String>,
    /// When it is asked next, RFC 3339; `None` where it is not.
    pub due: Option<String>,
    /// Where its secret lies; `None` where it has none.
    pub secret: Option<SecretPlace>,
    /// What is typed to sign in to it again; `None` where it needs no sign-in.
    pub again: Option<String>,
    /// Whether it is sample data.
    pub sample: bool,
}

/// How a source goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum Health {
    /// Read once, from a file: it is as fresh as it gets.
    Archive,
    /// All is well.
    Well,
    /// It is being read now.
    Reading,
    /// Its history is not read to the end yet.
    Incomplete,
    /// Something passes by itself: no network, a busy server.
    Waiting,
    /// The person has to sign in again.
    SignedOut,
    /// The person has to look.
    Ill,
    /// Not read for now, by the person's word.
    Paused,
}

/// Something that could be added.
#[derive(Debug, Clone, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ReaderLine {
    /// Its name, for `find_account` and `sign_in`.
    pub reader: String,
    /// Where it reads.
    pub network: NetworkName,
    /// How the person lets it in.
    pub entry: EntryName,
    /// What it can see at best.
    pub sees: Vec<Capability>,
    /// Hosts that are asked for any account, besides the one that the person names.
    pub hosts: Vec<String>,
}

/// How the person lets a reader in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum EntryName {
    /// Naming the account is enough.
    Open,
    /// Sign-in in the browser.
    Browser,
    /// Sign-in in the browser; or a password made for this app alone.
    BrowserOrPassword,
}

/// An account that was found, to be shown before it is added.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct FoundAccount {
    /// Which reader found it.
    pub reader: String,
    /// What was typed.
    pub typed: String,
    /// What people see.
    pub title: String,
    /// The server it is read from.
    pub host: String,
    /// Every host that reading it asks, as far as that can be known before; the server first.
    pub hosts: Vec<String>,
    /// Posts there are by the server's word.
    pub posts: Option<u32>,
    /// Whether it is read already.
    pub known: bool,
}

/// A robot in the person's posts.
#[derive(Debug, Clone, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Robot {
    /// The posting app as the source names it; `None` for posts that look automatic without naming one.
    pub app: Option<String>,
    /// Automatic posts in the last four weeks.
    pub posts: u32,
    /// Their share of all posts in the last four weeks, 0.0 to 1.0.
    pub share: f64,
    /// Automatic posts of all time.
    pub ever: u32,
    /// The last day it ran, ISO 8601.
    pub last: String,
    /// Share of machinery in the last four weeks, 0.0 to 1.0, as it is.
    pub machinery: f64,
    /// Share of machinery, were it switched off.
    pub machinery_without: f64,
    /// Share of conversation, were it switched off.
    pub conversation_without: f64,
    /// Where it is switched off, where that is known.
    pub switch_off: Option<String>,
    /// How to switch it off, in words.
    pub how: Said,
    /// The person's word on it.
    pub standing: Option<AppStandingName>,
}

/// A host that was asked something.
#[derive(Debug, Clone, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct HostLine {
    /// The host.
    pub host: String,
    /// For which sources, by title.
    pub sources: Vec<String>,
    /// Requests so far.
    pub requests: u32,
    /// The last one, RFC 3339.
    pub last: String,
}

/// Where a secret lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum SecretPlace {
    /// In the system's keychain.
    Keychain,
    /// In memory, until the app ends.
    Session,
    /// In a file that only the person can read.
    File,
}

/// How far the reading of sources is.
#[derive(Debug, Clone, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct SyncProgress {
    /// Which source.
    pub source: i32,
    /// Posts read so far, of all time.
    pub posts: u32,
    /// Posts there are by the server's word.
    pub of: Option<u32>,
    /// Whether it is done for now.
    pub done: bool,
}
