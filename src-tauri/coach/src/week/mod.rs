//! The review of a week: whom the person talked with, what the feed was made of, what came back, and one thing to try.
//!
//! A week is seven days from the weekday on which weeks begin; that is an argument, as languages differ in it.

mod acquaintance;
mod followed;
mod ready;
mod shares;
mod suggestion;

pub use acquaintance::{Acquaintance, Contact, Met, RETURNING_AFTER, met, met_sentence};
pub use followed::{Came, Interval, TELLING, Told, compare, wilson};
pub use ready::ready;
pub use shares::{Shares, USUAL_LEAST, USUAL_WEEKS, usual, usual_people};
pub use suggestion::{Facts, Suggestion, suggest};

use crate::day::Day;
use chrono::Weekday;

/// A week is reviewed from Monday, wherever the person lives: Saturday and Sunday lie in one week.
pub const REVIEWED_FROM: Weekday = Weekday::Mon;

/// Seven days, from the first of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Week(Day);

impl Week {
    /// The week in which a day lies, where weeks begin on `begins`.
    pub fn of(day: Day, begins: Weekday) -> Self {
        Self(day.plus(-i64::from(day.weekday().days_since(begins))))
    }

    /// The first day.
    pub fn first(self) -> Day {
        self.0
    }

    /// The last day.
    pub fn last(self) -> Day {
        self.0.plus(6)
    }

    /// The day in the middle: it lies in the same week whether weeks begin on Saturday, Sunday or Monday, so what is
    /// kept of a week is kept under it.
    pub fn middle(self) -> Day {
        self.0.plus(3)
    }

    /// The week so many weeks later; earlier where negative.
    #[must_use]
    pub fn plus(self, weeks: i64) -> Self {
        Self(self.0.plus(weeks.saturating_mul(7)))
    }

    /// Whether a day lies in it.
    pub fn contains(self, day: Day) -> bool {
        (self.first()..=self.last()).contains(&day)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn day(date: &str) -> Day {
        Day::new(date.parse().unwrap())
    }

    #[test]
    fn a_week_begins_on_the_weekday_that_is_asked_for() {
        for (date, begins, first) in [
            ("2026-11-23", Weekday::Mon, "2026-11-23"),
            ("2026-11-29", Weekday::Mon, "2026-11-23"),
            ("2026-11-29", Weekday::Sun, "2026-11-29"),
            ("2026-11-28", Weekday::Sun, "2026-11-22"),
            ("2026-11-27", Weekday::Sat, "2026-11-21"),
            ("2027-01-01", Weekday::Mon, "2026-12-28"),
        ] {
            let week = Week::of(day(date), begins);
            assert_eq!(week.first(), day(first), "{date}, weeks from {begins}");
            assert!(
                week.contains(day(date))
                    && !week.contains(week.first().plus(-1))
                    && !week.contains(week.last().plus(1))
            );
        }
    }

    #[test]
    fn the_middle_of_a_week_stays_in_it_wherever_weeks_begin() {
        let middle = Week::of(day("2026-11-23"), Weekday::Mon).middle();
        for begins in [Weekday::Sat, Weekday::Sun, Weekday::Mon] {
            assert_eq!(
                Week::of(middle, begins).first().since(day("2026-11-23")).abs() % 7,
                match begins {
                    Weekday::Sat => 2,
                    Weekday::Sun => 1,
                    _ => 0,
                }
            );
        }
    }
}
