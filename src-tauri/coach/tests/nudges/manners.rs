//! The manners, as a table to be read: the situation, the moment, and what the coach does. Where it rests, in its own
//! words; where it speaks, by the key of what it says.

use crate::support::{ana, at, clock, day, early, feed, gone_by, monday, put_off, says_or_rests, sent};
use chrono::Weekday;
use coach::act::RestWhy;
use coach::days::state::Resting;
use coach::drift::State;
use coach::nudge::{Absence, Desk, Fate, Sent, Situation, Sync};

/// What a situation is called, how it differs from a plain Monday, the time (a Monday, unless a date is given), and what
/// the coach does.
type Row = (&'static str, fn(&mut Situation), &'static str, &'static str);

fn check(rows: &[Row]) {
    for (why, change, now, expected) in rows {
        let mut situation = monday();
        change(&mut situation);
        let now = if now.len() > 5 { (*now).to_owned() } else { format!("2026-11-23 {now}") };
        assert_eq!(says_or_rests(&situation, at(&now)), *expected, "{why}, at {now}");
    }
}

fn cued(s: &mut Situation) {
    s.sent.push(sent("cue:2026-11-23", "2026-11-23 13:30"));
}

fn met(s: &mut Situation) {
    (s.today.people, s.today.met) = (2, Some(clock("14:10")));
}

fn away(s: &mut Situation) {
    s.away = Some(Absence { since: day("2026-11-11"), days: 12 });
}

#[test]
fn at_most_three_a_day_each_at_its_time() {
    check(&[
        ("before the cue", |_| {}, "09:00", "Resting: the day’s cue comes at 13:30."),
        ("at the cue", |_| {}, "13:30", "cue:2026-11-23"),
        ("after it", cued, "14:00", "Resting: the day’s nudge was said at 13:30, the late one comes at 20:00."),
        ("at the late one", cued, "20:00", "late:2026-11-23"),
        (
            "both were said",
            |s| {
                cued(s);
                s.sent.push(sent("late:2026-11-23", "2026-11-23 20:00"));
            },
            "21:00",
            "Resting: the day’s nudge was said at 20:00.",
        ),
        (
            "the cue came late, the late one keeps its distance",
            |s| s.sent.push(sent("cue:2026-11-23", "2026-11-23 19:40")),
            "20:10",
            "Resting: the day’s nudge was said at 19:40, the late one comes at 20:40.",
        ),
        (
            "no late one is wanted",
            |s| {
                cued(s);
                s.times.late = None;
            },
            "20:00",
            "Resting: the day’s nudge was said at 13:30.",
        ),
        (
            "three were said",
            |s| s.sent = vec![sent("late:2026-11-23", "2026-11-23 12:00"); 3],
            "18:00",
            "Resting: 3 nudges today are enough.",
        ),
        ("“Later” was said", |s| s.sent = later(), "14:00", "Resting: you said “Later”. It comes again at 14:40."),
        ("an hour after “Later”", |s| s.sent = later(), "14:40", "cue:2026-11-23:again-1"),
    ]);
}

fn later() -> Vec<Sent> {
    vec![put_off("cue:2026-11-23", "2026-11-23 13:30", "2026-11-23 13:40")]
}

#[test]
fn it_reads_before_it_nags_and_is_silent_once_the_goal_is_met() {
    check(&[
        ("the goal is met", met, "15:00", "Resting: goal met at 14:10, 2 of 2 people."),
        ("met, it is not known when", |s| s.today.people = 2, "15:00", "Resting: goal met, 2 of 2 people."),
        ("the sources were not read", |s| s.sync = Sync::Due, "13:30", "reads the sources first"),
        ("one could not be read: the cue comes", |s| s.sync = Sync::Failed, "13:30", "cue:2026-11-23"),
        (
            "but not the late one",
            |s| {
                cued(s);
                s.sync = Sync::Failed;
            },
            "20:00",
            "Resting: a source could not be read, and what is not known is not nagged about.",
        ),
    ]);
}

#[test]
fn what_the_person_said_is_kept() {
    check(&[
        (
            "paused for the day",
            |s| s.paused_until = Some(at("2026-11-23 18:00").at),
            "14:00",
            "Resting: paused until 18:00.",
        ),
        (
            "paused for a week",
            |s| s.paused_until = Some(at("2026-11-30 09:00").at),
            "14:00",
            "Resting: paused until 30 Nov 2026, 09:00.",
        ),
        ("the pause is over", |s| s.paused_until = Some(at("2026-11-23 13:30").at), "13:30", "cue:2026-11-23"),
        (
            "a day of rest",
            |s| s.today.rest = Some(Resting::Taken(RestWhy::Rest)),
            "13:30",
            "Resting: today is a rest day.",
        ),
        ("ill", |s| s.today.rest = Some(Resting::Taken(RestWhy::Ill)), "13:30", "Resting: you are ill today."),
        (
            "travelling",
            |s| s.today.rest = Some(Resting::Taken(RestWhy::Travelling)),
            "13:30",
            "Resting: you are travelling today.",
        ),
        ("a weekday off", |s| s.today.rest = Some(Resting::DayOff), "13:30", "Resting: this weekday is off."),
        (
            "a weekday without nudges",
            |s| s.times.silent = vec![Weekday::Mon],
            "13:30",
            "Resting: you want no nudges on this weekday.",
        ),
        ("another weekday without", |s| s.times.silent = vec![Weekday::Sat], "13:30", "cue:2026-11-23"),
        (
            "quiet hours in the evening",
            |s| s.times.quiet = Some((clock("22:00"), clock("08:00"))),
            "23:15",
            "Resting: quiet hours until 08:00.",
        ),
        (
            "quiet hours at night",
            |s| s.times.quiet = Some((clock("22:00"), clock("08:00"))),
            "2026-11-24 03:00",
            "Resting: quiet hours until 08:00.",
        ),
        (
            "a cue every other day, the last was yesterday",
            |s| {
                s.times.every = 2;
                s.sent = vec![Sent { fate: Fate::Heeded, ..sent("cue:2026-11-22", "2026-11-22 13:30") }];
            },
            "13:30",
            "Resting: you want the cue every 2 days. The next one comes on 24 Nov 2026.",
        ),
    ]);
}

#[test]
fn what_the_desktop_says_is_kept_and_what_it_does_not_tell_is_no_reason() {
    check(&[
        ("it tells nothing", |s| s.desk = Desk::default(), "13:30", "cue:2026-11-23"),
        (
            "do not disturb",
            |s| s.desk.do_not_disturb = Some(true),
            "13:30",
            "Resting: the desktop asks not to disturb.",
        ),
        ("locked", |s| s.desk.locked = Some(true), "13:30", "Resting: the screen is locked."),
        ("shared", |s| s.desk.shared = Some(true), "13:30", "Resting: the screen is being shared."),
        ("a film", |s| s.desk.full_screen = Some(true), "13:30", "Resting: a program fills the screen."),
        (
            "nobody there",
            |s| s.desk.idle = Some(true),
            "13:30",
            "Resting: nobody has touched the machine for ten minutes.",
        ),
        (
            "nothing against it",
            |s| {
                let no = Some(false);
                s.desk = Desk { do_not_disturb: no, locked: no, idle: no, full_screen: no, shared: no };
            },
            "13:30",
            "cue:2026-11-23",
        ),
        (
            "just woken",
            |s| s.resumed = Some(at("2026-11-23 13:25").at),
            "13:30",
            "Resting: the machine has just woken up; ten minutes of quiet until 13:35.",
        ),
        ("ten minutes awake", |s| s.resumed = Some(at("2026-11-23 13:20").at), "13:30", "cue:2026-11-23"),
    ]);
}

#[test]
fn what_was_missed_comes_once_at_the_next_moment_at_which_it_may_if_it_is_still_true() {
    check(&[
        ("back at the desk in the evening", |_| {}, "18:47", "cue:2026-11-23"),
        ("after midnight it is still Monday", |_| {}, "2026-11-24 01:00", "cue:2026-11-23"),
        (
            "on Tuesday Monday's cue is over",
            |s| s.today.day = day("2026-11-24"),
            "2026-11-24 09:00",
            "Resting: the day’s cue comes at 13:30.",
        ),
    ]);
}

#[test]
fn unanswered_it_gets_quieter_and_asks_once() {
    check(&[
        ("two went by", |s| s.sent = gone_by(2), "13:30", "cue:2026-11-23"),
        (
            "two went by: no late one",
            |s| {
                s.sent = gone_by(2);
                cued(s);
            },
            "20:00",
            "Resting: the day’s nudge was said at 13:30.",
        ),
        ("three went by: it asks, at the cue's time", |s| s.sent = gone_by(3), "13:30", "ask:2026-11-20"),
        ("and not sooner", |s| s.sent = gone_by(3), "13:29", "Resting: the day’s cue comes at 13:30."),
        (
            "nor twice: the question went by as well",
            |s| {
                s.sent = gone_by(4);
                s.sent[3] = Sent { fate: Fate::WentBy, ..sent("ask:2026-11-19", "2026-11-22 13:30") };
            },
            "13:30",
            "Resting: the last 4 went by unanswered, so the cue comes every 2 days. The next one comes on 24 Nov 2026.",
        ),
        (
            "on the next day the cue",
            |s| {
                s.sent = gone_by(4);
                s.sent[3] = Sent { fate: Fate::WentBy, ..sent("ask:2026-11-19", "2026-11-22 13:30") };
                s.today.day = day("2026-11-24");
            },
            "2026-11-24 13:30",
            "cue:2026-11-24",
        ),
        (
            "one answer, and it is as before",
            |s| {
                s.sent = gone_by(4);
                s.sent[3] = Sent { fate: Fate::Heeded, ..sent("ask:2026-11-19", "2026-11-22 13:30") };
            },
            "13:30",
            "cue:2026-11-23",
        ),
        (
            "the question in answer to “Later”",
            |s| s.sent = [gone_by(3), vec![put_off("ask:2026-11-20", "2026-11-23 13:30", "2026-11-23 13:31")]].concat(),
            "14:31",
            "ask:2026-11-23:again-1",
        ),
    ]);
}

#[test]
fn after_a_week_away_it_welcomes_at_once_and_once() {
    check(&[
        ("back in the morning", away, "08:30", "welcome:2026-11-23"),
        (
            "once",
            |s| {
                away(s);
                s.sent.push(sent("welcome:2026-11-23", "2026-11-23 08:30"));
            },
            "13:30",
            "Resting: the day’s nudge was said at 08:30, the late one comes at 20:00.",
        ),
        (
            "back, and talked already",
            |s| {
                away(s);
                met(s);
            },
            "15:00",
            "Resting: goal met at 14:10, 2 of 2 people.",
        ),
        (
            "what went by before is not held against anybody",
            |s| {
                s.sent = gone_by(9);
                away(s);
            },
            "08:30",
            "welcome:2026-11-23",
        ),
        (
            "the sources come first: perhaps she talked elsewhere",
            |s| {
                away(s);
                s.sync = Sync::Due;
            },
            "08:30",
            "reads the sources first",
        ),
        (
            "where they can't be read, nobody knows",
            |s| {
                away(s);
                s.sync = Sync::Failed;
            },
            "08:30",
            "Resting: the day’s cue comes at 13:30.",
        ),
        (
            "on a day of rest it waits",
            |s| {
                away(s);
                s.today.rest = Some(Resting::DayOff);
            },
            "08:30",
            "Resting: this weekday is off.",
        ),
    ]);
}

#[test]
fn drift_and_its_early_warning_take_their_turn() {
    fn fades(s: &mut Situation) {
        s.early = Some(early());
    }
    check(&[
        ("conversation fades", fades, "10:00", "fading:all:2026-11-23"),
        (
            "the cue is near",
            |s| {
                fades(s);
                s.times.cue = clock("10:30");
            },
            "10:00",
            "Resting: the day’s cue comes at 10:30.",
        ),
        (
            "it was said this season",
            |s| {
                fades(s);
                s.sent.push(sent("fading:all:2026-08-26", "2026-08-26 10:00"));
            },
            "10:00",
            "Resting: the day’s cue comes at 13:30.",
        ),
        (
            "it was said 90 days ago",
            |s| {
                fades(s);
                s.sent.push(sent("fading:all:2026-08-25", "2026-08-25 10:00"));
            },
            "10:00",
            "fading:all:2026-11-23",
        ),
        (
            "thinning was spoken of a month ago",
            |s| {
                fades(s);
                s.sent.push(sent("thinning:all:2026-10-20:0", "2026-10-20 10:00"));
            },
            "10:00",
            "Resting: the day’s cue comes at 13:30.",
        ),
        (
            "drift goes first",
            |s| {
                fades(s);
                s.feeds = vec![feed(State::Thinning, "2026-11-22")];
            },
            "10:00",
            "thinning:all:2026-11-22:0",
        ),
        (
            "an early warning is no telling of drift: its end is no news",
            |s| {
                s.feeds = vec![feed(State::Fine, "2026-11-22")];
                s.feeds[0].recovered = Some(day("2026-11-22"));
                s.sent.push(sent("fading:all:2026-10-20", "2026-10-20 10:00"));
            },
            "10:00",
            "Resting: the day’s cue comes at 13:30.",
        ),
        (
            "nobody to talk to any more today",
            |s| {
                fades(s);
                met(s);
                s.whom = Some(ana());
            },
            "15:00",
            "Resting: goal met at 14:10, 2 of 2 people.",
        ),
    ]);
}
