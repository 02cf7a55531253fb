//! The judgement of drift over the whole history: each source that sees replies, and all together.

use crate::ledger::source::{self, Source};
use crate::ledger::summary::{self, ALL, Days};
use crate::ledger::turn;
use coach::day::Day;
use coach::drift::{Course, Coverage, judge};
use rusqlite::Connection;

/// Bit of `source.sees`: own replies.
const REPLIES: u8 = 2;

/// One feed, judged.
#[derive(Debug, Clone)]
pub(crate) struct Feed {
    /// Whether there is any source that sees replies.
    pub(crate) is_read: bool,
    pub(crate) days: Days,
    pub(crate) course: Course,
}

/// All sources together, judged up to and including a day.
pub(crate) fn together(ledger: &Connection, until: Day) -> rusqlite::Result<Feed> {
    let mut coverages = Vec::new();
    for source in seeing(ledger)? {
        coverages.push(Coverage::of(source::coverage(ledger, source.id)?));
    }
    let mut days = summary::of(ledger, ALL)?;
    summary::with_logs(ledger, &mut days)?;
    // Imported archives are not read again and again: none of them is live.
    let read = Coverage::together(coverages.iter().map(|coverage| (coverage, false)));
    let course = judge(days.iter().map(|(day, summary)| (*day, summary)), &read, until);
    Ok(Feed { is_read: !coverages.is_empty(), days, course })
}

/// Judges every feed up to and including a day, and keeps every change of state.
pub(crate) fn keep(ledger: &Connection, until: Day) -> rusqlite::Result<()> {
    for source in seeing(ledger)? {
        let days = summary::of(ledger, source.id)?;
        let read = Coverage::of(source::coverage(ledger, source.id)?);
        let course = judge(days.iter().map(|(day, summary)| (*day, summary)), &read, until);
        turn::keep(ledger, Some(source.id), &course.changes)?;
    }
    turn::keep(ledger, None, &together(ledger, until)?.course.changes)
}

/// The sources that see replies: no other supports a verdict.
fn seeing(ledger: &Connection) -> rusqlite::Result<Vec<Source>> {
    Ok(source::all(ledger)?.into_iter().filter(|source| source.sees & REPLIES != 0).collect())
}
