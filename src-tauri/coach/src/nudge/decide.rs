//! Whether to speak now.

use super::draft::{NudgeDraft, NudgeKind, Offer};
use super::drift;
use super::situation::{Sent, Situation, Sync};
use super::wording::{BUSY, BUSY_ALONE, CUE, CUE_ALONE, LATE, LATE_ALONE};
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

/// At most so many nudges a day, repeats included.
const A_DAY: usize = 3;
/// Silence after the machine woke.
const WAKING: TimeDelta = TimeDelta::minutes(10);
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
    let day_nudge = if kept { None } else { due_for_the_day(situation, now) };
    let due = match day_nudge {
        Some(nudge) => Some(nudge),
        None if just_spoke(situation, now) || cue_is_near(situation, now) => None,
        None => drift::due(situation, now.at).filter(|nudge| !kept || nudge.kind == NudgeKind::Recovered),
    };
    match due {
        Some(nudge) if nudge.kind == NudgeKind::Recovered => Decision::Speak(Box::new(nudge)),
        Some(_) if situation.sync == Sync::Due => Decision::SyncFirst,
        Some(nudge) => Decision::Speak(Box::new(nudge)),
        None if kept => rest("kept", None),
        None => {
            let (cue, late) = times(situation);
            let ahead = |time: NaiveDateTime| Some(time - now.civil()).filter(|ahead| *ahead > TimeDelta::zero());
            let until = ahead(cue).or(late.and_then(ahead)).map(|ahead| now.at + ahead);
            rest(if ahead(cue).is_some() { "early" } else { "nothing" }, until)
        }
    }
}

/// Why nothing may be said now, whatever there is to say.
fn silence(situation: &Situation, now: Moment) -> Option<Decision> {
    let today = situation.today.day;
    if let Some(until) = situation.paused_until.filter(|until| now.at < *until) {
        return Some(rest("paused", Some(until)));
    }
    if situation.today.rest {
        return Some(rest("rest_day", None));
    }
    if situation.sent.iter().filter(|sent| sent.day == today).count() >= A_DAY {
        return Some(rest("enough", None));
    }
    if situation.do_not_disturb {
        return Some(rest("do_not_disturb", None));
    }
    if let Some(until) = situation.times.quiet.and_then(|quiet| quiet_until(quiet, now)) {
        return Some(rest("quiet", Some(until)));
    }
    if let Some(woke) = situation.resumed.filter(|woke| (now.at - *woke).abs() < WAKING) {
        return Some(rest("waking", Some(woke + WAKING)));
    }
    (!situation.active).then(|| rest("away", None))
}

fn rest(why: &str, until: Option<DateTime<Utc>>) -> Decision {
    Decision::Rest { because: Message::new(format!("nudge.rest.{why}")), until }
}

/// When the quiet hours end that now is in.
fn quiet_until((from, to): (NaiveTime, NaiveTime), now: Moment) -> Option<DateTime<Utc>> {
    let clock = now.civil().time();
    let quiet = if from <= to { from <= clock && clock < to } else { from <= clock || clock < to };
    let ahead = to - clock;
    let ahead = if ahead < TimeDelta::zero() { ahead + TimeDelta::hours(24) } else { ahead };
    quiet.then(|| now.at + ahead)
}

/// The civil times of today's cue and late nudge.
fn times(situation: &Situation) -> (NaiveDateTime, Option<NaiveDateTime>) {
    let day = situation.today.day;
    let begins = day.begins(situation.rollover);
    let on = |time: NaiveTime| {
        let same_date = day.date().and_time(time);
        if same_date < begins { same_date.checked_add_days(Days::new(1)).unwrap_or(same_date) } else { same_date }
    };
    (on(situation.times.cue), situation.times.late.map(on))
}

/// Whether any nudge was sent within the last hour.
fn just_spoke(situation: &Situation, now: Moment) -> bool {
    situation.sent.iter().any(|sent| (now.at - sent.at).abs() < BREATH)
}

/// Whether the day's cue comes within the hour.
fn cue_is_near(situation: &Situation, now: Moment) -> bool {
    let ahead = times(situation).0 - now.civil();
    situation.today.missing() > 0 && ahead > TimeDelta::zero() && ahead <= BREATH
}

/// The cue, the one asked for later, or the late one, where it is due.
fn due_for_the_day(situation: &Situation, now: Moment) -> Option<NudgeDraft> {
    let day = situation.today.day;
    let (cue, late) = times(situation);
    let key = |kind: NudgeKind| format!("{}:{day}", kind.name());
    let of_day: Vec<&Sent> = situation.sent.iter().filter(|sent| sent.day == day && !sent.kind.is_drift()).collect();

    let Some(last) = of_day.last() else {
        return (now.civil() >= cue).then(|| draft(situation, now, NudgeKind::Cue, key(NudgeKind::Cue)));
    };
    if let Some(asked) = last.later {
        let again = format!("{}:again-{}", key(last.kind), of_day.len());
        return (now.at >= asked + LATER).then(|| draft(situation, now, last.kind, again));
    }
    let said = of_day.iter().any(|sent| sent.kind == NudgeKind::Late);
    let due = late.is_some_and(|late| now.civil() >= late) && !said && situation.sync != Sync::Failed;
    (due && !just_spoke(situation, now)).then(|| draft(situation, now, NudgeKind::Late, key(NudgeKind::Late)))
}

fn draft(situation: &Situation, now: Moment, kind: NudgeKind, key: String) -> NudgeDraft {
    let today = situation.today;
    let whom = situation.whom.clone();
    let group = match (kind, today.busy, whom.is_some()) {
        (_, true, true) => BUSY,
        (_, true, false) => BUSY_ALONE,
        (NudgeKind::Late, false, true) => LATE,
        (NudgeKind::Late, false, false) => LATE_ALONE,
        (_, false, true) => CUE,
        (_, false, false) => CUE_ALONE,
    };
    let wording = group.next(&situation.sent);
    let filled = |part: &str| {
        let message = Message::new(format!("{wording}.{part}")).with("n", today.missing());
        match &whom {
            Some(whom) => message.with("name", whom.name.as_str()),
            None => message,
        }
    };
    let again = situation.sent.iter().any(|sent| sent.day == today.day && sent.kind == kind);
    let because = match kind {
        _ if again => "nudge.because.again",
        NudgeKind::Late => "nudge.because.late",
        _ => "nudge.because.cue",
    };
    let because = Message::new(because)
        .with("time", now.civil().time())
        .with("people", today.people)
        .with("goal", i64::from(today.goal));
    NudgeDraft {
        key,
        kind,
        day: today.day,
        title: filled("title"),
        body: filled("body"),
        wording,
        because,
        way_back: None,
        evidence: Vec::new(),
        whom,
        offer: if today.busy { Offer::TwoMinutes } else { Offer::Talk },
    }
}
