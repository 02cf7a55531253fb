//! From a record, as repositories and servers write it, to a post.

use super::richtext::{self, RichText};
use super::uri::{self, Parts};
use crate::archives::Why;
use crate::html::is_web;
use crate::moment::possible;
use chrono::{DateTime, NaiveDateTime, TimeDelta, Utc};
use coach::person::{Counterpart, Handle, Network};
use coach::post::{Boost, Post, ReplyTo};
use ipld_core::ipld::Ipld;
use serde_json::Value;

/// How long before it was seen first a post may say it was written; what says more was given an old date.
const BACKDATED: TimeDelta = TimeDelta::days(2);

/// What a record says, from DAG-CBOR, in the shape in which servers write it; bytes and links to blocks, which no post
/// needs, become `null`. `None` where it is no DAG-CBOR, or nested deeper than any record.
pub fn decode(block: &[u8]) -> Option<Value> {
    serde_ipld_dagcbor::from_slice::<Ipld>(block).ok().map(plain)
}

fn plain(value: Ipld) -> Value {
    match value {
        Ipld::Null | Ipld::Bytes(_) | Ipld::Link(_) => Value::Null,
        Ipld::Bool(value) => Value::Bool(value),
        Ipld::Integer(value) => i64::try_from(value).map_or(Value::Null, Value::from),
        Ipld::Float(value) => Value::from(value),
        Ipld::String(value) => Value::String(value),
        Ipld::List(values) => Value::Array(values.into_iter().map(plain).collect()),
        Ipld::Map(values) => Value::Object(values.into_iter().map(|(name, value)| (name, plain(value))).collect()),
    }
}

/// The post that a record is, a post or a repost. Its id is its AT-URI.
///
/// `seen` is when a server saw it first, where one says so; without it, the time in the record's key. The date in a
/// record is its author's claim: where it is later than the record was seen, or long before, it was seen then.
///
/// # Errors
/// Why it is none. [`Why::NoId`] where the address is none of a post or repost.
pub fn post(uri: &str, record: &Value, seen: Option<DateTime<Utc>>) -> Result<Post, Why> {
    let Parts { did, collection, rkey } = uri::parts(uri).ok_or(Why::NoId)?;
    let at = published(record["createdAt"].as_str().and_then(moment), seen.or_else(|| uri::written(rkey)))?;
    let mut post = Post::new(uri.to_owned(), Network::Bluesky, at);
    match collection {
        uri::REPOST => {
            let subject = record["subject"]["uri"].as_str().and_then(uri::parts).ok_or(Why::Malformed)?;
            post.boost = Some(Boost { whom: Some(nameless(subject.did)) });
        }
        uri::POST => {
            let text = record["text"].as_str().ok_or(Why::Malformed)?;
            let RichText { text, links, mentions } = richtext::read(text, record);
            (post.text, post.links) = (text.trim().to_owned(), links);
            post.language = record["langs"][0].as_str().map(str::to_owned);
            let mentions = mentions.into_iter().filter(|(known, _)| known.as_deref() != Some(did));
            post.mentions = mentions.map(|(did, name)| somebody(did, name)).collect();
            read_reply(&mut post, record, did);
            read_embed(&mut post, &record["embed"], did);
        }
        _ => return Err(Why::NoId),
    }
    Ok(post)
}

/// When a record was published: when its author says, unless whoever saw it first knows better.
///
/// # Errors
/// [`Why::NoDate`] where nobody says.
fn published(created: Option<DateTime<Utc>>, seen: Option<DateTime<Utc>>) -> Result<DateTime<Utc>, Why> {
    match (created, seen) {
        (Some(created), Some(seen)) if created > seen || created < seen - BACKDATED => Ok(seen),
        (Some(at), _) | (None, Some(at)) => Ok(at),
        (None, None) => Err(Why::NoDate),
    }
}

/// A date as records have it: with any offset, or without one, which then is UTC. Years no post can be of are none.
fn moment(date: &str) -> Option<DateTime<Utc>> {
    let with_offset = DateTime::parse_from_rfc3339(date.trim()).map(|at| at.to_utc()).ok();
    let at = with_offset.or_else(|| date.trim().parse::<NaiveDateTime>().ok().map(|at| at.and_utc()))?;
    possible(at)
}

fn read_reply(post: &mut Post, record: &Value, own: &str) {
    let parent = record["reply"]["parent"]["uri"].as_str();
    let Some((uri, parent)) = parent.and_then(|uri| Some((uri, uri::parts(uri)?))) else { return };
    let known = post.mentions.iter().find(|known| known.handle.id == parent.did);
    let whom = known.cloned().unwrap_or_else(|| nameless(parent.did));
    let is_own = parent.did == own;
    if !is_own && known.is_none() {
        post.mentions.insert(0, whom.clone());
    }
    post.reply = Some(ReplyTo { whom: Some(whom), own: is_own, post: Some(uri.to_owned()), asks: None });
}

/// What is shown below a text: pictures, a film, a page, a quoted post, or a quoted post with one of the others.
fn read_embed(post: &mut Post, embed: &Value, own: &str) {
    match embed["$type"].as_str().unwrap_or_default() {
        "app.bsky.embed.images" => post.media = count(&embed["images"]),
        "app.bsky.embed.video" => post.media = 1,
        "app.bsky.embed.external" => read_page(post, embed["external"]["uri"].as_str().unwrap_or_default()),
        "app.bsky.embed.record" => read_quote(post, embed["record"]["uri"].as_str().unwrap_or_default(), own),
        "app.bsky.embed.recordWithMedia" => {
            // Its record is such an embed itself, and so is its media; neither may hold this kind again.
            read_quote(post, embed["record"]["record"]["uri"].as_str().unwrap_or_default(), own);
            if embed["media"]["$type"] != "app.bsky.embed.recordWithMedia" {
                read_embed(post, &embed["media"], own);
            }
        }
        _ => {}
    }
}

/// Hosts of the moving pictures that the app lets people choose; they come as pages.
const MOVING_PICTURES: &[&str] = &["https://media.tenor.com/", "https://t.gifs.bsky.app/", "https://giphy.com/"];

fn read_page(post: &mut Post, address: &str) {
    if MOVING_PICTURES.iter().any(|host| address.starts_with(host)) {
        post.media = 1;
    } else if is_web(address) && !post.links.iter().any(|known| known == address) {
        post.links.push(address.to_owned());
    }
}

/// A quoted post. One's own is a page like any other: nobody is quoted; and so is what is shown but is no post. The link
/// that one writes or pastes to make the app show it is no further link.
fn read_quote(post: &mut Post, uri: &str, own: &str) {
    let (Some(parts), Some(address)) = (uri::parts(uri), uri::web(uri)) else { return };
    let pasted = post.links.iter().position(|link| is_same_place(link, &address));
    if parts.collection != uri::POST || parts.did == own {
        if pasted.is_none() {
            post.links.push(address);
        }
        return;
    }
    if let Some(pasted) = pasted {
        let link = post.links.remove(pasted);
        post.text = post.text.replacen(&link, "", 1).trim().to_owned();
    }
    post.quote = Some(address);
    if !post.mentions.iter().any(|known| known.handle.id == parts.did) {
        post.mentions.push(nameless(parts.did));
    }
}

/// Whether a link leads to the same place as an address of [`uri::web`], by handle instead of DID.
fn is_same_place(link: &str, address: &str) -> bool {
    let behind_owner = |address: &str| {
        let rest = address.strip_prefix("https://bsky.app/profile/")?;
        rest.split_once('/').map(|(_, rest)| rest.to_owned())
    };
    link == address || behind_owner(link).is_some_and(|place| behind_owner(address) == Some(place))
}

fn count(list: &Value) -> u8 {
    u8::try_from(list.as_array().map_or(0, Vec::len)).unwrap_or(u8::MAX)
}

fn nameless(did: &str) -> Counterpart {
    Counterpart { handle: Handle { network: Network::Bluesky, id: did.to_owned() }, name: None }
}

/// Somebody by what identifies her for good, or else by the name as written, in small letters.
fn somebody(did: Option<String>, name: String) -> Counterpart {
    let id = did.unwrap_or_else(|| format!("@{}", name.trim_start_matches('@').to_lowercase()));
    Counterpart { handle: Handle { network: Network::Bluesky, id }, name: (!name.is_empty()).then_some(name) }
}
