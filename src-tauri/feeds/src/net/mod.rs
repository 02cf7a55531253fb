//! The way out: HTTP with a bound on everything, to no host that the person did not name.

mod failure;

pub use failure::{Cure, Failure};

use chrono::{DateTime, Utc};
use reqwest::header::{self, HeaderMap, HeaderName, HeaderValue};
use reqwest::{Client, Method, StatusCode, Url};
use secrecy::{ExposeSecret, SecretString};
use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

/// The most bytes of an answer that are taken, where nothing else is said.
pub const MOST: u64 = 8 << 20;
/// Within this time a connection must stand.
const CONNECT: Duration = Duration::from_secs(10);
/// So long an answer may pause.
const PAUSE: Duration = Duration::from_secs(20);
/// So long an answer may take in all.
const WHOLE: Duration = Duration::from_secs(120);

/// The way out. Cheap to share; remembers which hosts were asked how often.
#[derive(Debug)]
pub struct Net {
    client: Client,
    asked: Mutex<BTreeMap<String, u32>>,
}

/// One request.
#[derive(Debug, Clone)]
pub struct Ask<'a> {
    method: Method,
    url: Url,
    secret: Option<&'a SecretString>,
    headers: HeaderMap,
    body: Option<Vec<u8>>,
    most: u64,
}

/// An answer, whole, whatever its status.
#[derive(Debug, Clone)]
pub struct Answered {
    /// The host that gave it.
    pub host: String,
    /// The address it was found at in the end.
    pub url: Url,
    /// Its status.
    pub status: StatusCode,
    /// Its headers.
    pub headers: HeaderMap,
    /// What it says.
    pub body: Vec<u8>,
}

impl<'a> Ask<'a> {
    /// Asks for a page.
    pub fn get(url: Url) -> Self {
        Self { method: Method::GET, url, secret: None, headers: HeaderMap::new(), body: None, most: MOST }
    }

    /// Sends a form.
    pub fn form(url: Url, fields: &[(&str, &str)]) -> Self {
        let body = url::form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
        Self { method: Method::POST, body: Some(body.into_bytes()), ..Self::get(url) }
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
    }

    /// Sends JSON.
    pub fn json(url: Url, value: &serde_json::Value) -> Self {
        Self { method: Method::POST, body: Some(value.to_string().into_bytes()), ..Self::get(url) }
            .header(header::CONTENT_TYPE, "application/json")
    }

    /// Shows a secret, as a bearer.
    #[must_use]
    pub fn secret(mut self, secret: Option<&'a SecretString>) -> Self {
        self.secret = secret;
        self
    }

    /// With a header; one that can't be sent is left out.
    #[must_use]
    pub fn header(mut self, name: HeaderName, value: &str) -> Self {
        if let Ok(value) = HeaderValue::from_str(value) {
            self.headers.insert(name, value);
        }
        self
    }

    /// Takes at most so many bytes of answer.
    #[must_use]
    pub fn most(mut self, most: u64) -> Self {
        self.most = most;
        self
    }
}

impl Net {
    /// A way out.
    ///
    /// # Errors
    /// Where the system's certificates or resolver can't be used; says why.
    pub fn new() -> Result<Self, String> {
        let client = Client::builder()
            .user_agent(concat!("Chime In/", env!("CARGO_PKG_VERSION")))
            .connect_timeout(CONNECT)
            .read_timeout(PAUSE)
            .timeout(WHOLE)
            .redirect(reqwest::redirect::Policy::none())
            .build()
            .map_err(|error| error.to_string())?;
        Ok(Self { client, asked: Mutex::new(BTreeMap::new()) })
    }

    /// The answer to a request, whatever its status; only what is no answer at all fails.
    ///
    /// # Errors
    /// Where there is no way to the host, it is too slow, or its answer breaks off or is too large.
    pub async fn answer(&self, ask: Ask<'_>) -> Result<Answered, Failure> {
        let host = host_of(&ask.url);
        *self.asked.lock().unwrap_or_else(PoisonError::into_inner).entry(host.clone()).or_default() += 1;
        let mut request = self.client.request(ask.method, ask.url.clone()).headers(ask.headers);
        if let Some(secret) = ask.secret {
            request = request.bearer_auth(secret.expose_secret());
        }
        if let Some(body) = ask.body {
            request = request.body(body);
        }
        let mut answer = request.send().await.map_err(|error| failure(&host, &error))?;
        let (status, headers, url) = (answer.status(), answer.headers().clone(), answer.url().clone());
        let mut body = Vec::new();
        while let Some(piece) = answer.chunk().await.map_err(|error| failure(&host, &error))? {
            if (body.len() + piece.len()) as u64 > ask.most {
                return Err(Failure::TooLarge { host, most: ask.most });
            }
            body.extend_from_slice(&piece);
        }
        Ok(Answered { host, url, status, headers, body })
    }

    /// Which hosts were asked how often since this was called last.
    pub fn take_asked(&self) -> BTreeMap<String, u32> {
        std::mem::take(&mut self.asked.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl Answered {
    /// The answer, where it is one that was hoped for; otherwise what its status says, with the host's own words on
    /// when to come again.
    ///
    /// # Errors
    /// Where the status is no success.
    pub fn good(self, now: DateTime<Utc>) -> Result<Self, Failure> {
        let host = self.host.clone();
        match self.status.as_u16() {
            200..=299 => Ok(self),
            401 => Err(Failure::SignedOut { host }),
            403 => Err(Failure::Forbidden { host }),
            404 | 410 => Err(Failure::NotFound { host, what: self.url.path().to_owned() }),
            429 => Err(Failure::Limited { host, until: retry_at(&self.headers, now) }),
            status @ 500..=599 => Err(Failure::Faulty { host, status }),
            status => Err(Failure::Strange { host, what: format!("status {status}") }),
        }
    }

    /// What it says, as JSON.
    ///
    /// # Errors
    /// Where it is none.
    pub fn json(&self) -> Result<serde_json::Value, Failure> {
        serde_json::from_slice(&self.body)
            .map_err(|error| Failure::Strange { host: self.host.clone(), what: format!("no JSON: {error}") })
    }
}

/// When to come again, by the host's own words: `Retry-After` in seconds or as a date, else the reset of its limit.
fn retry_at(headers: &HeaderMap, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
    let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok()).map(str::trim);
    let moment = |text: &str| -> Option<DateTime<Utc>> {
        if let Ok(number) = text.parse::<i64>() {
            // Small numbers are seconds from now, large ones seconds since 1970.
            let at = if number > 1_000_000_000 { number } else { now.timestamp().saturating_add(number) };
            return DateTime::from_timestamp(at, 0);
        }
        let date = DateTime::parse_from_rfc3339(text).or_else(|_| DateTime::parse_from_rfc2822(text)).ok()?;
        Some(date.with_timezone(&Utc))
    };
    ["retry-after", "x-ratelimit-reset", "ratelimit-reset"].into_iter().find_map(|name| moment(text(name)?))
}

fn host_of(url: &Url) -> String {
    url.host_str().unwrap_or_default().to_owned()
}

fn failure(host: &str, error: &reqwest::Error) -> Failure {
    let host = host.to_owned();
    let mut why: &dyn std::error::Error = error;
    while let Some(source) = why.source() {
        why = source;
    }
    let why = why.to_string();
    if error.is_timeout() {
        Failure::Slow { host }
    } else if error.is_connect() {
        Failure::Unreachable { host, why }
    } else {
        Failure::BrokeOff { host, why }
    }
}
