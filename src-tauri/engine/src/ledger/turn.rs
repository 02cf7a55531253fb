//! Table `turn`: every change of the drift's state.

use super::said;
use crate::view::Said;
use coach::day::Day;
use rusqlite::{Connection, OptionalExtension};

/// A change of the drift's state.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Turn {
    pub(crate) day: Day,
    pub(crate) to: String,
    pub(crate) said: Said,
}

/// The latest change of state of all sources together.
pub(crate) fn latest(connection: &Connection) -> rusqlite::Result<Option<Turn>> {
    connection
        .prepare_cached("SELECT day, to_state, said FROM turn WHERE source IS NULL ORDER BY day DESC, id DESC LIMIT 1")?
        .query_row([], |row| {
            Ok(Turn { day: Day::from_number(row.get(0)?), to: row.get(1)?, said: said::read(row, 2)? })
        })
        .optional()
}
