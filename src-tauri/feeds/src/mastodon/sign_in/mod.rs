//! Signing in to a Mastodon server, in the person's own browser: OAuth with a code, and with a proof that whoever brings
//! the code is whoever asked for it.
//!
//! [`begin`] registers the app and says which page to open; the server sends the browser back to the address that was
//! registered ([`crate::sign_in::Loopback`] listens there), or shows a code to be pasted. [`SignIn::finish`] exchanges the
//! code. Only reading is asked for, and of that the least that the server offers.

mod secret;

pub(super) use secret::bearer;

use super::api::text;
use super::typed;
use crate::live::Answer;
use crate::net::{Answered, Ask, Failure, Net, Word};
use crate::sign_in::{Brought, UnderWay, chance, proof};
use chrono::{DateTime, Utc};
use reqwest::Url;
use secrecy::{ExposeSecret, SecretString};
use serde_json::Value;

/// The address that stands for: show the code, the person will paste it.
pub const PASTE: &str = "urn:ietf:wg:oauth:2.0:oob";

/// What is asked for: the least that works, and what servers offer that do not know the parts.
const SCOPES: [&str; 2] = ["read:accounts read:statuses read:notifications", "read"];

/// A sign-in under way. Shows nothing secret.
#[derive(Debug)]
pub struct SignIn {
    app: App,
    page: Url,
    state: SecretString,
    verifier: SecretString,
}

/// The app, as the server registered it.
#[derive(Debug)]
struct App {
    id: String,
    secret: SecretString,
    redirect: String,
    exchange: Url,
    revoke: Url,
}

/// Where a server signs people in.
#[derive(Debug)]
struct Doors {
    register: Url,
    authorize: Url,
    exchange: Url,
    revoke: Url,
    scopes: Option<Vec<String>>,
}

/// Registers the app with the server that was typed, alone or with an account on it, to be sent back to `redirect`, and
/// says which page to open.
///
/// # Errors
/// Where no server is named; where it can't be reached or does not register apps, or this machine gives no random numbers.
pub async fn begin(net: &Net, typed: &str, redirect: &str) -> Result<SignIn, Failure> {
    let base = typed::understand(typed)?.base;
    net.allow(&base, Word::Typed);
    let doors = Doors::of(net, &base).await?;
    let (state, verifier) = (chance(&base)?, chance(&base)?);
    let mut refused = None;
    for scopes in SCOPES.into_iter().filter(|scopes| doors.offer(scopes)) {
        let fields = [
            ("client_name", "Chime In"),
            ("redirect_uris", redirect),
            ("scopes", scopes),
            ("website", env!("CARGO_PKG_HOMEPAGE")),
        ];
        let fields: Vec<_> = fields.into_iter().filter(|(_, value)| !value.is_empty()).collect();
        let answered = net.answer(Ask::form(doors.register.clone(), &fields)).await?;
        match answered.status.as_u16() {
            // The server does not know the parts of reading.
            400 | 422 => refused = Some(answered),
            _ => {
                let registered = answered.good(None)?;
                let app = App::of(&registered, redirect, &doors)?;
                let page = app.page(doors.authorize, scopes, &state, &verifier);
                return Ok(SignIn { app, page, state, verifier });
            }
        }
    }
    let host = base.host_str().unwrap_or_default().to_owned();
    let refused = refused.map(|answered| answered.good(None).map(drop));
    Err(refused.and_then(Result::err).unwrap_or(Failure::Strange { host, what: "it offers no reading".to_owned() }))
}

impl SignIn {
    /// The page on which the person signs in.
    pub fn page(&self) -> &Url {
        &self.page
    }

    /// What the browser must bring back, to show that it was sent by this page.
    pub fn state(&self) -> &SecretString {
        &self.state
    }

    /// Exchanges the code for what lets the reader in.
    ///
    /// # Errors
    /// Where the server can't be reached, or does not take the code: [`Failure::SignedOut`].
    pub async fn finish(&self, net: &Net, code: &str) -> Result<SecretString, Failure> {
        let App { id, secret, redirect, exchange, .. } = &self.app;
        let fields = [
            ("grant_type", "authorization_code"),
            ("code", code.trim()),
            ("client_id", id),
            ("client_secret", secret.expose_secret()),
            ("redirect_uri", redirect),
            ("code_verifier", self.verifier.expose_secret()),
        ];
        let answered = net.answer(Ask::form(exchange.clone(), &fields)).await?;
        if matches!(answered.status.as_u16(), 400 | 401) {
            return Err(Failure::SignedOut { host: answered.host });
        }
        let answered = answered.good(None)?;
        let answer = answered.json()?;
        let token = text(&answer["access_token"]).ok_or_else(|| strange(&answered, "a sign-in without a token"))?;
        Ok(secret::sealed(token, id, secret.expose_secret(), &self.app.revoke))
    }
}

impl UnderWay for SignIn {
    fn page(&self) -> &Url {
        &self.page
    }

    fn state(&self) -> &SecretString {
        &self.state
    }

    fn finish<'a>(&'a self, net: &'a Net, brought: &'a Brought, _now: DateTime<Utc>) -> Answer<'a, SecretString> {
        Box::pin(self.finish(net, brought.code.expose_secret()))
    }
}

/// Takes the sign-in back: from then on the secret opens nothing.
///
/// # Errors
/// Where the server can't be reached, or refuses.
pub async fn revoke(net: &Net, place: &str, secret: &SecretString) -> Result<(), Failure> {
    let base = typed::base(place)?;
    net.allow(&base, Word::Typed);
    let opened = secret::opened(secret);
    let usual = base.join("/oauth/revoke").map_err(|_| Failure::Unreadable { typed: place.to_owned() })?;
    let revoke = opened.revoke.as_deref().and_then(|address| Url::parse(address).ok());
    let revoke = revoke.filter(|url| url.host_str() == base.host_str()).unwrap_or(usual);
    let fields = [
        ("client_id", opened.id.as_str()),
        ("client_secret", opened.secret.expose_secret()),
        ("token", opened.token.expose_secret()),
    ];
    net.answer(Ask::form(revoke, &fields)).await?.good(None).map(drop)
}

impl Doors {
    /// Where the server says they are; the usual places where it does not say.
    async fn of(net: &Net, base: &Url) -> Result<Self, Failure> {
        let at = |path: &str| base.join(path).map_err(|_| Failure::Unreadable { typed: base.to_string() });
        let answered = net.answer(Ask::get(at("/.well-known/oauth-authorization-server")?)).await?;
        let told = if answered.status.is_success() { answered.json().unwrap_or_default() } else { Value::Null };
        let door = |name: &str, path: &str| match text(&told[name]) {
            // A door of another site, or an open one of a safe server, is none.
            Some(address) => answered.leads(address),
            None => at(path),
        };
        let scopes = told["scopes_supported"].as_array();
        Ok(Self {
            register: door("app_registration_endpoint", "/api/v1/apps")?,
            authorize: door("authorization_endpoint", "/oauth/authorize")?,
            exchange: door("token_endpoint", "/oauth/token")?,
            revoke: door("revocation_endpoint", "/oauth/revoke")?,
            scopes: scopes.map(|all| all.iter().filter_map(Value::as_str).map(str::to_owned).collect()),
        })
    }

    /// Whether the server offers these, as far as it says.
    fn offer(&self, scopes: &str) -> bool {
        self.scopes.as_ref().is_none_or(|all| scopes.split(' ').all(|scope| all.iter().any(|known| known == scope)))
    }
}

impl App {
    /// The app as a server registered it.
    fn of(registered: &Answered, redirect: &str, doors: &Doors) -> Result<Self, Failure> {
        let answer = registered.json()?;
        let field = |name| text(&answer[name]).ok_or_else(|| strange(registered, "an app without a name"));
        Ok(Self {
            id: field("client_id")?.to_owned(),
            secret: field("client_secret")?.into(),
            redirect: redirect.to_owned(),
            exchange: doors.exchange.clone(),
            revoke: doors.revoke.clone(),
        })
    }

    /// The page on which the person signs in. The proof is sent along even where the server does not say that it looks at
    /// it: no server minds.
    fn page(&self, mut authorize: Url, scopes: &str, state: &SecretString, verifier: &SecretString) -> Url {
        authorize.query_pairs_mut().extend_pairs([
            ("response_type", "code"),
            ("client_id", &self.id),
            ("redirect_uri", &self.redirect),
            ("scope", scopes),
            ("state", state.expose_secret()),
            ("code_challenge", &proof(verifier)),
            ("code_challenge_method", "S256"),
        ]);
        authorize
    }
}

fn strange(answered: &Answered, what: &str) -> Failure {
    Failure::Strange { host: answered.host.clone(), what: what.to_owned() }
}
