//! Tables `source` and `coverage`: what is read, and for which days it was.

use super::trace;
use chrono::{DateTime, Utc};
use coach::day::Day;
use coach::person::Network;
use rusqlite::{Connection, OptionalExtension, params};

/// One source.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Source {
    pub(crate) id: i64,
    pub(crate) network: Network,
    pub(crate) title: String,
    /// The person's own handles there.
    pub(crate) names: Vec<String>,
    /// The person's site, by the source's word.
    pub(crate) site: Option<String>,
    /// Bit set: 1 own posts, 2 replies, 4 boosts, 8 the posting app, 16 mentions.
    pub(crate) sees: u8,
    pub(crate) sample: bool,
    /// The version of the rules by which all its posts were judged; 0 while some are not, -1 while they are being.
    pub(crate) rules: i64,
    pub(crate) posts: u32,
    pub(crate) until: Option<Day>,
}

/// All sources, in the order in which they were added.
pub(crate) fn all(connection: &Connection) -> rusqlite::Result<Vec<Source>> {
    connection
        .prepare_cached(
            "SELECT s.id, s.network, s.title, s.names, s.site, s.sees, s.way = 'sample', s.rules,
                    (SELECT count(*) FROM post WHERE source = s.id),
                    (SELECT max(last) FROM coverage WHERE source = s.id)
             FROM source s ORDER BY s.id",
        )?
        .query_map([], |row| {
            Ok(Source {
                id: row.get(0)?,
                network: Network::named(row.get_ref(1)?.as_str()?).unwrap_or(Network::Elsewhere),
                title: row.get(2)?,
                names: row.get_ref(3)?.as_str()?.lines().map(str::to_owned).collect(),
                site: row.get(4)?,
                sees: row.get(5)?,
                sample: row.get(6)?,
                rules: row.get(7)?,
                posts: row.get(8)?,
                until: row.get::<_, Option<i32>>(9)?.map(Day::from_number),
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

/// A source about to be written.
pub(crate) struct New<'a> {
    pub(crate) network: Network,
    /// What tells the account from others on its network, for good where the source says it.
    pub(crate) account: &'a str,
    pub(crate) title: &'a str,
    pub(crate) names: &'a [String],
    pub(crate) site: Option<&'a str>,
    pub(crate) way: &'a str,
    pub(crate) sees: u8,
    pub(crate) added: DateTime<Utc>,
}

/// The row of a source, made where it is not known. Says whether it was made.
///
/// An account is one source, whichever way it is read: an archive adds to what the account itself gave, and the other
/// way round. What the new way knows beyond the known one (handles, a site, what can be seen) is added to it.
pub(crate) fn add(connection: &Connection, new: &New<'_>) -> rusqlite::Result<(i64, bool)> {
    let known: Option<(i64, String)> = connection
        .prepare_cached(
            "SELECT id, names FROM source WHERE network = ?1 AND account = ?2 AND (way = 'sample') = (?3 = 'sample')",
        )?
        .query_row(params![new.network.name(), new.account, new.way], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    if let Some((id, names)) = known {
        let further = new.names.iter().filter(|name| !names.lines().any(|known| known == *name));
        let names: Vec<&str> = names.lines().chain(further.map(String::as_str)).collect();
        connection
            .prepare_cached("UPDATE source SET names = ?2, site = coalesce(site, ?3), sees = sees | ?4 WHERE id = ?1")?
            .execute(params![id, names.join("\n"), new.site, new.sees])?;
        return Ok((id, false));
    }
    connection
        .prepare_cached(
            "INSERT INTO source (network, account, title, names, site, way, sees, added, rules)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, 0)",
        )?
        .execute(params![
            new.network.name(),
            new.account,
            new.title,
            new.names.join("\n"),
            new.site,
            new.way,
            new.sees,
            new.added.timestamp()
        ])?;
    Ok((connection.last_insert_rowid(), true))
}

/// Some posts of a source are not judged by the rules in force; of all sources where none is given.
pub(crate) fn unjudged(connection: &Connection, source: Option<i64>) -> rusqlite::Result<()> {
    connection.prepare_cached("UPDATE source SET rules = 0 WHERE ?1 IS NULL OR id = ?1")?.execute([source]).map(drop)
}

/// From here on the posts of all sources are being judged.
pub(crate) fn judging(connection: &Connection) -> rusqlite::Result<()> {
    connection.prepare_cached("UPDATE source SET rules = -1 WHERE rules <> -1")?.execute([]).map(drop)
}

/// All posts of all sources are judged by the rules of this version, but for those that others came to meanwhile.
pub(crate) fn judged(connection: &Connection, rules: u32) -> rusqlite::Result<()> {
    connection.prepare_cached("UPDATE source SET rules = ?1 WHERE rules <> 0")?.execute([rules]).map(drop)
}

/// Whether some posts are not judged by the rules of this version.
pub(crate) fn any_unjudged(connection: &Connection, rules: u32) -> rusqlite::Result<bool> {
    connection
        .prepare_cached("SELECT EXISTS (SELECT 1 FROM source WHERE rules <> ?1)")?
        .query_row([rules], |row| row.get(0))
}

/// A source is about to be taken out with its posts: what acts changed about these can't be put back any more.
pub(crate) fn let_go(connection: &Connection, source: i64) -> rusqlite::Result<()> {
    trace::let_go(connection, "post", &format!("SELECT id FROM post WHERE source = {source}"))?;
    trace::let_go(connection, "source", &format!("SELECT {source} AS id"))
}

/// Takes a source out with its posts; [`let_go`] comes before. What the person did stays, without the posts: see
/// [`interaction::keep`].
///
/// [`interaction::keep`]: super::interaction::keep
pub(crate) fn remove_with_posts(connection: &Connection, source: i64) -> rusqlite::Result<()> {
    for what in [
        "DELETE FROM interaction WHERE post IN (SELECT id FROM post WHERE source = ?1)",
        "DELETE FROM post WHERE source = ?1",
        "DELETE FROM source WHERE id = ?1",
    ] {
        connection.prepare_cached(what)?.execute([source])?;
    }
    Ok(())
}

/// Takes a source out, where it has no posts and is not read again and again.
pub(crate) fn remove(connection: &Connection, source: i64) -> rusqlite::Result<()> {
    connection
        .prepare_cached(
            "DELETE FROM source WHERE id = ?1 AND NOT EXISTS (SELECT 1 FROM post WHERE source = ?1)
               AND NOT EXISTS (SELECT 1 FROM live WHERE source = ?1)",
        )?
        .execute([source])
        .map(drop)
}

/// A source was read for these days, both included.
pub(crate) fn cover(connection: &Connection, source: i64, first: Day, last: Day) -> rusqlite::Result<()> {
    connection
        .prepare_cached(
            "INSERT INTO coverage (source, first, last) VALUES (?1, ?2, ?3)
             ON CONFLICT (source, first) DO UPDATE SET last = max(last, excluded.last)",
        )?
        .execute(params![source, first.number(), last.number()])
        .map(drop)
}

/// The spans of days for which a source was read.
pub(crate) fn coverage(connection: &Connection, source: i64) -> rusqlite::Result<Vec<(Day, Day)>> {
    connection
        .prepare_cached("SELECT first, last FROM coverage WHERE source = ?1 ORDER BY first")?
        .query_map([source], |row| Ok((Day::from_number(row.get(0)?), Day::from_number(row.get(1)?))))?
        .collect()
}

/// Takes sample sources out, with their posts and all that was found in them.
pub(crate) fn remove_sample(connection: &Connection) -> rusqlite::Result<()> {
    let posts = "SELECT p.id FROM post p JOIN source s ON s.id = p.source WHERE s.way = 'sample'";
    trace::let_go(connection, "interaction", &format!("SELECT id FROM interaction WHERE post IN ({posts})"))?;
    trace::let_go(connection, "post", posts)?;
    trace::let_go(connection, "source", "SELECT id FROM source WHERE way = 'sample'")?;
    trace::forget_words(connection, &posts.replacen("p.id", "s.network, p.key", 1))?;
    connection.execute_batch(
        "DELETE FROM ruling WHERE interaction IN (SELECT i.id FROM interaction i JOIN post p ON p.id = i.post
           JOIN source s ON s.id = p.source WHERE s.way = 'sample');
         DELETE FROM overrule WHERE (network, key) IN (SELECT s.network, p.key FROM post p
           JOIN source s ON s.id = p.source WHERE s.way = 'sample');
         DELETE FROM interaction WHERE post IN (SELECT p.id FROM post p
           JOIN source s ON s.id = p.source WHERE s.way = 'sample');
         DELETE FROM post WHERE source IN (SELECT id FROM source WHERE way = 'sample');
         DELETE FROM source WHERE way = 'sample';",
    )
}
