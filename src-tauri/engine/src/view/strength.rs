//! What strength and streak are made of.

use super::{DayStateName, Said};
use serde::Serialize;
use specta::Type;

/// Strength and streak, explained.
#[derive(Debug, Clone, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct StrengthStory {
    /// Strength today, 0.0 to 1.0.
    pub strength: f64,
    /// The formula in words.
    pub formula: Said,
    /// Strength before the first day that is listed, 0.0 to 1.0.
    pub before: f64,
    /// The last four weeks, the latest day first.
    pub days: Vec<StrengthDay>,
    /// The streak; `None` where the person hides it.
    pub streak: Option<StreakStory>,
}

/// What one day did to the strength.
#[derive(Debug, Clone, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct StrengthDay {
    /// ISO 8601.
    pub day: String,
    /// How it stands.
    pub state: DayStateName,
    /// People counted.
    pub counted: u32,
    /// People asked for.
    pub goal: u8,
    /// By how much strength moved, -1.0 to 1.0; `None` where the day left it as it was.
    pub moved: Option<f64>,
    /// Strength at its end, 0.0 to 1.0.
    pub strength: f64,
    /// Why it stands so.
    pub because: Said,
}

/// The streak, explained.
#[derive(Debug, Clone, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct StreakStory {
    /// Kept days.
    pub kept: u32,
    /// In one sentence.
    pub said: Said,
    /// Days since its first that neither added nor broke it.
    pub transparent: u32,
    /// Of these, days that a freeze covered, ISO 8601.
    pub frozen: Vec<String>,
    /// Missed days that a later one mended.
    pub mended: u32,
}
