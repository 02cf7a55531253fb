//! A person's days on a ledger of their own, for tests.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use crate::view::Changes;
use crate::{ActError, Engine};
use chrono::{DateTime, Utc};
use coach::act::{Act, Door, NudgeId, What, Who};
use coach::day::Day;
use coach::interaction::How;
use coach::zone::Zone;
use std::path::PathBuf;

/// A ledger in a folder of its own, and the engine on it.
pub(crate) struct Story {
    pub(crate) engine: Engine,
    folder: tempfile::TempDir,
}

/// A moment: `2026-11-23 12:30`, UTC.
pub(crate) fn at(text: &str) -> DateTime<Utc> {
    format!("{}:00Z", text.replace(' ', "T")).parse().unwrap()
}

/// A day: `2026-11-23`.
pub(crate) fn day(text: &str) -> Day {
    Day::new(text.parse().unwrap())
}

impl Story {
    /// Begins in Vienna.
    pub(crate) fn begins(now: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let zone = Zone::named("Europe/Vienna").unwrap();
        let engine = Engine::open(&folder.path().join("ledger.sqlite"), at(now), zone).unwrap();
        Self { engine, folder }
    }

    pub(crate) fn path(&self) -> PathBuf {
        self.folder.path().join("ledger.sqlite")
    }

    /// All facts and all that is derived from them, as text: every table but the journal.
    pub(crate) fn dump(&self) -> String {
        let ledger = rusqlite::Connection::open(self.path()).unwrap();
        let names: Vec<String> = ledger
            .prepare(
                "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT IN ('act', 'trace')
                 AND name NOT LIKE 'sqlite%' ORDER BY name",
            )
            .unwrap()
            .query_map([], |row| row.get(0))
            .unwrap()
            .collect::<rusqlite::Result<_>>()
            .unwrap();
        let mut dump = String::new();
        for name in names {
            // Turns are made anew when posts are judged anew, under new numbers.
            let what = if name == "turn" { "source, day, from_state, to_state, gap, said, evidence" } else { "*" };
            let mut rows = ledger.prepare(&format!("SELECT {what} FROM {name}")).unwrap();
            let columns = rows.column_count();
            let line = |row: &rusqlite::Row<'_>| {
                let values =
                    (0..columns).map(|n| row.get(n)).collect::<rusqlite::Result<Vec<rusqlite::types::Value>>>()?;
                Ok(format!("{name}: {values:?}\n"))
            };
            let mut lines: Vec<String> = rows.query_map([], line).unwrap().collect::<rusqlite::Result<_>>().unwrap();
            lines.sort();
            dump.extend(lines);
        }
        dump
    }

    /// Closes the ledger; its folder stays as long as what is returned.
    pub(crate) fn closed(self) -> tempfile::TempDir {
        self.folder
    }

    /// Does something in the window.
    pub(crate) fn does(&self, now: &str, what: What) -> Changes {
        self.tries(now, what).unwrap()
    }

    /// Tries to do something in the window.
    pub(crate) fn tries(&self, now: &str, what: What) -> Result<Changes, ActError> {
        self.engine.act(&act(now, what))
    }

    /// Logs one in the window.
    pub(crate) fn logs(&self, now: &str, how: How, who: Who) -> Changes {
        self.does(now, What::Log { how, who, note: None, link: None })
    }

    /// Answers a nudge from its notification.
    pub(crate) fn answers(&self, now: &str, nudge: NudgeId, what: What) -> Changes {
        self.engine.act(&Act { nudge: Some(nudge), door: Door::Notification, ..act(now, what) }).unwrap()
    }

    /// The app is awake on each of these days, at noon.
    pub(crate) fn awake(&self, from: &str, to: &str) {
        let zone = Zone::named("Europe/Vienna").unwrap();
        for n in 0..=day(to).since(day(from)) {
            let noon = day(from).plus(n).date().and_hms_opt(12, 0, 0).unwrap().and_utc();
            self.engine.notice(noon, zone.clone()).unwrap();
        }
    }
}

/// An act in the window.
pub(crate) fn act(now: &str, what: What) -> Act {
    Act { what, nudge: None, day: None, at: at(now), door: Door::Window }
}

/// Somebody by name.
pub(crate) fn named(name: &str) -> Who {
    Who::Named(name.to_owned())
}
