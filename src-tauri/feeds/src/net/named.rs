//! Which hosts the person named: no other is asked.

use super::Failure;
use super::address::{is_public, literal};
use reqwest::Url;
use std::collections::HashSet;
use std::sync::{Mutex, PoisonError};

/// By whose word a host may be asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Word {
    /// The person typed it. It may stand in the own network.
    Typed,
    /// A host that the person typed says that what she means is there. It has to stand in the web.
    Told,
}

/// Hosts that belong together: all below one registered domain; else one host at one port.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) enum Site {
    Domain(String),
    Exactly(String, Option<u16>),
}

impl Site {
    pub(super) fn of(url: &Url) -> Self {
        match coach::link::site(url.as_str()) {
            Some(domain) => Self::Domain(domain),
            None => Self::Exactly(host(url), url.port_or_known_default()),
        }
    }
}

/// The host of an address; empty where it has none.
pub(super) fn host(url: &Url) -> String {
    url.host_str().unwrap_or_default().trim_end_matches('.').to_ascii_lowercase()
}

/// Which hosts may be asked.
#[derive(Debug, Default)]
pub(super) struct Named(Mutex<Sets>);

#[derive(Debug, Default)]
struct Sets {
    sites: HashSet<Site>,
    /// Hosts that the person typed.
    typed: HashSet<String>,
    /// Hosts that were let through.
    asked: HashSet<String>,
}

impl Named {
    /// From now on the host, and others of its site, may be asked. What was only told has to have a registered domain, or
    /// a number of the web: that the person typed one port of her machine says nothing about the others.
    pub(super) fn allow(&self, url: &Url, word: Word) {
        let site = Site::of(url);
        let near = matches!(site, Site::Exactly(..)) && !literal(url).is_some_and(is_public);
        if near && word == Word::Told {
            return;
        }
        let mut sets = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        sets.sites.insert(site);
        if word == Word::Typed {
            sets.typed.insert(host(url));
        }
    }

    /// Whether the person typed this host.
    pub(super) fn is_typed(&self, host: &str) -> bool {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).typed.contains(host)
    }

    /// Whether the host is one that was let through. One that was not, and is looked up all the same, is the proxy's.
    pub(super) fn is_asked(&self, host: &str) -> bool {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).asked.contains(host)
    }

    /// Lets a request through, `from` another host's answer where that sent it on.
    ///
    /// # Errors
    /// Where its address is none of the web's, its site was not named, or it leads into the own network by number.
    pub(super) fn let_through(&self, url: &Url, from: Option<&Url>) -> Result<(), Failure> {
        let to = host(url);
        let mut sets = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let is_web = matches!(url.scheme(), "http" | "https") && !to.is_empty();
        let inward = literal(url).is_some_and(|address| !is_public(address)) && !sets.typed.contains(&to);
        if !is_web || inward || !sets.sites.contains(&Site::of(url)) {
            return Err(Failure::LedAstray { host: from.map_or_else(|| to.clone(), host), to });
        }
        sets.asked.insert(to);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn url(text: &str) -> Url {
        Url::parse(text).unwrap_or_else(|_| unreachable!("{text} is an address"))
    }

    #[test]
    fn only_named_hosts_and_others_of_their_site_are_let_through() {
        let named = Named::default();
        named.allow(&url("https://social.ana.example/@ana"), Word::Typed);
        named.allow(&url("http://127.0.0.1:3000/"), Word::Typed);
        for told in ["http://10.0.0.7/", "http://127.0.0.1:4000/", "http://localhost:4000/"] {
            named.allow(&url(told), Word::Told);
        }
        for (address, through) in [
            ("https://social.ana.example/api", true),
            ("https://ANA.example./api", true),
            ("https://media.ana.example:8443/x", true),
            ("https://example/api", false),
            ("https://ana.example.org/api", false),
            ("https://notana.example/api", false),
            ("http://127.0.0.1:3000/api", true),
            ("http://127.0.0.1:3001/api", false),
            ("http://127.1:3000/api", true),
            ("http://localhost:3000/api", false),
            ("http://10.0.0.7/", false),
            ("http://127.0.0.1:4000/api", false),
            ("http://localhost:4000/api", false),
            ("file:///etc/passwd", false),
            ("data:text/plain,x", false),
        ] {
            assert_eq!(named.let_through(&url(address), None).is_ok(), through, "{address}");
        }
    }

    #[test]
    fn a_hosting_platform_is_not_one_site() {
        let named = Named::default();
        named.allow(&url("https://ana.github.io/"), Word::Typed);
        assert!(named.let_through(&url("https://ana.github.io/feed"), None).is_ok());
        assert!(named.let_through(&url("https://bo.github.io/feed"), None).is_err());
    }
}
