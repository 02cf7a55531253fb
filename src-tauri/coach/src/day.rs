//! Which day something belongs to: the civil date, minus one before the rollover.

use chrono::{Datelike, Days, NaiveDate, NaiveDateTime, NaiveTime, Timelike, Weekday};
use std::fmt;

/// A day of the person's life, as the habit counts it: from one rollover to the next.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(NaiveDate);

/// The time of day at which a new day begins: 00:00 to 12:00, 04:00 unless the person set another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Rollover(u16);

impl Rollover {
    /// 04:00.
    pub const DEFAULT: Self = Self(4 * 60);

    /// A rollover so many minutes after midnight, or `None` above 720 (12:00).
    pub fn from_minutes(minutes: u16) -> Option<Self> {
        (minutes <= 12 * 60).then_some(Self(minutes))
    }

    /// Minutes after midnight, 0 to 720.
    pub fn minutes(self) -> u16 {
        self.0
    }

    /// The time of day, 00:00 to 12:00.
    pub fn time(self) -> NaiveTime {
        NaiveTime::from_num_seconds_from_midnight_opt(u32::from(self.0) * 60, 0).unwrap_or_default()
    }
}

impl Default for Rollover {
    fn default() -> Self {
        Self::DEFAULT
    }
}

impl Day {
    /// The day with this civil date.
    pub fn new(date: NaiveDate) -> Self {
        Self(date)
    }

    /// The day to which a civil (wall-clock) time belongs.
    ///
    /// Computed on civil time, never by dividing seconds, so daylight saving needs no special case.
    pub fn of(civil: NaiveDateTime, rollover: Rollover) -> Self {
        let minutes = civil.hour() * 60 + civil.minute();
        let date = civil.date();
        if minutes < u32::from(rollover.minutes()) { Self(date.pred_opt().unwrap_or(date)) } else { Self(date) }
    }

    /// The civil date.
    pub fn date(self) -> NaiveDate {
        self.0
    }

    /// The civil time at which this day begins.
    pub fn begins(self, rollover: Rollover) -> NaiveDateTime {
        let minutes = u32::from(rollover.minutes());
        self.0.and_time(NaiveTime::from_hms_opt(minutes / 60, minutes % 60, 0).unwrap_or_default())
    }

    /// The day `n` days later (earlier where negative), saturating at the ends of the calendar.
    #[must_use]
    pub fn plus(self, n: i64) -> Self {
        let days = Days::new(n.unsigned_abs());
        let moved = if n < 0 { self.0.checked_sub_days(days) } else { self.0.checked_add_days(days) };
        Self(moved.unwrap_or(if n < 0 { NaiveDate::MIN } else { NaiveDate::MAX }))
    }

    /// Whole days from `earlier` to this day; negative where `earlier` is later.
    pub fn since(self, earlier: Self) -> i64 {
        (self.0 - earlier.0).num_days()
    }

    /// Days since 1970-01-01: the form in which the ledger keeps a day.
    pub fn number(self) -> i32 {
        self.0.num_days_from_ce() - UNIX_EPOCH_FROM_CE
    }

    /// The day with this [`number`](Self::number), saturating at the ends of the calendar.
    pub fn from_number(number: i32) -> Self {
        let fallback = if number < 0 { NaiveDate::MIN } else { NaiveDate::MAX };
        Self(number.checked_add(UNIX_EPOCH_FROM_CE).and_then(NaiveDate::from_num_days_from_ce_opt).unwrap_or(fallback))
    }

    /// The day of the week.
    pub fn weekday(self) -> Weekday {
        self.0.weekday()
    }
}

/// Days from 0001-01-01 (day 1) to 1970-01-01 in the proleptic Gregorian calendar.
const UNIX_EPOCH_FROM_CE: i32 = 719_163;

impl fmt::Display for Day {
    /// ISO 8601: `2026-11-23`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}
