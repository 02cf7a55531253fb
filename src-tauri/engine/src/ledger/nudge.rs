//! Table `nudge`: everything the coach said.

use super::answer::Answer;
use super::interaction::moment;
use super::said;
use crate::view::Said;
use chrono::{DateTime, Utc};
use coach::act::NudgeId;
use coach::day::Day;
use coach::zone::Moment;
use rusqlite::{Connection, OptionalExtension, Row};

/// One nudge, with the latest answer to it.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Kept {
    pub(crate) id: NudgeId,
    pub(crate) day: Day,
    pub(crate) moment: Moment,
    pub(crate) title: Said,
    pub(crate) body: Said,
    pub(crate) because: Said,
    pub(crate) evidence: Vec<i64>,
    pub(crate) way_back: Vec<Said>,
    /// Whether it offers to talk to somebody, rather than to look at posts.
    pub(crate) offers_talk: bool,
    pub(crate) answer: Option<Answer>,
    pub(crate) answered_at: Option<DateTime<Utc>>,
}

const SELECT: &str = "SELECT n.id, n.day, n.at, n.offset, n.title, n.body, n.because, n.evidence, n.way_back, n.offers,
    a.what, a.at
  FROM nudge n LEFT JOIN answer a ON a.id = (SELECT max(id) FROM answer WHERE nudge = n.id)";

fn read(row: &Row<'_>) -> rusqlite::Result<Kept> {
    let instant = |seconds: Option<i64>| seconds.and_then(|seconds| DateTime::from_timestamp(seconds, 0));
    Ok(Kept {
        id: NudgeId(row.get(0)?),
        day: Day::from_number(row.get(1)?),
        moment: moment(row.get(2)?, row.get(3)?),
        title: said::read(row, 4)?,
        body: said::read(row, 5)?,
        because: said::read(row, 6)?,
        evidence: said::read(row, 7)?,
        way_back: said::read(row, 8)?,
        offers_talk: row.get_ref(9)?.as_str()? == "talk",
        answer: row.get::<_, Option<String>>(10)?.and_then(|name| Answer::named(&name)),
        answered_at: instant(row.get(11)?),
    })
}

/// One nudge.
pub(crate) fn get(connection: &Connection, nudge: NudgeId) -> rusqlite::Result<Option<Kept>> {
    connection.prepare_cached(&format!("{SELECT} WHERE n.id = ?1"))?.query_row([nudge.0], read).optional()
}

/// The latest nudges, newest first, at most so many.
pub(crate) fn latest(connection: &Connection, limit: u32) -> rusqlite::Result<Vec<Kept>> {
    connection
        .prepare_cached(&format!("{SELECT} ORDER BY n.at DESC, n.id DESC LIMIT ?1"))?
        .query_map([limit], read)?
        .collect()
}
