//! Table `heard`: what others said to the person, or asked everybody; who, when and where, never the words.

use chrono::{DateTime, Utc};
use coach::act::HeardId;
use coach::day::Day;
use coach::person::{Network, PersonId};
use rusqlite::{Connection, OptionalExtension, Row};

/// Something that somebody said.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Heard {
    pub(crate) id: HeardId,
    pub(crate) at: DateTime<Utc>,
    pub(crate) day: Day,
    pub(crate) person: PersonId,
    pub(crate) network: Network,
    /// `reply`, `mention`, `quote` (to the person) or `post` (to everybody).
    pub(crate) sort: String,
    pub(crate) asks: bool,
    pub(crate) words: u32,
    pub(crate) link: Option<String>,
    /// Whether a post answers it, or the person put it away.
    pub(crate) answered: bool,
}

const SELECT: &str = "SELECT h.id, h.at, h.day, n.person, n.network, h.sort, h.asks, h.words, h.link,
    h.done OR EXISTS (SELECT 1 FROM post WHERE reply_post = h.key)
  FROM heard h JOIN handle n ON n.id = h.handle AND n.bot = 0";

fn read(row: &Row<'_>) -> rusqlite::Result<Heard> {
    Ok(Heard {
        id: HeardId(row.get(0)?),
        at: DateTime::from_timestamp(row.get(1)?, 0).unwrap_or_default(),
        day: Day::from_number(row.get(2)?),
        person: PersonId(row.get(3)?),
        network: Network::named(row.get_ref(4)?.as_str()?).unwrap_or(Network::Elsewhere),
        sort: row.get(5)?,
        asks: row.get(6)?,
        words: row.get(7)?,
        link: row.get(8)?,
        answered: row.get(9)?,
    })
}

/// What was said from a moment on by anybody but declared robots, the newest first.
pub(crate) fn since(connection: &Connection, from: DateTime<Utc>) -> rusqlite::Result<Vec<Heard>> {
    connection
        .prepare_cached(&format!("{SELECT} WHERE h.at >= ?1 ORDER BY h.at DESC, h.id DESC"))?
        .query_map([from.timestamp()], read)?
        .collect()
}

/// What was said on these days, both included, by anybody but declared robots, the oldest first.
pub(crate) fn between(connection: &Connection, first: Day, last: Day) -> rusqlite::Result<Vec<Heard>> {
    let (from, to) = super::post::around(first, last);
    connection
        .prepare_cached(&format!(
            "{SELECT} WHERE h.at BETWEEN ?1 AND ?2 AND h.day BETWEEN ?3 AND ?4 ORDER BY h.at, h.id"
        ))?
        .query_map([from, to, i64::from(first.number()), i64::from(last.number())], read)?
        .collect()
}

/// The last day on which each person said something.
pub(crate) fn last_days(connection: &Connection) -> rusqlite::Result<Vec<(PersonId, Day)>> {
    connection
        .prepare_cached(
            "SELECT n.person, max(h.day) FROM heard h JOIN handle n ON n.id = h.handle AND n.bot = 0 GROUP BY n.person",
        )?
        .query_map([], |row| Ok((PersonId(row.get(0)?), Day::from_number(row.get(1)?))))?
        .collect()
}

/// What became of something that was said: whether a post answers it, and whether the person put it away.
pub(crate) fn fate(connection: &Connection, heard: HeardId) -> rusqlite::Result<(bool, bool)> {
    let fate = connection
        .prepare_cached(
            "SELECT EXISTS (SELECT 1 FROM post WHERE reply_post = h.key), h.done FROM heard h WHERE h.id = ?1",
        )?
        .query_row([heard.0], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    Ok(fate.unwrap_or((false, false)))
}

/// Where it was said.
pub(crate) fn network(connection: &Connection, heard: HeardId) -> rusqlite::Result<Option<Network>> {
    let name: Option<String> = connection
        .prepare_cached("SELECT n.network FROM heard h JOIN handle n ON n.id = h.handle WHERE h.id = ?1")?
        .query_row([heard.0], |row| row.get(0))
        .optional()?;
    Ok(name.and_then(|name| Network::named(&name)))
}

/// Who said it; `None` where there is no such.
pub(crate) fn speaker(connection: &Connection, heard: HeardId) -> rusqlite::Result<Option<PersonId>> {
    connection
        .prepare_cached("SELECT n.person FROM heard h JOIN handle n ON n.id = h.handle WHERE h.id = ?1")?
        .query_row([heard.0], |row| row.get(0).map(PersonId))
        .optional()
}

/// It needs no answer, by the person's word.
pub(crate) fn done(connection: &Connection, heard: HeardId) -> rusqlite::Result<()> {
    connection.prepare_cached("UPDATE heard SET done = 1 WHERE id = ?1 AND done = 0")?.execute([heard.0]).map(drop)
}
