//! Long work beside the window: reading archives, and judging posts anew after the person's word on an app.

use crate::body::Body;
use crate::clock;
use crate::ipc::UserError;
use crate::pace::Pace;
use crate::wake::Wake;
use engine::view::{ImportAccount, ImportProgress, ImportWish};
use std::ops::ControlFlow;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant};

/// The long work that goes on, at most one at a time.
#[derive(Debug, Default)]
pub struct Work {
    busy: AtomicBool,
    cancelled: AtomicBool,
}

/// Progress is told so often.
const OFTEN: Duration = Duration::from_millis(100);

impl Work {
    /// Asks the running work to stop.
    pub fn cancel(&self) {
        self.cancelled.store(true, Ordering::Relaxed);
    }

    /// Whether somebody works.
    pub fn goes_on(&self) -> bool {
        self.busy.load(Ordering::Acquire)
    }

    /// Takes the place of the one who works; `None` where it is taken.
    fn begin(&self) -> Option<Working<'_>> {
        if self.busy.swap(true, Ordering::AcqRel) {
            return None;
        }
        self.cancelled.store(false, Ordering::Relaxed);
        Some(Working(self))
    }
}

/// The one who works; makes place for the next when it is done.
struct Working<'a>(&'a Work);

impl Working<'_> {
    fn go_on(&self) -> ControlFlow<()> {
        if self.0.cancelled.load(Ordering::Relaxed) { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    }
}

impl Drop for Working<'_> {
    fn drop(&mut self) {
        self.0.busy.store(false, Ordering::Release);
    }
}

/// Reads archives one after the other, telling the window how far it is, until the end, an error or a cancel.
///
/// # Errors
/// Where an archive can't be read, or another import runs. What was read before stays.
pub fn archives(body: &Body, paths: &[String], wish: ImportWish) -> Result<Vec<ImportAccount>, UserError> {
    let working = body.work.begin().ok_or_else(|| UserError::new("import.busy", |message| message))?;
    let engine = body.engine()?;
    let mut accounts = Vec::new();
    for path in paths {
        let mut telling = Telling::default();
        let read = engine.import(Path::new(path), wish, clock::now(), &mut |progress| {
            if let Some(progress) = telling.tell(progress, clock::running()) {
                body.wake(Wake::Importing(progress));
            }
            working.go_on()
        });
        body.wake(Wake::ChangedOutside);
        accounts.extend(read?);
        if accounts.last().is_some_and(|account| account.cancelled) {
            break;
        }
    }
    Ok(accounts)
}

/// Judges anew, in the background, what waits for it; does nothing where nothing does, or while an import runs, which
/// does so itself.
pub fn catch_up(body: &Arc<Body>) {
    let body = Arc::clone(body);
    let spawned = thread::Builder::new().name("catch-up".into()).spawn(move || {
        let Some(working) = body.work.begin() else { return };
        let Ok(engine) = body.engine() else { return };
        match engine.catch_up(clock::now(), &mut |_| working.go_on()) {
            Ok(changed) => body.wake(Wake::CaughtUp(changed)),
            Err(error) => tracing::warn!(%error, "posts could not be judged anew"),
        }
    });
    if let Err(error) = spawned {
        tracing::warn!(%error, "posts could not be judged anew");
    }
}

/// Decides what of the progress is told, and how fast it goes.
#[derive(Debug, Default)]
pub struct Telling {
    pace: Pace,
    last: Option<Instant>,
}

impl Telling {
    /// The progress with its rate, where it is time to tell it.
    pub fn tell(&mut self, progress: ImportProgress, now: Instant) -> Option<ImportProgress> {
        if self.last.is_some_and(|last| now.duration_since(last) < OFTEN) {
            return None;
        }
        self.last = Some(now);
        let rate = self.pace.a_second(progress.posts, now);
        Some(ImportProgress { rate, ..progress })
    }
}
