//! The one thing that app, tray and command line hold: the open ledger, and the doors to it.

use crate::ledger::{Ledger, period, post, ran, source, suggested};
use crate::listen::judging::judge_all;
use crate::listen::lately::Before;
use crate::view::{Change, Changes, ImportAccount, ImportProgress, ImportWish, Said};
use crate::weigh::{Asked, habit, whom};
use crate::{ActError, ImportError, OpenError, ReadError, listen, record};
use chrono::{DateTime, Utc, Weekday};
use coach::act::{Act, What};
use coach::kind::RULES_VERSION;
use coach::message::Message;
use coach::zone::Zone;
use rusqlite::Connection;
use std::ops::ControlFlow;
use std::path::Path;
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};

/// The open ledger and all that can be asked of it and done to it. Cheap to share: every question has its own
/// connection, changes wait for each other.
///
/// The moment is always an argument: `now` for questions, [`Act::at`] for acts.
pub struct Engine {
    ledger: Ledger,
    /// The zone of the system.
    system: Mutex<Zone>,
    /// How many changes this engine made.
    changes: AtomicU64,
    /// The state of the ledger that [`Engine::outside_change`] saw last.
    seen: AtomicI64,
    latest: habit::Latest,
    /// The eye as it was some days ago, where it was needed.
    eye: Mutex<Option<Before>>,
}

/// Rounds of judging at once.
const ROUNDS: usize = 3;

impl Engine {
    /// Opens the ledger at a path, making it where there is none. `zone` is the system's, in which days are counted
    /// unless the person set another.
    ///
    /// Whatever can't be used as a ledger is left exactly as it is.
    pub fn open(path: &Path, now: DateTime<Utc>, zone: Zone) -> Result<Self, OpenError> {
        let ledger = Ledger::open(path)?;
        let seen = ledger.outside_version()?;
        let engine = Self {
            ledger,
            system: Mutex::new(zone.clone()),
            changes: AtomicU64::new(0),
            seen: AtomicI64::new(seen),
            latest: habit::Latest::default(),
            eye: Mutex::new(None),
        };
        engine.notice(now, zone)?;
        Ok(engine)
    }

    /// Notes that the app runs at this moment, and in which zone the system is. To be called every now and then: a
    /// day is only missed where the app ran, and a journey changes the zone from here on. Says whether the zone changed.
    pub fn notice(&self, now: DateTime<Utc>, zone: Zone) -> Result<bool, OpenError> {
        let failed = |e| OpenError::of(self.ledger.path(), e);
        let known = self.ledger.read(|r| {
            let latest = period::latest(r).map_err(failed)?;
            let today = period::all(r).map_err(failed)?.reckoning.day_of(now);
            Ok::<_, OpenError>((latest, ran::on(r, today).map_err(failed)?))
        })?;
        *self.system.lock().unwrap_or_else(PoisonError::into_inner) = zone.clone();
        let moved = match &known.0 {
            None => true,
            Some(latest) => latest.follows && latest.zone.name() != zone.name(),
        };
        if !moved && known.1 {
            return Ok(false);
        }
        self.write(|w| {
            match period::latest(w).map_err(failed)? {
                None => period::begin(w, &zone).map_err(failed)?,
                Some(latest) if latest.follows && latest.zone.name() != zone.name() => {
                    period::change(w, now, &zone, true, latest.rollover).map_err(failed)?;
                }
                Some(_) => {}
            }
            let today = period::all(w).map_err(failed)?.reckoning.day_of(now);
            ran::note(w, today).map_err(failed)?;
            Ok::<_, OpenError>(moved)
        })
    }

    /// Does an act: one transaction, on disk when this returns. What comes back says what changed; nothing where the
    /// act changed nothing, as a second answer to the same nudge does.
    pub fn act(&self, act: &Act) -> Result<Changes, ActError> {
        let system = self.system.lock().unwrap_or_else(PoisonError::into_inner).clone();
        let from = self.version()?;
        let done = self.ledger.write(|w| record::perform(w, act, &system, &|e| OpenError::of(self.ledger.path(), e)));
        let to = (from.0, self.changes.fetch_add(1, Ordering::AcqRel) + 1);
        let (mut changes, touched) = done?;
        if matches!(act.what, What::Forget { .. }) {
            changes.warning = self.wipe();
        }
        let only_days = |change: &Change| matches!(change, Change::Days | Change::People | Change::Nudges);
        if changes.changed.iter().all(only_days) {
            self.latest.touched(from, to, &touched);
        }
        if changes.changed.contains(&Change::Posts) {
            self.forget_eye();
        }
        Ok(changes)
    }

    /// Leaves nothing in the files of what was removed; what could not be wiped is said.
    fn wipe(&self) -> Option<Said> {
        if let Err(error) = self.ledger.wipe() {
            return Some(Said::from(&Message::new("warning.forget.wiping").with("why", error.to_string())));
        }
        let copies: Vec<String> = self.ledger.copies().iter().map(|path| path.display().to_string()).collect();
        (!copies.is_empty())
            .then(|| Said::from(&Message::new("warning.forget.copies").with("files", copies.join(", "))))
    }

    /// Reads an archive: a file as it was downloaded, or the folder it was unpacked to. Long; acts and questions go on
    /// meanwhile. Mostly it is that of one account; what came of each comes back, the story with the last.
    /// `report` hears how far it is and may stop it (what was read until then is kept, and importing again
    /// goes on); its `rate` is 0, as nothing here has a clock. Importing again changes nothing.
    ///
    /// # Errors
    /// Where the archive can't be read. Nothing of it is in the ledger then.
    pub fn import(
        &self,
        path: &Path,
        wish: ImportWish,
        now: DateTime<Utc>,
        report: &mut dyn FnMut(ImportProgress) -> ControlFlow<()>,
    ) -> Result<Vec<ImportAccount>, ImportError> {
        let accounts = listen::import(&self.ledger, path, wish, now, report, || {
            self.changes.fetch_add(1, Ordering::AcqRel);
            self.feed(None, None, None, Weekday::Mon, now).map_err(|error| error.of_ledger(self.path()))
        });
        self.changes.fetch_add(1, Ordering::AcqRel);
        self.forget_eye();
        accounts
    }

    /// Whether some posts wait to be judged: an import was cut short, the person gave her word on an app or a site, or
    /// the rules of this version are newer than those the posts were judged by.
    pub fn is_behind(&self) -> Result<bool, OpenError> {
        self.ledger.read(|r| source::any_unjudged(r, RULES_VERSION).map_err(|e| OpenError::of(self.path(), e)))
    }

    /// Judges all posts anew where [`is_behind`](Self::is_behind), otherwise does nothing. Long; acts and questions go
    /// on meanwhile. `report` hears the share done, 0.0 to 1.0, and may stop it. Says what changed.
    pub fn catch_up(
        &self,
        now: DateTime<Utc>,
        report: &mut dyn FnMut(f64) -> ControlFlow<()>,
    ) -> Result<Vec<Change>, OpenError> {
        let failed = |e| OpenError::of(self.path(), e);
        let mut changed = Vec::new();
        // Posts that come while others are judged wait for the next round; where they never end, for the next call.
        for _ in 0..ROUNDS {
            if !self.is_behind()? {
                break;
            }
            let mut bulk = self.ledger.bulk()?;
            let today = period::all(&bulk).map_err(failed)?.reckoning.day_of(now);
            let all = f64::from(post::count(&bulk).map_err(failed)?.max(1));
            let mut say = |done| report((f64::from(done) / all).min(1.0));
            let finished = judge_all(&self.ledger, &mut bulk, today, &mut say);
            self.changes.fetch_add(1, Ordering::AcqRel);
            self.forget_eye();
            changed = vec![Change::Days, Change::People, Change::Posts, Change::Drift, Change::Sources];
            if !finished? {
                break;
            }
        }
        Ok(changed)
    }

    /// Whether another process changed the ledger since this was asked last.
    pub fn outside_change(&self) -> Result<bool, OpenError> {
        let version = self.ledger.outside_version()?;
        Ok(self.seen.swap(version, Ordering::Relaxed) != version)
    }

    /// Looks through the whole file for damage; takes about a second for some hundred megabytes.
    pub fn check(&self) -> Result<(), OpenError> {
        self.ledger.check()
    }

    /// Where the ledger lies.
    pub fn path(&self) -> &Path {
        self.ledger.path()
    }

    /// Names whom to talk to today, where a place is free or somebody new waits for an answer.
    pub(crate) fn suggest(&self, now: DateTime<Utc>) -> Result<(), ReadError> {
        let (today, (known, picks)) = self.ask(now, |asked| Ok((asked.today, whom::due(asked)?)))?;
        if picks.is_empty() {
            return Ok(());
        }
        let failed = |e| ReadError::Ledger(OpenError::of(self.ledger.path(), e));
        let from = self.version()?;
        let added = self.ledger.write(|w| suggested::add(w, today, known, &picks).map_err(failed));
        let to = (from.0, self.changes.fetch_add(1, Ordering::AcqRel) + 1);
        // Nothing that the account is made of has changed.
        self.latest.touched(from, to, &[]);
        added.map(drop)
    }

    /// Asks something of one state of the ledger at one moment.
    pub(crate) fn ask<T>(
        &self,
        now: DateTime<Utc>,
        question: impl FnOnce(&Asked<'_>) -> rusqlite::Result<T>,
    ) -> Result<T, ReadError> {
        let failed = |e| ReadError::Ledger(OpenError::of(self.ledger.path(), e));
        let version = self.version()?;
        self.ledger.read(|ledger: &Connection| {
            let periods = period::all(ledger).map_err(failed)?;
            let account = self.latest.account(ledger, now, version).map_err(failed)?;
            let today = periods.reckoning.day_of(now);
            question(&Asked { ledger, now, today, periods, account }).map_err(failed)
        })
    }

    /// The eye as it was some days ago, to be kept again after use; `None` where there is none.
    pub(crate) fn take_eye(&self) -> Option<Before> {
        self.eye.lock().unwrap_or_else(PoisonError::into_inner).take()
    }

    /// Keeps the eye.
    pub(crate) fn keep_eye(&self, eye: Option<Before>) {
        *self.eye.lock().unwrap_or_else(PoisonError::into_inner) = eye;
    }

    /// Posts changed otherwise than by what a source brought.
    pub(crate) fn forget_eye(&self) {
        self.keep_eye(None);
    }

    /// The ledger itself, to put it into states that a disk gets into.
    #[cfg(test)]
    pub(crate) fn ledger_for_tests(&self) -> &Ledger {
        &self.ledger
    }

    /// Reads from one state of the ledger.
    pub(crate) fn read<T, E: From<OpenError>>(&self, ask: impl FnOnce(&Connection) -> Result<T, E>) -> Result<T, E> {
        self.ledger.read(ask)
    }

    /// Changes the ledger, wholly or not at all.
    pub(crate) fn write<T, E: From<OpenError>>(
        &self,
        change: impl FnOnce(&rusqlite::Transaction<'_>) -> Result<T, E>,
    ) -> Result<T, E> {
        let answer = self.ledger.write(change);
        self.changes.fetch_add(1, Ordering::AcqRel);
        answer.map(|(answer, _)| answer)
    }

    /// Which state of the ledger this is: by how many changes of others, and of this engine.
    fn version(&self) -> Result<(i64, u64), OpenError> {
        Ok((self.ledger.outside_version()?, self.changes.load(Ordering::Acquire)))
    }
}
