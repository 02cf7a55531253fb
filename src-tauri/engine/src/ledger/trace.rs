//! What an act changed, row by row, so that taking it back restores exactly what was there.
//!
//! Triggers on the tables of facts keep each row as it was before the act, so no act can forget to.

use super::period;
use chrono::{DateTime, Utc};
use coach::act::ActId;
use coach::interaction::ReviewRule;
use coach::person::Network;
use rusqlite::Connection;

/// The tables whose changes are traced: those that acts write, apart from the journal itself.
pub(crate) const TABLES: [&str; 21] = [
    "period",
    "plan",
    "setting",
    "rest",
    "busy",
    "pause",
    "person",
    "handle",
    "app_word",
    "overrule",
    "interaction",
    "ruling",
    "nudge",
    "answer",
    "heard",
    "joined",
    "apart",
    "circle",
    "passed",
    "review_rule",
    "stopped",
];

/// Sets the triggers up for a connection. They keep quiet until [`begin`].
pub(super) fn watch(connection: &Connection) -> rusqlite::Result<()> {
    connection.execute_batch("CREATE TEMP TABLE tracing (act INTEGER NOT NULL) STRICT;")?;
    for table in TABLES {
        let columns = columns(connection, table)?;
        let key = &columns.key;
        let old: Vec<String> = columns.names.iter().map(|name| format!("old.\"{name}\"")).collect();
        let old = old.join(", ");
        connection.execute_batch(&format!(
            "CREATE TEMP TRIGGER trace_{table}_insert AFTER INSERT ON main.{table} WHEN (SELECT act FROM tracing) BEGIN
               INSERT INTO trace (act, tbl, line, image) SELECT act, '{table}', new.\"{key}\", NULL FROM tracing;
             END;
             CREATE TEMP TRIGGER trace_{table}_update AFTER UPDATE ON main.{table} WHEN (SELECT act FROM tracing) BEGIN
               INSERT INTO trace (act, tbl, line, image)
                 SELECT act, '{table}', old.\"{key}\", json_array({old}) FROM tracing;
             END;
             CREATE TEMP TRIGGER trace_{table}_delete AFTER DELETE ON main.{table} WHEN (SELECT act FROM tracing) BEGIN
               INSERT INTO trace (act, tbl, line, image)
                 SELECT act, '{table}', old.\"{key}\", json_array({old}) FROM tracing;
             END;"
        ))?;
    }
    Ok(())
}

/// From here to [`end`], changes are traced to this act.
pub(crate) fn begin(connection: &Connection, act: ActId) -> rusqlite::Result<()> {
    connection.execute("DELETE FROM tracing", [])?;
    connection.execute("INSERT INTO tracing VALUES (?1)", [act.0]).map(drop)
}

/// Ends tracing.
pub(crate) fn end(connection: &Connection) -> rusqlite::Result<()> {
    connection.execute("DELETE FROM tracing", []).map(drop)
}

/// The tables an act changed.
pub(crate) fn tables(connection: &Connection, act: ActId) -> rusqlite::Result<Vec<String>> {
    connection
        .prepare_cached("SELECT DISTINCT tbl FROM trace WHERE act = ?1")?
        .query_map([act.0], |row| row.get(0))?
        .collect()
}

/// The first later act still standing that changed a row which this act changed too, or the word on such a row.
pub(crate) fn entangled(connection: &Connection, act: ActId) -> rusqlite::Result<Option<ActId>> {
    connection
        .prepare_cached(
            "SELECT min(later.act) FROM trace mine
             JOIN trace later ON later.line = mine.line AND later.act > mine.act
               AND later.tbl IN (mine.tbl, CASE mine.tbl WHEN 'interaction' THEN 'ruling' END)
             JOIN act ON act.id = later.act AND act.undone = 0
             WHERE mine.act = ?1",
        )?
        .query_row([act.0], |row| Ok(row.get::<_, Option<i64>>(0)?.map(ActId)))
}

/// The posts, by their own identity, on which an act said or took back the person's word.
pub(crate) fn overruled(connection: &Connection, act: ActId) -> rusqlite::Result<Vec<(Network, String)>> {
    let rows: Vec<(String, String)> = connection
        .prepare_cached(
            "SELECT coalesce(json_extract(t.image, '$[1]'), o.network), coalesce(json_extract(t.image, '$[2]'), o.key)
             FROM trace t LEFT JOIN overrule o ON o.id = t.line
             WHERE t.act = ?1 AND t.tbl = 'overrule' AND (t.image IS NOT NULL OR o.id IS NOT NULL)",
        )?
        .query_map([act.0], |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect::<rusqlite::Result<_>>()?;
    Ok(rows.into_iter().filter_map(|(network, key)| Some((Network::named(&network)?, key))).collect())
}

/// Puts every row an act changed back as it was, the last change first. People that others have come to refer to since
/// then stay, and a period that came into force is ended at this moment.
pub(crate) fn restore(connection: &Connection, act: ActId, now: DateTime<Utc>) -> rusqlite::Result<()> {
    connection.pragma_update(None, "defer_foreign_keys", true)?;
    let mut traced = connection.prepare_cached("SELECT tbl, line, image FROM trace WHERE act = ?1 ORDER BY id DESC")?;
    let rows = traced.query_map([act.0], |row| {
        Ok((row.get::<_, String>(0)?, row.get::<_, i64>(1)?, row.get::<_, Option<String>>(2)?))
    })?;
    for row in rows.collect::<rusqlite::Result<Vec<_>>>()? {
        let (table, line, image) = row;
        let Some(table) = TABLES.iter().find(|known| **known == table) else { continue };
        match image {
            Some(image) => put_back(connection, table, &image)?,
            None if *table == "period" => period::take_back(connection, line, now)?,
            None => take_out(connection, table, line)?,
        }
    }
    Ok(())
}

fn put_back(connection: &Connection, table: &str, image: &str) -> rusqlite::Result<()> {
    let Columns { key, names } = columns(connection, table)?;
    let list = names.iter().map(|name| format!("\"{name}\"")).collect::<Vec<_>>().join(", ");
    let values = (0..names.len()).map(|i| format!("json_extract(?1, '$[{i}]')")).collect::<Vec<_>>().join(", ");
    let set = names.iter().map(|name| format!("\"{name}\" = excluded.\"{name}\"")).collect::<Vec<_>>().join(", ");
    connection
        .prepare_cached(&format!(
            "INSERT INTO {table} ({list}) VALUES ({values}) ON CONFLICT (\"{key}\") DO UPDATE SET {set}"
        ))?
        .execute([image])
        .map(drop)
}

fn take_out(connection: &Connection, table: &str, line: i64) -> rusqlite::Result<()> {
    let key = columns(connection, table)?.key;
    let unless = match table {
        "person" => {
            " AND NOT EXISTS (SELECT 1 FROM handle WHERE person = ?1)
              AND NOT EXISTS (SELECT 1 FROM interaction WHERE person = ?1)
              AND NOT EXISTS (SELECT 1 FROM circle WHERE person = ?1)
              AND NOT EXISTS (SELECT 1 FROM joined WHERE ?1 IN (person, whole))"
        }
        _ => "",
    };
    connection.prepare_cached(&format!("DELETE FROM {table} WHERE \"{key}\" = ?1{unless}"))?.execute([line]).map(drop)
}

/// Rows of a table are about to go otherwise than by an act, and others may come to bear their numbers; `rows` selects
/// their `id`s. What acts changed about them, or about rows that refer to them, is forgotten with them, and so is what
/// acts before those changed about the same rows: none of it can be put back any more.
pub(crate) fn let_go(connection: &Connection, table: &str, rows: &str) -> rusqlite::Result<()> {
    let mut about = vec![format!("tbl = '{table}' AND line IN ({rows})")];
    for traced in TABLES {
        let Columns { key, names } = columns(connection, traced)?;
        let mut meant: Vec<(String, String)> =
            referring(connection, traced, table)?.into_iter().map(|column| (column, rows.to_owned())).collect();
        if (traced, table) == ("review_rule", "person") {
            // It names whom it is about in words.
            let ruled = format!("SELECT '{}' || id FROM ({rows})", ReviewRule::TO_ONE);
            meant.push(("rule".to_owned(), ruled));
        }
        for (column, meant) in meant {
            about.push(format!(
                "tbl = '{traced}' AND line IN (SELECT \"{key}\" FROM {traced} WHERE \"{column}\" IN ({meant}))"
            ));
            if let Some(at) = names.iter().position(|name| *name == column) {
                about.push(format!("tbl = '{traced}' AND json_extract(image, '$[{at}]') IN ({meant})"));
            }
        }
    }
    forget(connection, &about.join(" OR "))
}

/// Rows of a table are no more what acts knew them as; `rows` selects their `id`s. What acts changed about them is
/// forgotten.
pub(crate) fn forget_rows(connection: &Connection, table: &str, rows: &str) -> rusqlite::Result<()> {
    forget(connection, &format!("tbl = '{table}' AND line IN ({rows})"))
}

/// Posts are about to go; `posts` selects their networks and keys. The person's word on them can't be put back any more.
pub(crate) fn forget_words(connection: &Connection, posts: &str) -> rusqlite::Result<()> {
    forget(
        connection,
        &format!(
            "tbl = 'overrule' AND (line IN (SELECT id FROM overrule WHERE (network, key) IN ({posts}))
               OR (json_extract(image, '$[1]'), json_extract(image, '$[2]')) IN ({posts}))"
        ),
    )
}

/// Forgets what acts changed of which this is true of one row, and what acts before them changed about the same rows.
fn forget(connection: &Connection, about: &str) -> rusqlite::Result<()> {
    connection.execute_batch(&format!(
        "WITH RECURSIVE gone (act) AS (
           SELECT act FROM trace WHERE {about}
           UNION
           SELECT mine.act FROM gone JOIN act ON act.id = gone.act AND act.undone = 0
             JOIN trace later ON later.act = gone.act
             JOIN trace mine ON mine.line = later.line AND mine.act < later.act
               AND later.tbl IN (mine.tbl, CASE mine.tbl WHEN 'interaction' THEN 'ruling' END)
         )
         DELETE FROM trace WHERE act IN (SELECT act FROM gone)"
    ))
}

/// The columns of a table that refer to another.
fn referring(connection: &Connection, table: &str, to: &str) -> rusqlite::Result<Vec<String>> {
    connection
        .prepare_cached("SELECT \"from\" FROM pragma_foreign_key_list(?1, 'main') WHERE \"table\" = ?2")?
        .query_map([table, to], |row| row.get(0))?
        .collect()
}

struct Columns {
    key: String,
    names: Vec<String>,
}

/// The columns of a traced table and which of them is the key; the key is always one whole number.
fn columns(connection: &Connection, table: &str) -> rusqlite::Result<Columns> {
    let mut info = connection.prepare_cached("SELECT name, pk FROM pragma_table_info(?1, 'main') ORDER BY cid")?;
    let columns: Vec<(String, i64)> =
        info.query_map([table], |row| Ok((row.get(0)?, row.get(1)?)))?.collect::<rusqlite::Result<_>>()?;
    let key = columns.iter().find(|(_, pk)| *pk == 1).map(|(name, _)| name.clone());
    let key = key.ok_or(rusqlite::Error::QueryReturnedNoRows)?;
    Ok(Columns { key, names: columns.into_iter().map(|(name, _)| name).collect() })
}
