//! How moments became days over the years: the zone and the rollover in force, and since when.

use crate::day::{Day, Rollover};
use crate::zone::{Moment, Zone};
use chrono::{DateTime, TimeDelta, Utc};
use std::ops::Range;

/// Zone and rollover through time. A change of either applies from its moment on only: what was a day before it
/// stays the day it was.
///
/// Two odd days follow from this, and both are right. Whoever flies west across the date line, or moves the rollover
/// from midnight to four at one in the morning, lives a part of the same day twice. And whoever flies east across it
/// has a civil date without a single moment: [`span`](Self::span) is `None`, and nobody can be blamed for that day.
#[derive(Debug, Clone, PartialEq)]
pub struct Reckoning {
    /// In force before the first change.
    first: (Zone, Rollover),
    /// Each change with the moment from which it holds, ascending.
    changes: Vec<(DateTime<Utc>, Zone, Rollover)>,
}

impl Reckoning {
    /// One zone and one rollover, for all time.
    pub fn new(zone: Zone, rollover: Rollover) -> Self {
        Self { first: (zone, rollover), changes: Vec::new() }
    }

    /// From `from` on, this zone and this rollover. Changes are given in the order in which the person made them: one
    /// made for an earlier moment (the clock had been set back) also replaces those made for later moments.
    pub fn change(&mut self, from: DateTime<Utc>, zone: Zone, rollover: Rollover) {
        self.changes.retain(|(at, ..)| *at < from);
        self.changes.push((from, zone, rollover));
    }

    /// The zone and the rollover in force at a moment.
    pub fn at(&self, at: DateTime<Utc>) -> (&Zone, Rollover) {
        let after = self.changes.partition_point(|(from, ..)| *from <= at);
        self.period(after)
    }

    /// A moment with the offset then in force.
    pub fn moment(&self, at: DateTime<Utc>) -> Moment {
        self.at(at).0.moment(at)
    }

    /// The day to which a moment belongs, by the zone and the rollover then in force.
    pub fn day_of(&self, at: DateTime<Utc>) -> Day {
        let (zone, rollover) = self.at(at);
        zone.day_of(at, rollover)
    }

    /// The day an act counts for: the day the person named, else the day of the nudge it answers, else the day of
    /// its moment. So last night's nudge answered this morning counts for last night.
    pub fn day_of_act(&self, named: Option<Day>, nudge: Option<Day>, at: DateTime<Utc>) -> Day {
        named.or(nudge).unwrap_or_else(|| self.day_of(at))
    }

    /// From the first moment of a day to the moment after its last, or `None` where the day never came.
    pub fn span(&self, day: Day) -> Option<Range<DateTime<Utc>>> {
        // No zone is further than 14 h from UTC, no rollover later than 12:00.
        let noon = day.date().and_hms_opt(12, 0, 0)?.and_utc();
        let start = self.changes.partition_point(|(from, ..)| *from < noon - TimeDelta::hours(48));
        let end = self.changes.partition_point(|(from, ..)| *from < noon + TimeDelta::hours(48));
        let mut span: Option<Range<DateTime<Utc>>> = None;
        for period in start..=end {
            let (zone, rollover) = self.period(period);
            let (mut from, mut to) = (zone.day_begins(day, rollover), zone.day_ends(day, rollover));
            if let Some((since, ..)) = period.checked_sub(1).and_then(|before| self.changes.get(before)) {
                from = from.max(*since);
            }
            if let Some((until, ..)) = self.changes.get(period) {
                to = to.min(*until);
            }
            if from < to {
                span = Some(span.map_or(from..to, |known| known.start.min(from)..known.end.max(to)));
            }
        }
        span
    }

    /// The zone and the rollover after so many changes.
    fn period(&self, changes: usize) -> (&Zone, Rollover) {
        match changes.checked_sub(1).and_then(|last| self.changes.get(last)) {
            Some((_, zone, rollover)) => (zone, *rollover),
            None => (&self.first.0, self.first.1),
        }
    }
}
