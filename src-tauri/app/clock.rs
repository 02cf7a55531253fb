//! The one clock: nothing else in Chime In asks what time it is.

use chrono::{DateTime, Utc};
use coach::zone::Zone;
use std::time::Instant;

/// The moment it is now, by the wall clock.
///
/// In the story build, the moment written (RFC 3339) in the file that the variable `CHIME_IN_NOW` names, where it names
/// one that can be read.
pub fn now() -> DateTime<Utc> {
    #[cfg(feature = "story")]
    if let Some(told) = told() {
        return told;
    }
    #[allow(clippy::disallowed_methods, reason = "this is the one clock")]
    DateTime::<Utc>::from(std::time::SystemTime::now())
}

/// A moment of the clock that nobody sets and that stands still while the machine sleeps.
pub fn running() -> Instant {
    #[allow(clippy::disallowed_methods, reason = "this is the one clock")]
    Instant::now()
}

/// The system's time zone; UTC where it can't be known.
pub fn zone() -> Zone {
    let named = std::env::var("TZ").ok().and_then(|name| Zone::named(name.trim_start_matches(':')));
    named.or_else(|| iana_time_zone::get_timezone().ok().and_then(|name| Zone::named(&name))).unwrap_or_else(Zone::utc)
}

/// The moment that the story tells, where it tells one.
#[cfg(feature = "story")]
pub fn told() -> Option<DateTime<Utc>> {
    let text = std::fs::read_to_string(std::env::var_os("CHIME_IN_NOW")?).ok()?;
    DateTime::parse_from_rfc3339(text.trim()).ok().map(|at| at.to_utc())
}
