//! People counted on each day: a summary of interactions, kept right in the transaction that changes them.

use super::interaction;
use coach::day::Day;
use coach::days::people::people;
use rusqlite::Connection;

/// Notes each day whose interactions change, for a connection.
pub(crate) fn watch(connection: &Connection) -> rusqlite::Result<()> {
    connection.execute_batch("CREATE TEMP TABLE touched (day INTEGER PRIMARY KEY) STRICT;")?;
    // No `OR IGNORE`: within a trigger it gives way to what the statement that fired it says of conflicts.
    let touch = |event: &str, table: &str, day: &str| {
        format!(
            "CREATE TEMP TRIGGER touch_{table}_{event} AFTER {event} ON main.{table} BEGIN
               INSERT INTO touched SELECT DISTINCT day FROM ({day}) WHERE day NOT IN (SELECT day FROM touched);
             END;"
        )
    };
    let ruled = |row: &str| format!("SELECT day FROM interaction WHERE id = {row}.interaction");
    let joined = |row: &str| format!("SELECT day FROM interaction WHERE day >= {row}.since");
    for trigger in [
        touch("INSERT", "interaction", "SELECT new.day AS day"),
        touch("UPDATE", "interaction", "SELECT old.day AS day UNION SELECT new.day"),
        touch("DELETE", "interaction", "SELECT old.day AS day"),
        touch("INSERT", "ruling", &ruled("new")),
        touch("UPDATE", "ruling", &ruled("new")),
        touch("DELETE", "ruling", &ruled("old")),
        touch("INSERT", "joined", &joined("new")),
        touch("UPDATE", "joined", &format!("{} UNION {}", joined("old"), joined("new"))),
        touch("DELETE", "joined", &joined("old")),
    ] {
        connection.execute_batch(&trigger)?;
    }
    Ok(())
}

/// A day whose interactions changed, as it counts now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Touched {
    pub(crate) day: Day,
    pub(crate) people: u32,
    /// Interactions the person logged that count.
    pub(crate) logs: u32,
}

/// Counts the touched days anew, and says which they are.
pub(crate) fn refresh(connection: &Connection) -> rusqlite::Result<Vec<Touched>> {
    let touched = count_touched(connection)?;
    if !touched.is_empty() {
        connection.execute("DELETE FROM touched", [])?;
    }
    Ok(touched)
}

/// Counts the days touched so far anew; they will be said again by [`refresh`].
pub(crate) fn count_touched(connection: &Connection) -> rusqlite::Result<Vec<Touched>> {
    let days: Vec<i32> = connection
        .prepare_cached("SELECT day FROM touched ORDER BY day")?
        .query_map([], |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    days.into_iter().map(|day| count(connection, Day::from_number(day))).collect()
}

/// Counts every day anew, from nothing.
pub(crate) fn rebuild(connection: &Connection) -> rusqlite::Result<()> {
    connection.execute("DELETE FROM tally", [])?;
    connection.execute("INSERT OR IGNORE INTO touched SELECT DISTINCT day FROM interaction", [])?;
    refresh(connection).map(drop)
}

fn count(connection: &Connection, day: Day) -> rusqlite::Result<Touched> {
    let counted = interaction::counted(connection, day)?;
    let logs = counted.iter().filter(|one| !one.seen).count();
    let n = people(&counted).n;
    keep(connection, day, n)?;
    Ok(Touched { day, people: n, logs: u32::try_from(logs).unwrap_or(u32::MAX) })
}

fn keep(connection: &Connection, day: Day, n: u32) -> rusqlite::Result<()> {
    if n == 0 {
        connection.prepare_cached("DELETE FROM tally WHERE day = ?1")?.execute([day.number()]).map(drop)
    } else {
        connection
            .prepare_cached(
                "INSERT INTO tally VALUES (?1, ?2) ON CONFLICT (day) DO UPDATE SET people = excluded.people",
            )?
            .execute([i64::from(day.number()), i64::from(n)])
            .map(drop)
    }
}

/// People counted on one day.
pub(crate) fn on(connection: &Connection, day: Day) -> rusqlite::Result<u32> {
    use rusqlite::OptionalExtension;
    let n = connection
        .prepare_cached("SELECT people FROM tally WHERE day = ?1")?
        .query_row([day.number()], |row| row.get(0))
        .optional()?;
    Ok(n.unwrap_or(0))
}

/// Days with people from `first` on, in order.
pub(crate) fn since(connection: &Connection, first: Day) -> rusqlite::Result<Vec<(Day, u32)>> {
    connection
        .prepare_cached("SELECT day, people FROM tally WHERE day >= ?1 ORDER BY day")?
        .query_map([first.number()], |row| Ok((Day::from_number(row.get(0)?), row.get(1)?)))?
        .collect()
}
