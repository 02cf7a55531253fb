//! Signing in to the account's server on its own page, in the person's own browser: OAuth as the network has it, with what
//! is asked for said first (PAR), a proof that whoever brings the code asked for it (PKCE), and tokens bound to a key.
//!
//! The app is described nowhere on the web. It is the client that servers know by the name of `http://localhost`: what it
//! asks for, and where the browser is to come back to, stands in its name.

use super::bound::{Bound, unproven, wants_another};
use super::doors::Doors;
use super::key::Key;
use super::session::Session;
use super::{Bluesky, identity};
use crate::live::Answer;
use crate::net::{Ask, Failure, Net, Word};
use crate::sign_in::{Brought, UnderWay, chance, proof};
use chrono::{DateTime, Utc};
use reqwest::Url;
use secrecy::{ExposeSecret as _, SecretString};

/// The one of these methods without which a sign-in is of no use.
const NEEDED: &str = "app.bsky.notification.listNotifications";

/// What is asked for, the least first: four methods that read, of whichever server the account's own asks for them. What
/// servers take that do not know single methods lets in to much more.
const SCOPES: [&str; 2] = [
    "atproto rpc?lxm=app.bsky.notification.listNotifications&lxm=app.bsky.actor.getProfiles\
     &lxm=app.bsky.feed.getPosts&lxm=app.bsky.feed.getTimeline&aud=*",
    "atproto transition:generic",
];

/// A sign-in under way. Shows nothing secret.
#[derive(Debug)]
struct SignIn {
    bound: Bound,
    did: String,
    server: Url,
    issuer: String,
    redirect: String,
    page: Url,
    state: SecretString,
    verifier: SecretString,
}

/// Tells the account's server what is asked for, and says which page to open.
///
/// # Errors
/// [`Failure::NoBrowser`] where it takes no app like this one; also where it can't be reached, or it is nobody's account.
pub(super) async fn begin(
    bluesky: &Bluesky,
    net: &Net,
    typed: &str,
    redirect: &str,
    now: DateTime<Utc>,
) -> Result<Box<dyn UnderWay>, Failure> {
    let identity = identity::resolve(bluesky, net, typed).await?;
    net.allow(&identity.server, if identity.typed { Word::Typed } else { bluesky.word() });
    let doors = Doors::of(net, &identity.server, bluesky.word()).await?;
    let (state, verifier) = (chance(&doors.push)?, chance(&doors.push)?);
    let challenge = proof(&verifier);
    let mut bound = Bound::new(Key::new(&doors.push)?, String::new(), doors.exchange);
    for scope in SCOPES {
        bound.client = client(redirect, scope);
        let form = [
            ("client_id", bound.client.as_str()),
            ("response_type", "code"),
            ("redirect_uri", redirect),
            ("scope", scope),
            ("state", state.expose_secret()),
            ("code_challenge", &challenge),
            ("code_challenge_method", "S256"),
            ("login_hint", identity.handle.as_ref().unwrap_or(&identity.did)),
        ];
        let answered = bound.answer(net, Ask::form(doors.push.clone(), &form), None, now).await?;
        if wants_another(&answered) {
            return Err(unproven(&answered));
        }
        if matches!(answered.status.as_u16(), 400 | 401 | 403 | 404 | 422) {
            continue;
        }
        let answered = answered.good(now)?;
        let told = answered.json()?;
        let strange =
            || Failure::Strange { host: answered.host.clone(), what: "no name for what was asked".to_owned() };
        let request = told["request_uri"].as_str().ok_or_else(strange)?;
        let mut page = doors.authorize;
        page.query_pairs_mut().extend_pairs([("client_id", bound.client.as_str()), ("request_uri", request)]);
        let (did, server, redirect) = (identity.did, identity.server, redirect.to_owned());
        return Ok(Box::new(SignIn { bound, did, server, issuer: doors.issuer, redirect, page, state, verifier }));
    }
    Err(Failure::NoBrowser { host: doors.push.host_str().unwrap_or_default().to_owned() })
}

/// The app's name: what it asks for and where the browser comes back to, on whichever port.
fn client(redirect: &str, scope: &str) -> String {
    let mut back = Url::parse(redirect).ok();
    // Servers do not look at the port: without it the app has the same name at each sign-in.
    let _ = back.as_mut().map(|url| url.set_port(None));
    let back = back.map_or_else(|| redirect.to_owned(), String::from);
    let query = url::form_urlencoded::Serializer::new(String::new())
        .extend_pairs([("redirect_uri", back.as_str()), ("scope", scope)])
        .finish();
    format!("http://localhost?{query}")
}

impl UnderWay for SignIn {
    fn page(&self) -> &Url {
        &self.page
    }

    fn state(&self) -> &SecretString {
        &self.state
    }

    fn finish<'a>(&'a self, net: &'a Net, brought: &'a Brought, now: DateTime<Utc>) -> Answer<'a, SecretString> {
        Box::pin(async move {
            let host = || self.bound.exchange.host_str().unwrap_or_default().to_owned();
            // The code is shown to no server but the one that gave it.
            if brought.issuer.as_ref() != Some(&self.issuer) {
                let what = "an answer that does not say it is its own".to_owned();
                return Err(Failure::Strange { host: host(), what });
            }
            let words = [
                ("grant_type", "authorization_code"),
                ("code", brought.code.expose_secret()),
                ("redirect_uri", self.redirect.as_str()),
                ("code_verifier", self.verifier.expose_secret()),
            ];
            let tokens = self.bound.exchanged(net, &words, &self.did, now).await?;
            if !is_enough(&tokens.scope) {
                return Err(Failure::NoBrowser { host: host() });
            }
            Ok(Session::seal_bound(&self.did, &self.server, &tokens, &self.bound))
        })
    }
}

/// Whether what was granted lets the reader in. A server that knows no single methods may leave them out silently.
fn is_enough(scope: &str) -> bool {
    let mut parts = scope.split(' ');
    parts.clone().any(|part| part == "atproto")
        && parts.any(|part| part == "transition:generic" || (part.starts_with("rpc") && part.contains(NEEDED)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_app_has_one_name_whichever_port_was_free() {
        let name = client("http://127.0.0.1:4711/signed-in", SCOPES[1]);
        let back = "http%3A%2F%2F127.0.0.1%2Fsigned-in";
        assert_eq!(name, format!("http://localhost?redirect_uri={back}&scope=atproto+transition%3Ageneric"));
        assert_eq!(client("http://127.0.0.1:9/signed-in", SCOPES[1]), name);
    }

    #[test]
    fn what_leaves_out_the_notifications_is_not_enough() {
        for (scope, expect) in [
            (SCOPES[0], true),
            (SCOPES[1], true),
            ("rpc:app.bsky.notification.listNotifications?aud=* atproto", true),
            ("atproto", false),
            ("atproto rpc:app.bsky.feed.getPosts?aud=*", false),
            ("transition:generic", false),
            ("", false),
        ] {
            assert_eq!(is_enough(scope), expect, "{scope}");
        }
    }
}
