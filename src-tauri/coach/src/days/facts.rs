//! What is known of one day, before it is judged.

use super::plan::Asked;
use crate::day::Day;
use chrono::{DateTime, TimeDelta, Utc};

/// How long after its end a day stays open to late arrivals, at most.
pub const SETTLING: TimeDelta = TimeDelta::hours(48);

/// Everything the judgement of a day needs; nothing of the interactions themselves, so that ten years stay small.
#[derive(Debug, Clone, PartialEq)]
pub struct Facts {
    /// The day.
    pub day: Day,
    /// People counted.
    pub people: u32,
    /// What it asks.
    pub asked: Asked,
    /// How far it is over.
    pub phase: Phase,
    /// Whether it is the day on which the app came.
    pub first: bool,
}

/// How far a day is over, and whether all of it is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Phase {
    /// It is today.
    Open,
    /// It is over, and may still be credited.
    Settling {
        /// When it settles at the latest.
        until: DateTime<Utc>,
        /// What it waits for.
        awaits: Awaits,
    },
    /// It is over, and whatever was done that day is known.
    Known,
    /// It is over, and what was done that day cannot be known (yet).
    Unknown(Unseen),
    /// It had no moment: the person crossed the date line over it.
    NeverCame,
}

/// What a settling day waits for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Awaits {
    /// A source that has not been read past the day's end.
    Sources,
    /// The person, who may still log it; no source sees replies.
    TheLog,
}

/// Why a day cannot be known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unseen {
    /// A source could not be read past its end.
    Source,
    /// No source sees replies, and the app did not run that day, so that nothing could be logged.
    AppAway,
}

/// A source that sees replies and is read again and again: an account, not an imported archive.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Watch {
    /// Since when the app has it.
    pub from: DateTime<Utc>,
    /// When it was taken away.
    pub until: Option<DateTime<Utc>>,
    /// The moment up to which all it shows has been read.
    pub synced: Option<DateTime<Utc>>,
}

impl Watch {
    /// Whether a day that ended then had to be read from this source.
    fn watched(&self, end: DateTime<Utc>) -> bool {
        self.from < end && self.until.is_none_or(|until| until >= end)
    }
}

/// How far a day that ended at `end` is over, by what the sources and the app have seen of it.
///
/// With sources that see replies, the day is known as soon as each of them has been read past its end, and settles
/// for 48 hours at most. Without any, only the person can say what was done and has the whole 48 hours for it; then
/// the day is known where the app `ran` at some moment of it.
pub(super) fn phase_after(end: DateTime<Utc>, watches: &[Watch], ran: bool, now: DateTime<Utc>) -> Phase {
    let mut watched = watches.iter().filter(|watch| watch.watched(end)).peekable();
    let by_log = watched.peek().is_none();
    let read = !by_log && watched.all(|watch| watch.synced.is_some_and(|synced| synced >= end));
    let until = end + SETTLING;
    if read {
        Phase::Known
    } else if now < until {
        Phase::Settling { until, awaits: if by_log { Awaits::TheLog } else { Awaits::Sources } }
    } else if !by_log {
        Phase::Unknown(Unseen::Source)
    } else if ran {
        Phase::Known
    } else {
        Phase::Unknown(Unseen::AppAway)
    }
}
