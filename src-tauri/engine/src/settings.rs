//! Settings without history: their names in the ledger and how their values are written.

use crate::ledger::setting;
use chrono::{NaiveTime, Weekday};
use rusqlite::Connection;

pub(crate) const CUE: &str = "cue";
pub(crate) const LEARN_CUE: &str = "learn-cue";
pub(crate) const PLAN: &str = "plan";
pub(crate) const EVERY: &str = "cue-every";
pub(crate) const SILENT: &str = "silent";
pub(crate) const EARLY: &str = "early-warning";
pub(crate) const LATE: &str = "late";
pub(crate) const QUIET: &str = "quiet";
pub(crate) const SHOW_STREAK: &str = "show-streak";
pub(crate) const OWN_SITES: &str = "own-sites";
pub(crate) const COUNT_PRIVATE: &str = "count-private";
pub(crate) const START_WITH_SESSION: &str = "start-with-session";
pub(crate) const LANGUAGE: &str = "language";
/// Followed by the day in the middle of the week that it is the worth of: `worth 2026-11-19`.
pub(crate) const WORTH: &str = "worth ";
pub(crate) const QUICK_LOG_KEYS: &str = "quick-log-keys";

/// Settings without history; what was never set has its default.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Plain {
    /// When the cue comes, where the person ever said it.
    pub(crate) cue: Option<NaiveTime>,
    /// Whether it is learned instead: unless she said a time, and whenever she wants it.
    pub(crate) learn: bool,
    /// After what she means to talk.
    pub(crate) plan: Option<String>,
    /// The cue comes at most every so many days.
    pub(crate) every: u8,
    /// Weekdays on which nothing is said.
    pub(crate) silent: Vec<Weekday>,
    /// Whether it warns early.
    pub(crate) early: bool,
    pub(crate) late: Option<NaiveTime>,
    pub(crate) quiet: Option<(NaiveTime, NaiveTime)>,
    pub(crate) show_streak: bool,
    pub(crate) own_sites: Vec<String>,
    /// Whether private posts of accounts that are read count as acts; their words are never kept.
    pub(crate) count_private: bool,
    pub(crate) start_with_session: bool,
    /// The tag of the language to speak in; the system's where it is `None`.
    pub(crate) language: Option<String>,
    pub(crate) quick_log_keys: Option<String>,
}

impl Plain {
    /// As they stand in the ledger.
    pub(crate) fn read(connection: &Connection) -> rusqlite::Result<Self> {
        let get = |name| setting::get(connection, name);
        Ok(Self {
            learn: get(LEARN_CUE)?.map_or(get(CUE)?.is_none(), |value| value == "yes"),
            cue: get(CUE)?.and_then(|value| read_time(&value)),
            plan: get(PLAN)?.filter(|plan| !plan.is_empty()),
            every: get(EVERY)?.and_then(|value| value.parse().ok()).unwrap_or(1),
            silent: get(SILENT)?.map_or(Vec::new(), |days| days.split_whitespace().filter_map(read_weekday).collect()),
            early: get(EARLY)?.is_none_or(|value| value == "yes"),
            late: get(LATE)?.and_then(|value| read_time(&value)),
            quiet: match get(QUIET)? {
                None => Some((hour(22), hour(8))),
                Some(value) => value.split_once(' ').and_then(|(from, to)| Some((read_time(from)?, read_time(to)?))),
            },
            show_streak: get(SHOW_STREAK)?.is_none_or(|value| value == "yes"),
            own_sites: get(OWN_SITES)?
                .map_or(Vec::new(), |hosts| hosts.split_whitespace().map(str::to_owned).collect()),
            count_private: get(COUNT_PRIVATE)?.is_some_and(|value| value == "yes"),
            start_with_session: get(START_WITH_SESSION)?.is_some_and(|value| value == "yes"),
            language: get(LANGUAGE)?.filter(|tag| !tag.is_empty()),
            quick_log_keys: get(QUICK_LOG_KEYS)?.filter(|keys| !keys.is_empty()),
        })
    }
}

fn hour(hour: u32) -> NaiveTime {
    NaiveTime::from_hms_opt(hour, 0, 0).unwrap_or_default()
}

/// A civil time as it is written: `13:00`.
pub(crate) fn time(at: NaiveTime) -> String {
    at.format("%H:%M").to_string()
}

/// Weekdays as they are written: `1 7` for Monday and Sunday.
pub(crate) fn weekdays(days: &[Weekday]) -> String {
    let numbers: Vec<String> = days.iter().map(|day| day.number_from_monday().to_string()).collect();
    numbers.join(" ")
}

fn read_weekday(number: &str) -> Option<Weekday> {
    Weekday::try_from(number.parse::<u8>().ok()?.checked_sub(1)?).ok()
}

/// A civil time of `13:00`; `None` where it is none.
pub(crate) fn read_time(text: &str) -> Option<NaiveTime> {
    NaiveTime::parse_from_str(text, "%H:%M").ok()
}
