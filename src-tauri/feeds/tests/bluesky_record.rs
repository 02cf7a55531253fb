//! Records of Bluesky and the posts they are, one trap at a time.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod support;

use chrono::{DateTime, Utc};
use expect_test::{Expect, expect};
use feeds::bluesky::record;
use proptest::prelude::*;
use serde_json::{Value, json};
use support::short;

const POST: &str = "at://did:plc:ana/app.bsky.feed.post/self-made";

fn check(mut record: Value, expected: Expect) {
    if record["createdAt"].is_null() {
        record["createdAt"] = json!("2024-05-01T10:00:00.000Z");
    }
    expected.assert_eq(&record::post(POST, &record, None).map_or_else(|why| format!("{why:?}"), |post| short(&post)));
}

#[test]
fn facets_count_bytes() {
    check(
        json!({
            "text": "Grüße 👋 @ben.example, lies ana.example/lang… und #rust. Hier", "langs": ["de", "en"],
            "facets": [
                { "index": { "byteStart": 32, "byteEnd": 51 }, "features": [{ "$type": "app.bsky.richtext.facet#link", "uri": "https://ana.example/langer-text" }] },
                { "index": { "byteStart": 13, "byteEnd": 25 }, "features": [{ "$type": "app.bsky.richtext.facet#mention", "did": "did:plc:ben" }] },
                { "index": { "byteStart": 56, "byteEnd": 61 }, "features": [{ "$type": "app.bsky.richtext.facet#tag", "tag": "rust" }] },
                { "index": { "byteStart": 63, "byteEnd": 67 }, "features": [{ "uri": "https://ana.example/hier" }] },
                { "index": { "byteStart": 2, "byteEnd": 3 }, "features": [{ "uri": "https://no.example/cuts-a-letter" }] },
                { "index": { "byteStart": 60, "byteEnd": 999 }, "features": [{ "uri": "https://no.example/beyond" }] },
                { "index": { "byteStart": 15, "byteEnd": 20 }, "features": [{ "uri": "https://no.example/overlaps" }] },
                "nonsense", { "index": { "byteStart": -1, "byteEnd": 3 }, "features": 7 }
            ],
        }),
        expect![[r#"
            at://did:plc:ana/app.bsky.feed.post/self-made 2024-05-01 10:00:00
              "Grüße 👋 @ben.example, lies https://ana.example/langer-text und #rust. Hier https://ana.example/hier"
              links: https://ana.example/langer-text , https://ana.example/hier
              mentions: did:plc:ben @ben.example
              language: de
        "#]],
    );
}

#[test]
fn older_entities_count_utf16_units() {
    check(
        json!({
            "text": "👋 @ben.example see ana.example/x",
            "entities": [
                { "index": { "start": 3, "end": 15 }, "type": "mention", "value": "did:plc:ben" },
                { "index": { "start": 20, "end": 33 }, "type": "link", "value": "https://ana.example/x" },
                { "index": { "start": 1, "end": 2 }, "type": "link", "value": "https://no.example/half-a-pair" },
            ],
        }),
        expect![[r#"
            at://did:plc:ana/app.bsky.feed.post/self-made 2024-05-01 10:00:00
              "👋 @ben.example see https://ana.example/x"
              links: https://ana.example/x
              mentions: did:plc:ben @ben.example
        "#]],
    );
}

#[test]
fn a_reply_answers_its_parent() {
    let reply = |whom: &str| {
        let parent = format!("at://did:plc:{whom}/app.bsky.feed.post/3k");
        json!({ "text": "Yes, try that", "reply": { "root": { "uri": "at://did:plc:root/app.bsky.feed.post/3j" }, "parent": { "uri": parent } } })
    };
    check(
        reply("ben"),
        expect![[r#"
        at://did:plc:ana/app.bsky.feed.post/self-made 2024-05-01 10:00:00
          "Yes, try that"
          mentions: did:plc:ben ?
          reply: to did:plc:ben ?, post at://did:plc:ben/app.bsky.feed.post/3k
    "#]],
    );
    check(
        reply("ana"),
        expect![[r#"
        at://did:plc:ana/app.bsky.feed.post/self-made 2024-05-01 10:00:00
          "Yes, try that"
          reply: to did:plc:ana ? (own), post at://did:plc:ana/app.bsky.feed.post/3k
    "#]],
    );
    check(
        json!({ "text": "a", "reply": { "parent": { "uri": "nonsense" } } }),
        expect![[r#"
        at://did:plc:ana/app.bsky.feed.post/self-made 2024-05-01 10:00:00
          "a"
    "#]],
    );
}

#[test]
fn what_is_shown_below_a_text_is_a_quote_a_page_or_a_picture() {
    let quote =
        json!({ "$type": "app.bsky.embed.record", "record": { "uri": "at://did:plc:ben/app.bsky.feed.post/3k" } });
    let pictures = json!({ "$type": "app.bsky.embed.images", "images": [{ "alt": "" }, {}] });
    check(
        json!({ "text": "So true", "embed": quote }),
        expect![[r#"
        at://did:plc:ana/app.bsky.feed.post/self-made 2024-05-01 10:00:00
          "So true"
          mentions: did:plc:ben ?
          quote: https://bsky.app/profile/did:plc:ben/post/3k
    "#]],
    );
    check(
        json!({ "text": "Look", "embed": { "$type": "app.bsky.embed.recordWithMedia", "record": quote, "media": pictures } }),
        expect![[r#"
            at://did:plc:ana/app.bsky.feed.post/self-made 2024-05-01 10:00:00
              "Look"
              mentions: did:plc:ben ?
              quote: https://bsky.app/profile/did:plc:ben/post/3k
              media: 2
        "#]],
    );
    let link = "https://bsky.app/profile/ben.example/post/3k";
    let facet = json!([{ "index": { "byteStart": 8, "byteEnd": 8 + link.len() }, "features": [{ "uri": link }] }]);
    check(
        json!({ "text": format!("So true {link}"), "facets": facet, "embed": quote }),
        expect![[r#"
        at://did:plc:ana/app.bsky.feed.post/self-made 2024-05-01 10:00:00
          "So true"
          mentions: did:plc:ben ?
          quote: https://bsky.app/profile/did:plc:ben/post/3k
    "#]],
    );
    let embeds = [
        json!({ "$type": "app.bsky.embed.record", "record": { "uri": "at://did:plc:ana/app.bsky.feed.post/3k" } }),
        json!({ "$type": "app.bsky.embed.record", "record": { "uri": "at://did:plc:ben/app.bsky.feed.generator/news" } }),
        json!({ "$type": "app.bsky.embed.external", "external": { "uri": "https://ana.example/x", "title": "X" } }),
        json!({ "$type": "app.bsky.embed.external", "external": { "uri": "https://media.tenor.com/x.gif" } }),
        json!({ "$type": "app.bsky.embed.external", "external": { "uri": "javascript:alert(1)" } }),
        json!({ "$type": "app.bsky.embed.video", "video": {} }),
        json!({ "$type": "app.bsky.embed.of-next-year" }),
        json!(["nonsense"]),
    ];
    let posts = embeds.map(|embed| {
        let record = json!({ "text": "a", "createdAt": "2024-05-01T10:00:00Z", "embed": embed });
        short(&record::post(POST, &record, None).unwrap())
    });
    expect![[r#"
        at://did:plc:ana/app.bsky.feed.post/self-made 2024-05-01 10:00:00
          "a"
          links: https://bsky.app/profile/did:plc:ana/post/3k
        at://did:plc:ana/app.bsky.feed.post/self-made 2024-05-01 10:00:00
          "a"
          links: https://bsky.app/profile/did:plc:ben/feed/news
        at://did:plc:ana/app.bsky.feed.post/self-made 2024-05-01 10:00:00
          "a"
          links: https://ana.example/x
        at://did:plc:ana/app.bsky.feed.post/self-made 2024-05-01 10:00:00
          "a"
          media: 1
        at://did:plc:ana/app.bsky.feed.post/self-made 2024-05-01 10:00:00
          "a"
        at://did:plc:ana/app.bsky.feed.post/self-made 2024-05-01 10:00:00
          "a"
          media: 1
        at://did:plc:ana/app.bsky.feed.post/self-made 2024-05-01 10:00:00
          "a"
        at://did:plc:ana/app.bsky.feed.post/self-made 2024-05-01 10:00:00
          "a"
    "#]]
    .assert_eq(&posts.concat());
}

#[test]
fn a_repost_is_a_boost() {
    let record =
        json!({ "subject": { "uri": "at://did:plc:ben/app.bsky.feed.post/3k" }, "createdAt": "2024-05-01T10:00:00Z" });
    let post = record::post("at://did:plc:ana/app.bsky.feed.repost/3l", &record, None).unwrap();
    expect![[r#"
        at://did:plc:ana/app.bsky.feed.repost/3l 2024-05-01 10:00:00
          ""
          boost: did:plc:ben ?
    "#]]
    .assert_eq(&short(&post));
}

#[test]
fn dates_are_the_authors_claim() {
    for (created, key, seen, at) in [
        ("2023-02-01T04:45:51.123-07:00", "x", None, "2023-02-01 11:45:51"),
        ("2023-02-01T04:45:51", "x", None, "2023-02-01 04:45:51"),
        ("2023-02-01T04:45:51+00:00", "x", Some("2023-02-01T04:45:53Z"), "2023-02-01 04:45:51"),
        // Later than it was seen, and long before.
        ("2031-02-01T04:45:51Z", "x", Some("2023-02-01T04:45:53Z"), "2023-02-01 04:45:53"),
        ("2012-02-01T04:45:51Z", "x", Some("2023-02-01T04:45:53Z"), "2023-02-01 04:45:53"),
        ("2023-01-31T04:45:51Z", "x", Some("2023-02-01T04:45:53Z"), "2023-01-31 04:45:51"),
        // The key says when it was written, where no server says when it was seen.
        ("2031-02-01T04:45:51Z", "3jwdwj2ctlk26", None, "2023-05-22 21:40:19"),
        ("0001-01-01T00:00:00Z", "3jwdwj2ctlk26", None, "2023-05-22 21:40:19"),
        ("yesterday", "3jwdwj2ctlk26", None, "2023-05-22 21:40:19"),
        ("0001-01-01T00:00:00Z", "x", None, "NoDate"),
        ("99999-01-01T00:00:00Z", "x", None, "NoDate"),
        ("", "x", None, "NoDate"),
    ] {
        let seen = seen.map(|seen: &str| seen.parse::<DateTime<Utc>>().unwrap());
        let uri = format!("at://did:plc:ana/app.bsky.feed.post/{key}");
        let post = record::post(&uri, &json!({ "text": "a", "createdAt": created }), seen);
        let got = post.map_or_else(|why| format!("{why:?}"), |post| post.at.format("%F %T").to_string());
        assert_eq!(got, at, "{created} {key} {seen:?}");
    }
}

#[test]
fn what_is_no_post_is_none() {
    let post = json!({ "text": "a", "createdAt": "2023-02-01T04:45:51Z" });
    for uri in ["", "at://did:plc:ana/app.bsky.feed.like/3k", "at://ana.example/app.bsky.feed.post/3k"] {
        assert!(record::post(uri, &post, None).is_err());
    }
    check(json!({ "text": 7 }), expect!["Malformed"]);
    assert!(record::post(POST, &json!([]), None).is_err());
}

fn anything() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<i64>().prop_map(Value::from),
        "[a-zé👋:/.@ ]{0,20}".prop_map(Value::from),
        Just(json!("at://did:plc:ben/app.bsky.feed.post/3k")),
        Just(json!("https://bsky.app/profile/a/post/3k")),
        Just(json!("app.bsky.embed.recordWithMedia")),
        (0..40_u64).prop_map(Value::from),
    ];
    let names = prop::sample::select(vec![
        "text",
        "createdAt",
        "facets",
        "entities",
        "index",
        "byteStart",
        "byteEnd",
        "start",
        "end",
        "features",
        "uri",
        "did",
        "type",
        "value",
        "embed",
        "$type",
        "record",
        "media",
        "external",
        "images",
        "reply",
        "parent",
        "langs",
        "subject",
    ]);
    leaf.prop_recursive(6, 60, 6, move |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..5).prop_map(Value::from),
            prop::collection::hash_map(names.clone().prop_map(str::to_owned), inner, 0..6)
                .prop_map(|fields| Value::Object(fields.into_iter().collect())),
        ]
    })
}

proptest! {
    #[test]
    fn any_record_may_be_given(mut record in anything(), text in "[a-zé👋 ]{0,30}") {
        let _ = record::post(POST, &record, None);
        if record.is_object() {
            record["text"] = json!(text);
            record["createdAt"] = json!("2023-02-01T04:45:51Z");
            prop_assert!(record::post(POST, &record, None).is_ok());
        }
    }
}
