//! Real data, where it is.

use std::path::{Path, PathBuf};

/// A file of the data that is not part of the project; `None`, and said so, where it is absent.
pub fn shared(name: &str) -> Option<PathBuf> {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data").join(name);
    if !file.exists() {
        eprintln!("skipped: {} is not here", file.display());
        return None;
    }
    Some(file)
}
