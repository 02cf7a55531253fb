//! When a host wants to be asked again, by its own words, and leaving it alone until then.

use crate::moment::possible;
use chrono::{DateTime, TimeDelta, Utc};
use reqwest::StatusCode;
use reqwest::header::{HeaderMap, RETRY_AFTER};
use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

/// Nobody is left alone longer than this, whatever they say.
const LONGEST: TimeDelta = TimeDelta::days(1);

/// Hosts that want to be left alone, and until when.
#[derive(Debug, Default)]
pub(super) struct Gate(Mutex<HashMap<String, DateTime<Utc>>>);

impl Gate {
    /// Until when the host is to be left alone, where that is later than now.
    pub(super) fn closed(&self, host: &str, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
        let mut gate = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        // A clock that was set back must not lock anybody out.
        gate.retain(|_, until| now < *until && *until - now <= LONGEST);
        gate.get(host).copied()
    }

    /// Heeds what an answer says about when to come again.
    pub(super) fn heed(&self, host: &str, status: StatusCode, headers: &HeaderMap, now: DateTime<Utc>) {
        let waits = matches!(status, StatusCode::TOO_MANY_REQUESTS | StatusCode::SERVICE_UNAVAILABLE)
            || (status == StatusCode::FORBIDDEN && asks_to_wait(headers));
        if waits && let Some(until) = retry_at(headers, Some(now)) {
            self.0.lock().unwrap_or_else(PoisonError::into_inner).insert(host.to_owned(), until);
        }
    }
}

/// Whether an answer asks to wait in so many words. When a limit is counted anew stands in many that ask for nothing.
pub(super) fn asks_to_wait(headers: &HeaderMap) -> bool {
    headers.contains_key(RETRY_AFTER)
}

/// When to come again, by the host's own words: `Retry-After`, else the reset of its limit; at most a day from now.
///
/// Servers write it as seconds from now, as seconds or milliseconds since 1970, or as a date, and their clocks are often
/// wrong: where the answer says what time it is there, only the difference counts.
pub(super) fn retry_at(headers: &HeaderMap, now: Option<DateTime<Utc>>) -> Option<DateTime<Utc>> {
    let there = text(headers, "date").and_then(date);
    let here = now.or(there);
    let wait = |at: DateTime<Utc>| match (here, there) {
        (Some(here), Some(there)) => Some(here.checked_add_signed(at - there)?),
        _ => Some(at),
    };
    let moment = |text: &str| match number(text) {
        Some(number) if number > 100_000_000_000 => wait(DateTime::from_timestamp_millis(number)?),
        Some(number) if number > 1_000_000_000 => wait(DateTime::from_timestamp(number, 0)?),
        Some(number) => here?.checked_add_signed(TimeDelta::try_seconds(number)?),
        None => wait(date(text)?),
    };
    let single = ["retry-after", "x-ratelimit-reset", "ratelimit-reset", "x-rate-limit-reset"];
    let said = single.into_iter().find_map(|name| moment(text(headers, name)?));
    let at = said.or_else(|| moment(among(text(headers, "ratelimit")?)?)).and_then(possible)?;
    Some(here.and_then(|here| here.checked_add_signed(LONGEST)).map_or(at, |latest| at.min(latest)))
}

/// The reset among the parts of the newer `RateLimit` header: `limit=10, remaining=0, reset=50` or `"default";r=0;t=50`.
fn among(header: &str) -> Option<&str> {
    header.split([',', ';']).find_map(|part| {
        let (name, value) = part.split_once('=')?;
        matches!(name.trim(), "reset" | "t").then(|| value.trim())
    })
}

/// A header, as text without spaces around it.
pub(super) fn text<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    headers.get(name).and_then(|value| value.to_str().ok()).map(str::trim)
}

/// A whole number, what is behind a point left off.
fn number(text: &str) -> Option<i64> {
    text.split('.').next().and_then(|whole| whole.parse().ok())
}

/// A date, as headers write it. One that no calendar has is none.
pub(super) fn date(text: &str) -> Option<DateTime<Utc>> {
    let date = DateTime::parse_from_rfc3339(text).or_else(|_| DateTime::parse_from_rfc2822(text)).ok()?;
    possible(date.to_utc())
}

#[cfg(test)]
mod tests {
    use super::*;
    use reqwest::header::{HeaderName, HeaderValue};

    fn at(text: &str) -> DateTime<Utc> {
        date(text).unwrap_or_default()
    }

    fn check(headers: &[(&str, &str)], expect: Option<&str>) {
        let map: HeaderMap = headers
            .iter()
            .filter_map(|(name, value)| Some((name.parse::<HeaderName>().ok()?, HeaderValue::from_str(value).ok()?)))
            .collect();
        let now = at("2026-11-27T12:00:00Z");
        assert_eq!(retry_at(&map, Some(now)), expect.map(at), "{headers:?}");
    }

    #[test]
    fn every_way_of_saying_when_to_come_again_is_understood() {
        for (header, value) in [
            ("retry-after", "60"),
            ("retry-after", " 60.5 "),
            ("retry-after", "Fri, 27 Nov 2026 12:01:00 GMT"),
            ("x-ratelimit-reset", "2026-11-27T12:01:00.000000Z"),
            ("x-ratelimit-reset", "1795780860"),
            ("x-ratelimit-reset", "1795780860000"),
            ("ratelimit-reset", "60"),
            ("ratelimit", "limit=100, remaining=0, reset=60"),
            ("ratelimit", "\"default\";r=0;t=60"),
        ] {
            check(&[(header, value)], Some("2026-11-27T12:01:00Z"));
        }
        for value in ["", "soon", "-", "9999999999999999999999", "2026-13-45"] {
            check(&[("retry-after", value)], None);
        }
        check(&[], None);
    }

    #[test]
    fn the_first_word_counts() {
        check(&[("retry-after", "5"), ("x-ratelimit-reset", "300")], Some("2026-11-27T12:00:05Z"));
        check(&[("retry-after", "soon"), ("x-ratelimit-reset", "300")], Some("2026-11-27T12:05:00Z"));
    }

    #[test]
    fn where_the_clocks_differ_only_the_wait_counts() {
        for (there, reset) in [
            ("Fri, 27 Nov 2026 15:00:00 GMT", "2026-11-27T15:05:00Z"),
            ("Sun, 01 Jan 2023 00:00:00 GMT", "2023-01-01T00:05:00Z"),
        ] {
            check(&[("date", there), ("x-ratelimit-reset", reset)], Some("2026-11-27T12:05:00Z"));
        }
        check(&[("date", "Fri, 27 Nov 2026 15:00:00 GMT"), ("retry-after", "60")], Some("2026-11-27T12:01:00Z"));
    }

    #[test]
    fn a_clock_of_no_calendar_tells_nothing() {
        let mut headers = HeaderMap::new();
        headers.insert("date", HeaderValue::from_static("Wed, 31 Dec 262142 00:00:00 GMT"));
        for value in ["60", "Wed, 31 Dec 262142 00:00:00 GMT", "8210266876799", "8210266876799000"] {
            headers.extend(HeaderValue::from_str(value).map(|value| (reqwest::header::RETRY_AFTER, value)));
            for now in [None, Some(at("2026-11-27T12:00:00Z"))] {
                let wait = retry_at(&headers, now);
                assert!(wait.is_none_or(|at| at.timestamp() < 32_503_680_000), "{value}: {wait:?}");
            }
        }
        let gate = Gate::default();
        gate.heed("social.example", StatusCode::TOO_MANY_REQUESTS, &headers, DateTime::<Utc>::MAX_UTC);
        assert_eq!(gate.closed("social.example", DateTime::<Utc>::MAX_UTC), None);
    }

    #[test]
    fn nobody_is_left_alone_longer_than_a_day() {
        for value in ["99999999", "2099-01-01T00:00:00Z"] {
            check(&[("retry-after", value)], Some("2026-11-28T12:00:00Z"));
        }
        let gate = Gate::default();
        let now = at("2026-11-27T12:00:00Z");
        let mut headers = HeaderMap::new();
        headers.insert("retry-after", HeaderValue::from_static("60"));
        gate.heed("social.example", StatusCode::TOO_MANY_REQUESTS, &headers, now);
        let minute = TimeDelta::minutes(1);
        assert_eq!(gate.closed("social.example", now), Some(now + minute));
        assert_eq!(gate.closed("other.example", now), None);
        assert_eq!(gate.closed("social.example", now + minute), None);
        gate.heed("social.example", StatusCode::SERVICE_UNAVAILABLE, &headers, now);
        assert_eq!(gate.closed("social.example", now - TimeDelta::days(30)), None, "the clock was set back");
        gate.heed("social.example", StatusCode::NOT_FOUND, &headers, now);
        assert_eq!(gate.closed("social.example", now), None, "only those who ask to wait");
    }
}
