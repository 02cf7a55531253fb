//! Importing a generated archive of 20,000 and 200,000 posts, beside the floor: the same bytes unpacked and parsed.

mod floor;

use crate::child::{self, Figures};
use crate::{Effort, report};
use anyhow::{Context, Result, bail};
use bench::generate::{self, Layout, Plan};
use chrono::{DateTime, NaiveDate, Utc};
use coach::zone::Zone;
use engine::Engine;
use engine::view::ImportWish;
use feeds::archives::{Item, x};
use serde_json::json;
use std::ops::ControlFlow;
use std::path::Path;

/// How many posts, and how often each measurement is made.
const SIZES: &[(u32, usize)] = &[(20_000, 5), (200_000, 3)];
const QUICK: &[(u32, usize)] = &[(20_000, 1)];

/// What is measured, the floor first.
const WORKS: [(&str, &str); 4] = [
    ("unpack", "unpack alone"),
    ("floor", "floor: unpack and parse"),
    ("read", "the reader alone"),
    ("import", "whole import"),
];

/// Measures and prints the figures.
///
/// # Errors
/// Where an archive cannot be written, or a measurement fails.
pub(crate) fn measure(effort: Effort) -> Result<()> {
    if !cfg!(target_os = "linux") {
        println!("  skipped: reads /proc, which only Linux has");
        return Ok(());
    }
    let folder = tempfile::tempdir()?;
    let mut sizes = Vec::new();
    for &(posts, runs) in if effort == Effort::Quick { QUICK } else { SIZES } {
        let archive = folder.path().join(format!("{posts}.zip"));
        generate::write(Plan { posts, layout: Layout::New, until: last_day() }, &archive)?;
        // One after another and over again, so that what else the machine does falls on all of them.
        let mut all: Vec<Vec<Figures>> = vec![Vec::new(); WORKS.len()];
        for _ in 0..runs {
            for ((work, _), figures) in WORKS.iter().zip(&mut all) {
                figures.push(child::measure(work, &[&archive])?);
            }
        }
        println!("  {posts} posts, {:.1} MiB packed, middle of {runs}:", mebibytes(std::fs::metadata(&archive)?.len()));
        println!(
            "    {:<24} {:>8} {:>8} {:>8} {:>10} {:>10} {:>8}",
            "", "s", "CPU s", "MB/s", "posts/s", "peak MiB", "× floor"
        );
        let middles = all.into_iter().map(child::middle).collect::<Result<Vec<_>>>()?;
        let floor = middles.get(1).context("the floor was not measured")?;
        for ((_, name), figures) in WORKS.iter().zip(&middles) {
            println!(
                "    {name:<24} {:>8.2} {:>8.2} {:>8.2} {:>8.2} {:>8.0} {:>10.0} {:>10.1}",
                figures.seconds,
                figures.seconds / floor.seconds,
                figures.cpu_seconds,
                figures.cpu_seconds / floor.cpu_seconds,
                figures.bytes as f64 / 1e6 / figures.seconds,
                figures.posts as f64 / figures.seconds,
                figures.peak_mib,
            );
        }
        let works: serde_json::Map<_, _> =
            WORKS.iter().zip(&middles).map(|((work, _), figures)| ((*work).to_owned(), json!(figures))).collect();
        sizes.push(json!({ "posts": posts, "runs": runs, "works": works }));
    }
    report::write("import", &json!(sizes))
}

/// Does one of the works, in the process that was started for it.
///
/// # Errors
/// Where the work fails.
pub(crate) fn one(work: &str, archive: &Path) -> Result<Figures> {
    match work {
        "unpack" => child::timed(|| floor::pass(archive, false)),
        "floor" => child::timed(|| floor::pass(archive, true)),
        "read" => child::timed(|| {
            let reading = x::open(archive)?.read(|item| {
                if let Item::Post(post) = item {
                    std::hint::black_box(post);
                }
                ControlFlow::Continue(())
            })?;
            Ok((reading.progress.posts, reading.progress.bytes))
        }),
        "import" => {
            let folder = tempfile::tempdir()?;
            let ledger = folder.path().join("ledger.db");
            let engine = Engine::open(&ledger, now(), Zone::utc())?;
            let bytes = x::open(archive)?.size();
            child::timed(|| {
                let account =
                    engine.import(archive, ImportWish::default(), now(), &mut |_| ControlFlow::Continue(()))?.remove(0);
                Ok((u64::from(account.posts), bytes))
            })
        }
        other => bail!("there is no work `{other}`"),
    }
}

/// The last day of generated archives.
pub(crate) fn last_day() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 20).unwrap_or_default()
}

/// Noon of the day after.
pub(crate) fn now() -> DateTime<Utc> {
    last_day().and_time(chrono::NaiveTime::MIN).and_utc() + chrono::TimeDelta::hours(36)
}

fn mebibytes(bytes: u64) -> f64 {
    bytes as f64 / f64::from(1 << 20)
}
