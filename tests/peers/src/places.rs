//! Where the servers are kept and where they listen.

use std::net::TcpListener;
use std::path::{Path, PathBuf};

/// The folder of this package.
pub(crate) fn package() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The folder of all that was fetched: in the folder of everything built.
pub(crate) fn fetched() -> PathBuf {
    let root = package().ancestors().nth(2).unwrap_or(package());
    let target = std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root.join("target"), |folder| root.join(folder));
    target.join("peers")
}

/// Where a program is: in one of these folders of what was fetched, or on the path.
pub(crate) fn find(program: &str, folders: &[PathBuf]) -> Option<PathBuf> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let all = folders.iter().cloned().chain(std::env::split_paths(&path));
    all.map(|folder| folder.join(program)).find(|file| file.is_file())
}

/// A port of 127.0.0.1 that was free a moment ago.
///
/// # Errors
/// Where this machine has none, or no network at all.
pub(crate) fn free_port() -> Result<u16, crate::Trouble> {
    let port = TcpListener::bind("127.0.0.1:0").and_then(|listener| listener.local_addr());
    port.map(|address| address.port()).map_err(|error| crate::Trouble::Broken(format!("no port is free: {error}")))
}
