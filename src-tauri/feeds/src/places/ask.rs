//! Asking a place.

use crate::moment::possible;
use crate::net::{Ask, Failure, Net, Word};
use chrono::{DateTime, Utc};
use reqwest::Url;
use serde_json::Value;
use std::borrow::Cow;

/// A host that a place is read from: its own, or, where that is tried out, one on this machine.
#[derive(Debug, Clone)]
pub(super) struct Host(Cow<'static, str>);

impl Host {
    /// The place's own, as `https://api.example`.
    pub(super) const fn own(address: &'static str) -> Self {
        Self(Cow::Borrowed(address))
    }

    /// Another that stands in for it. That is the person's own word.
    pub(super) fn other(address: &str) -> Self {
        Self(Cow::Owned(address.trim_end_matches('/').to_owned()))
    }

    pub(super) fn address(&self) -> &str {
        &self.0
    }

    /// An address there, which may be asked from then on.
    ///
    /// # Errors
    /// Where it is none.
    pub(super) fn url(&self, net: &Net, path: &str, query: &[(&str, &str)]) -> Result<Url, Failure> {
        let url = Url::parse(&format!("{}{path}", self.0));
        let mut url = url.map_err(|_| Failure::Unreadable { typed: path.to_owned() })?;
        if !query.is_empty() {
            url.query_pairs_mut().extend_pairs(query);
        }
        net.allow(&url, if matches!(self.0, Cow::Borrowed(_)) { Word::Told } else { Word::Typed });
        Ok(url)
    }

    /// What an address there says, as JSON.
    ///
    /// # Errors
    /// Where it can't be reached or refuses, or says something else.
    pub(super) async fn json(
        &self,
        net: &Net,
        path: &str,
        query: &[(&str, &str)],
        now: Option<DateTime<Utc>>,
    ) -> Result<Value, Failure> {
        net.answer(Ask::get(self.url(net, path, query)?).at(now)).await?.good(now)?.json()
    }
}

/// The server that the person named, and the account's name there: `@ana@forum.example`, or a link to a profile, whose
/// path begins with one of these.
///
/// # Errors
/// [`Failure::Unreadable`] where it names neither.
pub(super) fn account(typed: &str, profiles: &[&str]) -> Result<(Url, String), Failure> {
    let unreadable = || Failure::Unreadable { typed: typed.trim().to_owned() };
    let text = typed.trim().trim_start_matches('@');
    let (server, name) = if let Some((name, host)) = text.split_once('@').filter(|_| !text.contains('/')) {
        (format!("https://{host}"), name.to_owned())
    } else {
        let address = if text.contains("://") { text.to_owned() } else { format!("https://{text}") };
        let url = Url::parse(&address).map_err(|_| unreadable())?;
        let rest = profiles.iter().find_map(|profile| url.path().strip_prefix(profile)).ok_or_else(unreadable)?;
        let name = rest.split('/').next().unwrap_or_default().to_owned();
        (address, name)
    };
    let server = Url::parse(&server).ok().and_then(|url| url.join("/").ok());
    let server = server.filter(|url| matches!(url.scheme(), "http" | "https")).ok_or_else(unreadable)?;
    let near = server.host_str().is_some_and(|host| host.contains('.')) || server.scheme() == "http";
    if near && is_name(&name) { Ok((server, name)) } else { Err(unreadable()) }
}

/// Whether a text can be an account's name.
pub(super) fn is_name(name: &str) -> bool {
    let fits = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '.');
    (1..=100).contains(&name.len()) && name.chars().all(fits) && !name.starts_with('.')
}

/// A number, however it is written, as text.
pub(super) fn id(value: &Value) -> Option<String> {
    match value {
        Value::Number(number) => number.as_u64().map(|number| number.to_string()),
        Value::String(text) if !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit()) => Some(text.clone()),
        _ => None,
    }
}

/// A moment, written as a date; without an offset it is UTC. One that no calendar has is none.
pub(super) fn date(value: &Value) -> Option<DateTime<Utc>> {
    let text = value.as_str()?.trim();
    let with_offset = DateTime::parse_from_rfc3339(text).map(|at| at.to_utc()).ok();
    with_offset.or_else(|| text.parse::<chrono::NaiveDateTime>().ok().map(|at| at.and_utc())).and_then(possible)
}

/// A moment, in seconds since 1970. One that no calendar has is none.
pub(super) fn seconds(value: &Value) -> Option<DateTime<Utc>> {
    value.as_i64().and_then(|seconds| DateTime::from_timestamp(seconds, 0)).and_then(possible)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_account_is_named_by_its_handle_or_by_a_link_to_its_profile() {
        for (typed, expect) in [
            ("@ana@forum.example", Some(("https://forum.example/", "ana"))),
            ("ana@forum.example", Some(("https://forum.example/", "ana"))),
            (" https://forum.example/u/ana/summary ", Some(("https://forum.example/", "ana"))),
            ("forum.example/u/ana", Some(("https://forum.example/", "ana"))),
            ("http://127.0.0.1:3000/u/ana", Some(("http://127.0.0.1:3000/", "ana"))),
            ("https://forum.example/t/ana", None),
            ("https://forum.example/u/", None),
            ("ana", None),
            ("@ana", None),
            ("ana@forum", None),
            ("a b@forum.example", None),
            ("ftp://forum.example/u/ana", None),
            ("", None),
        ] {
            let found = account(typed, &["/u/"]).ok();
            let found = found.as_ref().map(|(server, name)| (server.as_str(), name.as_str()));
            assert_eq!(found, expect, "{typed}");
        }
    }
}
