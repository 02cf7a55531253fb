//! What came back: the posts of some days that could be answered where it would be seen, and who answered them.

use chrono::{DateTime, Utc};
use coach::day::Day;
use coach::kind::Kind;
use coach::person::PersonId;
use rusqlite::Connection;
use std::collections::BTreeSet;

/// Bit of `source.sees`: mentions.
const MENTIONS: i64 = 16;
/// Seconds within which an answer counts: a week.
const WITHIN: i64 = 7 * 86_400;

/// Whether any source that is read again and again hears others.
pub(crate) fn any_ears(connection: &Connection) -> rusqlite::Result<bool> {
    connection
        .prepare_cached("SELECT EXISTS (SELECT 1 FROM live l JOIN source s ON s.id = l.source WHERE s.sees & ?1 <> 0)")?
        .query_row([MENTIONS], |row| row.get(0))
}

/// Each post of these days with its kind, and whether somebody answered it within a week. Only posts from while a source
/// that hears others was read, and only those a week old by now; robots and `nobodies` answer nothing.
pub(crate) fn posts(
    connection: &Connection,
    (first, last): (Day, Day),
    now: DateTime<Utc>,
    nobodies: &BTreeSet<PersonId>,
) -> rusqlite::Result<Vec<(Kind, bool)>> {
    let (from, to) = super::post::around(first, last);
    let old = now.timestamp() - WITHIN;
    let mut answered: BTreeSet<(i64, String)> = BTreeSet::new();
    let mut heard = connection.prepare_cached(
        "SELECT h.source, h.answers, n.person FROM heard h JOIN handle n ON n.id = h.handle AND n.bot = 0
         JOIN post p ON p.source = h.source AND p.key = h.answers
         WHERE h.at BETWEEN ?1 AND ?2 AND h.answers IS NOT NULL AND h.at - p.at BETWEEN 0 AND ?3",
    )?;
    let mut rows = heard.query([from, to + WITHIN, WITHIN])?;
    while let Some(row) = rows.next()? {
        if !nobodies.contains(&PersonId(row.get(2)?)) {
            answered.insert((row.get(0)?, row.get(1)?));
        }
    }
    let mut posts = connection.prepare_cached(
        "SELECT p.source, p.key, coalesce(v.word, v.kind) FROM post p JOIN verdict v ON v.post = p.id
         JOIN live l ON l.source = p.source JOIN source s ON s.id = p.source AND s.sees & ?1 <> 0
         WHERE p.at BETWEEN ?2 AND ?3 AND p.day BETWEEN ?4 AND ?5 AND p.at >= l.since AND p.at <= ?6 AND p.fate <> 1",
    )?;
    let days = [i64::from(first.number()), i64::from(last.number())];
    let mut rows = posts.query([MENTIONS, from, to, days[0], days[1], old])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        let Some(kind) = Kind::named(row.get_ref(2)?.as_str()?) else { continue };
        found.push((kind, answered.contains(&(row.get(0)?, row.get(1)?))));
    }
    Ok(found)
}

/// Who answered a post of the person's on these days, the first first; a person may come twice.
pub(crate) fn answerers(connection: &Connection, first: Day, last: Day) -> rusqlite::Result<Vec<PersonId>> {
    let (from, to) = super::post::around(first, last);
    connection
        .prepare_cached(
            "SELECT n.person FROM heard h JOIN handle n ON n.id = h.handle AND n.bot = 0
             WHERE h.at BETWEEN ?1 AND ?2 AND h.day BETWEEN ?3 AND ?4 AND h.sort IN ('reply', 'quote')
             ORDER BY h.at, h.id",
        )?
        .query_map([from, to, i64::from(first.number()), i64::from(last.number())], |row| row.get(0).map(PersonId))?
        .collect()
}
