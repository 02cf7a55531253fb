//! Where an answer may send on to.

use super::ask::Ask;
use super::named::{Site, host};
use super::{Answered, Failure};
use reqwest::header::{CONTENT_TYPE, LOCATION};
use reqwest::{Method, StatusCode, Url};

/// Where an address leads that stands in the answer of another: to the same site, and never from a safe connection to an
/// open one.
///
/// # Errors
/// Where it leads anywhere else.
pub(super) fn next(from: &Url, to: &str) -> Result<Url, Failure> {
    let strange = || Failure::Strange { host: host(from), what: "an address that is none".to_owned() };
    let mut url = from.join(to.trim()).map_err(|_| strange())?;
    let is_web = matches!(url.scheme(), "http" | "https") && url.host_str().is_some();
    let opens = from.scheme() == "https" && url.scheme() != "https";
    if !is_web || opens || Site::of(&url) != Site::of(from) {
        return Err(Failure::LedAstray { host: host(from), to: host(&url) });
    }
    // A name and a password in an address would be sent along.
    let _ = (url.set_username(""), url.set_password(None));
    url.set_fragment(None);
    Ok(url)
}

/// The request that an answer sends on to; `None` where it is the answer itself.
///
/// A secret goes only to where it went at first. What was sent in the body goes along only where the status says so, and
/// never to another host.
///
/// # Errors
/// Where it leads to another site, or a body would have to go to another host.
pub(super) fn onward<'a>(ask: &Ask<'a>, answered: &Answered) -> Result<Option<Ask<'a>>, Failure> {
    let again = match answered.status {
        StatusCode::MOVED_PERMANENTLY | StatusCode::FOUND | StatusCode::SEE_OTHER => false,
        StatusCode::TEMPORARY_REDIRECT | StatusCode::PERMANENT_REDIRECT => true,
        _ => return Ok(None),
    };
    let Some(to) = answered.header(LOCATION.as_str()) else { return Ok(None) };
    let url = next(&ask.url, to)?;
    let same_host = host(&url) == host(&ask.url) && is_as_safe(&ask.url, &url);
    let mut onward = Ask { url, ..ask.clone() };
    if !same_host {
        onward.secret = None;
        // The proof that goes with it.
        onward.headers.remove("dpop");
    }
    if onward.body.is_some() && again && !same_host {
        return Err(Failure::LedAstray { host: host(&ask.url), to: host(&onward.url) });
    }
    if onward.method != Method::GET && !again {
        (onward.method, onward.body) = (Method::GET, None);
        onward.headers.remove(CONTENT_TYPE);
    }
    Ok(Some(onward))
}

/// Whether the same host is asked at the same port, or safely where it was asked openly.
fn is_as_safe(from: &Url, to: &Url) -> bool {
    let secured = from.scheme() == "http" && to.scheme() == "https" && from.port().is_none() && to.port().is_none();
    secured || from.port_or_known_default() == to.port_or_known_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use reqwest::header::{HeaderMap, HeaderValue};
    use secrecy::SecretString;

    fn url(text: &str) -> Url {
        Url::parse(text).unwrap_or_else(|_| unreachable!("{text} is an address"))
    }

    #[test]
    fn an_answer_may_lead_only_to_the_same_site_and_never_to_an_open_connection() {
        for (from, to, expect) in [
            ("https://ana.example/a", "/b", Some("https://ana.example/b")),
            ("https://ana.example/a/", "b?c#d", Some("https://ana.example/a/b?c")),
            ("https://ana.example/a", "https://www.ana.example/a", Some("https://www.ana.example/a")),
            ("http://ana.example/a", "https://ana.example/a", Some("https://ana.example/a")),
            ("https://ana.example/a", "//social.ana.example/", Some("https://social.ana.example/")),
            ("https://ana.example/a", "https://x:y@ana.example/", Some("https://ana.example/")),
            ("http://127.0.0.1:3000/a", "/b", Some("http://127.0.0.1:3000/b")),
            ("http://127.0.0.1:3000/a", "http://127.0.0.1:3001/b", None),
            ("http://127.0.0.1:3000/a", "http://localhost:3000/b", None),
            ("https://ana.example/a", "http://ana.example/a", None),
            ("https://ana.example/a", "https://bo.example/", None),
            ("https://ana.co.uk/a", "https://bo.co.uk/", None),
            ("https://ana.example/a", "https://127.0.0.1/", None),
            ("https://ana.example/a", "javascript:alert(1)", None),
            ("https://ana.example/a", "file:///etc/passwd", None),
            ("https://ana.example/a", "https://", None),
        ] {
            assert_eq!(next(&url(from), to).ok().as_ref().map(Url::as_str), expect, "{from} → {to}");
        }
    }

    #[test]
    fn a_secret_never_goes_to_another_host() {
        let secret = SecretString::from("hidden");
        for (from, to, kept) in [
            ("https://ana.example/a", "/b", true),
            ("http://ana.example/a", "https://ana.example/a", true),
            ("https://ana.example/a", "https://www.ana.example/a", false),
            ("https://ana.example/a", "https://ana.example:8443/a", false),
            ("http://ana.example:3000/a", "https://ana.example/a", false),
        ] {
            let ask = Ask::get(url(from)).secret(Some(&secret));
            let onward = onward(&ask, &answered(&ask.url, 302, to)).ok().flatten();
            assert_eq!(onward.map(|ask| ask.secret.is_some()), Some(kept), "{from} → {to}");
        }
    }

    #[test]
    fn a_form_is_sent_again_only_where_the_status_says_so_and_never_to_another_host() {
        for (status, to, expect) in [
            (302, "/b", Some(("GET", false))),
            (303, "/b", Some(("GET", false))),
            (307, "/b", Some(("POST", true))),
            (308, "https://www.ana.example/b", None),
            (301, "https://www.ana.example/b", Some(("GET", false))),
        ] {
            let ask = Ask::form(url("https://ana.example/a"), &[("code", "hidden")]);
            let onward = onward(&ask, &answered(&ask.url, status, to)).ok().flatten();
            let onward = onward.map(|ask| (ask.method.to_string(), ask.body.is_some()));
            assert_eq!(onward, expect.map(|(method, body)| (method.to_owned(), body)), "{status} → {to}");
        }
        let ask = Ask::get(url("https://ana.example/a"));
        assert!(matches!(onward(&ask, &answered(&ask.url, 304, "/b")), Ok(None)), "no redirect");
    }

    fn answered(from: &Url, status: u16, to: &str) -> Answered {
        let mut headers = HeaderMap::new();
        headers.extend(HeaderValue::from_str(to).ok().map(|to| (LOCATION, to)));
        let status = StatusCode::from_u16(status).unwrap_or_default();
        Answered { host: host(from), url: from.clone(), status, headers, body: Vec::new() }
    }
}
