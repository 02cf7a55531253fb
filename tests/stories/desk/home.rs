//! A home that belongs to one story.

use std::path::{Path, PathBuf};
use std::process::Command;
use tempfile::TempDir;

/// A person's folders, gone when it is dropped.
pub struct Home(TempDir);

impl Home {
    pub fn new() -> Self {
        let home = Self(tempfile::Builder::new().prefix("chime-in-story-").tempdir().unwrap());
        for folder in ["data", "config", "cache", "state"] {
            home.folder(folder);
        }
        use std::os::unix::fs::PermissionsExt;
        std::fs::set_permissions(home.folder("run"), std::fs::Permissions::from_mode(0o700)).unwrap();
        home
    }

    /// A path in this home.
    pub fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    /// A folder in this home, made where it is missing.
    pub fn folder(&self, name: &str) -> PathBuf {
        let folder = self.path(name);
        std::fs::create_dir_all(&folder).unwrap();
        folder
    }

    /// Where the app keeps what it remembers.
    pub fn data(&self) -> PathBuf {
        self.path("data").join("chime-in")
    }

    /// The ledger.
    pub fn ledger(&self) -> PathBuf {
        self.data().join("ledger.db")
    }

    /// Makes a program live in this home, in Madrid, in English, and nowhere else.
    pub fn lend(&self, command: &mut Command) {
        command
            .env_clear()
            .env("PATH", std::env::var_os("PATH").unwrap_or_default())
            .env("HOME", self.0.path())
            .env("XDG_DATA_HOME", self.path("data"))
            .env("XDG_CONFIG_HOME", self.path("config"))
            .env("XDG_CACHE_HOME", self.path("cache"))
            .env("XDG_STATE_HOME", self.path("state"))
            .env("XDG_RUNTIME_DIR", self.path("run"))
            .env("LANG", "C.UTF-8")
            .env("TZ", "Europe/Madrid")
            .current_dir(self.0.path());
    }

    /// A file for what a program on the desk says.
    pub fn log(&self, of: &str) -> std::fs::File {
        let logs = self.folder("logs");
        let n = std::fs::read_dir(&logs).unwrap().count();
        std::fs::File::create(logs.join(format!("{n}-{of}"))).unwrap()
    }

    pub fn print_logs(&self) {
        let mut logs: Vec<_> = std::fs::read_dir(self.path("logs")).into_iter().flatten().flatten().collect();
        logs.sort_by_key(std::fs::DirEntry::file_name);
        for log in logs {
            let text = std::fs::read_to_string(log.path()).unwrap_or_default();
            if !text.is_empty() {
                eprintln!("── what {} said ──\n{text}", log.file_name().to_string_lossy());
            }
        }
    }
}

/// A file of the data that is not part of the project; `None`, and said so, where it is absent.
pub fn shared(name: &str) -> Option<PathBuf> {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data").join(name);
    if !file.exists() {
        eprintln!("skipped: {} is not here", file.display());
        return None;
    }
    Some(file)
}
