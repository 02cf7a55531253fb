//! Table `setting`: settings without history, by name.

use rusqlite::{Connection, OptionalExtension};

/// The value of a setting, or `None` while it was never set.
pub(crate) fn get(connection: &Connection, name: &str) -> rusqlite::Result<Option<String>> {
    connection
        .prepare_cached("SELECT value FROM setting WHERE name = ?1")?
        .query_row([name], |row| row.get(0))
        .optional()
}

/// The settings whose name lies between two names, both included: name and value, in the order of names.
pub(crate) fn between(connection: &Connection, from: &str, to: &str) -> rusqlite::Result<Vec<(String, String)>> {
    connection
        .prepare_cached("SELECT name, value FROM setting WHERE name BETWEEN ?1 AND ?2 ORDER BY name")?
        .query_map([from, to], |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect()
}

/// Takes settings away whose name lies between two names, both included.
pub(crate) fn unset(connection: &Connection, from: &str, to: &str) -> rusqlite::Result<()> {
    connection.prepare_cached("DELETE FROM setting WHERE name BETWEEN ?1 AND ?2")?.execute([from, to]).map(drop)
}

/// Sets a setting.
pub(crate) fn set(connection: &Connection, name: &str, value: &str) -> rusqlite::Result<()> {
    connection
        .prepare_cached(
            "INSERT INTO setting (name, value) VALUES (?1, ?2)
             ON CONFLICT (name) DO UPDATE SET value = excluded.value WHERE value <> excluded.value",
        )?
        .execute([name, value])
        .map(drop)
}
