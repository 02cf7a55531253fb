//! The open places, by answers made after their documentation: no real server of theirs was asked.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod syncing;

use chrono::{DateTime, Utc};
use coach::post::Post;
use feeds::live::{Account, Page, Reader};
use feeds::net::{Failure, Limits, Net};
use feeds::places::{Discourse, GitHub, HackerNews, Lemmy, StackExchange};
use proptest::prelude::*;
use serde_json::{Value, json};
use syncing::Syncing;
use wiremock::matchers::{header, path, query_param, query_param_is_missing};
use wiremock::{Mock, MockBuilder, MockServer, ResponseTemplate};

fn now() -> DateTime<Utc> {
    "2026-11-27T12:00:00Z".parse().unwrap()
}

fn seconds(at: &str) -> i64 {
    at.parse::<DateTime<Utc>>().unwrap().timestamp()
}

fn net() -> Net {
    Net::with(Limits::default()).unwrap()
}

fn at(place: &str) -> MockBuilder {
    Mock::given(path(place))
}

fn ok(answer: &Value) -> ResponseTemplate {
    ResponseTemplate::new(200).set_body_json(answer)
}

async fn say(server: &MockServer, place: &str, answer: Value) {
    at(place).respond_with(ok(&answer)).with_priority(9).mount(server).await;
}

/// An account, and all that is read of it.
async fn all(reader: &dyn Reader, net: &Net, typed: &str) -> (Account, Page, String) {
    let account = reader.find(net, typed, None).await.unwrap();
    let mut sync = Syncing::new(reader, net, &account, None, now);
    let page = sync.run().await.unwrap();
    (account, page, sync.cursor)
}

/// A post in a line: its text, whom it answers by name, and whether that asked.
fn line(post: &Post) -> String {
    let text = post.text.replace('\n', " ");
    let Some(reply) = &post.reply else { return text };
    let whom = reply.whom.as_ref().map_or("?", |whom| whom.name.as_deref().unwrap_or(&whom.handle.id));
    let asked = match reply.asks {
        Some(true) => " who asked",
        Some(false) => " who said",
        None => "",
    };
    format!("{text} → {whom}{}{asked}", if reply.own { " (own)" } else { "" })
}

fn lines(page: &Page) -> Vec<String> {
    page.posts.iter().map(line).collect()
}

#[tokio::test]
async fn hacker_news_says_what_was_said_and_to_whom() {
    let server = MockServer::start().await;
    say(&server, "/api/v1/users/ana", json!({ "username": "ana", "karma": 7 })).await;
    let hit = |id: &str, at: &str, parent: u64, text: &str| {
        json!({
            "objectID": id, "author": "ana", "created_at_i": seconds(at), "comment_text": text, "parent_id": parent,
            "story_id": 1, "story_title": "Ask HN: Bread?", "_tags": ["comment", "author_ana", "story_1"],
        })
    };
    let story = json!({
        "objectID": "20", "author": "ana", "created_at_i": seconds("2026-11-20T10:00:00Z"), "title": "Rye bread",
        "url": "https://ana.example/rye", "_tags": ["story", "author_ana", "story_20"],
    });
    let hits = json!([
        hit("12", "2026-11-26T10:00:00Z", 10, "Use <i>rye</i>, and let it rest"),
        hit("11", "2026-11-25T10:00:00Z", 1, "See <a href=\"https:&#x2F;&#x2F;ana.example&#x2F;rye\" rel=\"nofollow\">https:&#x2F;&#x2F;ana.example&#x2F;rye</a>"),
        story,
        hit("3", "2019-11-25T10:00:00Z", 2, "Long ago"),
        { "objectID": "4", "author": "ana" },
        { "objectID": "5", "author": "somebody else", "created_at_i": 1, "comment_text": "x" },
    ]);
    say(&server, "/api/v1/search_by_date", json!({ "hits": hits, "nbHits": 5, "page": 0 })).await;
    say(
        &server,
        "/v0/item/10.json",
        json!({ "id": 10, "by": "bo", "type": "comment", "text": "What flour do you use?" }),
    )
    .await;
    say(&server, "/v0/item/1.json", json!({ "id": 1, "by": "ana", "type": "story", "title": "Ask HN: Bread?" })).await;
    let (net, reader) = (net(), HackerNews::at(&server.uri()));
    let (account, page, cursor) = all(&reader, &net, "https://news.ycombinator.com/user?id=ana").await;
    assert_eq!((account.id.as_str(), page.complete, page.of), ("ana", true, Some(5)));
    assert_eq!(
        lines(&page),
        [
            "Use rye, and let it rest → bo who asked",
            "See https://ana.example/rye → ana (own)",
            "Rye bread https://ana.example/rye",
            "Long ago → ?",
        ]
    );
    assert_eq!(page.posts[0].id, "https://news.ycombinator.com/item?id=12");
    assert_eq!(page.posts[0].reply.as_ref().unwrap().post.as_deref(), Some("https://news.ycombinator.com/item?id=10"));
    assert_eq!((page.problems.len(), page.problems[0].count), (1, 1));

    // Nothing is new: one question.
    net.take_asked();
    let mut again = Syncing::new(&reader, &net, &account, None, now);
    again.cursor = cursor;
    assert_eq!(lines(&again.run().await.unwrap()), Vec::<String>::new());
    assert_eq!(again.asked(), 1);
}

#[tokio::test]
async fn hacker_news_is_read_back_page_by_page() {
    let server = MockServer::start().await;
    say(&server, "/api/v1/users/ana", json!({ "username": "ana" })).await;
    let hit = |n: i64| json!({ "objectID": n.to_string(), "author": "ana", "created_at_i": 1_500_000_000 + n, "comment_text": "x", "parent_id": 1 });
    let first: Vec<Value> = (100..200).rev().map(hit).collect();
    let rest: Vec<Value> = (50..=100).rev().map(hit).collect();
    let search = || at("/api/v1/search_by_date");
    search()
        .and(query_param_is_missing("numericFilters"))
        .respond_with(ok(&json!({ "hits": first, "nbHits": 150 })))
        .mount(&server)
        .await;
    search()
        .and(query_param("numericFilters", "created_at_i<=1500000100"))
        .respond_with(ok(&json!({ "hits": rest })))
        .mount(&server)
        .await;
    let (net, reader) = (net(), HackerNews::at(&server.uri()));
    let (_, page, _) = all(&reader, &net, "ana").await;
    let mut ids: Vec<_> = page.posts.iter().map(|post| post.id.as_str()).collect();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!((ids.len(), page.complete), (150, true));
}

#[tokio::test]
async fn lemmy_says_what_was_said_and_to_whom() {
    let server = MockServer::start().await;
    let person = |id: u64, name: &str| json!({ "id": id, "name": name, "actor_id": format!("https://lemmy.example/u/{name}"), "bot_account": name == "helper" });
    let post = |id: u64, creator: u64| json!({ "id": id, "name": "Which flour?", "body": "I *never* know.", "creator_id": creator, "ap_id": format!("https://lemmy.example/post/{id}"), "published": "2026-11-20T10:00:00Z" });
    let comment = |id: u64, at: &str, path: &str, text: &str, on: Value| {
        let thing = json!({ "id": id, "content": text, "published": at, "path": path, "ap_id": format!("https://lemmy.example/comment/{id}"), "deleted": false });
        json!({ "comment": thing, "creator": person(7, "ana"), "post": on, "community": { "id": 1 } })
    };
    let comments = json!([
        comment(31, "2026-11-26T10:00:00.123456Z", "0.31", "Rye, **always**", post(5, 8)),
        comment(30, "2026-11-25T10:00:00.123456", "0.29.30", "> And then?\n\nA whole night", post(5, 8)),
        comment(28, "2026-11-24T10:00:00Z", "0.28", "My own thread goes on", post(6, 7)),
        comment(9, "2019-11-24T10:00:00Z", "0.9", "Long ago", post(5, 8)),
        { "comment": { "id": 8, "content": "no date" }, "post": {} },
    ]);
    let own = json!({ "post": { "id": 40, "name": "Rye bread", "url": "https://ana.example/rye", "ap_id": "https://lemmy.example/post/40", "published": "2026-11-23T10:00:00Z", "creator_id": 7 }, "creator": person(7, "ana") });
    let view = json!({ "person": person(7, "ana"), "counts": { "post_count": 1, "comment_count": 5 } });
    at("/api/v3/user")
        .and(query_param("page", "2"))
        .respond_with(ok(&json!({ "person_view": view, "comments": [], "posts": [] })))
        .mount(&server)
        .await;
    say(&server, "/api/v3/user", json!({ "person_view": view, "comments": comments, "posts": [own] })).await;
    let parent = json!({ "comment": { "id": 29, "content": "It dries out.", "ap_id": "https://other.example/comment/29" }, "creator": person(9, "helper") });
    say(&server, "/api/v3/comment", json!({ "comment_view": parent })).await;
    at("/api/v3/post")
        .and(query_param("id", "5"))
        .respond_with(ok(&json!({ "post_view": { "post": post(5, 8), "creator": person(8, "bo") } })))
        .mount(&server)
        .await;
    at("/api/v3/post")
        .and(query_param("id", "6"))
        .respond_with(ok(&json!({ "post_view": { "post": post(6, 7), "creator": person(7, "ana") } })))
        .mount(&server)
        .await;
    let net = net();
    let (account, page, _) = all(&Lemmy, &net, &format!("{}/u/ana", server.uri())).await;
    assert_eq!((account.title.as_str(), account.posts), ("@ana@lemmy.example", Some(6)));
    assert_eq!(
        lines(&page),
        [
            "Rye, always → @bo@lemmy.example who asked",
            "“And then?”  A whole night → @helper@lemmy.example who said",
            "My own thread goes on → @ana@lemmy.example (own)",
            "Rye bread https://ana.example/rye",
            "Long ago → ?",
        ]
    );
    let robots: Vec<_> = page.profiles.iter().filter_map(|profile| profile.whom.name.as_deref()).collect();
    assert_eq!(robots, ["@helper@lemmy.example"]);
    assert_eq!(page.problems.len(), 1);
}

#[tokio::test]
async fn discourse_says_what_was_said_and_to_whom() {
    let server = MockServer::start().await;
    say(&server, "/u/ana.json", json!({ "user": { "id": 7, "username": "Ana", "website": "https://ana.example" } }))
        .await;
    let action = |post: u64, number: Value, at: &str, sort: u64, excerpt: &str| {
        json!({
            "post_id": post, "topic_id": 3, "post_number": 4, "reply_to_post_number": number, "action_type": sort,
            "created_at": at, "excerpt": excerpt, "title": "Which flour?", "slug": "which-flour", "username": "Ana",
            "acting_username": "Ana", "target_username": "Ana",
        })
    };
    let actions = json!([
        action(33, json!(2), "2026-11-26T10:00:00.000Z", 5, "Rye, and let it&hellip;"),
        action(32, Value::Null, "2026-11-25T10:00:00.000Z", 5, "I use rye"),
        action(31, Value::Null, "2026-11-24T10:00:00.000Z", 4, "Mine is dry"),
        action(30, json!(9), "2019-11-24T10:00:00.000Z", 5, "Long ago"),
        { "post_id": 1, "action_type": 5 },
    ]);
    at("/user_actions.json")
        .and(query_param("offset", "5"))
        .respond_with(ok(&json!({ "user_actions": [] })))
        .mount(&server)
        .await;
    say(&server, "/user_actions.json", json!({ "user_actions": actions })).await;
    say(&server, "/posts/33.json", json!({ "id": 33, "cooked": "<p>Rye, and let it rest a whole night</p>" })).await;
    say(
        &server,
        "/posts/by_number/3/2.json",
        json!({ "id": 21, "username": "bo", "cooked": "<p>What do you use?</p>" }),
    )
    .await;
    say(&server, "/posts/by_number/3/1.json", json!({ "id": 20, "username": "cy", "cooked": "<p>I never know.</p>" }))
        .await;
    let net = net();
    let (account, page, _) = all(&Discourse, &net, &format!("{}/u/ana/summary", server.uri())).await;
    assert_eq!(account.site.as_deref(), Some("https://ana.example"));
    assert_eq!(
        lines(&page),
        [
            "Rye, and let it rest a whole night → @bo who asked",
            "I use rye → @cy who asked",
            "Which flour?  Mine is dry",
            "Long ago → ?",
        ]
    );
    assert_eq!(page.posts[0].id, format!("{}/p/33", server.uri()));
    assert!(page.complete && page.problems.len() == 1);
}

#[tokio::test]
async fn github_says_what_was_said_and_is_asked_only_where_something_changed() {
    let server = MockServer::start().await;
    say(&server, "/users/ana", json!({ "login": "Ana", "blog": "https://ana.example" })).await;
    let user = |name: &str| json!({ "login": name, "type": if name.ends_with("[bot]") { "Bot" } else { "User" } });
    let issue = |name: &str| json!({ "title": "It crashes", "body": "Why is that?", "user": user(name), "html_url": "https://github.com/bo/oven/issues/1" });
    let comment = |id: u64, text: &str| json!({ "body": text, "html_url": format!("https://github.com/bo/oven/issues/1#issuecomment-{id}"), "created_at": "2026-11-26T10:00:00Z", "user": user("Ana") });
    let event = |id: &str, sort: &str, payload: Value| json!({ "id": id, "type": sort, "created_at": "2026-11-26T10:00:01Z", "payload": payload });
    let events = json!([
        event("9", "WatchEvent", json!({ "action": "started" })),
        event(
            "8",
            "IssueCommentEvent",
            json!({ "action": "created", "issue": issue("bo"), "comment": comment(8, "Try `oven --cold` first") })
        ),
        event(
            "7",
            "IssueCommentEvent",
            json!({ "action": "created", "issue": issue("helper[bot]"), "comment": comment(7, "Please rebase this") })
        ),
        event(
            "6",
            "IssueCommentEvent",
            json!({ "action": "deleted", "issue": issue("bo"), "comment": comment(6, "Gone") })
        ),
        event(
            "5",
            "PullRequestReviewEvent",
            json!({ "action": "created", "review": { "body": "Looks good to me", "html_url": "https://github.com/bo/oven/pull/2#pullrequestreview-5", "submitted_at": "2026-11-25T10:00:00Z" }, "pull_request": { "number": 2 } })
        ),
        event(
            "4",
            "PullRequestReviewEvent",
            json!({ "action": "created", "review": { "body": null, "html_url": "https://github.com/x" }, "pull_request": {} })
        ),
        event(
            "3",
            "IssueCommentEvent",
            json!({ "action": "created", "issue": issue("ana"), "comment": comment(3, "I found it myself") })
        ),
        event(
            "2",
            "IssueCommentEvent",
            json!({ "action": "created", "issue": issue("bo"), "comment": { "body": "no address" } })
        ),
        event(
            "1",
            "IssuesEvent",
            json!({ "action": "opened", "issue": { "title": "It is cold", "body": "Always", "html_url": "https://github.com/bo/oven/issues/9", "created_at": "2026-11-20T10:00:00Z" } })
        ),
    ]);
    let list = "/users/Ana/events/public";
    at(list)
        .and(header("if-none-match", "\"one\""))
        .respond_with(ResponseTemplate::new(304))
        .with_priority(1)
        .mount(&server)
        .await;
    at(list)
        .and(query_param("page", "1"))
        .respond_with(ok(&events).insert_header("etag", "\"one\"").insert_header("x-poll-interval", "60"))
        .mount(&server)
        .await;
    at(list).respond_with(ok(&json!([]))).with_priority(9).mount(&server).await;
    let (net, reader) = (net(), GitHub::at(&server.uri()));
    let (account, page, cursor) = all(&reader, &net, "https://github.com/ana").await;
    assert_eq!(account.id, "https://github.com/ana");
    assert_eq!(
        lines(&page),
        [
            "Try oven --cold first → @bo who asked",
            "Please rebase this → @helper[bot] who asked",
            "Looks good to me → ?",
            "I found it myself → @ana (own)",
            "It is cold  Always",
        ]
    );
    assert_eq!(page.profiles.len(), 1);
    assert_eq!(page.problems.iter().map(|problem| problem.count).sum::<u64>(), 1);

    net.take_asked();
    let mut soon = Syncing::new(&reader, &net, &account, None, now);
    soon.cursor.clone_from(&cursor);
    assert!(soon.run().await.unwrap().posts.is_empty());
    assert_eq!(soon.asked(), 0, "it wanted to be left alone for a minute");
    let later = || "2026-11-27T12:15:00Z".parse().unwrap();
    let mut later = Syncing::new(&reader, &net, &account, None, later);
    later.cursor = cursor;
    assert!(later.run().await.unwrap().posts.is_empty());
    assert_eq!(later.asked(), 1);
}

#[tokio::test]
async fn a_limit_of_github_is_one_though_it_is_told_with_another_status() {
    let server = MockServer::start().await;
    say(&server, "/users/ana", json!({ "login": "ana" })).await;
    let limited = ResponseTemplate::new(403).insert_header("x-ratelimit-remaining", "0");
    at("/users/ana/events/public").respond_with(limited).mount(&server).await;
    let (net, reader) = (net(), GitHub::at(&server.uri()));
    let account = reader.find(&net, "ana", None).await.unwrap();
    let failure = Syncing::new(&reader, &net, &account, None, now).run().await.unwrap_err();
    assert!(matches!(failure, Failure::Limited { .. }), "{failure}");
}

#[tokio::test]
async fn stack_exchange_says_what_was_said_and_to_whom_and_is_left_alone_as_it_asks() {
    let server = MockServer::start().await;
    let site = "cooking.stackexchange.com";
    say(
        &server,
        "/2.3/users/7",
        json!({ "items": [{ "user_id": 7, "display_name": "Ana", "website_url": "https://ana.example" }] }),
    )
    .await;
    let day = |at: &str| seconds(&format!("2026-11-{at}T10:00:00Z"));
    let answers = json!([{ "answer_id": 31, "question_id": 5, "creation_date": day("26"), "body": "<p>Use rye &amp; rest</p>", "owner": { "user_id": 7 } }]);
    let comments = json!([
        { "comment_id": 41, "post_id": 6, "creation_date": day("25"), "body": "That dries out", "reply_to_user": { "user_id": 9, "display_name": "Cy" } },
        { "comment_id": 40, "post_id": 31, "creation_date": day("24"), "body": "My answer goes on" },
        { "comment_id": 39 },
    ]);
    let questions = json!([{ "question_id": 8, "creation_date": day("23"), "title": "Why is it &quot;dry&quot;?", "body": "<p>It is.</p>" }]);
    say(&server, "/2.3/users/7/answers", json!({ "items": answers, "has_more": false, "quota_remaining": 290 })).await;
    say(&server, "/2.3/users/7/comments", json!({ "items": comments, "has_more": false, "quota_remaining": 290 }))
        .await;
    say(
        &server,
        "/2.3/users/7/questions",
        json!({ "items": questions, "has_more": false, "quota_remaining": 290, "backoff": 10 }),
    )
    .await;
    let bo = json!({ "user_id": 8, "display_name": "Bo" });
    say(&server, "/2.3/questions/5", json!({ "items": [{ "question_id": 5, "owner": bo, "link": "https://cooking.stackexchange.com/q/5", "body": "" }] })).await;
    let posts = json!([
        { "post_id": 6, "post_type": "answer", "owner": bo, "body": "<p>Bake it long.</p>", "link": "https://cooking.stackexchange.com/a/6" },
        { "post_id": 31, "post_type": "answer", "owner": { "user_id": 7, "display_name": "Ana" }, "body": "" },
    ]);
    say(&server, "/2.3/posts/31;6", json!({ "items": posts })).await;
    let (net, reader) = (net(), StackExchange::at(&server.uri()));
    let (account, page, cursor) = all(&reader, &net, &format!("https://{site}/users/7/ana")).await;
    assert_eq!(account.title, "Ana (cooking.stackexchange.com)");
    assert_eq!(
        lines(&page),
        [
            "Use rye & rest → Bo who asked",
            "That dries out → Cy who said",
            "My answer goes on → Ana (own)",
            "Why is it \"dry\"?  It is.",
        ]
    );
    assert!(page.complete && page.problems.len() == 1);
    let mut soon = Syncing::new(&reader, &net, &account, None, now);
    soon.cursor = cursor;
    assert!(matches!(soon.run().await, Err(Failure::Limited { until: Some(_), .. })));
}

#[tokio::test]
async fn stack_exchange_is_asked_no_further_than_it_tells_without_a_key() {
    let server = MockServer::start().await;
    say(&server, "/2.3/users/7", json!({ "items": [{ "user_id": 7, "display_name": "Ana" }] })).await;
    let last = seconds("2026-01-01T10:00:00Z");
    for page in 1..=25 {
        let question =
            json!({ "question_id": page, "creation_date": last - page, "title": "Why?", "body": "<p>So.</p>" });
        at("/2.3/users/7/questions")
            .and(query_param("page", page.to_string()))
            .respond_with(ok(&json!({ "items": [question], "has_more": true, "quota_remaining": 290 })))
            .mount(&server)
            .await;
    }
    at("/2.3/users/7/questions").respond_with(ResponseTemplate::new(400)).with_priority(9).mount(&server).await;
    for list in ["answers", "comments"] {
        say(&server, &format!("/2.3/users/7/{list}"), json!({ "items": [], "has_more": false })).await;
    }
    let (net, reader) = (net(), StackExchange::at(&server.uri()));
    let (_, page, _) = all(&reader, &net, "https://cooking.stackexchange.com/users/7").await;
    assert_eq!((page.posts.len(), page.complete), (25, true));
}

#[tokio::test]
async fn whom_an_answer_is_for_is_known_also_where_stack_exchange_asks_to_wait() {
    let bo = json!({ "user_id": 8, "display_name": "Bo" });
    let answer =
        json!({ "answer_id": 31, "question_id": 5, "creation_date": seconds("2026-11-26T10:00:00Z"), "body": "Rye" });
    // A few seconds for the same list; and for the day, because there are hardly any questions left.
    for (said, then) in [(json!({ "backoff": 10 }), None), (json!({ "quota_remaining": 3 }), Some(1))] {
        let server = MockServer::start().await;
        say(&server, "/2.3/users/7", json!({ "items": [{ "user_id": 7, "display_name": "Ana" }] })).await;
        let mut first = json!({ "items": [answer], "has_more": false });
        first.as_object_mut().unwrap().extend(said.as_object().unwrap().clone());
        at("/2.3/users/7/answers").respond_with(ok(&first)).up_to_n_times(1).mount(&server).await;
        say(&server, "/2.3/users/7/answers", json!({ "items": [answer], "has_more": false, "quota_remaining": 290 }))
            .await;
        for list in ["comments", "questions"] {
            say(&server, &format!("/2.3/users/7/{list}"), json!({ "items": [], "has_more": false })).await;
        }
        say(&server, "/2.3/questions/5", json!({ "items": [{ "question_id": 5, "owner": bo }] })).await;
        let (net, reader) = (net(), StackExchange::at(&server.uri()));
        let account = reader.find(&net, "https://cooking.stackexchange.com/users/7", None).await.unwrap();
        let mut sync = Syncing::new(&reader, &net, &account, None, now);
        let mut posts = sync.step().await.unwrap().posts;
        let waits = sync.step().await.unwrap_err();
        assert!(matches!(waits, Failure::Limited { until: Some(_), .. }), "{waits}");
        if let Some(days) = then {
            assert!(posts.is_empty(), "nothing is handed over before it is known whom it is for");
            let later = feeds::live::Step {
                net: &net,
                account: &account,
                secret: None,
                cursor: &sync.cursor,
                now: now() + chrono::TimeDelta::days(days),
            };
            posts = reader.read(later).await.unwrap().posts;
        }
        assert_eq!(posts.iter().map(line).collect::<Vec<_>>(), ["Rye → Bo who asked"], "{said}");
    }
}

#[tokio::test]
async fn what_a_forum_does_not_show_further_down_keeps_nobody_from_what_is_new() {
    let server = MockServer::start().await;
    say(&server, "/u/ana.json", json!({ "user": { "username": "ana" } })).await;
    let said = |id: u32, at: &str| json!({ "action_type": 4, "post_id": id, "topic_id": 9, "created_at": at, "title": "Why?", "excerpt": "So." });
    let list = |offset: &str| at("/user_actions.json").and(query_param("offset", offset));
    let old = json!({ "user_actions": [said(1, "2020-01-01T10:00:00Z")] });
    list("0").respond_with(ok(&old)).up_to_n_times(1).mount(&server).await;
    let new = json!({ "user_actions": [said(2, "2021-01-01T10:00:00Z"), said(1, "2020-01-01T10:00:00Z")] });
    list("0").respond_with(ok(&new)).with_priority(9).mount(&server).await;
    list("1").respond_with(ResponseTemplate::new(403)).mount(&server).await;
    list("2").respond_with(ok(&json!({ "user_actions": [] }))).mount(&server).await;
    let (net, reader) = (net(), Discourse);
    let (account, page, cursor) = all(&reader, &net, &format!("{}/u/ana", server.uri())).await;
    assert_eq!((page.posts.len(), page.complete), (1, true), "the history ends where the forum ends it");
    let mut later = Syncing::new(&reader, &net, &account, None, now);
    later.cursor = cursor;
    assert_eq!(later.run().await.unwrap().posts.len(), 1);
    // The newest, though, are not given up: that they can't be read is told.
    list("0").respond_with(ResponseTemplate::new(403)).with_priority(1).mount(&server).await;
    assert!(matches!(later.run().await, Err(Failure::Forbidden { .. })));
}

#[tokio::test]
async fn what_is_answered_and_can_not_be_read_costs_only_its_name() {
    let server = MockServer::start().await;
    say(&server, "/u/ana.json", json!({ "user": { "username": "ana" } })).await;
    let said = json!({ "action_type": 5, "post_id": 1, "topic_id": 9, "reply_to_post_number": 3, "created_at": "2026-11-20T10:00:00Z", "excerpt": "So." });
    let list = json!({ "user_actions": [said] });
    at("/user_actions.json").and(query_param("offset", "0")).respond_with(ok(&list)).mount(&server).await;
    say(&server, "/user_actions.json", json!({ "user_actions": [] })).await;
    let page = ResponseTemplate::new(200).set_body_raw("<html>Log in</html>", "text/html");
    at("/posts/1.json").respond_with(page.clone()).mount(&server).await;
    at("/posts/by_number/9/3.json").respond_with(page).mount(&server).await;
    let (_, page, _) = all(&Discourse, &net(), &format!("{}/u/ana", server.uri())).await;
    assert_eq!(lines(&page), ["So. → ?"]);
}

#[tokio::test]
async fn a_date_that_no_calendar_has_is_none() {
    let server = MockServer::start().await;
    say(&server, "/u/ana.json", json!({ "user": { "username": "ana" } })).await;
    let dates = ["-262143-01-01T00:00:00", "+262142-12-31T23:59:59", "0000-01-01T00:00:00Z", "2020-01-01T10:00:00Z"];
    let said = |(id, at): (usize, &&str)| json!({ "action_type": 4, "post_id": id + 1, "created_at": at, "title": "Why?", "excerpt": "So." });
    let list = json!({ "user_actions": dates.iter().enumerate().map(said).collect::<Vec<_>>() });
    at("/user_actions.json").and(query_param("offset", "0")).respond_with(ok(&list)).mount(&server).await;
    say(&server, "/user_actions.json", json!({ "user_actions": [] })).await;
    let net = net();
    let (account, page, cursor) = all(&Discourse, &net, &format!("{}/u/ana", server.uri())).await;
    assert_eq!((page.posts.len(), page.problems.iter().map(|problem| problem.count).sum::<u64>()), (1, 3));
    let mut later = Syncing::new(&Discourse, &net, &account, None, now);
    later.cursor = cursor;
    assert!(later.run().await.is_ok());
    // One stands in what was kept by an app that took it for a date.
    later.cursor = json!({ "known": DateTime::<Utc>::MIN_UTC.timestamp(), "complete": true }).to_string();
    assert_eq!(later.run().await.unwrap().posts.len(), 1);
}

/// Any JSON under the names that answers have.
fn nearly(depth: u32) -> BoxedStrategy<Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        prop_oneof![
            Just("7"),
            Just("0.7.8"),
            Just("2026-11-01T10:00:00Z"),
            Just("IssueCommentEvent"),
            Just("é> [x](http://a"),
            Just("")
        ]
        .prop_map(Value::from),
    ];
    if depth == 0 {
        return leaf.boxed();
    }
    let names = prop_oneof![
        Just("hits"),
        Just("items"),
        Just("comments"),
        Just("posts"),
        Just("user_actions"),
        Just("comment"),
        Just("post"),
        Just("creator"),
        Just("payload"),
        Just("issue"),
        Just("type"),
        Just("body"),
        Just("content"),
        Just("excerpt"),
        Just("path"),
        Just("id"),
        Just("post_id"),
        Just("question_id"),
        Just("answer_id"),
        Just("creation_date"),
        Just("created_at"),
        Just("published"),
        Just("objectID"),
        Just("created_at_i"),
        Just("has_more"),
        Just("ap_id"),
    ];
    let inner = nearly(depth - 1);
    prop_oneof![
        1 => leaf,
        2 => proptest::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
        4 => proptest::collection::vec((names, inner), 0..8)
            .prop_map(|all| Value::Object(all.into_iter().map(|(name, value)| (name.to_owned(), value)).collect())),
    ]
    .boxed()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    #[test]
    fn any_answer_is_read_or_refused(answer in nearly(4)) {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(async {
            let server = MockServer::start().await;
            Mock::given(wiremock::matchers::any()).respond_with(ok(&answer)).mount(&server).await;
            let (net, uri) = (net(), server.uri());
            let readers: [&dyn Reader; 5] =
                [&HackerNews::at(&uri), &Lemmy, &Discourse, &GitHub::at(&uri), &StackExchange::at(&uri)];
            for reader in readers {
                let about = reader.about();
                let account = Account {
                    network: about.network, id: "7".into(), place: uri.clone(), key: "ana/7".into(), names: Vec::new(),
                    title: "ana".into(), site: None, sees: about.sees, posts: None,
                };
                let mut sync = Syncing::new(reader, &net, &account, None, now);
                for _ in 0..4 {
                    let _ = sync.step().await;
                }
            }
        });
    }
}
