//! What holds for every history.

use crate::support::{first, habit, long_after, utc};
use chrono::{Duration, TimeDelta};
use coach::act::InteractionId;
use coach::day::{Day, Rollover};
use coach::days::people::{Counted, people};
use coach::days::state::State;
use coach::days::tally::Tally;
use coach::person::PersonId;
use coach::reckoning::Reckoning;
use coach::zone::Zone;
use proptest::prelude::*;

/// A row of up to 60 days as the tables write them.
fn row() -> impl Strategy<Value = String> {
    let word = (0..5_u32, prop::sample::select(vec!["", "", "", "", "r", "i", "o", "b", "x"]));
    prop::collection::vec(word, 1..60)
        .prop_map(|days| days.into_iter().map(|(n, letter)| format!("{n}{letter}")).collect::<Vec<_>>().join(" "))
}

/// The interactions of one day: who of four (0 is someone), after how many minutes, and whether a source showed it.
fn of_day() -> impl Strategy<Value = Vec<Counted>> {
    prop::collection::vec((0..4_i64, 0..600_i64, any::<bool>()), 0..12).prop_map(|all| {
        let one = |(nth, (who, minute, seen)): (usize, (i64, i64, bool))| Counted {
            id: InteractionId(nth as i64),
            person: (who > 0).then_some(PersonId(who)),
            at: utc("2026-06-01 08:00") + Duration::minutes(minute),
            seen: seen && who > 0,
        };
        all.into_iter().enumerate().map(one).collect()
    })
}

/// How good a state is, where more people can only make it better.
fn rank(state: State) -> u8 {
    match state {
        State::Missed { mended: None } => 0,
        State::Missed { mended: Some(_) } => 1,
        State::Frozen | State::Unknown(_) | State::Open | State::Settling | State::Rest(_) => 2,
        State::Touched => 3,
        State::Kept => 4,
    }
}

proptest! {
    #[test]
    fn deriving_from_the_whole_history_equals_deriving_step_by_step(row in row(), cut in 0..60_usize) {
        let habit = habit(&row);
        let now = long_after(&row);
        let whole = habit.record(now);
        let cut = cut.min(whole.days.len());
        let mut tally = Tally::new();
        for nth in 0..cut {
            let judged = tally.step(habit.facts(first().plus(nth as i64), now));
            let known = &whole.days[nth];
            prop_assert_eq!((judged.streak, judged.strength, judged.freezes), (known.streak, known.strength, known.freezes));
        }
        let rest = habit.record_from(tally, first().plus(cut as i64), now);
        prop_assert_eq!(rest.tally, whole.tally);
        prop_assert_eq!(rest.days, &whole.days[cut..]);
    }

    #[test]
    fn the_order_in_which_interactions_arrive_does_not_matter(of_day in of_day(), seed in any::<prop::sample::Index>()) {
        let mut other = of_day.clone();
        if !other.is_empty() {
            other.rotate_left(seed.index(of_day.len()));
            other.reverse();
        }
        prop_assert_eq!(people(&of_day), people(&other));
    }

    #[test]
    fn an_interaction_more_never_makes_the_people_fewer(of_day in of_day(), more in of_day()) {
        let mut longer = of_day.clone();
        for (nth, one) in more.into_iter().enumerate() {
            let before = people(&longer).n;
            longer.push(Counted { id: InteractionId(100 + nth as i64), ..one });
            prop_assert!(people(&longer).n >= before);
        }
    }

    #[test]
    fn one_person_more_never_makes_its_own_day_worse(row in row(), which in any::<prop::sample::Index>()) {
        let mut habit = habit(&row);
        let now = long_after(&row);
        let nth = which.index(row.split_whitespace().count());
        let before = habit.record(now);
        *habit.people.entry(first().plus(nth as i64)).or_default() += 1;
        let after = habit.record(now);
        prop_assert_eq!(&before.days[..nth.saturating_sub(2)], &after.days[..nth.saturating_sub(2)], "earlier days stay");
        let (old, new) = (&before.days[nth], &after.days[nth]);
        prop_assert!(rank(new.state) >= rank(old.state), "{:?} became {:?}", old.state, new.state);
        prop_assert!(new.streak >= old.streak && new.freezes >= old.freezes);
        let freeze_came_back = old.state == State::Frozen && new.state == State::Touched;
        prop_assert!(new.strength >= old.strength || freeze_came_back);
    }

    #[test]
    fn one_person_more_lowers_no_later_day_unless_a_freeze_or_a_repair_hangs_on_it(
        row in row(), which in any::<prop::sample::Index>(),
    ) {
        let mut habit = habit(&row);
        let now = long_after(&row);
        let nth = which.index(row.split_whitespace().count());
        let before = habit.record(now);
        *habit.people.entry(first().plus(nth as i64)).or_default() += 1;
        let after = habit.record(now);
        let spends = |days: &[coach::days::tally::Judged]| days.iter().any(|d| d.state == State::Frozen || d.mends.is_some());
        if !spends(&before.days[nth..]) && !spends(&after.days[nth..]) {
            for (old, new) in before.days.iter().zip(&after.days) {
                prop_assert!(rank(new.state) >= rank(old.state));
                prop_assert!(new.streak >= old.streak && new.strength >= old.strength);
            }
        }
    }

    #[test]
    fn taking_everything_back_restores_exactly(row in row(), which in any::<prop::sample::Index>(), n in 1..5_u32) {
        let mut habit = habit(&row);
        let now = long_after(&row);
        let day = first().plus(which.index(row.split_whitespace().count()) as i64);
        let before = habit.record(now);
        *habit.people.entry(day).or_default() += n;
        let _ = habit.record(now);
        *habit.people.entry(day).or_default() -= n;
        prop_assert_eq!(habit.record(now), before);
    }

    #[test]
    fn numbers_stay_in_their_ranges(row in row()) {
        let record = habit(&row).record(long_after(&row));
        for (nth, judged) in record.days.iter().enumerate() {
            prop_assert!((0.0..=1.0).contains(&judged.strength) && judged.freezes <= 3);
            prop_assert!(judged.streak as usize <= nth + 1 && judged.streak <= record.tally.longest);
        }
        let repairs: Vec<Day> = record.days.iter().filter(|d| d.mends.is_some()).map(|d| d.facts.day).collect();
        prop_assert!(repairs.windows(2).all(|pair| pair[1].since(pair[0]) >= 30));
    }

    #[test]
    fn every_moment_lies_within_its_day(
        name in prop::sample::select(vec![
            "UTC", "Europe/Vienna", "America/New_York", "America/Sao_Paulo", "Africa/Cairo", "Australia/Lord_Howe",
            "Asia/Kathmandu", "Pacific/Apia", "Pacific/Kiritimati", "Atlantic/Azores", "Africa/Casablanca", "America/St_Johns",
        ]),
        minutes in 0..=720_u16,
        at in 0..2_000_000_000_i64,
    ) {
        let reckoning = Reckoning::new(Zone::named(name).unwrap(), Rollover::from_minutes(minutes).unwrap());
        let at = chrono::DateTime::from_timestamp(at, 0).unwrap();
        let day = reckoning.day_of(at);
        let span = reckoning.span(day).expect("a day with a moment in it came");
        prop_assert!(span.contains(&at), "{at} is not in {span:?}, {day}");
        prop_assert!(span.end - span.start <= TimeDelta::hours(26));
        prop_assert_eq!(reckoning.day_of(span.start), day);
        prop_assert_eq!(reckoning.day_of(span.end - TimeDelta::seconds(1)), day);
    }
}
