//! What X's archives do to whoever reads them, one trap at a time.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod support;

use expect_test::{Expect, expect};
use support::{ACCOUNT, folder, manifest, newer, older, read, written, zip};

/// A tweet of the newer layout: its id, its text, and further fields.
fn tweet(id: u64, text: &str, more: &str) -> String {
    format!(
        r#"{{ "tweet" : {{ "retweeted" : false, "id_str" : "{id}", "id" : "{id}", "full_text" : "{text}",
        "created_at" : "Wed Feb 01 04:45:51 +0000 2023", "favorite_count" : "3"{}{more} }} }}"#,
        if more.is_empty() { "" } else { "," }
    )
}

fn check(made: &support::Made, expected: Expect) {
    expected.assert_eq(&written(made));
}

#[test]
fn a_tweet_of_the_newer_layout() {
    let tweets = tweet(
        1620000000000000001,
        "@Bob_R Have you tried https://t.co/aaa? Works for me &amp; @carla 🎉 https://t.co/pic",
        r#""source" : "<a href=\"https://mobile.twitter.com\" rel=\"nofollow\">Twitter Web App</a>", "lang" : "en",
        "in_reply_to_status_id_str" : "1619999999999999999", "in_reply_to_user_id_str" : "7", "in_reply_to_screen_name" : "Bob_R",
        "display_text_range" : [ "0", "44" ],
        "entities" : {
          "user_mentions" : [ { "name" : "Bob", "screen_name" : "Bob_R", "indices" : [ "0", "6" ], "id_str" : "7", "id" : "7" } ],
          "urls" : [ { "url" : "https://t.co/aaa", "expanded_url" : "https://example.org/a?b=1", "indices" : [ "22", "38" ] } ],
          "media" : [ { "url" : "https://t.co/pic", "expanded_url" : "https://twitter.com/Ana_K/status/1/photo/1" } ] },
        "extended_entities" : { "media" : [ { "url" : "https://t.co/pic" }, { "url" : "https://t.co/pic" } ] }"#,
    );
    check(
        &newer(&tweets),
        expect![[r#"
            1620000000000000001 2023-02-01 04:45:51
              "@Bob_R Have you tried https://example.org/a?b=1? Works for me & @carla 🎉"
              links: https://example.org/a?b=1
              mentions: 7 @Bob_R , @carla @carla
              reply: to 7 @Bob_R, post 1619999999999999999
              app: Twitter Web App
              language: en
              media: 2
        "#]],
    );
}

#[test]
fn a_tweet_of_the_older_layout() {
    let tweets = r#" {
      "source" : "\u003Ca href=\"http:\/\/www.hootsuite.com\" rel=\"nofollow\"\u003EHootSuite\u003C\/a\u003E",
      "entities" : { "user_mentions" : [ ], "media" : [ ], "hashtags" : [ ],
        "urls" : [ { "indices" : [ 18, 37 ], "url" : "http:\/\/t.co\/SIXU5vR", "expanded_url" : "http:\/\/maps.example\/x", "display_url" : "maps" } ] },
      "geo" : { }, "id_str" : "164573816205680641", "text" : "El mapa m\u00E9s bonic http:\/\/t.co\/SIXU5vR", "id" : 164573816205680640,
      "created_at" : "2012-02-01 04:45:51 +0000",
      "user" : { "name" : "Ana", "screen_name" : "Ana_K", "protected" : false, "id_str" : "42", "id" : 42, "verified" : false } }"#;
    check(
        &older(tweets),
        expect![[r#"
            164573816205680641 2012-02-01 04:45:51
              "El mapa més bonic http://maps.example/x"
              links: http://maps.example/x
              app: HootSuite
        "#]],
    );
}

#[test]
fn both_ways_of_writing_dates_are_mixed_in_one_file() {
    let tweets = r#"{ "id_str" : "1", "text" : "a", "created_at" : "2012-02-01 04:45:51 +0000" },
                    { "id_str" : "2", "full_text" : "b", "created_at" : "Wed Feb 01 04:45:51 +0000 2012" }"#;
    check(
        &older(tweets),
        expect![[r#"
            1 2012-02-01 04:45:51
              "a"
            2 2012-02-01 04:45:51
              "b"
        "#]],
    );
}

#[test]
fn before_november_2010_midnight_means_that_only_the_day_is_known() {
    let tweets = r#"{ "id_str" : "1", "text" : "a", "created_at" : "2009-06-30 00:00:00 +0000" },
                    { "id_str" : "2", "text" : "b", "created_at" : "2009-06-30 00:00:01 +0000" },
                    { "id_str" : "3", "text" : "c", "created_at" : "2010-11-04 00:00:00 +0000" }"#;
    check(
        &older(tweets),
        expect![[r#"
            1 2009-06-30 00:00:00 (day only)
              "a"
            2 2009-06-30 00:00:01
              "b"
            3 2010-11-04 00:00:00
              "c"
        "#]],
    );
}

#[test]
fn a_number_as_id_is_used_only_where_it_is_whole() {
    let tweets = r#"{ "id_str" : "164573816205680641", "id" : 1.645738162056806e17, "text" : "a", "created_at" : "2012-02-01 04:45:51 +0000" },
                    { "id" : 164573816205680642, "text" : "b", "created_at" : "2012-02-01 04:45:52 +0000" },
                    { "id" : 1.645738162056806e17, "text" : "c", "created_at" : "2012-02-01 04:45:53 +0000" }"#;
    check(
        &older(tweets),
        expect![[r#"
            164573816205680641 2012-02-01 04:45:51
              "a"
            164573816205680642 2012-02-01 04:45:52
              "b"
            problem: 1 × no-id (data/js/tweets/2012_02.js)
        "#]],
    );
}

#[test]
fn entities_are_undone_once_and_twice_only_where_all_are_double() {
    for (stored, meant) in [
        ("fish &amp; chips &lt;3", "fish & chips <3"),
        ("Download &amp;amp; Update", "Download & Update"),
        ("a &amp;lt;3 for you", "a <3 for you"),
        ("write &amp;lt; for &lt;", "write &lt; for <"),
        ("&amp;lt; is not &amp;", "&lt; is not &"),
        ("R&D &hearts; &", "R&D &hearts; &"),
        ("&quot;so&quot; &#39;it&#39; goes", "\"so\" 'it' goes"),
        ("&amp;amp;amp;", "&amp;"),
    ] {
        let got = read(&newer(&tweet(1, stored, "")).path).unwrap();
        assert_eq!(got.posts[0].text, meant, "{stored}");
    }
}

#[test]
fn a_quote_is_only_a_link_and_no_link_post() {
    let link = |url: &str, to: &str| format!(r#"{{ "url" : "https://t.co/{url}", "expanded_url" : "{to}" }}"#);
    let quoting = |id: u64, text: &str, links: &[String]| {
        tweet(id, text, &format!(r#""entities" : {{ "urls" : [ {} ] }}"#, links.join(", ")))
    };
    let tweets = [
        quoting(11, "So true https://t.co/q1", &[link("q1", "https://twitter.com/bob/status/9")]),
        quoting(
            12,
            "https://t.co/p1 says https://t.co/q2",
            &[link("p1", "https://example.org"), link("q2", "https://x.com/i/web/status/9?s=20")],
        ),
        quoting(13, "Mine again https://t.co/q3", &[link("q3", "https://twitter.com/ana_k/status/8")]),
        quoting(14, "Cut off… https://t.co/q4", &[link("q4", "https://twitter.com/i/web/status/14")]),
        quoting(15, "Their page https://t.co/q5", &[link("q5", "https://twitter.com/bob/lists/status")]),
        quoting(16, "No entity https://t.co/q6.", &[]),
    ];
    check(
        &newer(&tweets.join(",")),
        expect![[r#"
            11 2023-02-01 04:45:51
              "So true"
              quote: https://twitter.com/bob/status/9
            12 2023-02-01 04:45:51
              "https://example.org says"
              links: https://example.org
              quote: https://x.com/i/web/status/9?s=20
            13 2023-02-01 04:45:51
              "Mine again https://twitter.com/ana_k/status/8"
              links: https://twitter.com/ana_k/status/8
            14 2023-02-01 04:45:51
              "Cut off…"
            15 2023-02-01 04:45:51
              "Their page https://twitter.com/bob/lists/status"
              links: https://twitter.com/bob/lists/status
            16 2023-02-01 04:45:51
              "No entity https://t.co/q6."
              links: https://t.co/q6
        "#]],
    );
}

#[test]
fn a_retweet_is_told_by_its_beginning_and_its_words_are_not_kept() {
    let mentions = r#""entities" : { "user_mentions" : [ { "screen_name" : "bob", "id_str" : "7" }, { "screen_name" : "carla", "id_str" : "8" } ] }"#;
    let tweets = [
        tweet(
            1,
            "RT @bob: what a long day it was, and then @carla came along and told us that the whole of it was…",
            mentions,
        ),
        tweet(2, "RT @dora: yes", ""),
        tweet(3, "I never RT @bob: anything", ""),
    ];
    check(
        &newer(&tweets.join(",")),
        expect![[r#"
            1 2023-02-01 04:45:51
              ""
              boost: 7 @bob
            2 2023-02-01 04:45:51
              ""
              boost: @dora @dora
            3 2023-02-01 04:45:51
              "I never RT @bob: anything"
              mentions: @bob @bob
        "#]],
    );
    let original = r#"{ "id_str" : "4", "text" : "no mark at all", "created_at" : "2012-02-01 04:45:51 +0000",
        "retweeted_status" : { "text" : "no mark at all", "user" : { "id_str" : "7", "screen_name" : "bob" } } }"#;
    check(
        &older(original),
        expect![[r#"
            4 2012-02-01 04:45:51
              ""
              boost: 7 @bob
        "#]],
    );
}

#[test]
fn replies_lack_fields() {
    let tweets = [
        tweet(1, "@bob yes", r#""in_reply_to_user_id_str" : "7", "in_reply_to_status_id_str" : "99""#),
        tweet(2, "@bob yes", r#""in_reply_to_user_id_str" : "7", "in_reply_to_screen_name" : "bob""#),
        tweet(3, "@bob yes", r#""in_reply_to_screen_name" : "Bob""#),
        tweet(4, "@bob yes", r#""in_reply_to_status_id_str" : "99""#),
        tweet(5, "yes", r#""in_reply_to_status_id_str" : "99""#),
        tweet(6, "@bob yes", ""),
        tweet(7, ".@bob yes", ""),
        tweet(8, "and another thing", r#""in_reply_to_user_id_str" : "42", "in_reply_to_status_id_str" : "1""#),
        tweet(
            9,
            "hidden names",
            r#""in_reply_to_user_id_str" : "7", "in_reply_to_status_id_str" : "99", "in_reply_to_screen_name" : "bob""#,
        ),
        tweet(
            10,
            "@gone hello",
            r#""in_reply_to_user_id_str" : "-1", "in_reply_to_screen_name" : "gone", "in_reply_to_status_id_str" : null"#,
        ),
    ];
    check(
        &newer(&tweets.join(",")),
        expect![[r#"
            1 2023-02-01 04:45:51
              "@bob yes"
              mentions: 7 @bob
              reply: to 7 @bob, post 99
            2 2023-02-01 04:45:51
              "@bob yes"
              mentions: 7 @bob
              reply: to 7 @bob, post unknown
            3 2023-02-01 04:45:51
              "@bob yes"
              mentions: @bob @bob
              reply: to @bob @bob, post unknown
            4 2023-02-01 04:45:51
              "@bob yes"
              mentions: @bob @bob
              reply: to @bob @bob, post 99
            5 2023-02-01 04:45:51
              "yes"
              reply: to nobody known, post 99
            6 2023-02-01 04:45:51
              "@bob yes"
              mentions: @bob @bob
              reply: to @bob @bob, post unknown
            7 2023-02-01 04:45:51
              ".@bob yes"
              mentions: @bob @bob
            8 2023-02-01 04:45:51
              "and another thing"
              reply: to 42 ? (own), post 1
            9 2023-02-01 04:45:51
              "hidden names"
              mentions: 7 @bob
              reply: to 7 @bob, post 99
            10 2023-02-01 04:45:51
              "@gone hello"
              mentions: @gone @gone
              reply: to @gone @gone, post unknown
        "#]],
    );
}

#[test]
fn the_person_is_never_among_her_own_mentions() {
    let mentions = r#""entities" : { "user_mentions" : [ { "screen_name" : "ana_k", "id_str" : "42" }, { "screen_name" : "ana_old", "id_str" : "42" }, { "screen_name" : "bob", "id_str" : "7" } ] }"#;
    let tweets =
        tweet(1, "via @Ana_K and @ana_old, thanks @bob! write to ana@example.org or medium.com/@ana", mentions);
    check(
        &newer(&tweets),
        expect![[r#"
            1 2023-02-01 04:45:51
              "via @Ana_K and @ana_old, thanks @bob! write to ana@example.org or medium.com/@ana"
              mentions: 7 @bob
        "#]],
    );
}

#[test]
fn apps_come_without_markup_and_may_be_bare_or_missing() {
    for (source, app) in [
        (r#"<a href=\"http://itunes.apple.com\" rel=\"nofollow\">Tweetbot for iΟS</a>"#, Some("Tweetbot for iΟS")),
        ("web", Some("web")),
        ("im", Some("im")),
        ("", None),
        (r#"<a href=\"x\">Tom &amp; Co</a>"#, Some("Tom & Co")),
        (r#"<a href=\"x\"></a>"#, None),
    ] {
        let got = read(&newer(&tweet(1, "a", &format!(r#""source" : "{source}""#))).path).unwrap();
        assert_eq!(got.posts[0].app.as_deref(), app, "{source}");
    }
}

#[test]
fn languages_that_are_none_are_left_out() {
    for (lang, language) in [("ca", Some("ca")), ("und", None), ("zxx", None), ("qme", None), ("qu", Some("qu"))] {
        let got = read(&newer(&tweet(1, "a", &format!(r#""lang" : "{lang}""#))).path).unwrap();
        assert_eq!(got.posts[0].language.as_deref(), language, "{lang}");
    }
}

#[test]
fn the_manifest_says_which_files_are_parts() {
    let part = |name: &str, id| format!("window.YTD.{name} = [{}]", tweet(id, "a", ""));
    let manifest = r#"window.__THAR_CONFIG = { "userInfo" : { "accountId" : "42", "userName" : "Ana_K" }, "dataTypes" : {
        "tweets" : { "files" : [ { "fileName" : "data/tweets.js", "count" : "1" }, { "fileName" : "data/tweets-part1.js", "count" : "2" },
                                 { "fileName" : "data/tweets-part2.js", "count" : "1" } ] },
        "communityTweet" : { "files" : [ { "fileName" : "data/community-tweet.js", "count" : "1" } ] } } }"#;
    let made = folder(&[
        ("data/manifest.js", manifest.to_owned()),
        ("data/tweets.js", part("tweets.part0", 1)),
        ("data/tweets-part1.js", part("tweets.part1", 2)),
        ("data/tweets-part9.js", part("tweets.part9", 9)),
        ("data/community-tweet.js", part("community_tweet.part0", 3)),
        ("data/like.js", part("like.part0", 7)),
    ]);
    let got = read(&made.path).unwrap();
    let mut ids: Vec<_> = got.posts.iter().map(|post| &*post.id).collect();
    ids.sort_unstable();
    assert_eq!(ids, ["1", "2", "3"], "the leftover part9 is not named, and likes are no posts");
    assert_eq!(got.declared, Some(5));
    assert_eq!(got.reading.problems[0].example, "data/tweets-part2.js");
    assert_eq!(got.reading.problems[0].why.name(), "missing-part");
    assert_eq!(got.reading.skipped(), 1);
}

#[test]
fn without_a_manifest_the_names_tell_and_the_archive_may_lie_deeper() {
    let part = |name: &str, id| format!("window.YTD.{name} = [{}]", tweet(id, "a", ""));
    let bare = r#"window.YTD.tweet.part0 = [ { "id_str" : "1", "full_text" : "bare", "created_at" : "Wed Feb 01 04:45:51 +0000 2019" } ]"#;
    let made = zip(&[
        ("twitter-2019/tweet.js", bare.to_owned()),
        ("twitter-2019/tweet-part1.js", part("tweet.part1", 2)),
        ("twitter-2019/account.js", ACCOUNT.to_owned()),
        ("twitter-2019/assets/js/tweets-ui.js", "not read".to_owned()),
    ]);
    let got = read(&made.path).unwrap();
    assert_eq!(got.posts.iter().map(|post| &*post.id).collect::<Vec<_>>(), ["2", "1"]);
    assert_eq!(got.account.id.as_deref(), Some("42"));
    assert_eq!(got.account.title.as_deref(), Some("@Ana_K"));
    assert_eq!(got.reading.problems, []);
}

#[test]
fn a_long_text_joins_its_tweet_by_second_and_beginning() {
    let notes = r#"window.YTD.note_tweet.part0 = [ { "noteTweet" : { "noteTweetId" : "777", "createdAt" : "2023-02-01T04:45:51.000Z",
        "lifecycle" : { "value" : "3" }, "core" : { "styletags" : [ ], "mentions" : [ { "screenName" : "carla" } ],
        "urls" : [ { "expandedUrl" : "https://example.org/long", "shortUrl" : "https://t.co/zzz" } ],
        "text" : "This is where it began & how it went on for quite a while with @carla until the end: https://t.co/zzz" } } },
        { "noteTweet" : { "noteTweetId" : "778", "createdAt" : "2023-02-01T04:45:51.000Z", "core" : { "text" : "Another of the same second, and long enough to be cut" } } } ]"#;
    let tweets = [
        tweet(
            1,
            "@bob This is where it began &amp; how it went… https://t.co/cut",
            r#""in_reply_to_user_id_str" : "7", "in_reply_to_screen_name" : "bob",
            "entities" : { "urls" : [ { "url" : "https://t.co/cut", "expanded_url" : "https://twitter.com/i/web/status/1" } ] }"#,
        ),
        tweet(2, "Nothing to do with it", ""),
        tweet(3, "Another of the same second, and…", ""),
    ];
    let tweets = format!("window.YTD.tweets.part0 = [{}]", tweets.join(","));
    let manifest = manifest(&[("tweets", "data/tweets.js", "3"), ("noteTweet", "data/note-tweet.js", "2")]);
    let made = zip(&[("data/manifest.js", &*manifest), ("data/tweets.js", &tweets), ("data/note-tweet.js", notes)]);
    check(
        &made,
        expect![[r#"
            1 2023-02-01 04:45:51
              "This is where it began & how it went on for quite a while with @carla until the end: https://example.org/long"
              links: https://example.org/long
              mentions: 7 @bob , @carla @carla
              reply: to 7 @bob, post unknown
            2 2023-02-01 04:45:51
              "Nothing to do with it"
            3 2023-02-01 04:45:51
              "Another of the same second, and long enough to be cut"
        "#]],
    );
}

#[test]
fn of_an_edited_tweet_only_the_last_version_stands() {
    let known = r#""edit_info" : { "initial" : { "editTweetIds" : [ "10", "11" ], "editsRemaining" : "4" } }"#;
    let edit = r#""edit_info" : { "edit" : { "initialTweetId" : "10", "editControlInitial" : { "editTweetIds" : [ "10", "11" ] } } }"#;
    let alone = |id: u64| format!(r#""edit_info" : {{ "initial" : {{ "editTweetIds" : [ "{id}" ] }} }}"#);
    let later = |first: u64, then: u64| {
        format!(
            r#""edit_info" : {{ "edit" : {{ "initialTweetId" : "{first}", "editControlInitial" : {{ "editTweetIds" : [ "{first}", "{then}" ] }} }} }}"#
        )
    };
    let tweets = [
        tweet(10, "a first", known),
        tweet(11, "a last", edit),
        tweet(99, "b first does not know", &alone(99)),
        tweet(100, "b last", &later(99, 100)),
        tweet(201, "c last comes before its first", &later(200, 201)),
        tweet(200, "c first does not know", &alone(200)),
        tweet(300, "never edited", &alone(300)),
    ];
    check(
        &newer(&tweets.join(",")),
        expect![[r#"
            10 2023-02-01 04:45:51 Replaced
              "a first"
            11 2023-02-01 04:45:51
              "a last"
            99 2023-02-01 04:45:51
              "b first does not know"
            100 2023-02-01 04:45:51
              "b last"
            201 2023-02-01 04:45:51
              "c last comes before its first"
            200 2023-02-01 04:45:51 Replaced
              "c first does not know"
            300 2023-02-01 04:45:51
              "never edited"
            replaced: 99
            replaced: 200
        "#]],
    );
}

#[test]
fn deleted_and_community_tweets_are_read_too() {
    let deleted = r#"window.YTD.deleted_tweets.part0 = [ { "tweet" : { "id_str" : "5", "full_text" : "regretted",
        "created_at" : "Wed Feb 01 04:45:51 +0000 2023", "deleted_at" : "Thu Feb 02 04:45:51 +0000 2023" } } ]"#;
    let tweets = format!("window.YTD.tweets.part0 = [{}]", tweet(6, "stands", ""));
    let community = format!("window.YTD.community_tweet.part0 = [{}]", tweet(7, "among us", ""));
    let made = zip(&[
        ("data/deleted-tweets.js", deleted),
        ("data/tweets.js", &tweets),
        ("data/community-tweet.js", &community),
        ("data/deleted-tweet-headers.js", "window.YTD.deleted_tweet_headers.part0 = [ { \"tweet\" : { } } ]"),
    ]);
    check(
        &made,
        expect![[r#"
            5 2023-02-01 04:45:51 Deleted
              "regretted"
            7 2023-02-01 04:45:51
              "among us"
            6 2023-02-01 04:45:51
              "stands"
        "#]],
    );
}

#[test]
fn the_table_is_read_only_where_the_month_files_are_missing() {
    let table = "\"tweet_id\",\"in_reply_to_status_id\",\"in_reply_to_user_id\",\"timestamp\",\"source\",\"text\",\"retweeted_status_id\",\"retweeted_status_user_id\",\"retweeted_status_timestamp\",\"expanded_urls\"\n\
        \"1\",\"\",\"\",\"2012-02-01 04:45:51 +0000\",\"<a href=\"\"http://x\"\">HootSuite</a>\",\"Two lines,\nand a \"\"link\"\" http://t.co/a http://t.co/p\",\"\",\"\",\"\",\"http://example.org,http://twitter.com/ana_k/status/1/photo/1\"\n\
        \"2\",\"99\",\"7\",\"2009-02-01 00:00:00 +0000\",\"web\",\"@bob yes &amp; no\",\"\",\"\",\"\",\"\"\n\
        \"3\",\"\",\"\",\"2012-02-01 04:45:53 +0000\",\"web\",\"RT @bob: hm http://t.co/z\",\"98\",\"7\",\"2012-01-31 04:45:51 +0000\",\"http://a,http://a\"\n\
        \"4\",\"\",\"\",\"never\",\"web\",\"?\",\"\",\"\",\"\",\"\"\n";
    let details = r#"var user_details = { "screen_name" : "ana_k", "id" : "42" }"#;
    check(
        &zip(&[("tweets.csv", table), ("data/js/user_details.js", details)]),
        expect![[r#"
            1 2012-02-01 04:45:51
              "Two lines,\nand a \"link\" http://example.org"
              links: http://example.org
              app: HootSuite
              media: 1
            2 2009-02-01 00:00:00 (day only)
              "@bob yes & no"
              mentions: 7 @bob
              reply: to 7 @bob, post 99
              app: web
            3 2012-02-01 04:45:53
              ""
              boost: 7 @bob
              app: web
            problem: 1 × no-date (tweets.csv: 4)
        "#]],
    );
    let month = r#"Grailbird.data.tweets_2012_02 = [ { "id_str" : "1", "text" : "from the month file", "created_at" : "2012-02-01 04:45:51 +0000" } ]"#;
    check(
        &zip(&[("tweets.csv", table), ("data/js/tweets/2012_02.js", month)]),
        expect![[r#"
            1 2012-02-01 04:45:51
              "from the month file"
        "#]],
    );
}

#[test]
fn text_and_full_text_may_both_be_there_and_the_full_one_counts() {
    let tweets = r#"{ "id_str" : "1", "text" : "short…", "full_text" : "short and long", "created_at" : "2012-02-01 04:45:51 +0000" },
                    { "id_str" : "2", "full_text" : "long", "created_at" : "2012-02-01 04:45:51 +0000" },
                    { "id_str" : "3", "created_at" : "2012-02-01 04:45:51 +0000" }"#;
    let got = read(&older(tweets).path).unwrap();
    assert_eq!(got.posts.iter().map(|post| &*post.text).collect::<Vec<_>>(), ["short and long", "long", ""]);
}

#[test]
fn whose_archive_it_is_comes_from_whatever_says_it() {
    let profile = r#"window.YTD.profile.part0 = [ { "profile" : { "description" : { "bio" : "b", "website" : "https://t.co/site", "location" : "" } } } ]"#;
    let tweets = format!("window.YTD.tweets.part0 = [{}]", tweet(1, "a", ""));
    let got =
        read(&zip(&[("data/account.js", ACCOUNT), ("data/profile.js", profile), ("data/tweets.js", &tweets)]).path)
            .unwrap();
    expect![[r#"
        Account {
            network: X,
            id: Some(
                "42",
            ),
            title: Some(
                "@Ana_K",
            ),
            names: [
                "42",
                "@ana_k",
            ],
            site: Some(
                "https://t.co/site",
            ),
        }
    "#]]
    .assert_debug_eq(&got.account);

    // No file says it: then each tweet of the older layout does.
    let own = r#""user" : { "id_str" : "42", "screen_name" : "ana_k" }"#;
    let thread = format!(
        r#"{{ "id_str" : "2", "text" : "@ana_k more", "created_at" : "2012-02-01 04:45:51 +0000", "in_reply_to_user_id_str" : "42", {own} }}"#
    );
    let got = read(&zip(&[("data/js/tweets/2012_02.js", format!("Grailbird.data.tweets_2012_02 = [{thread}]"))]).path)
        .unwrap();
    assert_eq!(got.account.id, None);
    assert!(got.posts[0].reply.as_ref().unwrap().own);
    assert_eq!(got.posts[0].mentions, []);
}

#[test]
fn the_same_id_in_two_files_comes_twice_and_the_deleted_one_first() {
    let deleted = format!("window.YTD.deleted_tweets.part0 = [{}]", tweet(5, "a", ""));
    let tweets = format!("window.YTD.tweets.part0 = [{}]", tweet(5, "a", ""));
    check(
        &zip(&[("data/tweets.js", &tweets), ("data/deleted-tweets.js", &deleted)]),
        expect![[r#"
            5 2023-02-01 04:45:51 Deleted
              "a"
            5 2023-02-01 04:45:51
              "a"
        "#]],
    );
}
