//! Accounts as a server shows them.

use super::api::{id, text};
use crate::html::{self, Limits};
use crate::live::{Account, Profile};
use coach::person::{Counterpart, Handle, Network};
use reqwest::Url;
use serde_json::Value;

/// The person, as her server knows her.
#[derive(Debug, Clone)]
pub(super) struct Me {
    /// The id of her account on the server.
    id: String,
    /// What identifies her, and names she goes by.
    account: Account,
}

impl Me {
    pub(super) fn of(account: &Account) -> Self {
        Self { id: account.key.clone(), account: account.clone() }
    }

    /// Whether an account, or a mention of one, is hers.
    pub(super) fn is(&self, somebody: &Value) -> bool {
        let has =
            |name: &str| text(&somebody[name]).is_some_and(|address| self.account.names.iter().any(|n| n == address));
        self.has_id(&somebody["id"]) || has("uri") || has("url")
    }

    /// Whether an id of an account is hers.
    pub(super) fn has_id(&self, value: &Value) -> bool {
        id(value).is_some_and(|id| id == self.id)
    }

    /// The host in handles of people on her server.
    pub(super) fn domain(&self) -> &str {
        self.account.title.rsplit('@').next().unwrap_or_default()
    }

    /// Herself, as posts name her.
    pub(super) fn counterpart(&self) -> Counterpart {
        counterpart(self.account.id.clone(), Some(self.account.title.clone()))
    }

    /// Whether what identifies accounts on this server is another address than that of their page.
    pub(super) fn has_two_addresses(&self) -> bool {
        self.account.names.iter().any(|name| html::is_web(name) && *name != self.account.id)
    }

    /// What most likely identifies an account of which only the page is known: Mastodon's pages are `/@ana`, and what
    /// identifies those people is mostly `/users/ana`.
    pub(super) fn lasting(&self, page: &str) -> String {
        let lasting = || {
            let url = Url::parse(page).ok()?;
            let name = url.path().strip_prefix("/@").filter(|name| !name.is_empty() && !name.contains(['/', '@']))?;
            url.join(&format!("/users/{name}")).ok().map(String::from)
        };
        lasting().filter(|_| self.has_two_addresses()).unwrap_or_else(|| page.to_owned())
    }
}

/// What identifies an account for good: the actor's address where the server says it, else that of the page.
pub(super) fn lasting_id(account: &Value) -> Option<&str> {
    text(&account["uri"]).or(text(&account["url"]))
}

/// Somebody, by her account; people on the same server are named without it. `None` where nothing identifies her.
pub(super) fn somebody(account: &Value, domain: &str) -> Option<Counterpart> {
    Some(counterpart(lasting_id(account)?.to_owned(), name(account, domain)))
}

/// The whole name of an account: `@ana@social.example`.
pub(super) fn name(account: &Value, domain: &str) -> Option<String> {
    let name = text(&account["acct"]).or(text(&account["username"]))?.trim_start_matches('@');
    Some(if name.contains('@') { format!("@{name}") } else { format!("@{name}@{domain}") })
}

pub(super) fn counterpart(id: String, name: Option<String>) -> Counterpart {
    Counterpart { handle: Handle { network: Network::Mastodon, id }, name }
}

/// What an account says of itself.
pub(super) fn profile(account: &Value, domain: &str) -> Option<Profile> {
    let bot = account["bot"].as_bool().unwrap_or(false) || account["actor_type"] == "Service";
    Some(Profile {
        whom: somebody(account, domain)?,
        bot,
        sites: links(account, |field| !field["verified_at"].is_null()),
    })
}

/// The person's own site: a link that her server found to link back, else the first that is a whole site.
pub(super) fn site(account: &Value) -> Option<String> {
    let verified = links(account, |field| !field["verified_at"].is_null());
    let is_site = |link: &String| Url::parse(link).is_ok_and(|url| url.path() == "/" && url.query().is_none());
    verified.into_iter().next().or_else(|| links(account, |_| true).into_iter().find(is_site))
}

/// Where the fields of a profile lead.
fn links(account: &Value, wanted: impl Fn(&Value) -> bool) -> Vec<String> {
    let fields = account["fields"].as_array().into_iter().flatten().take(20).filter(|field| wanted(field));
    let values = fields.filter_map(|field| text(&field["value"]));
    let links = values.flat_map(|value| match html::is_web(value.trim()) {
        true => vec![value.trim().to_owned()],
        false => html::text(value, &Limits::POST).links,
    });
    links.filter(|link| Url::parse(link).is_ok()).collect()
}
