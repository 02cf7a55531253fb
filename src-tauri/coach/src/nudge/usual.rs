//! The time at which a person usually talks: the cue, until she sets one.

use crate::day::Rollover;
use chrono::{NaiveTime, TimeDelta, Timelike};

/// Fewer days than this show no habit.
const DAYS_NEEDED: usize = 7;
/// The cue comes on the quarter of an hour.
const STEP: i64 = 15;

/// The median of the times of the first interaction of each of the last days, as the person's clock showed them, rounded
/// to the quarter of an hour. `None` for fewer than 7 days.
///
/// Counted from the rollover on, so that half past midnight is late in the evening.
pub fn usual_time(first_of_each_day: &[NaiveTime], rollover: Rollover) -> Option<NaiveTime> {
    let begins = i64::from(rollover.minutes());
    let minutes = |time: &NaiveTime| i64::from(time.hour() * 60 + time.minute());
    let mut into_the_day: Vec<i64> =
        first_of_each_day.iter().map(|time| (minutes(time) - begins).rem_euclid(24 * 60)).collect();
    into_the_day.sort_unstable();
    let median = into_the_day.get(into_the_day.len() / 2).filter(|_| into_the_day.len() >= DAYS_NEEDED)?;
    let rounded = (begins + median + STEP / 2) / STEP * STEP;
    Some(NaiveTime::MIN + TimeDelta::minutes(rounded))
}
