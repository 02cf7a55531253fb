//! Whether to speak now.

use super::draft::NudgeDraft;
use super::draft::NudgeKind;
use super::of_the_day::{draft, repeat};
use super::pace::{Pace, pace};
use super::silence::silence;
use super::situation::{Sent, Situation, Sync};
use super::{drift, of_the_day};
use crate::message::Message;
use crate::zone::Moment;
use chrono::{DateTime, Days, NaiveDateTime, NaiveTime, TimeDelta, Utc};

/// What the coach does now.
#[derive(Debug, Clone, PartialEq)]
pub enum Decision {
    /// Says this, once it is stored.
    Speak(Box<NudgeDraft>),
    /// Would speak, but the sources have to be read first: perhaps the goal is met.
    SyncFirst,
    /// Says nothing.
    Rest {
        /// Why.
        because: Message,
        /// When it may be otherwise, as the clock runs now, where that can be said.
        until: Option<DateTime<Utc>>,
    },
}

/// "Later" is so much later.
const LATER: TimeDelta = TimeDelta::hours(1);
/// Late nudge and drift come no sooner than this after any other nudge, and drift not sooner before the cue.
const BREATH: TimeDelta = TimeDelta::hours(1);

/// Whether to speak at this moment, and what to say.
///
/// A function of the situation alone: asked again in the same situation it says the same, and what it says has the same
/// key. It is asked every minute; what it could not say (the machine slept, the person was away, hours were quiet) it
/// says at the first moment it can, as long as it is still true for its day.
pub fn decide(situation: &Situation, now: Moment) -> Decision {
    if let Some(silence) = silence(situation, now) {
        return silence;
    }
    let today = &situation.today;
    let kept = today.missing() == 0;
    let pace = pace(&situation.sent, today.day, situation.times.every);
    let day_nudge = if kept { None } else { due_for_the_day(situation, pace, now) };
    let due = match day_nudge {
        Some(nudge) => Some(nudge),
        None if just_spoke(situation, now) || cue_is_near(situation, pace, now) => None,
        None => drift::due(situation, now.at).filter(|nudge| !kept || nudge.kind == NudgeKind::Recovered),
    };
    match due {
        Some(nudge) if nudge.kind == NudgeKind::Recovered => Decision::Speak(Box::new(nudge)),
        Some(_) if situation.sync == Sync::Due => Decision::SyncFirst,
        Some(nudge) => Decision::Speak(Box::new(nudge)),
        None => rests(situation, pace, now),
    }
}

/// Nothing is in the way, and yet there is nothing to say: why.
fn rests(situation: &Situation, pace: Pace, now: Moment) -> Decision {
    let today = situation.today;
    let (cue, late) = times(situation, pace);
    let because = |why: &str| Message::new(format!("nudge.rest.{why}"));
    let ahead = |time: NaiveDateTime| Some(time - now.civil()).filter(|ahead| *ahead > TimeDelta::zero());
    let at = |time: NaiveDateTime| ahead(time).map(|ahead| now.at + ahead);
    if today.missing() == 0 {
        let met = today.met.map_or_else(|| because("kept"), |met| because("kept.at").with("time", met));
        let because = met.with("n", i64::from(today.goal)).with("people", today.people);
        return Decision::Rest { because, until: None };
    }
    let Some(last) = of_today(situation).last().copied() else {
        let next = pace.next(today.day);
        if next > today.day {
            let why = if pace.every > i64::from(situation.times.every) { "pace" } else { "every" };
            let because = because(why).with("n", pace.gone_by).with("day", next).with("every", pace.every);
            return Decision::Rest { because, until: None };
        }
        return Decision::Rest { because: because("early").with("time", cue.time()), until: at(cue) };
    };
    if let Some(asked) = last.later.filter(|asked| now.at < *asked + LATER) {
        let until = asked + LATER;
        let time = Moment { at: until, ..now }.civil().time();
        return Decision::Rest { because: because("later").with("time", time), until: Some(until) };
    }
    let said = Moment { at: last.at, ..now }.civil().time();
    match late.filter(|_| !said_late(situation)) {
        Some(late) if ahead(late).is_some() => {
            let because = because("said.late").with("time", said).with("late", late.time());
            Decision::Rest { because, until: at(late) }
        }
        Some(_) if situation.sync == Sync::Failed => Decision::Rest { because: because("unread"), until: None },
        Some(_) if just_spoke(situation, now) => {
            let until = last.at + BREATH;
            let late = Moment { at: until, ..now }.civil().time();
            let because = because("said.late").with("time", said).with("late", late);
            Decision::Rest { because, until: Some(until) }
        }
        _ => Decision::Rest { because: because("said").with("time", said), until: None },
    }
}

/// The civil times of today's cue and late nudge.
pub(super) fn times(situation: &Situation, pace: Pace) -> (NaiveDateTime, Option<NaiveDateTime>) {
    let day = situation.today.day;
    let begins = day.begins(situation.rollover);
    let on = |time: NaiveTime| {
        let same_date = day.date().and_time(time);
        if same_date < begins { same_date.checked_add_days(Days::new(1)).unwrap_or(same_date) } else { same_date }
    };
    (on(situation.times.cue), situation.times.late.filter(|_| pace.late).map(on))
}

/// What was said today of the day.
fn of_today(situation: &Situation) -> Vec<&Sent> {
    let day = situation.today.day;
    situation.sent.iter().filter(|sent| sent.day == day && !sent.kind.is_drift()).collect()
}

fn said_late(situation: &Situation) -> bool {
    of_today(situation).iter().any(|sent| sent.kind == NudgeKind::Late)
}

/// Whether any nudge was sent within the last hour.
fn just_spoke(situation: &Situation, now: Moment) -> bool {
    situation.sent.iter().any(|sent| (now.at - sent.at).abs() < BREATH)
}

/// Whether the day's cue comes within the hour.
fn cue_is_near(situation: &Situation, pace: Pace, now: Moment) -> bool {
    let day = situation.today.day;
    let ahead = times(situation, pace).0 - now.civil();
    let comes = situation.today.missing() > 0 && pace.next(day) == day;
    comes && ahead > TimeDelta::zero() && ahead <= BREATH
}

/// The welcome, the cue or the question in its place, the one asked for later, or the late one, where it is due.
fn due_for_the_day(situation: &Situation, pace: Pace, now: Moment) -> Option<NudgeDraft> {
    let day = situation.today.day;
    let (cue, late) = times(situation, pace);
    let of_day = of_today(situation);

    let Some(last) = of_day.last() else {
        // Where a source could not be read, nobody knows whether she was away.
        if let Some(away) = situation.away.filter(|_| situation.sync != Sync::Failed) {
            return Some(of_the_day::welcome(situation, away));
        }
        let due = now.civil() >= cue && pace.next(day) == day;
        return match pace.since.filter(|_| pace.asks) {
            Some(since) => due.then(|| of_the_day::ask(situation, pace, since)),
            None => due.then(|| draft(situation, now, NudgeKind::Cue)),
        };
    };
    if let Some(asked) = last.later {
        return (now.at >= asked + LATER).then(|| repeat(situation, pace, now, last.kind, of_day.len()));
    }
    let due = late.is_some_and(|late| now.civil() >= late) && !said_late(situation) && situation.sync != Sync::Failed;
    (due && !just_spoke(situation, now)).then(|| draft(situation, now, NudgeKind::Late))
}
