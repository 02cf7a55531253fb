//! Reading a source to its end, as the engine does.

#![allow(dead_code, clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use chrono::{DateTime, Utc};
use coach::post::Post;
use feeds::archives::Problem;
use feeds::live::{Account, Article, Heard, Profile, Reader, Step};
use feeds::net::{Failure, Limits, Net};
use secrecy::SecretString;
use std::collections::BTreeMap;
use std::time::Duration;
use tokio::runtime::Runtime;

/// A source, as the ledger keeps it.
pub(crate) struct Source {
    pub(crate) runtime: Runtime,
    pub(crate) reader: &'static dyn Reader,
    pub(crate) net: Net,
    pub(crate) account: Account,
    pub(crate) secret: Option<SecretString>,
    pub(crate) cursor: String,
    /// What was handed over, by its identity.
    pub(crate) posts: BTreeMap<String, Post>,
    pub(crate) heard: BTreeMap<String, Heard>,
    pub(crate) articles: BTreeMap<String, Article>,
}

/// What one reading brought.
#[derive(Debug, Default)]
pub(crate) struct Brought {
    pub(crate) posts: Vec<Post>,
    pub(crate) edited: Vec<Post>,
    pub(crate) gone: Vec<String>,
    pub(crate) heard: Vec<Heard>,
    pub(crate) profiles: Vec<Profile>,
    pub(crate) problems: Vec<Problem>,
    pub(crate) steps: usize,
    pub(crate) complete: bool,
}

pub(crate) fn moment(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

/// A way out that waits so long for the next piece of an answer, and twice as long for all of it.
pub(crate) fn net(pause: Duration) -> Net {
    Net::with(Limits { connect: Duration::from_secs(10), pause, whole: pause * 2 }).unwrap()
}

/// The servers of `peers` have threads of their own and can't be started inside another runtime.
pub(crate) fn runtime() -> Runtime {
    tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap()
}

impl Source {
    /// Finds what was typed.
    pub(crate) fn find(reader: &'static dyn Reader, typed: &str, token: Option<&str>) -> Result<Self, Failure> {
        let net = Net::new().unwrap();
        let secret = token.map(SecretString::from);
        let account = runtime().block_on(reader.find(&net, typed, secret.as_ref()))?;
        Ok(Self::of(reader, net, account, secret))
    }

    pub(crate) fn of(reader: &'static dyn Reader, net: Net, account: Account, secret: Option<SecretString>) -> Self {
        Self {
            runtime: runtime(),
            reader,
            net,
            account,
            secret,
            cursor: String::new(),
            posts: BTreeMap::new(),
            heard: BTreeMap::new(),
            articles: BTreeMap::new(),
        }
    }

    /// One step, kept where it succeeds.
    pub(crate) fn step(&mut self, now: DateTime<Utc>, brought: &mut Brought) -> Result<bool, Failure> {
        let secret = self.secret.as_ref();
        let step = Step { net: &self.net, account: &self.account, secret, cursor: &self.cursor, now };
        let page = self.runtime.block_on(self.reader.read(step))?;
        self.cursor = page.cursor;
        for post in &page.posts {
            self.posts.entry(post.id.clone()).or_insert_with(|| post.clone());
        }
        self.posts.extend(page.edited.iter().map(|post| (post.id.clone(), post.clone())));
        self.heard.extend(page.heard.iter().map(|heard| (heard.id.clone(), heard.clone())));
        self.articles.extend(page.articles.iter().map(|article| (article.link.clone(), article.clone())));
        brought.posts.extend(page.posts);
        brought.edited.extend(page.edited);
        brought.gone.extend(page.gone);
        brought.heard.extend(page.heard);
        brought.profiles.extend(page.profiles);
        brought.problems.extend(page.problems);
        brought.steps += 1;
        brought.complete = page.complete;
        Ok(page.goes_on)
    }

    /// Reads to where there is no more, as often as it takes.
    pub(crate) fn sync(&mut self, now: DateTime<Utc>) -> Result<Brought, Failure> {
        let mut brought = Brought::default();
        while self.step(now, &mut brought)? {
            assert!(brought.steps < 5000, "it comes to no end");
        }
        Ok(brought)
    }
}
