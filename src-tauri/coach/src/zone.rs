//! Time zones: the offset in force at a moment, and the moment at which a day begins.
//!
//! The rules come from the zone data bundled with this app, not from the system's, which is often out of date.

use crate::day::{Day, Rollover};
use chrono::{DateTime, FixedOffset, NaiveDateTime, Utc};

/// A zone of the IANA database by its name, `Europe/Vienna`. Always one that is known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Zone(jiff::tz::TimeZone);

impl Zone {
    /// The zone with this IANA name, or `None` where the database does not know it.
    pub fn named(name: &str) -> Option<Self> {
        jiff::tz::TimeZoneDatabase::bundled().get(name).ok().map(Self)
    }

    /// Coordinated Universal Time.
    pub fn utc() -> Self {
        Self(jiff::tz::TimeZone::UTC)
    }

    /// The IANA name.
    pub fn name(&self) -> &str {
        self.0.iana_name().unwrap_or("UTC")
    }

    /// The offset in force in this zone at a moment.
    pub fn offset_at(&self, at: DateTime<Utc>) -> FixedOffset {
        let seconds = jiff::Timestamp::from_second(at.timestamp()).map_or(0, |t| self.0.to_offset(t).seconds());
        FixedOffset::east_opt(seconds).unwrap_or(UTC_OFFSET)
    }

    /// A moment with the offset in force in this zone.
    pub fn moment(&self, at: DateTime<Utc>) -> Moment {
        Moment { at, offset: self.offset_at(at) }
    }

    /// The moment at which a day begins here. A civil time that a clock change skips is the moment of the change;
    /// one that comes twice is the first.
    pub fn day_begins(&self, day: Day, rollover: Rollover) -> DateTime<Utc> {
        self.first_moment_of(day.begins(rollover))
    }

    /// The day that a moment belongs to in this zone.
    pub fn day_of(&self, at: DateTime<Utc>, rollover: Rollover) -> Day {
        self.moment(at).day(rollover)
    }

    fn first_moment_of(&self, civil: NaiveDateTime) -> DateTime<Utc> {
        let guess = civil.and_utc();
        // Offsets reach from -12 h to +14 h; the earliest moment whose civil time is not before `civil`.
        let (mut low, mut high) = (guess.timestamp() - 16 * 3600, guess.timestamp() + 16 * 3600);
        while low < high {
            let middle = low + (high - low) / 2;
            let at = DateTime::from_timestamp(middle, 0).unwrap_or(guess);
            if self.moment(at).civil() < civil { low = middle + 1 } else { high = middle }
        }
        DateTime::from_timestamp(low, 0).unwrap_or(guess)
    }
}

const UTC_OFFSET: FixedOffset = match FixedOffset::east_opt(0) {
    Some(offset) => offset,
    None => unreachable!(),
};

/// A moment as it was lived: the instant, and the offset from UTC that the person's clock had then.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moment {
    /// The instant.
    pub at: DateTime<Utc>,
    /// The offset in force.
    pub offset: FixedOffset,
}

impl Moment {
    /// What the person's clock showed.
    pub fn civil(self) -> NaiveDateTime {
        self.at.with_timezone(&self.offset).naive_local()
    }

    /// The day this moment belongs to.
    pub fn day(self, rollover: Rollover) -> Day {
        Day::of(self.civil(), rollover)
    }
}
