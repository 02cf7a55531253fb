//! Tables `app`, `app_word` and `app_use`: posting apps, the person's word on them, and what they did in the feed.

use coach::act::AppStanding;
use coach::day::Day;
use coach::person::Network;
use rusqlite::{Connection, OptionalExtension, params};
use std::collections::BTreeMap;

/// The person's word on an app, by its normalised name; `None` takes it back.
pub(crate) fn set_word(connection: &Connection, app: &str, standing: Option<AppStanding>) -> rusqlite::Result<()> {
    match standing {
        Some(standing) => connection
            .prepare_cached(
                "INSERT INTO app_word (app, standing) VALUES (?1, ?2)
                 ON CONFLICT (app) DO UPDATE SET standing = excluded.standing WHERE standing <> excluded.standing",
            )?
            .execute(params![app, standing.name()])
            .map(drop),
        None => connection.prepare_cached("DELETE FROM app_word WHERE app = ?1")?.execute([app]).map(drop),
    }
}

/// All the person's words on apps, by normalised name.
pub(crate) fn words(connection: &Connection) -> rusqlite::Result<Vec<(String, AppStanding)>> {
    let mut statement = connection.prepare_cached("SELECT app, standing FROM app_word ORDER BY app")?;
    let rows: Vec<(String, String)> =
        statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?.collect::<rusqlite::Result<_>>()?;
    Ok(rows.into_iter().filter_map(|(app, name)| Some((app, AppStanding::named(&name)?))).collect())
}

/// The row of an app, made where it is not known.
pub(crate) fn row(connection: &Connection, name: &str) -> rusqlite::Result<i64> {
    let known = connection
        .prepare_cached("SELECT id FROM app WHERE name = ?1")?
        .query_row([name], |row| row.get(0))
        .optional()?;
    match known {
        Some(id) => Ok(id),
        None => {
            connection.prepare_cached("INSERT INTO app (name) VALUES (?1)")?.execute([name])?;
            Ok(connection.last_insert_rowid())
        }
    }
}

/// What an app did in the feed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Use {
    pub(crate) posts: u32,
    pub(crate) automated: u32,
    pub(crate) last: Day,
}

/// What each app did in the feed, by its row.
pub(crate) type Uses = BTreeMap<i64, Use>;

/// Replaces what is known of what apps did.
pub(crate) fn replace_uses(connection: &Connection, uses: &Uses) -> rusqlite::Result<()> {
    connection.execute("DELETE FROM app_use", [])?;
    let mut insert =
        connection.prepare_cached("INSERT INTO app_use (app, posts, automated, last) VALUES (?1, ?2, ?3, ?4)")?;
    for (app, done) in uses {
        insert.execute(params![app, done.posts, done.automated, done.last.number()])?;
    }
    Ok(())
}

/// One post more of an app is judged.
pub(crate) fn used(connection: &Connection, app: i64, day: Day) -> rusqlite::Result<()> {
    connection
        .prepare_cached(
            "INSERT INTO app_use (app, posts, automated, last) VALUES (?1, 1, 0, ?2)
             ON CONFLICT (app) DO UPDATE SET posts = posts + 1, last = max(last, excluded.last)",
        )?
        .execute(params![app, day.number()])
        .map(drop)
}

/// One post more, or less, of an app is automated.
pub(crate) fn automated(connection: &Connection, app: i64, by: i32) -> rusqlite::Result<()> {
    connection
        .prepare_cached("UPDATE app_use SET automated = max(0, automated + ?2) WHERE app = ?1")?
        .execute(params![app, by])
        .map(drop)
}

/// What each app did in the feed, by name, the most used first.
pub(crate) fn uses(connection: &Connection) -> rusqlite::Result<Vec<(String, Use)>> {
    connection
        .prepare_cached(
            "SELECT a.name, u.posts, u.automated, u.last FROM app_use u JOIN app a ON a.id = u.app
             ORDER BY u.posts DESC, a.name",
        )?
        .query_map([], |row| {
            let done = Use { posts: row.get(1)?, automated: row.get(2)?, last: Day::from_number(row.get(3)?) };
            Ok((row.get(0)?, done))
        })?
        .collect()
}

/// Takes out apps by which nothing was posted.
pub(crate) fn remove_unused(connection: &Connection) -> rusqlite::Result<()> {
    connection.execute("DELETE FROM app_use WHERE app NOT IN (SELECT app FROM post WHERE app IS NOT NULL)", [])?;
    connection.execute("DELETE FROM app WHERE id NOT IN (SELECT app FROM post WHERE app IS NOT NULL)", []).map(drop)
}

/// Where an app posted by itself on a day: the network, and its server where it has several. `None` is whatever posts
/// without naming an app.
pub(crate) fn place(
    connection: &Connection,
    app: Option<&str>,
    day: Day,
) -> rusqlite::Result<(Option<Network>, Option<String>)> {
    let (from, to) = super::post::around(day, day);
    let found: Option<(String, String, Option<String>)> = connection
        .prepare_cached(
            "SELECT s.network, s.title, l.place FROM post p JOIN source s ON s.id = p.source
             JOIN verdict v ON v.post = p.id LEFT JOIN app a ON a.id = p.app LEFT JOIN live l ON l.source = s.id
             WHERE p.at BETWEEN ?1 AND ?2 AND p.day = ?3 AND a.name IS ?4
               AND coalesce(v.word, v.kind) = 'automated'
             ORDER BY p.at DESC LIMIT 1",
        )?
        .query_row(params![from, to, day.number(), app], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))
        .optional()?;
    let Some((network, title, place)) = found else { return Ok((None, None)) };
    let host = |place: String| {
        let bare = place.split_once("://").map_or(place.as_str(), |(_, rest)| rest);
        bare.split('/').next().map(str::to_owned)
    };
    let of_title = title.rsplit_once('@').map(|(_, server)| server.to_owned()).filter(|server| server.contains('.'));
    Ok((Network::named(&network), place.and_then(host).or(of_title)))
}
