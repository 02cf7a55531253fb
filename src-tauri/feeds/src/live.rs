//! Live sources: what is read again and again, a page at a time.
//!
//! A [`Reader`] knows one way of reading: it finds the account that the person named, and answers each time with the
//! next [`Page`] after a cursor that only it understands. Whoever calls it writes the page and the cursor in one
//! transaction before asking for the next, so that a cut at any moment loses nothing and doubles nothing.

use crate::archives::Problem;
use crate::net::{Failure, Net};
use crate::sign_in::UnderWay;
use chrono::{DateTime, Utc};
use coach::person::{Counterpart, Network};
use coach::post::Post;
use secrecy::SecretString;
use std::future::Future;
use std::pin::Pin;

/// What a source can see: a set of these bits.
pub mod sees {
    /// Own posts.
    pub const POSTS: u8 = 1;
    /// Own replies. Only a source that sees them supports a verdict of drift.
    pub const REPLIES: u8 = 2;
    /// Own boosts.
    pub const BOOSTS: u8 = 4;
    /// The app that posted.
    pub const APP: u8 = 8;
    /// What others said to the person.
    pub const MENTIONS: u8 = 16;
}

/// What a reader is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct About {
    /// Its name in the ledger and on the command line, the same for good.
    pub name: &'static str,
    /// Where it reads.
    pub network: Network,
    /// What it can see at best: bits of [`sees`].
    pub sees: u8,
    /// How the person lets it in.
    pub entry: Entry,
}

/// How the person lets a reader in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Entry {
    /// What is read is public: naming the account is enough.
    Open,
    /// Sign-in on the network's own page, in the person's browser.
    Browser,
    /// Sign-in on the page of the account's own server; or, where that takes no app like this one, a password made for this
    /// app alone.
    BrowserOrPassword,
}

/// An account that was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Account {
    /// Where.
    pub network: Network,
    /// What identifies it for good: an actor URI, a DID, a feed's address.
    pub id: String,
    /// Address of the server, or of the page, that is asked: `https://social.example`.
    pub place: String,
    /// What the reader needs to find the account there.
    pub key: String,
    /// Handles of the person there: ids, and names as mentions write them.
    pub names: Vec<String>,
    /// What people see: `@mira@social.example`.
    pub title: String,
    /// The person's own site, by the account's word.
    pub site: Option<String>,
    /// What can be seen of this account, there: bits of [`sees`].
    pub sees: u8,
    /// How many posts there are, by the server's word.
    pub posts: Option<u64>,
}

/// What one step of reading brought.
#[derive(Debug, Clone, Default)]
pub struct Page {
    /// Own posts. One that is known already changes nothing.
    pub posts: Vec<Post>,
    /// Own posts as they are now, after the person edited them: they take the place of what was known.
    pub edited: Vec<Post>,
    /// Ids of own posts that are no longer there.
    pub gone: Vec<String>,
    /// What others said.
    pub heard: Vec<Heard>,
    /// Articles of the person's own site.
    pub articles: Vec<Article>,
    /// What accounts say of themselves.
    pub profiles: Vec<Profile>,
    /// What could not be taken as it stood; it is skipped, never the page.
    pub problems: Vec<Problem>,
    /// From where the next step goes on.
    pub cursor: String,
    /// Whether there is more to read now.
    pub goes_on: bool,
    /// Whether the whole history, as far as the source gives it, has been read with this page.
    pub complete: bool,
    /// How many posts there are, by the server's word, where it says so.
    pub of: Option<u64>,
    /// A new secret that takes the place of the old one, which holds no longer.
    pub secret: Option<SecretString>,
}

/// Something others said to the person, or asked everybody. The words themselves are not kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heard {
    /// Its identity on its network, in the form of [`Post::id`].
    pub id: String,
    /// When, by the source's word.
    pub at: DateTime<Utc>,
    /// Who said it.
    pub whom: Counterpart,
    /// To whom.
    pub sort: HeardSort,
    /// The own post it answers or quotes.
    pub answers: Option<String>,
    /// Whether it asks something.
    pub asks: bool,
    /// How many words it has.
    pub words: u32,
    /// Where a person reads it.
    pub link: Option<String>,
}

/// To whom something was said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HeardSort {
    /// An answer to an own post.
    Reply,
    /// The person is named in it.
    Mention,
    /// It quotes an own post.
    Quote,
    /// To everybody.
    Post,
}

/// An article of the person's own site.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Article {
    /// Its canonical link.
    pub link: String,
    /// Its title.
    pub title: Option<String>,
    /// When it was published.
    pub at: Option<DateTime<Utc>>,
}

/// What an account says of itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Profile {
    /// Whose.
    pub whom: Counterpart,
    /// Whether it says that it is a robot.
    pub bot: bool,
    /// Sites on its page that the server found to link back.
    pub sites: Vec<String>,
}

/// An answer that is waited for.
pub type Answer<'a, T> = Pin<Box<dyn Future<Output = Result<T, Failure>> + Send + 'a>>;

/// What a step of reading is done with.
#[derive(Debug, Clone, Copy)]
pub struct Step<'a> {
    /// The way out.
    pub net: &'a Net,
    /// Whose posts.
    pub account: &'a Account,
    /// What lets the reader in, where it needs to be let in.
    pub secret: Option<&'a SecretString>,
    /// Where the last page ended; empty at first.
    pub cursor: &'a str,
    /// The moment.
    pub now: DateTime<Utc>,
}

/// Every way of reading, in the order in which it is offered: a new one is a file of its own and a line here.
static READERS: &[&dyn Reader] = &[
    &crate::mastodon::Mastodon, // any server that speaks its API
    &BLUESKY,
    &crate::site::Site, // RSS, Atom, JSON Feed
    &HACKER_NEWS,
    &STACK_EXCHANGE,
    &GITHUB,
    &crate::places::Lemmy,
    &crate::places::Discourse,
];
static BLUESKY: crate::bluesky::live::Bluesky = crate::bluesky::live::Bluesky::new();
static HACKER_NEWS: crate::places::HackerNews = crate::places::HackerNews::new();
static STACK_EXCHANGE: crate::places::StackExchange = crate::places::StackExchange::new();
static GITHUB: crate::places::GitHub = crate::places::GitHub::new();

/// Every way of reading, in the order in which it is offered.
pub fn readers() -> &'static [&'static dyn Reader] {
    READERS
}

/// The way of reading with this name.
pub fn reader(name: &str) -> Option<&'static dyn Reader> {
    READERS.iter().copied().find(|reader| reader.about().name == name)
}

/// One way of reading.
pub trait Reader: Sync {
    /// What it is.
    fn about(&self) -> About;

    /// Hosts that are asked besides the one that the person names; she is to see them before she adds an account.
    fn hosts(&self) -> &'static [&'static str] {
        &[]
    }

    /// What names an account that was found: typed again, the same account is found in the same way.
    fn names(&self, account: &Account) -> String {
        account.title.clone()
    }

    /// The account that the person named: a handle, a link to it, a name; with `secret`, the account it belongs to.
    fn find<'a>(&'a self, net: &'a Net, typed: &'a str, secret: Option<&'a SecretString>) -> Answer<'a, Account>;

    /// Begins a sign-in on the server's own page, in the person's browser, which is sent back to `redirect`.
    fn begin<'a>(
        &'a self,
        _net: &'a Net,
        typed: &'a str,
        _redirect: &'a str,
        _now: DateTime<Utc>,
    ) -> Answer<'a, Box<dyn UnderWay>> {
        Box::pin(async { Err(Failure::NoBrowser { host: typed.to_owned() }) })
    }

    /// The address that stands for a page which shows the code; `None` where the browser has to be sent back, if only to an
    /// address that it can't open.
    fn shows_code(&self) -> Option<&'static str> {
        None
    }

    /// The account that a password opens, and what lets the reader in from then on. Where nothing else is said, that is
    /// the password itself.
    fn sign_in<'a>(
        &'a self,
        net: &'a Net,
        typed: &'a str,
        password: &'a SecretString,
    ) -> Answer<'a, (Account, SecretString)> {
        Box::pin(async move { Ok((self.find(net, typed, Some(password)).await?, password.clone())) })
    }

    /// The next page. A step makes few requests, so that it can be stopped and written soon.
    fn read<'a>(&'a self, step: Step<'a>) -> Answer<'a, Page>;

    /// What people whom the person follows asked everybody of late; nothing where that can't be seen.
    fn look_around<'a>(&'a self, _step: Step<'a>) -> Answer<'a, Vec<Heard>> {
        Box::pin(async { Ok(Vec::new()) })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_way_of_reading_has_a_name_of_its_own_and_is_found_by_it() {
        assert!(!readers().is_empty());
        for one in readers() {
            let about = one.about();
            assert_eq!(readers().iter().filter(|other| other.about().name == about.name).count(), 1, "{about:?}");
            assert_eq!(reader(about.name).map(|found| found.about()), Some(about));
        }
        assert!(reader("nothing").is_none());
    }
}
