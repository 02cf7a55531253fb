//! When nothing may be said, whatever there is to say.

use super::decide::Decision;
use super::situation::Situation;
use crate::act::RestWhy;
use crate::day::Day;
use crate::days::state::Resting;
use crate::message::Message;
use crate::zone::Moment;
use chrono::{DateTime, NaiveTime, TimeDelta, Utc};

/// At most so many nudges a day, repeats included.
const A_DAY: usize = 3;
/// Silence after the machine woke.
const WAKING: TimeDelta = TimeDelta::minutes(10);

/// Why nothing may be said now; `None` where something may.
pub(super) fn silence(situation: &Situation, now: Moment) -> Option<Decision> {
    let today = situation.today.day;
    if let Some(until) = situation.paused_until.filter(|until| now.at < *until) {
        let ends = Moment { at: until, ..now }.civil();
        let same_day = ends.date() == now.civil().date();
        let because = Message::new(if same_day { "nudge.rest.paused.today" } else { "nudge.rest.paused" });
        let because = because.with("day", Day::new(ends.date())).with("time", ends.time());
        return Some(Decision::Rest { because, until: Some(until) });
    }
    if let Some(resting) = situation.today.rest {
        return Some(rest(resting_is(resting), None));
    }
    if situation.times.silent.contains(&today.weekday()) {
        return Some(rest("silent", None));
    }
    let said = situation.sent.iter().filter(|sent| sent.day == today).count();
    if said >= A_DAY {
        let because = Message::new("nudge.rest.enough").with("n", i64::try_from(said).unwrap_or(i64::MAX));
        return Some(Decision::Rest { because, until: None });
    }
    if situation.desk.do_not_disturb == Some(true) {
        return Some(rest("do_not_disturb", None));
    }
    if let Some(quiet) = situation.times.quiet.filter(|quiet| is_within(*quiet, now.civil().time())) {
        let because = Message::new("nudge.rest.quiet").with("time", quiet.1);
        return Some(Decision::Rest { because, until: Some(ends(quiet, now)) });
    }
    if let Some(woke) = situation.resumed.filter(|woke| (now.at - *woke).abs() < WAKING) {
        let until = woke + WAKING;
        let because = Message::new("nudge.rest.waking").with("time", Moment { at: until, ..now }.civil().time());
        return Some(Decision::Rest { because, until: Some(until) });
    }
    at_the_desk(situation)
}

/// What the desktop says against it, in the order in which a person would say it.
fn at_the_desk(situation: &Situation) -> Option<Decision> {
    let desk = situation.desk;
    let against =
        [(desk.locked, "locked"), (desk.shared, "shared"), (desk.full_screen, "full_screen"), (desk.idle, "away")];
    against.into_iter().find(|(is, _)| *is == Some(true)).map(|(_, why)| rest(why, None))
}

fn rest(why: &str, until: Option<DateTime<Utc>>) -> Decision {
    Decision::Rest { because: Message::new(format!("nudge.rest.{why}")), until }
}

fn resting_is(resting: Resting) -> &'static str {
    match resting {
        Resting::Taken(RestWhy::Ill) => "rest_day.ill",
        Resting::Taken(RestWhy::Travelling) => "rest_day.travelling",
        Resting::DayOff => "rest_day.off",
        Resting::Taken(RestWhy::Rest) | Resting::NeverCame => "rest_day",
    }
}

/// Whether a time lies between two, the first included, over midnight where the second is the earlier.
pub(super) fn is_within((from, to): (NaiveTime, NaiveTime), time: NaiveTime) -> bool {
    if from <= to { from <= time && time < to } else { from <= time || time < to }
}

/// When the quiet hours end that now is in.
fn ends((_, to): (NaiveTime, NaiveTime), now: Moment) -> DateTime<Utc> {
    let ahead = to - now.civil().time();
    let ahead = if ahead < TimeDelta::zero() { ahead + TimeDelta::hours(24) } else { ahead };
    now.at + ahead
}
