//! What changed in a repository since it was read last.
//!
//! One question tells whether anything did. If so, what is new comes as a file, posts with old keys and edited ones among
//! it; and the newest hundred of each sort as lists, which show what is no longer there.

use super::cursor::{Cursor, Walk};
use super::history::Kept;
use super::walk::{self, AT_ONCE, Listed};
use super::xrpc::{Refusal, Server};
use crate::bluesky::uri;
use crate::live::Page;
use crate::net::Failure;
use coach::post::Post;

/// The version of the repository that stands now.
///
/// # Errors
/// Where the server can't be reached, or the account is no longer there.
pub(super) async fn rev(there: &Server<'_>, did: &str) -> Result<Option<String>, Refusal> {
    let commit = there.object("com.atproto.sync.getLatestCommit", &[("did", did)], None).await?;
    Ok(commit["rev"].as_str().map(str::to_owned))
}

/// Whether a whole history that can't be had in one piece may be had in many.
pub(super) fn is_for_walking(refusal: &Refusal) -> bool {
    let took_long = matches!(refusal, Refusal::Failure(Failure::Slow { .. } | Failure::BrokeOff { .. }));
    took_long || is_not_given(refusal)
}

/// Whether a server gives no such file, however often it is asked. One that was slow, or broke off, may give it yet: walking
/// instead would read again all that is known.
fn is_not_given(refusal: &Refusal) -> bool {
    matches!(
        refusal,
        Refusal::Failure(Failure::TooLarge { .. } | Failure::Strange { .. } | Failure::Faulty { status: 501, .. })
    )
}

/// Reads what changed, where anything did; says whether.
///
/// # Errors
/// Where the server can't be reached, or refuses.
pub(super) async fn read(there: &Server<'_>, did: &str, cursor: &mut Cursor, page: &mut Page) -> Result<bool, Refusal> {
    let now = rev(there, did).await?;
    if now.is_some() && now == cursor.rev {
        return Ok(false);
    }
    let mut fetched = match Kept::fetch(there, did, cursor.rev.as_deref()).await {
        Ok(fetched) => fetched,
        Err(refusal) if is_not_given(&refusal) => {
            cursor.walk = Some(Walk { rev: now, ..Walk::default() });
            return Ok(true);
        }
        Err(refusal) => return Err(refusal),
    };
    let changed = fetched
        .part(&mut page.problems)
        .map_err(|error| Failure::Strange { host: there.host(), what: error.to_string() })?;
    let (new, old) = changed.into_iter().partition(|post| is_new(post, cursor.rev.as_deref()));
    (page.posts, page.edited) = (new, old);
    for (collection, known) in [(uri::POST, &mut cursor.posts), (uri::REPOST, &mut cursor.reposts)] {
        let listed = walk::list(there, did, collection, None, &mut page.problems).await?;
        page.gone.extend(gone(known, &listed).map(|key| uri::of(did, collection, key)));
        let missed = |post: &&Post| !page.posts.iter().chain(&page.edited).any(|known| known.id == post.id);
        let is_known =
            |post: &&Post| uri::parts(&post.id).is_some_and(|parts| known.iter().any(|key| key == parts.rkey));
        let missed: Vec<Post> = listed.posts.iter().filter(|post| !is_known(post)).filter(missed).cloned().collect();
        page.posts.extend(missed);
        *known = listed.keys;
    }
    cursor.rev = fetched.rev().map(str::to_owned).or(now);
    Ok(true)
}

/// Whether a post came after this version of the repository, by its key. One with an older key was edited, or was given
/// the key later.
fn is_new(post: &Post, rev: Option<&str>) -> bool {
    let key = uri::parts(&post.id).map(|parts| parts.rkey).unwrap_or_default();
    match (uri::written(key), rev.and_then(uri::written)) {
        (Some(written), Some(read)) => written > read,
        (None, Some(_)) => false,
        (_, None) => true,
    }
}

/// Which of the known keys are no longer on the list, though it goes back as far.
fn gone<'a>(known: &'a [String], listed: &'a Listed) -> impl Iterator<Item = &'a str> {
    let oldest = listed.keys.iter().min().map(String::as_str);
    let whole = listed.keys.is_empty() || (listed.keys.len() < AT_ONCE && listed.next.is_none());
    known.iter().map(String::as_str).filter(move |key| {
        let reaches = whole || oldest.is_some_and(|oldest| oldest <= *key);
        reaches && !listed.keys.iter().any(|listed| listed == key)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::DateTime;
    use coach::person::Network;

    #[test]
    fn what_is_missing_from_a_list_is_gone_only_where_the_list_goes_back_as_far() {
        let known: Vec<String> = ["3kd", "3kc", "3kb", "3ka"].map(str::to_owned).into();
        for (keys, next, expect) in [
            (&["3kd", "3kc", "3kb", "3ka"][..], None, &[][..]),
            (&["3ke", "3kd", "3kb", "3ka"], None, &["3kc"]),
            (&["3kd", "3kc"], Some("3kc"), &[]),
            (&["3ke", "3kd", "3kb"], Some("3kb"), &["3kc"]),
            (&["3kd"], None, &["3kc", "3kb", "3ka"]),
            (&[], None, &["3kd", "3kc", "3kb", "3ka"]),
        ] {
            let keys = keys.iter().map(|key| (*key).to_owned()).collect();
            let listed = Listed { keys, next: next.map(str::to_owned), posts: Vec::new() };
            assert_eq!(gone(&known, &listed).collect::<Vec<_>>(), expect, "{listed:?}");
        }
    }

    #[test]
    fn a_post_is_new_where_its_key_is_later_than_what_was_read() {
        for (key, rev, expect) in [
            ("3lbbbbbbbbb2b", Some("3laaaaaaaaa2a"), true),
            ("3laaaaaaaaa2a", Some("3lbbbbbbbbb2b"), false),
            ("self-made", Some("3laaaaaaaaa2a"), false),
            ("3laaaaaaaaa2a", None, true),
        ] {
            let id = uri::of("did:plc:ana", uri::POST, key);
            let post = Post::new(id, Network::Bluesky, DateTime::UNIX_EPOCH);
            assert_eq!(is_new(&post, rev), expect, "{key} {rev:?}");
        }
    }
}
