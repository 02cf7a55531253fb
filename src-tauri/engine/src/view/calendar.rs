//! Days told apart.

use super::{Entry, Said};
use serde::Serialize;
use specta::Type;

/// Days of a range, oldest first.
#[derive(Debug, Clone, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Calendar {
    /// First day of the habit, ISO 8601; `None` before the first act.
    pub began: Option<String>,
    /// Today, ISO 8601.
    pub today: String,
    /// One cell a day of the range that was asked for.
    pub days: Vec<DayCell>,
    /// Longest run of kept days ever; `None` where the person hides streaks.
    pub longest: Option<u32>,
    /// Kept days in the range.
    pub kept: u32,
}

/// One day in the calendar.
#[derive(Debug, Clone, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct DayCell {
    /// ISO 8601.
    pub day: String,
    /// How it stands; `None` before the habit began and after today.
    pub state: Option<DayStateName>,
    /// People counted.
    pub counted: u32,
    /// People that were the goal.
    pub goal: u8,
    /// Strength at its end, 0.0 to 1.0.
    pub strength: f64,
    /// Why it is rest.
    pub rest: Option<RestName>,
    /// Whether a busy season was on.
    pub busy: bool,
    /// Whether a break was mended by this day.
    pub mended: bool,
}

/// One day, opened.
#[derive(Debug, Clone, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct DayDetail {
    /// The cell.
    pub cell: DayCell,
    /// Why it stands so, in words.
    pub because: Vec<Said>,
    /// What was done on it.
    pub entries: Vec<Entry>,
    /// Whether it can still be made a rest day (up to seven days back, or to come).
    pub can_rest: bool,
}

/// Wire form of the day's state.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum DayStateName {
    /// Goal reached.
    Kept,
    /// Somebody, but fewer than the goal.
    Touched,
    /// Nobody; a freeze was spent.
    Frozen,
    /// Rest, or scheduled off.
    Rest,
    /// Nobody, and nothing covered it.
    Missed,
    /// Can't be known.
    Unknown,
    /// Today.
    Open,
    /// Over, but late arrivals may still come.
    Settling,
}

/// Why a day is rest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, serde::Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum RestName {
    /// A weekday scheduled off.
    Scheduled,
    /// Just rest.
    Rest,
    /// Ill.
    Ill,
    /// Travelling.
    Travelling,
}
