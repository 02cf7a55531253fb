//! What others said: from notifications, or from the timeline.

use super::people;
use crate::archives::{Problem, Why};
use crate::bluesky::{record, uri};
use crate::live::{Heard, HeardSort, Profile};
use crate::moment::possible;
use chrono::{DateTime, Utc};
use coach::post::Post;
use coach::words;
use serde_json::Value;

/// One page of notifications.
#[derive(Debug, Default)]
pub(super) struct Told {
    pub(super) heard: Vec<Heard>,
    pub(super) profiles: Vec<Profile>,
    pub(super) problems: Vec<Problem>,
    /// When the oldest and the newest on it were seen by the network, of whatever sort.
    pub(super) oldest: Option<DateTime<Utc>>,
    pub(super) newest: Option<DateTime<Utc>>,
    /// Where the next page begins; `None` where this is the last.
    pub(super) next: Option<String>,
}

/// What a page of notifications says.
pub(super) fn told(answer: &Value, own: &str) -> Told {
    let mut told = Told::default();
    for one in answer["notifications"].as_array().into_iter().flatten() {
        let seen = moment(&one["indexedAt"]);
        told.oldest = told.oldest.into_iter().chain(seen).min();
        told.newest = told.newest.into_iter().chain(seen).max();
        if !matches!(one["reason"].as_str(), Some("reply" | "mention" | "quote")) {
            continue;
        }
        match one_told(one, own, seen) {
            Ok(None) => {}
            Ok(Some(heard)) => {
                told.profiles.extend(people::profile(&one["author"]));
                told.heard.push(heard);
            }
            Err(why) => {
                let what = || one["uri"].as_str().unwrap_or("a notification").to_owned();
                Problem::note(&mut told.problems, why, what);
            }
        }
    }
    told.next = answer["cursor"].as_str().filter(|next| !next.is_empty()).map(str::to_owned);
    told
}

/// What a notification says that somebody said. `None` where nothing was said to the person: in a thread that she began
/// everybody's answers to each other are told too.
fn one_told(one: &Value, own: &str, seen: Option<DateTime<Utc>>) -> Result<Option<Heard>, Why> {
    if one["author"]["did"] == own {
        return Ok(None);
    }
    let (mut heard, post) = said(one, seen)?;
    let is_own = |address: &&str| uri::parts(address).is_some_and(|parts| parts.did == own);
    let subject = one["reasonSubject"].as_str().filter(is_own).map(str::to_owned);
    let answered = post.reply.as_ref().and_then(|reply| reply.post.as_deref()).filter(is_own).map(str::to_owned);
    let named = post.mentions.iter().any(|whom| whom.handle.id == own);
    (heard.sort, heard.answers) = match (one["reason"].as_str(), answered) {
        (_, Some(answered)) => (HeardSort::Reply, Some(answered)),
        (Some("quote"), None) => (HeardSort::Quote, subject),
        (Some("mention"), None) => (HeardSort::Mention, None),
        _ if named => (HeardSort::Mention, None),
        _ => return Ok(None),
    };
    Ok(Some(heard))
}

/// What those whom the person follows asked everybody, by a page of the timeline.
pub(super) fn asked(timeline: &Value, own: &str) -> Vec<Heard> {
    let posts = timeline["feed"].as_array().into_iter().flatten();
    let posts = posts.filter(|one| one["reason"].is_null() && one["post"]["record"]["reply"].is_null());
    let posts = posts.map(|one| &one["post"]).filter(|post| post["author"]["did"] != own);
    let posts = posts.filter(|post| !people::is_robot(&post["author"]));
    posts
        .filter_map(|post| said(post, moment(&post["indexedAt"])).ok())
        .map(|(heard, _)| heard)
        .filter(|h| h.asks)
        .collect()
}

/// Whether a post, as servers show it, asks something.
pub(super) fn asks(record: &Value, address: &str) -> Option<bool> {
    record::post(address, record, None).ok().map(|post| asks_something(&post))
}

fn asks_something(post: &Post) -> bool {
    words::asks(&words::own(&post.text), !post.links.is_empty())
}

/// A post of somebody else: what is kept of it, and all of it.
fn said(one: &Value, seen: Option<DateTime<Utc>>) -> Result<(Heard, Post), Why> {
    let address = one["uri"].as_str().ok_or(Why::NoId)?;
    let whom = people::somebody(&one["author"]).ok_or(Why::NoId)?;
    let post = record::post(address, &one["record"], seen)?;
    let heard = Heard {
        id: post.id.clone(),
        at: post.at,
        whom,
        sort: HeardSort::Post,
        answers: None,
        asks: asks_something(&post),
        words: post.own_words(),
        link: uri::web(address),
    };
    Ok((heard, post))
}

pub(super) fn moment(value: &Value) -> Option<DateTime<Utc>> {
    DateTime::parse_from_rfc3339(value.as_str()?).ok().map(|at| at.to_utc()).and_then(possible)
}
