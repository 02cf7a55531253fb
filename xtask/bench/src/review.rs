//! How long the review of a week, the story of the years, a year's card and strength take on ledgers of 20,000 and 200,000
//! posts: the first time after a start, after each act, and again with nothing changed. The promise is 100 ms.

use crate::import::{last_day, now};
use crate::{Effort, report};
use anyhow::{Context, Result};
use bench::generate::{self, Layout, Plan};
use chrono::{TimeDelta, Weekday};
use coach::act::{Act, Door, What, Who};
use coach::interaction::How;
use coach::zone::Zone;
use engine::Engine;
use engine::view::ImportWish;
use serde_json::json;
use std::ops::ControlFlow;
use std::path::Path;
use std::time::Instant;

const SIZES: &[u32] = &[20_000, 200_000];
const QUICK: &[u32] = &[20_000];
/// Acts that are logged, each followed by the question, and questions with nothing changed in between.
const TIMES: i64 = 15;

/// A question: its name, and how it is asked at a moment so many seconds after the present.
type Question = (&'static str, fn(&Engine, i64) -> Result<()>);

const QUESTIONS: &[Question] = &[
    ("week", |engine, s| ask(engine.week(None, Weekday::Mon, now() + TimeDelta::seconds(s))?)),
    ("week, a year ago", |engine, s| {
        let day = (now() - TimeDelta::days(365)).date_naive().to_string();
        ask(engine.week(Some(&day), Weekday::Mon, now() + TimeDelta::seconds(s))?)
    }),
    ("story", |engine, s| ask(engine.story(now() + TimeDelta::seconds(s))?)),
    ("year", |engine, s| ask(engine.year(last_year()?, now() + TimeDelta::seconds(s))?)),
    ("strength", |engine, s| ask(engine.strength(now() + TimeDelta::seconds(s))?)),
];

fn ask<T>(answer: T) -> Result<()> {
    std::hint::black_box(answer);
    Ok(())
}

fn last_year() -> Result<i32> {
    let year = (now() - TimeDelta::days(365)).format("%Y").to_string();
    year.parse().context("a year")
}

/// Measures and prints the figures.
///
/// # Errors
/// Where an archive cannot be written or imported, or a question fails.
pub(crate) fn measure(effort: Effort) -> Result<()> {
    let mut figures = Vec::new();
    println!(
        "    {:>10} {:>18} {:>12} {:>18} {:>12}",
        "posts", "question", "first, ms", "after an act, ms", "again, ms"
    );
    for &posts in if effort == Effort::Quick { QUICK } else { SIZES } {
        let folder = tempfile::tempdir()?;
        let ledger = folder.path().join("ledger.db");
        filled(&folder.path().join("archive.zip"), &ledger, posts)?;
        for (name, question) in QUESTIONS {
            // A new engine, as after a start: nothing is remembered.
            let engine = Engine::open(&ledger, now(), Zone::utc())?;
            let timed = |second: i64| -> Result<f64> {
                let begun = Instant::now();
                question(&engine, second)?;
                Ok(begun.elapsed().as_secs_f64() * 1e3)
            };
            let first = timed(0)?;
            let acted = (1..=TIMES).map(|second| {
                let what = What::Log { how: How::Asked, who: Who::Someone, note: None, link: None };
                let at = now() + TimeDelta::seconds(second);
                engine.act(&Act { what, nudge: None, day: None, at, door: Door::CommandLine })?;
                timed(second)
            });
            let acted = middle(acted.collect::<Result<_>>()?);
            let again = middle((1..=TIMES).map(|second| timed(TIMES + second)).collect::<Result<_>>()?);
            println!("    {posts:>10} {name:>18} {first:>12.2} {acted:>18.2} {again:>12.2}");
            figures.push(
                json!({ "posts": posts, "question": name, "firstMs": first, "afterActMs": acted, "againMs": again }),
            );
        }
    }
    report::write("review", &json!(figures))
}

fn filled(archive: &Path, ledger: &Path, posts: u32) -> Result<()> {
    generate::write(Plan { posts, layout: Layout::New, until: last_day() }, archive)?;
    let engine = Engine::open(ledger, now(), Zone::utc())?;
    engine.import(archive, ImportWish::default(), now(), &mut |_| ControlFlow::Continue(()))?;
    Ok(())
}

fn middle(mut times: Vec<f64>) -> f64 {
    times.sort_by(f64::total_cmp);
    times.get(times.len() / 2).copied().unwrap_or(f64::NAN)
}
