//! One page of a source into the ledger: all of it, and from where to go on, in one transaction.

use super::rhythm;
use crate::ledger::forgotten::Forgotten;
use crate::ledger::live::{self, Live, Paged};
use crate::ledger::period::{self, Periods};
use crate::ledger::{app, article, hearing, person, post, source};
use crate::listen::known::Known;
use crate::listen::lately::{self, Before, News};
use crate::listen::settling::mark_gone;
use crate::settings::Plain;
use chrono::{DateTime, Utc};
use coach::act::PostId;
use coach::post::Post;
use feeds::live::{Heard, Page, Profile};
use rusqlite::Connection;
use std::collections::BTreeMap;

/// What a page brought that was not known.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Brought {
    pub(super) posts: u32,
    pub(super) edited: u32,
    pub(super) gone: u32,
    pub(super) heard: u32,
    pub(super) articles: u32,
    /// Whether people were changed: somebody said to be a robot, or whose page is hers.
    pub(super) people: bool,
    /// Whether days may stand otherwise because it was read past their end.
    pub(super) settles: bool,
    /// Whether posts now wait to be judged.
    pub(super) behind: bool,
}

/// Writes a page.
pub(super) fn write(
    ledger: &Connection,
    live: &Live,
    page: &Page,
    asked: &BTreeMap<String, u32>,
    now: DateTime<Utc>,
    before: &mut Option<Before>,
) -> rusqlite::Result<Brought> {
    if live::get(ledger, live.source)?.is_none() {
        // It was removed while the page was on its way.
        return Ok(Brought::default());
    }
    let periods = period::all(ledger)?;
    let today = periods.reckoning.day_of(now);
    let (known, source) = (Known::read(ledger)?, live.source.0);
    let mut brought = Brought::default();
    let (news, gone) = posts(ledger, source, page, &periods, &mut brought)?;
    brought.heard = self::heard(ledger, source, &page.heard, &known, &periods)?;
    let (people, robots) = profiles(ledger, &page.profiles)?;
    brought.people = people;
    for one in &page.articles {
        brought.articles += u32::from(article::write(ledger, source, one)?);
    }
    live::asked(ledger, live.source, asked, now)?;
    let caught_up = !page.goes_on;
    let due = if caught_up { rhythm::next(live.source, now) } else { now };
    let complete = page.complete || live.complete;
    let paged = Paged { cursor: &page.cursor, complete, of: page.of, tried: now, caught_up, due };
    live::paged(ledger, live.source, &paged)?;
    if caught_up {
        brought.settles = live.fresh.is_none_or(|fresh| periods.reckoning.day_of(fresh) != today);
        let (span, _) = post::span(ledger, source)?;
        source::cover(ledger, source, span.map_or(today, |(first, _)| first.min(today)), today)?;
    }

    let rules = known.rules.clone();
    let after = if brought.articles > 0 || people { Known::read(ledger)? } else { known };
    if robots || after.rules != rules {
        // What was found in posts of any source may be otherwise now.
        source::unjudged(ledger, None)?;
    }
    // While a history is walked, posts come in no order: they are judged at its end.
    let judged = complete && lately::judge(ledger, &after, before, &news, today)?;
    if !judged && news.first.is_some() {
        source::unjudged(ledger, Some(source))?;
    }
    for id in gone {
        mark_gone(ledger, id)?;
    }
    brought.behind = source::any_unjudged(ledger, coach::kind::RULES_VERSION)?;
    Ok(brought)
}

/// Writes the posts of a page.
fn posts(
    ledger: &Connection,
    source: i64,
    page: &Page,
    periods: &Periods,
    brought: &mut Brought,
) -> rusqlite::Result<(News, Vec<PostId>)> {
    let mut news = News::default();
    let put = |writer: &mut post::Writer<'_>, one: &Post| -> rusqlite::Result<bool> {
        let app = one.app.as_deref().map(|name| app::row(ledger, name)).transpose()?;
        writer.write(one, &post::placed(periods, one.at, one.precision), app)
    };
    let counts_private = Plain::read(ledger)?.count_private;
    let is_let_in = |one: &&Post| counts_private || one.private.is_none();
    let mut writer = post::Writer::new(ledger, source)?;
    for one in page.posts.iter().filter(is_let_in) {
        if put(&mut writer, one)? {
            brought.posts += 1;
            news.at(one.at);
        }
    }
    let mut editor = post::Writer::editing(ledger, source)?;
    for one in page.edited.iter().filter(is_let_in) {
        let known = post::of_source(ledger, source, &one.id)?;
        if put(&mut editor, one)? {
            brought.edited += u32::from(known.is_some());
            brought.posts += u32::from(known.is_none());
            let at = match known {
                Some(id) => post::get(ledger, id)?.map_or(one.at, |kept| kept.moment.at),
                None => one.at,
            };
            news.at(at);
            news.edited.extend(known);
        }
    }
    let mut gone = Vec::new();
    for key in &page.gone {
        gone.extend(post::gone(ledger, source, key)?);
    }
    brought.gone = u32::try_from(gone.len()).unwrap_or(u32::MAX);
    Ok((news, gone))
}

/// Writes what others said; says how much of it is new. The person's own voice is not heard, nor whom she forgot.
pub(super) fn heard(
    ledger: &Connection,
    source: i64,
    heard: &[Heard],
    known: &Known,
    periods: &Periods,
) -> rusqlite::Result<u32> {
    let forgotten = Forgotten::read(ledger)?;
    let is_heard = |one: &&Heard| !known.is_own(&one.whom.handle) && forgotten.handle(&one.whom).is_none();
    let mut new = 0;
    for one in heard.iter().filter(is_heard) {
        let speaker = person::of_handle(ledger, &one.whom, false)?;
        let day = periods.reckoning.day_of(one.at);
        new += u32::from(hearing::hear(ledger, source, one, day, speaker.handle)?);
    }
    Ok(new)
}

/// Notes what accounts say of themselves. Says whether there was anything to note, and whether somebody known became a
/// robot or ceased to be one.
fn profiles(ledger: &Connection, profiles: &[Profile]) -> rusqlite::Result<(bool, bool)> {
    let forgotten = Forgotten::read(ledger)?;
    let (mut noted, mut matters) = (false, false);
    for Profile { whom, bot, sites } in profiles.iter().filter(|profile| forgotten.handle(&profile.whom).is_none()) {
        // Of accounts that say nothing, only those are noted that are known already.
        let is_known = person::known(ledger, &whom.handle)?.is_some();
        if !is_known && !bot && sites.is_empty() {
            continue;
        }
        let known = person::of_handle(ledger, whom, false)?;
        hearing::ties(ledger, known.handle, sites)?;
        noted |= !sites.is_empty();
        if hearing::is_bot(ledger, known.handle, *bot)? {
            noted = true;
            matters |= is_known;
        }
    }
    Ok((noted, matters))
}
