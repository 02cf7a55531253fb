//! People, for completion and menus.

use crate::ledger::person;
use crate::view::PersonBrief;
use crate::wire;
use coach::day::Day;
use coach::message::Message;
use coach::nudge::Whom;
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

/// Days without an act after which somebody once frequent is drifting apart, and after which she is no longer named.
const APART: (i64, i64) = (14, 180);
/// Days in the year before on which somebody frequent was spoken with.
const FREQUENT: u32 = 3;

/// Somebody drifting apart: once frequent, now silent. Another one each day, where there are several.
pub(crate) fn apart(connection: &Connection, today: Day) -> rusqlite::Result<Option<Whom>> {
    let mut statement = connection.prepare_cached(
        "SELECT i.person, p.name, max(i.day) FROM interaction i
         JOIN person p ON p.id = i.person LEFT JOIN ruling r ON r.interaction = i.id
         WHERE i.day >= ?1 AND coalesce(r.standing, i.standing) IN ('credited', 'confirmed')
         GROUP BY i.person HAVING count(DISTINCT i.day) >= ?2 AND max(i.day) BETWEEN ?3 AND ?4
         ORDER BY count(DISTINCT i.day) DESC, i.person LIMIT ?5",
    )?;
    let (silent, gone) = (today.plus(-APART.0), today.plus(-APART.1));
    let found: Vec<(PersonId, String, Day)> = statement
        .query_map(
            params![today.plus(-APART.1 - 365).number(), FREQUENT, gone.number(), silent.number(), MENU as i64],
            |row| Ok((PersonId(row.get(0)?), row.get(1)?, Day::from_number(row.get(2)?))),
        )?
        .collect::<rusqlite::Result<_>>()?;
    let turn = usize::try_from(today.number()).unwrap_or(0).checked_rem(found.len());
    Ok(turn.and_then(|turn| found.into_iter().nth(turn)).map(|(person, name, last)| Whom {
        person: Some(person),
        name,
        why: Message::new("whom.apart").with("n", today.since(last)),
        link: None,
    }))
}

fn brief(connection: &Connection, person: PersonId, last: Option<Day>) -> rusqlite::Result<PersonBrief> {
    Ok(PersonBrief {
        person: wire::id(person.0),
        name: person::name(connection, person)?.unwrap_or_default(),
        networks: person::networks(connection, person)?.into_iter().map(Into::into).collect(),
        last: last.map(|day| day.to_string()),
    })
}
