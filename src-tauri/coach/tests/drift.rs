//! Drift, told as stories: one letter a day, and the changes of state that must come of it.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

use chrono::NaiveDate;
use coach::day::Day;
use coach::drift::{Course, Coverage, DaySummary, Glimpse, Judge, State, judge};
use coach::kind::Kind;
use expect_test::{Expect, expect};
use proptest::prelude::*;

/// The first day of every story, a Monday.
fn start() -> Day {
    Day::new(NaiveDate::from_ymd_opt(2024, 1, 1).unwrap())
}

fn post(kind: Kind) -> Glimpse<'static> {
    Glimpse { kind, probability: 0.0, known: false, app: None }
}

/// An automatic post of a known app.
const ROBOT: Glimpse<'static> = Glimpse { kind: Kind::Automated, probability: 1.0, known: true, app: Some("dlvr.it") };

/// A post that looks automatic; its app is not named.
const LOOKS_AUTOMATIC: Glimpse<'static> = Glimpse { kind: Kind::Automated, probability: 0.8, known: false, app: None };

/// Own words that may be a machine's; the app is not named.
const DOUBTFUL: Glimpse<'static> = Glimpse { kind: Kind::Original, probability: 0.02, known: false, app: None };

/// A boost from an app that is named and known.
const NAMED_BOOST: Glimpse<'static> = Glimpse { kind: Kind::Boost, probability: 0.0, known: true, app: None };

/// The day a letter stands for; `?` is a day on which the source was not read.
fn day_of(letter: char) -> DaySummary {
    let posts: &[Glimpse<'static>] = match letter {
        'r' => &[post(Kind::Reply)],
        'Q' => &[post(Kind::Quote)],
        'q' => &[post(Kind::Question)],
        'o' => &[post(Kind::Original)],
        'A' => &[ROBOT],
        'a' => &[LOOKS_AUTOMATIC],
        'd' => &[DOUBTFUL],
        'b' => &[post(Kind::Boost)],
        'B' => &[post(Kind::Boost), LOOKS_AUTOMATIC],
        'N' => &[NAMED_BOOST, ROBOT],
        's' => &[post(Kind::Share)],
        't' => &[post(Kind::Thread)],
        'R' => &[post(Kind::Reply), ROBOT, ROBOT],
        'M' => &[ROBOT, ROBOT, ROBOT],
        _ => &[],
    };
    let mut day = DaySummary::default();
    for glimpse in posts {
        day.add(glimpse);
    }
    day.logs = u32::from(letter == 'l');
    day
}

/// `r*3` is three days of `r`, `..r*2` is `..r..r`.
fn days(story: &str) -> Vec<char> {
    story
        .split_whitespace()
        .flat_map(|word| {
            match word.split_once('*') {
                Some((letters, times)) => letters.repeat(times.parse().unwrap()),
                None => word.to_owned(),
            }
            .chars()
            .collect::<Vec<_>>()
        })
        .collect()
}

fn summaries(story: &[char]) -> Vec<(Day, DaySummary)> {
    (0..).zip(story).map(|(n, letter)| (start().plus(n), day_of(*letter))).collect()
}

fn read(story: &[char]) -> Coverage {
    Coverage::of(
        (0..).zip(story).filter(|(_, letter)| **letter != '?').map(|(n, _)| (start().plus(n), start().plus(n))),
    )
}

fn course(story: &[char]) -> Course {
    let days = summaries(story);
    let happened = days.iter().filter(|(_, summary)| !summary.is_empty()).map(|(day, summary)| (*day, summary));
    judge(happened, &read(story), start().plus(story.len() as i64 - 1))
}

fn check(story: &str, expected: Expect) {
    let mut told = String::new();
    for change in course(&days(story)).changes {
        told += &format!("day {} {} → {}", change.day.since(start()), change.from.name(), change.to.name());
        told += if change.recovered { ", recovered" } else { "" };
        told += if change.again { ", again" } else { "" };
        told += &format!("  g {} q {:.1}\n", change.numbers.gap, change.numbers.usual);
    }
    expected.assert_eq(&told);
}

#[test]
fn who_talks_every_day_and_hands_over_to_a_robot_is_on_autopilot_on_the_sixth_day() {
    check(
        "r*20 A*10",
        expect![[r#"
            day 0 no-verdict → fine  g 0 q 3.0
            day 22 fine → thinning  g 3 q 2.0
            day 25 thinning → autopilot  g 6 q 2.0
        "#]],
    );
}

#[test]
fn without_a_rhythm_it_takes_eight_days() {
    check(
        "r*3 A*12",
        expect![[r#"
            day 0 no-verdict → fine  g 0 q 3.0
            day 7 fine → thinning  g 5 q 3.0
            day 10 thinning → autopilot  g 8 q 3.0
        "#]],
    );
}

#[test]
fn a_rhythm_of_once_a_week_is_learned_with_its_first_gap() {
    check(
        "......r*12 A*20",
        expect![[r#"
            day 6 no-verdict → fine  g 0 q 3.0
            day 94 fine → thinning  g 11 q 7.0
            day 102 thinning → autopilot  g 19 q 7.0
        "#]],
    );
}

#[test]
fn estimated_posts_need_more_weight_than_known_ones() {
    check(
        "r*20 a*10",
        expect![[r#"
            day 0 no-verdict → fine  g 0 q 3.0
            day 22 fine → thinning  g 3 q 2.0
            day 26 thinning → autopilot  g 7 q 2.0
        "#]],
    );
    check(
        "r*20 A.....A.....A",
        expect![[r#"
            day 0 no-verdict → fine  g 0 q 3.0
            day 22 fine → thinning  g 3 q 2.0
            day 32 thinning → autopilot  g 13 q 2.0
        "#]],
    );
}

#[test]
fn a_post_that_may_be_a_machines_shortens_the_gap_by_the_part_that_it_may_be_a_persons() {
    check(
        "r*20 a*5 d a*9",
        expect![[r#"
        day 0 no-verdict → fine  g 0 q 3.0
        day 22 fine → thinning  g 3 q 2.0
        day 28 thinning → autopilot  g 6 q 2.0
    "#]],
    );
    check(
        "r*20 a*5 dd a*9",
        expect![[r#"
        day 0 no-verdict → fine  g 0 q 3.0
        day 22 fine → thinning  g 3 q 2.0
        day 26 thinning → fine  g 2 q 2.0
        day 27 fine → thinning  g 3 q 2.0
        day 30 thinning → autopilot  g 6 q 2.0
    "#]],
    );
}

#[test]
fn signs_in_part_add_up_to_a_recovery() {
    check(
        "r*20 a*10 d*7",
        expect![[r#"
        day 0 no-verdict → fine  g 0 q 3.0
        day 22 fine → thinning  g 3 q 2.0
        day 26 thinning → autopilot  g 7 q 2.0
        day 36 autopilot → broadcasting  g 1 q 2.0
    "#]],
    );
    check(
        "r*20 a*10 d*2 a*9",
        expect![[r#"
        day 0 no-verdict → fine  g 0 q 3.0
        day 22 fine → thinning  g 3 q 2.0
        day 26 thinning → autopilot  g 7 q 2.0
    "#]],
    );
}

#[test]
fn who_boosts_between_posts_that_only_look_automatic_is_there() {
    check(
        "r*20 B*20",
        expect![[r#"
        day 0 no-verdict → fine  g 0 q 3.0
        day 31 fine → thinning  g 1 q 2.0
    "#]],
    );
    check(
        "r*20 N*9",
        expect![[r#"
        day 0 no-verdict → fine  g 0 q 3.0
        day 22 fine → thinning  g 3 q 2.0
        day 25 thinning → autopilot  g 6 q 2.0
    "#]],
    );
}

#[test]
fn silence_alone_is_absent() {
    check(
        "r*20 .*40",
        expect![[r#"
            day 0 no-verdict → fine  g 0 q 3.0
            day 26 fine → absent  g 6 q 2.0
        "#]],
    );
}

#[test]
fn a_robot_that_fell_silent_too_is_absent_and_a_robot_that_wakes_is_the_same_autopilot_again() {
    check(
        "r*20 A*10 .*20 A*4",
        expect![[r#"
            day 0 no-verdict → fine  g 0 q 3.0
            day 22 fine → thinning  g 3 q 2.0
            day 25 thinning → autopilot  g 6 q 2.0
            day 36 autopilot → absent  g 16 q 2.0
            day 50 absent → thinning  g 17 q 2.0
            day 52 thinning → autopilot, again  g 19 q 2.0
        "#]],
    );
}

#[test]
fn one_act_does_not_end_the_autopilot_and_three_days_within_seven_do() {
    check(
        "r*20 A*10 R A*9 R M R M R R*3",
        expect![[r#"
            day 0 no-verdict → fine  g 0 q 3.0
            day 22 fine → thinning  g 3 q 2.0
            day 25 thinning → autopilot  g 6 q 2.0
            day 44 autopilot → thinning  g 0 q 2.0
            day 45 thinning → fine, recovered  g 0 q 2.0
        "#]],
    );
}

#[test]
fn days_of_an_unread_source_get_no_verdict_and_do_not_count() {
    check(
        "r*20 ?*6 r*3",
        expect![[r#"
        day 0 no-verdict → fine  g 0 q 3.0
        day 22 fine → no-verdict  g 2 q 2.0
        day 26 no-verdict → fine  g 0 q 2.0
    "#]],
    );
}

#[test]
fn a_log_by_hand_is_a_sign_of_a_person() {
    check(
        "r*20 A*3 l A*3 l A*3",
        expect![[r#"
            day 0 no-verdict → fine  g 0 q 3.0
            day 22 fine → thinning  g 3 q 2.0
            day 23 thinning → fine  g 0 q 2.0
            day 26 fine → thinning  g 3 q 2.0
            day 27 thinning → fine  g 0 q 2.0
            day 30 fine → thinning  g 3 q 2.0
        "#]],
    );
}

#[test]
fn originals_to_nobody_are_broadcasting_where_there_used_to_be_conversation() {
    check(
        "r*10 o*20",
        expect![[r#"
        day 0 no-verdict → fine  g 0 q 3.0
        day 23 fine → broadcasting  g 0 q 2.0
    "#]],
    );
    check(
        "o*30",
        expect![[r#"
        day 0 no-verdict → fine  g 0 q 3.0
    "#]],
    );
}

#[test]
fn a_few_replies_among_many_robots_are_thin() {
    check(
        "R*3 M*3 R M*5 R M*3",
        expect![[r#"
            day 0 no-verdict → fine  g 0 q 3.0
            day 14 fine → thinning  g 2 q 5.4
        "#]],
    );
}

#[test]
fn a_feed_that_never_spoke_is_on_autopilot() {
    check(
        "A*12",
        expect![[r#"
            day 0 no-verdict → fine  g 0 q 3.0
            day 5 fine → thinning  g 5 q 3.0
            day 8 thinning → autopilot  g 8 q 3.0
        "#]],
    );
}

#[test]
fn the_gap_is_told_in_the_persons_own_measure() {
    let now = course(&days("r*20 A*9")).now.unwrap();
    expect![[r#"
        Message {
            key: "drift.autopilot",
            args: [
                (
                    "usual",
                    Count(
                        2,
                    ),
                ),
                (
                    "gap",
                    Count(
                        9,
                    ),
                ),
                (
                    "n",
                    Count(
                        9,
                    ),
                ),
            ],
        }
    "#]]
    .assert_debug_eq(&now.sentence());
}

/// A day's letter, robots and silence more often than not, so that stories reach every state.
fn letter() -> impl Strategy<Value = char> {
    prop_oneof![3 => Just('.'), 4 => Just('A'), 2 => Just('a'), 3 => Just('r'), 1 => Just('o'), 1 => Just('s'),
        1 => Just('b'), 1 => Just('d'), 1 => Just('M'), 1 => Just('R'), 1 => Just('l'), 1 => Just('?'), 1 => Just('t')]
}

/// Stretches of equal days, so that long silences and long drifts come up.
fn story() -> impl Strategy<Value = Vec<char>> {
    prop::collection::vec((letter(), 1..40usize), 1..12)
        .prop_map(|runs| runs.into_iter().flat_map(|(letter, n)| vec![letter; n]).collect())
}

/// Worse is higher; defined where there is a verdict on what was posted.
fn badness(state: State) -> Option<u8> {
    match state {
        State::NoVerdict | State::Absent => None,
        State::Fine => Some(0),
        State::Thinning | State::Broadcasting => Some(1),
        State::Autopilot => Some(2),
    }
}

proptest! {
    #[test]
    fn day_by_day_is_the_same_as_the_whole_and_empty_days_may_be_left_out(story in story()) {
        let (read, mut judge) = (read(&story), Judge::default());
        let mut days = summaries(&story);
        days.drain(..days.iter().position(|(_, summary)| !summary.is_empty()).unwrap_or(days.len()));
        let changes: Vec<_> =
            days.iter().filter_map(|(day, summary)| judge.day(*day, summary, read.allows(*day))).collect();
        prop_assert_eq!(Course { changes, now: judge.verdict() }, course(&story));
    }

    #[test]
    fn one_more_conversation_never_makes_its_day_worse(story in story(), kind in 0..3usize) {
        let read = read(&story);
        let mut judge = Judge::default();
        for (day, summary) in summaries(&story) {
            let mut more = summary.clone();
            more.add(&post([Kind::Reply, Kind::Quote, Kind::Question][kind]));
            let mut other = judge.clone();
            judge.day(day, &summary, read.allows(day));
            other.day(day, &more, read.allows(day));
            let (without, with) = (judge.verdict().unwrap().state, other.verdict().unwrap().state);
            if let Some(without) = badness(without) {
                prop_assert!(badness(with) <= Some(without), "{day}: {with:?} with it");
            }
        }
    }

    #[test]
    fn silence_is_never_autopilot(story in story(), quiet in 7..60usize) {
        let silent: Vec<char> = story.into_iter().chain(std::iter::repeat_n('.', quiet)).collect();
        let now = course(&silent).now;
        prop_assert!(now.is_none_or(|now| matches!(now.state, State::Absent)), "{now:?}");
    }

    #[test]
    fn changes_join_without_a_seam(story in story()) {
        let course = course(&story);
        let mut state = State::NoVerdict;
        for change in &course.changes {
            prop_assert_eq!(change.from, state);
            state = change.to;
        }
        prop_assert_eq!(course.now.map(|now| now.state).unwrap_or(State::NoVerdict), state);
    }
}
