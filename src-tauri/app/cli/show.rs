//! Questions from the command line.

use super::out::{self, Answer};
use super::{act, table};
use crate::ipc::UserError;
use crate::{clock, ledger, presence, words};
use chrono::Weekday;
use clap::Args;
use coach::message::{Arg, Message};
use engine::view::{DriftTurn, FeedStory, KindName, NudgeLine, Opened, PostLine, PostQuery};
use engine::{Engine, Surroundings};
use serde::Serialize;
use std::collections::BTreeMap;

/// A stretch of days.
#[derive(Args)]
pub struct Range {
    /// From this day on, as 2016-01-01
    #[arg(long)]
    from: Option<String>,
    /// Up to and with this day
    #[arg(long)]
    to: Option<String>,
}

/// How today stands.
pub(super) fn status() -> Result<Answer, UserError> {
    let status = ledger::open()?.status(clock::now())?;
    let mut text = act::line(&status);
    text += &format!("{}\n", words::said(&status.drift.said));
    text += &status.waiting.as_ref().map_or_else(String::new, nudge);
    Ok(Answer::new(text, &status))
}

/// A nudge that waits, as everywhere.
pub fn nudge(nudge: &NudgeLine) -> String {
    format!("{}\n{}\n", words::said(&nudge.title), words::said(&nudge.body))
}

/// The kinds of posts, in all and year by year.
pub(super) fn kinds(range: &Range) -> Result<Answer, UserError> {
    let story = ledger::open()?.feed(None, range.from.as_deref(), range.to.as_deref(), Weekday::Mon, clock::now())?;
    let kinds = counted(&story);
    let all: u32 = kinds.iter().map(|kind| kind.posts).sum();
    let share = |part: u32| if all == 0 { 0.0 } else { f64::from(part) / f64::from(all) };
    let mut rows = vec![heads(&["cli.kinds.kind", "cli.kinds.posts", "cli.kinds.share"])];
    rows.extend(
        kinds.iter().map(|kind| [kind.kind.clone(), kind.posts.to_string(), percent(share(kind.posts))].to_vec()),
    );
    let mut years =
        vec![heads(&["cli.kinds.year", "cli.kinds.posts", "cli.kinds.conversation", "cli.kinds.machinery"])];
    years.extend(story.years.iter().map(|year| {
        [year.year.to_string(), year.posts.to_string(), percent(year.conversation), percent(year.machinery)].to_vec()
    }));
    let mut text = story.headline.as_ref().map_or_else(String::new, |headline| words::said(headline) + "\n\n");
    text += &format!("{}\n{}", table::of(&rows), table::of(&years));
    Ok(Answer::new(text, &Kinds { posts: all, kinds, years: story.years, headline: story.headline }))
}

/// Where the feed stands, and every turn it took.
pub(super) fn drift() -> Result<Answer, UserError> {
    let story = ledger::open()?.feed(None, None, None, Weekday::Mon, clock::now())?;
    let mut text = words::said(&story.now.said) + "\n";
    for way in &story.now.way_back {
        text += &format!("{}\n", words::said(way));
    }
    if !story.turns.is_empty() {
        text += "\n";
    }
    for turn in &story.turns {
        text += &format!("{}  {}\n", turn.day, words::said(&turn.said));
    }
    Ok(Answer::new(text, &Drift { now: story.now, turns: story.turns }))
}

/// Why a post is what it is, why a day stands as it does, or why the coach is silent now.
pub(super) fn why(what: Option<&str>) -> Result<Answer, UserError> {
    let engine = ledger::open()?;
    match what.map(|what| (what, what.parse::<i32>())) {
        None => why_now(&engine),
        Some((_, Ok(id))) => why_post(&engine, id),
        Some((day, Err(_))) => why_day(&engine, day),
    }
}

/// Why the coach speaks now or rests, and all that it looked at. The desktop is asked here and now, as the app asks it
/// each minute; when the machine last woke only the app knows, which was there.
fn why_now(engine: &Engine) -> Result<Answer, UserError> {
    let (now, zone) = (clock::now(), clock::zone());
    let around = Surroundings { now, zone, desk: presence::at_this_moment(), resumed: None };
    let why = engine.why(&around)?;
    let mut text = words::said(&why.because) + "\n\n";
    for line in &why.looked {
        text += &format!("  {}\n", words::said(line));
    }
    Ok(Answer::new(text, &why))
}

fn why_day(engine: &Engine, day: &str) -> Result<Answer, UserError> {
    let day = engine.day(day, clock::now())?;
    let mut text = String::new();
    for because in &day.because {
        text += &format!("{}\n", words::said(because));
    }
    for entry in &day.entries {
        let name = entry.name.clone().unwrap_or_else(|| words::word("cli.why.someone"));
        let how = wire(&entry.how);
        text += &format!("{how} {name} ({})\n", wire(&entry.standing));
        for reason in &entry.reasons {
            text += &format!("  {}\n", words::said(reason));
        }
    }
    Ok(Answer::new(text, &day))
}

fn why_post(engine: &Engine, id: i32) -> Result<Answer, UserError> {
    let query = PostQuery { ids: vec![id], limit: 1, ..PostQuery::default() };
    let page = engine.posts(&query, clock::now())?;
    let post = page.posts.into_iter().next().ok_or(engine::ActError::NoPost(id.into()))?;
    let opened = engine.opened(id, clock::now())?;
    let text = of_post(&post) + &opened.as_ref().map_or_else(String::new, weighed);
    Ok(Answer::new(text, &Why { post, opened }))
}

/// What was weighed, each with how many times it makes the odds of being automatic.
fn weighed(opened: &Opened) -> String {
    let share = |key: &str, share| out::line(&Message::new(key).with("share", Arg::Share(share)));
    let rows: Vec<Vec<String>> = opened
        .contributions
        .iter()
        .map(|one| {
            let factor = one.weight.abs().exp();
            let sign = if one.weight < 0.0 { '÷' } else { '×' };
            vec![words::said(&one.said), format!("{sign}{factor:.1}")]
        })
        .collect();
    let likely = out::line(
        &Message::new("cli.why.likely").with("share", Arg::Share(opened.likely)).with("from", Arg::Share(opened.from)),
    );
    format!("\n{}{}{likely}", share("cli.why.usual", opened.usual), table::of(&rows))
}

fn of_post(post: &PostLine) -> String {
    let mut text = format!("{}\n{}\n\n{}\n", post.at, post.text, wire(&post.kind));
    for reason in &post.reasons {
        text += &format!("  {}\n", words::said(reason));
    }
    if let Some(by_rules) = &post.by_rules {
        text += &out::line(&Message::new("cli.why.overruled").with("kind", wire(by_rules)));
    }
    text
}

/// Posts of each kind over the whole stretch, the most frequent first.
fn counted(story: &FeedStory) -> Vec<Kind> {
    let mut counts: BTreeMap<String, u32> = BTreeMap::new();
    for count in story.bars.iter().flat_map(|bar| &bar.counts) {
        *counts.entry(wire::<KindName>(&count.kind)).or_default() += count.posts;
    }
    let mut kinds: Vec<Kind> = counts.into_iter().map(|(kind, posts)| Kind { kind, posts }).collect();
    kinds.sort_by_key(|kind| std::cmp::Reverse(kind.posts));
    kinds
}

/// The name that a value has in JSON.
fn wire<T: Serialize>(value: &T) -> String {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(name)) => name,
        _ => String::new(),
    }
}

pub(super) fn heads(keys: &[&str]) -> Vec<String> {
    keys.iter().map(|key| words::word(key)).collect()
}

pub(super) fn percent(share: f64) -> String {
    words::say(&Message::new("cli.kinds.percent").with("share", Arg::Share(share)))
}

/// The answer to `kinds`, for scripts.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Kinds {
    posts: u32,
    kinds: Vec<Kind>,
    years: Vec<engine::view::YearLine>,
    headline: Option<engine::view::Said>,
}

#[derive(Serialize)]
struct Kind {
    kind: String,
    posts: u32,
}

/// The answer to `why` for a post, for scripts.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Why {
    #[serde(flatten)]
    post: PostLine,
    opened: Option<Opened>,
}

/// The answer to `drift`, for scripts.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Drift {
    now: engine::view::DriftNow,
    turns: Vec<DriftTurn>,
}
