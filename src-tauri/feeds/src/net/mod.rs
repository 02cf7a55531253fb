//! The way out: HTTP with a bound on everything, to no host that the person did not name.
//!
//! Whoever reads says first, with [`Net::allow`], which host the person means; every other is refused before it is looked
//! up. A host sends on only within its own site, and a secret goes to no other host. What was not typed has to stand in
//! the web: addresses of the own network and machine are refused, whether they are written as a number or a name leads
//! there.

mod address;
mod answered;
mod ask;
mod failure;
mod gate;
mod limits;
mod named;
mod redirect;
mod resolve;

pub use answered::Answered;
pub use ask::Ask;
pub use failure::{Cure, Failure};
pub use limits::{Limits, MOST};
pub use named::Word;

use address::{is_public, literal};
use gate::Gate;
use limits::HOPS;
use named::{Named, host};
use reqwest::header::AUTHORIZATION;
use reqwest::{Client, Method, Url};
use resolve::{Guarded, Inward};
use secrecy::ExposeSecret;
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

/// The way out. Remembers which hosts were named, which were asked how often, and which want to be left alone.
#[derive(Debug)]
pub struct Net {
    /// By the system's proxy, where it names one.
    client: Client,
    /// Never by a proxy: for addresses of the own network.
    near: Client,
    limits: Limits,
    named: Arc<Named>,
    gate: Gate,
    asked: Mutex<BTreeMap<String, u32>>,
}

impl Net {
    /// A way out.
    ///
    /// # Errors
    /// Where the system's certificates or resolver can't be used; says why.
    pub fn new() -> Result<Self, String> {
        Self::with(Limits::default())
    }

    /// A way out with limits of its own.
    ///
    /// # Errors
    /// As [`Net::new`].
    pub fn with(limits: Limits) -> Result<Self, String> {
        let named = Arc::new(Named::default());
        let client = |near| client(limits, &named, near).map_err(|error| error.to_string());
        let (near, client) = (client(true)?, client(false)?);
        Ok(Self { client, near, limits, named, gate: Gate::default(), asked: Mutex::default() })
    }

    /// The person named this host, or a host she named says that what she means is there: from now on it, and others of
    /// its site, may be asked.
    pub fn allow(&self, url: &Url, word: Word) {
        self.named.allow(url, word);
    }

    /// The answer to a request, whatever its status; only what is no answer at all fails.
    ///
    /// # Errors
    /// Where the host was not named, wants to be left alone, can't be reached, is too slow, sends on to another site, or
    /// its answer breaks off or is too large.
    pub async fn answer(&self, ask: Ask<'_>) -> Result<Answered, Failure> {
        let slow = Failure::Slow { host: host(&ask.url) };
        tokio::time::timeout(self.limits.whole, self.follow(ask)).await.unwrap_or(Err(slow))
    }

    /// Which hosts were asked how often since this was called last.
    pub fn take_asked(&self) -> BTreeMap<String, u32> {
        std::mem::take(&mut self.asked.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Asks, and follows where the answer sends on to.
    async fn follow(&self, mut ask: Ask<'_>) -> Result<Answered, Failure> {
        let mut from = None;
        for _ in 0..=HOPS {
            let answered = self.once(&ask, from.as_ref()).await?;
            match redirect::onward(&ask, &answered)? {
                None => return Ok(answered),
                Some(onward) => from = Some(std::mem::replace(&mut ask, onward).url),
            }
        }
        Err(Failure::Strange { host: host(&ask.url), what: "a circle of redirects".to_owned() })
    }

    /// Asks once.
    async fn once(&self, ask: &Ask<'_>, from: Option<&Url>) -> Result<Answered, Failure> {
        self.named.let_through(&ask.url, from)?;
        let host = host(&ask.url);
        if let Some(until) = ask.now.and_then(|now| self.gate.closed(&host, now)) {
            return Err(Failure::Limited { host, until: Some(until) });
        }
        let mut answer = self.send(ask, &host).await;
        if ask.method == Method::GET && answer.as_ref().is_err_and(hung_up) {
            // Some servers hang up after an answer without saying so: the next request meets a closed door.
            answer = self.send(ask, &host).await;
        }
        let mut answer = answer.map_err(|error| failure(&host, &error))?;
        let (status, headers) = (answer.status(), answer.headers().clone());
        if let Some(now) = ask.now {
            self.gate.heed(&host, status, &headers, now);
        }
        let mut body = Vec::new();
        while let Some(piece) = answer.chunk().await.map_err(|error| failure(&host, &error))? {
            if (body.len() + piece.len()) as u64 > ask.most {
                return Err(Failure::TooLarge { host, most: ask.most });
            }
            body.extend_from_slice(&piece);
        }
        Ok(Answered { host, url: ask.url.clone(), status, headers, body })
    }

    /// Sends a request; its answer begins.
    async fn send(&self, ask: &Ask<'_>, host: &str) -> reqwest::Result<reqwest::Response> {
        *self.asked.lock().unwrap_or_else(PoisonError::into_inner).entry(host.to_owned()).or_default() += 1;
        let is_near = literal(&ask.url).is_some_and(|address| !is_public(address)) || host == "localhost";
        let client = match (ask.method == Method::GET, is_near) {
            (true, true) => self.near.clone(),
            (true, false) => self.client.clone(),
            // What must not be sent twice never goes over a connection that may have been closed meanwhile.
            (false, near) => client(self.limits, &self.named, near)?,
        };
        let mut request = client.request(ask.method.clone(), ask.url.clone()).headers(ask.headers.clone());
        if let Some(secret) = ask.secret {
            request = match ask.bound {
                true => request.header(AUTHORIZATION, format!("DPoP {}", secret.expose_secret())),
                false => request.bearer_auth(secret.expose_secret()),
            };
        }
        if let Some(body) = &ask.body {
            request = request.body(body.clone());
        }
        request.send().await
    }
}

/// What speaks HTTP; `near`: never by a proxy.
fn client(limits: Limits, named: &Arc<Named>, near: bool) -> reqwest::Result<Client> {
    let builder = Client::builder()
        .user_agent(concat!("Chime In/", env!("CARGO_PKG_VERSION")))
        .connect_timeout(limits.connect)
        .read_timeout(limits.pause)
        .redirect(reqwest::redirect::Policy::none())
        .dns_resolver(Arc::new(Guarded { named: Arc::clone(named) }));
    if near { builder.no_proxy() } else { builder }.build()
}

/// Whether the host hung up before it said anything.
fn hung_up(error: &reqwest::Error) -> bool {
    error.is_request() && !error.is_timeout() && !error.is_connect()
}

/// What went wrong on the way.
fn failure(host: &str, error: &reqwest::Error) -> Failure {
    let host = host.to_owned();
    let mut why: &(dyn std::error::Error + 'static) = error;
    let mut timed_out = error.is_timeout();
    loop {
        if let Some(inward) = why.downcast_ref::<Inward>() {
            return Failure::LedAstray { host, to: inward.to.to_string() };
        }
        let io = why.downcast_ref::<std::io::Error>();
        timed_out |= io.is_some_and(|error| error.kind() == std::io::ErrorKind::TimedOut);
        match why.source() {
            Some(source) => why = source,
            None => break,
        }
    }
    let why = why.to_string();
    if timed_out {
        Failure::Slow { host }
    } else if error.is_connect() {
        Failure::Unreachable { host, why }
    } else {
        Failure::BrokeOff { host, why }
    }
}
