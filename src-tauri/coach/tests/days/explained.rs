//! Strength and streak, explained day by day.

use crate::support::{day, first, habit, long_after};
use coach::days::explained::{Run, formula, run, steps};
use coach::days::strength::strength;
use proptest::prelude::*;

#[test]
fn each_day_says_what_it_did_to_the_strength() {
    let row = "9 2 1 0 0r 2o 0 2";
    let record = habit(row).record(long_after(row));
    let steps = steps(&record.days, 8);
    let done: Vec<_> = steps.iter().map(|step| step.done).collect();
    // Settling and open days follow; the row is its first eight days.
    let whole = coach::days::explained::steps(&record.days, usize::MAX);
    let all: Vec<_> = whole.iter().take(8).map(|step| step.done).collect();
    assert_eq!(all, [Some(1.0), Some(1.0), Some(0.5), None, None, None, None, Some(1.0)], "{done:?}");
    assert!(whole[1].moved() > 0.0 && whole[3].moved() == 0.0);
}

#[test]
fn a_streak_names_its_first_day_what_ended_the_last_and_what_it_looked_through() {
    for (row, kept, since, broke, transparent, frozen) in [
        ("2 2 1 2", 3, Some(0), None, 1, 0),
        ("2 0 2 0r 2", 3, Some(0), None, 2, 1),
        ("1 1", 0, None, None, 0, 0),
        ("2 0 0 0 1 2 2", 2, Some(5), Some(3), 0, 0),
    ] {
        let days = row.split_whitespace().count();
        let record = habit(row).record(long_after(row));
        let Run { kept: n, since: from, broke: by, transparent: t, frozen: f, .. } = run(&record.days[..days]);
        let on = |nth: Option<i64>| nth.map(|nth| first().plus(nth));
        assert_eq!((n, from, by, t, f.len()), (kept, on(since), on(broke), transparent, frozen), "{row}");
    }
}

#[test]
fn the_formula_tells_its_step_and_its_half_life() {
    let told = |scheduled| format!("{:?}", formula(scheduled).args);
    assert!(told(7).contains("Count(13)"), "{}", told(7));
    assert!(told(5).contains("Count(15)"), "{}", told(5));
    assert!(told(0).contains("Count(0)"), "{}", told(0));
    assert_eq!(day("2026-06-01"), first());
}

proptest! {
    /// The listed days, gone through by the formula, make the figure that is shown.
    #[test]
    fn the_days_that_are_listed_make_the_figure(
        row in prop::collection::vec(prop::sample::select(vec!["0", "1", "2", "3", "0r", "0o", "2o", "0b"]), 1..60),
        most in 1..40usize
    ) {
        let row = row.join(" ");
        let record = habit(&row).record(long_after(&row));
        let steps = steps(&record.days, most);
        let mut reached = steps.first().map_or(0.0, |step| step.before);
        for step in &steps {
            let asked = step.judged.facts.asked;
            if step.done.is_some() {
                reached = strength(reached, step.judged.facts.people, asked.goal, asked.scheduled);
            }
            prop_assert_eq!(reached, step.judged.strength);
        }
        prop_assert_eq!(reached, record.tally.strength);
    }

    /// The kept days of the run are the streak, wherever nothing was mended.
    #[test]
    fn the_kept_days_of_the_run_are_the_streak(
        row in prop::collection::vec(prop::sample::select(vec!["0", "1", "2", "0r", "0o"]), 1..60)
    ) {
        let row = row.join(" ");
        let record = habit(&row).record(long_after(&row));
        prop_assert_eq!(run(&record.days).kept, record.tally.streak);
    }
}
