//! Sources: what is read, how it goes, which hosts were asked, which robots talk.

use super::settings::sees;
use super::{Asked, robots};
use crate::ledger::live::{self, Keeps, Live};
use crate::ledger::source::{self, Source};
use crate::ledger::{article, post};
use crate::view::{EntryName, Health, HostLine, ReaderLine, Said, SecretPlace, SourceCard, Sources};
use crate::wire;
use chrono::{DateTime, Utc};
use coach::act::SourceId;
use coach::message::Message;
use feeds::live::{Entry, Reader};
use rusqlite::Result;
use std::collections::{BTreeMap, BTreeSet};

/// What the ledger does not know of sources.
#[derive(Clone, Copy)]
pub struct Around<'a> {
    /// What can read.
    pub readers: &'a [&'a dyn Reader],
    /// What is being read now.
    pub reading: &'a BTreeSet<SourceId>,
    /// Where secrets are kept on this machine; `None` where the person has to say.
    pub secrets: Option<SecretPlace>,
}

/// All that Sources shows.
pub(crate) fn sources(asked: &Asked<'_>, around: &Around<'_>) -> Result<Sources> {
    let live: BTreeMap<i64, Live> = live::all(asked.ledger)?.into_iter().map(|live| (live.source.0, live)).collect();
    let articles = article::counts(asked.ledger)?;
    let mut cards = Vec::new();
    for source in source::all(asked.ledger)? {
        let articles = articles.get(&source.id).copied().unwrap_or(0);
        cards.push(card(asked, &source, live.get(&source.id), articles, around)?);
    }
    Ok(Sources {
        sources: cards,
        readers: around.readers.iter().map(|one| reader(*one)).collect(),
        robots: robots::robots(asked)?,
        hosts: live::hosts(asked.ledger)?.into_iter().map(|host| self::host(asked, host)).collect(),
        secrets: around.secrets,
    })
}

fn card(
    asked: &Asked<'_>,
    source: &Source,
    live: Option<&Live>,
    articles: u32,
    around: &Around<'_>,
) -> Result<SourceCard> {
    let moment = |at: DateTime<Utc>| wire::moment(asked.periods.moment(at));
    let (span, posts) = post::span(asked.ledger, source.id)?;
    let health = live.map_or(Health::Archive, |live| health(live, around.reading.contains(&live.source)));
    let asked_again = live.filter(|live| live.stopped.is_none() && !live.is_signed_out());
    Ok(SourceCard {
        source: wire::id(source.id),
        network: source.network.into(),
        title: source.title.clone(),
        host: live.map(|live| host_of(&live.account.place)),
        posts,
        of: live.and_then(|live| live.posts).and_then(|posts| u32::try_from(posts).ok()),
        articles,
        span: span.map(|(first, last)| (first.to_string(), last.to_string())),
        sees: sees(source.sees),
        health,
        said: said(source, live, health),
        fresh: live.and_then(|live| live.fresh).map(moment),
        due: asked_again.map(|live| moment(live.due)),
        secret: live.and_then(|live| place(live.keeps)),
        again: live.and_then(|live| again(live, around)),
        sample: source.sample,
    })
}

/// What is typed to sign in to it again; `None` where it needs no sign-in.
fn again(live: &Live, around: &Around<'_>) -> Option<String> {
    let reader = around.readers.iter().find(|reader| reader.about().name == live.reader)?;
    (reader.about().entry != Entry::Open).then(|| reader.names(&live.account))
}

/// How a live source goes.
fn health(live: &Live, reading: bool) -> Health {
    if reading {
        Health::Reading
    } else if live.stopped.is_some() {
        Health::Paused
    } else if live.is_signed_out() {
        Health::SignedOut
    } else if live.is_ill() {
        Health::Ill
    } else if live.code.is_some() {
        Health::Waiting
    } else if !live.complete {
        Health::Incomplete
    } else {
        Health::Well
    }
}

/// How it goes, in words, and what to do next.
fn said(source: &Source, live: Option<&Live>, health: Health) -> Said {
    let plain = |name: &str| Said::from(&Message::new(format!("source.health.{name}")));
    match health {
        Health::Archive if source.sample => plain("sample"),
        Health::Archive => plain("archive"),
        Health::Well => plain("well"),
        Health::Reading => plain("reading"),
        Health::Incomplete => plain("incomplete"),
        Health::Paused => plain("paused"),
        Health::Waiting if live.is_some_and(Live::is_refused) => {
            let host = live.map(|live| host_of(&live.account.place)).unwrap_or_default();
            Said::from(&Message::new("source.health.net.refused").with("host", host))
        }
        Health::Waiting | Health::SignedOut | Health::Ill => match live.and_then(|live| live.said.clone()) {
            // The stored sentence says what happened; the one beside it says also what comes next.
            Some(said) => Said { key: said.key.replacen("error.", "source.health.", 1), args: said.args },
            None => plain("waiting"),
        },
    }
}

fn place(keeps: Keeps) -> Option<SecretPlace> {
    match keeps {
        Keeps::Nothing => None,
        Keeps::Keychain => Some(SecretPlace::Keychain),
        Keeps::Session => Some(SecretPlace::Session),
        Keeps::File => Some(SecretPlace::File),
    }
}

fn reader(reader: &dyn Reader) -> ReaderLine {
    let about = reader.about();
    ReaderLine {
        reader: about.name.to_owned(),
        network: about.network.into(),
        entry: match about.entry {
            Entry::Open => EntryName::Open,
            Entry::Browser => EntryName::Browser,
            Entry::BrowserOrPassword => EntryName::BrowserOrPassword,
        },
        sees: sees(about.sees),
        hosts: reader.hosts().iter().map(ToString::to_string).collect(),
    }
}

fn host(asked: &Asked<'_>, host: live::Host) -> HostLine {
    HostLine {
        sources: host.sources.lines().map(str::to_owned).collect(),
        requests: host.requests,
        last: wire::moment(asked.periods.moment(host.last)),
        host: host.host,
    }
}

/// The host of a server's address.
pub fn host_of(place: &str) -> String {
    let rest = place.split_once("://").map_or(place, |(_, rest)| rest);
    rest.split(['/', '?', '#']).next().unwrap_or(rest).to_owned()
}
