//! AT-URIs, `at://did:plc:abc/app.bsky.feed.post/3kabc`, and the time in the keys of records.

use chrono::{DateTime, Utc};

/// Collection of posts.
pub const POST: &str = "app.bsky.feed.post";
/// Collection of reposts.
pub const REPOST: &str = "app.bsky.feed.repost";
/// Collection with the profile.
pub const PROFILE: &str = "app.bsky.actor.profile";

/// A record's address, taken apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Parts<'a> {
    /// Whose it is.
    pub did: &'a str,
    /// Of which sort it is.
    pub collection: &'a str,
    /// Its key.
    pub rkey: &'a str,
}

/// The parts of a record's address; `None` where it is none, or names its owner by a handle.
///
/// ```
/// let parts = feeds::bluesky::uri::parts("at://did:plc:ana/app.bsky.feed.post/3kabc").unwrap();
/// assert_eq!((parts.did, parts.rkey), ("did:plc:ana", "3kabc"));
/// ```
pub fn parts(uri: &str) -> Option<Parts<'_>> {
    let mut parts = uri.strip_prefix("at://")?.split('/');
    let (did, collection, rkey) = (parts.next()?, parts.next()?, parts.next()?);
    let whole = did.starts_with("did:") && !collection.is_empty() && !rkey.is_empty() && parts.next().is_none();
    whole.then_some(Parts { did, collection, rkey })
}

/// The address of a record.
pub fn of(did: &str, collection: &str, rkey: &str) -> String {
    format!("at://{did}/{collection}/{rkey}")
}

/// Where a record is shown on the web; `None` for sorts that are not shown.
pub fn web(uri: &str) -> Option<String> {
    let Parts { did, collection, rkey } = parts(uri)?;
    let shown = match collection {
        POST => "post",
        "app.bsky.feed.generator" => "feed",
        "app.bsky.graph.list" => "lists",
        "app.bsky.graph.starterpack" => return Some(format!("https://bsky.app/starter-pack/{did}/{rkey}")),
        _ => return None,
    };
    Some(format!("https://bsky.app/profile/{did}/{shown}/{rkey}"))
}

/// Base 32 as the keys of records are written in it.
const DIGITS: &[u8; 32] = b"234567abcdefghijklmnopqrstuvwxyz";

/// Before this moment, in seconds, there was no Bluesky: what reads as an earlier time is a key of another kind.
const BEGINNING: i64 = 1_640_995_200;

/// When a record was written, by its key, where the key is one that says so (a TID); `None` for all others.
///
/// ```
/// let at = feeds::bluesky::uri::written("3jwdwj2ctlk26").unwrap();
/// assert_eq!(at.format("%F").to_string(), "2023-05-22");
/// ```
pub fn written(rkey: &str) -> Option<DateTime<Utc>> {
    if rkey.len() != 13 || !matches!(rkey.as_bytes().first(), Some(b'2'..=b'7' | b'a'..=b'j')) {
        return None;
    }
    let mut number = 0_u64;
    for byte in rkey.bytes() {
        let digit = DIGITS.iter().position(|digit| *digit == byte)?;
        number = (number << 5) | digit as u64;
    }
    let micros = i64::try_from(number >> 10).ok()?;
    DateTime::from_timestamp_micros(micros).filter(|at| at.timestamp() >= BEGINNING)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_whole_addresses_with_an_owner_for_good_have_parts() {
        for uri in ["", "at://", "at://did:plc:a", "at://did:plc:a/b", "at://did:plc:a/b/", "at://ana.example/b/c"] {
            assert_eq!(parts(uri), None, "{uri}");
        }
        assert_eq!(parts("at://did:web:a.example/b/c/d"), None);
        assert_eq!(of("did:plc:a", POST, "3k"), "at://did:plc:a/app.bsky.feed.post/3k");
    }

    #[test]
    fn what_is_shown_on_the_web_has_an_address_there() {
        for (uri, address) in [
            ("at://did:plc:a/app.bsky.feed.post/3k", Some("https://bsky.app/profile/did:plc:a/post/3k")),
            ("at://did:plc:a/app.bsky.feed.generator/new", Some("https://bsky.app/profile/did:plc:a/feed/new")),
            ("at://did:plc:a/app.bsky.graph.starterpack/3k", Some("https://bsky.app/starter-pack/did:plc:a/3k")),
            ("at://did:plc:a/app.bsky.feed.like/3k", None),
        ] {
            assert_eq!(web(uri).as_deref(), address);
        }
    }

    #[test]
    fn only_keys_that_say_a_time_are_read_as_one() {
        for key in ["", "self", "3jwdwj2ctlk2", "3jwdwj2ctlk266", "zzzzzzzzzzzzz", "2222222222222", "3jwdwj2ctlk2é"] {
            assert_eq!(written(key), None, "{key}");
        }
    }
}
