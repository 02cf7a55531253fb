//! A Bluesky account, read again and again from the server that keeps it.
//!
//! Who somebody is stands apart from where her posts are: [`identity`] goes from the handle to the identity, and from
//! there to the server. The whole history comes as one file ([`history`]), or record by record where that can't be had
//! ([`walk`]); afterwards only what changed since ([`news`]). What others said, and who they are, another of the network's
//! servers knows, asked through the person's own ([`heard`], [`people`]). What lets the reader in is had on the server's own
//! page ([`sign_in`]), where it says it is ([`doors`]), and bound to a key ([`bound`], [`key`]); or for a password ([`session`]).

mod bound;
mod cursor;
mod dns;
mod doors;
mod heard;
mod history;
mod identity;
mod key;
mod news;
mod people;
mod read;
mod session;
mod sign_in;
mod typed;
mod walk;
mod xrpc;

use crate::live::{About, Account, Answer, Entry, Heard, Page, Reader, Step, sees};
use crate::net::{Failure, Net, Word};
use crate::sign_in::UnderWay;
use chrono::{DateTime, Utc};
use coach::person::Network;
use history::Kept;
use reqwest::Url;
use secrecy::SecretString;
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::sync::Mutex;

/// The directory in which most of the network's identities are.
pub const DIRECTORY: &str = "https://plc.directory";

/// Reads a Bluesky account.
#[derive(Debug)]
pub struct Bluesky {
    directory: Cow<'static, str>,
    /// Who is asked for the names of handles; `None` for whom the system asks.
    resolver: Option<SocketAddr>,
    /// Histories that were fetched and not yet handed over whole, by identity.
    kept: Mutex<BTreeMap<String, Kept>>,
    /// Names of people that were asked for, by identity.
    names: Mutex<BTreeMap<String, people::Somebody>>,
}

impl Default for Bluesky {
    fn default() -> Self {
        Self::new()
    }
}

impl Bluesky {
    /// A reader of the network as everybody knows it.
    pub const fn new() -> Self {
        Self {
            directory: Cow::Borrowed(DIRECTORY),
            resolver: None,
            kept: Mutex::new(BTreeMap::new()),
            names: Mutex::new(BTreeMap::new()),
        }
    }

    /// A reader of a network with a directory of its own, such as one on this machine. Where that directory is, its word
    /// counts as much as the person's: what it names may stand in the own network.
    pub fn with_directory(directory: &str) -> Self {
        Self { directory: Cow::Owned(directory.to_owned()), ..Self::new() }
    }

    /// The same, which asks this resolver for the names of handles instead of the system's.
    #[must_use]
    pub fn with_resolver(self, resolver: SocketAddr) -> Self {
        Self { resolver: Some(resolver), ..self }
    }

    /// By whose word a host may be asked that the directory names.
    fn word(&self) -> Word {
        if self.directory == DIRECTORY { Word::Told } else { Word::Typed }
    }

    /// An address below the directory, which may be asked from then on.
    fn directory(&self, net: &Net, below: &str) -> Result<Url, Failure> {
        let url = Url::parse(&format!("{}/{below}", self.directory.trim_end_matches('/')));
        let url = url.map_err(|_| Failure::Unreadable { typed: self.directory.to_string() })?;
        net.allow(&url, self.word());
        Ok(url)
    }
}

impl Reader for Bluesky {
    fn about(&self) -> About {
        About {
            name: "bluesky",
            network: Network::Bluesky,
            sees: sees::POSTS | sees::REPLIES | sees::BOOSTS | sees::MENTIONS,
            entry: Entry::BrowserOrPassword,
        }
    }

    fn hosts(&self) -> &'static [&'static str] {
        &["plc.directory"]
    }

    /// The identity, which stays where a handle changes; behind it the server, where the person named that.
    fn names(&self, account: &Account) -> String {
        match account.key.as_str() {
            identity::TYPED => format!("{} {}", account.id, account.place),
            _ => account.id.clone(),
        }
    }

    fn find<'a>(&'a self, net: &'a Net, typed: &'a str, secret: Option<&'a SecretString>) -> Answer<'a, Account> {
        Box::pin(async move {
            let identity = identity::resolve(self, net, typed).await?;
            Ok(identity.account(secret.is_some()))
        })
    }

    fn begin<'a>(
        &'a self,
        net: &'a Net,
        typed: &'a str,
        redirect: &'a str,
        now: DateTime<Utc>,
    ) -> Answer<'a, Box<dyn UnderWay>> {
        Box::pin(sign_in::begin(self, net, typed, redirect, now))
    }

    /// Signs in with a password that was made for this app alone. Where its server does not take the password, it fails
    /// with [`Failure::SignedOut`].
    fn sign_in<'a>(
        &'a self,
        net: &'a Net,
        typed: &'a str,
        password: &'a SecretString,
    ) -> Answer<'a, (Account, SecretString)> {
        Box::pin(session::sign_in(self, net, typed, password))
    }

    fn read<'a>(&'a self, step: Step<'a>) -> Answer<'a, Page> {
        Box::pin(read::read(self, step))
    }

    fn look_around<'a>(&'a self, step: Step<'a>) -> Answer<'a, Vec<Heard>> {
        Box::pin(read::look_around(self, step))
    }
}
