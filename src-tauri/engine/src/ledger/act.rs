//! Table `act`: the journal of every change the person made.

use super::said;
use crate::view::Said;
use chrono::{DateTime, Utc};
use coach::act::{ActId, Door};
use coach::message::Message;
use coach::zone::Moment;
use rusqlite::{Connection, OptionalExtension, params};

/// Writes an act into the journal.
pub(crate) fn insert(
    connection: &Connection,
    moment: Moment,
    door: Door,
    what: &str,
    message: &Message,
) -> rusqlite::Result<ActId> {
    connection.prepare_cached("INSERT INTO act (at, offset, door, what, said) VALUES (?1, ?2, ?3, ?4, ?5)")?.execute(
        params![moment.at.timestamp(), moment.offset.local_minus_utc(), door_name(door), what, said::stored(message)],
    )?;
    Ok(ActId(connection.last_insert_rowid()))
}

/// Takes an act out of the journal again: it changed nothing.
pub(crate) fn remove(connection: &Connection, act: ActId) -> rusqlite::Result<()> {
    connection.prepare_cached("DELETE FROM act WHERE id = ?1")?.execute([act.0]).map(drop)
}

/// Says what an act was, once that is known in full.
pub(crate) fn say(connection: &Connection, act: ActId, message: &Message) -> rusqlite::Result<()> {
    connection
        .prepare_cached("UPDATE act SET said = ?2 WHERE id = ?1")?
        .execute(params![act.0, said::stored(message)])
        .map(drop)
}

/// An act in the journal.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Kept {
    pub(crate) id: ActId,
    pub(crate) what: String,
    pub(crate) said: Said,
    pub(crate) undone: bool,
}

fn read(row: &rusqlite::Row<'_>) -> rusqlite::Result<Kept> {
    Ok(Kept { id: ActId(row.get(0)?), what: row.get(1)?, said: said::read(row, 2)?, undone: row.get(3)? })
}

/// One act.
pub(crate) fn get(connection: &Connection, act: ActId) -> rusqlite::Result<Option<Kept>> {
    connection
        .prepare_cached("SELECT id, what, said, undone FROM act WHERE id = ?1")?
        .query_row([act.0], read)
        .optional()
}

/// The last act that still stands and that a person would mean by "undo": not an undo itself, more than having looked at a
/// nudge, and with what it changed still known, which it is not where somebody was forgotten since.
pub(crate) fn last(connection: &Connection) -> rusqlite::Result<Option<Kept>> {
    connection
        .prepare_cached(
            "SELECT id, what, said, undone FROM act WHERE undone = 0 AND what NOT IN ('undo', 'open')
               AND (what IN ('add-sample', 'remove-sample') OR EXISTS (SELECT 1 FROM trace WHERE act = act.id))
             ORDER BY id DESC LIMIT 1",
        )?
        .query_row([], read)
        .optional()
}

/// When an act of this name was done last.
pub(crate) fn last_at(connection: &Connection, what: &str) -> rusqlite::Result<Option<DateTime<Utc>>> {
    let at: Option<i64> =
        connection.prepare_cached("SELECT max(at) FROM act WHERE what = ?1")?.query_row([what], |row| row.get(0))?;
    Ok(at.and_then(|at| DateTime::from_timestamp(at, 0)))
}

/// Marks an act as taken back.
pub(crate) fn undone(connection: &Connection, act: ActId) -> rusqlite::Result<()> {
    connection.prepare_cached("UPDATE act SET undone = 1 WHERE id = ?1")?.execute([act.0]).map(drop)
}

/// The name of a door in the ledger.
pub(crate) fn door_name(door: Door) -> &'static str {
    match door {
        Door::Window => "window",
        Door::Tray => "tray",
        Door::Notification => "notification",
        Door::CommandLine => "command-line",
        Door::Feed => "feed",
    }
}
