//! Draws every icon anew, from the folder of the project.

use anyhow::{Context, Result};
use std::path::Path;

fn main() -> Result<()> {
    for (path, bytes) in icons::drawn(Path::new("icons"))? {
        std::fs::write(&path, bytes).with_context(|| format!("{} can't be written", path.display()))?;
    }
    Ok(())
}
