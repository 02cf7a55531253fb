//! The system's keychain, asked on a thread of its own: one that is locked does not answer until somebody unlocks it.

use keyring_core::{CredentialStore, Entry, Error};
use secrecy::{ExposeSecret, SecretString};
use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::Duration;

/// Under this name the person finds the app's secrets in her keychain.
const SERVICE: &str = "Chime In";

/// Why a secret is not to be had.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Unkept {
    /// There is no keychain.
    NoKeychain,
    /// It is locked, or nobody was there to be asked.
    Locked,
    /// Anything else, by the keychain's word.
    Failed(String),
}

type Store = Arc<CredentialStore>;
type Job = Box<dyn FnOnce(Result<&Store, Unkept>) + Send>;

/// The system's keychain.
#[derive(Debug)]
pub struct Keychain {
    /// `None` where the app is to do without.
    jobs: Option<Mutex<Option<Sender<Job>>>>,
}

impl Keychain {
    /// The system's own.
    pub fn system() -> Self {
        Self { jobs: Some(Mutex::default()) }
    }

    /// None at all.
    pub fn none() -> Self {
        Self { jobs: None }
    }

    /// Whether there is one that keeps secrets.
    pub fn is_there(&self, patience: Duration) -> bool {
        // One that is locked is there; what does not know the entry has looked for it.
        !matches!(self.get("is it there", patience), Err(Unkept::NoKeychain | Unkept::Failed(_)))
    }

    /// A secret by its name.
    pub(super) fn get(&self, name: &str, patience: Duration) -> Result<Option<SecretString>, Unkept> {
        let read = self.ask(name, patience, |entry| entry.get_password());
        match read {
            Ok(secret) => Ok(Some(SecretString::from(secret))),
            Err(Failed::Keychain(Error::NoEntry)) => Ok(None),
            Err(failed) => Err(failed.into()),
        }
    }

    /// Keeps a secret.
    pub(super) fn put(&self, name: &str, secret: &SecretString, patience: Duration) -> Result<(), Unkept> {
        let secret = secret.clone();
        Ok(self.ask(name, patience, move |entry| entry.set_password(secret.expose_secret()))?)
    }

    /// Forgets a secret.
    pub(super) fn forget(&self, name: &str, patience: Duration) -> Result<(), Unkept> {
        match self.ask(name, patience, |entry| entry.delete_credential()) {
            Err(Failed::Keychain(Error::NoEntry)) => Ok(()),
            done => Ok(done?),
        }
    }

    /// Asks the keychain something about one entry, and waits so long for the answer.
    fn ask<T: Send + 'static>(
        &self,
        name: &str,
        patience: Duration,
        question: impl FnOnce(&Entry) -> keyring_core::Result<T> + Send + 'static,
    ) -> Result<T, Failed> {
        let jobs = self.jobs.as_ref().ok_or(Failed::No(Unkept::NoKeychain))?;
        let (answer, answered) = mpsc::channel();
        let name = name.to_owned();
        let job: Job = Box::new(move |store| {
            let done = match store {
                Err(no) => Err(Failed::No(no)),
                Ok(store) => Entry::new_in_store(store, SERVICE, &name)
                    .and_then(|entry| question(&entry))
                    .map_err(Failed::Keychain),
            };
            // Whoever asked may have lost patience.
            let _ = answer.send(done);
        });
        let sent = sender(&mut jobs.lock().unwrap_or_else(PoisonError::into_inner))
            .and_then(|jobs| jobs.send(job).map_err(|_| Failed::No(Unkept::Failed("its thread has ended".to_owned()))));
        sent?;
        match answered.recv_timeout(patience) {
            Ok(answer) => answer,
            Err(RecvTimeoutError::Timeout) => Err(Failed::No(Unkept::Locked)),
            Err(RecvTimeoutError::Disconnected) => {
                Err(Failed::No(Unkept::Failed("it gave up without an answer".to_owned())))
            }
        }
    }
}

/// The way to the thread, which is started once.
fn sender(jobs: &mut Option<Sender<Job>>) -> Result<Sender<Job>, Failed> {
    if let Some(jobs) = jobs {
        return Ok(jobs.clone());
    }
    let (sender, receiver) = mpsc::channel::<Job>();
    let work = move || {
        let mut store: Option<Store> = None;
        for job in receiver {
            // A keychain that was not there may have come.
            if store.is_none() {
                match open() {
                    Ok(opened) => store = Some(opened),
                    Err(no) => {
                        job(Err(no));
                        continue;
                    }
                }
            }
            if let Some(store) = &store {
                job(Ok(store));
            }
        }
    };
    let started = thread::Builder::new().name("keychain".into()).spawn(work);
    started.map_err(|error| Failed::No(Unkept::Failed(error.to_string())))?;
    *jobs = Some(sender.clone());
    Ok(sender)
}

#[cfg(target_os = "linux")]
fn open() -> Result<Store, Unkept> {
    match zbus_secret_service_keyring_store::Store::new() {
        Ok(store) => Ok(store),
        Err(error) => {
            tracing::info!(%error, "there is no keychain");
            Err(Unkept::NoKeychain)
        }
    }
}

#[cfg(target_os = "macos")]
fn open() -> Result<Store, Unkept> {
    match apple_native_keyring_store::keychain::Store::new() {
        Ok(store) => Ok(store),
        Err(error) => Err(Unkept::Failed(error.to_string())),
    }
}

#[cfg(target_os = "windows")]
fn open() -> Result<Store, Unkept> {
    match windows_native_keyring_store::Store::new() {
        Ok(store) => Ok(store),
        Err(error) => Err(Unkept::Failed(error.to_string())),
    }
}

/// Why there is no answer.
enum Failed {
    No(Unkept),
    Keychain(Error),
}

impl From<Failed> for Unkept {
    fn from(failed: Failed) -> Self {
        match failed {
            Failed::No(unkept) => unkept,
            Failed::Keychain(Error::NoStorageAccess(_)) => Self::Locked,
            // What the keychain says of others could hold what was to be kept.
            Failed::Keychain(Error::BadEncoding(_) | Error::BadDataFormat(..)) => {
                Self::Failed("what is kept there is no text".to_owned())
            }
            Failed::Keychain(error) => Self::Failed(error.to_string()),
        }
    }
}
