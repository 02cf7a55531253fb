//! A person at the browser: signs in where an app sent them, and says yes or no. The page itself is a program for browsers;
//! this does what it does.

use super::{Bluesky, Person};
use crate::Trouble;
use crate::http::{self, Answer, text};
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// Where the page sends what the person does.
const API: &str = "/@atproto/oauth-provider/~api";

/// A browser on the server's page.
struct Visit<'a> {
    server: &'a str,
    page: &'a str,
    cookies: BTreeMap<String, String>,
}

impl Bluesky {
    /// Opens the page to which an app has sent its user, signs in and allows it; the address that the browser is then sent
    /// to, with the code in it.
    ///
    /// # Errors
    /// Where the page refuses.
    pub fn allow(&self, page: &str, who: &Person) -> Result<String, Trouble> {
        let mut visit = Visit::begin(self.url(), page)?;
        let entry = json!({"locale": "en", "username": who.handle, "password": who.password, "remember": false});
        let entered = visit.says("sign-in", &entry, None)?;
        let yes = json!({"sub": entered["account"]["sub"]});
        let allowed = visit.says("consent", &yes, entered["ephemeralToken"].as_str())?;
        visit.sent_to(&text(&allowed, "url"))
    }

    /// The same, but does not allow it.
    ///
    /// # Errors
    /// Where the page refuses.
    pub fn deny(&self, page: &str) -> Result<String, Trouble> {
        let mut visit = Visit::begin(self.url(), page)?;
        let denied = visit.says("reject", &json!({}), None)?;
        visit.sent_to(&text(&denied, "url"))
    }
}

impl<'a> Visit<'a> {
    fn begin(server: &'a str, page: &'a str) -> Result<Self, Trouble> {
        let mut visit = Self { server, page, cookies: BTreeMap::new() };
        let asked = http::get(page).with("sec-fetch-mode", "navigate").with("sec-fetch-dest", "document");
        let opened = asked.with("sec-fetch-site", "cross-site").with("accept", "text/html").send()?;
        opened.good()?;
        visit.keep(&opened);
        Ok(visit)
    }

    /// What the server answers to something the person did.
    fn says(&mut self, what: &str, words: &Value, token: Option<&str>) -> Result<Value, Trouble> {
        let csrf = self.cookies.get("csrf-token").cloned().unwrap_or_default();
        let asked = http::post_json(format!("{}{API}/{what}", self.server), words)
            .with("cookie", &self.cookies())
            .with("x-csrf-token", &csrf)
            .with("origin", self.server)
            .with("referer", self.page)
            .with("sec-fetch-mode", "same-origin")
            .with("sec-fetch-site", "same-origin");
        let answer = token.map_or(asked.clone(), |token| asked.with_token(token)).send()?;
        self.keep(&answer);
        answer.good()
    }

    /// Where the server sends the browser in the end.
    fn sent_to(&self, address: &str) -> Result<String, Trouble> {
        let asked = http::get(address).with("cookie", &self.cookies()).with("referer", self.page);
        let asked = asked.with("sec-fetch-mode", "navigate").with("sec-fetch-dest", "document");
        let answer = asked.with("sec-fetch-site", "same-origin").send()?;
        let to = answer.header("location").map(str::to_owned);
        to.ok_or_else(|| Trouble::Broken(format!("a page came ({}): {}", answer.status, answer.body)))
    }

    fn keep(&mut self, answer: &Answer) {
        let pairs = answer.all("set-cookie").filter_map(|cookie| cookie.split(';').next()?.split_once('='));
        self.cookies.extend(pairs.map(|(name, value)| (name.to_owned(), value.to_owned())));
    }

    fn cookies(&self) -> String {
        let pairs: Vec<_> = self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        pairs.join("; ")
    }
}
