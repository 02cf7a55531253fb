//! Records one by one, the newest first, as a server lists them.

use super::xrpc::{Refusal, Server};
use crate::archives::{Problem, Why};
use crate::bluesky::{record, uri};
use coach::post::Post;
use serde_json::Value;

/// As many as servers give at once.
pub(super) const AT_ONCE: usize = 100;

/// One page of a list of records.
#[derive(Debug, Default)]
pub(super) struct Listed {
    pub(super) posts: Vec<Post>,
    /// The keys of all that are on it, newest first, those that can't be read among them.
    pub(super) keys: Vec<String>,
    /// Where the next page begins; `None` where this is the last.
    pub(super) next: Option<String>,
}

/// A page of the account's records of a collection.
///
/// # Errors
/// Where the server can't be reached, or refuses.
pub(super) async fn list(
    there: &Server<'_>,
    did: &str,
    collection: &str,
    from: Option<&str>,
    problems: &mut Vec<Problem>,
) -> Result<Listed, Refusal> {
    let limit = AT_ONCE.to_string();
    let mut query = vec![("repo", did), ("collection", collection), ("limit", limit.as_str())];
    query.extend(from.map(|from| ("cursor", from)));
    let answer = there.object("com.atproto.repo.listRecords", &query, None).await?;
    Ok(listed(&answer, did, collection, problems))
}

/// What such a page says.
pub(super) fn listed(answer: &Value, did: &str, collection: &str, problems: &mut Vec<Problem>) -> Listed {
    let mut listed = Listed::default();
    for one in answer["records"].as_array().into_iter().flatten() {
        let address = one["uri"].as_str().unwrap_or_default();
        let Some(parts) = uri::parts(address).filter(|parts| parts.did == did && parts.collection == collection) else {
            Problem::note(problems, Why::NoId, || format!("listRecords {collection}"));
            continue;
        };
        listed.keys.push(parts.rkey.to_owned());
        match record::post(address, &one["value"], None) {
            Ok(post) => listed.posts.push(post),
            Err(why) => Problem::note(problems, why, || address.to_owned()),
        }
    }
    let next = answer["cursor"].as_str().filter(|_| !listed.keys.is_empty());
    listed.next = next.map(str::to_owned);
    listed
}
