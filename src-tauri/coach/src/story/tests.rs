#![allow(clippy::unwrap_used)]
use super::*;
use crate::drift::Glimpse;
use crate::kind::Kind;
use proptest::prelude::*;

/// A feed from Monday 2 January 2012 on, stretch by stretch: weeks, replies a week, automatic posts a week and their app.
fn feed(stretches: &[(u32, u32, u32, Option<&str>)]) -> Vec<(Day, DaySummary)> {
    let mut day = Day::new("2012-01-02".parse().unwrap());
    let mut days = Vec::new();
    for (weeks, replies, robots, app) in stretches {
        for _ in 0..*weeks {
            let mut of = vec![DaySummary::default(); 7];
            for n in 0..*replies {
                of[(n % 7) as usize].add(&Glimpse { kind: Kind::Reply, probability: 0.0, known: false, app: None });
            }
            for n in 0..*robots {
                of[(n * 3 % 7) as usize].add(&Glimpse {
                    kind: Kind::Automated,
                    probability: 1.0,
                    known: true,
                    app: *app,
                });
            }
            for summary in of {
                days.push((day, summary));
                day = day.plus(1);
            }
        }
    }
    days
}

/// The turnings in short: day, key, the number told.
fn told(stretches: &[(u32, u32, u32, Option<&str>)]) -> Vec<String> {
    let days = feed(stretches);
    let short = |one: &Turning| format!("{} {}", one.day, one.sentence().key.trim_start_matches("story."));
    turnings(days.iter().map(|(day, summary)| (*day, summary))).iter().map(short).collect()
}

#[test]
fn nothing_posted_is_no_story() {
    assert_eq!(told(&[]), Vec::<String>::new());
    assert_eq!(told(&[(5, 0, 0, None)]), Vec::<String>::new());
}

#[test]
fn the_app_that_began_and_the_week_the_replies_stopped_are_named() {
    let dlvr = Some("dlvr.it");
    assert_eq!(
        told(&[(104, 9, 0, None), (4, 9, 6, dlvr), (60, 1, 6, dlvr), (40, 9, 0, None)]),
        [
            "2012-01-02 first",
            "2013-12-30 machine.began",
            "2014-01-27 replies.stopped.beside",
            "2015-03-23 replies.came",
            "2015-03-23 machine.ended",
        ]
    );
}

#[test]
fn automatic_posts_that_name_no_app_are_told_as_such() {
    assert_eq!(told(&[(30, 4, 0, None), (60, 4, 5, None)]), ["2012-01-02 first", "2012-07-30 machine.began.unnamed"]);
}

#[test]
fn a_silence_is_told_once_and_not_as_replies_that_stopped() {
    assert_eq!(
        told(&[(60, 9, 0, None), (30, 0, 0, None), (60, 9, 0, None)]),
        ["2012-01-02 first", "2013-02-25 silence"]
    );
}

#[test]
fn a_holiday_and_a_slow_year_are_no_turnings() {
    let steady = ["2012-01-02 first"];
    assert_eq!(told(&[(60, 9, 2, None), (5, 0, 2, None), (60, 9, 2, None)])[..1], steady);
    assert_eq!(told(&[(60, 9, 0, None), (60, 6, 0, None), (60, 9, 0, None)]), steady);
    assert_eq!(told(&[(9, 9, 0, None)]), steady);
}

#[test]
fn a_summer_is_told_where_hardly_anything_is_left() {
    assert_eq!(
        told(&[(60, 9, 0, None), (12, 1, 0, None), (40, 9, 0, None)]),
        ["2012-01-02 first", "2013-02-25 replies.stopped", "2013-05-20 replies.came"]
    );
    assert_eq!(told(&[(60, 9, 0, None), (12, 4, 0, None), (40, 9, 0, None)]), ["2012-01-02 first"]);
}

#[test]
fn an_app_that_posts_now_and_then_turns_nothing() {
    assert_eq!(told(&[(300, 9, 0, None), (20, 9, 1, Some("IFTTT"))]), ["2012-01-02 first"]);
}

#[test]
fn every_turning_has_its_words() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../ui/words/en.week.json");
    let words = std::fs::read_to_string(path).unwrap();
    let mut all = vec![
        Happened::First,
        Happened::RepliesStopped { before: 9, after: 1, beside: None },
        Happened::RepliesStopped { before: 9, after: 1, beside: Some("dlvr.it".to_owned()) },
        Happened::RepliesCame { before: 1, after: 9 },
        Happened::Silence { weeks: 20 },
    ];
    for app in [None, Some("dlvr.it".to_owned())] {
        all.push(Happened::MachineBegan { app: app.clone(), posts: 9 });
        all.push(Happened::MachineEnded { app, posts: 9 });
    }
    for what in all {
        let key = Turning { day: Day::from_number(0), what, weight: 0 }.sentence().key;
        assert!(
            words.contains(&format!("\"{key}\"")) || words.contains(&format!("\"{key}.other\"")),
            "no words for {key}"
        );
    }
}

proptest! {
    #[test]
    fn turnings_come_in_order_and_are_no_more_than_can_be_told(
        stretches in prop::collection::vec((1..40u32, 0..12u32, 0..8u32, prop::option::of(prop::sample::select(vec!["a", "b"]))), 1..12)
    ) {
        let days = feed(&stretches);
        let found = turnings(days.iter().map(|(day, summary)| (*day, summary)));
        prop_assert!(found.len() <= MOST_TURNINGS);
        prop_assert!(found.windows(2).all(|two| two[0].day <= two[1].day));
        prop_assert!(found.iter().all(|one| one.day.weekday() == Weekday::Mon));
        prop_assert_eq!(found.iter().filter(|one| one.what == Happened::First).count(), usize::from(!found.is_empty()));
    }

    #[test]
    fn a_feed_that_goes_on_as_ever_has_no_turning(weeks in 1..300u32, replies in 0..20u32) {
        let days = feed(&[(weeks, replies, 0, None)]);
        prop_assert!(turnings(days.iter().map(|(day, summary)| (*day, summary))).len() <= 1);
    }
}
