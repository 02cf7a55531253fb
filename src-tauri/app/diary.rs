//! The log for when something goes wrong: one file a day, the last seven kept. It names files, counts and errors; never
//! a text of a post, never a token.

use crate::folders;
use std::fs;
use tracing_appender::non_blocking::WorkerGuard;
use tracing_appender::rolling::{Builder, Rotation};
use tracing_subscriber::EnvFilter;

/// Begins to log to files in the state folder. What is returned must live as long as the app: dropped, it writes out
/// the last lines. `None` where no file can be written, which is no reason not to run.
///
/// What is logged can be chosen by `CHIME_IN_LOG`, as in `CHIME_IN_LOG=engine=debug`.
pub fn begin() -> Option<WorkerGuard> {
    let folder = folders::state()?.join("logs");
    fs::create_dir_all(&folder).ok()?;
    let files = Builder::new()
        .rotation(Rotation::DAILY)
        .filename_prefix("chime-in")
        .filename_suffix("log")
        .max_log_files(7)
        .build(folder)
        .ok()?;
    let (writer, guard) = tracing_appender::non_blocking(files);
    let chosen = EnvFilter::try_from_env("CHIME_IN_LOG");
    tracing_subscriber::fmt()
        .with_writer(writer)
        .with_ansi(false)
        .with_env_filter(chosen.unwrap_or_else(|_| EnvFilter::new("warn,chime_in=info,engine=info,feeds=info")))
        .init();
    Some(guard)
}
