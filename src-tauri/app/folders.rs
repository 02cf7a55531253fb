//! Where Chime In keeps its files on this system.

use directories::ProjectDirs;
use std::path::PathBuf;

/// The folder of what the person must not lose: the ledger.
///
/// Linux `~/.local/share/chime-in`, macOS `~/Library/Application Support/app.chimein.Chime-In`, Windows
/// `%LOCALAPPDATA%\chimein\Chime-In\data`. `None` where the system names no home.
pub fn data() -> Option<PathBuf> {
    dirs().map(|dirs| dirs.data_local_dir().to_owned())
}

/// The ledger, shared by the app and the command line.
pub fn ledger() -> Option<PathBuf> {
    data().map(|data| data.join("ledger.sqlite"))
}

/// The folder of what can be lost: logs, and notes such as "this was said already".
///
/// Linux `~/.local/state/chime-in`; beside the ledger where the system knows no such place.
pub fn state() -> Option<PathBuf> {
    dirs().map(|dirs| dirs.state_dir().unwrap_or_else(|| dirs.data_local_dir()).to_owned())
}

fn dirs() -> Option<ProjectDirs> {
    ProjectDirs::from("app", "chimein", "Chime-In")
}
