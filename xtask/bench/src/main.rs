//! `cargo xtask bench [NAMES]`: measures, and prints what was measured; each figure beside the floor it stands on.
//!
//! `generate [--posts N] [--layout new|old] [--until YYYY-MM-DD] FILE` writes an archive to try things on.

mod app;
mod write;

use anyhow::{Result, bail};

/// Something that can be measured: its name, what it tells, and how.
type Bench = (&'static str, &'static str, fn() -> Result<()>);

/// Everything that can be measured, in the order in which it is.
const BENCHES: &[Bench] =
    &[("app", "start, memory and idle processor time of the app, beside an empty one", app::measure)];

fn main() -> Result<()> {
    let wanted: Vec<String> = std::env::args().skip(1).collect();
    if let Some(("generate", rest)) = wanted.split_first().map(|(first, rest)| (first.as_str(), rest)) {
        return write::archive(rest);
    }
    if let Some(unknown) = wanted.iter().find(|name| BENCHES.iter().all(|(known, ..)| known != name)) {
        let known: Vec<_> = BENCHES.iter().map(|(name, tells, _)| format!("  {name}: {tells}")).collect();
        bail!("there is no bench `{unknown}`; there are\n{}", known.join("\n"));
    }
    for (name, tells, measure) in BENCHES {
        if wanted.is_empty() || wanted.iter().any(|one| one == name) {
            println!("\n{name}: {tells}");
            measure()?;
        }
    }
    Ok(())
}
