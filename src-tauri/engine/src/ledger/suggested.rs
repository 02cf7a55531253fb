//! Table `suggested`: whom the coach named on which day.

use super::said;
use crate::view::Said;
use coach::act::HeardId;
use coach::day::Day;
use coach::person::PersonId;
use coach::suggest::{Pick, Sort};
use rusqlite::{Connection, params};
use std::collections::BTreeMap;

/// Somebody the coach named.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Kept {
    pub(crate) place: u32,
    pub(crate) person: PersonId,
    pub(crate) sort: Sort,
    pub(crate) why: Said,
    pub(crate) link: Option<String>,
    pub(crate) heard: Option<HeardId>,
}

/// Who was named on a day, in the order in which they were.
pub(crate) fn on(connection: &Connection, day: Day) -> rusqlite::Result<Vec<Kept>> {
    connection
        .prepare_cached(
            "SELECT place, person, sort, why, link, heard FROM suggested WHERE day = ?1 ORDER BY place, id",
        )?
        .query_map([day.number()], |row| {
            Ok(Kept {
                place: row.get(0)?,
                person: PersonId(row.get(1)?),
                sort: Sort::named(row.get_ref(2)?.as_str()?).unwrap_or(Sort::Quiet),
                why: said::read(row, 3)?,
                link: row.get(4)?,
                heard: row.get::<_, Option<i64>>(5)?.map(HeardId),
            })
        })?
        .collect()
}

/// The last day on which somebody was named, from a day on.
pub(crate) fn since(connection: &Connection, first: Day) -> rusqlite::Result<BTreeMap<PersonId, Day>> {
    connection
        .prepare_cached("SELECT person, max(day) FROM suggested WHERE day >= ?1 GROUP BY person")?
        .query_map([first.number()], |row| Ok((PersonId(row.get(0)?), Day::from_number(row.get(1)?))))?
        .collect()
}

/// Notes whom the coach names on a day, after those it named already. Nothing where others were named meanwhile.
pub(crate) fn add(connection: &Connection, day: Day, known: usize, picks: &[Pick]) -> rusqlite::Result<()> {
    let first = on(connection, day)?.len();
    if first != known {
        return Ok(());
    }
    let mut insert = connection.prepare_cached(
        "INSERT INTO suggested (day, place, person, sort, why, link, heard) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
         ON CONFLICT (day, person) DO NOTHING",
    )?;
    for (place, pick) in (first..).zip(picks) {
        insert.execute(params![
            day.number(),
            i64::try_from(place).unwrap_or(i64::MAX),
            pick.person.0,
            pick.sort.name(),
            said::stored(&pick.why),
            pick.link,
            pick.heard.map(|heard| heard.0),
        ])?;
    }
    Ok(())
}
