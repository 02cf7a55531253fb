//! Sample data in and out. None of it is traced, so that none of it stays behind in the journal.

use super::{ActError, Doing, Done};
use crate::ledger::{act as journal, source, trace};
use crate::sample;
use crate::view::Change;
use coach::message::Message;
use rusqlite::Connection;

type Sql<'a> = &'a dyn Fn(rusqlite::Error) -> ActError;

/// Sample data changes everything but the settings.
pub(super) const CHANGED: [Change; 6] =
    [Change::Days, Change::People, Change::Posts, Change::Drift, Change::Nudges, Change::Sources];

pub(super) fn add(doing: &Doing<'_>, sql: Sql<'_>) -> Result<Done, ActError> {
    let (any, _) = source::any(doing.ledger).map_err(sql)?;
    if any || !is_empty(doing.ledger).map_err(sql)? {
        return Err(ActError::NotEmpty);
    }
    trace::end(doing.ledger).map_err(sql)?;
    sample::add(doing.ledger, doing.act.at).map_err(sql)?;
    Ok(Done::told(Message::new("act.add-sample")))
}

pub(super) fn remove(doing: &Doing<'_>, sql: Sql<'_>) -> Result<Done, ActError> {
    if !source::any(doing.ledger).map_err(sql)?.1 {
        return Err(ActError::NoSample);
    }
    trace::end(doing.ledger).map_err(sql)?;
    sample::remove(doing.ledger, doing.today).map_err(sql)?;
    Ok(Done::told(Message::new("act.remove-sample")))
}

/// Takes back that sample data was put in, or that it was taken out: then it is made again as it was.
pub(super) fn undo(doing: &Doing<'_>, was: &str, sql: Sql<'_>) -> Result<(), ActError> {
    let (any, sample) = source::any(doing.ledger).map_err(sql)?;
    if was == "add-sample" {
        return if sample { sample::remove(doing.ledger, doing.today).map_err(sql) } else { Ok(()) };
    }
    if any || !is_empty(doing.ledger).map_err(sql)? {
        return Err(ActError::NotEmpty);
    }
    match journal::last_at(doing.ledger, "add-sample").map_err(sql)? {
        Some(at) => sample::add(doing.ledger, at).map_err(sql),
        None => Err(ActError::NoSample),
    }
}

fn is_empty(ledger: &Connection) -> rusqlite::Result<bool> {
    ledger.query_row("SELECT NOT EXISTS (SELECT 1 FROM interaction)", [], |row| row.get(0))
}
