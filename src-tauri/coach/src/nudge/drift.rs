//! When drift is spoken of, and what is said.

use super::draft::{NudgeDraft, NudgeKind, Offer};
use super::situation::{Feed, Sent, Situation};
use super::wording::{AUTOPILOT, BROADCASTING, FADING, FADING_PEOPLE, MIX, RECOVERED, THINNING, Wordings};
use crate::day::Day;
use crate::drift::constants::SEASON_DAYS;
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

/// The drift nudge that is due: of the worst feed first; where nothing is the matter a recovery, or else the early
/// warning. `None` where none is.
pub(super) fn due(situation: &Situation, now: DateTime<Utc>) -> Option<NudgeDraft> {
    if situation.sent.iter().any(|sent| sent.kind.is_drift() && (now - sent.at).abs() < APART) {
        return None;
    }
    // The first feed in a state speaks for all that follow: only what is worse than they are is news of its own.
    let mut news: Vec<&Feed> = Vec::new();
    for feed in &situation.feeds {
        if kind(feed) > news.iter().map(|told| kind(told)).max().flatten() {
            news.push(feed);
        }
    }
    let alarm = news.iter().rev().find_map(|feed| alarm(feed, situation));
    let recovered = || situation.feeds.iter().find_map(|feed| recovered(feed, situation));
    alarm.or_else(recovered).or_else(|| early(situation))
}

/// The early warning, at most once in a season; not where drift was spoken of in it.
fn early(situation: &Situation) -> Option<NudgeDraft> {
    let (early, today) = (situation.early.as_ref()?, situation.today.day);
    let spoken_of = |sent: &&Sent| sent.kind.is_drift() && (0..SEASON_DAYS).contains(&today.since(sent.day));
    if situation.sent.iter().any(|sent| spoken_of(&sent)) {
        return None;
    }
    let fading = early.fading;
    let wordings = if fading.people.is_some() { FADING_PEOPLE } else { FADING };
    let wording = wordings.next(&situation.sent);
    Some(NudgeDraft {
        key: format!("{}:all:{today}", NudgeKind::Fading.name()),
        kind: NudgeKind::Fading,
        day: today,
        title: Message::new(format!("{wording}.title")),
        body: fading.numbers(format!("{wording}.body")),
        because: fading.sentence(),
        way_back: None,
        evidence: early.evidence.clone(),
        whom: situation.whom.clone(),
        offer: offer(situation),
        wording,
    })
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
    let worse = |sent: &Sent| kind < sent.kind && sent.kind != NudgeKind::Recovered;
    if situation.sent.iter().any(|sent| worse(sent) && today.since(sent.day) < BETTER) {
        return None;
    }
    let stem = format!("{}:{}:{}:", kind.name(), feed.name, feed.entered);
    let last = situation.sent.iter().rev().find(|sent| sent.key.starts_with(&stem));
    let step = next_step(last, today)?;
    let (wording, body) = said(kind, numbers, &situation.sent);
    Some(NudgeDraft {
        key: format!("{stem}{step}"),
        kind,
        day: today,
        title: Message::new(format!("{wording}.title")),
        body,
        wording,
        because: feed.verdict.sentence(),
        way_back: Some(feed.forecast.sentence()),
        evidence: feed.evidence.clone(),
        whom: situation.whom.clone(),
        offer: offer(situation),
    })
}

/// What a nudge about drift offers: to look at the posts behind it, and in a busy season only the two-minute act.
fn offer(situation: &Situation) -> Offer {
    if situation.today.busy { Offer::TwoMinutes } else { Offer::Look }
}

/// On which day after the first telling of a state this one comes, where it is due. `last` is the last telling, whose
/// key ends with its own day. One answered with "Later" is due again as soon as drift may be spoken of at all.
fn next_step(last: Option<&Sent>, today: Day) -> Option<i64> {
    let Some(last) = last else { return Some(0) };
    let step = last.key.rsplit(':').next().and_then(|step| step.parse().ok()).unwrap_or(0);
    let elapsed: i64 = step + today.since(last.day);
    let [second, third] = AGAIN;
    let reached = match elapsed {
        days if days >= third => third + (days - third) / MONTH * MONTH,
        days if days >= second => second,
        _ => 0,
    };
    (reached > step || (last.later.is_some() && elapsed > step)).then_some(elapsed)
}

fn recovered(feed: &Feed, situation: &Situation) -> Option<NudgeDraft> {
    let today = situation.today.day;
    let on = feed.recovered.filter(|on| (0..=NEWS).contains(&today.since(*on)))?;
    let key = format!("{}:{}:{on}", NudgeKind::Recovered.name(), feed.name);
    let told = situation.sent.iter().rev().find(|sent| tells_drift(sent.kind) && about(sent, feed))?;
    if told.kind == NudgeKind::Recovered || situation.sent.iter().any(|sent| sent.key == key) {
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
        offer: offer(situation),
    })
}

/// Whether a nudge of this kind tells of drift or of its end; an early warning tells of neither.
fn tells_drift(kind: NudgeKind) -> bool {
    kind.is_drift() && kind != NudgeKind::Fading
}

/// Whether a drift nudge was about this feed.
fn about(sent: &Sent, feed: &Feed) -> bool {
    sent.key.starts_with(&format!("{}:{}:", sent.kind.name(), feed.name))
}

/// The sentence that says what is the matter, in one of its wordings. Returns the wording and the sentence.
fn said(kind: NudgeKind, numbers: &Numbers, sent: &[Sent]) -> (String, Message) {
    let usual = numbers.usual.round() as i64;
    let body = |wordings: Wordings| {
        let wording = wordings.next(sent);
        (wording.clone(), Message::new(format!("{wording}.body")))
    };
    match kind {
        NudgeKind::Autopilot => {
            let (wording, body) = body(AUTOPILOT);
            (wording, body.with("usual", usual).with("gap", numbers.gap).with("n", numbers.automatic_posts))
        }
        NudgeKind::Broadcasting => {
            let (wording, body) = body(BROADCASTING);
            (wording, body.with("n", numbers.hand_made))
        }
        _ if f64::from(numbers.gap) > numbers.usual => {
            let (wording, body) = body(THINNING);
            (wording, body.with("usual", usual).with("n", numbers.gap))
        }
        _ => {
            let (wording, body) = body(MIX);
            let (machinery, talk) = (Arg::Share(numbers.machinery), Arg::Share(numbers.conversation));
            (wording, body.with("machinery", machinery).with("conversation", talk))
        }
    }
}
