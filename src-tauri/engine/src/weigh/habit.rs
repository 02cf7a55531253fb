//! The days of the habit, judged; kept in memory while the ledger does not change.

use crate::ledger::live::{self, Live};
use crate::ledger::{Touched, ended, interaction, period, plan, ran, source, tally};
use crate::listen::drifting::Feed;
use chrono::{DateTime, Utc};
use coach::day::Day;
use coach::days::facts::Watch;
use coach::days::tally::{Judged, Tally};
use coach::days::{Habit, Record};
use coach::drift::Course;
use rusqlite::Connection;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

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
    /// The feed of all sources together, where somebody asked for it.
    feed: OnceLock<Feed>,
    /// Its drift, judged up to a day.
    course: Mutex<Option<(Day, Arc<Course>)>>,
}

/// Sources that see replies and are, or were, read again and again.
fn watches(connection: &Connection) -> rusqlite::Result<Vec<Watch>> {
    let live = live::all(connection)?;
    let now = live.iter().filter(|live| live.is_watched()).map(Live::watch);
    Ok(now.chain(ended::watches(connection)?).collect())
}

impl Account {
    /// Gathers the facts and goes through all settled days.
    pub(crate) fn gather(connection: &Connection, now: DateTime<Utc>, version: (i64, u64)) -> rusqlite::Result<Self> {
        let reckoning = period::all(connection)?.reckoning;
        let today = reckoning.day_of(now);
        let added = source::first_added(connection)?.map(|at| reckoning.day_of(at));
        let logged = interaction::first_logged(connection)?;
        let once = ended::began(connection)?.map(|at| reckoning.day_of(at));
        let began = [added, logged, once].into_iter().flatten().min();
        let since = began.unwrap_or(today).min(today);
        let habit = Habit {
            since,
            plan: plan::all(connection)?,
            watches: watches(connection)?,
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
            feed: OnceLock::new(),
            course: Mutex::default(),
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

    /// The feed of all sources together.
    pub(crate) fn feed(&self, connection: &Connection) -> rusqlite::Result<&Feed> {
        if let Some(feed) = self.feed.get() {
            return Ok(feed);
        }
        let gathered = Feed::gather(connection)?;
        Ok(self.feed.get_or_init(|| gathered))
    }

    /// The drift of the feed, judged up to and including a day.
    pub(crate) fn course(&self, connection: &Connection, until: Day) -> rusqlite::Result<Arc<Course>> {
        let lock = || self.course.lock().unwrap_or_else(PoisonError::into_inner);
        let known = lock().clone();
        if let Some((_, course)) = known.filter(|(day, _)| *day == until) {
            return Ok(course);
        }
        let course = Arc::new(self.feed(connection)?.course(until));
        *lock() = Some((until, Arc::clone(&course)));
        Ok(course)
    }

    /// The account after a change that touched nothing but the interactions of these days; `None` where all has to be
    /// gone through again.
    fn after(&self, version: (i64, u64), touched: &[Touched]) -> Option<Self> {
        // On the first day of the habit an undo may take the habit itself away.
        let recent = |day: Day| self.settled.is_none_or(|settled| day > settled) && day > self.habit.since;
        if self.began.is_none() || !touched.iter().all(|touched| recent(touched.day)) {
            return None;
        }
        let mut habit = self.habit.clone();
        habit.people.extend(touched.iter().map(|touched| (touched.day, touched.people)));
        let feed = self.feed_after(touched).map_or_else(OnceLock::new, OnceLock::from);
        let (began, tally, settled, at_hand) = (self.began, self.tally, self.settled, self.at_hand.clone());
        Some(Self { version, habit, began, tally, settled, at_hand, feed, course: Mutex::default() })
    }

    /// The feed after such a change, where somebody asked for it before.
    fn feed_after(&self, touched: &[Touched]) -> Option<Feed> {
        let mut feed = self.feed.get().cloned()?;
        for touched in touched {
            feed.logged(touched.day, touched.logs);
        }
        Some(feed)
    }

    /// All days from the first one on.
    pub(crate) fn whole(&self, now: DateTime<Utc>) -> Record {
        self.habit.record(now)
    }
}

/// What is kept between questions.
#[derive(Debug, Default)]
struct Kept {
    account: Option<Arc<Account>>,
    /// The feed of a state of the ledger whose account is not gathered yet.
    feed: Option<((i64, u64), Feed)>,
}

/// The latest account, shared by whoever asks.
#[derive(Debug, Default)]
pub(crate) struct Latest(Mutex<Kept>);

impl Latest {
    /// The account of this state of the ledger at this moment, gathered anew only where it has to be.
    pub(crate) fn account(
        &self,
        connection: &Connection,
        now: DateTime<Utc>,
        version: (i64, u64),
    ) -> rusqlite::Result<Arc<Account>> {
        let lock = || self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let known = lock().account.clone();
        if let Some(known) = known.filter(|known| known.version == version && known.serves(now)) {
            return Ok(known);
        }
        let mut gathered = Account::gather(connection, now, version)?;
        let mut kept = lock();
        if let Some((_, feed)) = kept.feed.take().filter(|(of, _)| *of == version) {
            gathered.feed = OnceLock::from(feed);
        }
        let gathered = Arc::new(gathered);
        kept.account = Some(Arc::clone(&gathered));
        Ok(gathered)
    }

    /// A change of this engine, from one version to the next, touched nothing but the interactions of these days.
    pub(crate) fn touched(&self, from: (i64, u64), to: (i64, u64), touched: &[Touched]) {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let Some(known) = kept.account.take().filter(|known| known.version == from) else { return };
        kept.account = known.after(to, touched).map(Arc::new);
        kept.feed = if kept.account.is_none() { known.feed_after(touched).map(|feed| (to, feed)) } else { None };
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

    use crate::Engine;
    use crate::story::{Story, at};
    use coach::act::What;
    use coach::zone::Zone;
    use proptest::prelude::*;

    proptest! {
        #![proptest_config(ProptestConfig { cases: 12, ..ProptestConfig::default() })]

        /// What is kept between acts shows the same as what is gathered from nothing, with a history before or without.
        #[test]
        fn what_is_kept_between_acts_equals_what_is_gathered_from_nothing(
            sample in any::<bool>(), steps in prop::collection::vec((0..6u8, 0..4u8, 0..9i64), 1..12)
        ) {
            let story = Story::begins("2026-11-14 08:00");
            if sample {
                story.does("2026-11-14 08:00", What::AddSample);
            }
            story.awake("2026-11-14", "2026-11-23");
            let now = at("2026-11-23 13:00");
            for (what, who, back) in steps {
                story.engine.today(now).unwrap();
                story.step(what, who, back);
                let zone = Zone::named("Europe/Vienna").unwrap();
                let anew = Engine::open(&story.path(), now, zone).unwrap();
                prop_assert_eq!(story.engine.today(now).unwrap(), anew.today(now).unwrap());
            }
        }
    }
}
