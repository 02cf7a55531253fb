//! Table `ran`: days on which the app ran at some moment.

use coach::day::Day;
use rusqlite::Connection;
use std::collections::BTreeSet;

/// The app ran on this day.
pub(crate) fn note(connection: &Connection, day: Day) -> rusqlite::Result<()> {
    connection.prepare_cached("INSERT OR IGNORE INTO ran (day) VALUES (?1)")?.execute([day.number()]).map(drop)
}

/// Whether the app is known to have run on this day.
pub(crate) fn on(connection: &Connection, day: Day) -> rusqlite::Result<bool> {
    connection
        .prepare_cached("SELECT EXISTS (SELECT 1 FROM ran WHERE day = ?1)")?
        .query_row([day.number()], |row| row.get(0))
}

/// All days on which the app ran.
pub(crate) fn all(connection: &Connection) -> rusqlite::Result<BTreeSet<Day>> {
    connection
        .prepare_cached("SELECT day FROM ran ORDER BY day")?
        .query_map([], |row| Ok(Day::from_number(row.get(0)?)))?
        .collect()
}

/// Forgets the days before this one.
pub(crate) fn forget_before(connection: &Connection, day: Day) -> rusqlite::Result<()> {
    connection.prepare_cached("DELETE FROM ran WHERE day < ?1")?.execute([day.number()]).map(drop)
}
