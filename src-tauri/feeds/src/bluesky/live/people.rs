//! Who people are: their names, whether they say that they are robots, and what was answered.

use super::heard;
use super::session::Session;
use super::xrpc::{Refusal, Server};
use super::{Bluesky, typed};
use crate::live::{Page, Profile};
use coach::person::{Counterpart, Handle, Network};
use coach::post::Post;
use serde_json::Value;
use std::collections::{BTreeSet, HashMap};
use std::sync::PoisonError;

/// As many as can be asked for at once.
const AT_ONCE: usize = 25;
/// So many questions about people are asked in one step.
const QUESTIONS: usize = 4;
/// So many names are kept in mind.
const MOST_NAMES: usize = 100_000;

/// What is known of somebody.
#[derive(Debug, Clone)]
pub(super) struct Somebody {
    name: Option<String>,
}

/// Somebody as servers show her; `None` where nothing identifies her.
pub(super) fn somebody(author: &Value) -> Option<Counterpart> {
    let did = author["did"].as_str().filter(|did| did.starts_with("did:"))?;
    let handle = author["handle"].as_str().filter(|handle| typed::is_handle(handle) && *handle != "handle.invalid");
    let handle_of = Handle { network: Network::Bluesky, id: did.to_owned() };
    Some(Counterpart { handle: handle_of, name: handle.map(|handle| format!("@{handle}")) })
}

/// What an account says of itself.
pub(super) fn profile(author: &Value) -> Option<Profile> {
    Some(Profile { whom: somebody(author)?, bot: is_robot(author), sites: Vec::new() })
}

/// Whether an account says of itself that it is a robot. What others say of it does not count.
pub(super) fn is_robot(author: &Value) -> bool {
    let labels = author["labels"].as_array().into_iter().flatten();
    labels.filter(|label| label["neg"] != true).any(|label| label["val"] == "bot" && label["src"] == author["did"])
}

/// Fills in what the network knows of those whom the posts name: their names, and whether what is answered asked
/// something. Whatever can't be had stays unknown; only a sign-in that ran out is told.
pub(super) async fn fill(
    bluesky: &Bluesky,
    there: &Server<'_>,
    session: &Session,
    page: &mut Page,
    with_answered: bool,
) -> Result<(), Refusal> {
    let done = async {
        if with_answered {
            answered(bluesky, there, session, page).await?;
        }
        names(bluesky, there, session, page).await
    };
    match done.await {
        Err(Refusal::Failure(_)) | Ok(()) => Ok(()),
        Err(Refusal::Expired) => Err(Refusal::Expired),
    }
}

/// Asks for the names of those who are named without one.
async fn names(bluesky: &Bluesky, there: &Server<'_>, session: &Session, page: &mut Page) -> Result<(), Refusal> {
    put_names(bluesky, page);
    let missing: Vec<String> = {
        let known = bluesky.names.lock().unwrap_or_else(PoisonError::into_inner);
        nameless(page).into_iter().filter(|did| !known.contains_key(did)).take(AT_ONCE * QUESTIONS).collect()
    };
    for dids in missing.chunks(AT_ONCE) {
        let query: Vec<_> = dids.iter().map(|did| ("actors", did.as_str())).collect();
        let answer = there.object("app.bsky.actor.getProfiles", &query, Some(session)).await;
        if let Ok(answer) = &answer {
            for one in answer["profiles"].as_array().into_iter().flatten() {
                page.profiles.extend(profile(one));
                keep(bluesky, one);
            }
        }
        put_names(bluesky, page);
        answer?;
    }
    Ok(())
}

/// Asks for the posts that are answered.
async fn answered(bluesky: &Bluesky, there: &Server<'_>, session: &Session, page: &mut Page) -> Result<(), Refusal> {
    let replies = page.posts.iter().chain(&page.edited).filter_map(|post| post.reply.as_ref());
    let parents: BTreeSet<String> = replies.filter(|reply| !reply.own).filter_map(|reply| reply.post.clone()).collect();
    let parents: Vec<String> = parents.into_iter().take(AT_ONCE * QUESTIONS).collect();
    let mut asks: HashMap<String, bool> = HashMap::new();
    let mut done = Ok(());
    for uris in parents.chunks(AT_ONCE) {
        let query: Vec<_> = uris.iter().map(|uri| ("uris", uri.as_str())).collect();
        let answer = match there.object("app.bsky.feed.getPosts", &query, Some(session)).await {
            Ok(answer) => answer,
            Err(refusal) => {
                done = Err(refusal);
                break;
            }
        };
        for one in answer["posts"].as_array().into_iter().flatten() {
            page.profiles.extend(profile(&one["author"]));
            keep(bluesky, &one["author"]);
            let found = one["uri"].as_str().and_then(|uri| Some((uri.to_owned(), heard::asks(&one["record"], uri)?)));
            asks.extend(found);
        }
    }
    for reply in page.posts.iter_mut().chain(&mut page.edited).filter_map(|post| post.reply.as_mut()) {
        reply.asks = reply.post.as_ref().and_then(|post| asks.get(post).copied());
    }
    done
}

/// Keeps a name in mind.
fn keep(bluesky: &Bluesky, author: &Value) {
    if let Some(whom) = somebody(author) {
        let mut names = bluesky.names.lock().unwrap_or_else(PoisonError::into_inner);
        if names.len() < MOST_NAMES {
            names.insert(whom.handle.id, Somebody { name: whom.name });
        }
    }
}

/// Everybody whom a post names.
fn named(post: &mut Post) -> impl Iterator<Item = &mut Counterpart> {
    let reply = post.reply.as_mut().and_then(|reply| reply.whom.as_mut());
    let boost = post.boost.as_mut().and_then(|boost| boost.whom.as_mut());
    post.mentions.iter_mut().chain(reply).chain(boost)
}

/// The identities of those whom posts name without a name.
fn nameless(page: &mut Page) -> BTreeSet<String> {
    let posts = page.posts.iter_mut().chain(&mut page.edited);
    let named = posts.flat_map(named).filter(|whom| whom.name.is_none());
    named.filter(|whom| whom.handle.id.starts_with("did:")).map(|whom| whom.handle.id.clone()).collect()
}

fn put_names(bluesky: &Bluesky, page: &mut Page) {
    let known = bluesky.names.lock().unwrap_or_else(PoisonError::into_inner);
    for whom in page.posts.iter_mut().chain(&mut page.edited).flat_map(named).filter(|whom| whom.name.is_none()) {
        whom.name = known.get(&whom.handle.id).and_then(|somebody| somebody.name.clone());
    }
}
