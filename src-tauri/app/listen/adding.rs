//! Finding an account, adding it, and taking it away again.

use super::{lock, net, now, reader, secret_name};
use crate::body::Body;
use crate::clock;
use crate::ipc::UserError;
use crate::secrets::Secrets;
use crate::wake::Wake;
use coach::act::SourceId;
use engine::view::{Change, FoundAccount};
use engine::{Engine, Keeps, host_of};
use feeds::live::Account;
use feeds::net::Net;
use secrecy::SecretString;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use url::Url;

/// An account that was found, with what found it and what lets it in.
#[derive(Debug)]
pub struct Found {
    /// The reader's name.
    pub reader: String,
    /// What was typed.
    pub typed: String,
    /// The account.
    pub account: Account,
    /// What lets the reader in.
    pub secret: Option<SecretString>,
    /// Hosts that were asked to find it, and how often.
    pub asked: BTreeMap<String, u32>,
}

impl Found {
    /// As the window shows it before it is added.
    ///
    /// # Errors
    /// Where the ledger can't be read.
    pub fn shown(&self, engine: &Engine) -> Result<FoundAccount, UserError> {
        Ok(FoundAccount {
            reader: self.reader.clone(),
            typed: self.typed.clone(),
            title: self.account.title.clone(),
            host: host_of(&self.account.place),
            hosts: self.hosts(),
            posts: self.account.posts.and_then(|posts| u32::try_from(posts).ok()),
            known: engine.is_read(&self.account)?,
        })
    }

    /// Every host that reading it asks, as far as that can be known before: its server, those that the reader needs for any
    /// account, and those that had to be asked to find it.
    pub fn hosts(&self) -> Vec<String> {
        let server = Url::parse(&self.account.place).ok().and_then(|place| place.host_str().map(str::to_owned));
        let needed = reader(&self.reader).map(|reader| reader.hosts()).unwrap_or_default();
        let mut seen = BTreeSet::new();
        let all = server.into_iter().chain(needed.iter().map(ToString::to_string)).chain(self.asked.keys().cloned());
        all.filter(|host| seen.insert(host.clone())).collect()
    }
}

/// The account that the person typed; with a secret, the one it belongs to.
///
/// # Errors
/// Where there is no such reader or account, or the network says no.
pub async fn find(net: &Net, name: &str, typed: &str, secret: Option<SecretString>) -> Result<Found, UserError> {
    let account = reader(name)?.find(net, typed, secret.as_ref()).await.map_err(engine::LiveError::from)?;
    Ok(Found { reader: name.to_owned(), typed: typed.to_owned(), account, secret, asked: net.take_asked() })
}

/// The account that a password opens which was made for this app alone.
///
/// # Errors
/// As [`find`]; also where the password is not taken.
pub async fn open(net: &Net, name: &str, typed: &str, password: &SecretString) -> Result<Found, UserError> {
    let opened = reader(name)?.sign_in(net, typed, password).await;
    let (account, secret) = opened.map_err(engine::LiveError::from)?;
    let (reader, typed) = (name.to_owned(), typed.to_owned());
    Ok(Found { reader, typed, account, secret: Some(secret), asked: net.take_asked() })
}

/// Shows an account, and keeps it until the person says that it is to be added.
///
/// # Errors
/// Where the ledger can't be read.
pub fn keep(body: &Body, found: Found) -> Result<FoundAccount, UserError> {
    let shown = found.shown(&*body.engine()?)?;
    *lock(&body.listening.found) = Some(found);
    Ok(shown)
}

/// The account that was shown last, where this is it.
pub fn take(body: &Body, reader: &str, typed: &str) -> Option<Found> {
    lock(&body.listening.found).take_if(|found| found.reader == reader && found.typed == typed)
}

/// Adds an account, its secret kept first, with the hosts that were asked to find it.
///
/// # Errors
/// Where the secret can't be kept, or the person has to say where first; or the ledger can't be written.
pub fn add(engine: &Engine, secrets: &Secrets, found: &Found) -> Result<SourceId, UserError> {
    let name = secret_name(&found.reader, &found.account);
    let keeps = match &found.secret {
        None => Keeps::Nothing,
        Some(secret) => secrets.keep(&name, secret)?,
    };
    let (about, now) = (reader(&found.reader)?.about(), clock::now());
    let source = engine.add_account(&about, &found.account, keeps, now)?;
    engine.asked_for(source, &found.asked, now)?;
    Ok(source)
}

impl Body {
    /// Adds an account, lets everybody know and begins to read it.
    ///
    /// # Errors
    /// As [`add`].
    pub fn add(self: &Arc<Self>, found: &Found) -> Result<SourceId, UserError> {
        let source = add(&*self.engine()?, &self.secrets, found)?;
        // Sample data made room.
        self.wake(Wake::Changed(ALL.to_vec()));
        now(self, vec![source]);
        Ok(source)
    }
}

/// What adding or removing a source may change.
const ALL: [Change; 5] = [Change::Sources, Change::Posts, Change::Days, Change::People, Change::Drift];

/// Adds the account that a password made for this app alone belongs to.
///
/// # Errors
/// As [`find`] and [`add`].
pub fn with_password(body: &Arc<Body>, reader: String, typed: String, password: String) -> Result<SourceId, UserError> {
    let password = SecretString::from(password);
    super::ask(body, move |body| async move {
        let mut found = open(&net()?, &reader, &typed, &password).await?;
        // It was looked up before.
        for (host, times) in take(&body, &reader, &typed).map(|shown| shown.asked).unwrap_or_default() {
            *found.asked.entry(host).or_default() += times;
        }
        body.add(&found)
    })
}

/// Ends the reading of a source and forgets its secret; with `posts`, what was read of it goes too.
///
/// # Errors
/// Where there is no such source, or the ledger can't be written.
pub fn remove(engine: &Engine, secrets: &Secrets, source: SourceId, posts: bool) -> Result<Vec<Change>, UserError> {
    let (reader, account, keeps) = engine.reading(source)?;
    engine.remove_source(source, posts, clock::now())?;
    if let Err(error) = secrets.forget(keeps, &secret_name(&reader, &account)) {
        tracing::warn!(code = error.code, "the secret of a removed source is still kept");
    }
    Ok(ALL.to_vec())
}
