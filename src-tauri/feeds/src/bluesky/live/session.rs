//! What lets the reader in: two tokens, of which one is shown with each question for some hours, and the other brings the
//! next two. Those of a sign-in through the browser are bound to a key.

use super::bound::{Bound, Tokens};
use super::xrpc::{Refusal, Server};
use super::{Bluesky, identity};
use crate::live::Account;
use crate::net::{Answered, Ask, Failure, Net, Word};
use reqwest::Url;
use secrecy::{ExposeSecret, SecretString};
use serde_json::{Value, json};

/// A sign-in, good for one server only.
#[derive(Debug)]
pub(super) struct Session {
    did: String,
    /// The server whose account it opens; no other is shown it.
    server: String,
    access: SecretString,
    refresh: SecretString,
    /// The key, where it was a sign-in through the browser.
    bound: Option<Bound>,
}

/// Signs in. See [`Bluesky::sign_in`].
pub(super) async fn sign_in(
    bluesky: &Bluesky,
    net: &Net,
    typed: &str,
    password: &SecretString,
) -> Result<(Account, SecretString), Failure> {
    let identity = identity::resolve(bluesky, net, typed).await?;
    net.allow(&identity.server, if identity.typed { Word::Typed } else { bluesky.word() });
    let there = Server { net, base: identity.server.clone(), now: None };
    let body = json!({ "identifier": identity.did, "password": password.expose_secret() });
    let told =
        there.sign("com.atproto.server.createSession", Some(&body), None).await.map_err(|refusal| match refusal {
            Refusal::Expired => Failure::SignedOut { host: there.host() },
            Refusal::Failure(failure) => failure,
        })?;
    let session = Session::of(&told, &identity.did, &there)?;
    Ok((identity.account(true), session.seal()))
}

impl Session {
    /// A sign-in as a server tells it.
    fn of(told: &Value, did: &str, there: &Server<'_>) -> Result<Self, Failure> {
        let host = there.host();
        if told["active"] == false {
            return Err(Failure::Closed { host });
        }
        let field = |name: &str| told[name].as_str().filter(|text| !text.is_empty());
        match (field("accessJwt"), field("refreshJwt")) {
            (Some(access), Some(refresh)) if told["did"] == did => Ok(Self {
                did: did.to_owned(),
                server: there.base.to_string(),
                access: access.into(),
                refresh: refresh.into(),
                bound: None,
            }),
            _ => Err(Failure::Strange { host, what: "a sign-in without tokens, or of somebody else".to_owned() }),
        }
    }

    /// The answer to a question with which this is shown.
    ///
    /// # Errors
    /// As [`Net::answer`].
    pub(super) async fn shown(&self, there: &Server<'_>, ask: Ask<'_>) -> Result<Answered, Failure> {
        match (&self.bound, there.now) {
            (Some(bound), Some(now)) => bound.answer(there.net, ask.bound(&self.access), Some(&self.access), now).await,
            _ => there.net.answer(ask.secret(Some(&self.access))).await,
        }
    }

    /// The next sign-in, as the text in which it is kept; the old one holds no longer.
    ///
    /// # Errors
    /// Where the server does not take the old one: the person has to sign in again.
    pub(super) async fn renewed(&self, there: &Server<'_>, word: Word) -> Result<SecretString, Failure> {
        if let Some(bound) = &self.bound {
            let tokens = bound.renewed(there, word, &self.refresh, &self.did).await?;
            return Ok(Self::seal_bound(&self.did, &there.base, &tokens, bound));
        }
        match there.sign("com.atproto.server.refreshSession", None, Some(&self.refresh)).await {
            Ok(told) => Ok(Self::of(&told, &self.did, there)?.seal()),
            Err(Refusal::Expired) => Err(Failure::SignedOut { host: there.host() }),
            Err(Refusal::Failure(failure)) => Err(failure),
        }
    }

    /// As one text, to be kept in one place.
    fn seal(&self) -> SecretString {
        let (access, refresh) = (self.access.expose_secret(), self.refresh.expose_secret());
        let (did, server) = (&self.did, &self.server);
        json!({ "did": did, "server": server, "access": access, "refresh": refresh }).to_string().into()
    }

    /// A sign-in through the browser, as one text.
    pub(super) fn seal_bound(did: &str, server: &Url, tokens: &Tokens, bound: &Bound) -> SecretString {
        let (access, refresh) = (tokens.access.expose_secret(), tokens.refresh.expose_secret());
        let all = json!({
            "did": did, "server": server.as_str(), "access": access, "refresh": refresh,
            "key": bound.key.sealed().expose_secret(), "client": bound.client, "exchange": bound.exchange.as_str(),
        });
        all.to_string().into()
    }

    /// Out of such a text, where it is good for this account on this server.
    pub(super) fn open(sealed: &SecretString, did: &str, there: &Server<'_>) -> Option<Self> {
        let all: Value = serde_json::from_str(sealed.expose_secret()).ok()?;
        let field = |name: &str| all[name].as_str();
        let fits = field("did")? == did && field("server")? == there.base.as_str();
        fits.then_some(())?;
        let (access, refresh) = (field("access")?.into(), field("refresh")?.into());
        let bound = match field("key") {
            Some(key) => {
                let exchange = Url::parse(field("exchange")?).ok()?;
                Some(Bound::new(super::key::Key::open(key)?, field("client")?.to_owned(), exchange))
            }
            None => None,
        };
        Some(Self { did: did.to_owned(), server: there.base.to_string(), access, refresh, bound })
    }
}
