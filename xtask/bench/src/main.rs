//! `cargo xtask bench [--quick] [NAMES]`: measures, and prints what was measured; each figure beside the floor it stands on.
//!
//! `generate [--posts N] [--layout new|old] [--until YYYY-MM-DD] FILE` writes an archive to try things on.

mod app;
mod child;
mod import;
mod kinds;
mod report;
mod review;
mod sync;
mod today;
mod views;
mod whom;
mod write;

use anyhow::{Context, Result, bail};
use std::path::Path;

/// Something that can be measured: its name, what it tells, and how, roughly in a minute or with care.
type Bench = (&'static str, &'static str, fn(Effort) -> Result<()>);

/// Everything that can be measured, in the order in which it is.
const BENCHES: &[Bench] = &[
    (
        "import",
        "importing an archive, beside the floor: the same bytes unpacked and parsed, nothing else",
        import::measure,
    ),
    ("kinds", "telling posts apart by kind", kinds::measure),
    (
        "sync",
        "the first sync of a long history from a server on this machine, beside the floor: the same pages discarded",
        sync::measure,
    ),
    ("today", "Today's question on ledgers of three sizes", today::measure),
    ("review", "the week, the years and strength on ledgers of two sizes", review::measure),
    ("views", "every screen's question on a ledger of ten years", views::measure),
    ("whom", "naming the day's three on ledgers of ten years", whom::measure),
    ("app", "start, memory and idle processor time of the app, beside an empty one", app::measure),
];

/// How much is put into the figures.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Effort {
    /// Small sizes, few runs: to see whether a change made a difference worth measuring.
    Quick,
    /// The sizes and runs whose figures are reported.
    Full,
}

fn main() -> Result<()> {
    let mut wanted: Vec<String> = std::env::args().skip(1).collect();
    match wanted.split_first() {
        Some((first, rest)) if first == "generate" => return write::archive(rest),
        Some((first, rest)) if first == child::ONE => return one(rest),
        _ => {}
    }
    let effort = if wanted.iter().any(|arg| arg == "--quick") { Effort::Quick } else { Effort::Full };
    wanted.retain(|arg| arg != "--quick");
    if let Some(unknown) = wanted.iter().find(|name| BENCHES.iter().all(|(known, ..)| known != name)) {
        let known: Vec<_> = BENCHES.iter().map(|(name, tells, _)| format!("  {name}: {tells}")).collect();
        bail!("there is no bench `{unknown}`; there are\n{}", known.join("\n"));
    }
    for (name, tells, measure) in BENCHES {
        if wanted.is_empty() || wanted.iter().any(|one| one == name) {
            println!("\n{name}: {tells}");
            measure(effort)?;
        }
    }
    Ok(())
}

/// Measures one thing in this process, for the one that started it.
fn one(args: &[String]) -> Result<()> {
    let (work, what) = args.first().zip(args.get(1)).context("a work and what it is done with")?;
    let what = Path::new(what);
    child::tell(match work.as_str() {
        "kinds" => kinds::one(what)?,
        "fetch" | "sync" => sync::one(work, what)?,
        _ => import::one(work, what)?,
    })
}
