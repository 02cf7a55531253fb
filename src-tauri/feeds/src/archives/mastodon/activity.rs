//! From an activity of the outbox to a post.

use super::actor::{Actor, host, is_below};
use crate::archives::Why;
use crate::archives::handing::Understood;
use crate::html::{self, Limits};
use chrono::{DateTime, Utc};
use coach::person::{Counterpart, Handle, Network};
use coach::post::{Boost, Post, ReplyTo};
use serde_json::Value;

/// Everybody, as activities name it.
const EVERYBODY: [&str; 3] = ["https://www.w3.org/ns/activitystreams#Public", "as:Public", "Public"];

/// What an element of the outbox is.
///
/// Where only those it was sent to may see it, its words are counted here and go no further.
pub(super) fn understand(activity: &Value, own: &Actor) -> Understood {
    let sort = activity["type"].as_str().unwrap_or_default();
    let object = &activity["object"];
    let post = match sort {
        "Announce" => boost(activity, object),
        "Create" if object.is_object() => note(object, activity, own),
        "Note" | "Question" | "Article" | "Page" | "Event" | "Image" | "Video" | "Audio" => {
            note(activity, activity, own)
        }
        _ => Err(Why::Malformed),
    };
    post.map(Some).map_err(|why| (why, id_of(activity).unwrap_or(sort).to_owned()))
}

fn note(object: &Value, activity: &Value, own: &Actor) -> Result<Post, Why> {
    let id = id_of(object).ok_or(Why::NoId)?;
    let at = moment(object).or(moment(activity)).ok_or(Why::NoDate)?;
    let mut post = Post::new(id.to_owned(), Network::Mastodon, at);
    let (content, language) = content(object);
    let read = html::text(content, &Limits::POST);
    let mentions = mentions(&object["tag"], own);
    post.links = read.links;
    post.links.retain(|link| !mentions.iter().any(|somebody| somebody.handle.id == *link));
    post.text = read.text;
    post.quote = ["quote", "quoteUri", "quoteUrl", "_misskey_quote"]
        .iter()
        .find_map(|name| address_of(&object[*name]).filter(|address| html::is_web(address)).map(str::to_owned))
        .or(read.quote);
    post.language = language.map(str::to_owned);
    post.media = u8::try_from(object["attachment"].as_array().map_or(0, Vec::len)).unwrap_or(u8::MAX);
    post.mentions = mentions;
    post.reply = address_of(&object["inReplyTo"]).map(|answered| reply(answered, &post.mentions, own));
    // The activity around it is asked only where the post itself does not say whom it was sent to.
    let sent = if object["to"].is_null() && object["cc"].is_null() { activity } else { object };
    Ok(if is_public(sent) { post } else { post.kept_private() })
}

fn boost(activity: &Value, object: &Value) -> Result<Post, Why> {
    let id = id_of(activity).ok_or(Why::NoId)?;
    let at = moment(activity).ok_or(Why::NoDate)?;
    address_of(object).ok_or(Why::Malformed)?;
    let mut post = Post::new(id.to_owned(), Network::Mastodon, at);
    // Whose it is, only the address tells, and that differs from server to server.
    post.boost = Some(Boost { whom: object["attributedTo"].as_str().map(|id| somebody(id, None)) });
    Ok(post)
}

/// The text, and the language it is in where only one is named.
fn content(object: &Value) -> (&str, Option<&str>) {
    let translations = object["contentMap"].as_object();
    let single = translations.filter(|all| all.len() == 1).and_then(|all| all.iter().next());
    let plain = object["content"].as_str();
    let any = translations.and_then(|all| all.values().find_map(Value::as_str));
    (plain.or(any).unwrap_or_default(), single.map(|(language, _)| language.as_str()))
}

/// Whom it mentions, in order, the author left out.
fn mentions(tags: &Value, own: &Actor) -> Vec<Counterpart> {
    let list = tags.as_array().map_or(std::slice::from_ref(tags), Vec::as_slice);
    let mut mentions: Vec<Counterpart> = Vec::new();
    for tag in list.iter().filter(|tag| tag["type"] == "Mention") {
        let Some(id) = tag["href"].as_str().filter(|id| !own.is(id)) else { continue };
        if !mentions.iter().any(|known| known.handle.id == id) {
            mentions.push(somebody(id, tag["name"].as_str()));
        }
    }
    mentions
}

/// Somebody by her address, and by the name in full: of those on the same server only the first half is written.
fn somebody(id: &str, name: Option<&str>) -> Counterpart {
    let name = name.filter(|name| !name.is_empty()).map(|name| match (name.matches('@').count(), host(id)) {
        (1, Some(host)) if name.starts_with('@') => format!("{name}@{host}"),
        _ => name.to_owned(),
    });
    Counterpart { handle: Handle { network: Network::Mastodon, id: id.to_owned() }, name }
}

/// What is answered. The archive names only the post: whose it is, its address tells, or the order of mentions, in
/// which the one answered comes first.
fn reply(answered: &str, mentions: &[Counterpart], own: &Actor) -> ReplyTo {
    let is_own = own.wrote(answered);
    let by_address = mentions.iter().find(|somebody| is_below(answered, &somebody.handle.id));
    let by_host = || mentions.iter().find(|somebody| host(&somebody.handle.id) == host(answered));
    let whom = if is_own {
        own.id.as_deref().map(|id| somebody(id, None))
    } else {
        by_address.or_else(by_host).or(mentions.first()).cloned()
    };
    ReplyTo { whom, own: is_own, post: Some(answered.to_owned()), asks: None }
}

/// Whether everybody may see it, in lists or by its address.
fn is_public(object: &Value) -> bool {
    let sent_to = ["to", "cc"].into_iter().flat_map(|name| match &object[name] {
        Value::Array(all) => all.as_slice(),
        one => std::slice::from_ref(one),
    });
    sent_to.filter_map(Value::as_str).any(|to| EVERYBODY.contains(&to))
}

fn id_of(object: &Value) -> Option<&str> {
    object["id"].as_str().filter(|id| !id.is_empty())
}

/// The address of an object that is given whole, or by its address alone.
fn address_of(object: &Value) -> Option<&str> {
    object.as_str().or(object["id"].as_str()).filter(|id| !id.is_empty())
}

fn moment(object: &Value) -> Option<DateTime<Utc>> {
    DateTime::parse_from_rfc3339(object["published"].as_str()?.trim()).ok().map(|at| at.to_utc())
}
