//! When a person really was silent while automatic posts went out: by the labels.

use coach::day::Day;
use coach::drift::DaySummary;
use std::collections::BTreeMap;

/// A silence of fewer days than this is a holiday, and an alarm in it is false.
pub const LEAST_DAYS: i64 = 14;

/// A stretch without a sign of a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Spell {
    /// The first day without a sign.
    pub first: Day,
    /// The last day without one.
    pub last: Day,
    /// The second day of it with automatic posts, where there was one: from then on an alarm is true.
    pub machines: Option<Day>,
}

impl Spell {
    /// Whether an alarm on that day is true: the silence lasts two weeks or more, and machines have
    /// spoken on two days of it.
    pub fn makes_true(&self, alarm: Day) -> bool {
        self.last.since(self.first) + 1 >= LEAST_DAYS
            && self.machines.is_some_and(|second| second <= alarm)
            && alarm <= self.last
    }
}

/// Every stretch without a sign of a person, from the days as the labels tell them.
pub fn spells(truth: &BTreeMap<Day, DaySummary>) -> Vec<Spell> {
    let signs: Vec<Day> = truth.iter().filter(|(_, summary)| summary.has_sign()).map(|(day, _)| *day).collect();
    let (Some((start, _)), Some((end, _))) = (truth.first_key_value(), truth.last_key_value()) else { return vec![] };
    let begins = [*start].into_iter().chain(signs.iter().map(|day| day.plus(1)));
    let ends = signs.iter().map(|day| day.plus(-1)).chain([*end]);
    begins
        .zip(ends)
        .filter(|(first, last)| first <= last)
        .map(|(first, last)| {
            let mut machines = truth.range(first..=last).filter(|(_, summary)| summary.known > 0);
            Spell { first, last, machines: machines.nth(1).map(|(day, _)| *day) }
        })
        .collect()
}
