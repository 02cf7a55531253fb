//! Table `article`: the person's own articles.

use chrono::DateTime;
use coach::day::Day;
use coach::link;
use feeds::live::Article;
use rusqlite::{Connection, params};
use std::collections::BTreeMap;

/// An article of the person's own; its title may have changed. Says whether it is new.
pub(crate) fn write(connection: &Connection, source: i64, article: &Article) -> rusqlite::Result<bool> {
    let known: bool = connection
        .prepare_cached("SELECT EXISTS (SELECT 1 FROM article WHERE source = ?1 AND link = ?2)")?
        .query_row(params![source, article.link], |row| row.get(0))?;
    connection
        .prepare_cached(
            "INSERT INTO article (source, link, title, at) VALUES (?1, ?2, ?3, ?4)
             ON CONFLICT (source, link) DO UPDATE SET title = coalesce(excluded.title, title),
               at = coalesce(at, excluded.at)",
        )?
        .execute(params![source, article.link, article.title, article.at.map(|at| at.timestamp())])?;
    Ok(!known)
}

/// An article: its address, its title, and the day it was published (UTC).
type Known = (String, Option<String>, Option<Day>);

/// Every article.
pub(crate) fn all(connection: &Connection) -> rusqlite::Result<Vec<Known>> {
    connection
        .prepare_cached("SELECT link, title, at FROM article ORDER BY source, link")?
        .query_map([], |row| {
            let at: Option<i64> = row.get(2)?;
            let day = at.and_then(|at| DateTime::from_timestamp(at, 0)).map(|at| Day::new(at.date_naive()));
            Ok((row.get(0)?, row.get(1)?, day))
        })?
        .collect()
}

/// How many articles each source has.
pub(crate) fn counts(connection: &Connection) -> rusqlite::Result<BTreeMap<i64, u32>> {
    connection
        .prepare_cached("SELECT source, count(*) FROM article GROUP BY source")?
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect()
}

/// The sites that the articles of each source stand on, where at least half of them stand there: a feed that also points
/// elsewhere does not make elsewhere the person's own.
pub(crate) fn sites(connection: &Connection) -> rusqlite::Result<Vec<String>> {
    let hosts: Vec<(i64, String, u32)> = connection
        .prepare_cached(
            "SELECT source, host, count(*) FROM (
               SELECT source, substr(rest, 1, instr(rest || '/', '/') - 1) AS host FROM (
                 SELECT source, CASE instr(link, '://') WHEN 0 THEN link ELSE substr(link, instr(link, '://') + 3) END
                   AS rest FROM article))
             GROUP BY source, host",
        )?
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?
        .collect::<rusqlite::Result<_>>()?;
    let (mut all, mut of) = (BTreeMap::<i64, u32>::new(), BTreeMap::<(i64, String), u32>::new());
    for (source, host, n) in hosts {
        *all.entry(source).or_default() += n;
        if let Some(site) = link::site(&host) {
            *of.entry((source, site)).or_default() += n;
        }
    }
    let own = of.into_iter().filter(|((source, _), n)| 2 * n >= all.get(source).copied().unwrap_or(0));
    Ok(own.map(|((_, site), _)| site).collect())
}
