//! Table `pause`: moments between which nothing is said.

use chrono::{DateTime, Utc};
use rusqlite::{Connection, OptionalExtension};

/// Until when a pause lasts that is on at a moment.
pub(crate) fn until(connection: &Connection, now: DateTime<Utc>) -> rusqlite::Result<Option<DateTime<Utc>>> {
    let latest: Option<i64> = connection
        .prepare_cached("SELECT until FROM pause WHERE since <= ?1 ORDER BY id DESC LIMIT 1")?
        .query_row([now.timestamp()], |row| row.get(0))
        .optional()?;
    Ok(latest.filter(|until| *until > now.timestamp()).and_then(|until| DateTime::from_timestamp(until, 0)))
}

/// From `since` to `until` nothing is said; replaces a pause that is on.
pub(crate) fn set(connection: &Connection, since: DateTime<Utc>, until: DateTime<Utc>) -> rusqlite::Result<()> {
    end(connection, since)?;
    connection
        .prepare_cached("INSERT INTO pause (since, until) VALUES (?1, ?2)")?
        .execute([since.timestamp(), until.timestamp()])
        .map(drop)
}

/// Ends the pause that is on at a moment, then and there.
pub(crate) fn end(connection: &Connection, now: DateTime<Utc>) -> rusqlite::Result<()> {
    connection
        .prepare_cached("UPDATE pause SET until = ?1 WHERE since <= ?1 AND until > ?1")?
        .execute([now.timestamp()])
        .map(drop)
}
