//! Secrets in a file that only the person can read, where she agreed to it.

use secrecy::{ExposeSecret, SecretString};
use std::collections::BTreeMap;
use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// A file of secrets. That it is there says that the person agreed to it.
#[derive(Debug)]
pub struct File(PathBuf);

impl File {
    /// The file at this path, whether or not it is there.
    pub fn at(path: PathBuf) -> Self {
        Self(path)
    }

    /// Where it lies.
    pub fn path(&self) -> &Path {
        &self.0
    }

    /// Whether the person agreed to it.
    pub fn is_there(&self) -> bool {
        self.0.exists()
    }

    /// Makes it, where it is not there.
    pub(super) fn begin(&self) -> io::Result<()> {
        let _turn = self.turn()?;
        if self.is_there() { Ok(()) } else { self.write(&BTreeMap::new()) }
    }

    /// A secret by its name.
    pub(super) fn get(&self, name: &str) -> io::Result<Option<SecretString>> {
        Ok(self.read()?.remove(name).map(SecretString::from))
    }

    /// Puts a secret in, or takes it out.
    pub(super) fn put(&self, name: &str, secret: Option<&SecretString>) -> io::Result<()> {
        let _turn = self.turn()?;
        let mut all = self.read()?;
        match secret {
            Some(secret) => all.insert(name.to_owned(), secret.expose_secret().to_owned()),
            None => all.remove(name),
        };
        self.write(&all)
    }

    /// The right to change it, until this is dropped: whoever else changes it, the running app or a command, waits. The
    /// file beside it that says so is empty and stays.
    fn turn(&self) -> io::Result<fs::File> {
        if let Some(folder) = self.0.parent() {
            fs::create_dir_all(folder)?;
        }
        let mut options = OpenOptions::new();
        options.create(true).append(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let turn = options.open(self.0.with_extension("lock"))?;
        turn.lock()?;
        Ok(turn)
    }

    fn read(&self) -> io::Result<BTreeMap<String, String>> {
        match fs::read(&self.0) {
            Ok(bytes) => serde_json::from_slice(&bytes).map_err(|_| io::Error::other("it is no file of secrets")),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(BTreeMap::new()),
            Err(error) => Err(error),
        }
    }

    /// Writes all of it, or leaves what was there: beside it first, readable by the person alone from its first byte.
    fn write(&self, all: &BTreeMap<String, String>) -> io::Result<()> {
        let beside = self.0.with_extension("new");
        let _ = fs::remove_file(&beside);
        let mut options = OpenOptions::new();
        options.write(true).create_new(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let mut file = options.open(&beside)?;
        file.write_all(&serde_json::to_vec(all)?)?;
        file.sync_all()?;
        fs::rename(&beside, &self.0)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn of_many_who_write_at_once_nobody_undoes_what_another_wrote() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("deeper").join("secrets.json");
        std::thread::scope(|scope| {
            for writer in 0..8 {
                let file = File::at(path.clone());
                scope.spawn(move || {
                    file.begin().unwrap();
                    for round in 0..10 {
                        let secret = SecretString::from(round.to_string());
                        file.put(&format!("{writer}"), Some(&secret)).unwrap();
                        file.put(&format!("{writer} {round}"), Some(&secret)).unwrap();
                    }
                });
            }
        });
        let all = File::at(path).read().unwrap();
        assert_eq!(all.len(), 8 * 11);
        assert!((0..8).all(|writer| all[&writer.to_string()] == "9"), "{all:?}");
    }
}
