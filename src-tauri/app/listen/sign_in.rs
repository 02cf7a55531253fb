//! Signing in through the person's own browser, one sign-in at a time: until the browser is back, the person pastes the
//! code that the page shows, or has enough of waiting.

use super::{Found, find, lock, net};
use crate::body::Body;
use crate::ipc::UserError;
use crate::{links, words};
use coach::act::SourceId;
use feeds::mastodon::sign_in::{PASTE, SignIn, begin};
use feeds::net::Net;
use feeds::sign_in::{Came, Loopback, Pages};
use secrecy::{ExposeSecret, SecretString};
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::oneshot;

/// So long the browser is waited for.
const MOST: Duration = Duration::from_secs(300);
/// What signs in through the browser.
const READER: &str = "mastodon";

/// A sign-in that is waited for.
#[derive(Debug)]
pub enum Waiting {
    /// The browser comes back by itself, unless it is told not to be waited for.
    Browser(oneshot::Sender<()>),
    /// The person brings the code that the page of this server shows.
    Code(String, Box<SignIn>),
}

/// Signs in to a server on its own page, and adds the account. Takes until the person is done there.
///
/// # Errors
/// Where the server can't be reached or takes nobody in, no browser opens, or the person says no or is not back in time.
pub fn sign_in(body: &Arc<Body>, server: String) -> Result<SourceId, UserError> {
    super::ask(body, move |body| async move {
        let net = net()?;
        let (stop, stopped) = oneshot::channel();
        // Whoever waited until now waits no more.
        *lock(&body.listening.waiting) = Some(Waiting::Browser(stop));
        let shown = |page: &str| links::open(page);
        tokio::select! {
            found = in_browser(&net, &server, shown) => body.add(&found?),
            _ = stopped => Err(UserError::new("sign-in.stopped", |message| message)),
        }
    })
}

/// Opens the server's page in the browser, which is waited for.
///
/// # Errors
/// As [`sign_in`].
pub async fn in_browser(
    net: &Net,
    server: &str,
    show: impl FnOnce(&str) -> Result<(), UserError>,
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
    match ear.wait(under_way.state(), pages, MOST).await {
        Came::Code(code) => with_code(net, server, &under_way, &code).await,
        Came::Denied(why) => Err(UserError::new("sign-in.denied", |message| message.with("why", why.as_str()))),
        Came::Never => Err(UserError::new("sign-in.never", |message| message.with("host", server))),
    }
}

/// Opens the server's page, which will show a code to be pasted, with [`finish`].
///
/// # Errors
/// Where the server can't be reached or takes nobody in, or no browser opens.
pub fn by_code(body: &Arc<Body>, server: String) -> Result<(), UserError> {
    super::ask(body, move |body| async move {
        let under_way = asked_for_code(&net()?, &server).await?;
        let page = under_way.page().to_string();
        *lock(&body.listening.waiting) = Some(Waiting::Code(server, Box::new(under_way)));
        links::open(&page)
    })
}

/// A sign-in whose page shows a code.
///
/// # Errors
/// Where the server can't be reached or takes nobody in.
pub async fn asked_for_code(net: &Net, server: &str) -> Result<SignIn, UserError> {
    Ok(begin(net, server, PASTE).await.map_err(engine::LiveError::from)?)
}

/// The account to which the pasted code belongs.
///
/// # Errors
/// Where the code is not taken.
pub async fn with_code(net: &Net, server: &str, under_way: &SignIn, code: &SecretString) -> Result<Found, UserError> {
    let secret = under_way.finish(net, code.expose_secret()).await.map_err(engine::LiveError::from)?;
    find(READER, server, Some(secret)).await
}

/// Ends a sign-in with the code that the page showed, and adds the account. A code that is not taken can be pasted again.
///
/// # Errors
/// Where nobody asked for a code, or it is not taken.
pub fn finish(body: &Arc<Body>, code: String) -> Result<SourceId, UserError> {
    let code = SecretString::from(code);
    super::ask(body, move |body| async move {
        let waiting = lock(&body.listening.waiting).take();
        let Some(Waiting::Code(server, under_way)) = waiting else {
            return Err(UserError::new("sign-in.none", |message| message));
        };
        let found = with_code(&net()?, &server, &under_way, &code).await;
        if found.is_err() {
            lock(&body.listening.waiting).get_or_insert(Waiting::Code(server, under_way));
        }
        body.add(&found?)
    })
}

/// The person has enough of waiting.
pub fn cancel(body: &Body) {
    if let Some(Waiting::Browser(stop)) = lock(&body.listening.waiting).take() {
        // Where nobody waits any more there is nobody to tell.
        let _ = stop.send(());
    }
}
