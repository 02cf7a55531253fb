use crate::support::{ana, at, clock, day, does, monday, put_off, says, sent, stored};
use chrono::Duration;
use coach::act::RestWhy;
use coach::day::{Day, Rollover};
use coach::days::state::Resting;
use coach::nudge::{Decision, NudgeKind, Offer, Situation, Sync, decide};

type Change = fn(&mut Situation);

/// What the coach does on a Monday, with one thing otherwise, at a moment.
fn check(rows: &[(&str, Change, &str, &str)]) {
    for (why, change, now, expected) in rows {
        let mut situation = monday();
        change(&mut situation);
        assert_eq!(does(&situation, at(now)), *expected, "{why}, at {now}");
    }
}

#[test]
fn the_cue_comes_at_the_persons_time() {
    check(&[
        ("a minute early", |_| {}, "2026-11-23 13:29", "rest: early"),
        ("on time", |_| {}, "2026-11-23 13:30", "cue:2026-11-23"),
        (
            "already said",
            |s| s.sent.push(sent("cue:2026-11-23", "2026-11-23 13:30")),
            "2026-11-23 13:31",
            "rest: said.late",
        ),
        ("one of two", |s| s.today.people = 1, "2026-11-23 13:30", "cue:2026-11-23"),
        ("goal met", |s| s.today.people = 2, "2026-11-23 13:30", "rest: kept"),
        (
            "a cue at half past midnight ends the day",
            |s| s.times.cue = clock("00:30"),
            "2026-11-23 23:59",
            "rest: early",
        ),
        ("and comes after midnight", |s| s.times.cue = clock("00:30"), "2026-11-24 00:30", "cue:2026-11-23"),
        (
            "yesterday's cue was another day's",
            |s| s.sent.push(sent("cue:2026-11-22", "2026-11-22 13:30")),
            "2026-11-23 13:30",
            "cue:2026-11-23",
        ),
    ]);
}

#[test]
fn the_late_one_is_optional_and_comes_after_the_cue() {
    fn cued(s: &mut Situation) {
        s.sent.push(sent("cue:2026-11-23", "2026-11-23 13:30"));
    }
    check(&[
        ("in time", cued, "2026-11-23 20:00", "late:2026-11-23"),
        ("not yet", cued, "2026-11-23 19:59", "rest: said.late"),
        (
            "none wanted",
            |s| {
                cued(s);
                s.times.late = None;
            },
            "2026-11-23 20:00",
            "rest: said",
        ),
        (
            "goal met",
            |s| {
                cued(s);
                s.today.people = 2;
            },
            "2026-11-23 20:00",
            "rest: kept",
        ),
        ("the cue has not been said yet: the cue", |_| {}, "2026-11-23 20:00", "cue:2026-11-23"),
        (
            "the cue was said half an hour ago",
            |s| s.sent.push(sent("cue:2026-11-23", "2026-11-23 19:40")),
            "2026-11-23 20:10",
            "rest: said.late",
        ),
        (
            "an hour ago",
            |s| s.sent.push(sent("cue:2026-11-23", "2026-11-23 19:40")),
            "2026-11-23 20:40",
            "late:2026-11-23",
        ),
        (
            "said already",
            |s| {
                cued(s);
                s.sent.push(sent("late:2026-11-23", "2026-11-23 20:00"));
            },
            "2026-11-23 22:00",
            "rest: said",
        ),
    ]);
}

#[test]
fn it_is_silent_whenever_silence_is_due() {
    check(&[
        ("paused", |s| s.paused_until = Some(at("2026-11-23 15:00").at), "2026-11-23 14:00", "rest: paused.today"),
        (
            "the pause is over",
            |s| s.paused_until = Some(at("2026-11-23 15:00").at),
            "2026-11-23 15:00",
            "cue:2026-11-23",
        ),
        ("a day of rest", |s| s.today.rest = Some(Resting::Taken(RestWhy::Rest)), "2026-11-23 13:30", "rest: rest_day"),
        ("do not disturb", |s| s.desk.do_not_disturb = Some(true), "2026-11-23 13:30", "rest: do_not_disturb"),
        ("quiet hours", |s| s.times.quiet = Some((clock("13:00"), clock("15:00"))), "2026-11-23 13:30", "rest: quiet"),
        (
            "after them",
            |s| s.times.quiet = Some((clock("13:00"), clock("15:00"))),
            "2026-11-23 15:00",
            "cue:2026-11-23",
        ),
        (
            "quiet over midnight, in the evening",
            |s| s.times.quiet = Some((clock("22:00"), clock("08:00"))),
            "2026-11-23 23:00",
            "rest: quiet",
        ),
        (
            "quiet over midnight, in the morning",
            |s| s.times.quiet = Some((clock("22:00"), clock("08:00"))),
            "2026-11-24 03:00",
            "rest: quiet",
        ),
        (
            "quiet over midnight, by day",
            |s| s.times.quiet = Some((clock("22:00"), clock("08:00"))),
            "2026-11-23 13:30",
            "cue:2026-11-23",
        ),
        ("just woken", |s| s.resumed = Some(at("2026-11-23 13:25").at), "2026-11-23 13:34", "rest: waking"),
        ("ten minutes awake", |s| s.resumed = Some(at("2026-11-23 13:25").at), "2026-11-23 13:35", "cue:2026-11-23"),
        ("nobody there", |s| s.desk.idle = Some(true), "2026-11-23 13:30", "rest: away"),
    ]);
}

#[test]
fn what_was_missed_is_said_once_at_the_next_active_moment_if_still_true_for_its_day() {
    check(&[
        ("back at the desk in the evening", |_| {}, "2026-11-23 18:47", "cue:2026-11-23"),
        ("meanwhile the goal was met", |s| s.today.people = 2, "2026-11-23 18:47", "rest: kept"),
        ("after midnight it is still Monday", |_| {}, "2026-11-24 01:00", "cue:2026-11-23"),
        (
            "on Tuesday morning Monday's cue is over",
            |s| s.today.day = day("2026-11-24"),
            "2026-11-24 09:00",
            "rest: early",
        ),
    ]);
}

#[test]
fn it_syncs_before_it_nags() {
    fn cued(s: &mut Situation) {
        s.sent.push(sent("cue:2026-11-23", "2026-11-23 13:30"));
    }
    check(&[
        ("the sources have not been read", |s| s.sync = Sync::Due, "2026-11-23 13:30", "sync first"),
        ("nothing to say, nothing to read", |s| s.sync = Sync::Due, "2026-11-23 09:00", "rest: early"),
        ("they cannot be read: the cue comes", |s| s.sync = Sync::Failed, "2026-11-23 13:30", "cue:2026-11-23"),
        (
            "but nobody is nagged about the unknown",
            |s| {
                cued(s);
                s.sync = Sync::Failed;
            },
            "2026-11-23 20:00",
            "rest: unread",
        ),
    ]);
}

#[test]
fn later_is_an_hour_later_and_one_of_the_three() {
    let first = put_off("cue:2026-11-23", "2026-11-23 13:30", "2026-11-23 13:40");
    let second = put_off("cue:2026-11-23:again-1", "2026-11-23 14:40", "2026-11-23 14:50");
    let third = put_off("cue:2026-11-23:again-2", "2026-11-23 15:50", "2026-11-23 15:55");
    for (sent, now, expected) in [
        (vec![first.clone()], "2026-11-23 14:39", "rest: later"),
        (vec![first.clone()], "2026-11-23 14:40", "cue:2026-11-23:again-1"),
        (vec![first.clone()], "2026-11-23 21:00", "cue:2026-11-23:again-1"),
        (vec![first.clone(), second.clone()], "2026-11-23 15:50", "cue:2026-11-23:again-2"),
        (vec![first, second, third], "2026-11-23 17:00", "rest: enough"),
    ] {
        assert_eq!(does(&Situation { sent, ..monday() }, at(now)), expected, "{now}");
    }
}

#[test]
fn a_clock_set_back_never_produces_a_second_cue_for_the_same_day() {
    let cued = Situation { sent: vec![sent("cue:2026-11-23", "2026-11-23 13:30")], ..monday() };
    for now in ["2026-11-23 05:00", "2026-11-23 13:29", "2026-11-23 13:30", "2026-11-23 14:45"] {
        assert_ne!(does(&cued, at(now)), "cue:2026-11-23", "{now}");
    }
}

#[test]
fn a_busy_season_offers_only_the_two_minute_act() {
    let mut situation = monday();
    situation.today = coach::nudge::Today { goal: 1, busy: true, ..situation.today };
    for whom in [None, Some(ana())] {
        situation.whom = whom;
        let nudge = says(&situation, at("2026-11-23 13:30"));
        assert_eq!(nudge.offer, Offer::TwoMinutes);
        assert!(nudge.wording.starts_with("nudge.busy"), "{}", nudge.wording);
    }
}

#[test]
fn it_says_from_when_on_it_may_speak() {
    let until = |situation: &Situation, now: &str| match decide(situation, at(now)) {
        Decision::Rest { until, .. } => until,
        _ => None,
    };
    let quiet = Situation {
        times: coach::nudge::Times { quiet: Some((clock("22:00"), clock("08:00"))), ..monday().times },
        ..monday()
    };
    assert_eq!(until(&quiet, "2026-11-23 23:15"), Some(at("2026-11-24 08:00").at));
    assert_eq!(until(&monday(), "2026-11-23 08:00"), Some(at("2026-11-23 13:30").at));
    let cued = Situation { sent: vec![sent("cue:2026-11-23", "2026-11-23 13:30")], ..monday() };
    assert_eq!(until(&cued, "2026-11-23 15:00"), Some(at("2026-11-23 20:00").at));
}

#[test]
fn a_whole_week_minute_by_minute_has_three_nudges_a_day_and_each_key_once() {
    let mut situation = Situation { whom: Some(ana()), ..monday() };
    situation.feeds = vec![crate::support::feed(coach::drift::State::Autopilot, "2026-11-20")];
    let start = at("2026-11-23 04:00");
    for minute in 0..7 * 24 * 60 {
        let mut now = start;
        now.at += Duration::minutes(minute);
        situation.today.day = Day::of(now.civil(), Rollover::DEFAULT);
        if let Decision::Speak(nudge) = decide(&situation, now) {
            assert!(situation.sent.iter().all(|sent| sent.key != nudge.key), "twice: {}", nudge.key);
            situation.sent.push(stored(&nudge, now.at));
        }
    }
    let of = |kind: NudgeKind| situation.sent.iter().filter(|sent| sent.kind == kind).count();
    assert_eq!((of(NudgeKind::Cue), of(NudgeKind::Late), of(NudgeKind::Autopilot)), (7, 7, 1));
    for nth in 0..situation.sent.len() {
        let recent = &situation.sent[nth.saturating_sub(5)..nth];
        assert!(recent.iter().all(|sent| sent.wording != situation.sent[nth].wording), "{nth}: too soon");
    }
}
