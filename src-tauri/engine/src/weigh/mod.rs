//! The way out: what the screens, the tray and the command line are shown, weighed from the facts when asked.

pub(crate) mod acquaintances;
pub(crate) mod calendar;
pub(crate) mod cue;
pub(crate) mod drift;
pub(crate) mod entries;
pub(crate) mod feed;
pub(crate) mod habit;
pub(crate) mod inbox;
pub(crate) mod join;
mod names;
pub(crate) mod opened;
pub(crate) mod people;
pub(crate) mod persons;
pub(crate) mod posts;
pub(crate) mod review;
pub(crate) mod robots;
pub(crate) mod settings;
pub(crate) mod situation;
pub(crate) mod sources;
pub(crate) mod story;
pub(crate) mod strength;
pub(crate) mod today;
pub(crate) mod told;
pub(crate) mod week;
pub(crate) mod whom;
pub(crate) mod year;

use crate::ledger::period::Periods;
use chrono::{DateTime, Utc};
use coach::day::Day;
use habit::Account;
use rusqlite::Connection;
use std::sync::Arc;

/// What every question is answered from: one state of the ledger, and the moment it is asked.
pub(crate) struct Asked<'a> {
    pub(crate) ledger: &'a Connection,
    pub(crate) now: DateTime<Utc>,
    pub(crate) today: Day,
    pub(crate) periods: Periods,
    pub(crate) account: Arc<Account>,
}
