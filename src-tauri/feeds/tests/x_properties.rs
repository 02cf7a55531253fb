//! Whatever the bytes are, reading comes to an end with posts, problems or an error, and does so again.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod support;

use proptest::prelude::*;
use support::{file, folder, newer, older, read, zip};

const TWEETS: &str = r#"{ "tweet" : { "id_str" : "1", "full_text" : "@bob fish &amp; chips https://t.co/a",
    "created_at" : "Wed Feb 01 04:45:51 +0000 2023", "source" : "<a href=\"x\">web</a>",
    "entities" : { "urls" : [ { "url" : "https://t.co/a", "expanded_url" : "https://example.org" } ],
                   "user_mentions" : [ { "screen_name" : "bob", "id_str" : "7" } ] } } },
  { "tweet" : { "id_str" : "2", "full_text" : "RT @bob: \ud83c\udf0d", "created_at" : "Wed Feb 01 04:45:51 +0000 2023" } }"#;

/// Reads twice; the same must come of it.
fn read_twice(path: &std::path::Path) {
    let told = |path| match read(path) {
        Ok(got) => format!("{:?} {:?} {:?}", got.posts, got.replaced, got.reading),
        Err(error) => error.to_string(),
    };
    assert_eq!(told(path), told(path));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..2000)) {
        read_twice(&file("x.zip", &bytes).path);
    }

    #[test]
    fn any_bytes_in_a_part_are_read_or_reported(bytes in prop::collection::vec(any::<u8>(), 0..2000)) {
        let made = folder(&[("data/tweets.js", &bytes), ("data/note-tweet.js", &bytes), ("data/manifest.js", &bytes)]);
        read_twice(&made.path);
        read_twice(&zip(&[("tweets.csv", &bytes), ("data/js/user_details.js", &bytes)]).path);
    }

    #[test]
    fn anything_like_json_in_a_part_is_read_or_reported(
        json in r#"(\[|\]|\{|\}|,|:|"|\\|"tweet"|"id_str"|"text"|"entities"|"urls"|1|-|e|null|\\u[dD]8[0-9]{2}| |\n|é){0,200}"#
    ) {
        read_twice(&newer(&json).path);
        read_twice(&older(&json).path);
    }

    #[test]
    fn an_archive_with_changed_bytes_is_read_or_refused(
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..12),
        keep in 0.0..1.2_f64,
    ) {
        let mut bytes = std::fs::read(&newer(TWEETS).path).unwrap();
        for (at, value) in changes {
            let at = at.index(bytes.len());
            bytes[at] = value;
        }
        bytes.truncate((bytes.len() as f64 * keep) as usize);
        read_twice(&file("x.zip", &bytes).path);
    }

    #[test]
    fn any_text_comes_through(text in "\\PC{0,80}") {
        let escaped = text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
        let tweet = serde_json::json!({ "tweet": { "id_str": "1", "full_text": format!("It says {escaped} and < ends"),
            "created_at": "Wed Feb 01 04:45:51 +0000 2023" } });
        let got = read(&newer(&tweet.to_string()).path).unwrap();
        prop_assert_eq!(got.posts.len(), 1);
    }
}
