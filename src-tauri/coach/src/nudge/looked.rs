//! What the coach looked at, so that a person can follow why it speaks or rests.

use super::decide::times;
use super::pace::pace;
use super::situation::{Situation, Sync};
use super::usual::CueBy;
use crate::day::Day;
use crate::message::Message;
use crate::zone::Moment;

/// All that it looked at, one sentence each, in the order in which it weighs.
pub fn looked(situation: &Situation, now: Moment) -> Vec<Message> {
    let (today, times_set) = (situation.today, &situation.times);
    let pace = pace(&situation.sent, today.day, times_set.every);
    let (cue, late) = times(situation, pace);
    let look = |what: &str| Message::new(format!("nudge.looked.{what}"));
    let civil = |at| Moment { at, ..now }.civil();
    let mut all = vec![look("people").with("people", today.people).with("n", i64::from(today.goal))];

    all.push(match situation.paused_until.filter(|until| now.at < *until) {
        Some(until) => look("pause").with("day", Day::new(civil(until).date())).with("time", civil(until).time()),
        None => look("pause.none"),
    });
    let time = cue.time();
    all.push(match (times_set.by, &times_set.plan) {
        (CueBy::Set, Some(plan)) => look("cue.plan").with("time", time).with("plan", plan.as_str()),
        (CueBy::Set, None) => look("cue.set").with("time", time),
        (CueBy::Learned(_), _) => look("cue.learned").with("time", time),
        (CueBy::Tried, _) => look("cue.tried").with("time", time),
    });
    if let CueBy::Learned(usual) = times_set.by {
        all.push(usual.sentence());
    }
    all.push(late.map_or_else(|| look("late.none"), |late| look("late").with("time", late.time())));
    all.push(
        times_set
            .quiet
            .map_or_else(|| look("quiet.none"), |(from, to)| look("quiet").with("from", from).with("to", to)),
    );
    if !times_set.silent.is_empty() {
        all.push(look("silent").with("n", i64::try_from(times_set.silent.len()).unwrap_or(0)));
    }
    if pace.every > 1 {
        all.push(look("every").with("n", pace.every));
    }
    if pace.gone_by > 0 {
        all.push(look("gone-by").with("n", pace.gone_by));
    }
    let mut said = situation.sent.iter().filter(|sent| sent.day == today.day);
    all.push(match (said.clone().count(), said.next_back()) {
        (n, Some(last)) => {
            let n = i64::try_from(n).unwrap_or(i64::MAX);
            look("said").with("n", n).with("time", civil(last.at).time())
        }
        (_, None) => look("said.none"),
    });
    all.extend(at_the_desk(situation));
    all.push(situation.resumed.map_or_else(
        || look("woke.unknown"),
        |woke| look("woke").with("day", Day::new(civil(woke).date())).with("time", civil(woke).time()),
    ));
    all.push(look(match situation.sync {
        Sync::Fresh => "sources.fresh",
        Sync::Due => "sources.due",
        Sync::Failed => "sources.failed",
    }));
    all.extend(situation.away.map(|away| look("away").with("n", away.days).with("day", away.since)));
    all.extend(situation.feeds.first().map(|feed| feed.verdict.sentence()));
    all.extend(situation.early.as_ref().map(|early| early.fading.sentence()));
    all
}

/// What the desktop says, and what it does not.
fn at_the_desk(situation: &Situation) -> impl Iterator<Item = Message> {
    let desk = situation.desk;
    let senses = [
        ("do-not-disturb", desk.do_not_disturb),
        ("locked", desk.locked),
        ("idle", desk.idle),
        ("full-screen", desk.full_screen),
        ("shared", desk.shared),
    ];
    senses.into_iter().map(|(sense, is)| {
        let is = match is {
            Some(true) => "yes",
            Some(false) => "no",
            None => "unknown",
        };
        Message::new(format!("nudge.looked.{sense}.{is}"))
    })
}
