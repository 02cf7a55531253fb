//! What holds whoever there is.

use super::support::{now, numbers, said, somebody, today};
use coach::day::Day;
use coach::person::PersonId;
use coach::suggest::{Candidate, Given, MOST, Passed, Sort, next, shown};
use proptest::prelude::*;
use std::collections::BTreeMap;

fn somebody_at_all() -> impl Strategy<Value = Candidate> {
    let days = prop::collection::btree_set(0..400i64, 0..8);
    let heard = prop::collection::vec((0..60_000i64, any::<bool>(), any::<bool>()), 0..3);
    let passed = prop::option::weighted(0.2, prop::option::of(-3..3i64));
    (days, heard, prop::option::of(1..60u16), passed, prop::option::weighted(0.3, 0..9i64), prop::bool::weighted(0.1))
        .prop_map(|(ago, heard, every, passed, suggested, nobody)| {
            let mut days: Vec<Day> = ago.into_iter().map(|ago| today().plus(-ago)).collect();
            days.sort();
            let mut heard: Vec<_> = heard.into_iter().map(|(at, to_me, asks)| said(at, to_me, asks)).collect();
            heard.sort_by_key(|said| std::cmp::Reverse(said.at));
            Candidate {
                touched: days.last().copied(),
                days,
                heard,
                every,
                passed: passed.map(|days| days.map_or(Passed::Never, |days| Passed::Until(today().plus(days)))),
                suggested: suggested.map(|ago| today().plus(-ago)),
                nobody,
                ..somebody(0)
            }
        })
}

fn people() -> impl Strategy<Value = Vec<Candidate>> {
    prop::collection::vec(somebody_at_all(), 0..12).prop_map(|people| {
        people.into_iter().zip(1..).map(|(one, n)| Candidate { person: PersonId(n), ..one }).collect()
    })
}

fn as_given(picks: &[coach::suggest::Pick]) -> Vec<Given> {
    picks.iter().map(|pick| Given { person: pick.person, sort: pick.sort, done: false, passed: false }).collect()
}

proptest! {
    #[test]
    fn the_order_is_never_violated_and_never_more_than_three_are_named_at_once(people in people()) {
        let picks = next(&people, &[], true, today(), now());
        prop_assert!(picks.len() <= MOST);
        prop_assert!(picks.windows(2).all(|pair| pair[0].sort <= pair[1].sort));
        // Whoever was left out comes after everybody who was named.
        let left: Vec<Candidate> =
            people.iter().filter(|one| picks.iter().all(|pick| pick.person != one.person)).cloned().collect();
        let others = next(&left, &[], true, today(), now());
        if let (Some(last), Some(first)) = (picks.last(), others.first()) {
            prop_assert!(last.sort <= first.sort);
            prop_assert_eq!(picks.len(), MOST);
        }
    }

    #[test]
    fn nobody_is_named_who_is_nobody_passed_over_or_was_named_within_the_week(people in people()) {
        let by_number: BTreeMap<PersonId, &Candidate> = people.iter().map(|one| (one.person, one)).collect();
        for pick in next(&people, &[], true, today(), now()) {
            let one = by_number[&pick.person];
            prop_assert!(!one.nobody);
            prop_assert!(one.suggested.is_none_or(|day| today().since(day) >= 7));
            prop_assert!(one.passed.is_none_or(|passed| !passed.holds(today())));
            prop_assert!(one.is_known() || (pick.sort == Sort::Stranger && one.heard.iter().any(|said| said.asks)));
        }
    }

    #[test]
    fn the_same_facts_in_any_order_give_the_same_people(people in people(), by in 0..12usize) {
        let mut turned = people.clone();
        turned.rotate_left(by.min(people.len()));
        prop_assert_eq!(next(&people, &[], true, today(), now()), next(&turned, &[], true, today(), now()));
    }

    #[test]
    fn who_was_named_today_stays(people in people(), more in people()) {
        let given = as_given(&next(&people, &[], true, today(), now()));
        prop_assert_eq!(numbers(&next(&people, &given, true, today(), now())), Vec::<i64>::new());
        // Whoever comes later is named besides, and only one who waits is shown before them.
        let more: Vec<Candidate> =
            more.into_iter().map(|one| Candidate { person: PersonId(one.person.0 + 100), ..one }).collect();
        let all: Vec<Candidate> = people.iter().chain(&more).cloned().collect();
        let mut later = given.clone();
        later.extend(as_given(&next(&all, &given, true, today(), now())));
        let gone = (0..given.len()).filter(|place| !shown(&later).contains(place)).count();
        let waiting = later[given.len()..].iter().filter(|one| one.sort == Sort::Waiting).count();
        prop_assert!(gone <= waiting);
    }

    #[test]
    fn over_three_weeks_nobody_is_named_twice_within_seven_days(people in people()) {
        let mut people = people;
        for days in 0..21 {
            let today = today().plus(days);
            let now = now() + chrono::TimeDelta::days(days);
            for pick in next(&people, &[], true, today, now) {
                let one = people.iter_mut().find(|one| one.person == pick.person).unwrap();
                prop_assert!(one.suggested.is_none_or(|before| today.since(before) >= 7));
                one.suggested = Some(today);
            }
        }
    }
}
