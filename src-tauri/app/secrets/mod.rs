//! Secrets: what lets the app into the person's accounts. They lie in the system's keychain; where there is none, where
//! the person says: in memory until the app ends, or in a file that only she can read. Never anywhere silently, and never
//! in the ledger, the log, the export or the window.

mod file;
mod keychain;

pub use file::File;
pub use keychain::Keychain;

use crate::folders;
use crate::ipc::UserError;
use engine::Keeps;
use engine::view::SecretPlace;
use keychain::Unkept;
use secrecy::SecretString;
use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

/// Where secrets lie.
#[derive(Debug)]
pub struct Secrets {
    keychain: Keychain,
    /// `None` where the system names no folder for it.
    file: Option<File>,
    /// `None` in a command, which ends before anything could be kept in memory.
    session: Option<Mutex<BTreeMap<String, SecretString>>>,
    chosen: Mutex<Option<SecretPlace>>,
}

/// While a person signs in she may be asked for the keychain's own password.
const WITH_THE_PERSON: Duration = Duration::from_secs(90);
/// Nobody may be there to be asked.
const ALONE: Duration = Duration::from_secs(5);

impl Default for Secrets {
    /// The system's keychain, and the folder of the ledger.
    fn default() -> Self {
        Self::new(Keychain::system(), folders::data().map(|data| File::at(data.join("secrets.json"))))
    }
}

impl Secrets {
    /// Secrets in this keychain, or in this file.
    pub fn new(keychain: Keychain, file: Option<File>) -> Self {
        Self { keychain, file, session: Some(Mutex::default()), chosen: Mutex::default() }
    }

    /// The same places for a command: what the running app keeps in memory is not to be had there.
    pub fn of_command() -> Self {
        Self { session: None, ..Self::default() }
    }

    /// Where a new secret is kept; `None` where there is no keychain and the person has to say.
    pub fn place(&self) -> Option<SecretPlace> {
        let chosen = *lock(&self.chosen);
        let agreed = || self.file.as_ref().is_some_and(File::is_there).then_some(SecretPlace::File);
        chosen.or_else(|| self.keychain.is_there(ALONE).then_some(SecretPlace::Keychain)).or_else(agreed)
    }

    /// The person says where secrets are kept from now on. Those kept already stay where they are.
    ///
    /// # Errors
    /// Where they can't be kept there; `secret.session` where a command would keep them in memory.
    pub fn choose(&self, place: SecretPlace) -> Result<(), UserError> {
        match place {
            SecretPlace::Keychain if !self.keychain.is_there(ALONE) => return Err(none()),
            SecretPlace::File => self.file()?.begin().map_err(|error| self.unwritten(&error))?,
            SecretPlace::Session => drop(self.session()?),
            SecretPlace::Keychain => {}
        }
        *lock(&self.chosen) = Some(place);
        Ok(())
    }

    /// Keeps a secret; says where.
    ///
    /// # Errors
    /// Where the person has to say where first, or it can't be kept there.
    pub fn keep(&self, name: &str, secret: &SecretString) -> Result<Keeps, UserError> {
        let place = self.place().ok_or_else(|| UserError::new("secret.no-place", |message| message))?;
        let keeps = match place {
            SecretPlace::Keychain => Keeps::Keychain,
            SecretPlace::Session => Keeps::Session,
            SecretPlace::File => Keeps::File,
        };
        self.put(keeps, name, secret, WITH_THE_PERSON)?;
        Ok(keeps)
    }

    /// A new secret takes the place of the old one.
    ///
    /// # Errors
    /// Where it can't be kept there.
    pub fn renew(&self, keeps: Keeps, name: &str, secret: &SecretString) -> Result<(), UserError> {
        self.put(keeps, name, secret, ALONE)
    }

    /// A secret; `None` where there is none by this name, as after the end of the session it was kept for.
    ///
    /// # Errors
    /// Where the keychain is locked or can't be asked, or the file can't be read; `secret.session` in a command, where only
    /// the running app has it.
    pub fn get(&self, keeps: Keeps, name: &str) -> Result<Option<SecretString>, UserError> {
        match keeps {
            Keeps::Nothing => Ok(None),
            Keeps::Session => Ok(lock(self.session()?).get(name).cloned()),
            Keeps::Keychain => self.keychain.get(name, ALONE).map_err(unkept),
            Keeps::File => self.file()?.get(name).map_err(|error| self.unwritten(&error)),
        }
    }

    /// Forgets a secret.
    ///
    /// # Errors
    /// Where the keychain is locked or can't be asked, or the file can't be written.
    pub fn forget(&self, keeps: Keeps, name: &str) -> Result<(), UserError> {
        match keeps {
            Keeps::Nothing => Ok(()),
            Keeps::Session => {
                lock(self.session()?).remove(name);
                Ok(())
            }
            Keeps::Keychain => self.keychain.forget(name, ALONE).map_err(unkept),
            Keeps::File => self.file()?.put(name, None).map_err(|error| self.unwritten(&error)),
        }
    }

    fn put(&self, keeps: Keeps, name: &str, secret: &SecretString, patience: Duration) -> Result<(), UserError> {
        match keeps {
            Keeps::Nothing => Ok(()),
            Keeps::Session => {
                lock(self.session()?).insert(name.to_owned(), secret.clone());
                Ok(())
            }
            Keeps::Keychain => self.keychain.put(name, secret, patience).map_err(unkept),
            Keeps::File => self.file()?.put(name, Some(secret)).map_err(|error| self.unwritten(&error)),
        }
    }

    fn session(&self) -> Result<&Mutex<BTreeMap<String, SecretString>>, UserError> {
        self.session.as_ref().ok_or_else(|| UserError::new("secret.session", |message| message))
    }

    fn file(&self) -> Result<&File, UserError> {
        self.file.as_ref().ok_or_else(|| UserError::new("folder.home", |message| message))
    }

    fn unwritten(&self, error: &std::io::Error) -> UserError {
        let file = self.file.as_ref().map_or_else(String::new, |file| file.path().display().to_string());
        UserError::new("secret.file", |message| message.with("file", file.as_str()).with("why", error.to_string()))
    }
}

fn none() -> UserError {
    UserError::new("secret.no-keychain", |message| message)
}

fn unkept(why: Unkept) -> UserError {
    match why {
        Unkept::NoKeychain => none(),
        Unkept::Locked => UserError::new("secret.locked", |message| message),
        Unkept::Failed(why) => UserError::new("secret.keychain", |message| message.with("why", why.as_str())),
    }
}

/// What is in a lock is whole after a panic elsewhere: every change to it is one assignment.
fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use secrecy::ExposeSecret;

    fn without_keychain() -> (tempfile::TempDir, Secrets) {
        let folder = tempfile::tempdir().unwrap();
        let file = File::at(folder.path().join("secrets.json"));
        (folder, Secrets::new(Keychain::none(), Some(file)))
    }

    #[test]
    fn without_a_keychain_nothing_is_kept_until_the_person_says_where() {
        let (folder, secrets) = without_keychain();
        let token = SecretString::from("canary");
        assert_eq!(secrets.place(), None);
        assert_eq!(secrets.keep("ana", &token).unwrap_err().code, "secret.no-place");
        assert_eq!(secrets.choose(SecretPlace::Keychain).unwrap_err().code, "secret.no-keychain");
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0, "nothing was written");
    }

    #[test]
    fn for_the_session_it_is_in_memory_and_nowhere_else() {
        let (folder, secrets) = without_keychain();
        secrets.choose(SecretPlace::Session).unwrap();
        let keeps = secrets.keep("ana", &SecretString::from("canary")).unwrap();
        assert_eq!(keeps, Keeps::Session);
        let read = |secrets: &Secrets| secrets.get(keeps, "ana").unwrap().map(|it| it.expose_secret().to_owned());
        assert_eq!(read(&secrets).as_deref(), Some("canary"));
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
        let file = File::at(folder.path().join("secrets.json"));
        assert_eq!(read(&Secrets::new(Keychain::none(), Some(file))), None, "after the session");
    }

    #[test]
    fn a_command_has_nothing_in_memory_and_says_that_the_app_has() {
        let (_folder, secrets) = without_keychain();
        let secrets = Secrets { session: None, ..secrets };
        assert_eq!(secrets.choose(SecretPlace::Session).unwrap_err().code, "secret.session");
        assert_eq!(secrets.get(Keeps::Session, "ana").unwrap_err().code, "secret.session");
    }

    #[test]
    fn in_a_file_it_outlives_the_session_and_only_the_person_can_read_it() {
        let (folder, secrets) = without_keychain();
        secrets.choose(SecretPlace::File).unwrap();
        let keeps = secrets.keep("ana", &SecretString::from("canary")).unwrap();
        secrets.renew(keeps, "ben", &SecretString::from("other")).unwrap();
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            let mode = std::fs::metadata(folder.path().join("secrets.json")).unwrap().permissions().mode();
            assert_eq!(mode & 0o777, 0o600);
        }
        let later = Secrets::new(Keychain::none(), Some(File::at(folder.path().join("secrets.json"))));
        assert_eq!(later.place(), Some(SecretPlace::File), "once agreed to, it is not asked again");
        assert_eq!(later.get(keeps, "ana").unwrap().unwrap().expose_secret(), "canary");
        later.forget(keeps, "ana").unwrap();
        assert!(later.get(keeps, "ana").unwrap().is_none());
        assert_eq!(later.get(keeps, "ben").unwrap().unwrap().expose_secret(), "other");
    }
}
