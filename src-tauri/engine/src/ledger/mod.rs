//! The ledger: one SQLite file, the only copy of what the person did and published.
//!
//! Reads go through [`Ledger::read`], writes through [`Ledger::write`]: one transaction each, so nobody ever sees half
//! a change. Each table has a file with its row functions; the schema is `migrations/*.sql`.

pub(crate) mod act;
pub(crate) mod answer;
pub(crate) mod app;
pub(crate) mod article;
pub(crate) mod circle;
pub(crate) mod contact;
pub(crate) mod ended;
pub(crate) mod erase;
mod error;
pub(crate) mod forgotten;
pub(crate) mod heard;
pub(crate) mod heard_back;
pub(crate) mod hearing;
pub(crate) mod interaction;
pub(crate) mod joined;
pub(crate) mod live;
mod migrations;
pub(crate) mod nudge;
mod open;
pub(crate) mod passed;
pub(crate) mod pause;
pub(crate) mod period;
pub(crate) mod person;
pub(crate) mod plan;
pub(crate) mod post;
pub(crate) mod ran;
pub(crate) mod rest;
pub(crate) mod review_rule;
pub(crate) mod said;
pub(crate) mod scrub;
mod search;
pub(crate) mod setting;
pub(crate) mod source;
pub(crate) mod suggested;
pub(crate) mod summary;
pub(crate) mod tally;
#[cfg(test)]
mod tests;
pub(crate) mod tie;
pub(crate) mod trace;
pub(crate) mod turn;
pub(crate) mod verdict;

pub use error::OpenError;
pub(crate) use tally::Touched;

use rusqlite::{Connection, Transaction, TransactionBehavior};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

/// The open ledger.
pub(crate) struct Ledger {
    path: PathBuf,
    /// Closed before the writer, which as the last one brings the write-ahead log into the file.
    idle: Mutex<Vec<Connection>>,
    writer: Mutex<Connection>,
}

/// At most so many reading connections are kept for the next question.
const IDLE_READERS: usize = 3;

impl Ledger {
    /// Opens the ledger at a path, making it where there is none and bringing it to this version.
    pub(crate) fn open(path: &Path) -> Result<Self, OpenError> {
        let writer = open::writer(path)?;
        trace::watch(&writer).and_then(|()| tally::watch(&writer)).map_err(|e| OpenError::of(path, e))?;
        Ok(Self { path: path.to_owned(), writer: Mutex::new(writer), idle: Mutex::new(Vec::new()) })
    }

    /// Where it lies.
    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    /// Asks something of one consistent state of the ledger.
    pub(crate) fn read<T, E>(&self, ask: impl FnOnce(&Connection) -> Result<T, E>) -> Result<T, E>
    where
        E: From<OpenError>,
    {
        let failed = |e| OpenError::of(&self.path, e);
        let kept = lock(&self.idle).pop();
        let mut reader = match kept {
            Some(reader) => reader,
            None => open::reader(&self.path).map_err(failed)?,
        };
        let answer = {
            let snapshot = reader.transaction().map_err(failed)?;
            ask(&snapshot)?
        };
        let mut idle = lock(&self.idle);
        if idle.len() < IDLE_READERS {
            idle.push(reader);
        }
        Ok(answer)
    }

    /// Changes something, wholly or not at all. When this returns `Ok` the change is on disk, and what is derived from
    /// interactions is right again. Says also which days it touched.
    pub(crate) fn write<T, E>(
        &self,
        change: impl FnOnce(&Transaction<'_>) -> Result<T, E>,
    ) -> Result<(T, Vec<Touched>), E>
    where
        E: From<OpenError>,
    {
        let failed = |e| OpenError::of(&self.path, e);
        let mut writer = lock(&self.writer);
        let transaction = writer.transaction_with_behavior(TransactionBehavior::Immediate).map_err(failed)?;
        let answer = change(&transaction)?;
        let touched = tally::refresh(&transaction).map_err(failed)?;
        transaction.commit().map_err(failed)?;
        Ok((answer, touched))
    }

    /// A connection of its own for writing much at once. What it commits is whole after a crash of the app; after one of
    /// the system, its last commits may be missing, which whoever writes much has to go on from.
    pub(crate) fn bulk(&self) -> Result<Connection, OpenError> {
        let failed = |e| OpenError::of(&self.path, e);
        let connection = open::writer(&self.path)?;
        connection.pragma_update(None, "synchronous", "NORMAL").map_err(failed)?;
        connection.pragma_update(None, "cache_size", -32_768).map_err(failed)?;
        // Each checkpoint waits for the disk: one for every 64 MB instead of every 4.
        connection.pragma_update(None, "wal_autocheckpoint", 16_384).map_err(failed)?;
        tally::watch(&connection).map_err(failed)?;
        Ok(connection)
    }

    /// A connection of its own for reading much.
    pub(crate) fn reader(&self) -> Result<Connection, OpenError> {
        open::reader(&self.path).map_err(|e| OpenError::of(&self.path, e))
    }

    /// A number that changes whenever another connection changed the ledger: another process, or an import.
    pub(crate) fn outside_version(&self) -> Result<i64, OpenError> {
        lock(&self.writer)
            .pragma_query_value(None, "data_version", |row| row.get(0))
            .map_err(|e| OpenError::of(&self.path, e))
    }

    /// Writes the file anew, so that nothing is left in it of what was removed, nor in the write-ahead log.
    pub(crate) fn wipe(&self) -> Result<(), OpenError> {
        let failed = |e| OpenError::of(&self.path, e);
        let writer = lock(&self.writer);
        writer.execute_batch("VACUUM").map_err(failed)?;
        let busy: bool = writer.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get(0)).map_err(failed)?;
        if busy { Err(OpenError::Locked { path: self.path.clone() }) } else { Ok(()) }
    }

    /// Copies of the ledger that were made beside it before upgrades.
    pub(crate) fn copies(&self) -> Vec<PathBuf> {
        let earlier = 1..migrations::VERSION;
        earlier.map(|version| open::backup_path(&self.path, version)).filter(|path| path.exists()).collect()
    }

    /// Looks through the whole file for damage; takes a second for some hundred megabytes.
    pub(crate) fn check(&self) -> Result<(), OpenError> {
        self.read(|connection| {
            let found: String = connection
                .pragma_query_value(None, "quick_check", |row| row.get(0))
                .map_err(|e| OpenError::of(&self.path, e))?;
            if found == "ok" { Ok(()) } else { Err(OpenError::Damaged { path: self.path.clone(), what: found }) }
        })
    }
}

/// A connection is left whole by a panic: its transaction was rolled back. So a poisoned lock is no reason to stop.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
