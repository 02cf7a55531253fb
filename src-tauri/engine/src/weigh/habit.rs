//! The days of the habit, judged; kept in memory while the ledger does not change.

use crate::ledger::{interaction, period, plan, ran, source, tally};
use crate::listen::drifting::{self, Feed};
use chrono::{DateTime, Utc};
use coach::day::Day;
use coach::days::tally::{Judged, Tally};
use coach::days::{Habit, Record};
use rusqlite::Connection;
use std::sync::{Arc, Mutex, PoisonError};

/// Days this long ago or longer are settled, and out of reach of a repair: only a change of the ledger changes them.
const SETTLED: i64 = 5;

/// How many settled days are kept at hand beside the running account.
const AT_HAND: usize = 40;

/// The habit as one state of the ledger knows it, with the account up to the last settled day.
#[derive(Debug)]
pub(crate) struct Account {
    /// Which state of the ledger this is of.
    pub(crate) version: (i64, u64),
    pub(crate) habit: Habit,
    /// The first day of the habit; `None` before the first act.
    pub(crate) began: Option<Day>,
    /// The account at the end of `settled`.
    tally: Tally,
    settled: Option<Day>,
    at_hand: Vec<Judged>,
    /// The feed of all sources together, judged up to a day.
    feed: Mutex<Option<(Day, Arc<Feed>)>>,
}

impl Account {
    /// Gathers the facts and goes through all settled days.
    pub(crate) fn gather(connection: &Connection, now: DateTime<Utc>, version: (i64, u64)) -> rusqlite::Result<Self> {
        let reckoning = period::all(connection)?.reckoning;
        let today = reckoning.day_of(now);
        let added = source::first_added(connection)?.map(|at| reckoning.day_of(at));
        let logged = interaction::first_logged(connection)?;
        let began = [added, logged].into_iter().flatten().min();
        let since = began.unwrap_or(today).min(today);
        let habit = Habit {
            since,
            plan: plan::all(connection)?,
            watches: Vec::new(),
            people: tally::since(connection, since)?.into_iter().collect(),
            ran: ran::all(connection)?,
            reckoning,
        };
        let mut account = Self {
            version,
            habit,
            began,
            tally: Tally::new(),
            settled: None,
            at_hand: Vec::new(),
            feed: Mutex::default(),
        };
        let settled = today.plus(-SETTLED);
        if settled >= since {
            let record = account.habit.record(now);
            let keep = usize::try_from(settled.since(since) + 1).unwrap_or(0);
            let mut tally = Tally::new();
            for judged in record.days.iter().take(keep) {
                tally.step(judged.facts.clone());
            }
            account.at_hand = record.days[keep.saturating_sub(AT_HAND)..keep].to_vec();
            account.tally = tally;
            account.settled = Some(settled);
        }
        Ok(account)
    }

    /// Whether this account still serves at this moment.
    pub(crate) fn serves(&self, now: DateTime<Utc>) -> bool {
        let today = self.habit.reckoning.day_of(now);
        let newest = self.settled.map_or(self.habit.since, |settled| settled.plus(SETTLED));
        today >= newest && today.since(newest) < SETTLED
    }

    /// The last days up to today, at least [`AT_HAND`] of them where the habit is that old, with the account after them.
    pub(crate) fn recent(&self, now: DateTime<Utc>) -> Record {
        let from = self.settled.map_or(self.habit.since, |settled| settled.plus(1));
        let mut record = self.habit.record_from(self.tally, from, now);
        let mut days = self.at_hand.clone();
        days.append(&mut record.days);
        record.days = days;
        record
    }

    /// The feed of all sources together, judged up to and including a day.
    pub(crate) fn feed(&self, connection: &Connection, until: Day) -> rusqlite::Result<Arc<Feed>> {
        let lock = || self.feed.lock().unwrap_or_else(PoisonError::into_inner);
        let known = lock().clone();
        if let Some((_, feed)) = known.filter(|(day, _)| *day == until) {
            return Ok(feed);
        }
        let feed = Arc::new(drifting::together(connection, until)?);
        *lock() = Some((until, Arc::clone(&feed)));
        Ok(feed)
    }

    /// All days from the first one on.
    pub(crate) fn whole(&self, now: DateTime<Utc>) -> Record {
        self.habit.record(now)
    }
}

/// The latest account, shared by whoever asks.
#[derive(Debug, Default)]
pub(crate) struct Latest(Mutex<Option<Arc<Account>>>);

impl Latest {
    /// The account of this state of the ledger at this moment, gathered anew only where it has to be.
    pub(crate) fn account(
        &self,
        connection: &Connection,
        now: DateTime<Utc>,
        version: (i64, u64),
    ) -> rusqlite::Result<Arc<Account>> {
        let lock = || self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let known = lock().clone();
        if let Some(known) = known.filter(|known| known.version == version && known.serves(now)) {
            return Ok(known);
        }
        let gathered = Arc::new(Account::gather(connection, now, version)?);
        *lock() = Some(Arc::clone(&gathered));
        Ok(gathered)
    }
}
