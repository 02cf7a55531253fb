//! From a status to a post.

use super::account::somebody;
use super::api::{id, text};
use super::known::Known;
use crate::archives::Why;
use crate::html::{self, Limits};
use crate::moment::possible;
use chrono::{DateTime, Utc};
use coach::person::{Counterpart, Network};
use coach::post::{Boost, Post, ReplyTo};
use serde_json::Value;

/// The post that an own status is. Where only those it was sent to may see it, its words are counted here and go no
/// further.
///
/// # Errors
/// Why it is none.
pub(super) fn post(status: &Value, known: &Known) -> Result<Post, Why> {
    if !status.is_object() {
        return Err(Why::Malformed);
    }
    let key = text(&status["uri"]).or(text(&status["url"])).ok_or(Why::NoId)?;
    let at = moment(status).ok_or(Why::NoDate)?;
    let mut post = Post::new(key.to_owned(), Network::Mastodon, at);
    post.app = text(&status["application"]["name"]).map(str::to_owned);
    if status["reblog"].is_object() {
        post.boost = Some(Boost { whom: somebody(&status["reblog"]["account"], known.me.domain()) });
        return Ok(post);
    }
    let content = match &status["content"] {
        Value::String(content) => content,
        Value::Null => "",
        _ => return Err(Why::Malformed),
    };
    let read = html::text(content, &Limits::POST);
    post.text = read.text;
    post.links = read.links;
    post.quote = quoted(status).and_then(|quoted| text(&quoted["uri"]).or(text(&quoted["url"]))).map(str::to_owned);
    post.quote = post.quote.or(read.quote);
    post.language = text(&status["language"]).map(str::to_owned);
    post.media = u8::try_from(status["media_attachments"].as_array().map_or(0, Vec::len)).unwrap_or(u8::MAX);
    post.mentions = mentions(status, known);
    let profiles: Vec<&str> = entries(status).filter_map(|mention| text(&mention["url"])).collect();
    post.links.retain(|link| !profiles.contains(&link.as_str()));
    post.reply = reply(status, &mut post.mentions, known);
    if let Some(author) = quoted(status).map(|quoted| &quoted["account"]).filter(|author| !known.me.is(author)) {
        let author = somebody(author, known.me.domain());
        post.mentions.extend(author.filter(|author| !is_among(author, &post.mentions)));
    }
    Ok(if is_public(status) { post } else { post.kept_private() })
}

/// When a status was published.
pub(super) fn moment(status: &Value) -> Option<DateTime<Utc>> {
    DateTime::parse_from_rfc3339(status["created_at"].as_str()?.trim()).ok().map(|at| at.to_utc()).and_then(possible)
}

/// The post that a status quotes: Mastodon wraps it, others do not.
pub(super) fn quoted(status: &Value) -> Option<&Value> {
    let quote = &status["quote"];
    let quoted = if quote["quoted_status"].is_object() { &quote["quoted_status"] } else { quote };
    quoted["account"].is_object().then_some(quoted)
}

/// Whether everybody may see it. What a server calls otherwise than all servers do is for few.
fn is_public(status: &Value) -> bool {
    matches!(status["visibility"].as_str(), Some("public" | "unlisted"))
}

fn entries(status: &Value) -> impl Iterator<Item = &Value> {
    status["mentions"].as_array().into_iter().flatten()
}

fn mentions(status: &Value, known: &Known) -> Vec<Counterpart> {
    let mut mentions: Vec<Counterpart> = Vec::new();
    for somebody in entries(status).filter(|mention| !known.me.is(mention)).filter_map(|one| known.mentioned(one)) {
        if !is_among(&somebody, &mentions) {
            mentions.push(somebody);
        }
    }
    mentions
}

/// What a status answers. Whom, is found among those it mentions, or in the post that it answers.
fn reply(status: &Value, mentions: &mut Vec<Counterpart>, known: &Known) -> Option<ReplyTo> {
    let post = id(&status["in_reply_to_id"]);
    let account = &status["in_reply_to_account_id"];
    if post.is_none() && account.is_null() {
        return None;
    }
    let parent = post.as_deref().and_then(|id| known.parent(id));
    let by_parent = parent.and_then(|parent| parent.whom.clone());
    let own = known.me.has_id(account) || by_parent.as_ref() == Some(&known.me.counterpart());
    if own {
        let key = post.as_deref().and_then(|id| known.own_key(id));
        return Some(ReplyTo { whom: Some(known.me.counterpart()), own, post: key, asks: None });
    }
    let account = id(account);
    let by_mention = entries(status).find(|mention| account.is_some() && id(&mention["id"]) == account);
    let whom = by_parent.or_else(|| by_mention.and_then(|mention| known.mentioned(mention)));
    if let Some(whom) = &whom {
        mentions.retain(|known| known.handle != whom.handle);
        mentions.insert(0, whom.clone());
    }
    Some(ReplyTo {
        whom,
        own,
        post: parent.map(|parent| parent.key.clone()),
        asks: parent.and_then(|parent| parent.asks),
    })
}

fn is_among(somebody: &Counterpart, all: &[Counterpart]) -> bool {
    all.iter().any(|known| known.handle == somebody.handle)
}
