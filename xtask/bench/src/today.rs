//! How long Today's question takes, on ledgers of 10,000, 100,000 and 1,000,000 posts.

use crate::import::{last_day, now};
use crate::report;
use anyhow::Result;
use bench::generate::{self, Layout, Plan};
use coach::zone::Zone;
use engine::Engine;
use serde_json::json;
use std::ops::ControlFlow;
use std::time::{Duration, Instant};

const SIZES: [u32; 3] = [10_000, 100_000, 1_000_000];
/// Questions that are counted, after the first.
const ASKED: usize = 101;

/// Measures and prints the figures.
///
/// # Errors
/// Where an archive cannot be written or imported, or the question fails.
pub(crate) fn measure() -> Result<()> {
    let mut sizes = Vec::new();
    println!(
        "    {:>10} {:>12} {:>12} {:>12} {:>12}",
        "posts", "first, ms", "middle, ms", "slowest, ms", "ledger, MiB"
    );
    for posts in SIZES {
        let folder = tempfile::tempdir()?;
        let (archive, ledger) = (folder.path().join("archive.zip"), folder.path().join("ledger.db"));
        generate::write(Plan { posts, layout: Layout::New, until: last_day() }, &archive)?;
        Engine::open(&ledger, now(), Zone::utc())?.import(&archive, now(), &mut |_| ControlFlow::Continue(()))?;

        // A new engine, as after a start: nothing is remembered.
        let engine = Engine::open(&ledger, now(), Zone::utc())?;
        let ask = || -> Result<Duration> {
            let begun = Instant::now();
            std::hint::black_box(engine.today(now())?);
            Ok(begun.elapsed())
        };
        let first = ask()?;
        let mut times = (0..ASKED).map(|_| ask()).collect::<Result<Vec<_>>>()?;
        times.sort();
        let milliseconds = |time: Duration| time.as_secs_f64() * 1e3;
        let middle = times.get(ASKED / 2).copied().map_or(f64::NAN, milliseconds);
        let slowest = times.last().copied().map_or(f64::NAN, milliseconds);
        let size = std::fs::metadata(&ledger)?.len() as f64 / f64::from(1 << 20);
        println!("    {posts:>10} {:>12.2} {middle:>12.2} {slowest:>12.2} {size:>12.1}", milliseconds(first));
        sizes.push(json!({ "posts": posts, "firstMs": milliseconds(first), "middleMs": middle, "slowestMs": slowest,
            "ledgerMib": size }));
    }
    report::write("today", &json!(sizes))
}
