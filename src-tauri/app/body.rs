//! What every part of the running app holds: the engine, the way to wake the app, and what the desktop can do.

use crate::draft::Drafts;
use crate::import::Work;
use crate::ipc::{Desktop, Page, UserError};
use crate::language::Language;
use crate::listen::Listening;
use crate::notify::Ability;
use crate::presence::Tells;
use crate::secrets::Secrets;
use crate::wake::Wake;
use crate::{clock, folders, ledger};
use chrono::{DateTime, Utc};
use coach::act::{Act, Door, NudgeId, What};
use coach::day::{Day, Rollover};
use coach::zone::Zone;
use engine::Engine;
use engine::view::Changes;
use std::fs;
use std::path::PathBuf;
use std::sync::mpsc::Sender;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// The body's state.
pub struct Body {
    ledger: Result<PathBuf, UserError>,
    engine: Mutex<Option<Arc<Engine>>>,
    wakes: Sender<Wake>,
    page: Mutex<Page>,
    drafts: Mutex<Drafts>,
    desk: Mutex<Desk>,
    /// The long work that goes on.
    pub work: Work,
    /// What lets the app into the person's accounts.
    pub secrets: Secrets,
    /// The reading of live sources.
    pub listening: Listening,
}

/// What the desktop can do, as far as it was seen.
#[derive(Debug, Clone, Copy)]
struct Desk {
    tray: bool,
    notifications: Ability,
    tells: Tells,
}

impl Body {
    /// The body of an app that `wakes` wake, with its ledger at a path, where the system names one.
    pub fn new(ledger: Result<PathBuf, UserError>, wakes: Sender<Wake>) -> Self {
        Self {
            ledger,
            engine: Mutex::new(None),
            wakes,
            page: Mutex::new(Page::default()),
            drafts: Mutex::new(Drafts::default()),
            desk: Mutex::new(Desk { tray: true, notifications: Ability::None, tells: Tells::default() }),
            work: Work::default(),
            secrets: Secrets::default(),
            listening: Listening::default(),
        }
    }

    /// The same body, with secrets kept elsewhere.
    #[must_use]
    pub fn keeping(mut self, secrets: Secrets) -> Self {
        self.secrets = secrets;
        self
    }

    /// The engine. Where the ledger could not be opened it is tried again each time, so that what the person mends
    /// (a full disk, another program's lock) needs no restart.
    ///
    /// # Errors
    /// Where the ledger can't be used.
    pub fn engine(&self) -> Result<Arc<Engine>, UserError> {
        let mut engine = lock(&self.engine);
        if let Some(open) = &*engine {
            return Ok(Arc::clone(open));
        }
        let path = self.ledger.as_ref().map_err(Clone::clone)?;
        let open = Arc::new(ledger::open_at(path)?);
        *engine = Some(Arc::clone(&open));
        Ok(open)
    }

    /// The language the app speaks: what the person chose; the system's where the ledger can't be read.
    pub fn language(&self) -> Language {
        self.engine().map_or_else(|_| Language::of(None), |engine| ledger::language(&engine))
    }

    /// Whether another process changed the ledger since this was asked last; not where it is not open, and not while an
    /// import changes it all the time, which lets everybody know at its end.
    pub fn changed_outside(&self) -> bool {
        if self.work.goes_on() {
            return false;
        }
        let engine = lock(&self.engine).clone();
        engine.is_some_and(|engine| engine.outside_change().unwrap_or(false))
    }

    /// Does an act and lets everybody know.
    ///
    /// # Errors
    /// Where the engine refuses it; nothing has changed then.
    pub fn act(&self, act: &Act) -> Result<Changes, UserError> {
        let changes = self.engine()?.act(act)?;
        self.wake(Wake::Changed(changes.changed.clone()));
        Ok(changes)
    }

    /// Does something now, through a door.
    ///
    /// # Errors
    /// As [`act`](Self::act).
    pub fn act_now(&self, what: What, nudge: Option<NudgeId>, door: Door) -> Result<Changes, UserError> {
        self.act(&Act { what, nudge, day: None, at: clock::now(), door })
    }

    /// The day that a nudge is about.
    ///
    /// # Errors
    /// Where there is no such nudge.
    pub fn day_of(&self, nudge: NudgeId) -> Result<Day, UserError> {
        let line = self.engine()?.nudge(nudge, clock::now())?;
        let day = line.and_then(|line| line.day.parse().ok().map(Day::new));
        day.ok_or_else(|| engine::ActError::NoNudge(nudge.0).into())
    }

    /// The day that is open at a moment.
    ///
    /// # Errors
    /// Where the ledger can't be read.
    pub fn day_at(&self, now: DateTime<Utc>) -> Result<Day, UserError> {
        let text = self.engine()?.status(now)?.day;
        text.parse().map(Day::new).map_err(|_| UserError::no_day(&text))
    }

    /// When the day that is open at a moment ends.
    ///
    /// # Errors
    /// Where the ledger can't be read.
    pub fn day_ends(&self, now: DateTime<Utc>) -> Result<DateTime<Utc>, UserError> {
        let settings = self.engine()?.settings(now)?;
        let zone = Zone::named(&settings.zone).unwrap_or_else(clock::zone);
        let rollover = Rollover::from_minutes(settings.rollover).unwrap_or_default();
        Ok(zone.day_begins(self.day_at(now)?.plus(1), rollover))
    }

    /// Wakes the app.
    pub fn wake(&self, wake: Wake) {
        if self.wakes.send(wake).is_err() {
            tracing::debug!("the app is ending; nobody is left to wake");
        }
    }

    /// The window's page.
    pub fn page(&self) -> MutexGuard<'_, Page> {
        lock(&self.page)
    }

    /// What the small window for one log is to begin with.
    pub fn drafts(&self) -> MutexGuard<'_, Drafts> {
        lock(&self.drafts)
    }

    /// Notes whether the desktop has a tray.
    pub fn set_tray(&self, tray: bool) {
        lock(&self.desk).tray = tray;
    }

    /// Notes what the desktop can do with notifications.
    pub fn set_notifications(&self, able: Ability) {
        lock(&self.desk).notifications = able;
    }

    /// Notes what the desktop tells of the moment.
    pub fn set_tells(&self, tells: Tells) {
        lock(&self.desk).tells = tells;
    }

    /// What the window is told when it opens. A missing tray is worth a notice until it was said, once.
    pub fn desktop(&self) -> Desktop {
        let desk = *lock(&self.desk);
        let (opened, archives) = self.page().arrive();
        Desktop {
            version: env!("CARGO_PKG_VERSION").to_owned(),
            tray: desk.tray,
            notifications: desk.notifications,
            tells: desk.tells,
            global_keys: crate::shortcut::possible(),
            tray_notice: !desk.tray && !tray_note().is_some_and(|note| note.exists()),
            opened,
            archives,
        }
    }

    /// Notes that it was said that there is no tray. Where no note of it can be kept, it is said again.
    pub fn tray_notice_said(&self) {
        let Some(note) = tray_note() else { return };
        let folder = note.parent().unwrap_or(&note);
        if let Err(error) = fs::create_dir_all(folder).and_then(|()| fs::write(&note, "")) {
            tracing::warn!(%error, "no note could be kept that a missing tray was told of");
        }
    }
}

/// The empty file that says that it was said that there is no tray.
fn tray_note() -> Option<PathBuf> {
    folders::state().map(|state| state.join("said").join("no-tray"))
}

/// What is in a lock is whole after a panic elsewhere: every change to it is one assignment.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
