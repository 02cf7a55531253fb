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
        if let Err(error) = secrets.renew(keeps, &kept_as, new) {
            tracing::warn!(source = source.0, code = error.code, "a new secret could not be kept");
        }
    };
    let with = Syncing { reader, net, secret, clock: &clock::now, report, renew: &mut renew };
    Ok(engine.sync(source, with).await?)
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
