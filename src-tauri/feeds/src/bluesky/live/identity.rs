//! From a name to the identity it stands for, and from there to the server that keeps the posts.
//!
//! A handle is a domain, and its domain says whose it is: in a TXT record, or on a page. What identifies somebody for
//! good is registered with the directory (`did:plc`) or on a page of a domain (`did:web`), and names her handle and her
//! server. A handle counts only where both name each other.

use super::typed::{Typed, Who, is_did, is_handle, server, understand};
use super::xrpc::{Refusal, Server};
use super::{Bluesky, dns};
use crate::live::{Account, sees};
use crate::net::{Ask, Failure, Net, Word};
use coach::person::Network;
use reqwest::Url;
use serde_json::Value;

/// The most bytes of a document about an identity, or of a page that names one.
const MOST: u64 = 256 << 10;

/// Who somebody is, and where her posts are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Identity {
    pub(super) did: String,
    /// Her handle, where it and the identity name each other.
    pub(super) handle: Option<String>,
    pub(super) server: Url,
    /// Whether the person named the server herself.
    pub(super) typed: bool,
}

/// Key of an account whose server the person named herself; all others have [`TOLD`].
pub(super) const TYPED: &str = "typed";
/// Key of an account whose server its identity names.
pub(super) const TOLD: &str = "told";

impl Identity {
    /// The account as it is kept.
    pub(super) fn account(&self, signed_in: bool) -> Account {
        let name = self.handle.as_ref().map(|handle| format!("@{handle}"));
        // The handle is a domain that is hers; a name below somebody else's domain is none.
        let site = self.handle.as_ref().filter(|handle| coach::link::site(handle).as_ref() == Some(handle));
        let mentions = if signed_in { sees::MENTIONS } else { 0 };
        Account {
            network: Network::Bluesky,
            id: self.did.clone(),
            place: self.server.as_str().trim_end_matches('/').to_owned(),
            key: if self.typed { TYPED } else { TOLD }.to_owned(),
            names: [Some(self.did.clone()), name.clone()].into_iter().flatten().collect(),
            title: name.unwrap_or_else(|| self.did.clone()),
            site: site.filter(|handle| !handle.ends_with(".bsky.social")).map(|handle| format!("https://{handle}")),
            sees: sees::POSTS | sees::REPLIES | sees::BOOSTS | mentions,
            posts: None,
        }
    }
}

/// Who it is that the person named.
///
/// # Errors
/// Where it is nobody, the two do not name each other, or who could say can't be reached.
pub(super) async fn resolve(bluesky: &Bluesky, net: &Net, typed: &str) -> Result<Identity, Failure> {
    let Typed { who, server } = understand(typed)?;
    match (server, who) {
        (Some(server), who) => by_server(net, server, &who).await,
        (None, Who::Handle(handle)) => {
            let did = did_of(bluesky, net, &handle, Word::Typed).await?;
            let document = document(bluesky, net, &did).await?;
            if names(&document).next().as_deref() != Some(&handle) {
                return Err(Failure::Strange { host: handle, what: "an identity with another handle".to_owned() });
            }
            Ok(Identity { server: server_of(bluesky, &document, &did)?, did, handle: Some(handle), typed: false })
        }
        (None, Who::Did(did)) => {
            let document = document(bluesky, net, &did).await?;
            let handle = match names(&document).next() {
                Some(handle) => did_of(bluesky, net, &handle, bluesky.word())
                    .await
                    .is_ok_and(|named| named == did)
                    .then_some(handle),
                None => None,
            };
            Ok(Identity { server: server_of(bluesky, &document, &did)?, did, handle, typed: false })
        }
    }
}

/// Who it is by the word of the server that the person named: her own, that keeps her posts.
async fn by_server(net: &Net, server: Url, who: &Who) -> Result<Identity, Failure> {
    net.allow(&server, Word::Typed);
    let there = Server { net, base: server.clone(), now: None };
    let name = match who {
        Who::Handle(name) | Who::Did(name) => name,
    };
    let missing = || Failure::NotFound { host: there.host(), what: name.clone() };
    let told = match there.object("com.atproto.repo.describeRepo", &[("repo", name)], None).await {
        Ok(told) => told,
        Err(Refusal::Failure(Failure::Strange { what, .. })) if what == "status 400" => return Err(missing()),
        Err(Refusal::Failure(failure)) => return Err(failure),
        Err(Refusal::Expired) => return Err(Failure::SignedOut { host: there.host() }),
    };
    let did = told["did"].as_str().filter(|did| is_did(did)).ok_or_else(missing)?;
    let handle = told["handle"].as_str().filter(|handle| is_handle(handle)).map(str::to_ascii_lowercase);
    let handle = handle.filter(|_| told["handleIsCorrect"] != false);
    let same = match who {
        Who::Handle(name) => handle.as_ref() == Some(name),
        Who::Did(name) => did == name,
    };
    if !same {
        return Err(missing());
    }
    Ok(Identity { did: did.to_owned(), handle, server, typed: true })
}

/// Where the server is now that keeps the posts of an identity.
///
/// # Errors
/// Where the identity is no longer, names no server, or who could say can't be reached.
pub(super) async fn server_now(bluesky: &Bluesky, net: &Net, did: &str) -> Result<Url, Failure> {
    server_of(bluesky, &document(bluesky, net, did).await?, did)
}

/// Which identity a handle stands for.
async fn did_of(bluesky: &Bluesky, net: &Net, handle: &str, word: Word) -> Result<String, Failure> {
    if let Some(did) = dns::did(handle, bluesky.resolver).await.filter(|did| is_did(did)) {
        return Ok(did);
    }
    let unreadable = || Failure::Unreadable { typed: handle.to_owned() };
    let url = Url::parse(&format!("https://{handle}/.well-known/atproto-did")).map_err(|_| unreadable())?;
    net.allow(&url, word);
    let answered = net.answer(Ask::get(url).most(MOST)).await?.good(None)?;
    let did = std::str::from_utf8(&answered.body).unwrap_or_default().trim();
    let missing = || Failure::NotFound { host: handle.to_owned(), what: "/.well-known/atproto-did".to_owned() };
    if is_did(did) { Ok(did.to_owned()) } else { Err(missing()) }
}

/// What is registered about an identity.
async fn document(bluesky: &Bluesky, net: &Net, did: &str) -> Result<Value, Failure> {
    let url = match did.strip_prefix("did:web:") {
        Some(host) => {
            let host = host.replace("%3A", ":");
            let url = Url::parse(&format!("https://{host}/.well-known/did.json"));
            let url = url.map_err(|_| Failure::Unreadable { typed: did.to_owned() })?;
            net.allow(&url, bluesky.word());
            url
        }
        None => bluesky.directory(net, did)?,
    };
    let answered = net.answer(Ask::get(url).most(MOST)).await?.good(None)?;
    let document = answered.json()?;
    if document["id"] != did {
        return Err(Failure::Strange { host: answered.host, what: "another identity".to_owned() });
    }
    Ok(document)
}

/// The handles that an identity names, the first being the one that counts.
fn names(document: &Value) -> impl Iterator<Item = String> {
    let names = document["alsoKnownAs"].as_array().into_iter().flatten().filter_map(Value::as_str);
    let names = names.filter_map(|name| name.strip_prefix("at://")).map(str::to_ascii_lowercase);
    names.filter(|name| is_handle(name))
}

/// The server that an identity names.
fn server_of(bluesky: &Bluesky, document: &Value, did: &str) -> Result<Url, Failure> {
    let services = document["service"].as_array().into_iter().flatten();
    let mut servers = services.filter(|service| {
        let id = service["id"].as_str().unwrap_or_default();
        (id == "#atproto_pds" || id == format!("{did}#atproto_pds")) && service["type"] == "AtprotoPersonalDataServer"
    });
    let address = servers.next().and_then(|service| service["serviceEndpoint"].as_str());
    let found = address.and_then(server).filter(|url| url.scheme() == "https" || bluesky.word() == Word::Typed);
    found.ok_or_else(|| Failure::NotFound { host: did.to_owned(), what: "#atproto_pds".to_owned() })
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    const DID: &str = "did:plc:z72i7hdynmk6r22z27h6tvur";

    fn service(id: &str, endpoint: &str) -> Value {
        json!({ "id": id, "type": "AtprotoPersonalDataServer", "serviceEndpoint": endpoint })
    }

    #[test]
    fn an_identity_names_its_server_in_one_of_two_ways_and_only_a_safe_one_counts() {
        let bluesky = Bluesky::default();
        for (service, expect) in [
            (service("#atproto_pds", "https://pds.example"), Some("https://pds.example/")),
            (service(&format!("{DID}#atproto_pds"), "https://pds.example:8443/x"), Some("https://pds.example:8443/")),
            (service("#atproto_pds", "http://pds.example"), None),
            (service("#atproto_pds", "nonsense"), None),
            (service("#atproto_labeler", "https://labels.example"), None),
            (json!({ "id": "#atproto_pds", "serviceEndpoint": "https://pds.example" }), None),
            (json!(7), None),
        ] {
            let found = server_of(&bluesky, &json!({ "service": [{}, service] }), DID);
            assert_eq!(found.ok().as_ref().map(Url::as_str), expect, "{service}");
        }
        assert!(server_of(&bluesky, &Value::Null, DID).is_err());
    }

    #[test]
    fn the_first_handle_of_an_identity_is_the_one_that_counts() {
        let document = json!({ "alsoKnownAs": ["https://ana.example", 7, "at://Ana.Example", "at://other.example"] });
        assert_eq!(names(&document).next().as_deref(), Some("ana.example"));
        assert_eq!(names(&json!({ "alsoKnownAs": ["at://nonsense"] })).next(), None);
    }

    #[test]
    fn only_a_handle_that_is_a_whole_domain_is_a_site() {
        let server = Url::parse("https://pds.example/").unwrap_or_else(|_| unreachable!());
        for (handle, site) in [
            (Some("ana.example"), Some("https://ana.example")),
            (Some("ana.bsky.social"), None),
            (Some("ana.paper.example"), None),
            (None, None),
        ] {
            let handle = handle.map(str::to_owned);
            let identity = Identity { did: DID.to_owned(), handle, server: server.clone(), typed: false };
            assert_eq!(identity.account(true).site.as_deref(), site, "{identity:?}");
        }
    }
}
