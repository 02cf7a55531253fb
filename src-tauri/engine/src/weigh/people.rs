//! People, for completion and menus.

use crate::ledger::person;
use crate::view::PersonBrief;
use crate::wire;
use coach::day::Day;
use coach::person::PersonId;
use rusqlite::Connection;
use rusqlite::params;

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
    let mut rows = statement.query([OF_LATE])?;
    let mut found: Vec<(PersonId, Day)> = Vec::new();
    while let Some(row) = rows.next()? {
        let person = PersonId(row.get(0)?);
        if found.iter().all(|(known, _)| *known != person) {
            found.push((person, Day::from_number(row.get(1)?)));
        }
        if found.len() == MENU {
            break;
        }
    }
    found.into_iter().map(|(person, last)| brief(connection, person, Some(last))).collect()
}

/// People whose name, or the name of a handle, begins so (an `@` and letters' case aside); the last touched first.
pub(crate) fn beginning(connection: &Connection, prefix: &str) -> rusqlite::Result<Vec<PersonBrief>> {
    let bare = prefix.trim().trim_start_matches('@');
    if bare.is_empty() {
        return recent(connection);
    }
    let pattern: String =
        bare.chars().flat_map(|c| matches!(c, '%' | '_' | '\\').then_some('\\').into_iter().chain([c])).collect();
    let mut statement = connection.prepare_cached(
        "SELECT p.id, (SELECT max(day) FROM interaction WHERE person = p.id) AS last FROM person p
         WHERE p.name LIKE ?1 || '%' ESCAPE '\\' OR p.name LIKE '@' || ?1 || '%' ESCAPE '\\'
            OR p.name LIKE '% ' || ?1 || '%' ESCAPE '\\'
            OR p.id IN (SELECT person FROM handle WHERE name LIKE ?1 || '%' ESCAPE '\\'
                                                    OR name LIKE '@' || ?1 || '%' ESCAPE '\\')
         ORDER BY last IS NULL, last DESC, p.name LIMIT ?2",
    )?;
    let found: Vec<(PersonId, Option<Day>)> = statement
        .query_map(params![pattern, i64::try_from(MENU).unwrap_or(i64::MAX)], |row| {
            Ok((PersonId(row.get(0)?), row.get::<_, Option<i32>>(1)?.map(Day::from_number)))
        })?
        .collect::<rusqlite::Result<_>>()?;
    found.into_iter().map(|(person, last)| brief(connection, person, last)).collect()
}

fn brief(connection: &Connection, person: PersonId, last: Option<Day>) -> rusqlite::Result<PersonBrief> {
    Ok(PersonBrief {
        person: wire::id(person.0),
        name: person::name(connection, person)?.unwrap_or_default(),
        networks: person::networks(connection, person)?.into_iter().map(Into::into).collect(),
        last: last.map(|day| day.to_string()),
    })
}
