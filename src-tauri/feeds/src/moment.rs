//! Moments as others tell them.

use chrono::{DateTime, Utc};

/// A moment at which something can have been said: after 1970 and before the year 3000. Any other is none: it is not
/// meant, and reckoning with it may leave the calendar.
pub(crate) fn possible(at: DateTime<Utc>) -> Option<DateTime<Utc>> {
    (at.timestamp() > 0 && at.timestamp() < 32_503_680_000).then_some(at)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_moment_between_1970_and_the_year_3000_is_one() {
        for (at, expect) in [
            (DateTime::<Utc>::MIN_UTC, false),
            (DateTime::<Utc>::UNIX_EPOCH, false),
            (DateTime::from_timestamp(1, 0).unwrap_or_default(), true),
            (DateTime::from_timestamp(32_503_679_999, 0).unwrap_or_default(), true),
            (DateTime::from_timestamp(32_503_680_000, 0).unwrap_or_default(), false),
            (DateTime::<Utc>::MAX_UTC, false),
        ] {
            assert_eq!(possible(at).is_some(), expect, "{at}");
        }
    }
}
