//! The days: kept, touched, frozen, rest, missed, unknown, open, settling; and what they add up to.
//!
//! Everything here is a function of facts: how many people each day counts, what the person asked of it, and what the
//! sources and the app have seen of it. Nothing is stored, so a late arrival, an undo or a rest taken afterwards gives
//! exactly the days that would have been, had it been known at once.
//!
//! # What was decided where the rules left room
//!
//! - **Days begin with the app.** History imported from before the first use makes no day of the habit, neither kept
//!   nor missed. The first day itself can be kept or touched, but not missed: the app came in the middle of it.
//! - **Kept is kept at once**: today as soon as the goal is met, and a settling day too. It is kept on a day of rest or
//!   on a weekday off as well, and adds to the streak; to the strength only scheduled weekdays add.
//! - **Settling.** A day is known as soon as every source that sees replies has been read past its end. A source
//!   counts for the days that ended while the app had it; an imported archive is not one, as it is never read again.
//!   With no such source the person's word is the only one, and has the whole 48 hours; after them the day is known
//!   where the app ran at some moment of it, and unknown otherwise.
//! - **Open and settling days neither add nor break.** So a streak stands until the day that breaks it is known.
//! - **Unknown wins over touched**: with one of two people counted and a source unread, the day is unknown, and costs no
//!   strength. As soon as the source is read past it, it is what it is.
//! - **A freeze is spent only to save a streak**, on the earliest missed day first, and comes back when a late arrival
//!   shows that the day was not missed. Kept days do not count toward a fourth.
//! - **A break** is the first missed day after a streak. A repair comes on one of the two days after it (the 48 hours
//!   after its end), mends every missed day since the break, and gives the old streak back. For the strength a mended
//!   day stays missed.
//! - **Strength** starts at 0. A frozen day costs none; where it turns out to be touched, the freeze comes back and the
//!   day weighs as touched. This is the only way in which an interaction more can lower it.
//! - **A clock set back.** Days after today are not days yet. What was counted for them comes with them.

pub mod explained;
pub mod facts;
pub mod freezes;
pub mod people;
pub mod plan;
pub mod repair;
pub mod state;
pub mod strength;
pub mod tally;

use crate::day::Day;
use crate::reckoning::Reckoning;
use chrono::{DateTime, Utc};
use facts::{Facts, Phase, Watch, phase_after};
use plan::Plan;
use state::State;
use std::collections::{BTreeMap, BTreeSet};
use tally::{Judged, Tally};

/// The facts of the habit: all that its days are judged by.
#[derive(Debug, Clone)]
pub struct Habit {
    /// The day of the first use.
    pub since: Day,
    /// Zone and rollover through time.
    pub reckoning: Reckoning,
    /// Goals, weekdays off, rests and seasons.
    pub plan: Plan,
    /// The sources that see replies.
    pub watches: Vec<Watch>,
    /// How many [people] each day counts; days without any may be left out.
    pub people: BTreeMap<Day, u32>,
    /// The days on which the app ran at some moment.
    pub ran: BTreeSet<Day>,
}

/// The days, judged, from the first to today.
#[derive(Debug, Clone, PartialEq)]
pub struct Record {
    /// In order, without a gap; empty only before the first day.
    pub days: Vec<Judged>,
    /// What they add up to.
    pub tally: Tally,
}

impl Habit {
    /// What is known of one day at this moment.
    pub fn facts(&self, day: Day, now: DateTime<Utc>) -> Facts {
        let phase = match self.reckoning.span(day) {
            _ if day >= self.reckoning.day_of(now) => Phase::Open,
            None => Phase::NeverCame,
            Some(span) if now < span.end => Phase::Open,
            Some(span) => phase_after(span.end, &self.watches, self.ran.contains(&day), now),
        };
        let people = self.people.get(&day).copied().unwrap_or(0);
        Facts { day, people, asked: self.plan.on(day), phase, first: day == self.since }
    }

    /// All days from the first use to today.
    pub fn record(&self, now: DateTime<Utc>) -> Record {
        self.record_from(Tally::new(), self.since, now)
    }

    /// The days from `from` to today, going on from the tally at the end of the day before it.
    ///
    /// Equal to the end of the [whole record](Self::record), but that a missed day before `from` that a later one mends is
    /// not in it.
    pub fn record_from(&self, mut tally: Tally, from: Day, now: DateTime<Utc>) -> Record {
        let today = self.reckoning.day_of(now);
        let mut days: Vec<Judged> = Vec::new();
        let mut day = from;
        while day <= today {
            let judged = tally.step(self.facts(day, now));
            if let Some(since) = judged.mends {
                for earlier in days.iter_mut().rev().take_while(|earlier| earlier.facts.day >= since) {
                    if earlier.state.breaks() {
                        earlier.mended_by(day);
                    }
                }
            }
            days.push(judged);
            day = day.plus(1);
        }
        Record { days, tally }
    }
}

impl Record {
    /// The day with this date.
    pub fn day(&self, day: Day) -> Option<&Judged> {
        let first = self.days.first()?.facts.day;
        usize::try_from(day.since(first)).ok().and_then(|nth| self.days.get(nth))
    }

    /// The last day: today.
    pub fn today(&self) -> Option<&Judged> {
        self.days.last()
    }

    /// The days a freeze was spent on, in order.
    pub fn frozen(&self) -> impl Iterator<Item = Day> {
        self.days.iter().filter(|judged| judged.state == State::Frozen).map(|judged| judged.facts.day)
    }
}
