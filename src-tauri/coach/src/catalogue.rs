//! Renders a message in a language: for notifications, tray and command line. The window does the same with `Intl`.

use crate::day::Day;
use crate::message::{Arg, Message};
use chrono::{Datelike, NaiveTime, Timelike};
use icu_plurals::{PluralCategory, PluralRules};
use std::collections::BTreeMap;
use std::fmt;

/// The sentences of one language, by key.
///
/// A pattern is a sentence with `{gaps}`. Where the message has a count named `n`, the pattern is the one at the key and
/// `.one`, `.few`, `.other` …, by the plural rules of the language, or the key alone where there is no such. Days are
/// written by the patterns `date.day` and `date.month.1` … `12`; shares, as whole per cent, by `number.share`; counts
/// with `number.group` between the thousands. Times of day are written by `time.day`, or, on a clock of twelve hours, by
/// `time.am` and `time.pm`.
pub struct Catalogue {
    plurals: PluralRules,
    clock: Clock,
    patterns: BTreeMap<String, String>,
}

/// How a clock counts the hours of the day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Clock {
    /// From 0 to 23.
    #[default]
    TwentyFour,
    /// Twice from 12 to 11.
    Twelve,
}

/// There is no such language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnknownLanguage(pub String);

impl fmt::Display for UnknownLanguage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "“{}” is not the tag of a language; one looks like “en” or “pt-BR”", self.0)
    }
}

impl std::error::Error for UnknownLanguage {}

impl Catalogue {
    /// The catalogue of a language by its tag (`en`, `pt-BR`), with the patterns of all its files.
    pub fn new(language: &str, patterns: impl IntoIterator<Item = (String, String)>) -> Result<Self, UnknownLanguage> {
        let unknown = || UnknownLanguage(language.to_owned());
        let locale: icu_locale_core::Locale = language.parse().map_err(|_| unknown())?;
        let plurals = PluralRules::try_new_cardinal(locale.into()).map_err(|_| unknown())?;
        Ok(Self { plurals, clock: Clock::default(), patterns: patterns.into_iter().collect() })
    }

    /// The same catalogue, with times of day written for such a clock.
    #[must_use]
    pub fn by_clock(mut self, clock: Clock) -> Self {
        self.clock = clock;
        self
    }

    /// The message as a sentence. A key that is missing is shown itself, and so is a gap without filling: it looks
    /// wrong, but says what there is to say.
    pub fn say(&self, message: &Message) -> String {
        let count = message.args.iter().find_map(|(name, arg)| match arg {
            Arg::Count(n) if name == "n" => Some(*n),
            _ => None,
        });
        let Some(pattern) = self.pattern(&message.key, count) else { return message.key.clone() };
        fill(pattern, |gap| message.args.iter().find(|(name, _)| name == gap).map(|(_, arg)| self.filling(arg)))
    }

    fn pattern(&self, key: &str, count: Option<i64>) -> Option<&str> {
        let plural = count.map(|n| match self.plurals.category_for(n.unsigned_abs()) {
            PluralCategory::Zero => "zero",
            PluralCategory::One => "one",
            PluralCategory::Two => "two",
            PluralCategory::Few => "few",
            PluralCategory::Many => "many",
            PluralCategory::Other => "other",
        });
        let of_number = plural.and_then(|plural| self.patterns.get(&format!("{key}.{plural}")));
        let of_other = || count.and_then(|_| self.patterns.get(&format!("{key}.other")));
        of_number.or_else(of_other).or_else(|| self.patterns.get(key)).map(String::as_str)
    }

    fn filling(&self, arg: &Arg) -> String {
        match arg {
            Arg::Text(text) => text.clone(),
            Arg::Count(n) => self.number(*n),
            Arg::Share(share) => {
                let percent = (share * 100.0).round().to_string();
                let pattern = self.pattern("number.share", None).unwrap_or("{n}");
                fill(pattern, |gap| (gap == "n").then(|| percent.clone()))
            }
            Arg::Day(day) => self.date(*day),
            Arg::Time(time) => self.time(*time),
        }
    }

    fn number(&self, n: i64) -> String {
        let digits = n.unsigned_abs().to_string();
        let group = self.pattern("number.group", None).unwrap_or_default();
        let mut grouped = if n < 0 { String::from("-") } else { String::new() };
        for (nth, digit) in digits.chars().enumerate() {
            if nth > 0 && (digits.len() - nth).is_multiple_of(3) {
                grouped.push_str(group);
            }
            grouped.push(digit);
        }
        grouped
    }

    fn date(&self, day: Day) -> String {
        let Some(pattern) = self.pattern("date.day", None) else { return day.to_string() };
        let date = day.date();
        fill(pattern, |gap| match gap {
            "day" => Some(date.day().to_string()),
            "month" => self.pattern(&format!("date.month.{}", date.month()), None).map(str::to_owned),
            "year" => Some(date.year().to_string()),
            _ => None,
        })
    }

    fn time(&self, time: NaiveTime) -> String {
        let (afternoon, twelfth) = time.hour12();
        let (key, hour) = match self.clock {
            Clock::TwentyFour => ("time.day", format!("{:02}", time.hour())),
            Clock::Twelve => (if afternoon { "time.pm" } else { "time.am" }, twelfth.to_string()),
        };
        let Some(pattern) = self.pattern(key, None) else { return time.format("%H:%M").to_string() };
        fill(pattern, |gap| match gap {
            "hour" => Some(hour.clone()),
            "minute" => Some(format!("{:02}", time.minute())),
            _ => None,
        })
    }
}

/// The pattern with each `{gap}` filled that has a filling.
fn fill(pattern: &str, filling: impl Fn(&str) -> Option<String>) -> String {
    let mut said = String::with_capacity(pattern.len() + 16);
    let mut rest = pattern;
    while let Some((before, after)) = rest.split_once('{') {
        said.push_str(before);
        match after.split_once('}').and_then(|(gap, behind)| Some((filling(gap)?, behind))) {
            Some((filled, behind)) => {
                said.push_str(&filled);
                rest = behind;
            }
            None => {
                said.push('{');
                rest = after;
            }
        }
    }
    said + rest
}
