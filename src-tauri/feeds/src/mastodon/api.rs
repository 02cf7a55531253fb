//! Asking a server, and what its answers mean.

use super::sign_in::bearer;
use crate::net::{Answered, Ask, Failure, Net};
use chrono::{DateTime, Utc};
use reqwest::Url;
use secrecy::SecretString;
use serde_json::Value;

/// A server, and by whose leave it is asked.
#[derive(Debug)]
pub(super) struct Api<'a> {
    pub(super) net: &'a Net,
    pub(super) base: Url,
    pub(super) token: Option<SecretString>,
    pub(super) now: Option<DateTime<Utc>>,
}

/// One page of a list.
#[derive(Debug, Default)]
pub(super) struct List {
    /// What is on it, as it came.
    pub(super) items: Vec<Value>,
    /// The id before which the next page begins; `None` where this is the last.
    pub(super) next: Option<String>,
}

impl<'a> Api<'a> {
    pub(super) fn new(net: &'a Net, base: Url, secret: Option<&SecretString>, now: Option<DateTime<Utc>>) -> Self {
        Self { net, base, token: secret.map(bearer), now }
    }

    /// The answer to a question.
    ///
    /// # Errors
    /// Where the server can't be reached, or refuses.
    pub(super) async fn get(&self, path: &str, query: &[(&str, &str)]) -> Result<Answered, Failure> {
        let strange = || Failure::Strange { host: self.host(), what: "an id that fits into no address".to_owned() };
        let mut url = self.base.join(path).map_err(|_| strange())?;
        if !query.is_empty() {
            url.query_pairs_mut().extend_pairs(query);
        }
        let ask = Ask::get(url).at(self.now).secret(self.token.as_ref());
        let answered = self.net.answer(ask.header(reqwest::header::ACCEPT, "application/json")).await?;
        good(answered, self.token.is_some(), self.now)
    }

    /// One object.
    ///
    /// # Errors
    /// As [`Api::get`], and where the answer is none.
    pub(super) async fn object(&self, path: &str, query: &[(&str, &str)]) -> Result<Value, Failure> {
        let answered = self.get(path, query).await?;
        let value = answered.json()?;
        if value.is_object() { Ok(value) } else { Err(unlike(&answered, "an object")) }
    }

    /// One page of a list.
    ///
    /// # Errors
    /// As [`Api::get`], and where the answer is none.
    pub(super) async fn list(&self, path: &str, query: &[(&str, &str)]) -> Result<List, Failure> {
        let answered = self.get(path, query).await?;
        let Value::Array(items) = answered.json()? else { return Err(unlike(&answered, "a list")) };
        let next = match answered.header("link") {
            // Only the id is taken: many a server behind a proxy names an address that nobody outside can reach.
            Some(link) => next_of(link).and_then(|next| max_id(&answered.url, next)),
            None => items.iter().rev().find_map(|item| id(&item["id"])),
        };
        Ok(List { next: next.filter(|_| !items.is_empty()), items })
    }

    fn host(&self) -> String {
        self.base.host_str().unwrap_or_default().to_owned()
    }
}

/// What the status of an answer means, which not every server says in the same way.
fn good(answered: Answered, signed_in: bool, now: Option<DateTime<Utc>>) -> Result<Answered, Failure> {
    let host = answered.host.clone();
    let says = |words: &[&str]| {
        let beginning = &answered.body[..answered.body.len().min(2000)];
        let text = String::from_utf8_lossy(beginning).to_lowercase();
        words.iter().any(|word| text.contains(word))
    };
    match answered.status.as_u16() {
        400 if signed_in && says(&["token", "credential", "unauthorized"]) => Err(Failure::SignedOut { host }),
        403 if signed_in && says(&["disabled", "suspended"]) => Err(Failure::Closed { host }),
        410 => Err(Failure::Closed { host }),
        _ => answered.good(now),
    }
}

fn unlike(answered: &Answered, what: &str) -> Failure {
    Failure::Strange { host: answered.host.clone(), what: format!("something else than {what}") }
}

/// The address of the next page in a Link header.
fn next_of(link: &str) -> Option<&str> {
    link.split('<').find_map(|part| {
        let (address, rest) = part.split_once('>')?;
        let rel = rest.split(';').find_map(|word| word.trim().trim_end_matches(',').strip_prefix("rel="))?;
        (rel.trim().trim_matches('"') == "next").then_some(address)
    })
}

fn max_id(base: &Url, address: &str) -> Option<String> {
    let url = base.join(address).ok()?;
    url.query_pairs().find(|(name, _)| name == "max_id").map(|(_, id)| id.into_owned()).filter(|id| !id.is_empty())
}

/// A text that is not empty.
pub(super) fn text(value: &Value) -> Option<&str> {
    value.as_str().filter(|text| !text.is_empty())
}

/// An id: opaque, whether it is written as a text or as a number.
pub(super) fn id(value: &Value) -> Option<String> {
    match value {
        Value::String(id) if !id.is_empty() => Some(id.clone()),
        Value::Number(id) => Some(id.to_string()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_header_leads_to_the_next_page() {
        let base = Url::parse("https://social.example/api").unwrap_or_else(|_| unreachable!());
        for (header, expect) in [
            (
                r#"<https://social.example/x?limit=40&max_id=17>; rel="next", <https://social.example/x?min_id=19>; rel="prev""#,
                Some("17"),
            ),
            (r#"<https://social.example/x?min_id=19>; rel="prev", </x?max_id=01J,A>; rel=next"#, Some("01J,A")),
            (r#"<http://localhost:3000/x?max_id=5>; rel="next""#, Some("5")),
            (r#"<https://social.example/x?min_id=19>; rel="prev""#, None),
            (r#"<https://social.example/x?max_id=>; rel="next""#, None),
            (r#"<https://social.example/x?page=2>; rel="next""#, None),
            ("nonsense <", None),
            ("", None),
        ] {
            let found = next_of(header).and_then(|next| max_id(&base, next));
            assert_eq!(found.as_deref(), expect, "{header}");
        }
    }
}
