//! Asking a server of the network, and what its refusals mean.

use super::bound::{unproven, wants_another};
use super::session::Session;
use crate::net::{Answered, Ask, Failure, Net};
use chrono::{DateTime, Utc};
use reqwest::Url;
use secrecy::SecretString;
use serde_json::Value;

/// A server that keeps accounts.
#[derive(Debug, Clone)]
pub(super) struct Server<'a> {
    pub(super) net: &'a Net,
    pub(super) base: Url,
    pub(super) now: Option<DateTime<Utc>>,
}

/// Why a server does not answer as was hoped for.
#[derive(Debug)]
pub(super) enum Refusal {
    /// What lets the reader in has run out; there may be a new one.
    Expired,
    /// Anything else.
    Failure(Failure),
}

impl From<Failure> for Refusal {
    fn from(failure: Failure) -> Self {
        Self::Failure(failure)
    }
}

impl Server<'_> {
    /// The address of a method with its questions.
    fn method(&self, name: &str, query: &[(&str, &str)]) -> Result<Url, Failure> {
        let strange = || Failure::Strange { host: self.host(), what: format!("no place for {name}") };
        let mut url = self.base.join(&format!("xrpc/{name}")).map_err(|_| strange())?;
        if !query.is_empty() {
            url.query_pairs_mut().extend_pairs(query);
        }
        Ok(url)
    }

    /// The answer of a method that reads.
    ///
    /// # Errors
    /// Where the server can't be reached, or refuses.
    pub(super) async fn answer(
        &self,
        name: &str,
        query: &[(&str, &str)],
        session: Option<&Session>,
        most: Option<u64>,
    ) -> Result<Answered, Refusal> {
        let mut ask = Ask::get(self.method(name, query)?).at(self.now);
        if let Some(most) = most {
            ask = ask.most(most);
        }
        let answered = match session {
            Some(session) => session.shown(self, ask).await?,
            None => self.net.answer(ask).await?,
        };
        good(answered, self.now)
    }

    /// What a method that reads says, as an object.
    ///
    /// # Errors
    /// As [`Server::answer`], and where it says something else.
    pub(super) async fn object(
        &self,
        name: &str,
        query: &[(&str, &str)],
        session: Option<&Session>,
    ) -> Result<Value, Refusal> {
        object(&self.answer(name, query, session, None).await?)
    }

    /// What a method of signing in says. Nothing else is ever sent by this reader.
    ///
    /// # Errors
    /// As [`Server::object`].
    pub(super) async fn sign(
        &self,
        name: &str,
        body: Option<&Value>,
        secret: Option<&SecretString>,
    ) -> Result<Value, Refusal> {
        let url = self.method(name, &[])?;
        let ask = match body {
            Some(body) => Ask::json(url, body),
            None => Ask::wish(url),
        };
        object(&good(self.net.answer(ask.secret(secret).at(self.now)).await?, self.now)?)
    }

    pub(super) fn host(&self) -> String {
        self.base.host_str().unwrap_or_default().to_owned()
    }
}

fn object(answered: &Answered) -> Result<Value, Refusal> {
    let value = answered.json()?;
    let strange = || Failure::Strange { host: answered.host.clone(), what: "something else than an object".to_owned() };
    if value.is_object() { Ok(value) } else { Err(strange().into()) }
}

/// What the status of an answer means, and the name of the error that stands in it.
fn good(answered: Answered, now: Option<DateTime<Utc>>) -> Result<Answered, Refusal> {
    if answered.status.is_success() {
        return Ok(answered);
    }
    let host = answered.host.clone();
    let told: Value = serde_json::from_slice(&answered.body).unwrap_or_default();
    let closed = |status: u16| matches!(status, 400 | 401 | 403 | 404);
    match (answered.status.as_u16(), told["error"].as_str().unwrap_or_default()) {
        (400 | 401, "ExpiredToken" | "InvalidToken" | "invalid_token") => Err(Refusal::Expired),
        // The sign-in may well be good.
        (400 | 401, _) if wants_another(&answered) => Err(unproven(&answered).into()),
        (
            status,
            "RepoDeactivated" | "RepoTakendown" | "RepoSuspended" | "AccountDeactivated" | "AccountTakedown"
            | "AccountSuspended",
        ) if closed(status) => Err(Failure::Closed { host }.into()),
        (400 | 404, "RepoNotFound" | "AccountNotFound" | "HandleNotFound" | "RecordNotFound") => {
            Err(Failure::NotFound { host, what: answered.url.path().to_owned() }.into())
        }
        // What is right to refuse is a method that the server has none of; older ones say so with 404.
        _ => answered.good(now).map_err(Refusal::from),
    }
}
