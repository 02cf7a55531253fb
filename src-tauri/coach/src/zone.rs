//! Time zones: the offset in force at a moment, and the moment at which a day begins.
//!
//! The rules come from the zone data bundled with this app, not from the system's, which is often out of date.

use crate::day::{Day, Rollover};
use chrono::{DateTime, Datelike, FixedOffset, NaiveDateTime, Timelike, Utc};
use jiff::tz::AmbiguousOffset;

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

    /// The first moment of a day here. A civil time that a clock change skips is the moment of the change; one that
    /// comes twice is the first.
    pub fn day_begins(&self, day: Day, rollover: Rollover) -> DateTime<Utc> {
        self.turn(day.begins(rollover)).first
    }

    /// The moment after the last one of a day here: where the next one begins.
    ///
    /// Only where clocks are set back across the rollover itself does the day come back for a while after the next
    /// one had begun; then this is the end of that while.
    pub fn day_ends(&self, day: Day, rollover: Rollover) -> DateTime<Utc> {
        self.turn(day.plus(1).begins(rollover)).last
    }

    /// The day that a moment belongs to in this zone.
    pub fn day_of(&self, at: DateTime<Utc>, rollover: Rollover) -> Day {
        self.moment(at).day(rollover)
    }

    /// The moments from which on the clock shows `civil` or later: for the first time, and for good.
    fn turn(&self, civil: NaiveDateTime) -> Turn {
        let Some(local) = jiff_civil(civil) else { return Turn::at(civil.and_utc()) };
        let moment = |offset: jiff::tz::Offset| {
            let at = offset.to_timestamp(local).ok().and_then(|t| DateTime::from_timestamp(t.as_second(), 0));
            at.unwrap_or(civil.and_utc())
        };
        match self.0.to_ambiguous_timestamp(local).offset() {
            AmbiguousOffset::Unambiguous { offset } => Turn::at(moment(offset)),
            // With the later offset a skipped time lies before the change, with the earlier one after it.
            AmbiguousOffset::Gap { after, .. } => Turn::at(self.change_after(moment(after))),
            AmbiguousOffset::Fold { before, after } => {
                let (first, second) = (moment(before), moment(after));
                // Set back to exactly this time, the clock never again shows an earlier one.
                let back_to = self.change_after(first);
                Turn { first, last: if back_to == second { first } else { second } }
            }
        }
    }

    /// The first change of the clocks after a moment, or the moment itself where none follows.
    fn change_after(&self, at: DateTime<Utc>) -> DateTime<Utc> {
        let next = jiff::Timestamp::from_second(at.timestamp()).ok().and_then(|t| self.0.following(t).next());
        next.and_then(|change| DateTime::from_timestamp(change.timestamp().as_second(), 0)).unwrap_or(at)
    }
}

/// When the clock passes a civil time: for the first time, and for the last.
struct Turn {
    first: DateTime<Utc>,
    last: DateTime<Utc>,
}

impl Turn {
    fn at(moment: DateTime<Utc>) -> Self {
        Self { first: moment, last: moment }
    }
}

/// The same civil time in the zone library's form, to the second; `None` beyond its calendar (years -9999 to 9999).
fn jiff_civil(civil: NaiveDateTime) -> Option<jiff::civil::DateTime> {
    let year = i16::try_from(civil.year()).ok()?;
    let part = |n: u32| i8::try_from(n).ok();
    let (month, day) = (part(civil.month())?, part(civil.day())?);
    let (hour, minute, second) = (part(civil.hour())?, part(civil.minute())?, part(civil.second())?);
    jiff::civil::DateTime::new(year, month, day, hour, minute, second, 0).ok()
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
