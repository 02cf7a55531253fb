//! Table `summary`: each day of each source, as the mix and the judgement of drift need it.

use super::interaction::LOGGED;
use coach::day::Day;
use coach::drift::DaySummary;
use coach::kind::Kind;
use coach::mix::Counts;
use rusqlite::{Connection, params};
use std::collections::BTreeMap;

/// The source under which all sources together are kept, twins counted once.
pub(crate) const ALL: i64 = 0;

/// Days on which something was posted, in order.
pub(crate) type Days = BTreeMap<Day, DaySummary>;

/// Replaces all summaries.
pub(crate) fn replace_all(connection: &Connection, sources: &BTreeMap<i64, Days>) -> rusqlite::Result<()> {
    connection.execute("DELETE FROM summary", [])?;
    for (source, days) in sources {
        for (day, summary) in days {
            insert(connection, *source, *day, summary)?;
        }
    }
    Ok(())
}

/// Replaces the summary of one day of one source.
pub(crate) fn replace(connection: &Connection, source: i64, day: Day, summary: &DaySummary) -> rusqlite::Result<()> {
    connection
        .prepare_cached("DELETE FROM summary WHERE source = ?1 AND day = ?2")?
        .execute(params![source, day.number()])?;
    if summary.is_empty() { Ok(()) } else { insert(connection, source, day, summary) }
}

fn insert(connection: &Connection, source: i64, day: Day, summary: &DaySummary) -> rusqlite::Result<()> {
    let of = |kind| summary.counts.of(kind);
    let apps: Vec<String> = summary.apps.iter().map(|(app, posts)| format!("{posts}\t{app}")).collect();
    connection
        .prepare_cached(
            "INSERT INTO summary VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15)",
        )?
        .execute(params![
            source,
            day.number(),
            of(Kind::Thread),
            of(Kind::Automated),
            of(Kind::Boost),
            of(Kind::Reply),
            of(Kind::Quote),
            of(Kind::Promotion),
            of(Kind::Share),
            of(Kind::Question),
            of(Kind::Original),
            i64::try_from(summary.signs).unwrap_or(i64::MAX),
            summary.known,
            i64::try_from(summary.weight).unwrap_or(i64::MAX),
            apps.join("\n")
        ])
        .map(drop)
}

/// The days of a source on which something was posted.
pub(crate) fn of(connection: &Connection, source: i64) -> rusqlite::Result<Days> {
    let mut statement = connection.prepare_cached(
        "SELECT day, thread, automated, boost, reply, quote, promotion, share, question, original, signs, known,
                weight, apps
         FROM summary WHERE source = ?1 ORDER BY day",
    )?;
    let mut rows = statement.query([source])?;
    let mut days = Days::new();
    while let Some(row) = rows.next()? {
        let mut counts = Counts::NONE;
        for (n, kind) in Kind::ALL.into_iter().enumerate() {
            counts.add(kind, row.get(n + 1)?);
        }
        let app = |line: &str| line.split_once('\t').and_then(|(n, app)| Some((app.to_owned(), n.parse().ok()?)));
        let (signs, weight): (i64, i64) = (row.get(10)?, row.get(12)?);
        let summary = DaySummary {
            counts,
            signs: u64::try_from(signs).unwrap_or(0),
            logs: 0,
            known: row.get(11)?,
            weight: u64::try_from(weight).unwrap_or(0),
            apps: row.get_ref(13)?.as_str()?.lines().filter_map(app).collect(),
        };
        days.insert(Day::from_number(row.get(0)?), summary);
    }
    Ok(days)
}

/// Adds to each day the interactions the person logged on it.
pub(crate) fn with_logs(connection: &Connection, days: &mut Days) -> rusqlite::Result<()> {
    let mut statement = connection.prepare_cached(&format!(
        "SELECT i.day, count(*) FROM interaction i LEFT JOIN ruling r ON r.interaction = i.id
         WHERE {LOGGED} AND coalesce(r.standing, i.standing) IN ('credited', 'confirmed') GROUP BY i.day"
    ))?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        days.entry(Day::from_number(row.get(0)?)).or_default().logs = row.get(1)?;
    }
    Ok(())
}
