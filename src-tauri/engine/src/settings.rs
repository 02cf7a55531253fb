//! Settings without history: their names in the ledger and how their values are written.

use crate::ledger::setting;
use chrono::NaiveTime;
use rusqlite::Connection;

pub(crate) const CUE: &str = "cue";
pub(crate) const LATE: &str = "late";
pub(crate) const QUIET: &str = "quiet";
pub(crate) const SHOW_STREAK: &str = "show-streak";
pub(crate) const OWN_SITES: &str = "own-sites";
pub(crate) const START_WITH_SESSION: &str = "start-with-session";
pub(crate) const QUICK_LOG_KEYS: &str = "quick-log-keys";

/// Settings without history; what was never set has its default.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Plain {
    /// When the cue comes; after lunch until the person says otherwise.
    pub(crate) cue: NaiveTime,
    pub(crate) late: Option<NaiveTime>,
    pub(crate) quiet: Option<(NaiveTime, NaiveTime)>,
    pub(crate) show_streak: bool,
    pub(crate) own_sites: Vec<String>,
    pub(crate) start_with_session: bool,
    pub(crate) quick_log_keys: Option<String>,
}

impl Plain {
    /// As they stand in the ledger.
    pub(crate) fn read(connection: &Connection) -> rusqlite::Result<Self> {
        let get = |name| setting::get(connection, name);
        Ok(Self {
            cue: get(CUE)?.and_then(|value| read_time(&value)).unwrap_or(hour(13)),
            late: get(LATE)?.and_then(|value| read_time(&value)),
            quiet: match get(QUIET)? {
                None => Some((hour(22), hour(8))),
                Some(value) => value.split_once(' ').and_then(|(from, to)| Some((read_time(from)?, read_time(to)?))),
            },
            show_streak: get(SHOW_STREAK)?.is_none_or(|value| value == "yes"),
            own_sites: get(OWN_SITES)?
                .map_or(Vec::new(), |hosts| hosts.split_whitespace().map(str::to_owned).collect()),
            start_with_session: get(START_WITH_SESSION)?.is_some_and(|value| value == "yes"),
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

fn read_time(text: &str) -> Option<NaiveTime> {
    NaiveTime::parse_from_str(text, "%H:%M").ok()
}
