//! Acts that count over a stretch of days, with little but toward whom and what.

use super::interaction::SEEN;
use super::joined::Joins;
use chrono::{DateTime, Utc};
use coach::act::InteractionId;
use coach::day::Day;
use coach::days::people::{Counted, people};
use coach::interaction::How;
use coach::person::PersonId;
use rusqlite::{Connection, params};
use std::collections::BTreeMap;

/// An act that counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Contact {
    pub(crate) day: Day,
    /// The whole she is part of now; `None` is "someone" who is nobody of those met that day.
    pub(crate) person: Option<PersonId>,
    pub(crate) how: How,
}

/// The acts of these days that count, both included, by day. "Someone" who is taken to be somebody a source showed is
/// left out: that act is there already.
pub(crate) fn between(connection: &Connection, joins: &Joins, first: Day, last: Day) -> rusqlite::Result<Vec<Contact>> {
    let mut statement = connection.prepare_cached(&format!(
        "SELECT i.id, i.day, i.person, coalesce(r.how, i.how), i.at, {SEEN} FROM interaction i
         LEFT JOIN ruling r ON r.interaction = i.id
         WHERE i.day BETWEEN ?1 AND ?2 AND coalesce(r.standing, i.standing) IN ('credited', 'confirmed')
         ORDER BY i.day, i.at, i.id"
    ))?;
    let mut days: BTreeMap<Day, Vec<(Counted, How)>> = BTreeMap::new();
    let mut rows = statement.query([first.number(), last.number()])?;
    while let Some(row) = rows.next()? {
        let day = Day::from_number(row.get(1)?);
        let counted = Counted {
            id: InteractionId(row.get(0)?),
            person: row.get::<_, Option<i64>>(2)?.map(|person| joins.on(day, PersonId(person))),
            at: DateTime::from_timestamp(row.get(4)?, 0).unwrap_or_default(),
            seen: row.get(5)?,
        };
        let how = How::named(row.get_ref(3)?.as_str()?).unwrap_or(How::Commented);
        days.entry(day).or_default().push((counted, how));
    }
    let mut contacts = Vec::new();
    for (day, acts) in days {
        let counted: Vec<Counted> = acts.iter().map(|(counted, _)| *counted).collect();
        let same = people(&counted).same;
        for (one, how) in acts.iter().filter(|(one, _)| same.iter().all(|(id, _)| *id != one.id)) {
            contacts.push(Contact { day, person: one.person.map(|person| joins.whole(person)), how: *how });
        }
    }
    Ok(contacts)
}

/// The last day before this one with an act toward somebody that counts.
pub(crate) fn last_before(
    connection: &Connection,
    joins: &Joins,
    whole: PersonId,
    day: Day,
) -> rusqlite::Result<Option<Day>> {
    let mut last: Option<i32> = None;
    let mut statement = connection.prepare_cached(
        "SELECT i.day FROM interaction i LEFT JOIN ruling r ON r.interaction = i.id
         WHERE i.person = ?1 AND i.day < ?2 AND coalesce(r.standing, i.standing) IN ('credited', 'confirmed')
         ORDER BY i.day DESC LIMIT 1",
    )?;
    for part in joins.parts(whole) {
        let mut rows = statement.query(params![part.0, day.number()])?;
        if let Some(row) = rows.next()? {
            last = last.max(Some(row.get(0)?));
        }
    }
    Ok(last.map(Day::from_number))
}

/// Whether anything was done toward somebody after a moment, however light.
pub(crate) fn any_since(
    connection: &Connection,
    joins: &Joins,
    whole: PersonId,
    at: DateTime<Utc>,
) -> rusqlite::Result<bool> {
    let mut statement = connection.prepare_cached(
        "SELECT EXISTS (SELECT 1 FROM interaction i LEFT JOIN ruling r ON r.interaction = i.id
           WHERE i.person = ?1 AND i.at > ?2 AND coalesce(r.standing, i.standing) <> 'rejected')",
    )?;
    for part in joins.parts(whole) {
        if statement.query_row(params![part.0, at.timestamp()], |row| row.get(0))? {
            return Ok(true);
        }
    }
    Ok(false)
}

/// The first day with somebody, by the summary.
pub(crate) fn first_day(connection: &Connection) -> rusqlite::Result<Option<Day>> {
    connection
        .prepare_cached("SELECT min(day) FROM tally")?
        .query_row([], |row| Ok(row.get::<_, Option<i32>>(0)?.map(Day::from_number)))
}
