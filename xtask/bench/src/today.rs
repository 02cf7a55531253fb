//! How long Today's question takes on ledgers of 10,000, 100,000 and 1,000,000 posts: the first time after a start,
//! after each act, and again with nothing changed.

use crate::import::{last_day, now};
use crate::{Effort, report};
use anyhow::Result;
use bench::generate::{self, Layout, Plan};
use chrono::{DateTime, TimeDelta, Utc};
use coach::act::{Act, Door, What, Who};
use coach::interaction::How;
use coach::zone::Zone;
use engine::Engine;
use engine::view::ImportWish;
use serde_json::json;
use std::ops::ControlFlow;
use std::time::Instant;

const SIZES: &[u32] = &[10_000, 100_000, 1_000_000];
const QUICK: &[u32] = &[10_000, 100_000];
/// Acts that are logged, each followed by the question.
const ACTS: i64 = 21;
/// Questions that are counted with nothing changed in between.
const ASKED: i64 = 101;

/// Measures and prints the figures.
///
/// # Errors
/// Where an archive cannot be written or imported, or the question fails.
pub(crate) fn measure(effort: Effort) -> Result<()> {
    let mut sizes = Vec::new();
    println!(
        "    {:>10} {:>14} {:>16} {:>14} {:>12}",
        "posts", "first, ms", "after an act, ms", "again, ms", "ledger, MiB"
    );
    for &posts in if effort == Effort::Quick { QUICK } else { SIZES } {
        let folder = tempfile::tempdir()?;
        let (archive, ledger) = (folder.path().join("archive.zip"), folder.path().join("ledger.db"));
        generate::write(Plan { posts, layout: Layout::New, until: last_day() }, &archive)?;
        Engine::open(&ledger, now(), Zone::utc())?
            .import(&archive, ImportWish::default(), now(), &mut |_| ControlFlow::Continue(()))?;

        // A new engine, as after a start: nothing is remembered.
        let engine = Engine::open(&ledger, now(), Zone::utc())?;
        let ask = |at: DateTime<Utc>| -> Result<f64> {
            let begun = Instant::now();
            std::hint::black_box(engine.today(at)?);
            Ok(begun.elapsed().as_secs_f64() * 1e3)
        };
        let first = ask(now())?;
        let after_act = |n| {
            let at = now() + TimeDelta::seconds(n);
            let what = What::Log { how: How::Asked, who: Who::Someone, note: None, link: None };
            engine.act(&Act { what, nudge: None, day: None, at, door: Door::CommandLine })?;
            ask(at)
        };
        let acted = middle((0..ACTS).map(after_act).collect::<Result<Vec<_>>>()?);
        let again = middle((0..ASKED).map(|n| ask(now() + TimeDelta::seconds(ACTS + n))).collect::<Result<Vec<_>>>()?);
        let size = std::fs::metadata(&ledger)?.len() as f64 / f64::from(1 << 20);
        println!("    {posts:>10} {first:>14.2} {acted:>16.2} {again:>14.2} {size:>12.1}");
        sizes.push(
            json!({ "posts": posts, "firstMs": first, "afterActMs": acted, "againMs": again, "ledgerMib": size }),
        );
    }
    report::write("today", &json!(sizes))
}

fn middle(mut times: Vec<f64>) -> f64 {
    times.sort_by(f64::total_cmp);
    times.get(times.len() / 2).copied().unwrap_or(f64::NAN)
}
