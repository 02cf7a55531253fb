//! Table `period`: zone and rollover, since when.

use chrono::{DateTime, Utc};
use coach::day::Rollover;
use coach::reckoning::Reckoning;
use coach::zone::{Moment, Zone};
use rusqlite::{Connection, Row, params};

/// Zone and rollover, from a moment on.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Period {
    pub(crate) zone: Zone,
    /// Whether the zone follows the system's.
    pub(crate) follows: bool,
    pub(crate) rollover: Rollover,
}

/// The `since` of the first row: before anything a source can know.
const ALWAYS: i64 = i64::MIN;

/// The zone and rollover set last.
pub(crate) fn latest(connection: &Connection) -> rusqlite::Result<Option<Period>> {
    use rusqlite::OptionalExtension;
    connection
        .prepare_cached("SELECT zone, follows, rollover FROM period ORDER BY id DESC LIMIT 1")?
        .query_row([], read)
        .optional()
}

/// A period from its columns `zone, follows, rollover`.
fn read(row: &Row<'_>) -> rusqlite::Result<Period> {
    Ok(Period { zone: zone(&row.get::<_, String>(0)?), follows: row.get(1)?, rollover: rollover(row.get(2)?) })
}

/// Sets the zone and rollover that hold from the beginning.
pub(crate) fn begin(connection: &Connection, zone: &Zone) -> rusqlite::Result<()> {
    insert(connection, ALWAYS, zone, true, Rollover::DEFAULT)
}

/// From `since` on, this zone and rollover.
pub(crate) fn change(
    connection: &Connection,
    since: DateTime<Utc>,
    zone: &Zone,
    follows: bool,
    rollover: Rollover,
) -> rusqlite::Result<()> {
    insert(connection, since.timestamp(), zone, follows, rollover)
}

fn insert(connection: &Connection, since: i64, zone: &Zone, follows: bool, rollover: Rollover) -> rusqlite::Result<()> {
    connection
        .prepare_cached("INSERT INTO period (since, zone, follows, rollover) VALUES (?1, ?2, ?3, ?4)")?
        .execute(params![since, zone.name(), follows, rollover.minutes()])
        .map(drop)
}

/// Takes a change back. Where nothing was placed by it and nothing changed after it, it goes; otherwise days are counted
/// as before it from `now` on, as far as what it changed still holds, and what was a day meanwhile stays one.
pub(crate) fn take_back(connection: &Connection, id: i64, now: DateTime<Utc>) -> rusqlite::Result<()> {
    let mut near = connection
        .prepare_cached("SELECT zone, follows, rollover FROM period WHERE id <= ?1 ORDER BY id DESC LIMIT 2")?;
    let near: Vec<Period> = near.query_map([id], read)?.collect::<rusqlite::Result<_>>()?;
    let ([taken, before], Some(mut latest)) = (&near[..], latest(connection)?) else { return Ok(()) };
    let holds: bool = connection
        .prepare_cached(
            "SELECT EXISTS (SELECT 1 FROM period WHERE id > ?1) OR EXISTS (SELECT 1 FROM post WHERE period = ?1)
               OR EXISTS (SELECT 1 FROM interaction WHERE period = ?1)",
        )?
        .query_row([id], |row| row.get(0))?;
    if !holds {
        return connection.prepare_cached("DELETE FROM period WHERE id = ?1")?.execute([id]).map(drop);
    }
    let was = latest.clone();
    if latest.rollover == taken.rollover {
        latest.rollover = before.rollover;
    }
    if (&latest.zone, latest.follows) == (&taken.zone, taken.follows) {
        (latest.zone, latest.follows) = (before.zone.clone(), before.follows);
    }
    if latest == was {
        return Ok(());
    }
    change(connection, now, &latest.zone, latest.follows, latest.rollover)
}

/// Zone and rollover through time, with the id of the row in force at each moment.
#[derive(Debug, Clone)]
pub(crate) struct Periods {
    /// How moments become days.
    pub(crate) reckoning: Reckoning,
    /// `since` and id, in the order in which they were set.
    rows: Vec<(i64, i64)>,
}

impl Periods {
    /// The row in force at a moment.
    pub(crate) fn id_at(&self, at: DateTime<Utc>) -> i64 {
        let at = at.timestamp();
        self.rows.iter().rev().find(|(since, _)| *since <= at).map_or(1, |(_, id)| *id)
    }

    /// A moment with its offset, as it was lived.
    pub(crate) fn moment(&self, at: DateTime<Utc>) -> Moment {
        self.reckoning.moment(at)
    }
}

/// All periods.
pub(crate) fn all(connection: &Connection) -> rusqlite::Result<Periods> {
    let mut statement = connection.prepare_cached("SELECT id, since, zone, rollover FROM period ORDER BY id")?;
    let mut rows = statement.query([])?;
    let mut reckoning: Option<Reckoning> = None;
    let mut ids = Vec::new();
    while let Some(row) = rows.next()? {
        let (id, since): (i64, i64) = (row.get(0)?, row.get(1)?);
        let (zone, rollover) = (zone(&row.get::<_, String>(2)?), rollover(row.get(3)?));
        match &mut reckoning {
            None => reckoning = Some(Reckoning::new(zone, rollover)),
            Some(known) => known.change(DateTime::from_timestamp(since, 0).unwrap_or_default(), zone, rollover),
        }
        ids.retain(|(earlier, _)| *earlier < since);
        ids.push((since, id));
    }
    let reckoning = reckoning.unwrap_or_else(|| Reckoning::new(Zone::utc(), Rollover::DEFAULT));
    Ok(Periods { reckoning, rows: ids })
}

/// The zone of this name; a name that the zone data no longer knows counts as UTC.
fn zone(name: &str) -> Zone {
    Zone::named(name).unwrap_or_else(|| {
        tracing::warn!(zone = name, "unknown zone in the ledger, taken as UTC");
        Zone::utc()
    })
}

fn rollover(minutes: u16) -> Rollover {
    Rollover::from_minutes(minutes).unwrap_or_default()
}
