use crate::support::{first, habit, long_after};
use coach::days::tally::Tally;

#[test]
fn ten_years_are_judged_from_a_tally_as_from_the_beginning() {
    let row = "2 2 0 1 3 0r 2 0 0 4 2x 0x 1 2 ".repeat(261);
    let habit = habit(&row);
    let now = long_after(&row);
    let whole = habit.record(now);
    assert_eq!(whole.days.len(), 261 * 14 + 3);

    let mut tally = Tally::new();
    for nth in 0..3_000 {
        tally.step(habit.facts(first().plus(nth), now));
    }
    let rest = habit.record_from(tally, first().plus(3_000), now);
    assert_eq!(rest.tally, whole.tally);
    assert_eq!(rest.days, whole.days[3_000..]);
}

#[test]
fn the_longest_streak_is_remembered() {
    let row = "2 2 2 0 0 0 0 0 2";
    let tally = habit(row).record(long_after(row)).tally;
    assert_eq!((tally.streak, tally.longest), (1, 3));
}
