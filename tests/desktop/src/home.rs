//! A home that belongs to one run.

use std::fs::{self, File};
use std::io;
use std::path::PathBuf;
use std::process::Command;
use tempfile::TempDir;

/// A person's folders, gone when it is dropped.
#[derive(Debug)]
pub struct Home(TempDir);

impl Home {
    /// A home with nothing in it but its empty folders.
    ///
    /// # Errors
    /// Where the system's folder for temporary files can't be written.
    pub fn new() -> io::Result<Self> {
        let home = Self(tempfile::Builder::new().prefix("chime-in-home-").tempdir()?);
        for folder in ["data", "config", "cache", "state", "logs"] {
            home.folder(folder)?;
        }
        let runtime = home.folder("run")?;
        #[cfg(unix)]
        fs::set_permissions(runtime, std::os::unix::fs::PermissionsExt::from_mode(0o700))?;
        Ok(home)
    }

    /// A path in this home.
    pub fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    /// A folder in this home, made where it is missing.
    ///
    /// # Errors
    /// Where it can't be made.
    pub fn folder(&self, name: &str) -> io::Result<PathBuf> {
        let folder = self.path(name);
        fs::create_dir_all(&folder)?;
        Ok(folder)
    }

    /// Makes a program live in this home, in Madrid, in English, and nowhere else: no other variable reaches it.
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

    /// A new file for what a program says.
    ///
    /// # Errors
    /// Where it can't be made.
    pub fn log(&self, of: &str) -> io::Result<File> {
        let logs = self.folder("logs")?;
        let n = fs::read_dir(&logs)?.count();
        File::create(logs.join(format!("{n:02} {of}")))
    }

    /// What every program has said, in the order in which they were started.
    pub fn said(&self) -> String {
        let mut logs: Vec<_> = fs::read_dir(self.path("logs")).into_iter().flatten().flatten().collect();
        logs.sort_by_key(fs::DirEntry::file_name);
        let mut all = String::new();
        for log in logs {
            let text = fs::read_to_string(log.path()).unwrap_or_default();
            if !text.is_empty() {
                all += &format!("── {} ──\n{text}\n", log.file_name().to_string_lossy());
            }
        }
        all
    }
}
