use crate::support::{at, does, feed, monday, put_off, says, sent};
use coach::act::PostId;
use coach::drift::State;
use coach::nudge::{Offer, Sent, Situation};

/// Monday with a feed on autopilot since the day before, and these nudges sent.
fn on_autopilot(sent: Vec<Sent>) -> Situation {
    Situation { feeds: vec![feed(State::Autopilot, "2026-11-22")], sent, ..monday() }
}

/// What the coach does on the morning of a day with a feed in this state since 2026-11-01.
fn on(day: &str, state: State, sent: Vec<Sent>) -> String {
    let mut situation = Situation { feeds: vec![feed(state, "2026-11-01")], sent, ..monday() };
    situation.today.day = crate::support::day(day);
    does(&situation, at(&format!("{day} 10:00")))
}

#[test]
fn drift_is_said_on_entering_with_its_numbers_its_posts_and_the_way_back() {
    let nudge = says(&on_autopilot(Vec::new()), at("2026-11-23 10:00"));
    assert_eq!(nudge.key, "autopilot:all:2026-11-22:0");
    assert_eq!(nudge.because.key, "drift.autopilot");
    assert_eq!(nudge.way_back.unwrap().key, "drift.way-back.both");
    assert_eq!((nudge.evidence, nudge.offer), (vec![PostId(7), PostId(5)], Offer::Look));
}

#[test]
fn drift_is_said_again_after_7_and_14_days_and_then_monthly() {
    let told = |last: &str, step: i64| vec![sent(&format!("autopilot:all:2026-11-01:{step}"), last)];
    for (sent, today, expected) in [
        (told("2026-11-02 09:00", 0), "2026-11-05", "rest: early"),
        (told("2026-11-02 09:00", 0), "2026-11-08", "rest: early"),
        (told("2026-11-02 09:00", 0), "2026-11-09", "autopilot:all:2026-11-01:7"),
        (told("2026-11-02 09:00", 0), "2026-11-11", "autopilot:all:2026-11-01:9"),
        (told("2026-11-11 09:00", 9), "2026-11-15", "rest: early"),
        (told("2026-11-11 09:00", 9), "2026-11-16", "autopilot:all:2026-11-01:14"),
        (told("2026-11-16 09:00", 14), "2026-12-15", "rest: early"),
        (told("2026-11-16 09:00", 14), "2026-12-16", "autopilot:all:2026-11-01:44"),
        (told("2026-12-16 09:00", 44), "2027-01-15", "autopilot:all:2026-11-01:74"),
        (told("2026-11-02 09:00", 0), "2026-12-24", "autopilot:all:2026-11-01:52"),
    ] {
        assert_eq!(on(today, State::Autopilot, sent), expected, "{today}");
    }
}

#[test]
fn drift_is_never_said_twice_in_72_hours() {
    for (why, last, today, expected) in [
        ("another state the next day", "2026-11-21 10:30", "2026-11-23", "rest: early"),
        ("half an hour short of three days", "2026-11-20 10:30", "2026-11-23", "rest: early"),
        ("three days", "2026-11-20 10:00", "2026-11-23", "autopilot:all:2026-11-01:0"),
        ("the clock was set back by a day", "2026-11-24 10:00", "2026-11-23", "rest: early"),
    ] {
        assert_eq!(on(today, State::Autopilot, vec![sent("thinning:all:2026-10-20:0", last)]), expected, "{why}");
    }
}

#[test]
fn later_brings_drift_back_when_72_hours_are_over() {
    let later = vec![put_off("autopilot:all:2026-11-01:0", "2026-11-20 09:00", "2026-11-20 09:05")];
    assert_eq!(on("2026-11-22", State::Autopilot, later.clone()), "rest: early");
    assert_eq!(on("2026-11-23", State::Autopilot, later), "autopilot:all:2026-11-01:3");
}

#[test]
fn a_milder_state_after_a_worse_one_is_no_alarm() {
    for (state, last, expected) in [
        (State::Thinning, "autopilot:all:2026-10-01:0", "rest: early"),
        (State::Autopilot, "thinning:all:2026-10-01:0", "autopilot:all:2026-11-01:0"),
        (State::Thinning, "thinning:all:2026-10-01:0", "thinning:all:2026-11-01:0"),
    ] {
        assert_eq!(on("2026-11-23", state, vec![sent(last, "2026-11-12 09:00")]), expected, "after {last}");
    }
    assert_eq!(
        on("2026-11-23", State::Thinning, vec![sent("autopilot:all:2026-10-01:0", "2026-11-09 09:00")]),
        "thinning:all:2026-11-01:0",
        "two weeks later it is news again"
    );
}

#[test]
fn where_there_is_no_drift_nothing_is_said_of_it() {
    for state in [State::NoVerdict, State::Absent, State::Fine] {
        assert_eq!(on("2026-11-23", state, Vec::new()), "rest: early", "{state:?}");
    }
}

#[test]
fn who_is_on_the_way_back_is_left_alone() {
    let mut situation = on_autopilot(Vec::new());
    situation.feeds[0].verdict.numbers.sign_days = 1;
    assert_eq!(does(&situation, at("2026-11-23 10:00")), "rest: early");
}

#[test]
fn drift_waits_for_a_goal_unmet_a_free_hour_and_its_turn() {
    let now = "2026-11-23 10:00";
    let met = |mut s: Situation| {
        s.today.people = 2;
        s
    };
    let cue_at = |mut s: Situation, time: &str| {
        s.times.cue = crate::support::clock(time);
        s
    };
    for (why, situation, expected) in [
        ("goal met", met(on_autopilot(Vec::new())), "rest: kept"),
        ("the cue comes in half an hour", cue_at(on_autopilot(Vec::new()), "10:30"), "rest: early"),
        ("the cue is due: it goes first", cue_at(on_autopilot(Vec::new()), "10:00"), "cue:2026-11-23"),
        (
            "the cue was half an hour ago",
            cue_at(on_autopilot(vec![sent("cue:2026-11-23", "2026-11-23 09:30")]), "09:30"),
            "rest: said.late",
        ),
        (
            "the cue was an hour ago",
            cue_at(on_autopilot(vec![sent("cue:2026-11-23", "2026-11-23 09:00")]), "09:00"),
            "autopilot:all:2026-11-22:0",
        ),
    ] {
        assert_eq!(does(&situation, at(now)), expected, "{why}");
    }
}

#[test]
fn the_first_feed_speaks_for_all_that_are_no_worse() {
    let named = |name: &str, state| coach::nudge::Feed { name: name.into(), ..feed(state, "2026-11-22") };
    for (whole, one, two, expected) in [
        (State::Thinning, State::Thinning, State::Thinning, "thinning:all:2026-11-22:0"),
        (State::Thinning, State::Thinning, State::Autopilot, "autopilot:2:2026-11-22:0"),
        (State::Fine, State::Fine, State::Broadcasting, "broadcasting:2:2026-11-22:0"),
        (State::Autopilot, State::Autopilot, State::Thinning, "autopilot:all:2026-11-22:0"),
    ] {
        let feeds = vec![named("all", whole), named("1", one), named("2", two)];
        assert_eq!(does(&Situation { feeds, ..monday() }, at("2026-11-23 10:00")), expected);
    }
}

#[test]
fn who_was_told_of_the_drift_is_told_of_the_recovery_once() {
    let mut situation = Situation { feeds: vec![feed(State::Fine, "2026-11-22")], ..monday() };
    situation.feeds[0].recovered = Some(crate::support::day("2026-11-22"));
    let now = at("2026-11-23 10:00");
    assert_eq!(does(&situation, now), "rest: early", "not told of the drift");
    situation.sent = vec![sent("autopilot:all:2026-11-01:0", "2026-11-02 09:00")];
    assert_eq!(does(&situation, now), "recovered:all:2026-11-22");
    situation.today.people = 2;
    assert_eq!(does(&situation, now), "recovered:all:2026-11-22", "also where the goal is met");
    situation.sent.push(sent("recovered:all:2026-11-22", "2026-11-22 09:00"));
    assert_eq!(does(&situation, at("2026-11-25 10:01")), "rest: kept", "told");
    situation.sent.pop();
    situation.today.day = crate::support::day("2026-11-30");
    assert_eq!(does(&situation, at("2026-11-30 10:00")), "rest: kept", "a week later it is no news");
}
