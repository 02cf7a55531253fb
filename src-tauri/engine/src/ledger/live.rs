//! Tables `live`, `stopped` and `host`: how sources are read again and again, and which hosts were asked for them.

use super::said;
use crate::view::Said;
use chrono::{DateTime, Utc};
use coach::act::SourceId;
use coach::message::Message;
use coach::person::Network;
use feeds::live::Account;
use rusqlite::{Connection, OptionalExtension, Row, params};
use std::collections::BTreeMap;

/// Where the secret of a source lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Keeps {
    /// It needs none.
    Nothing,
    /// In the system's keychain.
    Keychain,
    /// In memory, until the app ends.
    Session,
    /// In a file that only the person can read.
    File,
}

impl Keeps {
    /// The name in the ledger.
    pub fn name(self) -> &'static str {
        match self {
            Self::Nothing => "nothing",
            Self::Keychain => "keychain",
            Self::Session => "session",
            Self::File => "file",
        }
    }

    fn named(name: &str) -> Self {
        [Self::Keychain, Self::Session, Self::File]
            .into_iter()
            .find(|keeps| keeps.name() == name)
            .unwrap_or(Self::Nothing)
    }
}

/// A source that is read again and again, and how that goes.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Live {
    pub(crate) source: SourceId,
    pub(crate) reader: String,
    pub(crate) account: Account,
    pub(crate) cursor: String,
    pub(crate) complete: bool,
    pub(crate) posts: Option<u64>,
    pub(crate) since: DateTime<Utc>,
    /// Since when it is not read, by the person's word.
    pub(crate) stopped: Option<DateTime<Utc>>,
    pub(crate) tried: Option<DateTime<Utc>>,
    pub(crate) fresh: Option<DateTime<Utc>>,
    pub(crate) looked: Option<DateTime<Utc>>,
    pub(crate) due: DateTime<Utc>,
    pub(crate) failures: u32,
    /// Name of the last failure; `None` where it answered.
    pub(crate) code: Option<String>,
    pub(crate) said: Option<Said>,
    pub(crate) keeps: Keeps,
}

const SELECT: &str = "SELECT l.source, l.reader, l.place, l.account, l.cursor, l.complete, l.posts, l.since, t.since,
    l.tried, l.fresh, l.looked, l.due, l.failures, l.code, l.said, l.keeps,
    s.network, s.account, s.title, s.names, s.site, s.sees
  FROM live l JOIN source s ON s.id = l.source LEFT JOIN stopped t ON t.source = l.source";

fn read(row: &Row<'_>) -> rusqlite::Result<Live> {
    let moment = |seconds: i64| DateTime::from_timestamp(seconds, 0).unwrap_or_default();
    let maybe = |column: usize| row.get::<_, Option<i64>>(column).map(|seconds| seconds.map(moment));
    let code: Option<String> = row.get(14)?;
    Ok(Live {
        source: SourceId(row.get(0)?),
        reader: row.get(1)?,
        cursor: row.get(4)?,
        complete: row.get(5)?,
        posts: row.get::<_, Option<i64>>(6)?.and_then(|posts| u64::try_from(posts).ok()),
        since: moment(row.get(7)?),
        stopped: maybe(8)?,
        tried: maybe(9)?,
        fresh: maybe(10)?,
        looked: maybe(11)?,
        due: moment(row.get(12)?),
        failures: row.get(13)?,
        said: if row.get_ref(15)?.as_str_or_null()?.is_some() { Some(said::read(row, 15)?) } else { None },
        code,
        keeps: Keeps::named(row.get_ref(16)?.as_str()?),
        account: Account {
            network: Network::named(row.get_ref(17)?.as_str()?).unwrap_or(Network::Elsewhere),
            id: row.get(18)?,
            place: row.get(2)?,
            key: row.get(3)?,
            names: row.get_ref(20)?.as_str()?.lines().map(str::to_owned).collect(),
            title: row.get(19)?,
            site: row.get(21)?,
            sees: row.get(22)?,
            posts: row.get::<_, Option<i64>>(6)?.and_then(|posts| u64::try_from(posts).ok()),
        },
    })
}

/// One source that is read again and again.
pub(crate) fn get(connection: &Connection, source: SourceId) -> rusqlite::Result<Option<Live>> {
    connection.prepare_cached(&format!("{SELECT} WHERE l.source = ?1"))?.query_row([source.0], read).optional()
}

/// All of them, in the order in which they were added.
pub(crate) fn all(connection: &Connection) -> rusqlite::Result<Vec<Live>> {
    connection.prepare_cached(&format!("{SELECT} ORDER BY l.source"))?.query_map([], read)?.collect()
}

/// A source is read by this reader from now on. What is known of it already, how far it was read above all, stays.
pub(crate) fn begin(
    connection: &Connection,
    source: SourceId,
    reader: &str,
    account: &Account,
    keeps: Keeps,
    now: DateTime<Utc>,
) -> rusqlite::Result<()> {
    connection
        .prepare_cached(
            "INSERT INTO live (source, reader, place, account, posts, since, due, keeps)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?6, ?7)
             ON CONFLICT (source) DO UPDATE SET
               cursor = CASE WHEN reader = excluded.reader AND place = excluded.place THEN cursor ELSE '' END,
               reader = excluded.reader, place = excluded.place, account = excluded.account, due = excluded.due,
               failures = 0, code = NULL, said = NULL, keeps = excluded.keeps",
        )?
        .execute(params![
            source.0,
            reader,
            account.place,
            account.key,
            account.posts.and_then(|posts| i64::try_from(posts).ok()),
            now.timestamp(),
            keeps.name()
        ])
        .map(drop)
}

/// A source is not read any more.
pub(crate) fn end(connection: &Connection, source: SourceId) -> rusqlite::Result<()> {
    for table in ["live", "stopped", "host"] {
        connection.prepare_cached(&format!("DELETE FROM {table} WHERE source = ?1"))?.execute([source.0])?;
    }
    // Nothing is left that an undo could put back.
    connection.prepare_cached("DELETE FROM trace WHERE tbl = 'stopped' AND line = ?1")?.execute([source.0]).map(drop)
}

/// How a page went.
pub(crate) struct Paged<'a> {
    pub(crate) cursor: &'a str,
    pub(crate) complete: bool,
    pub(crate) of: Option<u64>,
    /// When it was asked for.
    pub(crate) tried: DateTime<Utc>,
    /// Whether all that there is was read with it.
    pub(crate) caught_up: bool,
    pub(crate) due: DateTime<Utc>,
}

/// A page was read.
pub(crate) fn paged(connection: &Connection, source: SourceId, page: &Paged<'_>) -> rusqlite::Result<()> {
    connection
        .prepare_cached(
            "UPDATE live SET cursor = ?2, complete = max(complete, ?3), posts = coalesce(?4, posts), tried = ?5,
               fresh = CASE WHEN ?6 THEN ?5 ELSE fresh END, due = ?7, failures = 0, code = NULL, said = NULL
             WHERE source = ?1",
        )?
        .execute(params![
            source.0,
            page.cursor,
            page.complete,
            page.of.and_then(|posts| i64::try_from(posts).ok()),
            page.tried.timestamp(),
            page.caught_up,
            page.due.timestamp()
        ])
        .map(drop)
}

/// A source could not be read.
pub(crate) fn failed(
    connection: &Connection,
    source: SourceId,
    tried: DateTime<Utc>,
    due: DateTime<Utc>,
    code: &str,
    why: &Message,
) -> rusqlite::Result<()> {
    connection
        .prepare_cached(
            "UPDATE live SET tried = ?2, due = ?3, failures = failures + 1, code = ?4, said = ?5 WHERE source = ?1",
        )?
        .execute(params![source.0, tried.timestamp(), due.timestamp(), code, said::stored(why)])
        .map(drop)
}

/// What others asked everybody was looked at.
pub(crate) fn looked(connection: &Connection, source: SourceId, at: DateTime<Utc>) -> rusqlite::Result<()> {
    connection
        .prepare_cached("UPDATE live SET looked = ?2 WHERE source = ?1")?
        .execute(params![source.0, at.timestamp()])
        .map(drop)
}

/// A source is not read for now.
pub(crate) fn stop(connection: &Connection, source: SourceId, since: DateTime<Utc>) -> rusqlite::Result<()> {
    connection
        .prepare_cached("INSERT INTO stopped (source, since) VALUES (?1, ?2) ON CONFLICT DO NOTHING")?
        .execute(params![source.0, since.timestamp()])
        .map(drop)
}

/// A source is read again.
pub(crate) fn go_on(connection: &Connection, source: SourceId) -> rusqlite::Result<()> {
    connection.prepare_cached("DELETE FROM stopped WHERE source = ?1")?.execute([source.0]).map(drop)
}

/// These hosts were asked so often for a source.
pub(crate) fn asked(
    connection: &Connection,
    source: SourceId,
    hosts: &BTreeMap<String, u32>,
    at: DateTime<Utc>,
) -> rusqlite::Result<()> {
    let mut note = connection.prepare_cached(
        "INSERT INTO host (source, host, first, last, requests) VALUES (?1, ?2, ?3, ?3, ?4)
         ON CONFLICT (source, host) DO UPDATE SET last = excluded.last, requests = requests + excluded.requests",
    )?;
    for (host, requests) in hosts {
        note.execute(params![source.0, host, at.timestamp(), requests])?;
    }
    Ok(())
}

/// A host that was asked something.
pub(crate) struct Host {
    pub(crate) host: String,
    /// Titles of the sources, one a line.
    pub(crate) sources: String,
    pub(crate) requests: u32,
    pub(crate) last: DateTime<Utc>,
}

/// Every host that was asked something, the latest first.
pub(crate) fn hosts(connection: &Connection) -> rusqlite::Result<Vec<Host>> {
    connection
        .prepare_cached(
            "SELECT h.host, group_concat(s.title, char(10)), sum(h.requests), max(h.last)
             FROM host h JOIN source s ON s.id = h.source GROUP BY h.host ORDER BY 4 DESC, 1",
        )?
        .query_map([], |row| {
            let last = DateTime::from_timestamp(row.get(3)?, 0).unwrap_or_default();
            Ok(Host { host: row.get(0)?, sources: row.get(1)?, requests: row.get(2)?, last })
        })?
        .collect()
}
