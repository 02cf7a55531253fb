//! One measurement in a process of its own, so that its memory and processor time are only its.

use anyhow::{Context, Result, bail};
use serde::{Deserialize, Serialize};
use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::Instant;

/// The first argument of a process that measures one thing.
pub(crate) const ONE: &str = "measure-one";

/// What one measurement came to.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
pub(crate) struct Figures {
    /// From beginning to end, s.
    pub(crate) seconds: f64,
    /// Processor time over all threads, s, to a hundredth.
    pub(crate) cpu_seconds: f64,
    /// The most memory that was resident at once, MiB.
    pub(crate) peak_mib: f64,
    /// Posts that were handled.
    pub(crate) posts: u64,
    /// Bytes that were handled, unpacked.
    pub(crate) bytes: u64,
}

/// Measures, in a process of its own, what `work` names with these paths.
///
/// # Errors
/// Where the process fails.
pub(crate) fn measure(work: &str, paths: &[&Path]) -> Result<Figures> {
    let program = std::env::current_exe()?;
    let output = Command::new(program).arg(ONE).arg(work).args(paths).output()?;
    if !output.status.success() {
        bail!("{work} failed: {}", String::from_utf8_lossy(&output.stderr));
    }
    Ok(serde_json::from_slice(&output.stdout)?)
}

/// Times what `work` does with the posts and bytes it says it handled.
///
/// # Errors
/// Where `work` fails.
pub(crate) fn timed(work: impl FnOnce() -> Result<(u64, u64)>) -> Result<Figures> {
    let cpu = cpu_seconds()?;
    let begun = Instant::now();
    let (posts, bytes) = work()?;
    let seconds = begun.elapsed().as_secs_f64();
    Ok(Figures { seconds, cpu_seconds: cpu_seconds()? - cpu, peak_mib: peak_mib()?, posts, bytes })
}

/// Prints what was measured for the process that asked.
///
/// # Errors
/// Where it cannot be printed.
pub(crate) fn tell(figures: Figures) -> Result<()> {
    println!("{}", serde_json::to_string(&figures)?);
    Ok(())
}

/// The figures of the run in the middle by time.
pub(crate) fn middle(mut runs: Vec<Figures>) -> Result<Figures> {
    runs.sort_by(|a, b| a.seconds.total_cmp(&b.seconds));
    runs.get(runs.len() / 2).copied().context("nothing was measured")
}

/// Fields 14 and 15 of `/proc/self/stat` (proc(5)), counted after the name, in hundredths of a second.
fn cpu_seconds() -> Result<f64> {
    let stat = fs::read_to_string("/proc/self/stat").context("memory and processor time are read from /proc")?;
    let fields: Vec<&str> = stat.rsplit_once(") ").map_or("", |(_, rest)| rest).split_whitespace().collect();
    let ticks =
        |at: usize| fields.get(at).and_then(|field| field.parse::<f64>().ok()).context("/proc/self/stat is odd");
    Ok((ticks(11)? + ticks(12)?) / 100.0)
}

/// `VmHWM` of `/proc/self/status` (proc(5)).
fn peak_mib() -> Result<f64> {
    let status = fs::read_to_string("/proc/self/status")?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).context("/proc/self/status is odd")?;
    Ok(line.trim().trim_end_matches(" kB").parse::<f64>()? / 1024.0)
}
