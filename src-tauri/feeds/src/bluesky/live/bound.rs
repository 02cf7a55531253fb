//! Asking with a token that is bound to a key: each request carries a proof, and servers want a number of theirs in it.

use super::key::{Key, Proven};
use super::xrpc::Server;
use crate::net::{Answered, Ask, Failure, Net, Word};
use chrono::{DateTime, Utc};
use reqwest::Url;
use reqwest::header::HeaderName;
use secrecy::{ExposeSecret as _, SecretString};
use serde_json::Value;
use std::sync::{Mutex, PoisonError};

/// The header with the proof.
const PROOF: HeaderName = HeaderName::from_static("dpop");

/// What a sign-in through the browser needs besides its tokens.
#[derive(Debug)]
pub(super) struct Bound {
    pub(super) key: Key,
    /// By this name the server knows the app.
    pub(super) client: String,
    /// Where new tokens are had.
    pub(super) exchange: Url,
    /// What the server wanted in the proof last.
    nonce: Mutex<Option<String>>,
}

/// New tokens, as a server gave them, and whose they are.
#[derive(Debug)]
pub(super) struct Tokens {
    pub(super) access: SecretString,
    pub(super) refresh: SecretString,
    /// What they let in to, by the server's word.
    pub(super) scope: String,
}

impl Bound {
    pub(super) fn new(key: Key, client: String, exchange: Url) -> Self {
        Self { key, client, exchange, nonce: Mutex::default() }
    }

    /// The answer to a request with a proof, and with the token where one is shown. Where the server wants its own number in
    /// it, or this machine's clock is not its own, it is asked once more.
    ///
    /// # Errors
    /// As [`Net::answer`].
    pub(super) async fn answer(
        &self,
        net: &Net,
        ask: Ask<'_>,
        token: Option<&SecretString>,
        now: DateTime<Utc>,
    ) -> Result<Answered, Failure> {
        let answered = self.once(net, ask.clone(), token, now).await?;
        if !wants_another(&answered) {
            return Ok(answered);
        }
        self.once(net, ask, token, answered.time().unwrap_or(now)).await
    }

    async fn once(
        &self,
        net: &Net,
        ask: Ask<'_>,
        token: Option<&SecretString>,
        at: DateTime<Utc>,
    ) -> Result<Answered, Failure> {
        let nonce = self.nonce.lock().unwrap_or_else(PoisonError::into_inner).clone();
        let proven = Proven { method: ask.method(), url: ask.url(), token, nonce: nonce.as_deref() };
        let proof = self.key.proof(proven, at)?;
        let answered = net.answer(ask.header(PROOF, &proof)).await?;
        if let Some(new) = answered.header("dpop-nonce") {
            *self.nonce.lock().unwrap_or_else(PoisonError::into_inner) = Some(new.to_owned());
        }
        Ok(answered)
    }

    /// New tokens for these words: the code that the browser brought, or the token that brings the next two.
    ///
    /// # Errors
    /// [`Failure::SignedOut`] where the server takes them no longer; also where the tokens are not this account's.
    pub(super) async fn exchanged(
        &self,
        net: &Net,
        words: &[(&str, &str)],
        did: &str,
        now: DateTime<Utc>,
    ) -> Result<Tokens, Failure> {
        let form = [words, &[("client_id", self.client.as_str())]].concat();
        let answered = self.answer(net, Ask::form(self.exchange.clone(), &form), None, now).await?;
        if matches!(answered.status.as_u16(), 400 | 401) && !wants_another(&answered) {
            return Err(Failure::SignedOut { host: answered.host });
        }
        let answered = if wants_another(&answered) { return Err(unproven(&answered)) } else { answered.good(now)? };
        let told = answered.json()?;
        let strange = |what: &str| Failure::Strange { host: answered.host.clone(), what: what.to_owned() };
        if told["sub"] != did {
            return Err(strange("a sign-in of somebody else"));
        }
        let field = |name: &str| told[name].as_str().filter(|text| !text.is_empty());
        let is_bound = field("token_type").is_some_and(|kind| kind.eq_ignore_ascii_case("DPoP"));
        match (field("access_token"), field("refresh_token")) {
            (Some(access), Some(refresh)) if is_bound => {
                let scope = field("scope").unwrap_or_default().to_owned();
                Ok(Tokens { access: access.into(), refresh: refresh.into(), scope })
            }
            _ => Err(strange("a sign-in without tokens")),
        }
    }

    /// The next tokens; the old ones hold no longer.
    ///
    /// # Errors
    /// As [`Bound::exchanged`].
    pub(super) async fn renewed(
        &self,
        there: &Server<'_>,
        word: Word,
        refresh: &SecretString,
        did: &str,
    ) -> Result<Tokens, Failure> {
        let Some(now) = there.now else { return Err(Failure::SignedOut { host: there.host() }) };
        there.net.allow(&self.exchange, word);
        let words = [("grant_type", "refresh_token"), ("refresh_token", refresh.expose_secret())];
        self.exchanged(there.net, &words, did, now).await
    }
}

/// Whether a server wants another proof than the one it got: one with its own number in it, or of its own time.
pub(super) fn wants_another(answered: &Answered) -> bool {
    if !matches!(answered.status.as_u16(), 400 | 401) {
        return false;
    }
    let told: Value = serde_json::from_slice(&answered.body).unwrap_or_default();
    let said = answered.header("www-authenticate").unwrap_or_default();
    ["use_dpop_nonce", "invalid_dpop_proof"].iter().any(|error| told["error"] == *error || said.contains(error))
}

/// A server takes no proof of this machine's.
pub(super) fn unproven(answered: &Answered) -> Failure {
    Failure::Strange {
        host: answered.host.clone(),
        what: "that the proof does not hold (is the clock right?)".to_owned(),
    }
}
