//! Opening the ledger: what lies at the path is looked at before anything is written, and never overwritten.

use super::OpenError;
use super::migrations::{self, VERSION};
use super::search;
use rusqlite::{Connection, ErrorCode, OpenFlags};
use std::path::{Path, PathBuf};
use std::time::Duration;

/// Marks a SQLite file as a ledger of Chime In: "Chim".
pub(crate) const APPLICATION_ID: i32 = 0x4368_696D;

/// How often a connection tries while another one writes, before it says that the ledger is locked.
const TRIES: i32 = 5_000;
/// The pause between two tries. An import leaves gaps of a few milliseconds; SQLite's own pauses would miss them.
const PAUSE: Duration = Duration::from_millis(1);

/// Waits for another connection to end its writing.
fn patience(tries: i32) -> bool {
    std::thread::sleep(PAUSE);
    tries < TRIES
}

/// Opens the connection that writes, bringing the ledger to this version.
///
/// A new file is made where there is none. Before a migration the file is copied beside itself.
pub(super) fn writer(path: &Path) -> Result<Connection, OpenError> {
    if let Some(folder) = path.parent().filter(|f| !f.as_os_str().is_empty()) {
        std::fs::create_dir_all(folder)
            .map_err(|source| OpenError::Folder { path: folder.to_owned(), why: source.to_string() })?;
    }
    let is_new = match std::fs::metadata(path) {
        Ok(meta) if meta.is_dir() => return Err(OpenError::NotALedger { path: path.to_owned() }),
        Ok(meta) => {
            if meta.permissions().readonly() {
                return Err(OpenError::ReadOnly { path: path.to_owned() });
            }
            meta.len() == 0
        }
        Err(_) => true,
    };
    let mut connection = Connection::open(path).map_err(|e| OpenError::of(path, e))?;
    connection.busy_handler(Some(patience)).map_err(|e| OpenError::of(path, e))?;
    if is_new {
        begin(&connection).map_err(|e| OpenError::of(path, e))?;
    }
    check(&connection, path)?;
    tune(&connection).map_err(|e| OpenError::of(path, e))?;
    migrate(&mut connection, path)?;
    Ok(connection)
}

/// Opens a connection that can only read, on a ledger that [`writer`] has opened before.
pub(super) fn reader(path: &Path) -> rusqlite::Result<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(path, flags)?;
    connection.busy_handler(Some(patience))?;
    connection.pragma_update(None, "cache_size", -8192)?;
    connection.set_prepared_statement_cache_capacity(64);
    search::teach(&connection)?;
    Ok(connection)
}

/// What a new ledger is given before its first table.
fn begin(connection: &Connection) -> rusqlite::Result<()> {
    connection.pragma_update(None, "application_id", APPLICATION_ID)
}

/// Refuses what is no ledger, what is damaged and what a newer version wrote, without touching it.
fn check(connection: &Connection, path: &Path) -> Result<(), OpenError> {
    let failed = |e| OpenError::of(path, e);
    let id: i32 = connection.pragma_query_value(None, "application_id", |row| row.get(0)).map_err(failed)?;
    if id != APPLICATION_ID {
        return Err(OpenError::NotALedger { path: path.to_owned() });
    }
    let found: i64 = connection.pragma_query_value(None, "user_version", |row| row.get(0)).map_err(failed)?;
    if found > VERSION {
        return Err(OpenError::Newer { path: path.to_owned(), found, known: VERSION });
    }
    let verdict: String = connection
        .query_row("SELECT name FROM sqlite_schema UNION ALL SELECT 'ok' LIMIT 1", [], |row| row.get(0))
        .map_err(failed)?;
    if found > 0 && verdict == "ok" {
        return Err(OpenError::Damaged { path: path.to_owned(), what: "its tables are gone".to_owned() });
    }
    Ok(())
}

/// How the writing connection works: an act is on disk before it is confirmed.
fn tune(connection: &Connection) -> rusqlite::Result<()> {
    let mode: String = connection.pragma_update_and_check(None, "journal_mode", "WAL", |row| row.get(0))?;
    if mode != "wal" {
        tracing::warn!(mode, "the file system allows no write-ahead log; the ledger works without");
    }
    connection.pragma_update(None, "synchronous", "FULL")?;
    connection.pragma_update(None, "foreign_keys", true)?;
    connection.pragma_update(None, "cache_size", -16384)?;
    connection.set_prepared_statement_cache_capacity(128);
    search::teach(connection)
}

/// Brings the ledger to this version, with a copy of the file beside it where it held anything before.
///
/// Another process may do the same at the same time. A step that failed because the other one had just made it is
/// seen by the version, which went on meanwhile.
fn migrate(connection: &mut Connection, path: &Path) -> Result<(), OpenError> {
    let failed = |e| OpenError::of(path, e);
    let mut found = version(connection).map_err(failed)?;
    if found > 0 && found < VERSION {
        back_up(connection, &backup_path(path, found)).map_err(failed)?;
    }
    while found < VERSION {
        let migrated = migrations::all().to_latest(connection);
        let now = version(connection).map_err(failed)?;
        match migrated {
            Err(_) if now > found => {}
            Err(rusqlite_migration::Error::RusqliteError { err, .. }) => return Err(OpenError::of(path, err)),
            Err(other) => return Err(OpenError::Damaged { path: path.to_owned(), what: other.to_string() }),
            Ok(()) => {}
        }
        found = now;
    }
    Ok(())
}

/// The version of Chime In that a ledger was last brought to; 0 for a new one.
fn version(connection: &Connection) -> rusqlite::Result<i64> {
    connection.pragma_query_value(None, "user_version", |row| row.get(0))
}

/// Where the copy goes that is made before a ledger of version `found` is migrated.
pub(crate) fn backup_path(path: &Path, found: i64) -> PathBuf {
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(format!(".version-{found}.backup"));
    path.with_file_name(name)
}

fn back_up(connection: &Connection, to: &Path) -> rusqlite::Result<()> {
    connection.backup("main", to, None)
}

impl OpenError {
    /// What a failure of SQLite means for whoever opens the ledger at `path`.
    pub(crate) fn of(path: &Path, error: rusqlite::Error) -> Self {
        let path = path.to_owned();
        // The index of the write-ahead log could not be made as large as it must be: no room for it either.
        let no_room = |code: &rusqlite::ffi::Error| matches!(code.extended_code, rusqlite::ffi::SQLITE_IOERR_SHMSIZE);
        if error.sqlite_error().is_some_and(no_room) {
            return Self::Full { path };
        }
        match error.sqlite_error_code() {
            Some(ErrorCode::NotADatabase) => Self::NotALedger { path },
            Some(ErrorCode::DatabaseCorrupt) => Self::Damaged { path, what: error.to_string() },
            Some(ErrorCode::ReadOnly) => Self::ReadOnly { path },
            Some(ErrorCode::PermissionDenied | ErrorCode::CannotOpen) => Self::Folder { path, why: error.to_string() },
            Some(ErrorCode::DiskFull) => Self::Full { path },
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Self::Locked { path },
            _ => Self::Failed { path, why: error.to_string() },
        }
    }
}
