//! When drift is spoken of, and what is said.

use super::draft::{NudgeDraft, NudgeKind, Offer};
use super::situation::{Feed, Sent, Situation};
use super::wording::{AUTOPILOT, BROADCASTING, MIX, RECOVERED, THINNING};
use crate::day::Day;
use crate::drift::{Numbers, State};
use crate::message::{Arg, Message};
use chrono::{DateTime, TimeDelta, Utc};

/// Two nudges about drift are at least this far apart.
const APART: TimeDelta = TimeDelta::hours(72);
/// Days after the first nudge of a state at which it is said again; after them, every [`MONTH`] days.
const AGAIN: [i64; 2] = [7, 14];
const MONTH: i64 = 30;
/// For so many days after a worse state was spoken of, a milder one is not: things get better.
const BETTER: i64 = 14;
/// A recovery older than this many days is no news.
const NEWS: i64 = 7;

/// The drift nudge that is due: of the worst feed first, and recovery where nothing is the matter. `None` where none is.
pub(super) fn due(situation: &Situation, now: DateTime<Utc>) -> Option<NudgeDraft> {
    if situation.sent.iter().any(|sent| sent.kind.is_drift() && (now - sent.at).abs() < APART) {
        return None;
    }
    let mut feeds: Vec<&Feed> = situation.feeds.iter().collect();
    feeds.sort_by_key(|feed| std::cmp::Reverse(kind(feed)));
    let worst = feeds.iter().filter_map(|feed| alarm(feed, situation)).next();
    worst.or_else(|| feeds.iter().filter_map(|feed| welcome(feed, situation)).next())
}

/// What is the matter with a feed, if it is.
fn kind(feed: &Feed) -> Option<NudgeKind> {
    match feed.verdict.state {
        State::Autopilot => Some(NudgeKind::Autopilot),
        State::Broadcasting => Some(NudgeKind::Broadcasting),
        State::Thinning => Some(NudgeKind::Thinning),
        State::Fine | State::Absent | State::NoVerdict => None,
    }
}

fn alarm(feed: &Feed, situation: &Situation) -> Option<NudgeDraft> {
    let kind = kind(feed)?;
    let today = situation.today.day;
    let numbers = &feed.verdict.numbers;
    if kind == NudgeKind::Autopilot && numbers.sign_days > 0 {
        return None; // The person is on the way back already.
    }
    let worse = |sent: &&Sent| kind < sent.kind && sent.kind != NudgeKind::Recovered && about(sent, feed);
    if situation.sent.iter().filter(worse).any(|sent| today.since(sent.day) < BETTER) {
        return None;
    }
    let stem = format!("{}:{}:{}", kind.name(), feed.name, feed.entered);
    let said: Vec<&Sent> = situation.sent.iter().filter(|sent| sent.key.starts_with(&format!("{stem}:"))).collect();
    let step = next_step(&said, today)?;
    let group = match kind {
        NudgeKind::Autopilot => AUTOPILOT,
        NudgeKind::Broadcasting => BROADCASTING,
        _ if f64::from(numbers.gap) > numbers.usual => THINNING,
        _ => MIX,
    };
    let wording = group.next(&situation.sent);
    let offer = if situation.today.busy { Offer::TwoMinutes } else { Offer::Look };
    Some(NudgeDraft {
        key: format!("{stem}:{step}"),
        kind,
        day: today,
        title: Message::new(format!("{wording}.title")),
        body: body(&wording, group.name, numbers),
        wording,
        because: feed.verdict.sentence(),
        way_back: Some(feed.forecast.sentence()),
        evidence: feed.evidence.clone(),
        whom: situation.whom.clone(),
        offer,
    })
}

/// Which telling of a state is due, as days after the first: 0, 7, 14, and then monthly. `None` where none is.
///
/// A telling answered with "Later" is due again as soon as 72 hours have passed.
fn next_step(said: &[&Sent], today: Day) -> Option<i64> {
    let Some(first) = said.first() else { return Some(0) };
    let (elapsed, last) = (today.since(first.day), said.last().map_or(0, |last| today.since(last.day)));
    let [.., longest] = AGAIN;
    let monthly = longest + (elapsed - longest).div_euclid(MONTH) * MONTH;
    let reached =
        if elapsed >= longest { Some(monthly) } else { AGAIN.into_iter().rev().find(|&step| step <= elapsed) };
    let regular = reached.filter(|&step| elapsed - last < step);
    let asked_for = said.last().and_then(|last| last.later).map(|_| elapsed);
    regular.or(asked_for)
}

fn welcome(feed: &Feed, situation: &Situation) -> Option<NudgeDraft> {
    let today = situation.today.day;
    let on = feed.recovered.filter(|on| (0..=NEWS).contains(&today.since(*on)))?;
    let key = format!("{}:{}:{on}", NudgeKind::Recovered.name(), feed.name);
    let told = situation.sent.iter().rev().find(|sent| sent.kind.is_drift() && about(sent, feed))?;
    if told.kind == NudgeKind::Recovered {
        return None;
    }
    let wording = RECOVERED.next(&situation.sent);
    let signs = feed.verdict.numbers.sign_days;
    Some(NudgeDraft {
        key,
        kind: NudgeKind::Recovered,
        day: today,
        title: Message::new(format!("{wording}.title")),
        body: Message::new(format!("{wording}.body")).with("n", signs),
        wording,
        because: Message::new("drift.recovered").with("n", signs),
        way_back: None,
        evidence: feed.evidence.clone(),
        whom: situation.whom.clone(),
        offer: Offer::Look,
    })
}

/// Whether a drift nudge was about this feed.
fn about(sent: &Sent, feed: &Feed) -> bool {
    sent.key.starts_with(&format!("{}:{}:", sent.kind.name(), feed.name))
}

fn body(wording: &str, group: &str, numbers: &Numbers) -> Message {
    let body = Message::new(format!("{wording}.body"));
    if group == AUTOPILOT.name {
        let body = body.with("usual", numbers.usual.round() as i64).with("gap", numbers.gap);
        body.with("n", numbers.automatic_posts)
    } else if group == THINNING.name {
        body.with("usual", numbers.usual.round() as i64).with("n", numbers.gap)
    } else if group == MIX.name {
        body.with("machinery", Arg::Share(numbers.machinery)).with("conversation", Arg::Share(numbers.conversation))
    } else {
        body.with("n", numbers.hand_made)
    }
}
