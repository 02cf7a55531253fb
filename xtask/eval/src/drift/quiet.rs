//! When a person really was silent while automatic posts went out: by the labels.

use super::sight::{Diary, Sight};
use crate::stream::Stream;
use coach::day::Day;
use coach::kind::{Eye, Kind};
use std::collections::BTreeMap;

/// Where the label leaves it open whether a post to everybody was by hand, it was if its probability of being automatic
/// is below this.
const SURE_BELOW: f32 = 0.05;

/// What the labels tell of one day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Told {
    /// Whether the person spoke: a reply, a quote, a question or an original by hand.
    pub spoke: bool,
    /// Whether automatic posts went out.
    pub machines: bool,
}

/// The days of a stream on which something was posted, as the labels tell them.
pub fn truth(stream: &Stream, mut eye: Eye) -> BTreeMap<Day, Told> {
    let mut diary = Diary::default();
    stream.posts.iter().for_each(|post| diary.write(&mut eye, &Sight::Named.show(post)));
    let mut days: BTreeMap<Day, Told> = BTreeMap::new();
    for (day, verdict) in diary.said() {
        let told = days.entry(day).or_default();
        told.spoke |= match verdict.kind {
            Kind::Reply | Kind::Quote => true,
            Kind::Question | Kind::Original => verdict.by_app || verdict.automated < SURE_BELOW,
            _ => false,
        };
        told.machines |= verdict.kind == Kind::Automated && verdict.by_app;
    }
    days
}

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
        self.is_real() && self.machines.is_some_and(|second| second <= alarm) && alarm <= self.last
    }

    /// Whether it lasts two weeks or more, and machines speak on two days of it.
    pub fn is_real(&self) -> bool {
        self.last.since(self.first) + 1 >= LEAST_DAYS && self.machines.is_some()
    }
}

/// Every stretch without a sign of a person, from the days as the labels tell them.
pub fn spells(truth: &BTreeMap<Day, Told>) -> Vec<Spell> {
    let signs: Vec<Day> = truth.iter().filter(|(_, told)| told.spoke).map(|(day, _)| *day).collect();
    let (Some((start, _)), Some((end, _))) = (truth.first_key_value(), truth.last_key_value()) else { return vec![] };
    let begins = [*start].into_iter().chain(signs.iter().map(|day| day.plus(1)));
    let ends = signs.iter().map(|day| day.plus(-1)).chain([*end]);
    begins
        .zip(ends)
        .filter(|(first, last)| first <= last)
        .map(|(first, last)| {
            let mut machines = truth.range(first..=last).filter(|(_, told)| told.machines);
            Spell { first, last, machines: machines.nth(1).map(|(day, _)| *day) }
        })
        .collect()
}
