//! Tables `source` and `coverage`: what is read, and for which days it was.

use chrono::{DateTime, Utc};
use coach::day::Day;
use coach::person::Network;
use rusqlite::{Connection, OptionalExtension};

/// One source.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Source {
    pub(crate) id: i64,
    pub(crate) network: Network,
    pub(crate) title: String,
    /// Bit set: 1 own posts, 2 replies, 4 boosts, 8 the posting app, 16 mentions.
    pub(crate) sees: u8,
    pub(crate) sample: bool,
    pub(crate) posts: u32,
    pub(crate) until: Option<Day>,
}

/// All sources, in the order in which they were added.
pub(crate) fn all(connection: &Connection) -> rusqlite::Result<Vec<Source>> {
    connection
        .prepare_cached(
            "SELECT s.id, s.network, s.title, s.sees, s.way = 'sample',
                    (SELECT count(*) FROM post WHERE source = s.id),
                    (SELECT max(last) FROM coverage WHERE source = s.id)
             FROM source s ORDER BY s.id",
        )?
        .query_map([], |row| {
            Ok(Source {
                id: row.get(0)?,
                network: Network::named(row.get_ref(1)?.as_str()?).unwrap_or(Network::Elsewhere),
                title: row.get(2)?,
                sees: row.get(3)?,
                sample: row.get(4)?,
                posts: row.get(5)?,
                until: row.get::<_, Option<i32>>(6)?.map(Day::from_number),
            })
        })?
        .collect()
}

/// Whether any source is there, and whether one of them is sample data.
pub(crate) fn any(connection: &Connection) -> rusqlite::Result<(bool, bool)> {
    connection
        .prepare_cached("SELECT count(*) > 0, coalesce(max(way = 'sample'), 0) FROM source")?
        .query_row([], |row| Ok((row.get(0)?, row.get(1)?)))
}

/// When the first source was added.
pub(crate) fn first_added(connection: &Connection) -> rusqlite::Result<Option<DateTime<Utc>>> {
    let seconds: Option<i64> = connection
        .prepare_cached("SELECT min(added) FROM source")?
        .query_row([], |row| row.get(0))
        .optional()?
        .flatten();
    Ok(seconds.and_then(|seconds| DateTime::from_timestamp(seconds, 0)))
}
