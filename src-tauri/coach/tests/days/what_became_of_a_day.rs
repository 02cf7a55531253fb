use crate::support::{day, first, habit, long_after, states, utc, zone};
use coach::act::RestWhy;
use coach::day::Rollover;
use coach::days::plan::{Plan, RangeRefused, check_range};
use coach::reckoning::Reckoning;

/// What becomes of a row of days, and the streak and the freezes that stand after it.
fn check(why: &str, row: &str, expected: &str, streak: u32, freezes: u8) {
    let record = habit(row).record(long_after(row));
    let days = &record.days[..row.split_whitespace().count()];
    let last = days.last().unwrap();
    assert_eq!((&*states(days), last.streak, last.freezes), (expected, streak, freezes), "{why}: {row}");
}

#[test]
fn the_states() {
    check("the goal is two", "2 3 1 2", "kept kept touched kept", 3, 2);
    check("touched neither adds nor breaks", "2 1 1 1 2", "kept touched touched touched kept", 2, 2);
    check("rest neither adds nor breaks", "2 0r 0i 1r 2", "kept rest rest rest kept", 2, 2);
    check("so does a weekday off", "2 0o 1o 2", "kept rest rest kept", 2, 2);
    check("unknown is never missed", "2 0x 0x 0x 0x 2", "kept unknown unknown unknown unknown kept", 2, 2);
    check("nor is half a goal held against an unknown day", "2 1x 2", "kept unknown kept", 2, 2);
    check("what is known to be kept is kept", "2 2x", "kept kept", 2, 2);
    check("kept on a day of rest is kept", "2 2r 2o", "kept kept kept", 3, 2);
    check("one is enough in a busy season", "2 1b 1b 0b", "kept kept kept frozen", 3, 1);
}

#[test]
fn the_first_day_can_be_kept_but_not_missed() {
    check("nobody", "0 2", "unknown kept", 1, 2);
    check("one of two", "1 2", "touched kept", 1, 2);
    check("two", "2 2", "kept kept", 2, 2);
    check("the second can", "0 0 2", "unknown missed kept", 1, 2);
}

#[test]
fn history_from_before_the_first_day_is_no_day_of_the_habit() {
    let mut habit = habit("2 2");
    habit.people.insert(first().plus(-1), 5);
    habit.people.insert(first().plus(-400), 1);
    let record = habit.record(long_after("2 2"));
    assert_eq!((record.days[0].facts.day, record.days[1].streak), (first(), 2));
    assert_eq!(record.day(first().plus(-1)), None);
}

#[test]
fn freezes_cover_missed_days_by_themselves() {
    check("two at the beginning", "2 0 0 0", "kept frozen frozen missed", 0, 0);
    check("two missed with one freeze", "2 0 2 0 0 2", "kept frozen kept frozen missed kept", 1, 0);
    check("without a streak there is nothing to save", "0 0 0 2 0", "unknown missed missed kept frozen", 1, 1);
    check("one more for seven kept", "2 2 2 2 2 2 2", "kept kept kept kept kept kept kept", 7, 3);
    check("spent, then earned", "2 0 2 2 2 2 2 2", "kept frozen kept kept kept kept kept kept", 7, 2);
    check(
        "three at most: of fourteen kept days the last seven earn nothing, not even toward the next",
        "2 2 2 2 2 2 2 2 2 2 2 2 2 2 0 2",
        "kept kept kept kept kept kept kept kept kept kept kept kept kept kept frozen kept",
        15,
        2,
    );
}

#[test]
fn rest_that_ends_in_a_missed_day() {
    check("a freeze covers it", "2 2 0r 0r 0", "kept kept rest rest frozen", 2, 1);
    check(
        "without one, the streak of before the rest ends",
        "2 0 0 2 0r 0r 0",
        "kept frozen frozen kept rest rest missed",
        0,
        0,
    );
}

#[test]
fn twice_the_goal_within_48_hours_mends_a_break_once_in_30_days() {
    check("the day after", "2 0 0 0 4", "kept frozen frozen mended kept", 2, 0);
    check("the second day after", "2 0 0 0 1 4", "kept frozen frozen mended touched kept", 2, 0);
    check("two missed days at once", "2 0 0 0 0 4", "kept frozen frozen mended mended kept", 2, 0);
    check("not on the third day after", "2 0 0 0 1 1 4", "kept frozen frozen missed touched touched kept", 1, 0);
    check("a kept day between counts", "2 0 0 0 2 4", "kept frozen frozen mended kept kept", 3, 0);
    check("three of two are not twice", "2 0 0 0 3", "kept frozen frozen missed kept", 1, 0);
    check("in a busy season twice one is two", "2 0 0 0 2b", "kept frozen frozen mended kept", 2, 0);
    check("not a second time", "2 0 0 0 4 0 4", "kept frozen frozen mended kept missed kept", 1, 0);
    for (touched_between, expected) in [(27, "missed kept"), (28, "mended kept")] {
        let row = format!("2 0 0 0 4 {}0 4", "1 ".repeat(touched_between));
        let record = habit(&row).record(long_after(&row));
        let end = 5 + touched_between;
        assert_eq!(states(&record.days[end..end + 2]), expected, "{} days later", touched_between + 2);
    }
}

#[test]
fn what_mended_a_day_and_what_was_spent_is_shown_with_its_date() {
    let row = "2 0 0 0 4";
    let record = habit(row).record(long_after(row));
    assert_eq!(record.frozen().collect::<Vec<_>>(), [first().plus(1), first().plus(2)]);
    assert_eq!(record.days[3].because.key, "day.missed.mended");
    assert_eq!(record.days[4].mends, Some(first().plus(3)));
}

#[test]
fn an_open_break_says_until_when_it_can_be_mended() {
    let row = "2 0 0 0";
    let record = habit(row).record(long_after(row));
    let missed = first().plus(3);
    let open = record.tally.repair.open_on(missed.plus(2)).unwrap();
    assert_eq!((open.on, open.streak, open.last_chance()), (missed, 1, missed.plus(2)));
    assert_eq!(record.tally.repair.open_on(missed.plus(3)), None);
}

#[test]
fn strength_grows_with_kept_days_and_forgets_slowly() {
    // Half of what is missing to 100 % comes in 13 daily days; in the same days half of it is forgotten.
    for (row, percent) in [
        ("2".to_owned(), 5.2),
        ("2 ".repeat(13), 50.0),
        ("2 ".repeat(26), 75.0),
        ("1 ".repeat(13), 25.0),
        ("2 ".repeat(13) + &"0r ".repeat(30), 50.0),
        ("2 ".repeat(13) + &"0x ".repeat(30), 50.0),
        ("2 ".repeat(13) + &"0 ".repeat(2), 50.0),
        ("2 ".repeat(13) + &"0 ".repeat(3 + 13), 25.0),
        ("2 ".repeat(13) + &"1b ".repeat(13), 75.0),
        ("4 ".repeat(13), 50.0),
    ] {
        let record = habit(&row).record(long_after(&row));
        let strength = record.days[row.split_whitespace().count() - 1].strength * 100.0;
        assert!((strength - percent).abs() < 0.1, "{strength:.1} instead of {percent}: {row}");
    }
}

#[test]
fn few_scheduled_weekdays_are_neither_learnt_nor_forgotten_faster() {
    use coach::days::strength::strength;
    let after = |days: u32, scheduled: u8| (0..days).fold(0.0, |s, _| strength(s, 2, 2, scheduled));
    for (days, scheduled, percent) in [(13, 7, 50.0), (26, 7, 75.0), (13, 5, 44.3), (13, 1, 23.1), (13, 0, 0.0)] {
        let found = after(days, scheduled) * 100.0;
        assert!((found - percent).abs() < 0.1, "{found:.1} instead of {percent}: {days} days, {scheduled} a week");
    }
}

#[test]
fn a_day_skipped_by_flying_east_is_rest() {
    let mut habit = habit("2 0 2");
    habit.reckoning = Reckoning::new(zone("Pacific/Honolulu"), Rollover::DEFAULT);
    // On the evening of the 1st in Honolulu (04:00 UTC on the 2nd is 18:00), to where it is already the 3rd.
    habit.reckoning.change(utc("2026-06-02 13:59"), zone("Pacific/Kiritimati"), Rollover::from_minutes(0).unwrap());
    let record = habit.record(utc("2026-06-03 00:00"));
    assert_eq!(states(&record.days), "kept rest kept");
    assert_eq!(record.days[1].because.key, "day.rest.never_came");
}

#[test]
fn what_the_person_asks_of_a_day_holds_from_its_day_on() {
    let mut plan = Plan::default();
    plan.goal(day("2026-06-03"), 3);
    plan.goal(day("2026-06-05"), 9);
    plan.rest(day("2026-06-04"), day("2026-06-07"), RestWhy::Travelling);
    plan.busy(day("2026-06-06"), day("2026-06-07"));
    for (date, goal, rest, busy) in [
        ("2026-06-02", 2, false, false),
        ("2026-06-03", 3, false, false),
        ("2026-06-04", 3, true, false),
        ("2026-06-05", 5, true, false),
        ("2026-06-06", 1, true, true),
        ("2026-06-07", 1, true, true),
        ("2026-06-08", 5, false, false),
        ("2026-06-20", 5, false, false),
    ] {
        let asked = plan.on(day(date));
        assert_eq!((asked.goal, asked.rest.is_some(), asked.busy), (goal, rest, busy), "{date}");
    }
}

#[test]
fn rest_can_be_taken_up_to_seven_days_back_and_has_an_end() {
    let today = day("2026-06-10");
    for (from, to, expected) in [
        ("2026-06-10", "2026-06-10", Ok(())),
        ("2026-06-03", "2026-06-04", Ok(())),
        ("2026-06-02", "2026-06-04", Err(RangeRefused::TooFarBack)),
        ("2026-06-10", "2026-06-09", Err(RangeRefused::Backwards)),
        ("2026-06-10", "2027-06-10", Ok(())),
        ("2026-06-10", "2027-06-11", Err(RangeRefused::TooLong)),
    ] {
        assert_eq!(check_range(day(from), day(to), today), expected, "{from} to {to}");
    }
}

#[test]
fn rest_taken_afterwards_gives_the_days_that_would_have_been() {
    let row = "2 0 0 0 2";
    let mut ill = habit(row);
    ill.plan.rest(first().plus(1), first().plus(3), RestWhy::Ill);
    assert_eq!(states(&ill.record(long_after(row)).days[..5]), "kept rest rest rest kept");
    assert_eq!(ill.record(long_after(row)).tally.freezes, habit("2 2").record(long_after(row)).tally.freezes);
}
