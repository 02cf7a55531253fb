//! Table `turn`: every change of the drift's state, with its numbers and the posts behind it.

use super::{post, said};
use crate::view::Said;
use coach::day::Day;
use coach::drift::{Behind, Change, State};
use rusqlite::{Connection, OptionalExtension, params, params_from_iter, types::Value};

/// A change of the drift's state.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Turn {
    pub(crate) id: i64,
    pub(crate) day: Day,
    pub(crate) from: String,
    pub(crate) to: String,
    pub(crate) gap: f64,
    pub(crate) usual: f64,
    pub(crate) said: Said,
    pub(crate) evidence: Vec<i64>,
}

/// At most so many posts are kept as evidence.
const EVIDENCE: u32 = 50;

/// Keeps the changes of a source, or of all together, as they are judged now. Those already kept stay as they are.
pub(crate) fn keep(connection: &Connection, source: Option<i64>, changes: &[Change]) -> rusqlite::Result<()> {
    let known = of(connection, source)?;
    let same = |turn: &Turn, change: &Change| {
        (turn.day, turn.from.as_str(), turn.to.as_str()) == (change.day, change.from.name(), change.to.name())
            && turn.gap == f64::from(change.numbers.gap)
            && turn.usual == change.numbers.usual
    };
    let kept = known.iter().zip(changes).take_while(|(turn, change)| same(turn, change)).count();
    let mut remove = connection.prepare_cached("DELETE FROM turn WHERE id = ?1")?;
    for gone in &known[kept..] {
        remove.execute([gone.id])?;
    }
    let mut insert = connection.prepare_cached(
        "INSERT INTO turn (source, day, from_state, to_state, gap, usual, said, evidence)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
    )?;
    for change in &changes[kept..] {
        let evidence = match &change.behind {
            Some(behind) => behind_posts(connection, source, behind)?,
            None => Vec::new(),
        };
        insert.execute(params![
            source,
            change.day.number(),
            change.from.name(),
            change.to.name(),
            f64::from(change.numbers.gap),
            change.numbers.usual,
            said::stored(&change.sentence()),
            said::stored_ids(&evidence)
        ])?;
    }
    Ok(())
}

/// The changes of a source, or of all together, oldest first.
pub(crate) fn of(connection: &Connection, source: Option<i64>) -> rusqlite::Result<Vec<Turn>> {
    connection
        .prepare_cached(
            "SELECT id, day, from_state, to_state, gap, usual, said, evidence FROM turn
             WHERE source IS ?1 ORDER BY day, id",
        )?
        .query_map([source], |row| {
            Ok(Turn {
                id: row.get(0)?,
                day: Day::from_number(row.get(1)?),
                from: row.get(2)?,
                to: row.get(3)?,
                gap: row.get(4)?,
                usual: row.get(5)?,
                said: said::read(row, 6)?,
                evidence: said::read(row, 7)?,
            })
        })?
        .collect()
}

/// The day and the new state of the latest change of all together.
pub(crate) fn last(connection: &Connection) -> rusqlite::Result<Option<(Day, State)>> {
    let last: Option<(i32, String)> = connection
        .prepare_cached("SELECT day, to_state FROM turn WHERE source IS NULL ORDER BY day DESC, id DESC LIMIT 1")?
        .query_row([], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    Ok(last.and_then(|(day, state)| Some((Day::from_number(day), State::named(&state)?))))
}

/// The posts behind a change, newest first, at most fifty.
pub(crate) fn behind_posts(
    connection: &Connection,
    source: Option<i64>,
    behind: &Behind,
) -> rusqlite::Result<Vec<i64>> {
    let (from, to) = post::around(behind.first, behind.last);
    let places = vec!["?"; behind.kinds.len()].join(", ");
    let mut statement = connection.prepare_cached(&format!(
        "SELECT p.id FROM post p JOIN verdict v ON v.post = p.id
         WHERE p.at BETWEEN ? AND ? AND p.day BETWEEN ? AND ? AND p.source = coalesce(?, p.source)
           AND coalesce(v.word, v.kind) IN ({places}) ORDER BY p.at DESC, p.id DESC LIMIT {EVIDENCE}"
    ))?;
    let days = [from, to, i64::from(behind.first.number()), i64::from(behind.last.number())].map(Value::Integer);
    let source = source.map_or(Value::Null, Value::Integer);
    let kinds = behind.kinds.iter().map(|kind| Value::Text(kind.name().to_owned()));
    let values = days.into_iter().chain([source]).chain(kinds);
    statement.query_map(params_from_iter(values), |row| row.get(0))?.collect()
}
