//! When a source is asked again.

use chrono::{DateTime, TimeDelta, Utc};
use coach::act::SourceId;
use feeds::net::{Cure, Failure};

/// Between two readings of a source that answers.
const ORDINARY: TimeDelta = TimeDelta::minutes(15);
/// On a connection that is paid by use.
pub(crate) const SPARING: TimeDelta = TimeDelta::hours(2);
/// After the first failure in a row; doubled with each further one.
const FIRST: TimeDelta = TimeDelta::minutes(1);
/// A source that fails is asked again after so long at the latest.
const LONGEST: TimeDelta = TimeDelta::hours(6);
/// Where the person has to look, it is asked once a day all the same: accounts come back.
const LOOK: TimeDelta = TimeDelta::hours(24);
/// A server may ask for so much time; whoever asks for more is asked again then.
const MOST: TimeDelta = TimeDelta::hours(24);

/// When a source that answered is asked next: a quarter of an hour later, more or less.
pub(super) fn next(source: SourceId, now: DateTime<Utc>) -> DateTime<Utc> {
    now + about(ORDINARY, source, now)
}

/// When a source is asked again that failed so often in a row, this time included.
pub(super) fn again(source: SourceId, failure: &Failure, failures: u32, now: DateTime<Utc>) -> DateTime<Utc> {
    let backoff = || {
        let doubled = FIRST * 2_i32.pow(failures.saturating_sub(1).min(10));
        about(doubled.min(LONGEST), source, now).min(LONGEST)
    };
    match (failure.cure(), failure) {
        (Cure::Wait, Failure::Limited { until: Some(until), .. }) if *until > now => {
            // A little after, as others wait for the same moment.
            (*until).min(now + MOST) + about(TimeDelta::seconds(20), source, now)
        }
        (Cure::Wait, _) => now + backoff(),
        (Cure::SignIn | Cure::Look, _) => now + about(LOOK, source, now),
    }
}

/// Up to a fifth more or less, so that many sources, and many people, do not ask at the same moment. The same source at
/// the same moment always gets the same.
fn about(span: TimeDelta, source: SourceId, now: DateTime<Utc>) -> TimeDelta {
    let mut mixed = now.timestamp().unsigned_abs() ^ source.0.unsigned_abs().wrapping_mul(0x9E37_79B9_7F4A_7C15);
    for _ in 0..2 {
        mixed = (mixed ^ (mixed >> 31)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    }
    let thousandths = i64::try_from((mixed >> 33) % 401).unwrap_or(200) - 200;
    span + TimeDelta::milliseconds(span.num_milliseconds() / 1_000 * thousandths)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

    use super::*;
    use crate::story::at;
    use proptest::prelude::*;

    fn slow() -> Failure {
        Failure::Slow { host: "social.example".to_owned() }
    }

    #[test]
    fn each_failure_in_a_row_doubles_the_wait_up_to_six_hours() {
        let now = at("2026-11-23 12:00");
        let minutes = |failures| (again(SourceId(1), &slow(), failures, now) - now).num_seconds() as f64 / 60.0;
        for (failures, about) in [(1, 1.0), (2, 2.0), (5, 16.0), (8, 128.0), (9, 256.0)] {
            assert!((about * 0.8..=about * 1.2).contains(&minutes(failures)), "{failures}: {}", minutes(failures));
        }
        for failures in [10, 11, 40, u32::MAX] {
            assert!((288.0..=360.0).contains(&minutes(failures)), "{failures}: {}", minutes(failures));
        }
    }

    #[test]
    fn a_server_that_says_when_is_asked_then_and_not_before() {
        let now = at("2026-11-23 12:00");
        let limited = |until| Failure::Limited { host: "social.example".to_owned(), until };
        let said = again(SourceId(1), &limited(Some(at("2026-11-23 12:07"))), 1, now);
        assert!((0..=24).contains(&(said - at("2026-11-23 12:07")).num_seconds()), "{said}");
        let endless = again(SourceId(1), &limited(Some(at("2099-01-01 00:00"))), 1, now);
        assert!(endless <= at("2026-11-24 12:01"), "{endless}");
        for past in [None, Some(at("2026-11-23 11:00"))] {
            assert!(again(SourceId(1), &limited(past), 1, now) < at("2026-11-23 12:02"));
        }
    }

    proptest! {
        #[test]
        fn a_source_that_answers_is_asked_a_quarter_of_an_hour_later_more_or_less(source in 1..50i64, second in 0..1_000_000i64) {
            let now = at("2026-11-23 12:00") + TimeDelta::seconds(second);
            let wait = next(SourceId(source), now) - now;
            prop_assert!((TimeDelta::minutes(12)..=TimeDelta::minutes(18)).contains(&wait), "{wait}");
            prop_assert_eq!(next(SourceId(source), now) - now, wait);
        }
    }
}
