//! What it costs to have the app open: start, memory, an idle minute; each beside an empty Tauri app, on the same
//! virtual screen and with an empty home of its own.

mod process;
mod stage;
mod start;

use crate::Effort;
use anyhow::{Context, Result};
use process::Cost;
use stage::Stage;
use std::time::Duration;

/// Starts that are counted; one more before them is not, so that the disk's cache is warm.
const STARTS: usize = 7;
/// How long an app is left alone before its memory is read, and then watched doing nothing.
const SETTLE: Duration = Duration::from_secs(5);
const IDLE: Duration = Duration::from_secs(60);

/// The two apps, and how each is told to stay in the tray.
const APPS: [(&str, &str); 2] = [("chime-in", "--hidden"), ("empty-app", "--tray")];

/// Measures both apps and prints the figures.
///
/// # Errors
/// Where an app was not built, does not start, or shows nothing.
pub(crate) fn measure(effort: Effort) -> Result<()> {
    let (count, idle) = if effort == Effort::Quick { (3, IDLE / 6) } else { (STARTS, IDLE) };
    if !cfg!(target_os = "linux") {
        println!("  skipped: reads /proc and draws on Xvfb, which only Linux has");
        return Ok(());
    }
    let [ours, empty] = APPS.map(|(program, to_tray)| Stage::set(program, to_tray));
    let (ours, empty) = (ours?, empty?);

    let (mut our_starts, mut empty_starts) = (Vec::new(), Vec::new());
    for counted in 0..=count {
        let pair = (start::until_drawn(&ours)?, start::until_drawn(&empty)?);
        if counted > 0 {
            our_starts.push(pair.0);
            empty_starts.push(pair.1);
        }
    }
    let (our_start, empty_start) = (middle(our_starts)?, middle(empty_starts)?);
    println!("  start, from exec until the window shows what it will show, middle of {count}:");
    line("", our_start.as_secs_f64() * 1e3, empty_start.as_secs_f64() * 1e3, "ms");

    println!("  idle for {} s:", idle.as_secs());
    for in_tray in [false, true] {
        let (our_cost, empty_cost) = costs(&ours, &empty, in_tray, idle)?;
        println!("  {}:", if in_tray { "in the tray, never opened" } else { "with its window open" });
        line("memory, shared parts divided (PSS)", our_cost.pss, empty_cost.pss, "MiB");
        line("memory of its own (private dirty)", our_cost.private_dirty, empty_cost.private_dirty, "MiB");
        line("memory resident (RSS, summed)", our_cost.rss, empty_cost.rss, "MiB");
        line("processor time while idle", our_cost.processor_ms, empty_cost.processor_ms, "ms");
    }
    Ok(())
}

/// The cost of both apps over the same idle time.
fn costs(ours: &Stage, empty: &Stage, in_tray: bool, idle: Duration) -> Result<(Cost, Cost)> {
    let (our_app, empty_app) = (ours.open(in_tray)?, empty.open(in_tray)?);
    if !in_tray {
        start::wait_until_drawn(ours)?;
        start::wait_until_drawn(empty)?;
    }
    std::thread::sleep(SETTLE);
    let before = (process::processor_ms(our_app.id()), process::processor_ms(empty_app.id()));
    std::thread::sleep(idle);
    let cost = |app: &desktop::Child, before| -> Result<Cost> {
        let mut cost = process::memory(app.id()).context("the app ended while it was measured")?;
        cost.processor_ms = process::processor_ms(app.id()) - before;
        Ok(cost)
    };
    Ok((cost(&our_app, before.0)?, cost(&empty_app, before.1)?))
}

fn line(what: &str, ours: f64, empty: f64, unit: &str) {
    let ratio = if empty > 0.0 { format!("{:.2} ×", ours / empty) } else { "–".to_owned() };
    println!("    {what:<36} {ours:>8.1} {unit}, empty app {empty:>8.1} {unit}, {ratio}");
}

fn middle(mut all: Vec<Duration>) -> Result<Duration> {
    all.sort();
    all.get(all.len() / 2).copied().context("nothing was measured")
}
