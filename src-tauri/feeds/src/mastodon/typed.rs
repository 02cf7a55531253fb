//! What the person typed: a handle, a link to a profile, or a server.

use crate::net::Failure;
use reqwest::Url;
use url::Host;

/// What the person typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Typed {
    /// The server it names, up to and with the slash.
    pub(super) base: Url,
    /// The account's name on it, without `@`.
    pub(super) name: Option<String>,
}

/// The first part of a path that is no name of an account.
const PLACES: &[&str] =
    &["about", "explore", "public", "home", "auth", "settings", "web", "deck", "api", "oauth", "tags"];

/// Understands what the person typed.
///
/// # Errors
/// [`Failure::Unreadable`] where it names no server.
pub(super) fn understand(typed: &str) -> Result<Typed, Failure> {
    let unreadable = || Failure::Unreadable { typed: typed.trim().to_owned() };
    let text = typed.trim().trim_start_matches("acct:");
    if text.contains("://") {
        return of_link(&Url::parse(text).map_err(|_| unreadable())?).ok_or_else(unreadable);
    }
    let bare = text.trim_start_matches('@');
    let (host, path) = bare.split_once('/').map_or((bare, ""), |(host, path)| (host, path));
    if let Some((name, host)) = host.rsplit_once('@') {
        let base = server(host).ok_or_else(unreadable)?;
        return if is_name(name) && path.is_empty() {
            Ok(Typed { base, name: Some(name.to_owned()) })
        } else {
            Err(unreadable())
        };
    }
    let base = server(host).ok_or_else(unreadable)?;
    of_link(&base.join(path).map_err(|_| unreadable())?).ok_or_else(unreadable)
}

/// The server that is at an address: without path and without anything secret.
///
/// # Errors
/// [`Failure::Unreadable`] where it is no address of the web.
pub(super) fn base(address: &str) -> Result<Url, Failure> {
    let unreadable = || Failure::Unreadable { typed: address.to_owned() };
    let url = Url::parse(address).map_err(|_| unreadable())?;
    origin(&url).ok_or_else(unreadable)
}

/// The host of a server as handles have it: with its port, where that is not the usual one.
pub(super) fn authority(base: &Url) -> String {
    let host = base.host_str().unwrap_or_default();
    base.port().map_or_else(|| host.to_owned(), |port| format!("{host}:{port}"))
}

/// The server with this host, and perhaps port. Those on the own machine or in the own network have no certificates.
pub(super) fn server(host: &str) -> Option<Url> {
    let open = Url::parse(&format!("http://{host}/")).ok()?;
    let near = match open.host()? {
        Host::Ipv4(address) => address.is_loopback() || address.is_private(),
        Host::Ipv6(address) => address.is_loopback(),
        Host::Domain("localhost") => true,
        Host::Domain(name) if !name.contains('.') => return None,
        Host::Domain(_) => false,
    };
    let url = if near { open } else { Url::parse(&format!("https://{host}/")).ok()? };
    origin(&url).filter(|_| url.path() == "/")
}

/// A link to a profile, to a post, or to a server's front page.
fn of_link(url: &Url) -> Option<Typed> {
    let here = origin(url)?;
    let mut parts = url.path_segments()?.filter(|part| !part.is_empty());
    let mut first = parts.next().unwrap_or_default();
    if matches!(first, "web" | "deck") {
        first = parts.next().unwrap_or_default();
    }
    let name = match first.strip_prefix('@') {
        Some(name) => name,
        None if matches!(first, "users" | "u" | "profile") => parts.next()?,
        None if PLACES.contains(&first) || !is_name(first) => return Some(Typed { base: here, name: None }),
        None => first,
    };
    // A page of one server may show somebody of another.
    let (name, base) = match name.split_once('@') {
        Some((name, host)) => (name, server(host)?),
        None => (name, here),
    };
    is_name(name).then(|| Typed { base, name: Some(name.to_owned()) })
}

fn origin(url: &Url) -> Option<Url> {
    let host = url.host_str().filter(|_| matches!(url.scheme(), "http" | "https"))?;
    let port = url.port().map(|port| format!(":{port}")).unwrap_or_default();
    Url::parse(&format!("{}://{host}{port}/", url.scheme())).ok()
}

fn is_name(name: &str) -> bool {
    !name.is_empty() && name.len() <= 100 && name.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | '.'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(typed: &str, expect: Option<(&str, Option<&str>)>) {
        let found = understand(typed).ok();
        let found = found.as_ref().map(|typed| (typed.base.as_str(), typed.name.as_deref()));
        assert_eq!(found, expect, "{typed}");
    }

    #[test]
    fn a_handle_and_every_link_to_it_name_the_same_account() {
        let mira = Some(("https://social.example/", Some("mira")));
        for typed in [
            "@mira@social.example",
            "  mira@social.example ",
            "acct:mira@social.example",
            "social.example/@mira",
            "https://social.example/@mira",
            "https://social.example/@mira/117020576916218297",
            "https://social.example/users/mira",
            "https://social.example/web/@mira",
            "https://other.example/@mira@social.example",
            "https://social.example/mira",
            "https://user:word@social.example/@mira?x#y",
        ] {
            check(typed, mira);
        }
    }

    #[test]
    fn a_server_alone_is_one_too() {
        for typed in ["social.example", "https://social.example", "https://social.example/explore", "social.example/"] {
            check(typed, Some(("https://social.example/", None)));
        }
    }

    #[test]
    fn servers_nearby_are_asked_as_they_were_typed() {
        check("http://127.0.0.1:3000", Some(("http://127.0.0.1:3000/", None)));
        check("http://127.0.0.1:3000/@mira", Some(("http://127.0.0.1:3000/", Some("mira"))));
        check("@mira@127.0.0.1:3000", Some(("http://127.0.0.1:3000/", Some("mira"))));
        check("mira@localhost:3000", Some(("http://localhost:3000/", Some("mira"))));
        check("http://social.example/@mira", Some(("http://social.example/", Some("mira"))));
        check("@mira@social.example:8443", Some(("https://social.example:8443/", Some("mira"))));
    }

    #[test]
    fn what_names_no_server_is_said_to_name_none() {
        for typed in [
            "",
            "@",
            "mira",
            "@mira",
            "@@",
            "mira@",
            "mira@social",
            "ftp://social.example/@mira",
            "a b@c.example",
            "https://",
            "@<b>@social.example",
            "x@a.example/../b",
        ] {
            check(typed, None);
        }
    }
}
