//! What others said: from a notification, or from the home timeline.

use super::account::{profile, somebody};
use super::api::{id, text};
use super::known::Known;
use super::status::{moment, quoted};
use crate::archives::Why;
use crate::html::{self, Limits};
use crate::live::{Heard, HeardSort, Profile};
use coach::words;
use serde_json::Value;

/// What a notification says that somebody said; `None` where nothing was said to the person, or in a
/// direct message: nothing of such is noted.
///
/// # Errors
/// Why it can't be read.
pub(super) fn told(notification: &Value, known: &Known) -> Result<Option<(Heard, Option<Profile>)>, Why> {
    match notification["type"].as_str() {
        Some("mention" | "quote") => {}
        Some(_) => return Ok(None),
        None => return Err(Why::Malformed),
    }
    let status = &notification["status"];
    if status.is_null() {
        // It was deleted in between.
        return Ok(None);
    }
    if status["visibility"] == "direct" {
        return Ok(None);
    }
    let author = if notification["account"].is_object() { &notification["account"] } else { &status["account"] };
    if known.me.is(author) {
        return Ok(None);
    }
    let mut heard = said(status, author, known)?;
    let own_quoted = quoted(status).filter(|quoted| known.me.is(&quoted["account"]));
    if known.me.has_id(&status["in_reply_to_account_id"]) {
        heard.sort = HeardSort::Reply;
        heard.answers = id(&status["in_reply_to_id"]).and_then(|id| known.own_key(&id));
    } else if let Some(own) = own_quoted {
        heard.sort = HeardSort::Quote;
        heard.answers = text(&own["uri"]).or(text(&own["url"])).map(str::to_owned);
    } else {
        heard.sort = HeardSort::Mention;
    }
    Ok(Some((heard, profile(author, known.me.domain()))))
}

/// What somebody asked everybody, by a status of the home timeline.
pub(super) fn asked(status: &Value, known: &Known) -> Option<Heard> {
    let author = &status["account"];
    let to_all = matches!(status["visibility"].as_str(), Some("public" | "unlisted"));
    let passed_on = status["reblog"].is_object() || !status["in_reply_to_id"].is_null();
    if !to_all || passed_on || known.me.is(author) || author["bot"] == true {
        return None;
    }
    said(status, author, known).ok().filter(|heard| heard.asks)
}

/// Whether a status asks something.
pub(super) fn asks(status: &Value) -> bool {
    let read = html::text(status["content"].as_str().unwrap_or_default(), &Limits::POST);
    words::asks(&words::own(&read.text), !read.links.is_empty())
}

/// A status of somebody else, without its words.
fn said(status: &Value, author: &Value, known: &Known) -> Result<Heard, Why> {
    let key = text(&status["uri"]).or(text(&status["url"])).ok_or(Why::NoId)?;
    let at = moment(status).ok_or(Why::NoDate)?;
    let whom = somebody(author, known.me.domain()).ok_or(Why::NoId)?;
    let read = html::text(status["content"].as_str().unwrap_or_default(), &Limits::POST);
    let own = words::own(&read.text);
    let link = text(&status["url"]).or(text(&status["uri"])).filter(|link| html::is_web(link));
    Ok(Heard {
        id: key.to_owned(),
        at,
        whom,
        sort: HeardSort::Post,
        answers: None,
        asks: words::asks(&own, !read.links.is_empty()),
        words: words::count(&own).words(),
        link: link.map(str::to_owned),
    })
}
