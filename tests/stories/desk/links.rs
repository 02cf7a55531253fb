//! The system's browser: what it was told to open is written down, and a story follows it as a person would.

use super::{Desk, eventually_or};
use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::process::Command;

/// What a desktop calls to open a link; this one only remembers.
const OPENS: &str = "#!/bin/sh\nprintf '%s\\n' \"$1\" >> \"$HOME/opened\"\n";

/// Puts it into a home, where it is found before any other.
pub fn put(folder: &Path) {
    let program = folder.join("xdg-open");
    fs::write(&program, OPENS).unwrap();
    fs::set_permissions(&program, fs::Permissions::from_mode(0o755)).unwrap();
}

/// Makes a program find the browser in this folder.
pub fn lend(folder: &Path, command: &mut Command) {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let all = std::iter::once(PathBuf::from(folder)).chain(std::env::split_paths(&path));
    command.env("PATH", std::env::join_paths(all).unwrap());
}

impl Desk {
    /// Every link that the browser was told to open, oldest first.
    pub fn opened(&self) -> Vec<String> {
        let all = fs::read_to_string(self.home.path("opened")).unwrap_or_default();
        all.lines().map(str::to_owned).collect()
    }

    /// The link that the browser is told to open after those `before`.
    pub fn opens(&self, before: usize) -> String {
        eventually_or(|| format!("a link is opened; so far {:?}", self.opened()), || self.opened().get(before).cloned())
    }
}
