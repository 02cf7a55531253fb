//! What the person typed: a handle, a link to a profile, an identity; and, behind a space, her own server.

use crate::net::Failure;
use reqwest::Url;

/// What the person typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Typed {
    pub(super) who: Who,
    /// The server that is to be asked, where she named one: `ana.test http://localhost:2583`. Only its word counts then.
    pub(super) server: Option<Url>,
}

/// Whom the person named.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Who {
    /// A handle, in small letters.
    Handle(String),
    /// An identity.
    Did(String),
}

/// Understands what the person typed.
///
/// # Errors
/// [`Failure::Unreadable`] where it names nobody.
pub(super) fn understand(typed: &str) -> Result<Typed, Failure> {
    let unreadable = || Failure::Unreadable { typed: typed.trim().to_owned() };
    let mut words = typed.split_whitespace();
    let who = who(words.next().unwrap_or_default()).ok_or_else(unreadable)?;
    let server = words.next().map(|word| server(word).ok_or_else(unreadable)).transpose()?;
    if words.next().is_some() { Err(unreadable()) } else { Ok(Typed { who, server }) }
}

fn who(word: &str) -> Option<Who> {
    let bare = word.split_once("://").map_or(word, |(scheme, rest)| if scheme == "at" { rest } else { word });
    let name = match profile(bare) {
        Some(name) => name,
        None if bare.contains("://") => return None,
        None => bare.split('/').next().unwrap_or_default().to_owned(),
    };
    let name = name.trim_start_matches('@');
    if is_did(name) {
        return Some(Who::Did(name.to_owned()));
    }
    let name = name.trim_end_matches('.').to_ascii_lowercase();
    is_handle(&name).then_some(Who::Handle(name))
}

/// The name in a link to a profile, or to one of its posts, on any of the network's pages.
fn profile(word: &str) -> Option<String> {
    let (_, rest) = word.split_once("/profile/")?;
    let name = rest.split(['/', '?', '#']).next()?;
    Some(name.replace("%3A", ":").replace("%3a", ":"))
}

/// The origin of a server.
pub(super) fn server(address: &str) -> Option<Url> {
    let url = Url::parse(address).ok()?;
    let host = url.host_str().filter(|_| matches!(url.scheme(), "http" | "https"))?;
    let port = url.port().map(|port| format!(":{port}")).unwrap_or_default();
    Url::parse(&format!("{}://{host}{port}/", url.scheme())).ok()
}

/// Whether a name is an identity of one of the two kinds that the network has.
pub(super) fn is_did(name: &str) -> bool {
    if name.len() > 512 {
        return false;
    }
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-');
    match name.strip_prefix("did:plc:") {
        Some(key) => key.len() == 24 && key.bytes().all(|b| matches!(b, b'a'..=b'z' | b'2'..=b'7')),
        None => name.strip_prefix("did:web:").is_some_and(|host| {
            let (host, port) = host.split_once("%3A").map_or((host, None), |(host, port)| (host, Some(port)));
            let is_port = port.is_none_or(|port| port.parse::<u16>().is_ok());
            !host.is_empty() && host.chars().all(plain) && is_port && (port.is_none() || host == "localhost")
        }),
    }
}

/// Whether a name is a handle: a domain of at least two parts, whose last does not begin with a digit.
pub(super) fn is_handle(name: &str) -> bool {
    let is_label = |label: &str| {
        let plain = label.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
        plain && (1..=63).contains(&label.len()) && !label.starts_with('-') && !label.ends_with('-')
    };
    let last = name.rsplit('.').next().unwrap_or_default();
    let ends_in_name = last.bytes().next().is_some_and(|b| b.is_ascii_alphabetic());
    name.len() <= 253 && name.contains('.') && name.split('.').all(is_label) && ends_in_name
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const DID: &str = "did:plc:z72i7hdynmk6r22z27h6tvur";

    fn check(typed: &str, expect: Option<(Who, Option<&str>)>) {
        let found = understand(typed).ok();
        let found = found.map(|typed| (typed.who, typed.server.map(String::from)));
        assert_eq!(found, expect.map(|(who, server)| (who, server.map(str::to_owned))), "{typed}");
    }

    fn handle(name: &str) -> Who {
        Who::Handle(name.to_owned())
    }

    #[test]
    fn a_handle_and_every_link_to_it_name_the_same_account() {
        for typed in [
            "ana.example",
            " @Ana.Example ",
            "https://bsky.app/profile/ana.example",
            "bsky.app/profile/ana.example/post/3kabc",
            "https://deer.social/profile/ana.example?x#y",
            "at://ana.example",
            "at://ana.example/app.bsky.feed.post/3kabc",
            "ana.example.",
        ] {
            check(typed, Some((handle("ana.example"), None)));
        }
    }

    #[test]
    fn an_identity_names_its_account_too() {
        for typed in [
            DID.to_owned(),
            format!("at://{DID}"),
            format!("at://{DID}/app.bsky.feed.post/3kabc"),
            format!("https://bsky.app/profile/{DID}"),
            format!("https://bsky.app/profile/{}", DID.replace(':', "%3A")),
        ] {
            check(&typed, Some((Who::Did(DID.to_owned()), None)));
        }
        check("did:web:ana.example", Some((Who::Did("did:web:ana.example".to_owned()), None)));
        check("did:web:localhost%3A2583", Some((Who::Did("did:web:localhost%3A2583".to_owned()), None)));
    }

    #[test]
    fn a_server_of_ones_own_may_stand_behind_it() {
        check("ana.test http://localhost:2583", Some((handle("ana.test"), Some("http://localhost:2583/"))));
        check("@ana.test https://pds.example/xrpc/", Some((handle("ana.test"), Some("https://pds.example/"))));
    }

    #[test]
    fn what_names_nobody_is_said_to_name_nobody() {
        for typed in [
            "",
            "@",
            "ana",
            "ana@social.example",
            "@ana@social.example",
            "ana.1",
            "-ana.example",
            "ana..example",
            "https://ana.example/about",
            "did:plc:short",
            "did:key:zabc",
            "did:web:ana.example:path",
            "did:web:",
            "did:web:ana.example%3A80",
            "ana.example pds",
            "ana.example ftp://pds.example",
            "a.example https://b.example c",
        ] {
            check(typed, None);
        }
    }

    proptest! {
        #[test]
        fn anything_may_be_typed(typed in ".{0,80}") {
            let _ = understand(&typed);
        }
    }
}
