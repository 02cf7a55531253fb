//! Archives of Facebook, Instagram and Threads, one trap at a time.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod support;

use expect_test::{Expect, expect};
use feeds::archives;
use proptest::prelude::*;
use serde_json::{Value, json};
use support::{Made, file, read, read_one, written, written_of, zip};

/// JSON as Meta writes it: each byte of UTF-8 as a character of its own.
fn bytewise(value: &Value) -> String {
    let text: String = value.to_string().bytes().map(char::from).collect();
    text.chars().map(|c| if c.is_ascii() { c.to_string() } else { format!("\\u{:04x}", u32::from(c)) }).collect()
}

fn check(made: &Made, expected: Expect) {
    expected.assert_eq(&written(made));
}

#[test]
fn of_facebook_only_that_something_was_posted_is_kept_from_every_path_it_was_ever_in() {
    let posts = bytewise(&json!([
        { "timestamp": 1588327200, "data": [{ "post": "Schöne Grüße an alle 👋 mein geheimnis" }, { "update_timestamp": 1588327200 }], "title": "Ana hat etwas geteilt." },
        { "timestamp": 1588327201, "attachments": [{ "data": [{ "external_context": { "url": "https://ana.example/x" } }] }], "data": [{}] },
        { "timestamp": 1588327202, "attachments": [{ "data": [{ "media": { "uri": "photos/1.jpg" } }, { "media": {} }] }] },
        { "timestamp": 1588327203, "title": "Ben wrote on your timeline." },
        { "timestamp": "never", "data": [] },
    ]));
    let comments = bytewise(&json!({ "comments_v2": [
        { "timestamp": 1588327300, "data": [{ "comment": { "timestamp": 1588327300, "comment": "Das würde ich auch so machen", "author": "Ana Müller" } }], "title": "Ana Müller hat einen Beitrag von Ben kommentiert." },
        { "timestamp": 1588327301, "title": "?" },
    ] }));
    let profile = bytewise(
        &json!({ "profile_v2": { "name": { "full_name": "Ana Müller" }, "emails": { "emails": ["ana@secret.example"] } } }),
    );
    let mut all = Vec::new();
    for top in ["", "your_activity_across_facebook/", "facebook-ana/your_facebook_activity/"] {
        let made = zip(&[
            (format!("{top}posts/your_posts_1.json").as_str(), &posts),
            (format!("{top}comments_and_reactions/comments.json").as_str(), &comments),
            (format!("{top}profile_information/profile_information.json").as_str(), &profile),
        ]);
        let got = read(&made.path).unwrap();
        assert_eq!(got.account.title.as_deref(), Some("Ana Müller"));
        assert!(!format!("{:?} {:?}", got.posts, got.account).contains("geheim"));
        assert!(!format!("{:?}", got.account).contains("secret"));
        all.push(written_of(&got).replace(top, ""));
    }
    assert_eq!(all[0], all[1]);
    assert_eq!(all[0], all[2]);
    expect![[r#"
        comment-1588327300 2020-05-01 10:01:40
          ""
          reply: to nobody known, post unknown
          private: 6 words
        post-1588327200 2020-05-01 10:00:00
          ""
          private: 6 words
        post-1588327201 2020-05-01 10:00:01
          ""
          private: 0 words
        post-1588327202 2020-05-01 10:00:02
          ""
          media: 2
          private: 0 words
        problem: 1 × malformed (comments_and_reactions/comments.json)
        problem: 1 × no-date (posts/your_posts_1.json)
    "#]]
    .assert_eq(&all[0]);
}

/// Instagram's and Threads' files, in the folders of 2024.
fn instagram(posts: &Value, comments: &Value, threads: &Value) -> Made {
    let about = json!({ "profile_user": [{ "string_map_data": { "Username": { "value": "Ana_K" }, "Email": { "value": "ana@secret.example" } } }] });
    zip(&[
        ("your_instagram_activity/content/posts_1.json", bytewise(posts)),
        ("your_instagram_activity/comments/post_comments_1.json", bytewise(comments)),
        ("your_instagram_activity/threads/threads_and_replies.json", bytewise(threads)),
        ("personal_information/personal_information/personal_information.json", bytewise(&about)),
        (
            "your_instagram_activity/messages/inbox/ben_1/message_1.json",
            r#"{"messages":[{"content":"a secret"}]}"#.to_owned(),
        ),
    ])
}

#[test]
fn one_file_holds_instagram_and_threads_and_messages_are_not_read() {
    let made = instagram(
        &json!([
            { "media": [{ "uri": "1.jpg", "creation_timestamp": 1588327200, "title": "Grüße von @Ben.R! 👋 https://ana.example/x" }] },
            { "title": "Two of them", "creation_timestamp": 1588327201, "media": [{ "uri": "1.jpg", "title": "" }, { "uri": "2.jpg" }] },
            { "media": [] },
        ]),
        &json!([
            { "string_map_data": { "Comment": { "value": "Schön" }, "Media Owner": { "value": "ben.r" }, "Time": { "timestamp": 1588327300 } } },
            { "string_map_data": { "Kommentar": { "value": "Das würde ich auch so machen" }, "Inhaber": { "value": "ben.r" }, "Zeit": { "timestamp": 1588327301 } } },
            { "string_map_data": { "Comment": { "value": "@carla thank you so much" }, "Media Owner": { "value": "ana_k" }, "Time": { "timestamp": 1588327302 } } },
            { "string_map_data": { "Comment": { "value": "And one more thing" }, "Media Owner": { "value": "ana_k" }, "Time": { "timestamp": 1588327303 } } },
            { "string_map_data": { "Time": { "timestamp": 1588327304 } } },
        ]),
        &json!({ "text_post_app_text_posts": [
            { "media": [{ "uri": "", "creation_timestamp": 1700000000, "title": "A thought for everybody, wörtlich" }] },
            { "media": [{ "uri": "1.jpg", "creation_timestamp": 1700000001, "title": "@ben.r I would wait", "text_app_post": { "is_reply": true } }] },
        ] }),
    );
    let all = archives::open(&made.path).unwrap();
    let mut text = String::new();
    for archive in &all {
        let account = archive.account();
        text += &format!("== {:?} {:?}\n", account.network, account.title);
        text += &written_of(&read_one(&**archive).unwrap());
    }
    expect![[r#"
        == Instagram Some("@Ana_K")
        comment-1588327300 2020-05-01 10:01:40
          "Schön"
          mentions: @ben.r @ben.r
          reply: to @ben.r @ben.r, post unknown
        comment-1588327301 2020-05-01 10:01:41
          "Das würde ich auch so machen"
          mentions: @ben.r @ben.r
          reply: to @ben.r @ben.r, post unknown
        comment-1588327302 2020-05-01 10:01:42
          "@carla thank you so much"
          mentions: @carla @carla
          reply: to @carla @carla, post unknown
        comment-1588327303 2020-05-01 10:01:43
          "And one more thing"
          reply: to nobody known (own), post unknown
        post-1588327200 2020-05-01 10:00:00
          "Grüße von @Ben.R! 👋 https://ana.example/x"
          links: https://ana.example/x
          mentions: @ben.r @Ben.R
          media: 1
        post-1588327201 2020-05-01 10:00:01
          "Two of them"
          media: 2
        problem: 1 × malformed (your_instagram_activity/comments/post_comments_1.json)
        problem: 1 × no-date (your_instagram_activity/content/posts_1.json)
        == Threads Some("@Ana_K")
        post-1700000000 2023-11-14 22:13:20
          "A thought for everybody, wörtlich"
        post-1700000001 2023-11-14 22:13:21
          "@ben.r I would wait"
          mentions: @ben.r @ben.r
          reply: to @ben.r @ben.r, post unknown
          media: 1
    "#]]
    .assert_eq(&text);
    assert!(!text.contains("secret"));
}

#[test]
fn roots_may_be_a_list_or_an_object_with_one() {
    let reels = json!({ "ig_reels_media": [{ "media": [{ "creation_timestamp": 1588327200, "title": "A film" }] }] });
    check(
        &zip(&[("content/reels.json", bytewise(&reels))]),
        expect![[r#"
        post-1588327200 2020-05-01 10:00:00
          "A film"
          media: 1
    "#]],
    );
    let groups =
        json!({ "group_posts_v2": [{ "timestamp": 1588327200000_i64, "data": [{ "post": "hello all of you" }] }] });
    check(
        &zip(&[("groups/group_posts_and_comments.json", bytewise(&groups))]),
        expect![[r#"
        post-1588327200 2020-05-01 10:00:00
          ""
          private: 4 words
    "#]],
    );
}

proptest! {
    #[test]
    fn any_file_may_be_given(bytes in prop::collection::vec(any::<u8>(), 0..200), flips in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..6)) {
        let comment = json!([{ "string_map_data": { "Comment": { "value": "é" }, "Media Owner": { "value": "b" }, "Time": { "timestamp": 1 } } }]);
        let post = json!([{ "timestamp": 1, "creation_timestamp": 1, "title": "@a", "media": [{ "text_app_post": {} }], "data": [{ "post": "x", "comment": { "comment": "é" } }], "attachments": [{ "data": [{ "media": {} }] }] }]);
        for name in ["your_posts_1.json", "comments.json", "post_comments_1.json", "threads_and_replies.json"] {
            let _ = read(&file(name, &bytes).path).map(|got| got.posts.len());
            for whole in [&comment, &post] {
                let mut whole = bytewise(whole).into_bytes();
                for (at, byte) in &flips {
                    let at = at.index(whole.len());
                    whole[at] = *byte;
                }
                let _ = read(&file(name, &whole).path).map(|got| got.posts.len());
            }
        }
    }
}
