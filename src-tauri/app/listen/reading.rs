//! One source, read to where there is no more.

use super::place::Place;
use super::reader;
use super::turn::Turn;
use crate::body::Body;
use crate::ipc::UserError;
use crate::secrets::Secrets;
use crate::wake::Wake;
use crate::{clock, import};
use coach::act::SourceId;
use engine::view::SyncProgress;
use engine::{Engine, Keeps, NoSecret, SyncAccount, Syncing};
use feeds::live::Account;
use feeds::net::Net;
use secrecy::SecretString;
use std::ops::ControlFlow;
use std::sync::Arc;

/// By this name an account's secret is kept.
pub fn secret_name(reader: &str, account: &Account) -> String {
    format!("{reader} {}", account.id)
}

/// Reads a source and lets everybody know.
pub(super) async fn tell(body: Arc<Body>, place: Place) {
    let source = place.source;
    let shared = Arc::clone(&body);
    let mut report = move |progress| {
        shared.wake(Wake::Syncing(progress));
        ControlFlow::Continue(())
    };
    let done = match (body.engine(), body.listening.net(source)) {
        (Ok(engine), Ok(net)) => read(&engine, &body.secrets, &net, source, &mut report).await,
        (Err(error), _) | (_, Err(error)) => Err(error),
    };
    drop(place);
    match done {
        Ok(account) => {
            if let Some(failure) = &account.failure {
                tracing::info!(source = source.0, code = failure.code(), "a source could not be read");
            }
            for problem in &account.problems {
                tracing::info!(source = source.0, why = problem.why.name(), count = problem.count, "skipped");
            }
            body.wake(Wake::Synced(account.changed));
            if account.behind {
                import::catch_up(&body);
            }
        }
        Err(error) => {
            tracing::warn!(source = source.0, code = error.code, "a source could not be read");
            body.wake(Wake::Synced(vec![engine::view::Change::Sources]));
        }
    }
}

/// Reads a source to where there is no more.
///
/// # Errors
/// Where there is no such source, the ledger can't be written, or its secret is not to be had. What goes wrong on the
/// network is part of what comes back.
pub async fn read(
    engine: &Engine,
    secrets: &Secrets,
    net: &Net,
    source: SourceId,
    report: &mut (dyn FnMut(SyncProgress) -> ControlFlow<()> + Send),
) -> Result<SyncAccount, UserError> {
    let (name, account, keeps) = engine.reading(source)?;
    let reader = reader(&name)?;
    let _turn = match keeps {
        Keeps::Nothing => None,
        _ => Some(Turn::take(engine.path(), source).await?),
    };
    let kept_as = secret_name(&name, &account);
    let secret = secret(engine, secrets, source, keeps, &kept_as)?;
    let mut renew = |new: &SecretString| {
        if let Err(error) = keep_new(engine, secrets, source, &kept_as, new) {
            tracing::warn!(source = source.0, code = error.code, "a new secret could not be kept");
        }
    };
    let with = Syncing { reader, net, secret, clock: &clock::now, report, renew: &mut renew };
    Ok(engine.sync(source, with).await?)
}

/// Keeps a new secret in the place of the old one. That of a source which was removed meanwhile is forgotten, and stays so.
fn keep_new(
    engine: &Engine,
    secrets: &Secrets,
    source: SourceId,
    name: &str,
    new: &SecretString,
) -> Result<(), UserError> {
    let (_, _, keeps) = engine.reading(source)?;
    secrets.renew(keeps, name, new)
}

/// The secret of a source. That it is not to be had is noted, so that Sources says what to do.
fn secret(
    engine: &Engine,
    secrets: &Secrets,
    source: SourceId,
    keeps: Keeps,
    name: &str,
) -> Result<Option<SecretString>, UserError> {
    let (why, error) = match secrets.get(keeps, name) {
        Ok(None) if keeps != Keeps::Nothing => (NoSecret::Gone, UserError::new("secret.gone", |message| message)),
        Ok(secret) => return Ok(secret),
        // Nothing is wrong with the source: the running app has its secret, and reads it.
        Err(error) if keeps == Keeps::Session => return Err(error),
        Err(error) => (NoSecret::Locked, error),
    };
    engine.without_secret(source, why, clock::now())?;
    Err(error)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::secrets::Keychain;
    use coach::person::Network;
    use engine::view::SecretPlace;
    use secrecy::ExposeSecret as _;

    #[test]
    fn a_secret_that_was_renewed_while_its_source_was_removed_is_not_kept() {
        let folder = tempfile::tempdir().unwrap();
        let engine = crate::ledger::open_at(&folder.path().join("ledger.sqlite")).unwrap();
        let secrets = Secrets::new(Keychain::none(), None);
        secrets.choose(SecretPlace::Session).unwrap();
        let account = Account {
            network: Network::Mastodon,
            id: "https://social.example/users/mira".to_owned(),
            place: "https://social.example".to_owned(),
            key: "1".to_owned(),
            names: Vec::new(),
            title: "@mira@social.example".to_owned(),
            site: None,
            sees: 0,
            posts: None,
        };
        let about = reader("mastodon").unwrap().about();
        let source = engine.add_account(&about, &account, Keeps::Session, clock::now()).unwrap();
        let name = secret_name("mastodon", &account);
        let kept = || secrets.get(Keeps::Session, &name).unwrap().map(|it| it.expose_secret().to_owned());
        keep_new(&engine, &secrets, source, &name, &"first".into()).unwrap();
        assert_eq!(kept().as_deref(), Some("first"));
        crate::listen::remove(&engine, &secrets, source, true).unwrap();
        assert!(keep_new(&engine, &secrets, source, &name, &"second".into()).is_err());
        assert_eq!(kept(), None);
    }
}
