//! Judges what came lately, without going through the whole history again.
//!
//! The eye as it was some days ago is kept in memory. Posts that arrive are judged by a copy of it that sees everything
//! since then, in the order of time: the same verdicts as if all had been seen at once, also where one source was late.

use super::drifting;
use super::known::Known;
use super::settling::{day, find_again};
use crate::ledger::summary::{self, ALL};
use crate::ledger::verdict::{self, Kept};
use crate::ledger::{app, post, source};
use chrono::{DateTime, Utc};
use coach::act::PostId;
use coach::day::Day;
use coach::kind::{Eye, Kind, RULES_VERSION, Revision, Rules, Verdict};
use coach::person::Network;
use coach::post::Fate;
use rusqlite::Connection;
use std::collections::{BTreeSet, HashMap};

/// Posts of the last days are judged again when others come to them: so many seconds back from the newest. Other
/// sources may be that late.
const LATELY: i64 = 48 * 3_600;
/// More posts than these are judged with all others.
const MOST: usize = 2_048;
/// Posts read at once.
const BATCH: u32 = 1_024;

/// Before the first post.
const NOWHERE: (i64, i64) = (i64::MIN, i64::MIN);

/// The eye as it was some days ago.
pub(crate) struct Before {
    eye: Eye,
    rules: Rules,
    /// Moment and number of the last post it saw.
    place: (i64, i64),
    /// How many posts there were up to it.
    count: u32,
    /// Which state of the ledger other connections had left it in.
    outside: i64,
}

/// What happened to posts, to be judged.
#[derive(Debug, Default)]
pub(crate) struct News {
    /// The earliest moment of a post that is new or was edited.
    pub(crate) first: Option<i64>,
    /// Posts that the person edited.
    pub(crate) edited: BTreeSet<PostId>,
}

impl News {
    /// Something happened to a post of this moment.
    pub(crate) fn at(&mut self, at: DateTime<Utc>) {
        let at = at.timestamp();
        self.first = Some(self.first.map_or(at, |first| first.min(at)));
    }
}

/// Judges the posts that came, and what they change about others. Says whether it could: not where some wait to be judged
/// anyway, or where what came is too old or too much; then all are to be judged.
pub(crate) fn judge(
    ledger: &Connection,
    known: &Known,
    before: &mut Option<Before>,
    news: &News,
    today: Day,
) -> rusqlite::Result<bool> {
    let Some(first) = news.first else { return Ok(true) };
    let newest = post::newest(ledger)?.unwrap_or(first);
    if first <= newest - LATELY || source::any_unjudged(ledger, RULES_VERSION)? {
        return Ok(false);
    }
    let kept = match before.take() {
        Some(kept) if kept.serves(ledger, known, first)? => kept,
        _ => Before::new(ledger, known, first.min(newest - LATELY))?,
    };
    let posts = post::after(ledger, kept.place, MOST as u32 + 1)?;
    if posts.len() > MOST {
        return Ok(false);
    }
    let mut eye = kept.eye.clone();
    let standing: Vec<post::Kept> = posts.into_iter().filter(|kept| kept.post.fate != Fate::Replaced).collect();
    let mut verdicts: Vec<Verdict> = standing.iter().map(|post| eye.see(&post.post)).collect();
    let mut places: HashMap<(Network, &str), usize> = HashMap::new();
    for (n, one) in standing.iter().enumerate() {
        places.entry((one.post.network, one.post.id.as_str())).or_insert(n);
    }
    let mut touched = BTreeSet::new();
    for Revision { network, post, verdict, .. } in eye.take_revisions() {
        match places.get(&(network, post.as_str())) {
            Some(n) => verdicts[*n] = verdict,
            None => {
                let Some(id) = post::find(ledger, network, &post)? else { continue };
                let Some(earlier) = post::get(ledger, id)? else { continue };
                write(ledger, known, &earlier, &verdict, false, &mut touched)?;
            }
        }
    }
    for (one, verdict) in standing.iter().zip(&verdicts) {
        write(ledger, known, one, verdict, news.edited.contains(&one.id), &mut touched)?;
    }
    for (source, on) in &touched {
        summary::replace(ledger, *source, *on, &day(ledger, *source, *on)?)?;
    }
    drifting::keep(ledger, today)?;
    *before = Some(kept.go_on(ledger, newest - LATELY)?);
    Ok(true)
}

/// Writes what a post is, where that is news, and all that follows from it.
fn write(
    ledger: &Connection,
    known: &Known,
    one: &post::Kept,
    verdict: &Verdict,
    edited: bool,
    touched: &mut BTreeSet<(i64, Day)>,
) -> rusqlite::Result<()> {
    let (now, was) = (Kept::of(verdict, known.word(one)), verdict::get(ledger, one.id)?);
    if was.as_ref() == Some(&now) && !edited {
        return Ok(());
    }
    verdict::Writer::new(ledger)?.write(one.id, &now)?;
    find_again(ledger, known, one, &now)?;
    if let Some(row) = one.app {
        let automated = |kept: Option<&Kept>| i32::from(kept.is_some_and(|kept| kept.settled() == Kind::Automated));
        if was.is_none() {
            app::used(ledger, row, one.day)?;
        }
        app::automated(ledger, row, automated(Some(&now)) - automated(was.as_ref()))?;
    }
    touched.extend([(one.source, one.day), (ALL, one.day)]);
    Ok(())
}

impl Before {
    /// An eye that saw all posts before a moment.
    fn new(ledger: &Connection, known: &Known, until: i64) -> rusqlite::Result<Self> {
        let rules = known.rules.clone();
        let nothing = Self { eye: Eye::new(&rules), rules, place: NOWHERE, count: 0, outside: outside(ledger)? };
        nothing.go_on(ledger, until)
    }

    /// Whether it still is what an eye would be that saw all posts up to its place, and nothing older came.
    fn serves(&self, ledger: &Connection, known: &Known, first: i64) -> rusqlite::Result<bool> {
        Ok(self.place.0 < first
            && self.outside == outside(ledger)?
            && self.rules == known.rules
            && self.count == post::count_until(ledger, self.place)?)
    }

    /// It sees on, up to a moment, that moment not included.
    fn go_on(mut self, ledger: &Connection, until: i64) -> rusqlite::Result<Self> {
        loop {
            let posts = post::after(ledger, self.place, BATCH)?;
            let ended = posts.len() < BATCH as usize;
            for one in posts {
                if one.moment.at.timestamp() >= until {
                    return Ok(self);
                }
                self.place = (one.moment.at.timestamp(), one.id.0);
                self.count += 1;
                if one.post.fate != Fate::Replaced {
                    self.eye.see(&one.post);
                    self.eye.take_revisions();
                }
            }
            if ended {
                return Ok(self);
            }
        }
    }
}

/// A number that changes whenever another connection changes the ledger.
fn outside(ledger: &Connection) -> rusqlite::Result<i64> {
    ledger.pragma_query_value(None, "data_version", |row| row.get(0))
}
