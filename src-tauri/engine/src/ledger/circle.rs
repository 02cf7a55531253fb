//! Table `circle`: how often the person wants to be in touch with somebody.

use coach::person::PersonId;
use rusqlite::{Connection, params};
use std::collections::BTreeMap;

/// Every how many days the person wants to be in touch, by person.
pub(crate) fn all(connection: &Connection) -> rusqlite::Result<BTreeMap<PersonId, u16>> {
    connection
        .prepare_cached("SELECT person, every FROM circle")?
        .query_map([], |row| Ok((PersonId(row.get(0)?), row.get(1)?)))?
        .collect()
}

/// Sets how often; `None` takes it back.
pub(crate) fn set(connection: &Connection, person: PersonId, every: Option<u16>) -> rusqlite::Result<()> {
    match every {
        Some(every) => connection
            .prepare_cached(
                "INSERT INTO circle (person, every) VALUES (?1, ?2)
                 ON CONFLICT (person) DO UPDATE SET every = excluded.every WHERE every <> excluded.every",
            )?
            .execute(params![person.0, every])
            .map(drop),
        None => connection.prepare_cached("DELETE FROM circle WHERE person = ?1")?.execute([person.0]).map(drop),
    }
}
