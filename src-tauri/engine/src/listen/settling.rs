//! One post, after the person's word on it came or went: everything that follows from what it is.

use super::drifting;
use super::known::Known;
use super::writing::{glimpse, write_found};
use crate::ledger::summary::ALL;
use crate::ledger::{app, interaction, person, post, summary, verdict};
use coach::act::PostId;
use coach::day::Day;
use coach::drift::DaySummary;
use coach::kind::Kind;
use rusqlite::Connection;

/// The person deleted a post: what was done with it stays, and is marked.
pub(crate) fn mark_gone(ledger: &Connection, id: PostId) -> rusqlite::Result<()> {
    let (Some(post), Some(kept)) = (post::get(ledger, id)?, verdict::get(ledger, id)?) else { return Ok(()) };
    find_again(ledger, &Known::read(ledger)?, &post, &kept)
}

/// Brings a post's kind, its interaction, its day and the drift to what the person's word says.
pub(crate) fn settle(ledger: &Connection, id: PostId, today: Day) -> rusqlite::Result<()> {
    let (Some(post), Some(before)) = (post::get(ledger, id)?, verdict::get(ledger, id)?) else { return Ok(()) };
    let word = verdict::word(ledger, post.post.network, &post.post.id)?;
    if word == before.word {
        return Ok(());
    }
    verdict::set_word(ledger, id, word)?;
    let now = verdict::Kept { word, ..before.clone() };

    let known = Known::read(ledger)?;
    find_again(ledger, &known, &post, &now)?;
    if let Some(row) = post.app {
        let automated = |kept: &verdict::Kept| i32::from(kept.settled() == Kind::Automated);
        app::automated(ledger, row, automated(&now) - automated(&before))?;
    }
    for source in [post.source, ALL] {
        summary::replace(ledger, source, post.day, &day(ledger, source, post.day)?)?;
    }
    drifting::keep(ledger, today)
}

/// Brings the interaction in a post to what the post is.
pub(super) fn find_again(
    ledger: &Connection,
    known: &Known,
    post: &post::Kept,
    kept: &verdict::Kept,
) -> rusqlite::Result<()> {
    match coach::interaction::judge(&post.post, &kept.verdict(), |handle| known.is_nobody(handle)) {
        None => interaction::not_found(ledger, post.id),
        Some(found) => {
            let person = person::of_handle(ledger, &found.whom, known.is_sample(post))?.person;
            write_found(ledger, post, found, person, &known.review)
        }
    }
}

/// One day of a source, added up from its posts.
pub(super) fn day(ledger: &Connection, source: i64, day: Day) -> rusqlite::Result<DaySummary> {
    let mut summary = DaySummary::default();
    for kept in post::of_day(ledger, day)? {
        if source != ALL && kept.source != source {
            continue;
        }
        let Some(verdict) = verdict::get(ledger, kept.id)? else { continue };
        if source != ALL || !verdict.twin {
            summary.add(&glimpse(&kept, &verdict));
        }
    }
    Ok(summary)
}
