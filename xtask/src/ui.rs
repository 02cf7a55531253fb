//! The window's pages: their packages fetched and they themselves built, each only when something changed.

use crate::{house, packages, shell};
use anyhow::{Context, Result};
use std::hash::{DefaultHasher, Hasher};
use std::path::Path;

/// Fetches the packages where the lock file changed.
///
/// # Errors
/// Where Node is missing or too old, or npm fails.
pub(crate) fn fetch() -> Result<()> {
    packages::ensure_node()?;
    let ui = house::root().join("ui");
    once("ui-packages", &[ui.join("package-lock.json").as_path()], &ui.join("node_modules"), || {
        shell::run(shell::npm().args(["ci", "--no-audit", "--no-fund"]))
    })
}

/// Builds the pages where one of them changed.
///
/// # Errors
/// Where fetching or building fails.
pub(crate) fn build() -> Result<()> {
    fetch()?;
    let ui = house::root().join("ui");
    once("ui-pages", &[ui.as_path()], &ui.join("dist").join("index.html"), || {
        shell::run(shell::npm().args(["run", "build"]))
    })
}

/// Does `work` unless it was done with exactly these inputs before and its result is still there.
fn once(name: &str, inputs: &[&Path], result: &Path, work: impl FnOnce() -> Result<()>) -> Result<()> {
    let mut hasher = DefaultHasher::new();
    hasher.write(house::root().as_os_str().as_encoded_bytes());
    for input in inputs {
        digest(input, &mut hasher)?;
    }
    let (stamp, print) = (house::target().join("xtask").join(name), format!("{:016x}", hasher.finish()));
    if result.exists() && std::fs::read_to_string(&stamp).is_ok_and(|before| before == print) {
        return Ok(());
    }
    work()?;
    if let Some(folder) = stamp.parent() {
        std::fs::create_dir_all(folder)?;
    }
    std::fs::write(&stamp, print).with_context(|| format!("{} could not be written", stamp.display()))
}

/// Takes in the names and bytes of a file, or of all files of a folder in order; not what is fetched or built.
fn digest(path: &Path, hasher: &mut DefaultHasher) -> Result<()> {
    let name = path.file_name().unwrap_or_default();
    if name == "node_modules" || name == "dist" || name == "test-results" {
        return Ok(());
    }
    hasher.write(name.as_encoded_bytes());
    if path.is_dir() {
        let mut inside: Vec<_> = std::fs::read_dir(path)?.collect::<std::io::Result<_>>()?;
        inside.sort_by_key(std::fs::DirEntry::file_name);
        return inside.iter().try_for_each(|entry| digest(&entry.path(), hasher));
    }
    hasher.write(&std::fs::read(path).with_context(|| format!("{} could not be read", path.display()))?);
    Ok(())
}
