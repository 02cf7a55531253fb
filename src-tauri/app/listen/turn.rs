//! One at a time, the running app and its commands together: what lets the reader in may be good for one renewal only, and
//! a server that sees it twice takes it for stolen and ends the sign-in.

use crate::ipc::UserError;
use coach::act::SourceId;
use std::fs::{File, OpenOptions, TryLockError};
use std::path::Path;
use std::time::Duration;

/// So long another reading of the same source is waited for.
const PATIENCE: Duration = Duration::from_secs(30);
/// So often it is looked whether it is over.
const GLANCE: Duration = Duration::from_millis(100);

/// A source is read here, and by no other process. Ends where this is dropped, or the process ends, however it does.
#[derive(Debug)]
pub(super) struct Turn {
    _file: File,
}

impl Turn {
    /// Waits until nobody else reads the source. The file beside the ledger that says so is empty and stays.
    ///
    /// # Errors
    /// Where somebody else still reads it after half a minute, or there is no such file to be had.
    pub(super) async fn take(ledger: &Path, source: SourceId) -> Result<Self, UserError> {
        Self::within(ledger, source, PATIENCE).await
    }

    async fn within(ledger: &Path, source: SourceId, patience: Duration) -> Result<Self, UserError> {
        let path = ledger.with_file_name(format!("reading-{}.lock", source.0));
        let unwritten = |error: &std::io::Error| {
            let file = path.display().to_string();
            UserError::new("secret.file", |message| message.with("file", file.as_str()).with("why", error.to_string()))
        };
        let file = OpenOptions::new().create(true).append(true).open(&path).map_err(|error| unwritten(&error))?;
        let mut left = patience;
        loop {
            match file.try_lock() {
                Ok(()) => return Ok(Self { _file: file }),
                Err(TryLockError::Error(error)) => return Err(unwritten(&error)),
                Err(TryLockError::WouldBlock) if left.is_zero() => {
                    return Err(UserError::new("sync.elsewhere", |message| message));
                }
                Err(TryLockError::WouldBlock) => {
                    tokio::time::sleep(GLANCE).await;
                    left = left.saturating_sub(GLANCE);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn a_source_is_read_by_one_at_a_time_and_others_meanwhile() {
        let folder = tempfile::tempdir().unwrap();
        let ledger = folder.path().join("ledger.sqlite");
        let runtime = crate::listen::runtime().unwrap();
        let take = |source| runtime.block_on(Turn::within(&ledger, SourceId(source), GLANCE));
        let first = take(1).unwrap();
        assert_eq!(take(1).unwrap_err().code, "sync.elsewhere");
        assert!(take(2).is_ok());
        drop(first);
        assert!(take(1).is_ok());
    }
}
