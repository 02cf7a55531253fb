//! Everything that can wake the app, and the one loop that it wakes.

mod doors;

use crate::body::Body;
use crate::draft::LogDraft;
use crate::ipc::{Changed, Progress, Syncing, UserError};
use crate::launch::Launch;
use crate::network::{Network, Way};
use crate::notify::{Ability, Notice, Notifier, Response};
use crate::presence::Presence;
use crate::tray::{self, Choice, Tray};
use crate::{clock, import, listen, pick, session, shortcut, window, words};
use chrono::{DateTime, Utc};
use engine::Surroundings;
use engine::view::{Change, ImportProgress, NudgeLine, NudgeState, SyncProgress};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender};
use std::{io, thread};
use tauri::{AppHandle, Runtime};
use tauri_specta::Event;

/// What woke the app.
#[derive(Debug)]
pub enum Wake {
    /// The app was started, or started again.
    Launched(Launch),
    /// A minute of the wall clock began.
    Minute,
    /// The machine woke from sleep.
    Resumed,
    /// An act of this process changed this.
    Changed(Vec<Change>),
    /// Another process changed the ledger, or an import did.
    ChangedOutside,
    /// Posts were judged anew, which changed this.
    CaughtUp(Vec<Change>),
    /// An import is so far.
    Importing(ImportProgress),
    /// A live source is read so far.
    Syncing(SyncProgress),
    /// A live source was read, or could not be, which changed this.
    Synced(Vec<Change>),
    /// The person chose this from the tray menu.
    Chosen(Choice),
    /// The person answered a notification.
    Responded(Response),
    /// A desktop's notification server began, or (`None`) the last one ended.
    NotificationServer(Option<String>),
    /// The window asks the person to pick archives.
    Pick {
        /// An unpacked folder, rather than files.
        folder: bool,
        /// Gets the paths.
        picked: Sender<Vec<String>>,
    },
    /// The person is to say where a file is written.
    Save {
        /// What it is called unless she says otherwise.
        name: String,
        /// Gets the path; `None` where she cancelled.
        picked: Sender<Option<PathBuf>>,
    },
    /// The keys for the quick log were pressed.
    QuickLog,
    /// The small window for one log is done with.
    LeaveQuickLog,
    /// The window asks whether these keys can be had for the quick log.
    TryKeys {
        /// As they are set.
        keys: String,
        /// Gets whether they are held now.
        held: Sender<bool>,
    },
    /// The desktop has a tray from now on, or has none any more.
    TrayHost(bool),
}

/// What the loop holds.
pub struct Waking<R: Runtime> {
    /// The app.
    pub app: AppHandle<R>,
    /// Its state.
    pub body: Arc<Body>,
    /// The icon, where the system can show one.
    pub tray: Option<Tray<R>>,
    /// The desktop's notifications, where there are any.
    pub notifier: Option<Notifier>,
    /// What the desktop says of the moment, where it can be asked.
    pub presence: Option<Presence>,
    /// What the system says of the network, where it can be asked.
    pub network: Option<Network>,
    /// When the machine last woke from sleep, where it did.
    pub resumed: Option<DateTime<Utc>>,
}

impl<R: Runtime> Waking<R> {
    /// Starts the loop, on a thread of its own.
    ///
    /// # Errors
    /// Where the system gives no thread.
    pub fn begin(mut self, wakes: Receiver<Wake>) -> io::Result<()> {
        thread::Builder::new().name("wake".into()).spawn(move || {
            self.body.set_notifications(self.notifier.as_ref().map_or(Ability::None, Notifier::ability));
            self.body.set_tells(self.presence.as_ref().map(Presence::now).unwrap_or_default().into());
            self.follow_keys();
            self.refresh();
            import::catch_up(&self.body);
            for wake in wakes {
                self.on(wake);
            }
        })?;
        Ok(())
    }

    fn on(&mut self, wake: Wake) {
        match wake {
            Wake::Launched(launch) => self.launched(launch),
            Wake::Minute => {
                listen::due(&self.body, self.network.as_ref().map_or(Way::Free, Network::now));
                self.look();
            }
            Wake::Resumed => self.resumed = Some(clock::now()),
            Wake::Changed(changed) => {
                if changed.iter().any(|change| matches!(change, Change::Posts | Change::Settings)) {
                    import::catch_up(&self.body);
                }
                self.changed(changed);
            }
            Wake::CaughtUp(changed) => self.changed(changed),
            Wake::Importing(progress) => self.tell(&Progress(progress)),
            Wake::Syncing(progress) => self.tell(&Syncing(progress)),
            Wake::Synced(changed) => {
                self.changed(changed);
                if !self.body.listening.goes_on() {
                    // What the coach waited for may have been read.
                    self.look();
                }
            }
            Wake::ChangedOutside => {
                import::catch_up(&self.body);
                self.changed(ALL.to_vec());
            }
            Wake::Chosen(choice) => self.chosen(choice),
            Wake::Responded(response) => self.responded(response),
            Wake::NotificationServer(server) => self.notification_server(server),
            Wake::Pick { folder, picked } => pick::archives(&self.app, folder, picked),
            Wake::Save { name, picked } => pick::place(&self.app, &name, picked),
            Wake::QuickLog => self.quick_log(LogDraft::default()),
            Wake::LeaveQuickLog => window::leave_quick_log(&self.app),
            Wake::TryKeys { keys, held } => {
                let _ = held.send(shortcut::hold(&self.app, Some(&keys)));
                // What is set holds; what was tried becomes so only where the act is done.
                self.follow_keys();
            }
            Wake::TrayHost(there) => self.body.set_tray(there),
        }
    }

    /// Asks the coach whether to speak, and shows what time alone has changed.
    fn look(&mut self) {
        let desk = self.presence.as_ref().map(Presence::now).unwrap_or_default();
        self.body.set_tells(desk.into());
        let around = Surroundings { now: clock::now(), zone: clock::zone(), desk, resumed: self.resumed };
        match self.body.engine().and_then(|engine| Ok(engine.wake(&around)?)) {
            Ok(Some(nudge)) => {
                self.show(&nudge);
                self.changed(vec![Change::Nudges]);
            }
            Ok(None) => {
                self.refresh();
                if let Err(error) = self.read_first(&around) {
                    tracing::warn!(code = error.code, "the coach could not look");
                }
            }
            Err(error) => tracing::warn!(code = error.code, "the coach could not look"),
        }
    }

    /// Where the coach would speak, but sources have yet to be read: perhaps the goal is met. It is asked again then.
    fn read_first(&self, around: &Surroundings) -> Result<(), UserError> {
        let engine = self.body.engine()?;
        if engine.waits_for_sources(around)? {
            listen::now(&self.body, engine.awaited(around.now)?);
        }
        Ok(())
    }

    fn show(&self, nudge: &NudgeLine) {
        let (Some(notifier), Some(notice)) = (&self.notifier, Notice::of(nudge)) else { return };
        let today = self.body.engine().and_then(|engine| Ok(engine.today(clock::now())?));
        let reviews = today.is_ok_and(|today| today.week.is_some());
        let notice = if reviews { notice.with_review() } else { notice };
        if let Err(error) = notifier.show(notice) {
            tracing::info!(%error, "no desktop shows the nudge; it waits in the inbox");
        }
    }

    fn changed(&mut self, changed: Vec<Change>) {
        if changed.is_empty() {
            return;
        }
        if changed.contains(&Change::Settings) {
            self.follow_settings();
        }
        self.refresh();
        self.tell(&Changed(changed));
    }

    /// Shows on the desktop what the ledger says now.
    fn refresh(&mut self) {
        let now = clock::now();
        let today = self.body.engine().and_then(|engine| Ok(engine.today(now)?));
        if let Err(error) = &today {
            tracing::warn!(code = error.code, "the day could not be read");
        }
        if let Some(tray) = &mut self.tray {
            let face =
                today.map_or_else(|error| tray::face_without(words::said(&error.message)), |day| tray::face(&day));
            if let Err(error) = tray.show(face) {
                tracing::warn!(%error, "the tray could not be brought up to date");
            }
        }
        if let (Some(notifier), Ok(engine)) = (&self.notifier, self.body.engine()) {
            // A nudge that can't be asked about keeps its notification.
            notifier.keep(|nudge| match engine.nudge(nudge, now) {
                Ok(line) => line.is_some_and(|line| line.state == NudgeState::Waiting),
                Err(_) => true,
            });
        }
    }

    fn follow_settings(&self) {
        words::speak(self.body.language());
        match self.body.engine().and_then(|engine| Ok(engine.settings(clock::now())?)) {
            Ok(settings) => {
                session::start_with(&self.app, settings.start_with_session);
                shortcut::hold(&self.app, settings.quick_log_keys.as_deref());
            }
            Err(error) => tracing::warn!(code = error.code, "the settings could not be read"),
        }
    }

    /// Holds the keys that are set. Keys are not worth making a ledger for: where it can't be read there are none.
    fn follow_keys(&self) {
        let settings = self.body.engine().and_then(|engine| Ok(engine.settings(clock::now())?));
        shortcut::hold(&self.app, settings.ok().and_then(|settings| settings.quick_log_keys).as_deref());
    }

    fn notification_server(&self, server: Option<String>) {
        self.body.set_notifications(self.notifier.as_ref().map_or(Ability::None, Notifier::ability));
        if let (Some(notifier), Some(server)) = (&self.notifier, server) {
            notifier.again(&server);
        }
    }

    /// Tells the window, where there is one.
    fn tell<E: Event + serde::Serialize + Clone>(&self, event: &E) {
        if let Err(error) = event.emit(&self.app) {
            tracing::warn!(%error, event = E::NAME, "the window could not be told");
        }
    }
}

/// All that can change: another process does not say what it changed.
const ALL: [Change; 7] =
    [Change::Days, Change::People, Change::Posts, Change::Drift, Change::Nudges, Change::Settings, Change::Sources];
