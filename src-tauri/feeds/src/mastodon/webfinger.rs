//! Where the account of a handle really is: its host may be a plain site that says so.

use super::typed::{authority, server};
use crate::net::{Ask, Failure, Net, Word};
use reqwest::Url;
use serde_json::Value;

/// What a host says of an account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Finger {
    /// The server that has it.
    pub(super) base: Url,
    /// What identifies it for good.
    pub(super) actor: Url,
    /// Its name there.
    pub(super) name: String,
}

/// Asks the host of a handle where the account is.
///
/// The person named the handle, and what she named it stands for is asked too; but nothing in her own network that she
/// did not type.
///
/// # Errors
/// Where the host knows of no such account, or can't be asked.
pub(super) async fn finger(net: &Net, base: &Url, name: &str) -> Result<Finger, Failure> {
    let resource = format!("acct:{name}@{}", authority(base));
    let answer = match ask(net, base, &resource).await {
        // The whole of a domain's handles may live at another's.
        Err(Failure::LedAstray { to, .. }) => {
            let there = server(&to).ok_or_else(|| nowhere(base, &resource))?;
            net.allow(&there, Word::Told);
            ask(net, &there, &resource).await
        }
        Err(Failure::NotFound { .. } | Failure::Strange { .. } | Failure::Forbidden { .. }) => {
            let template = host_meta(net, base).await?.ok_or_else(|| nowhere(base, &resource))?;
            let escaped: String = url::form_urlencoded::byte_serialize(resource.as_bytes()).collect();
            let url = Url::parse(&template.replace("{uri}", &escaped)).map_err(|_| nowhere(base, &resource))?;
            net.allow(&url, Word::Told);
            json(net, url).await
        }
        answer => answer,
    }?;
    let found = read(&answer, name).ok_or_else(|| nowhere(base, &resource))?;
    net.allow(&found.base, Word::Told);
    Ok(found)
}

async fn ask(net: &Net, base: &Url, resource: &str) -> Result<Value, Failure> {
    let mut url = base.join("/.well-known/webfinger").map_err(|_| nowhere(base, resource))?;
    url.query_pairs_mut().append_pair("resource", resource);
    json(net, url).await
}

async fn json(net: &Net, url: Url) -> Result<Value, Failure> {
    let ask = Ask::get(url).header(reqwest::header::ACCEPT, "application/jrd+json, application/json");
    net.answer(ask.most(256 << 10)).await?.good(None)?.json()
}

/// The address by which a host's handles are asked about, where it is not the usual one.
async fn host_meta(net: &Net, base: &Url) -> Result<Option<String>, Failure> {
    let url = base.join("/.well-known/host-meta").map_err(|_| nowhere(base, "host-meta"))?;
    let answered = net.answer(Ask::get(url).most(64 << 10)).await?.good(None)?;
    let text = String::from_utf8_lossy(&answered.body).into_owned();
    let lrdd = text.split('<').find(|tag| tag.contains("lrdd") && tag.contains("template="));
    let template = lrdd.and_then(|tag| tag.split("template=").nth(1)?.split(['"', '\'']).nth(1).map(str::to_owned));
    Ok(template.filter(|template| template.contains("{uri}")).map(|template| template.replace("&amp;", "&")))
}

/// What a host's answer says.
fn read(answer: &Value, name: &str) -> Option<Finger> {
    let links = answer["links"].as_array()?;
    let is_actor = |link: &&Value| {
        let kind = link["type"].as_str().unwrap_or_default();
        link["rel"] == "self" && (kind.contains("activity+json") || kind.contains("ld+json"))
    };
    let actor = Url::parse(links.iter().find(is_actor)?["href"].as_str()?).ok()?;
    let base = super::typed::base(actor.as_str()).ok()?;
    let subject = answer["subject"].as_str().and_then(|subject| subject.strip_prefix("acct:")?.split('@').next());
    Some(Finger { base, actor, name: subject.filter(|name| !name.is_empty()).unwrap_or(name).to_owned() })
}

fn nowhere(base: &Url, what: &str) -> Failure {
    Failure::NotFound { host: authority(base), what: what.to_owned() }
}
