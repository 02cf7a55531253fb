//! A sentence on its way out: key and fillings; whoever shows it renders it from the word catalogue.

use crate::settings::{read_time, time};
use coach::day::Day;
use coach::message::{Arg, Message};
use serde::{Deserialize, Serialize};
use specta::Type;
use std::collections::BTreeMap;

/// One sentence of the word catalogue with its gaps filled.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Said {
    /// Key in `ui/words/*.json`.
    pub key: String,
    /// Fillings by the name of their gap.
    pub args: BTreeMap<String, Filling>,
}

/// What fills a gap.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase", tag = "type", content = "value")]
pub enum Filling {
    /// Words that are not translated.
    Text(String),
    /// A whole number; selects the plural form where the gap is named `n`.
    Count(i32),
    /// A share, 0.0 to 1.0.
    Share(f64),
    /// A day, ISO 8601.
    Day(String),
    /// A time of day, `HH:MM`.
    Time(String),
}

impl From<&Message> for Said {
    fn from(message: &Message) -> Self {
        let fill = |arg: &Arg| match arg {
            Arg::Text(text) => Filling::Text(text.clone()),
            Arg::Count(n) => Filling::Count(i32::try_from(*n).unwrap_or(if *n < 0 { i32::MIN } else { i32::MAX })),
            Arg::Share(share) => Filling::Share(*share),
            Arg::Day(day) => Filling::Day(day.to_string()),
            Arg::Time(at) => Filling::Time(time(*at)),
        };
        Self {
            key: message.key.clone(),
            args: message.args.iter().map(|(name, arg)| (name.clone(), fill(arg))).collect(),
        }
    }
}

impl From<&Said> for Message {
    fn from(said: &Said) -> Self {
        let fill = |filling: &Filling| match filling {
            Filling::Text(text) => Arg::Text(text.clone()),
            Filling::Count(n) => Arg::Count(i64::from(*n)),
            Filling::Share(share) => Arg::Share(*share),
            Filling::Day(day) => day.parse().map_or_else(|_| Arg::Text(day.clone()), |date| Arg::Day(Day::new(date))),
            Filling::Time(at) => read_time(at).map_or_else(|| Arg::Text(at.clone()), Arg::Time),
        };
        Self {
            key: said.key.clone(),
            args: said.args.iter().map(|(name, filling)| (name.clone(), fill(filling))).collect(),
        }
    }
}
