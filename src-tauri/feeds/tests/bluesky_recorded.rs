//! What a real server of Bluesky answered, read whole: by a server that gives these answers to the reader's questions.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod recorded;
mod syncing;

use chrono::{DateTime, Utc};
use feeds::bluesky::live::Bluesky;
use feeds::live::{HeardSort, Reader as _, Step};
use feeds::net::{Limits, Net};
use recorded::answers;
use serde_json::{Value, json};
use syncing::Syncing;
use wiremock::matchers::{path, query_param};
use wiremock::{Mock, MockServer, ResponseTemplate};

/// When the answers were recorded.
fn now() -> DateTime<Utc> {
    "2025-05-19T17:42:00Z".parse().unwrap()
}

async fn say(server: &MockServer, method: &str, answer: Value) {
    let answer = ResponseTemplate::new(200).set_body_json(answer);
    Mock::given(path(format!("/xrpc/{method}"))).respond_with(answer).with_priority(9).mount(server).await;
}

async fn world(did: &str) -> (MockServer, Net, feeds::live::Account, secrecy::SecretString) {
    let server = MockServer::start().await;
    say(
        &server,
        "com.atproto.repo.describeRepo",
        json!({ "did": did, "handle": "ana.example", "handleIsCorrect": true }),
    )
    .await;
    say(&server, "com.atproto.server.createSession", json!({ "did": did, "accessJwt": "a", "refreshJwt": "r" })).await;
    say(&server, "com.atproto.sync.getLatestCommit", json!({ "rev": "3lpl2222222a2", "cid": "c" })).await;
    let net = Net::with(Limits::default()).unwrap();
    let typed = format!("ana.example {}", server.uri());
    let (account, secret) = Bluesky::new().sign_in(&net, &typed, &"password".into()).await.unwrap();
    (server, net, account, secret)
}

#[tokio::test]
async fn recorded_records_and_notifications_are_read_whole() {
    let (Some(records), Some(told)) = (answers("r_listrcd.yml"), answers("n_notifications.yml")) else { return };
    let did = records[0]["records"][0]["uri"].as_str().unwrap().split('/').nth(2).unwrap().to_owned();
    let (server, net, account, secret) = world(&did).await;
    let count = records[0]["records"].as_array().unwrap().len();
    let list = ResponseTemplate::new(200).set_body_json(&records[0]);
    let of =
        |collection| Mock::given(path("/xrpc/com.atproto.repo.listRecords")).and(query_param("collection", collection));
    of("app.bsky.feed.post").respond_with(list).up_to_n_times(1).mount(&server).await;
    of("app.bsky.feed.post")
        .respond_with(ResponseTemplate::new(200).set_body_json(json!({ "records": [] })))
        .mount(&server)
        .await;
    of("app.bsky.feed.repost")
        .respond_with(ResponseTemplate::new(200).set_body_json(json!({ "records": [] })))
        .mount(&server)
        .await;
    // This server gives no repository in one piece.
    say(&server, "com.atproto.sync.getRepo", json!({})).await;
    say(&server, "app.bsky.actor.getProfiles", json!({ "profiles": [] })).await;
    let mut last = told[0].clone();
    last["cursor"] = Value::Null;
    say(&server, "app.bsky.notification.listNotifications", last).await;

    let reader = Bluesky::new();
    let mut sync = Syncing::new(&reader, &net, &account, Some(&secret), now);
    let all = sync.run().await.unwrap();
    assert!(all.complete && all.problems.is_empty(), "{:?}", all.problems);
    assert_eq!(all.posts.len(), count);
    assert!(all.posts.iter().all(|post| !post.text.is_empty() || post.media > 0 || post.quote.is_some()));
    assert!(all.posts.iter().any(|post| post.reply.is_some()));
    let notifications = told[0]["notifications"].as_array().unwrap();
    let of = |reason: &str| notifications.iter().filter(|one| one["reason"] == reason).count();
    let heard = |sort| all.heard.iter().filter(|heard| heard.sort == sort).count();
    assert!(!notifications.is_empty());
    assert!(heard(HeardSort::Reply) <= of("reply") && heard(HeardSort::Quote) <= of("quote"));
    assert!(all.heard.iter().all(|heard| heard.link.is_some() && heard.whom.name.is_some()));
}

#[tokio::test]
async fn a_recorded_timeline_is_looked_around_in() {
    let (Some(mut timeline), Some(feed)) = (answers("f_timeline.yml"), answers("f_autfeed.yml")) else { return };
    timeline.extend(feed);
    let (server, net, account, secret) = world("did:plc:aaaaaaaaaaaaaaaaaaaaaaaa").await;
    let posts: Vec<&Value> = timeline.iter().flat_map(|page| page["feed"].as_array().unwrap()).collect();
    say(&server, "app.bsky.feed.getTimeline", json!({ "feed": posts })).await;
    let reader = Bluesky::new();
    let step = Step { net: &net, account: &account, secret: Some(&secret), cursor: "", now: now() };
    let around = reader.look_around(step).await.unwrap();
    let by_hand = posts.iter().filter(|one| one["reason"].is_null() && one["post"]["record"]["reply"].is_null());
    let marked = by_hand.filter(|one| one["post"]["record"]["text"].as_str().unwrap().contains('?')).count();
    assert!(around.len() <= marked && around.iter().all(|heard| heard.asks && heard.words > 1), "{around:?}");
    eprintln!("{} posts, {marked} with a question mark, {} ask", posts.len(), around.len());
}
