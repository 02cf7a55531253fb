//! Tables `app` and `app_word`: posting apps, and the person's word on them.

use coach::act::AppStanding;
use rusqlite::{Connection, params};

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
