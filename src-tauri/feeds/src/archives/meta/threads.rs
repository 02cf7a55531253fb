//! Posts of Threads.

use super::text::mentions;
use super::{key, moment, whole};
use crate::archives::handing::Understood;
use crate::archives::{Why, plain};
use coach::person::Network;
use coach::post::{Post, ReplyTo};
use serde_json::Value;

/// A post or an answer: the archive has both in one list, and says only of some which it is.
pub(super) fn post(entry: &Value, own: Option<&str>) -> Understood {
    let pictures = entry["media"].as_array().map_or(&[][..], Vec::as_slice);
    let first = pictures.first().unwrap_or(&Value::Null);
    let at = moment(&entry["creation_timestamp"]).or(moment(&first["creation_timestamp"]));
    let at = at.ok_or((Why::NoDate, String::new()))?;
    let mut post = Post::new(key("post", at), Network::Threads, at);
    let text = entry["title"].as_str().filter(|title| !title.is_empty()).or(first["title"].as_str());
    post.text = text.map(whole).unwrap_or_default();
    post.links = plain::links(&post.text);
    post.mentions = mentions(&post.text, Network::Threads, own);
    post.media = u8::try_from(pictures.iter().filter(|piece| has_picture(piece)).count()).unwrap_or(u8::MAX);
    let is_reply = [entry, first].iter().any(|part| part["text_app_post"]["is_reply"] == true);
    if is_reply {
        let named = post.mentions.first().filter(|_| post.text.starts_with('@')).cloned();
        post.reply = Some(ReplyTo { whom: named, own: false, post: None, asks: None });
    }
    Ok(Some(post))
}

fn has_picture(piece: &Value) -> bool {
    piece["uri"].as_str().is_some_and(|uri| !uri.is_empty())
}
