//! Whose archive it is: from `actor.json`.

use crate::archives::Account;
use crate::html::{self, Limits};
use coach::person::Network;
use serde_json::Value;
use url::Url;

/// The author of an outbox, by its own word.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Actor {
    /// Her address for good.
    pub(super) id: Option<String>,
    /// The address of her page.
    page: Option<String>,
    /// Her name on her server, without `@`.
    name: Option<String>,
    site: Option<String>,
}

impl Actor {
    /// What `actor.json` says.
    pub(super) fn of_file(file: &[u8]) -> Self {
        let actor: Value = serde_json::from_slice(file).unwrap_or_default();
        let text = |name: &str| actor[name].as_str().filter(|text| !text.is_empty()).map(str::to_owned);
        Self { id: text("id"), page: text("url"), name: text("preferredUsername"), site: site(&actor["attachment"]) }
    }

    /// What the first activity says of its author, where there is no `actor.json`.
    pub(super) fn of_outbox(head: &str) -> Self {
        let author = head.split_once("\"actor\"").map(|(_, rest)| rest.trim_start_matches([' ', ':', '\n']));
        let id = author.and_then(|rest| rest.strip_prefix('"')?.split_once('"')).map(|(id, _)| id.to_owned());
        let id = id.filter(|id| html::is_web(id));
        let name = id.as_deref().and_then(|id| id.rsplit_once("/users/")).map(|(_, name)| name.to_owned());
        Self { id, name, ..Self::default() }
    }

    /// Whether an address is hers.
    pub(super) fn is(&self, address: &str) -> bool {
        [&self.id, &self.page].into_iter().flatten().any(|own| own == address)
    }

    /// Whether a post with this address is hers.
    pub(super) fn wrote(&self, post: &str) -> bool {
        [&self.id, &self.page].into_iter().flatten().any(|own| is_below(post, own))
    }

    /// The account.
    pub(super) fn account(&self) -> Account {
        let host = self.id.as_deref().and_then(host);
        let full = self.name.as_deref().zip(host).map(|(name, host)| format!("@{name}@{host}"));
        let names = self.id.iter().chain(&self.page).cloned().chain(full.as_ref().map(|name| name.to_lowercase()));
        Account {
            network: Network::Mastodon,
            id: self.id.clone(),
            title: full.clone(),
            names: names.collect(),
            site: self.site.clone(),
        }
    }
}

/// Whether an address stands below another: `https://a/users/ana/statuses/1` below `https://a/users/ana`.
pub(super) fn is_below(address: &str, top: &str) -> bool {
    address.strip_prefix(top).is_some_and(|rest| rest.starts_with('/'))
}

/// The host of an address, in small letters.
pub(super) fn host(address: &str) -> Option<String> {
    Url::parse(address).ok()?.host_str().map(str::to_owned)
}

/// The first address in a profile's fields that is a whole site, not a page of one: profiles of hers elsewhere are no
/// site of her own.
fn site(fields: &Value) -> Option<String> {
    let fields = fields.as_array()?.iter().take(20).filter_map(|field| field["value"].as_str());
    let links = fields.flat_map(|field| html::text(field, &Limits::POST).links);
    let is_site = |link: &String| Url::parse(link).is_ok_and(|url| url.path() == "/" && url.query().is_none());
    links.into_iter().find(is_site)
}
