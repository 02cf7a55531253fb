//! One request.

use super::limits::MOST;
use chrono::{DateTime, Utc};
use reqwest::header::{self, HeaderMap, HeaderName, HeaderValue};
use reqwest::{Method, Url};
use secrecy::SecretString;

/// One request.
#[derive(Debug, Clone)]
pub struct Ask<'a> {
    pub(super) method: Method,
    pub(super) url: Url,
    pub(super) secret: Option<&'a SecretString>,
    /// Whether the secret is bound to a key, whose proof is among the headers.
    pub(super) bound: bool,
    pub(super) headers: HeaderMap,
    pub(super) body: Option<Vec<u8>>,
    pub(super) most: u64,
    pub(super) now: Option<DateTime<Utc>>,
}

impl<'a> Ask<'a> {
    /// Asks for a page.
    pub fn get(url: Url) -> Self {
        Self {
            method: Method::GET,
            url,
            secret: None,
            bound: false,
            headers: HeaderMap::new(),
            body: None,
            most: MOST,
            now: None,
        }
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

    /// Sends nothing but the wish.
    pub fn wish(url: Url) -> Self {
        Self { method: Method::POST, ..Self::get(url) }
    }

    /// Shows a secret, as a bearer: to this host, and to no other that it sends on to.
    #[must_use]
    pub fn secret(mut self, secret: Option<&'a SecretString>) -> Self {
        self.secret = secret;
        self
    }

    /// Shows a secret that is bound to a key (RFC 9449), to the same host alone.
    #[must_use]
    pub fn bound(self, secret: &'a SecretString) -> Self {
        Self { bound: true, ..self.secret(Some(secret)) }
    }

    /// How it is asked.
    pub fn method(&self) -> &'static str {
        if self.method == Method::GET { "GET" } else { "POST" }
    }

    /// What is asked.
    pub fn url(&self) -> &Url {
        &self.url
    }

    /// With a header; one that can't be sent is left out.
    #[must_use]
    pub fn header(mut self, name: HeaderName, value: &str) -> Self {
        if let Ok(value) = HeaderValue::from_str(value) {
            self.headers.insert(name, value);
        }
        self
    }

    /// Takes at most so many bytes of answer, unpacked.
    #[must_use]
    pub fn most(mut self, most: u64) -> Self {
        self.most = most;
        self
    }

    /// Asked at this moment: then a host that wanted to be left alone until later is not asked at all.
    #[must_use]
    pub fn at(mut self, now: impl Into<Option<DateTime<Utc>>>) -> Self {
        self.now = now.into();
        self
    }
}
