//! People, for completion and menus.

use crate::ledger::joined::Joins;
use crate::ledger::person;
use crate::view::PersonBrief;
use crate::wire;
use coach::day::Day;
use coach::person::PersonId;
use rusqlite::Connection;
use std::cmp::Reverse;
use std::collections::BTreeSet;

/// How many people menus and completion show at most.
const MENU: usize = 8;
/// How many interactions are looked at for people of late.
const OF_LATE: u32 = 400;

/// People of late, the most recent first.
pub(crate) fn recent(connection: &Connection) -> rusqlite::Result<Vec<PersonBrief>> {
    let mut statement = connection.prepare_cached(
        "SELECT i.person, i.day FROM interaction i
         LEFT JOIN ruling r ON r.interaction = i.id
         WHERE i.person IS NOT NULL AND coalesce(r.standing, i.standing) IN ('credited', 'confirmed')
         ORDER BY i.day DESC, i.id DESC LIMIT ?1",
    )?;
    let joins = Joins::read(connection)?;
    let mut rows = statement.query([OF_LATE])?;
    let mut seen = BTreeSet::new();
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        let whole = joins.whole(PersonId(row.get(0)?));
        if seen.insert(whole) {
            found.extend(brief(connection, &joins, whole, Some(Day::from_number(row.get(1)?)))?);
        }
        if found.len() == MENU {
            break;
        }
    }
    Ok(found)
}

/// People whose name, or the name of a handle, begins so (an `@`, letters' case and marks aside); the last touched
/// first.
pub(crate) fn beginning(connection: &Connection, prefix: &str) -> rusqlite::Result<Vec<PersonBrief>> {
    let bare = prefix.trim().trim_start_matches('@');
    if bare.is_empty() {
        return recent(connection);
    }
    let mut last = connection.prepare_cached("SELECT max(day) FROM interaction WHERE person = ?1")?;
    let mut found = Vec::new();
    for person in person::beginning(connection, bare)? {
        let day = last.query_row([person.0], |row| row.get::<_, Option<i32>>(0))?.map(Day::from_number);
        found.push((person, day));
    }
    found.sort_by_key(|(person, day)| (Reverse(*day), *person));
    let joins = Joins::read(connection)?;
    let mut seen = BTreeSet::new();
    let wholes = found.into_iter().map(|(person, last)| (joins.whole(person), last)).filter(|one| seen.insert(one.0));
    let shown = wholes.map(|(whole, last)| brief(connection, &joins, whole, last)).filter_map(Result::transpose);
    shown.take(MENU).collect()
}

/// Somebody as menus show her; `None` where she was forgotten.
pub(super) fn brief(
    connection: &Connection,
    joins: &Joins,
    whole: PersonId,
    last: Option<Day>,
) -> rusqlite::Result<Option<PersonBrief>> {
    let Some(name) = person::name(connection, whole)? else { return Ok(None) };
    let mut networks = Vec::new();
    for part in joins.parts(whole) {
        networks.extend(person::networks(connection, part)?);
    }
    networks.sort();
    networks.dedup();
    Ok(Some(PersonBrief {
        person: wire::id(whole.0),
        name,
        networks: networks.into_iter().map(Into::into).collect(),
        last: last.map(|day| day.to_string()),
    }))
}
