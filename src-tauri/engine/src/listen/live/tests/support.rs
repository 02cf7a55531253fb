//! A network in a few lines: its posts, who speaks there, and what goes wrong.

use crate::listen::live::{SyncAccount, Syncing};
use crate::story::{Story, at};
use crate::view::{EntryName, SecretPlace, SourceCard};
use crate::{Around, Keeps};
use chrono::{DateTime, Utc};
use coach::act::SourceId;
use coach::person::{Counterpart, Handle, Network};
use coach::post::{Fate, Post, Precision, ReplyTo};
use feeds::live::{About, Account, Answer, Article, Entry, Heard, HeardSort, Page, Profile, Reader, Step, sees};
use feeds::net::{Failure, Net};
use secrecy::SecretString;
use std::collections::BTreeSet;
use std::ops::ControlFlow;
use std::sync::Mutex;

/// Everything a server has, the posts in the order in which it hands them over.
#[derive(Debug, Default)]
pub(super) struct Server {
    pub(super) posts: Vec<Post>,
    pub(super) edited: Vec<Post>,
    pub(super) gone: Vec<String>,
    pub(super) heard: Vec<Heard>,
    pub(super) profiles: Vec<Profile>,
    pub(super) articles: Vec<Article>,
    /// What others asked everybody.
    pub(super) around: Vec<Heard>,
    /// What goes wrong at the next steps, the last first; `None` is a step that goes well.
    pub(super) wrong: Vec<Option<Failure>>,
    /// The secret it lets in next.
    pub(super) renews: Option<SecretString>,
    /// How often it was asked.
    pub(super) asked: u32,
}

/// A reader of a network.
pub(super) struct Fake {
    pub(super) about: About,
    pub(super) page: usize,
    pub(super) server: Mutex<Server>,
}

/// A reader of a network, with so many posts a page.
pub(super) fn fake(network: Network, page: usize) -> Fake {
    let sees = sees::POSTS | sees::REPLIES | sees::MENTIONS;
    let about = About { name: "fake", network, sees, entry: Entry::Open };
    Fake { about, page, server: Mutex::default() }
}

impl Fake {
    /// The server now has this too.
    pub(super) fn has(&self, change: impl FnOnce(&mut Server)) {
        change(&mut self.server.lock().unwrap());
    }
}

impl Reader for Fake {
    fn about(&self) -> About {
        self.about
    }

    fn find<'a>(&'a self, _: &'a Net, typed: &'a str, _: Option<&'a SecretString>) -> Answer<'a, Account> {
        Box::pin(async move { Ok(account(self.about.network, typed)) })
    }

    /// The cursor counts the posts that were handed over.
    fn read<'a>(&'a self, step: Step<'a>) -> Answer<'a, Page> {
        Box::pin(async move {
            let mut server = self.server.lock().unwrap();
            server.asked += 1;
            if let Some(Some(failure)) = server.wrong.pop() {
                return Err(failure);
            }
            let from: usize = step.cursor.parse().unwrap_or(0);
            let to = server.posts.len().min(from + self.page);
            Ok(Page {
                posts: server.posts[from..to].to_vec(),
                edited: std::mem::take(&mut server.edited),
                gone: std::mem::take(&mut server.gone),
                heard: server.heard.clone(),
                articles: server.articles.clone(),
                profiles: server.profiles.clone(),
                cursor: to.to_string(),
                goes_on: to < server.posts.len(),
                complete: to == server.posts.len(),
                of: Some(server.posts.len() as u64),
                secret: server.renews.take(),
                problems: Vec::new(),
            })
        })
    }

    fn look_around<'a>(&'a self, _: Step<'a>) -> Answer<'a, Vec<Heard>> {
        Box::pin(async { Ok(self.server.lock().unwrap().around.clone()) })
    }
}

/// Mira's account on a network.
pub(super) fn account(network: Network, name: &str) -> Account {
    Account {
        network,
        id: format!("{}:{name}", network.name()),
        place: "https://social.example".to_owned(),
        key: name.to_owned(),
        names: vec![format!("{}:{name}", network.name()), format!("@{name}")],
        title: format!("@{name}@social.example"),
        site: None,
        sees: sees::POSTS | sees::REPLIES | sees::MENTIONS,
        posts: None,
    }
}

/// Somebody on a network.
pub(super) fn who(network: Network, name: &str) -> Counterpart {
    Counterpart { handle: Handle { network, id: format!("{}:{name}", network.name()) }, name: Some(format!("@{name}")) }
}

/// A post to everybody.
pub(super) fn post(network: Network, id: &str, when: &str, text: &str) -> Post {
    Post {
        id: format!("https://social.example/{id}"),
        network,
        at: at(when),
        precision: Precision::Second,
        text: text.to_owned(),
        links: text.split_whitespace().filter(|word| word.starts_with("http")).map(str::to_owned).collect(),
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

/// A reply to somebody.
pub(super) fn reply(network: Network, id: &str, when: &str, to: &str, text: &str) -> Post {
    let whom = who(network, to);
    let reply = ReplyTo { whom: Some(whom.clone()), own: false, post: None, asks: None };
    Post { mentions: vec![whom], reply: Some(reply), ..post(network, id, when, text) }
}

/// Something that somebody said to Mira.
pub(super) fn said(network: Network, id: &str, when: &str, by: &str) -> Heard {
    Heard {
        id: format!("https://social.example/{id}"),
        at: at(when),
        whom: who(network, by),
        sort: HeardSort::Mention,
        answers: None,
        asks: true,
        words: 6,
        link: Some(format!("https://social.example/{id}")),
    }
}

/// Waits for an answer.
pub(super) fn wait<T>(answer: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(answer)
}

impl Story {
    /// Adds Mira's account on a reader's network, which is public.
    pub(super) fn adds(&self, reader: &Fake, now: &str) -> SourceId {
        self.adds_with(reader, Keeps::Nothing, now)
    }

    /// Signs in to Mira's account on a reader's network, and adds it.
    pub(super) fn signs_in(&self, reader: &Fake, now: &str) -> SourceId {
        self.adds_with(reader, Keeps::Session, now)
    }

    fn adds_with(&self, reader: &Fake, keeps: Keeps, now: &str) -> SourceId {
        let account = account(reader.about.network, "mira");
        self.engine.add_account(&reader.about, &account, keeps, at(now)).unwrap()
    }

    /// Reads a source to its end, and judges what then waits for it.
    pub(super) fn syncs(&self, source: SourceId, reader: &Fake, now: &str) -> SyncAccount {
        let account = self.reads(source, reader, now, &mut |_| ControlFlow::Continue(()));
        self.engine.catch_up(at(now), &mut |_| ControlFlow::Continue(())).unwrap();
        account
    }

    /// Reads a source as long as `report` lets it.
    pub(super) fn reads(
        &self,
        source: SourceId,
        reader: &Fake,
        now: &str,
        report: &mut (dyn FnMut(crate::view::SyncProgress) -> ControlFlow<()> + Send),
    ) -> SyncAccount {
        let net = Net::new().unwrap();
        let moment: DateTime<Utc> = at(now);
        let with = Syncing { reader, net: &net, secret: None, clock: &|| moment, report, renew: &mut |_| {} };
        wait(self.engine.sync(source, with)).unwrap()
    }

    /// How a source goes, as Sources shows it.
    pub(super) fn card(&self, source: SourceId, now: &str) -> SourceCard {
        let reader = fake(Network::Mastodon, 1);
        let around = Around { readers: &[&reader], reading: &BTreeSet::new(), secrets: Some(SecretPlace::Session) };
        let sources = self.engine.sources(&around, at(now)).unwrap();
        assert_eq!(sources.readers[0].entry, EntryName::Open);
        sources.sources.into_iter().find(|card| i64::from(card.source) == source.0).unwrap()
    }
}
