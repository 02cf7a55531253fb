use crate::support::{first, habit, states, utc};
use coach::days::Habit;
use coach::days::facts::Watch;

fn watch(from: &str, synced: Option<&str>) -> Watch {
    Watch { from: utc(from), until: None, synced: synced.map(utc) }
}

/// The states at a moment, of a row of days that begins on 2026-06-01, 04:00 UTC.
fn check(why: &str, habit: &Habit, now: &str, expected: &str) {
    assert_eq!(states(&habit.record(utc(now)).days), expected, "{why}, at {now}");
}

#[test]
fn by_hand_only_a_day_stays_open_to_its_log_for_48_hours() {
    let habit = habit("2 0 0 0 0");
    check("still the first day", &habit, "2026-06-02 03:59", "kept");
    check("the second has begun", &habit, "2026-06-02 04:00", "kept open");
    check("it is over", &habit, "2026-06-03 04:00", "kept settling open");
    check("for 48 hours", &habit, "2026-06-05 03:59", "kept settling settling open");
    check("then it is known", &habit, "2026-06-05 04:00", "kept frozen settling settling open");
}

#[test]
fn a_source_settles_a_day_as_soon_as_it_was_read_past_its_end() {
    let mut habit = habit("2 0 1");
    habit.watches = vec![watch("2026-06-01 12:00", Some("2026-06-03 03:59"))];
    check("not quite past it", &habit, "2026-06-03 09:00", "kept settling open");
    habit.watches[0].synced = Some(utc("2026-06-03 04:00"));
    check("past it", &habit, "2026-06-03 09:00", "kept frozen open");
}

#[test]
fn every_source_that_sees_replies_has_to_be_read() {
    let mut habit = habit("2 0 1");
    habit.watches = vec![watch("2026-06-01 12:00", Some("2026-06-03 08:00")), watch("2026-06-01 12:00", None)];
    check("one of two is unread", &habit, "2026-06-03 09:00", "kept settling open");
    check("and stays so for 48 hours: unknown", &habit, "2026-06-05 04:00", "kept unknown settling settling open");
    habit.watches = vec![watch("2026-06-01 12:00", Some("2026-06-05 03:00")); 2];
    check("read at last, it is what it is", &habit, "2026-06-05 04:00", "kept frozen touched settling open");
}

#[test]
fn a_source_speaks_for_the_days_that_ended_while_the_app_had_it() {
    let mut habit = habit("2 0 0 0 0 0 0");
    habit.watches = vec![watch("2026-06-04 12:00", None)];
    check(
        "connected on the 4th, never read",
        &habit,
        "2026-06-07 04:00",
        "kept frozen frozen unknown settling settling open",
    );
    habit.watches[0].until = Some(utc("2026-06-04 20:00"));
    check("taken away the same day", &habit, "2026-06-07 04:00", "kept frozen frozen missed settling settling open");
}

#[test]
fn where_the_app_did_not_run_nothing_could_be_logged() {
    let mut habit = habit("2 0 0x 0 0");
    check(
        "shut on the third day",
        &habit,
        "2026-06-09 12:00",
        "kept frozen unknown frozen missed unknown settling settling open",
    );
    habit.watches = vec![watch("2026-05-01 12:00", Some("2026-06-09 11:00"))];
    check(
        "with a source that was read since, it is known all the same",
        &habit,
        "2026-06-09 12:00",
        "kept frozen frozen missed missed missed missed missed open",
    );
}

#[test]
fn a_late_arrival_credits_its_own_day_and_gives_the_freeze_back() {
    let mut habit = habit("2 0 2");
    let now = utc("2026-06-06 12:00");
    let before = habit.record(now);
    assert_eq!((states(&before.days[..3]).as_str(), before.tally.freezes.left()), ("kept frozen kept", 1));
    habit.people.insert(first().plus(1), 2);
    let after = habit.record(now);
    assert_eq!((states(&after.days[..3]).as_str(), after.tally.freezes.left()), ("kept kept kept", 2));
    assert_eq!(after.tally.streak, before.tally.streak + 1);
}

#[test]
fn a_clock_set_back_loses_nothing() {
    let mut habit = habit("2 2");
    habit.people.insert(first().plus(3), 2); // Logged while the clock was two days ahead.
    check("back on the second day", &habit, "2026-06-02 12:00", "kept kept");
    check("what was logged comes with its day", &habit, "2026-06-04 12:00", "kept kept settling kept");
    check("before the first day there is no day", &habit, "2026-05-30 12:00", "");
}
