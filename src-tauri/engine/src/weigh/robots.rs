//! Which robot is talking: every automation in the person's posts, and what its silence would be worth.

use super::Asked;
use crate::ledger::app;
use crate::ledger::summary::Days;
use crate::view::{Robot, Said};
use coach::act::AppStanding;
use coach::apps::{key, switch_off};
use coach::day::Day;
use coach::kind::Kind;
use coach::mix::Counts;
use coach::person::Network;
use rusqlite::Result;
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// Days that tell how things are now.
const LATELY: i64 = 28;

/// What one automation did. Cross-post twins are counted once.
#[derive(Debug, Clone, Copy)]
struct Did {
    lately: u32,
    ever: u32,
    last: Day,
}

/// Every automation seen in the person's posts, the busiest of the last four weeks first. What posts without naming an
/// app is one of them.
pub(crate) fn robots(asked: &Asked<'_>) -> Result<Vec<Robot>> {
    let days = &asked.account.feed(asked.ledger)?.days;
    let lately = counts(days, asked.today);
    let words: BTreeMap<String, AppStanding> = app::words(asked.ledger)?.into_iter().collect();
    let mut all: Vec<(Option<String>, Did)> = did(days, asked.today).into_iter().collect();
    all.sort_by(|(one, a), (other, b)| (Reverse((a.lately, a.last)), one).cmp(&(Reverse((b.lately, b.last)), other)));
    let robot = |(app, did): (Option<String>, Did)| {
        let (network, server) = app::place(asked.ledger, app.as_deref(), did.last)?;
        let off = switch_off(app.as_deref(), network.unwrap_or(Network::Elsewhere), server.as_deref());
        let mut without = lately;
        without.remove(Kind::Automated, did.lately);
        Ok(Robot {
            posts: did.lately,
            share: share(did.lately, lately.posts()),
            ever: did.ever,
            last: did.last.to_string(),
            machinery: share(lately.machinery(), lately.posts()),
            machinery_without: share(without.machinery(), without.posts()),
            conversation_without: share(without.conversation(), without.posts()),
            switch_off: off.page,
            how: Said::from(&off.how),
            standing: app.as_deref().and_then(|app| words.get(&key(app)).copied()).map(Into::into),
            app,
        })
    };
    all.into_iter().map(robot).collect()
}

/// Posts of the last four weeks.
fn counts(days: &Days, today: Day) -> Counts {
    let mut counts = Counts::NONE;
    for (_, summary) in days.range(today.plus(1 - LATELY)..=today) {
        counts.add_all(&summary.counts);
    }
    counts
}

/// What each automation did, by the app that it names.
fn did(days: &Days, today: Day) -> BTreeMap<Option<String>, Did> {
    let mut all: BTreeMap<Option<String>, Did> = BTreeMap::new();
    for (day, summary) in days {
        let named: u32 = summary.apps.values().sum();
        let unnamed = summary.counts.of(Kind::Automated).saturating_sub(named);
        let apps = summary.apps.iter().map(|(app, posts)| (Some(app.clone()), *posts));
        for (app, posts) in apps.chain([(None, unnamed)]).filter(|(_, posts)| *posts > 0) {
            let did = all.entry(app).or_insert(Did { lately: 0, ever: 0, last: *day });
            did.ever = did.ever.saturating_add(posts);
            did.last = did.last.max(*day);
            if today.since(*day) < LATELY {
                did.lately = did.lately.saturating_add(posts);
            }
        }
    }
    all
}

fn share(part: u32, whole: u32) -> f64 {
    if whole == 0 { 0.0 } else { f64::from(part) / f64::from(whole) }
}
