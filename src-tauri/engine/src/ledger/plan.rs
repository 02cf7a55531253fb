//! Tables `plan` and `busy`, and with `rest` all that a day asks: goal, weekdays off, rest, busy season.

use super::rest;
use chrono::Weekday;
use coach::day::Day;
use coach::days::plan::{GOAL, Plan};
use rusqlite::{Connection, OptionalExtension, params};

/// The goal and the weekdays off in force on a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Asked {
    pub(crate) goal: u8,
    pub(crate) off: Vec<Weekday>,
}

/// The goal and the weekdays off in force on a day, without rest and busy season.
pub(crate) fn on(connection: &Connection, day: Day) -> rusqlite::Result<Asked> {
    let found = connection
        .prepare_cached("SELECT goal, off FROM plan WHERE since <= ?1 ORDER BY since DESC LIMIT 1")?
        .query_row([day.number()], |row| Ok(Asked { goal: row.get(0)?, off: weekdays(row.get(1)?) }))
        .optional()?;
    Ok(found.unwrap_or(Asked { goal: GOAL, off: Vec::new() }))
}

/// From a day on, this goal and these weekdays off.
pub(crate) fn set(connection: &Connection, since: Day, asked: &Asked) -> rusqlite::Result<()> {
    connection
        .prepare_cached(
            "INSERT INTO plan (since, goal, off) VALUES (?1, ?2, ?3)
             ON CONFLICT (since) DO UPDATE SET goal = excluded.goal, off = excluded.off",
        )?
        .execute(params![since.number(), asked.goal, mask(&asked.off)])
        .map(drop)
}

/// All that every day asks.
pub(crate) fn all(connection: &Connection) -> rusqlite::Result<Plan> {
    let mut plan = Plan::default();
    let mut statement = connection.prepare_cached("SELECT since, goal, off FROM plan ORDER BY since")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let since = Day::from_number(row.get(0)?);
        plan.goal(since, row.get(1)?);
        plan.days_off(since, weekdays(row.get(2)?));
    }
    for (from, to, why) in rest::ranges(connection, Day::from_number(i32::MIN))? {
        plan.rest(from, to, why);
    }
    for (from, to) in busy(connection, Day::from_number(i32::MIN))? {
        plan.busy(from, to);
    }
    Ok(plan)
}

/// Makes these days a busy season, both included.
pub(crate) fn set_busy(connection: &Connection, from: Day, to: Day) -> rusqlite::Result<()> {
    let mut insert = connection.prepare_cached("INSERT OR IGNORE INTO busy (day) VALUES (?1)")?;
    for day in from.number()..=to.number() {
        insert.execute([day])?;
    }
    Ok(())
}

/// Makes these days no busy season, both included.
pub(crate) fn clear_busy(connection: &Connection, from: Day, to: Day) -> rusqlite::Result<()> {
    connection
        .prepare_cached("DELETE FROM busy WHERE day BETWEEN ?1 AND ?2")?
        .execute([from.number(), to.number()])
        .map(drop)
}

/// No busy season from this day on.
pub(crate) fn end_busy(connection: &Connection, from: Day) -> rusqlite::Result<()> {
    connection.prepare_cached("DELETE FROM busy WHERE day >= ?1")?.execute([from.number()]).map(drop)
}

/// Busy seasons that reach `from` or later, in order.
pub(crate) fn busy(connection: &Connection, from: Day) -> rusqlite::Result<Vec<(Day, Day)>> {
    let mut statement = connection.prepare_cached("SELECT day FROM busy ORDER BY day")?;
    let mut seasons: Vec<(Day, Day)> = Vec::new();
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let day = Day::from_number(row.get(0)?);
        match seasons.last_mut() {
            Some((_, last)) if day.since(*last) == 1 => *last = day,
            _ => seasons.push((day, day)),
        }
    }
    seasons.retain(|(_, last)| *last >= from);
    Ok(seasons)
}

fn mask(days: &[Weekday]) -> u8 {
    days.iter().fold(0, |mask, day| mask | 1 << day.num_days_from_monday())
}

fn weekdays(mask: u8) -> Vec<Weekday> {
    (0..7u8).filter(|n| mask & (1 << n) != 0).filter_map(|n| Weekday::try_from(n).ok()).collect()
}
