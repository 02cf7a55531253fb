//! The story of a feed over the years: where it turned, when, and what it was that turned it.
//!
//! Told of weeks from Monday, from the summaries of days alone; a turning is named by the first day of its week.

mod machines;
mod replies;
mod silence;
mod words;

use crate::day::Day;
use crate::drift::DaySummary;
use crate::week::Week;
use chrono::Weekday;
use std::collections::BTreeMap;

/// At most so many turnings are told: more are no story.
pub const MOST_TURNINGS: usize = 12;

/// Where the feed turned.
#[derive(Debug, Clone, PartialEq)]
pub struct Turning {
    /// First day of its week.
    pub day: Day,
    /// What happened.
    pub what: Happened,
    /// How much it weighs among the others: posts that it changed.
    pub weight: u32,
}

/// What can turn a feed.
#[derive(Debug, Clone, PartialEq)]
pub enum Happened {
    /// The first post that is read here.
    First,
    /// An automation began to post, so many times in its first half year; `None` where the posts name no app.
    MachineBegan {
        /// Its name.
        app: Option<String>,
        /// Posts in the half year from here.
        posts: u32,
    },
    /// An automation posted for the last time, while the feed went on.
    MachineEnded {
        /// Its name.
        app: Option<String>,
        /// Posts of all time.
        posts: u32,
    },
    /// Conversation fell to a half or less.
    RepliesStopped {
        /// Replies, quotes and questions in ten weeks before.
        before: u32,
        /// In ten weeks from here.
        after: u32,
        /// The automation that began within a quarter of it, where one did.
        beside: Option<String>,
    },
    /// Conversation doubled or more.
    RepliesCame {
        /// Replies, quotes and questions in ten weeks before.
        before: u32,
        /// In ten weeks from here.
        after: u32,
    },
    /// Nothing was posted for so many weeks, a quarter at least.
    Silence {
        /// How many.
        weeks: u32,
    },
}

/// All weeks from the first to the last with a post, without a gap.
#[derive(Debug, Clone, Default)]
struct Weeks {
    first: Option<Week>,
    all: Vec<OneWeek>,
}

#[derive(Debug, Clone, Default)]
struct OneWeek {
    posts: u32,
    talk: u32,
    /// Automatic posts by the app that posted them; `None` where it is not named.
    machines: BTreeMap<Option<String>, u32>,
}

impl Weeks {
    fn of<'a>(days: impl IntoIterator<Item = (Day, &'a DaySummary)>) -> Self {
        let mut weeks: BTreeMap<Week, OneWeek> = BTreeMap::new();
        for (day, summary) in days.into_iter().filter(|(_, summary)| summary.counts.all() > 0) {
            let week = weeks.entry(Week::of(day, Weekday::Mon)).or_default();
            week.posts += summary.counts.all();
            week.talk += summary.counts.conversation();
            let named: u32 = summary.apps.values().sum();
            let unnamed = summary.counts.of(crate::kind::Kind::Automated).saturating_sub(named);
            for (app, n) in summary.apps.iter().map(|(app, n)| (Some(app.clone()), *n)).chain([(None, unnamed)]) {
                if n > 0 {
                    *week.machines.entry(app).or_default() += n;
                }
            }
        }
        let Some((first, last)) = weeks.keys().next().copied().zip(weeks.keys().next_back().copied()) else {
            return Self::default();
        };
        let length = last.first().since(first.first()) / 7;
        let all = (0..=length).map(|n| weeks.remove(&first.plus(n)).unwrap_or_default()).collect();
        Self { first: Some(first), all }
    }

    /// First day of the week with this number.
    fn day(&self, nth: usize) -> Day {
        let nth = i64::try_from(nth).unwrap_or(i64::MAX);
        self.first.map_or(Day::from_number(0), |first| first.plus(nth).first())
    }
}

/// The turnings of a feed, oldest first; the weightiest [`MOST_TURNINGS`] where there are more.
pub fn turnings<'a>(days: impl IntoIterator<Item = (Day, &'a DaySummary)>) -> Vec<Turning> {
    let weeks = Weeks::of(days);
    if weeks.all.is_empty() {
        return Vec::new();
    }
    let silences = silence::silences(&weeks);
    let machines = machines::machines(&weeks);
    let replies = replies::replies(&weeks, &silences, &machines);
    let mut all: Vec<Turning> = silences.iter().chain(&machines).chain(&replies).cloned().collect();
    all.sort_by_key(|turning| std::cmp::Reverse(turning.weight));
    all.truncate(MOST_TURNINGS - 1);
    all.push(Turning { day: weeks.day(0), what: Happened::First, weight: u32::MAX });
    all.sort_by_key(|turning| (turning.day, turning.what != Happened::First));
    all
}

#[cfg(test)]
mod tests;
