//! Table `passed`: whom the person does not want to be suggested, and until when.

use coach::day::Day;
use coach::person::PersonId;
use rusqlite::{Connection, params};
use std::collections::BTreeMap;

/// The first day on which somebody may be suggested again, by person; `None` for never.
pub(crate) fn all(connection: &Connection) -> rusqlite::Result<BTreeMap<PersonId, Option<Day>>> {
    connection
        .prepare_cached("SELECT person, until FROM passed")?
        .query_map([], |row| Ok((PersonId(row.get(0)?), row.get::<_, Option<i32>>(1)?.map(Day::from_number))))?
        .collect()
}

/// Not to be suggested before a day; never for `None`. What was said for longer stands.
pub(crate) fn set(connection: &Connection, person: PersonId, until: Option<Day>) -> rusqlite::Result<()> {
    connection
        .prepare_cached(
            "INSERT INTO passed (person, until) VALUES (?1, ?2)
             ON CONFLICT (person) DO UPDATE SET until = excluded.until
             WHERE until IS NOT NULL AND (excluded.until IS NULL OR excluded.until > until)",
        )?
        .execute(params![person.0, until.map(Day::number)])
        .map(drop)
}

/// May be suggested again.
pub(crate) fn take_back(connection: &Connection, person: PersonId) -> rusqlite::Result<()> {
    connection.prepare_cached("DELETE FROM passed WHERE person = ?1")?.execute([person.0]).map(drop)
}
