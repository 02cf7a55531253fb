//! What the tables are written in.

use chrono::{DateTime, NaiveDate, NaiveDateTime, Utc};
use coach::act::RestWhy;
use coach::day::{Day, Rollover};
use coach::days::Habit;
use coach::days::plan::Plan;
use coach::days::state::State;
use coach::days::tally::Judged;
use coach::reckoning::Reckoning;
use coach::zone::Zone;
use std::collections::{BTreeMap, BTreeSet};

pub(crate) fn zone(name: &str) -> Zone {
    Zone::named(name).unwrap()
}

pub(crate) fn rollover(hour: u16) -> Rollover {
    Rollover::from_minutes(hour * 60).unwrap()
}

pub(crate) fn day(date: &str) -> Day {
    Day::new(date.parse::<NaiveDate>().unwrap())
}

pub(crate) fn utc(at: &str) -> DateTime<Utc> {
    NaiveDateTime::parse_from_str(at, "%Y-%m-%d %H:%M").unwrap().and_utc()
}

/// Monday, the first of the days in every row.
pub(crate) fn first() -> Day {
    day("2026-06-01")
}

/// A habit from a row of days, one word a day: the people counted, then letters for what else was so.
///
/// `r` rest · `i` ill · `o` weekday off · `b` busy season · `x` the app did not run
///
/// No source sees replies, the zone is UTC, the rollover 04:00, the goal 2.
pub(crate) fn habit(row: &str) -> Habit {
    let mut habit = Habit {
        since: first(),
        reckoning: Reckoning::new(Zone::utc(), Rollover::DEFAULT),
        plan: Plan::default(),
        watches: Vec::new(),
        people: BTreeMap::new(),
        ran: BTreeSet::new(),
    };
    for (nth, word) in row.split_whitespace().enumerate() {
        let day = first().plus(nth as i64);
        let digits = word.trim_end_matches(char::is_alphabetic);
        habit.people.insert(day, digits.parse().unwrap());
        habit.ran.insert(day);
        for letter in word[digits.len()..].chars() {
            match letter {
                'r' => habit.plan.rest(day, day, RestWhy::Rest),
                'i' => habit.plan.rest(day, day, RestWhy::Ill),
                'b' => habit.plan.busy(day, day),
                'o' => {
                    habit.plan.days_off(day, vec![day.weekday()]);
                    habit.plan.days_off(day.plus(1), Vec::new());
                }
                'x' => {
                    habit.ran.remove(&day);
                }
                other => panic!("no such letter: {other}"),
            }
        }
    }
    habit
}

/// When every day of the row is over for 48 hours.
pub(crate) fn long_after(row: &str) -> DateTime<Utc> {
    first().plus(row.split_whitespace().count() as i64 + 2).date().and_hms_opt(4, 0, 0).unwrap().and_utc()
}

/// The states of the first days of a record, in a row; a missed day that was mended is `mended`.
pub(crate) fn states<'a>(days: impl IntoIterator<Item = &'a Judged>) -> String {
    let name = |judged: &Judged| match judged.state {
        State::Missed { mended: Some(_) } => "mended",
        state => state.name(),
    };
    days.into_iter().map(name).collect::<Vec<_>>().join(" ")
}
