//! How long each screen's question takes on a ledger of ten years: the first time after a start, after an act, and again
//! with nothing changed. Each is to be under 100 ms.

use crate::import::{last_day, now};
use crate::{Effort, report};
use anyhow::Result;
use bench::generate::{self, Layout, Plan};
use chrono::{DateTime, TimeDelta, Utc};
use coach::act::{Act, Door, What, Who};
use coach::interaction::How;
use coach::zone::Zone;
use engine::view::{ImportWish, KindName, PeopleOrder, PeopleQuery, PostQuery};
use engine::{Around, Engine};
use serde_json::json;
use std::collections::BTreeSet;
use std::ops::ControlFlow;
use std::time::Instant;

/// Ten years of 55 posts a day.
const POSTS: u32 = 200_000;
const QUICK: u32 = 20_000;
/// Questions that are counted, of which the middle one is told.
const ASKED: i64 = 11;

/// A screen's question.
type Question = (&'static str, fn(&Engine, DateTime<Utc>) -> Result<()>);

const QUESTIONS: &[Question] = &[
    ("today", |engine, at| answered(engine.today(at)?)),
    ("people", |engine, at| answered(engine.people_page(&page(""), at)?)),
    ("people, searched", |engine, at| answered(engine.people_page(&page("an"), at)?)),
    ("people, whose turn", |engine, at| {
        answered(engine.people_page(&PeopleQuery { order: PeopleOrder::Due, ..page("") }, at)?)
    }),
    ("completion", |engine, at| answered(engine.people("a", at)?)),
    ("person", |engine, at| answered(engine.person(1, at)?)),
    ("review tray", |engine, at| answered(engine.review(at)?)),
    ("feed", |engine, at| answered(engine.feed(None, None, None, chrono::Weekday::Mon, at)?)),
    ("posts", |engine, at| answered(engine.posts(&PostQuery { limit: 200, ..PostQuery::default() }, at)?)),
    ("posts, one kind", |engine, at| {
        answered(engine.posts(&PostQuery { kinds: vec![KindName::Question], limit: 200, ..PostQuery::default() }, at)?)
    }),
    ("posts, searched", |engine, at| {
        let words = Some("bread".to_owned());
        answered(engine.posts(&PostQuery { words, limit: 200, ..PostQuery::default() }, at)?)
    }),
    ("calendar, a month", |engine, at| answered(engine.calendar(&days_before(at, 30), &days_before(at, 0), at)?)),
    ("calendar, a year", |engine, at| answered(engine.calendar(&days_before(at, 364), &days_before(at, 0), at)?)),
    ("day", |engine, at| answered(engine.day(&days_before(at, 100), at)?)),
    ("inbox", |engine, at| answered(engine.inbox(at)?)),
    ("sources", |engine, at| {
        let around = Around { readers: &[], reading: &BTreeSet::new(), secrets: None };
        answered(engine.sources(&around, at)?)
    }),
    ("settings", |engine, at| answered(engine.settings(at)?)),
];

/// Measures and prints the figures.
///
/// # Errors
/// Where the archive cannot be written or imported, or a question fails.
pub(crate) fn measure(effort: Effort) -> Result<()> {
    let posts = if effort == Effort::Quick { QUICK } else { POSTS };
    let folder = tempfile::tempdir()?;
    let (archive, ledger) = (folder.path().join("archive.zip"), folder.path().join("ledger.db"));
    generate::write(Plan { posts, layout: Layout::New, until: last_day() }, &archive)?;
    Engine::open(&ledger, now(), Zone::utc())?
        .import(&archive, ImportWish::default(), now(), &mut |_| ControlFlow::Continue(()))?;

    println!("    {posts} posts");
    println!("    {:<20} {:>10} {:>18} {:>10}", "question", "first, ms", "after an act, ms", "again, ms");
    let mut figures = Vec::new();
    for (at, (name, question)) in QUESTIONS.iter().enumerate() {
        // A new engine, as after a start: nothing is remembered.
        let engine = Engine::open(&ledger, now(), Zone::utc())?;
        let moment = |n: i64| now() + TimeDelta::seconds(i64::try_from(at).unwrap_or(0) * 1000 + n);
        let ask = |at| -> Result<f64> {
            let begun = Instant::now();
            question(&engine, at)?;
            Ok(begun.elapsed().as_secs_f64() * 1e3)
        };
        let first = ask(moment(0))?;
        let after_act = |n| {
            let what = What::Log { how: How::Asked, who: Who::Someone, note: None, link: None };
            engine.act(&Act { what, nudge: None, day: None, at: moment(n), door: Door::CommandLine })?;
            ask(moment(n))
        };
        let acted = middle((1..=ASKED).map(after_act).collect::<Result<Vec<_>>>()?);
        let again = middle((1..=ASKED).map(|n| ask(moment(ASKED + n))).collect::<Result<Vec<_>>>()?);
        let over = if first.max(acted).max(again) > 100.0 { "  over 100 ms" } else { "" };
        println!("    {name:<20} {first:>10.1} {acted:>18.1} {again:>10.1}{over}");
        figures.push(json!({ "question": name, "firstMs": first, "afterActMs": acted, "againMs": again }));
    }
    report::write("views", &json!({ "posts": posts, "questions": figures }))
}

fn answered<T>(answer: T) -> Result<()> {
    std::hint::black_box(answer);
    Ok(())
}

fn page(search: &str) -> PeopleQuery {
    PeopleQuery { search: search.to_owned(), limit: 200, ..PeopleQuery::default() }
}

fn days_before(at: DateTime<Utc>, days: i64) -> String {
    (at - TimeDelta::days(days)).date_naive().to_string()
}

fn middle(mut times: Vec<f64>) -> f64 {
    times.sort_by(f64::total_cmp);
    times.get(times.len() / 2).copied().unwrap_or(f64::NAN)
}
