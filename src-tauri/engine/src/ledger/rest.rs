//! Table `rest`: days of rest, one row a day.

use coach::act::RestWhy;
use coach::day::Day;
use rusqlite::{Connection, params};

/// Makes these days rest, both included; a day that was rest already takes the new reason.
pub(crate) fn set(connection: &Connection, from: Day, to: Day, why: RestWhy) -> rusqlite::Result<()> {
    let mut insert = connection.prepare_cached(
        "INSERT INTO rest (day, why) VALUES (?1, ?2) ON CONFLICT (day) DO UPDATE SET why = excluded.why
         WHERE why <> excluded.why",
    )?;
    for day in from.number()..=to.number() {
        insert.execute(params![day, name(why)])?;
    }
    Ok(())
}

/// Makes these days no rest, both included.
pub(crate) fn clear(connection: &Connection, from: Day, to: Day) -> rusqlite::Result<()> {
    connection
        .prepare_cached("DELETE FROM rest WHERE day BETWEEN ?1 AND ?2")?
        .execute([from.number(), to.number()])
        .map(drop)
}

/// Ranges of rest that reach `from` or later, in order.
pub(crate) fn ranges(connection: &Connection, from: Day) -> rusqlite::Result<Vec<(Day, Day, RestWhy)>> {
    let mut statement = connection.prepare_cached("SELECT day, why FROM rest ORDER BY day")?;
    let mut ranges: Vec<(Day, Day, RestWhy)> = Vec::new();
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let (day, why) = (Day::from_number(row.get(0)?), named(&row.get::<_, String>(1)?));
        match ranges.last_mut() {
            Some((_, last, same)) if day.since(*last) == 1 && *same == why => *last = day,
            _ => ranges.push((day, day, why)),
        }
    }
    ranges.retain(|(_, last, _)| *last >= from);
    Ok(ranges)
}

fn name(why: RestWhy) -> &'static str {
    match why {
        RestWhy::Rest => "rest",
        RestWhy::Ill => "ill",
        RestWhy::Travelling => "travelling",
    }
}

fn named(name: &str) -> RestWhy {
    match name {
        "ill" => RestWhy::Ill,
        "travelling" => RestWhy::Travelling,
        _ => RestWhy::Rest,
    }
}
