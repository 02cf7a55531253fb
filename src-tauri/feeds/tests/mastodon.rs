//! Archives of Mastodon, one trap at a time.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod support;

use expect_test::{Expect, expect};
use feeds::archives::{self, ArchiveError};
use proptest::prelude::*;
use serde_json::{Value, json};
use support::{file, folder, read, tar_gz, written, zip};

const EVERYBODY: &str = "https://www.w3.org/ns/activitystreams#Public";
const FOLLOWERS: &str = "https://social.example/users/ana/followers";

/// `actor.json` of @ana@social.example.
const ACTOR: &str = r#"{ "@context": ["https://www.w3.org/ns/activitystreams", {}], "id": "https://social.example/users/ana",
    "type": "Person", "preferredUsername": "ana", "name": "Ana", "url": "https://social.example/@ana",
    "attachment": [
      { "type": "PropertyValue", "name": "Code", "value": "<a href=\"https://code.example/ana\" rel=\"me\">code.example/ana</a>" },
      { "type": "PropertyValue", "name": "Blog", "value": "<a href=\"https://ana.example/\" rel=\"me\">ana.example</a>" } ] }"#;

/// `outbox.json` with these activities. It says that there is one more.
fn outbox(items: &[Value]) -> String {
    json!({
        "@context": ["https://www.w3.org/ns/activitystreams", { "sensitive": "as:sensitive" }],
        "id": "outbox.json", "type": "OrderedCollection", "totalItems": items.len() + 1, "orderedItems": items,
    })
    .to_string()
}

/// A post with this number and these further fields, as a server writes it.
fn note(number: u64, more: Value) -> Value {
    let id = format!("https://social.example/users/ana/statuses/{number}");
    let mut object = json!({
        "id": id, "type": "Note", "summary": null, "inReplyTo": null, "published": "2023-05-01T10:00:00Z", "sensitive": false,
        "url": format!("https://social.example/@ana/{number}"), "attributedTo": "https://social.example/users/ana",
        "to": [EVERYBODY], "cc": [FOLLOWERS], "content": "<p>Hello</p>", "contentMap": { "en": "<p>Hello</p>" },
        "attachment": [], "tag": [], "replies": { "type": "Collection" },
    });
    object.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    json!({
        "id": format!("{id}/activity"), "type": "Create", "actor": "https://social.example/users/ana",
        "published": "2023-05-01T10:00:00Z", "to": object["to"], "cc": object["cc"], "object": object, "signature": {},
    })
}

fn check(items: &[Value], expected: Expect) {
    let outbox = outbox(items);
    expected.assert_eq(&written(&zip(&[("actor.json", ACTOR), ("outbox.json", &outbox)])));
}

fn mention(whom: &str) -> Value {
    json!({ "type": "Mention", "href": format!("https://other.example/users/{whom}"), "name": format!("@{whom}@other.example") })
}

#[test]
fn it_is_read_from_every_wrapping_the_same() {
    let outbox = outbox(&[note(1, json!({}))]);
    let files = [("avatar.png", "..."), ("actor.json", ACTOR), ("likes.json", "{}"), ("outbox.json", &outbox)];
    let nested = files.map(|(name, bytes)| (format!("archive-2023/{name}"), bytes));
    let nested: Vec<(&str, &str)> = nested.iter().map(|(name, bytes)| (name.as_str(), *bytes)).collect();
    let expected = written(&zip(&files));
    assert!(expected.starts_with("https://social.example/users/ana/statuses/1 2023-05-01 10:00:00\n"), "{expected}");
    for made in [tar_gz(&files), folder(&files), zip(&nested), tar_gz(&nested), file("outbox.json", outbox.as_bytes())]
    {
        assert_eq!(written(&made), expected);
        let account = read(&made.path).unwrap().account;
        assert_eq!(account.id.as_deref(), Some("https://social.example/users/ana"));
        assert_eq!(account.title.as_deref(), Some("@ana@social.example"));
    }
    let got = read(&zip(&files).path).unwrap();
    assert_eq!((got.account.site.as_deref(), got.declared), (Some("https://ana.example/"), Some(2)));
    assert_eq!(got.reading.progress.bytes, got.reading.progress.of);
}

#[test]
fn a_post_with_links_tags_and_pictures() {
    let html = r#"<p>Read <a href="https://ana.example/long-post" target="_blank"><span class="invisible">https://</span><span class="ellipsis">ana.example/long</span><span class="invisible">-post</span></a> <a href="https://social.example/tags/rust" class="mention hashtag" rel="tag">#<span>rust</span></a></p>"#;
    check(
        &[
            note(
                1,
                json!({ "content": html, "contentMap": { "de": html }, "attachment": [{ "type": "Document" }, { "type": "Document" }] }),
            ),
            note(2, json!({ "contentMap": null })),
            note(
                3,
                json!({ "type": "Question", "content": "<p>Tea or coffee?</p>", "contentMap": null, "oneOf": [{ "name": "Tea" }], "endTime": "2023-05-02T10:00:00Z" }),
            ),
            note(
                4,
                json!({ "content": null, "contentMap": { "fr": "<p>Bonjour</p>" }, "quote": "https://other.example/users/ben/statuses/9" }),
            ),
        ],
        expect![[r#"
            https://social.example/users/ana/statuses/1 2023-05-01 10:00:00
              "Read https://ana.example/long-post #rust"
              links: https://ana.example/long-post
              language: de
              media: 2
            https://social.example/users/ana/statuses/2 2023-05-01 10:00:00
              "Hello"
            https://social.example/users/ana/statuses/3 2023-05-01 10:00:00
              "Tea or coffee?"
            https://social.example/users/ana/statuses/4 2023-05-01 10:00:00
              "Bonjour"
              quote: https://other.example/users/ben/statuses/9
              language: fr
        "#]],
    );
}

#[test]
fn whom_a_reply_answers_is_told_from_addresses_and_mentions() {
    let reply = |number, to: &str, tags: Value| {
        let html = r#"<p><span class="h-card"><a href="https://other.example/@ben" class="u-url mention">@<span>ben</span></a></span> I would wait</p>"#;
        note(number, json!({ "inReplyTo": to, "tag": tags, "content": html, "contentMap": null }))
    };
    let local = json!({ "type": "Mention", "href": "https://social.example/users/carla", "name": "@carla" });
    check(
        &[
            reply(1, "https://other.example/users/ben/statuses/7", json!([mention("carla"), mention("ben")])),
            reply(2, "https://other.example/objects/uuid", json!([local, mention("ben")])),
            reply(3, "https://third.example/notes/1", json!([mention("ben")])),
            reply(4, "https://third.example/notes/1", json!([])),
            reply(5, "https://social.example/users/ana/statuses/1", json!([mention("ben")])),
            reply(
                6,
                "https://social.example/users/ana/statuses/1",
                json!([{ "type": "Mention", "href": "https://social.example/users/ana", "name": "@ana" }, { "type": "Hashtag" }]),
            ),
            reply(7, "https://other.example/users/ben/statuses/7", mention("ben")),
        ],
        expect![[r#"
            https://social.example/users/ana/statuses/1 2023-05-01 10:00:00
              "@ben I would wait"
              mentions: https://other.example/users/carla @carla@other.example , https://other.example/users/ben @ben@other.example
              reply: to https://other.example/users/ben @ben@other.example, post https://other.example/users/ben/statuses/7
            https://social.example/users/ana/statuses/2 2023-05-01 10:00:00
              "@ben I would wait"
              mentions: https://social.example/users/carla @carla@social.example , https://other.example/users/ben @ben@other.example
              reply: to https://other.example/users/ben @ben@other.example, post https://other.example/objects/uuid
            https://social.example/users/ana/statuses/3 2023-05-01 10:00:00
              "@ben I would wait"
              mentions: https://other.example/users/ben @ben@other.example
              reply: to https://other.example/users/ben @ben@other.example, post https://third.example/notes/1
            https://social.example/users/ana/statuses/4 2023-05-01 10:00:00
              "@ben I would wait"
              reply: to nobody known, post https://third.example/notes/1
            https://social.example/users/ana/statuses/5 2023-05-01 10:00:00
              "@ben I would wait"
              mentions: https://other.example/users/ben @ben@other.example
              reply: to https://social.example/users/ana ? (own), post https://social.example/users/ana/statuses/1
            https://social.example/users/ana/statuses/6 2023-05-01 10:00:00
              "@ben I would wait"
              reply: to https://social.example/users/ana ? (own), post https://social.example/users/ana/statuses/1
            https://social.example/users/ana/statuses/7 2023-05-01 10:00:00
              "@ben I would wait"
              mentions: https://other.example/users/ben @ben@other.example
              reply: to https://other.example/users/ben @ben@other.example, post https://other.example/users/ben/statuses/7
        "#]],
    );
}

#[test]
fn a_boost_is_only_an_address() {
    let boost = |object: Value| {
        json!({ "id": "https://social.example/users/ana/statuses/5/activity", "type": "Announce", "published": "2023-05-01T10:00:00Z",
            "actor": "https://social.example/users/ana", "to": [EVERYBODY], "cc": [], "object": object })
    };
    check(
        &[
            boost(json!("https://other.example/users/ben/statuses/7")),
            boost(
                json!({ "id": "https://other.example/1", "attributedTo": "https://other.example/users/ben", "content": "<p>Theirs</p>" }),
            ),
            boost(json!(null)),
        ],
        expect![[r#"
            https://social.example/users/ana/statuses/5/activity 2023-05-01 10:00:00
              ""
              boost: of nobody known
            https://social.example/users/ana/statuses/5/activity 2023-05-01 10:00:00
              ""
              boost: https://other.example/users/ben ?
            problem: 1 × malformed (outbox.json: https://social.example/users/ana/statuses/5/activity)
        "#]],
    );
}

#[test]
fn of_what_not_everybody_may_see_no_word_leaves_the_reader() {
    let html = r#"<p>@ben my secret is 42, see <a href="https://secret.example/">secret.example</a></p>"#;
    let sent = |number, to: Value, cc: Value| {
        note(
            number,
            json!({ "to": to, "cc": cc, "content": html, "tag": [mention("ben")], "contentMap": { "en": html } }),
        )
    };
    let private = [
        sent(1, json!(["https://other.example/users/ben"]), json!([])),
        sent(2, json!([FOLLOWERS]), json!(["https://other.example/users/ben"])),
        sent(3, json!("https://other.example/users/ben"), json!(null)),
        sent(4, json!([]), json!([])),
    ];
    check(
        &private,
        expect![[r#"
        https://social.example/users/ana/statuses/1 2023-05-01 10:00:00
          ""
          mentions: https://other.example/users/ben @ben@other.example
          private: 5 words
        https://social.example/users/ana/statuses/2 2023-05-01 10:00:00
          ""
          mentions: https://other.example/users/ben @ben@other.example
          private: 5 words
        https://social.example/users/ana/statuses/3 2023-05-01 10:00:00
          ""
          mentions: https://other.example/users/ben @ben@other.example
          private: 5 words
        https://social.example/users/ana/statuses/4 2023-05-01 10:00:00
          ""
          mentions: https://other.example/users/ben @ben@other.example
          private: 5 words
    "#]],
    );
    let made = zip(&[("outbox.json", outbox(&private))]);
    assert!(!format!("{:?}", read(&made.path).unwrap().posts).contains("secret"));
    let public = [
        sent(5, json!([FOLLOWERS]), json!([EVERYBODY, "https://other.example/users/ben"])),
        sent(6, json!("as:Public"), json!(null)),
    ];
    let got = read(&zip(&[("outbox.json", outbox(&public))]).path).unwrap();
    assert!(got.posts.iter().all(|post| post.private.is_none() && post.text.contains("secret")));
}

#[test]
fn what_is_not_understood_is_skipped_and_the_next_is_read() {
    check(
        &[
            json!("https://social.example/1"),
            json!({ "type": "Create", "id": "https://social.example/2" }),
            json!({ "type": "Delete", "id": "https://social.example/3" }),
            note(4, json!({ "id": "" })),
            note(5, json!({ "published": "yesterday" })),
            note(6, json!({ "tag": 7, "attachment": "x", "inReplyTo": {}, "to": {}, "cc": EVERYBODY, "content": 9 })),
            json!({ "type": "Note", "id": "https://social.example/7", "published": "2023-05-01T10:00:00Z", "to": EVERYBODY, "content": "bare" }),
        ],
        expect![[r#"
            https://social.example/users/ana/statuses/5 2023-05-01 10:00:00
              "Hello"
              language: en
            https://social.example/users/ana/statuses/6 2023-05-01 10:00:00
              "Hello"
              language: en
            https://social.example/7 2023-05-01 10:00:00
              "bare"
            problem: 3 × malformed (outbox.json)
            problem: 1 × no-id (outbox.json: https://social.example/users/ana/statuses/4/activity)
        "#]],
    );
}

#[test]
fn archives_that_break_off_or_are_none_say_so() {
    let whole = outbox(&[note(1, json!({})), note(2, json!({}))]);
    let cut = file("outbox.json", &whole.as_bytes()[..whole.len() - 200]);
    expect![[r#"
        https://social.example/users/ana/statuses/1 2023-05-01 10:00:00
          "Hello"
          language: en
        problem: 1 × broken-part (outbox.json)
    "#]]
    .assert_eq(&written(&cut));
    let packed = std::fs::read(tar_gz(&[("outbox.json", &whole)]).path).unwrap();
    for length in [packed.len() - 1, packed.len() / 2, 12] {
        let error = read(&file("archive.tar.gz", &packed[..length]).path).err().unwrap();
        assert!(matches!(error, ArchiveError::Truncated { .. }), "{error}");
    }
    let mut changed = packed;
    let middle = changed.len() / 2;
    changed[middle] ^= 0x55;
    let error = read(&file("archive.tar.gz", &changed).path).err().unwrap();
    assert!(matches!(error, ArchiveError::Damaged { .. } | ArchiveError::Truncated { .. }), "{error}");
    let error = read(&zip(&[("actor.json", ACTOR)]).path).err().unwrap();
    assert!(matches!(error, ArchiveError::NoPosts { .. }), "{error}");
}

#[test]
fn a_tar_file_that_unpacks_to_far_more_than_it_is_is_refused() {
    let zeros = vec![0; 80 << 20];
    let made = tar_gz(&[("media/film.mp4", &zeros[..]), ("outbox.json", b"{}")]);
    let error = read(&made.path).err().unwrap();
    assert!(matches!(error, ArchiveError::Bomb { .. }), "{error}");
}

#[test]
fn nesting_that_would_break_a_parser_is_passed_over() {
    let deep = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
    let outbox = outbox(&[json!("DEEP"), note(2, json!({}))])
        .replace("\"DEEP\"", &format!(r#"{{"type":"Create","object":{deep}}}"#));
    let got = read(&file("outbox.json", outbox.as_bytes()).path).unwrap();
    assert_eq!((got.posts.len(), got.reading.skipped()), (1, 1));
    let html = "<div>".repeat(40_000);
    let got = read(&file("outbox.json", self::outbox(&[note(1, json!({ "content": html }))]).as_bytes()).path).unwrap();
    assert_eq!(got.posts[0].text, "");
}

proptest! {
    #[test]
    fn any_outbox_may_be_given(bytes in prop::collection::vec(any::<u8>(), 0..300), cut in any::<prop::sample::Index>(), flips in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..6)) {
        let _ = archives::open(&file("outbox.json", &bytes).path).map(|all| support::read_one(&*all[0]));
        let mut whole = outbox(&[note(1, json!({ "tag": [mention("ben")] })), note(2, json!({}))]).into_bytes();
        whole.truncate(cut.index(whole.len()) + 1);
        for (at, byte) in flips {
            let at = at.index(whole.len());
            whole[at] = byte;
        }
        let made = file("outbox.json", &whole);
        match archives::open(&made.path) {
            Ok(all) => prop_assert!(support::read_one(&*all[0]).unwrap().posts.len() <= 2),
            Err(error) => prop_assert!(matches!(error, ArchiveError::WrongFile { .. } | ArchiveError::Empty { .. }), "{error}"),
        }
    }
}
