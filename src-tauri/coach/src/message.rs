//! A sentence that is not yet in any language: a key of the catalogue and what fills its gaps.

use crate::day::Day;
use chrono::NaiveTime;

/// One sentence for the person: `key` names it in the word catalogue (`ui/words/*.json`), `args` fill its gaps.
///
/// The same message is rendered by the window, the notification, the tray and the command line, so all say the same.
#[derive(Debug, Clone, PartialEq)]
pub struct Message {
    /// Key in the catalogue, dotted: `reason.app`, `nudge.cue.3`.
    pub key: String,
    /// Name of the gap and its filling, in no particular order.
    pub args: Vec<(String, Arg)>,
}

/// What fills a gap in a [`Message`].
#[derive(Debug, Clone, PartialEq)]
pub enum Arg {
    /// Words that are not translated: a name, an app, a host.
    Text(String),
    /// A whole number; also selects the plural form.
    Count(i64),
    /// A share from 0.0 to 1.0, shown as whole per cent.
    Share(f64),
    /// A day, shown as the language writes days.
    Day(Day),
    /// A time of day, to the minute, shown as the person's clock does: `13:30` or `1:30 PM`.
    Time(NaiveTime),
}

impl Message {
    /// A message without gaps.
    pub fn new(key: impl Into<String>) -> Self {
        Self { key: key.into(), args: Vec::new() }
    }

    /// The same message with one more gap filled.
    #[must_use]
    pub fn with(mut self, name: impl Into<String>, arg: impl Into<Arg>) -> Self {
        self.args.push((name.into(), arg.into()));
        self
    }
}

impl From<&str> for Arg {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Arg {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<i64> for Arg {
    fn from(count: i64) -> Self {
        Self::Count(count)
    }
}

impl From<u32> for Arg {
    fn from(count: u32) -> Self {
        Self::Count(i64::from(count))
    }
}

impl From<NaiveTime> for Arg {
    fn from(time: NaiveTime) -> Self {
        Self::Time(time)
    }
}

impl From<Day> for Arg {
    fn from(day: Day) -> Self {
        Self::Day(day)
    }
}
