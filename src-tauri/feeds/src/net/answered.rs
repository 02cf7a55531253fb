//! An answer, and what its status means.

use super::Failure;
use super::gate::{self, asks_to_wait, retry_at};
use super::redirect;
use chrono::{DateTime, Utc};
use reqwest::header::{CONTENT_TYPE, HeaderMap};
use reqwest::{StatusCode, Url};

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

impl Answered {
    /// The answer, where it is one that was hoped for; otherwise what its status says, with the host's own words on
    /// when to come again. Where no moment is given, the host's own clock stands for it.
    ///
    /// # Errors
    /// Where the status is no success.
    pub fn good(self, now: impl Into<Option<DateTime<Utc>>>) -> Result<Self, Failure> {
        let host = self.host.clone();
        let until = retry_at(&self.headers, now.into());
        match self.status.as_u16() {
            200..=299 => Ok(self),
            401 => Err(Failure::SignedOut { host }),
            // Who says how long to wait means that, whatever the status.
            403 if until.is_some() && asks_to_wait(&self.headers) => Err(Failure::Limited { host, until }),
            403 => Err(Failure::Forbidden { host }),
            404 | 410 => Err(Failure::NotFound { host, what: self.url.path().to_owned() }),
            429 => Err(Failure::Limited { host, until }),
            503 if until.is_some() => Err(Failure::Limited { host, until }),
            status @ 500..=599 => Err(Failure::Faulty { host, status }),
            status => Err(Failure::Strange { host, what: format!("status {status}") }),
        }
    }

    /// What it says, as JSON.
    ///
    /// # Errors
    /// Where it is none; says in a few words what it is instead.
    pub fn json(&self) -> Result<serde_json::Value, Failure> {
        serde_json::from_slice(&self.body).map_err(|error| {
            let what = if self.body.iter().all(u8::is_ascii_whitespace) {
                "nothing at all".to_owned()
            } else if self.is_page() {
                "a web page".to_owned()
            } else {
                format!("no JSON: {error}")
            };
            Failure::Strange { host: self.host.clone(), what }
        })
    }

    /// A header, as text.
    pub fn header(&self, name: &str) -> Option<&str> {
        gate::text(&self.headers, name)
    }

    /// The time it was there.
    pub fn time(&self) -> Option<DateTime<Utc>> {
        self.header("date").and_then(gate::date)
    }

    /// An address that stands in the answer, where it leads to the same site.
    ///
    /// # Errors
    /// Where it leads anywhere else, or from a safe connection to an open one.
    pub fn leads(&self, address: &str) -> Result<Url, Failure> {
        redirect::next(&self.url, address)
    }

    /// Whether it is a page for people.
    fn is_page(&self) -> bool {
        let says = self.header(CONTENT_TYPE.as_str()).is_some_and(|kind| kind.to_ascii_lowercase().contains("html"));
        says || self.body.iter().find(|byte| !byte.is_ascii_whitespace()) == Some(&b'<')
    }
}
