//! Signing in through the person's own browser, one sign-in at a time: until the browser is back, the person pastes the
//! code that the page shows, or has enough of waiting.

use super::{Found, find, keep, lock, net, reader};
use crate::body::Body;
use crate::ipc::UserError;
use crate::{clock, links, words};
use engine::view::FoundAccount;
use feeds::net::Net;
use feeds::sign_in::{Brought, Came, Loopback, Pages, UnderWay};
use secrecy::{ExposeSecret, SecretString};
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::oneshot;
use url::Url;

/// So long the browser is waited for.
const MOST: Duration = Duration::from_secs(300);

/// What the person says to a sign-in that is waited for.
#[derive(Debug)]
pub enum Word {
    /// She has enough of waiting.
    Stop,
    /// The browser could not come back: this stood in its address, or on the page.
    Code(SecretString),
}

/// Signs in to a server on its own page, and shows whose account it is; [`take`](super::take) hands it over to be added.
/// Takes until the person is done there.
///
/// # Errors
/// Where the server can't be reached or takes nobody in, no browser opens, or the person says no or is not back in time.
pub fn sign_in(body: &Arc<Body>, reader: String, typed: String) -> Result<FoundAccount, UserError> {
    super::ask(body, move |body| async move {
        let net = net()?;
        let (word, said) = oneshot::channel();
        // Whoever waited until now waits no more.
        *lock(&body.listening.waiting) = Some(word);
        keep(&body, in_browser(&net, &reader, &typed, links::open, said).await?)
    })
}

/// Says something to the sign-in that is waited for.
///
/// # Errors
/// Where none is.
pub fn say(body: &Body, word: Word) -> Result<(), UserError> {
    let waiting = lock(&body.listening.waiting).take();
    let told = waiting.and_then(|waiting| waiting.send(word).ok());
    told.ok_or_else(|| UserError::new("sign-in.none", |message| message))
}

/// Opens the server's page in the browser, which is waited for.
///
/// # Errors
/// As [`sign_in`].
pub async fn in_browser(
    net: &Net,
    name: &str,
    typed: &str,
    show: impl FnOnce(&str) -> Result<(), UserError>,
    said: oneshot::Receiver<Word>,
) -> Result<Found, UserError> {
    let ear = ear().await?;
    let begun = reader(name)?.begin(net, typed, &ear.address(), clock::now()).await;
    let under_way = begun.map_err(engine::LiveError::from)?;
    show(under_way.page().as_str())?;
    match back(ear, under_way.state(), said).await? {
        Came::Code(brought) => with_code(net, name, typed, &*under_way, &brought).await,
        Came::Denied(why) => Err(UserError::new("sign-in.denied", |message| message.with("why", why.as_str()))),
        Came::Never => Err(UserError::new("sign-in.never", |message| message.with("host", typed))),
    }
}

/// How the browser came back, or the person brought the code herself. Whoever can say nothing any more has enough of waiting.
///
/// # Errors
/// Where she has.
async fn back(ear: Loopback, state: &SecretString, said: oneshot::Receiver<Word>) -> Result<Came, UserError> {
    let pages = Pages {
        done: words::word("sign-in.page.done"),
        denied: words::word("sign-in.page.denied"),
        stray: words::word("sign-in.page.stray"),
    };
    tokio::select! {
        came = ear.wait(state, pages, MOST) => Ok(came),
        word = said => match word.unwrap_or(Word::Stop) {
            Word::Stop => Err(UserError::new("sign-in.stopped", |message| message)),
            Word::Code(code) => Ok(Came::Code(brought(&code))),
        },
    }
}

async fn ear() -> Result<Loopback, UserError> {
    let no_ear = |error: std::io::Error| UserError::new("sign-in.no-ear", |m| m.with("why", error.to_string()));
    Loopback::bind().await.map_err(no_ear)
}

/// What was pasted: the code itself, or the whole address that the browser could not open.
pub fn brought(pasted: &SecretString) -> Brought {
    let text = pasted.expose_secret().trim();
    let url = Url::parse(text).ok();
    let value =
        |name: &str| url.as_ref()?.query_pairs().find(|(is, _)| is == name).map(|(_, value)| value.into_owned());
    let code = value("code").map_or_else(|| SecretString::from(text), SecretString::from);
    Brought { code, issuer: value("iss") }
}

/// A sign-in from which the person brings the code herself: its page shows one, or the address has it to which the browser
/// is sent back and where nobody listens.
///
/// # Errors
/// Where the server can't be reached or takes nobody in.
pub async fn asked_for_code(net: &Net, name: &str, typed: &str) -> Result<Box<dyn UnderWay>, UserError> {
    let reader = reader(name)?;
    let back = match reader.shows_code() {
        Some(page) => page.to_owned(),
        None => ear().await?.address(),
    };
    Ok(reader.begin(net, typed, &back, clock::now()).await.map_err(engine::LiveError::from)?)
}

/// The account to which the code belongs.
///
/// # Errors
/// Where the code is not taken.
pub async fn with_code(
    net: &Net,
    name: &str,
    typed: &str,
    under_way: &dyn UnderWay,
    brought: &Brought,
) -> Result<Found, UserError> {
    let secret = under_way.finish(net, brought, clock::now()).await.map_err(engine::LiveError::from)?;
    find(net, name, typed, Some(secret)).await
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn whoever_waits_for_the_browser_waits_no_more_once_another_sign_in_begins() {
        let runtime = crate::listen::runtime().unwrap();
        let came = runtime.block_on(async {
            let (word, said) = oneshot::channel();
            // The next one takes its place.
            drop(word);
            let state = SecretString::from("state");
            tokio::time::timeout(Duration::from_secs(10), back(ear().await.unwrap(), &state, said)).await
        });
        assert_eq!(came.unwrap().unwrap_err().code, "sign-in.stopped");
    }

    #[test]
    fn the_code_and_who_gave_it_are_found_in_whatever_was_pasted() {
        for (pasted, expect, issuer) in [
            (" abc-123\n", "abc-123", None),
            ("http://127.0.0.1:4711/signed-in?code=a%2Bb&state=x", "a+b", None),
            ("http://127.0.0.1:4711/signed-in?iss=https%3A%2F%2Fpds.example&code=a", "a", Some("https://pds.example")),
            ("http://127.0.0.1:4711/signed-in?state=x", "http://127.0.0.1:4711/signed-in?state=x", None),
        ] {
            let brought = brought(&pasted.into());
            assert_eq!((brought.code.expose_secret(), brought.issuer.as_deref()), (expect, issuer), "{pasted}");
        }
    }
}
