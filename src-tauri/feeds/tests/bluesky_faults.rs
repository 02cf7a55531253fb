//! What goes wrong between the reader of Bluesky and a server: nothing is lost, nothing doubled, the reason readable.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod syncing;

use chrono::{DateTime, TimeDelta, Utc};
use feeds::bluesky::live::Bluesky;
use feeds::live::{Account, Reader as _};
use feeds::net::{Failure, Limits, Net};
use peers::Faulty;
use peers::faulty::{Fault, Wait};
use proptest::prelude::*;
use secrecy::SecretString;
use serde_json::{Value, json};
use std::time::Duration;
use syncing::Syncing;
use wiremock::matchers::{header, path, query_param, query_param_is_missing};
use wiremock::{Mock, MockServer, ResponseTemplate};

const ANA: &str = "did:plc:aaaaaaaaaaaaaaaaaaaaaaaa";
const BOB: &str = "did:plc:bbbbbbbbbbbbbbbbbbbbbbbb";
const LIST: &str = "/xrpc/com.atproto.repo.listRecords";
const TOLD: &str = "/xrpc/app.bsky.notification.listNotifications";
const REPO: &str = "/xrpc/com.atproto.sync.getRepo";
const COMMIT: &str = "/xrpc/com.atproto.sync.getLatestCommit";

fn now() -> DateTime<Utc> {
    "2026-11-27T12:00:00Z".parse().unwrap()
}

/// A way out that is soon tired of waiting.
fn net() -> Net {
    let short = Duration::from_millis(400);
    Net::with(Limits { connect: Duration::from_secs(2), pause: short, whole: Duration::from_millis(1500) }).unwrap()
}

fn post(key: &str) -> Value {
    let record =
        json!({ "$type": "app.bsky.feed.post", "text": format!("This is {key}"), "createdAt": "2026-11-01T10:00:00Z" });
    json!({ "uri": format!("at://{ANA}/app.bsky.feed.post/{key}"), "cid": key, "value": record })
}

fn ok(answer: &Value) -> ResponseTemplate {
    ResponseTemplate::new(200).set_body_json(answer)
}

/// A server that knows two pages of posts and one answer to them, and gives no repository in one piece.
async fn server() -> MockServer {
    let server = MockServer::start().await;
    let any = |method: &str| Mock::given(path(format!("/xrpc/{method}")));
    any("com.atproto.repo.describeRepo")
        .respond_with(ok(&json!({ "did": ANA, "handle": "ana.example", "handleIsCorrect": true })))
        .mount(&server)
        .await;
    any("com.atproto.server.createSession")
        .respond_with(ok(&json!({ "did": ANA, "accessJwt": "access", "refreshJwt": "refresh" })))
        .mount(&server)
        .await;
    any("com.atproto.server.refreshSession")
        .respond_with(ok(&json!({ "did": ANA, "accessJwt": "access", "refreshJwt": "refresh" })))
        .mount(&server)
        .await;
    any("com.atproto.sync.getLatestCommit").respond_with(ok(&json!({ "rev": "3m", "cid": "c" }))).mount(&server).await;
    any("com.atproto.sync.getRepo").respond_with(ResponseTemplate::new(501)).mount(&server).await;
    let list = |collection: &str| any("com.atproto.repo.listRecords").and(query_param("collection", collection));
    let first = json!({ "records": [post("3d"), post("3c")], "cursor": "3c" });
    list("app.bsky.feed.post").and(query_param_is_missing("cursor")).respond_with(ok(&first)).mount(&server).await;
    let last = json!({ "records": [post("3b"), post("3a")] });
    list("app.bsky.feed.post").and(query_param("cursor", "3c")).respond_with(ok(&last)).mount(&server).await;
    list("app.bsky.feed.repost").respond_with(ok(&json!({ "records": [] }))).mount(&server).await;
    let answer = json!({
        "uri": format!("at://{BOB}/app.bsky.feed.post/3e"), "reason": "reply", "indexedAt": "2026-11-02T10:00:00Z",
        "author": { "did": BOB, "handle": "bob.example", "labels": [{ "src": BOB, "val": "bot" }] },
        "record": {
            "$type": "app.bsky.feed.post", "text": "And what then?", "createdAt": "2026-11-02T10:00:00Z",
            "reply": { "parent": { "uri": format!("at://{ANA}/app.bsky.feed.post/3d") } },
        },
    });
    any("app.bsky.notification.listNotifications")
        .and(header("authorization", "Bearer access"))
        .respond_with(ok(&json!({ "notifications": [answer] })))
        .mount(&server)
        .await;
    server
}

async fn account(net: &Net, server: &str) -> (Account, SecretString) {
    Bluesky::new().sign_in(net, &format!("ana.example {server}"), &"password".into()).await.unwrap()
}

#[test]
fn whatever_goes_wrong_nothing_is_lost_and_nothing_comes_twice() {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap();
    let behind = runtime.block_on(server());
    let slow = Duration::from_millis(300);
    let expired = |error: &str| Fault::Answer(400, "application/json", json!({ "error": error }).to_string());
    for (place, fault, expect) in [
        (LIST, Fault::TooMany(Wait::Seconds(60)), Some("net.limited")),
        (LIST, Fault::TooMany(Wait::Unsaid), Some("net.limited")),
        (LIST, Fault::Down(503), Some("net.faulty")),
        (LIST, Fault::Page, Some("net.strange")),
        (LIST, Fault::Kind("text/html"), None),
        (LIST, Fault::Half, Some("net.strange")),
        (LIST, Fault::Truncated, Some("net.broke-off")),
        (LIST, Fault::CutAfter(250), Some("net.broke-off")),
        (LIST, Fault::SlowLoris(slow), Some("net.slow")),
        (LIST, Fault::Huge(100 << 20), Some("net.too-large")),
        (LIST, Fault::HugePacked(100 << 20), Some("net.too-large")),
        (LIST, Fault::Silent, Some("net.slow")),
        (LIST, Fault::Redirect("https://elsewhere.example/".to_owned()), Some("net.led-astray")),
        (LIST, Fault::Clock(86_400), None),
        (LIST, expired("RepoDeactivated"), Some("net.closed")),
        (LIST, expired("RepoNotFound"), Some("net.not-found")),
        (COMMIT, Fault::Down(500), Some("net.faulty")),
        (TOLD, Fault::Down(502), None),
        (TOLD, Fault::Page, Some("net.strange")),
        (
            TOLD,
            Fault::Answer(401, "application/json", json!({ "error": "AuthMissing" }).to_string()),
            Some("net.signed-out"),
        ),
        (TOLD, expired("ExpiredToken"), Some("net.signed-out")),
    ] {
        let front = Faulty::before(&behind.uri()).unwrap();
        runtime.block_on(goes_wrong(&front, place, &fault, expect));
    }
}

/// Reads an account through a server that goes wrong once, in the midst of it.
async fn goes_wrong(front: &Faulty, place: &str, fault: &Fault, expect: Option<&str>) {
    // Packing so much takes the server some time.
    let net = if matches!(fault, Fault::HugePacked(_)) { Net::with(Limits::default()).unwrap() } else { net() };
    let (account, secret) = account(&net, front.url()).await;
    front.break_down(place, 1, u32::MAX, fault.clone());
    if place != LIST {
        front.heal();
        front.always(place, fault.clone());
    }
    let reader = Bluesky::new();
    let mut sync = Syncing::new(&reader, &net, &account, Some(&secret), now);
    let (mut posts, mut heard, mut failed) = (Vec::new(), Vec::new(), None);
    for _ in 0..20 {
        match sync.step().await {
            Ok(page) => {
                posts.extend(page.posts);
                heard.extend(page.heard);
                if !page.goes_on {
                    break;
                }
            }
            Err(failure) if failed.is_none() => {
                assert!(failure.to_string().contains("127.0.0.1"), "{failure}");
                failed = Some(failure.code());
                front.heal();
                if matches!(failure, Failure::Limited { .. }) {
                    break;
                }
            }
            Err(failure) => panic!("{fault:?}: again {failure}"),
        }
    }
    assert_eq!(failed, expect, "{place} {fault:?}");
    if failed == Some("net.limited") {
        return;
    }
    front.heal();
    heard.extend(sync.run().await.unwrap().heard);
    let ids: Vec<_> = posts.iter().map(|post| post.id.rsplit('/').next().unwrap()).collect();
    assert_eq!(ids, ["3d", "3c", "3b", "3a"], "{place} {fault:?}");
    assert!(!heard.is_empty() && heard[0].asks, "{place} {fault:?}");
}

#[tokio::test]
async fn an_account_that_moved_is_read_where_it_is_now_and_the_old_sign_in_is_not_shown_there() {
    let (old, new, directory) = (MockServer::start().await, server().await, MockServer::start().await);
    let document = |place: &MockServer| {
        let service =
            json!({ "id": "#atproto_pds", "type": "AtprotoPersonalDataServer", "serviceEndpoint": place.uri() });
        ok(&json!({ "id": ANA, "alsoKnownAs": [], "service": [service] }))
    };
    Mock::given(path(format!("/{ANA}"))).respond_with(document(&old)).up_to_n_times(1).mount(&directory).await;
    Mock::given(path(format!("/{ANA}"))).respond_with(document(&new)).mount(&directory).await;
    let session = ok(&json!({ "did": ANA, "accessJwt": "access", "refreshJwt": "refresh" }));
    Mock::given(path("/xrpc/com.atproto.server.createSession")).respond_with(session).mount(&old).await;
    let gone = ResponseTemplate::new(400).set_body_json(json!({ "error": "RepoDeactivated" }));
    Mock::given(path("/xrpc/com.atproto.sync.getRepo")).respond_with(gone).mount(&old).await;
    let (reader, net) = (Bluesky::with_directory(&directory.uri()), net());
    let (account, secret) = reader.sign_in(&net, ANA, &"password".into()).await.unwrap();
    let mut sync = Syncing::new(&reader, &net, &account, Some(&secret), now);
    let mut posts = Vec::new();
    let failure = loop {
        match sync.step().await {
            Ok(page) => posts.extend(page.posts),
            Err(failure) => break failure,
        }
    };
    assert_eq!(posts.len(), 4);
    assert!(matches!(failure, Failure::SignedOut { .. }), "{failure}");
    let shown = new.received_requests().await.unwrap();
    assert!(shown.iter().all(|request| !request.headers.contains_key("authorization")));
}

/// Reads on from a cursor to where there is no more, at a moment so much later.
async fn read_on(
    net: &Net,
    account: &Account,
    mut secret: SecretString,
    mut cursor: String,
    later: TimeDelta,
    until_renewed: bool,
) -> Result<(SecretString, String, usize), Failure> {
    let (reader, mut heard) = (Bluesky::new(), 0);
    for _ in 0..20 {
        let step = feeds::live::Step { net, account, secret: Some(&secret), cursor: &cursor, now: now() + later };
        let page = reader.read(step).await?;
        heard += page.heard.len();
        cursor = page.cursor;
        let renewed = page.secret.is_some();
        secret = page.secret.unwrap_or(secret);
        if !page.goes_on || (renewed && until_renewed) {
            return Ok((secret, cursor, heard));
        }
    }
    panic!("it has no end: {cursor}")
}

#[tokio::test]
async fn a_cut_right_after_a_renewal_signs_nobody_out() {
    let server = server().await;
    let session = |access: &str| ok(&json!({ "did": ANA, "accessJwt": access, "refreshJwt": "refresh" }));
    let any = |method: &str| Mock::given(path(format!("/xrpc/{method}")));
    let create = any("com.atproto.server.createSession").respond_with(session("first"));
    create.with_priority(1).mount(&server).await;
    let renew = any("com.atproto.server.refreshSession").respond_with(session("second"));
    renew.with_priority(1).up_to_n_times(2).mount(&server).await;
    for old in ["first", "second"] {
        let expired = ResponseTemplate::new(400).set_body_json(json!({ "error": "ExpiredToken" }));
        let told = Mock::given(path(TOLD)).and(header("authorization", format!("Bearer {old}")));
        told.respond_with(expired).with_priority(1).mount(&server).await;
    }
    let net = net();
    let (account, secret) = account(&net, &server.uri()).await;
    let none = TimeDelta::zero();
    let (second, cut, _) = read_on(&net, &account, secret, String::new(), none, true).await.unwrap();
    // What was let in anew and is refused at once is refused for good.
    let again = read_on(&net, &account, second.clone(), cut.clone(), TimeDelta::minutes(1), false).await;
    assert!(matches!(again, Err(Failure::SignedOut { .. })), "{again:?}");
    // Hours later it has run out as every one does.
    let (second, cut, _) = read_on(&net, &account, second, cut, TimeDelta::hours(3), true).await.unwrap();
    let (_, _, heard) = read_on(&net, &account, second, cut, TimeDelta::hours(6), false).await.unwrap();
    assert_eq!(heard, 1);
}

#[test]
fn a_fault_that_passes_does_not_make_the_whole_history_be_read_again() {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap();
    let behind = runtime.block_on(server());
    for (fault, code) in [(Fault::Silent, "net.slow"), (Fault::CutAfter(20), "net.broke-off")] {
        let front = Faulty::before(&behind.uri()).unwrap();
        runtime.block_on(async {
            let net = net();
            let (account, secret) = account(&net, front.url()).await;
            let reader = Bluesky::new();
            let mut sync = Syncing::new(&reader, &net, &account, Some(&secret), now);
            sync.run().await.unwrap();
            let changed = json!({ "rev": "3n", "cid": "c" }).to_string();
            front.always(COMMIT, Fault::Answer(200, "application/json", changed));
            front.always(REPO, fault);
            let before = sync.cursor.clone();
            assert_eq!(sync.step().await.unwrap_err().code(), code);
            assert_eq!(sync.cursor, before);
        });
    }
}

/// Something that is nearly an answer: any JSON under the names that answers have.
fn nearly(depth: u32) -> BoxedStrategy<Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        prop_oneof![
            Just("reply"),
            Just("app.bsky.feed.post"),
            Just("2026-11-01T10:00:00Z"),
            Just(ANA),
            Just(""),
            Just("at://did:plc:aaaaaaaaaaaaaaaaaaaaaaaa/app.bsky.feed.post/3d"),
            Just("é\u{202e}?"),
        ]
        .prop_map(Value::from),
    ];
    if depth == 0 {
        return leaf.boxed();
    }
    let names = prop_oneof![
        Just("records"),
        Just("notifications"),
        Just("uri"),
        Just("value"),
        Just("record"),
        Just("author"),
        Just("did"),
        Just("reason"),
        Just("cursor"),
        Just("text"),
        Just("createdAt"),
        Just("reply"),
        Just("parent"),
        Just("labels"),
        Just("indexedAt"),
        Just("rev"),
        Just("handle"),
        Just("feed"),
        Just("post"),
        Just("facets"),
        Just("embed"),
    ];
    let inner = nearly(depth - 1);
    prop_oneof![
        1 => leaf,
        2 => proptest::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
        4 => proptest::collection::vec((names, inner), 0..6)
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
            let real = server().await;
            let net = net();
            let (account, secret) = account(&net, &real.uri()).await;
            for method in [LIST, TOLD, COMMIT, "/xrpc/app.bsky.feed.getTimeline", "/xrpc/app.bsky.actor.getProfiles"] {
                Mock::given(path(method)).respond_with(ok(&answer)).with_priority(1).mount(&real).await;
            }
            let reader = Bluesky::new();
            let mut sync = Syncing::new(&reader, &net, &account, Some(&secret), now);
            for _ in 0..8 {
                let _ = sync.step().await;
            }
            let step = feeds::live::Step { net: &net, account: &account, secret: Some(&secret), cursor: "", now: now() };
            let _ = reader.look_around(step).await;
        });
    }
}
