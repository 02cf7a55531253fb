//! Posts and comments of Facebook.
//!
//! The archive does not say who could see them, and most are for friends: so none of their words leaves this reader.

use super::{key, moment, whole};
use crate::archives::Why;
use crate::archives::handing::Understood;
use coach::person::Network;
use coach::post::{Post, ReplyTo};
use serde_json::Value;

/// A post, where the entry has words, a link or a picture; nothing for others' posts on the person's page and the like.
pub(super) fn post(entry: &Value) -> Understood {
    let at = moment(&entry["timestamp"]).ok_or((Why::NoDate, String::new()))?;
    let mut post = Post::new(key("post", at), Network::Facebook, at);
    post.text = first(&entry["data"], |data| data["post"].as_str()).map(whole).unwrap_or_default();
    let attached = || entry["attachments"].as_array().into_iter().flatten();
    let pieces = || attached().flat_map(|attached| attached["data"].as_array().into_iter().flatten());
    let pictures = pieces().filter(|piece| piece["media"].is_object()).count();
    let links = pieces().any(|piece| piece["external_context"]["url"].is_string());
    post.media = u8::try_from(pictures).unwrap_or(u8::MAX);
    if post.text.is_empty() && pictures == 0 && !links {
        return Ok(None);
    }
    Ok(Some(post.kept_private()))
}

/// A comment. Whom it answers stands only in a sentence in the person's language.
pub(super) fn comment(entry: &Value) -> Understood {
    let comment = first(&entry["data"], |data| data.get("comment")).ok_or((Why::Malformed, String::new()))?;
    let at = moment(&comment["timestamp"]).or(moment(&entry["timestamp"])).ok_or((Why::NoDate, String::new()))?;
    let mut post = Post::new(key("comment", at), Network::Facebook, at);
    post.text = comment["comment"].as_str().map(whole).unwrap_or_default();
    post.media = u8::from(entry["attachments"].as_array().is_some_and(|attached| !attached.is_empty()));
    post.reply = Some(ReplyTo { whom: None, own: false, post: None, asks: None });
    Ok(Some(post.kept_private()))
}

fn first<'a, T>(list: &'a Value, is: impl Fn(&'a Value) -> Option<T>) -> Option<T> {
    list.as_array()?.iter().find_map(is)
}
