//! Reads live sources: one thread, on which all that asks the network runs, several sources at once, each source once at a
//! time. The clock is the wall's: each minute asks which sources are due, so sleep and a changed clock do no harm.

mod adding;
mod place;
mod reading;
pub mod sign_in;
mod turn;

pub use adding::{Found, add, find, keep, open, remove, take, with_password};
pub use reading::{read, secret_name};

use crate::body::Body;
use crate::clock;
use crate::ipc::UserError;
use crate::network::Way;
use coach::act::SourceId;
use engine::view::{SecretPlace, Sources};
use engine::{Around, Engine};
use feeds::live::{Reader, readers};
use feeds::net::Net;
use place::Places;
use std::collections::{BTreeMap, BTreeSet};
use std::future::Future;
use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, mpsc};
use std::thread;
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};
use tokio::sync::oneshot;
use tokio::task::{LocalSet, spawn_local};

/// Something to be done on the thread.
type Task = Box<dyn FnOnce() -> Pin<Box<dyn Future<Output = ()>>> + Send>;

/// The reading of live sources, as every part of the app sees it.
#[derive(Default)]
pub struct Listening {
    tasks: Mutex<Option<UnboundedSender<Task>>>,
    /// What is being read now.
    reading: Places,
    /// The way out of each source: kept, so that it remembers which hosts want to be left alone.
    nets: Mutex<BTreeMap<SourceId, Arc<Net>>>,
    /// Whether there was no network when it was looked for last.
    offline: Mutex<bool>,
    /// The way to say something to the sign-in that is waited for.
    waiting: Mutex<Option<oneshot::Sender<sign_in::Word>>>,
    /// The account that was shown last, and is not added yet.
    found: Mutex<Option<Found>>,
}

impl Listening {
    /// Whether anything is being read.
    pub fn goes_on(&self) -> bool {
        !self.reading.all().is_empty()
    }

    /// The way out of a source.
    fn net(&self, source: SourceId) -> Result<Arc<Net>, UserError> {
        let mut nets = lock(&self.nets);
        if let Some(net) = nets.get(&source) {
            return Ok(Arc::clone(net));
        }
        let net = Arc::new(net()?);
        nets.insert(source, Arc::clone(&net));
        Ok(net)
    }

    /// Does something on the thread, which is started where it does not run yet.
    fn spawn<F: Future<Output = ()> + 'static>(
        &self,
        task: impl FnOnce() -> F + Send + 'static,
    ) -> Result<(), UserError> {
        let mut tasks = lock(&self.tasks);
        let sender = match &*tasks {
            Some(sender) => sender.clone(),
            None => {
                let (sender, receiver) = unbounded_channel();
                thread::Builder::new().name("listen".into()).spawn(move || run(receiver)).map_err(|e| no_thread(&e))?;
                *tasks = Some(sender.clone());
                sender
            }
        };
        sender.send(Box::new(move || Box::pin(task()))).map_err(|_| no_thread(&std::io::Error::other("it has ended")))
    }
}

impl std::fmt::Debug for Listening {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Listening").field("reading", &self.reading).finish_non_exhaustive()
    }
}

/// The thread: does what it is told to, all of it at once.
fn run(mut tasks: UnboundedReceiver<Task>) {
    let runtime = match runtime() {
        Ok(runtime) => runtime,
        Err(error) => {
            tracing::error!(code = error.code, "nothing can be read from the network");
            return;
        }
    };
    LocalSet::new().block_on(&runtime, async move {
        while let Some(task) = tasks.recv().await {
            spawn_local(task());
        }
    });
}

/// What waits for the network.
///
/// # Errors
/// Where the system gives none.
pub fn runtime() -> Result<tokio::runtime::Runtime, UserError> {
    tokio::runtime::Builder::new_current_thread().enable_all().build().map_err(|error| no_thread(&error))
}

/// A way out that nothing was asked by yet.
///
/// # Errors
/// Where the system's certificates or resolver can't be used.
pub fn net() -> Result<Net, UserError> {
    Net::new().map_err(|why| UserError::new("net.none", |message| message.with("why", why.as_str())))
}

/// The reader with this name.
///
/// # Errors
/// Where there is none.
pub fn reader(name: &str) -> Result<&'static dyn Reader, UserError> {
    feeds::live::reader(name).ok_or_else(|| UserError::new("live.no-reader", |message| message.with("name", name)))
}

/// Waits on another thread for what is done on the network's.
///
/// # Errors
/// Those of what is done.
pub fn ask<T, F>(body: &Arc<Body>, question: impl FnOnce(Arc<Body>) -> F + Send + 'static) -> Result<T, UserError>
where
    T: Send + 'static,
    F: Future<Output = Result<T, UserError>> + 'static,
{
    let (answer, answered) = mpsc::channel();
    let shared = Arc::clone(body);
    body.listening.spawn(move || async move {
        // Whoever asked waits for it.
        let _ = answer.send(question(shared).await);
    })?;
    answered.recv().unwrap_or_else(|_| Err(no_thread(&std::io::Error::other("it has ended"))))
}

/// Reads these sources now, each unless it is being read already.
pub fn now(body: &Arc<Body>, sources: Vec<SourceId>) {
    for source in sources {
        let Some(place) = body.listening.reading.take(source) else { continue };
        let shared = Arc::clone(body);
        if let Err(error) = body.listening.spawn(move || reading::tell(shared, place)) {
            tracing::error!(code = error.code, "a source is not read");
        }
    }
}

/// Reads what is due at this minute. Where there is no network it waits; when that comes back, all are read.
pub fn due(body: &Arc<Body>, way: Way) {
    let was_offline = std::mem::replace(&mut *lock(&body.listening.offline), way == Way::Offline);
    let Ok(engine) = body.engine() else { return };
    let sources = match way {
        Way::Offline => return,
        Way::Free if was_offline => engine.live_sources(),
        Way::Free => engine.due(clock::now(), false),
        Way::Metered => engine.due(clock::now(), true),
    };
    match sources {
        Ok(sources) => now(body, sources),
        Err(error) => tracing::warn!(%error, "which sources are due could not be read"),
    }
}

/// All that Sources shows.
///
/// # Errors
/// Where the ledger can't be read.
pub fn sources(body: &Body) -> Result<Sources, UserError> {
    shown(&*body.engine()?, &body.listening.reading.all(), body.secrets.place())
}

/// All that Sources shows, of this ledger.
///
/// # Errors
/// Where it can't be read.
pub fn shown(
    engine: &Engine,
    reading: &BTreeSet<SourceId>,
    secrets: Option<SecretPlace>,
) -> Result<Sources, UserError> {
    Ok(engine.sources(&Around { readers: readers(), reading, secrets }, clock::now())?)
}

fn no_thread(error: &std::io::Error) -> UserError {
    UserError::new("net.none", |message| message.with("why", error.to_string()))
}

/// What is in a lock is whole after a panic elsewhere: every change to it is one assignment.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::panic)]
    use super::*;
    use std::time::Duration;

    #[test]
    fn what_fails_in_the_midst_of_reading_is_read_no_more_and_can_be_read_again() {
        let listening = Listening::default();
        let place = listening.reading.take(SourceId(1)).unwrap();
        assert!(listening.reading.take(SourceId(1)).is_none() && listening.goes_on());
        let fails = move || async move {
            let _place = place;
            tokio::task::yield_now().await;
            panic!("a fault in a reader");
        };
        listening.spawn(fails).unwrap();
        let (done, heard) = mpsc::channel();
        // The thread goes on, and so does what comes after.
        for _ in 0..3 {
            let done = done.clone();
            listening.spawn(move || async move { done.send(()).unwrap_or_default() }).unwrap();
            heard.recv_timeout(Duration::from_secs(10)).unwrap();
        }
        assert!(!listening.goes_on());
        assert!(listening.reading.take(SourceId(1)).is_some());
    }
}
