//! Writing of the tables `heard` and `tie`, and of what a handle says of itself: what pages of sources bring.

use coach::day::Day;
use coach::link;
use feeds::live::{Heard, HeardSort};
use rusqlite::{Connection, params};

/// Something others said; what is known already stays as it is. Says whether it is new.
pub(crate) fn hear(
    connection: &Connection,
    source: i64,
    heard: &Heard,
    day: Day,
    handle: i64,
) -> rusqlite::Result<bool> {
    let sort = match heard.sort {
        HeardSort::Reply => "reply",
        HeardSort::Mention => "mention",
        HeardSort::Quote => "quote",
        HeardSort::Post => "post",
    };
    connection
        .prepare_cached(
            "INSERT INTO heard (source, key, at, day, handle, sort, answers, asks, words, link)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10) ON CONFLICT (source, key) DO NOTHING",
        )?
        .execute(params![
            source,
            heard.id,
            heard.at.timestamp(),
            day.number(),
            handle,
            sort,
            heard.answers,
            heard.asks,
            heard.words,
            heard.link.as_deref().filter(|link| crate::wire::is_web(link)),
        ])
        .map(|added| added > 0)
}

/// Whether an account is a robot by its own word. Says whether that is news.
pub(crate) fn is_bot(connection: &Connection, handle: i64, bot: bool) -> rusqlite::Result<bool> {
    connection
        .prepare_cached("UPDATE handle SET bot = ?2 WHERE id = ?1 AND bot <> ?2")?
        .execute(params![handle, bot])
        .map(|changed| changed > 0)
}

/// What a handle's own page proves now: these pages and no others.
pub(crate) fn ties(connection: &Connection, handle: i64, sites: &[String]) -> rusqlite::Result<()> {
    let sites: Vec<String> = sites.iter().filter_map(|site| link::canonical(site)).collect();
    connection
        .prepare_cached("DELETE FROM tie WHERE handle = ?1 AND site NOT IN (SELECT value FROM json_each(?2))")?
        .execute(params![handle, serde_json::Value::from(sites.clone()).to_string()])?;
    let mut insert =
        connection.prepare_cached("INSERT INTO tie (handle, site) VALUES (?1, ?2) ON CONFLICT DO NOTHING")?;
    for site in sites {
        insert.execute(params![handle, site])?;
    }
    Ok(())
}

/// Everybody who is a robot by their own word: network and key.
pub(crate) fn bots(connection: &Connection) -> rusqlite::Result<Vec<(String, String)>> {
    connection
        .prepare_cached("SELECT network, key FROM handle WHERE bot = 1")?
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect()
}
