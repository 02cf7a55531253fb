//! Posts and comments of Instagram.

use super::text::{is_name, mentions, somebody};
use super::{key, moment, whole};
use crate::archives::handing::Understood;
use crate::archives::{Why, plain};
use coach::person::Network;
use coach::post::{Post, ReplyTo};
use serde_json::Value;

/// A post: its words stand with it, or, where it has one picture, with that.
pub(super) fn post(entry: &Value) -> Understood {
    let pictures = entry["media"].as_array().map_or(&[][..], Vec::as_slice);
    let first = pictures.first().unwrap_or(&Value::Null);
    let at = moment(&entry["creation_timestamp"]).or(moment(&first["creation_timestamp"]));
    let at = at.ok_or((Why::NoDate, String::new()))?;
    let mut post = Post::new(key("post", at), Network::Instagram, at);
    let caption = entry["title"].as_str().filter(|title| !title.is_empty()).or(first["title"].as_str());
    post.text = caption.map(whole).unwrap_or_default();
    post.links = plain::links(&post.text);
    post.mentions = mentions(&post.text, Network::Instagram, None);
    post.media = u8::try_from(pictures.len()).unwrap_or(u8::MAX);
    Ok(Some(post))
}

/// A comment. Its parts are named in the person's language: the moment is told by its shape, and the owner of what is
/// commented on by being a name.
pub(super) fn comment(entry: &Value, own: Option<&str>) -> Understood {
    let parts = entry["string_map_data"].as_object().ok_or((Why::Malformed, String::new()))?;
    let at = parts.values().find_map(|part| moment(&part["timestamp"])).ok_or((Why::NoDate, String::new()))?;
    let texts = || parts.iter().filter_map(|(label, part)| Some((label, part["value"].as_str()?)));
    let named = |wanted: &str| texts().find(|(label, _)| *label == wanted).map(|(_, text)| text);
    let comment = named("Comment").or_else(|| texts().map(|(_, text)| text).find(|text| !is_name(text)));
    let comment = comment.or_else(|| texts().map(|(_, text)| text).next()).ok_or((Why::Malformed, String::new()))?;
    let owner =
        named("Media Owner").or_else(|| texts().map(|(_, text)| text).find(|text| is_name(text) && *text != comment));
    let mut post = Post::new(key("comment", at), Network::Instagram, at);
    post.text = whole(comment);
    post.links = plain::links(&post.text);
    post.mentions = mentions(&post.text, Network::Instagram, own);
    let whom = owner.filter(|owner| is_name(owner)).map(|owner| somebody(owner, Network::Instagram));
    // Under one's own picture one answers those who are named.
    let under_own = whom.as_ref().is_some_and(|whom| own == Some(whom.handle.id.as_str()));
    let whom = if under_own { post.mentions.first().cloned() } else { whom };
    if let Some(whom) = whom.as_ref().filter(|whom| !post.mentions.contains(whom)) {
        post.mentions.insert(0, whom.clone());
    }
    post.reply = Some(ReplyTo { own: under_own && whom.is_none(), whom, post: None, asks: None });
    Ok(Some(post))
}
