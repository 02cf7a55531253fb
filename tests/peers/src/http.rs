//! Plain requests, to see with what a server shows to anybody.

use crate::Trouble;
use serde_json::Value;
use std::time::Duration;
use ureq::http::Response;
use ureq::{Agent, Body};

/// What a server answered. Errors are answers too.
#[derive(Debug, Clone)]
pub struct Answer {
    /// The status.
    pub status: u16,
    headers: Vec<(String, String)>,
    /// The body, as text.
    pub body: String,
    /// The body, byte for byte.
    pub bytes: Vec<u8>,
}

/// A request before it is sent.
#[derive(Debug, Clone)]
pub struct Ask {
    method: &'static str,
    url: String,
    headers: Vec<(String, String)>,
    body: Option<(&'static str, String)>,
}

/// Asks to read `url`.
pub fn get(url: impl Into<String>) -> Ask {
    Ask { method: "GET", url: url.into(), headers: Vec::new(), body: None }
}

/// Asks to delete what is at `url`.
pub fn delete(url: impl Into<String>) -> Ask {
    Ask { method: "DELETE", ..get(url) }
}

/// Sends a form, as a page does.
pub fn post(url: impl Into<String>, form: &[(&str, &str)]) -> Ask {
    let form = url::form_urlencoded::Serializer::new(String::new()).extend_pairs(form).finish();
    Ask { method: "POST", body: Some(("application/x-www-form-urlencoded", form)), ..get(url) }
}

/// Sends JSON.
pub fn post_json(url: impl Into<String>, value: &Value) -> Ask {
    Ask { method: "POST", body: Some(("application/json", value.to_string())), ..get(url) }
}

/// Sends nothing but the wish.
pub fn post_nothing(url: impl Into<String>) -> Ask {
    Ask { method: "POST", ..get(url) }
}

impl Ask {
    /// With a bearer token.
    #[must_use]
    pub fn with_token(self, token: &str) -> Self {
        self.with("authorization", &format!("Bearer {token}"))
    }

    /// With a header.
    #[must_use]
    pub fn with(mut self, name: &str, value: &str) -> Self {
        self.headers.push((name.into(), value.into()));
        self
    }

    /// Sends it; redirects are not followed.
    ///
    /// # Errors
    /// Where there is no whole answer within half a minute.
    pub fn send(self) -> Result<Answer, Trouble> {
        let failed = |error: ureq::Error| Trouble::Broken(format!("{} {}: {error}", self.method, self.url));
        let mut request = ureq::http::Request::builder().method(self.method).uri(&self.url);
        for (name, value) in &self.headers {
            request = request.header(name, value);
        }
        let (kind, body) = self.body.clone().unzip();
        if let Some(kind) = kind {
            request = request.header("content-type", kind);
        }
        let request = request.body(body.unwrap_or_default()).map_err(|error| failed(error.into()))?;
        Answer::read(agent().run(request).map_err(failed)?).map_err(failed)
    }
}

impl Answer {
    fn read(mut response: Response<Body>) -> Result<Self, ureq::Error> {
        let text = |value: &ureq::http::HeaderValue| String::from_utf8_lossy(value.as_bytes()).into_owned();
        let headers = response.headers().iter().map(|(name, value)| (name.as_str().to_owned(), text(value))).collect();
        let bytes = response.body_mut().with_config().limit(256 << 20).read_to_vec()?;
        let body = String::from_utf8_lossy(&bytes).into_owned();
        Ok(Self { status: response.status().as_u16(), headers, body, bytes })
    }

    /// A header, by its name in lower case.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(is, _)| is == name).map(|(_, value)| value.as_str())
    }

    /// All headers of a name in lower case.
    pub fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.headers.iter().filter(move |(is, _)| is == name).map(|(_, value)| value.as_str())
    }

    /// The body as JSON; `null` where it is none.
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap_or_default()
    }

    /// The body as JSON, where the request succeeded.
    ///
    /// # Errors
    /// Where it did not: with the status and the beginning of the body.
    pub fn good(&self) -> Result<Value, Trouble> {
        if (200..300).contains(&self.status) {
            return Ok(self.json());
        }
        let beginning: String = self.body.chars().take(300).collect();
        Err(Trouble::Broken(format!("it answered {}: {beginning}", self.status)))
    }
}

/// A text of an object; empty where there is none.
pub(crate) fn text(value: &Value, key: &str) -> String {
    value[key].as_str().unwrap_or_default().to_owned()
}

fn agent() -> Agent {
    Agent::config_builder()
        .http_status_as_error(false)
        .max_redirects(0)
        .max_redirects_will_error(false)
        .proxy(None)
        .timeout_global(Some(Duration::from_secs(30)))
        .build()
        .into()
}
