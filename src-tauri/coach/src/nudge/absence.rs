//! An absence, and the day on which it ends.

use crate::day::Day;

/// Away for so many days or more, coming back is a return.
pub const ABSENCE_DAYS: i64 = 7;
/// No absence is looked for further back.
const LOOKED_BACK: i64 = 366;

/// Days in a row on which the person was not there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Absence {
    /// The first of them.
    pub since: Day,
    /// How many, at least [`ABSENCE_DAYS`].
    pub days: i64,
}

/// How a day was spent, as far as it tells an absence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Spent {
    /// Somebody was talked with, or the app ran on a day that was no rest.
    There,
    /// The person said that she rests, is ill or travels; or the app did not run.
    Away,
    /// A weekday off: neither.
    Off,
}

/// The absence that ended with `today`: the days before it back to the last on which the person was there. `None` where
/// today is itself no day of coming back, or they are fewer than seven. `began` is the first day of the habit.
pub fn absence(today: Day, began: Day, spent: impl Fn(Day) -> Spent) -> Option<Absence> {
    if spent(today) == Spent::Away {
        return None;
    }
    let mut since = None;
    for back in 1..=LOOKED_BACK {
        let day = today.plus(-back);
        if day <= began || spent(day) == Spent::There {
            break;
        }
        // Weekdays off belong to an absence only between days of one.
        if spent(day) == Spent::Away {
            since = Some(day);
        }
    }
    let since = since?;
    let days = today.since(since);
    (days >= ABSENCE_DAYS).then_some(Absence { since, days })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The days up to yesterday, and today last: `t` there, `a` away, `o` off.
    fn found(days: &str) -> Option<i64> {
        let today = days.len() as i32 - 1;
        let spent = |day: Day| match days.as_bytes().get(usize::try_from(day.number()).unwrap_or(usize::MAX)) {
            Some(b'a') => Spent::Away,
            Some(b'o') => Spent::Off,
            _ => Spent::There,
        };
        absence(Day::from_number(today), Day::from_number(0), spent).map(|absence| absence.days)
    }

    #[test]
    fn a_week_or_more_away_is_an_absence_that_ends_on_the_first_day_back() {
        for (days, expected) in [
            ("ttaaaaaaat", Some(7)),
            ("ttaaaaaat", None),
            ("ttaaaaaaaaaaaat", Some(12)),
            ("ttaaaaaaaa", None),
            ("ttaaaaaaatt", None),
            ("ttaaaooaaat", Some(8)),
            ("ttoaaaaaaot", Some(7)),
            ("ttoooooooot", None),
            ("ttaaaataaat", None),
            ("taaaaaaao", Some(7)),
            ("aaaaaaat", None),
            ("aaaaaaaat", Some(7)),
        ] {
            assert_eq!(found(days), expected, "{days}");
        }
    }
}
