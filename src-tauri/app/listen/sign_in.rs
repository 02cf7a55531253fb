//! Signing in through the person's own browser, one sign-in at a time: until the browser is back, the person pastes the
//! code that the page shows, or has enough of waiting.

use super::{Found, find, keep, lock, net};
use crate::body::Body;
use crate::ipc::UserError;
use crate::{links, words};
use engine::view::FoundAccount;
use feeds::mastodon::sign_in::{PASTE, SignIn, begin};
use feeds::net::Net;
use feeds::sign_in::{Came, Loopback, Pages};
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
pub fn sign_in(body: &Arc<Body>, reader: String, server: String) -> Result<FoundAccount, UserError> {
    super::ask(body, move |body| async move {
        let net = net()?;
        let (word, said) = oneshot::channel();
        // Whoever waited until now waits no more.
        *lock(&body.listening.waiting) = Some(word);
        keep(&body, in_browser(&net, &reader, &server, links::open, said).await?)
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
    reader: &str,
    server: &str,
    show: impl FnOnce(&str) -> Result<(), UserError>,
    said: oneshot::Receiver<Word>,
) -> Result<Found, UserError> {
    let no_ear = |error: std::io::Error| UserError::new("sign-in.no-ear", |m| m.with("why", error.to_string()));
    let ear = Loopback::bind().await.map_err(no_ear)?;
    let under_way = begin(net, server, &ear.address()).await.map_err(engine::LiveError::from)?;
    show(under_way.page().as_str())?;
    let pages = Pages {
        done: words::word("sign-in.page.done"),
        denied: words::word("sign-in.page.denied"),
        stray: words::word("sign-in.page.stray"),
    };
    let came = tokio::select! {
        came = ear.wait(under_way.state(), pages, MOST) => came,
        Ok(word) = said => match word {
            Word::Stop => return Err(UserError::new("sign-in.stopped", |message| message)),
            Word::Code(code) => Came::Code(code_in(&code)),
        },
    };
    match came {
        Came::Code(code) => with_code(net, reader, server, &under_way, &code).await,
        Came::Denied(why) => Err(UserError::new("sign-in.denied", |message| message.with("why", why.as_str()))),
        Came::Never => Err(UserError::new("sign-in.never", |message| message.with("host", server))),
    }
}

/// The code in what was pasted: the code itself, or the whole address that the browser could not open.
fn code_in(pasted: &SecretString) -> SecretString {
    let text = pasted.expose_secret().trim();
    let in_address = Url::parse(text).ok().and_then(|url| {
        url.query_pairs().find(|(name, _)| name == "code").map(|(_, code)| SecretString::from(code.into_owned()))
    });
    in_address.unwrap_or_else(|| SecretString::from(text))
}

/// A sign-in whose page shows a code.
///
/// # Errors
/// Where the server can't be reached or takes nobody in.
pub async fn asked_for_code(net: &Net, server: &str) -> Result<SignIn, UserError> {
    Ok(begin(net, server, PASTE).await.map_err(engine::LiveError::from)?)
}

/// The account to which the code belongs.
///
/// # Errors
/// Where the code is not taken.
pub async fn with_code(
    net: &Net,
    reader: &str,
    server: &str,
    under_way: &SignIn,
    code: &SecretString,
) -> Result<Found, UserError> {
    let secret = under_way.finish(net, code.expose_secret()).await.map_err(engine::LiveError::from)?;
    find(net, reader, server, Some(secret)).await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_code_is_found_in_whatever_was_pasted() {
        for (pasted, expect) in [
            (" abc-123\n", "abc-123"),
            ("http://127.0.0.1:4711/signed-in?code=a%2Bb&state=x", "a+b"),
            ("http://127.0.0.1:4711/signed-in?state=x", "http://127.0.0.1:4711/signed-in?state=x"),
        ] {
            assert_eq!(code_in(&pasted.into()).expose_secret(), expect, "{pasted}");
        }
    }
}
