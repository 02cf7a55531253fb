//! Figures as JSON, beside the build: `target/bench/NAME.json`.

use anyhow::{Context, Result};
use serde_json::Value;
use std::fs;

/// Writes the figures of one bench.
///
/// # Errors
/// Where the file cannot be written.
pub(crate) fn write(name: &str, figures: &Value) -> Result<()> {
    let program = std::env::current_exe()?;
    let target = program.parent().and_then(|built| built.parent()).context("the program lies in no target folder")?;
    let folder = target.join("bench");
    fs::create_dir_all(&folder)?;
    let file = folder.join(format!("{name}.json"));
    fs::write(&file, serde_json::to_string_pretty(figures)?)?;
    println!("  as JSON: {}", file.display());
    Ok(())
}
