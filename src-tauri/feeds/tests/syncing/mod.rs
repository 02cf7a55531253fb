//! Reading an account as the app does: step after step, the cursor and a new secret kept in between.

#![allow(dead_code, clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use chrono::{DateTime, Utc};
use feeds::live::{Account, Page, Reader, Step};
use feeds::net::{Failure, Net};
use secrecy::SecretString;

/// More steps than any reading here takes.
const MOST: usize = 200;

/// An account that is read again and again.
pub(crate) struct Syncing<'a> {
    reader: &'a dyn Reader,
    net: &'a Net,
    account: Account,
    now: fn() -> DateTime<Utc>,
    pub(crate) secret: Option<SecretString>,
    pub(crate) cursor: String,
}

impl<'a> Syncing<'a> {
    pub(crate) fn new(
        reader: &'a dyn Reader,
        net: &'a Net,
        account: &Account,
        secret: Option<&SecretString>,
        now: fn() -> DateTime<Utc>,
    ) -> Self {
        Self { reader, net, account: account.clone(), now, secret: secret.cloned(), cursor: String::new() }
    }

    /// The next page.
    pub(crate) async fn step(&mut self) -> Result<Page, Failure> {
        let step = Step {
            net: self.net,
            account: &self.account,
            secret: self.secret.as_ref(),
            cursor: &self.cursor,
            now: (self.now)(),
        };
        let page = self.reader.read(step).await?;
        self.cursor.clone_from(&page.cursor);
        if page.secret.is_some() {
            self.secret.clone_from(&page.secret);
        }
        Ok(page)
    }

    /// All pages as one, to where there is no more.
    pub(crate) async fn run(&mut self) -> Result<Page, Failure> {
        let mut all = Page::default();
        for _ in 0..MOST {
            let page = self.step().await?;
            all.posts.extend(page.posts);
            all.edited.extend(page.edited);
            all.gone.extend(page.gone);
            all.heard.extend(page.heard);
            all.articles.extend(page.articles);
            all.profiles.extend(page.profiles);
            all.problems.extend(page.problems);
            all.complete |= page.complete;
            all.of = page.of.or(all.of);
            if !page.goes_on {
                return Ok(all);
            }
        }
        panic!("the reading has no end: {}", self.cursor);
    }

    /// How many questions were asked since this was called last.
    pub(crate) fn asked(&self) -> u32 {
        self.net.take_asked().values().sum()
    }
}
