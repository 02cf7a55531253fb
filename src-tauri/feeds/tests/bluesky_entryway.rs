//! Most of the network's servers leave signing in to another one: what lets in is had there, and shown only here.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use chrono::{DateTime, Utc};
use feeds::bluesky::live::Bluesky;
use feeds::live::{Reader as _, Step};
use feeds::net::Net;
use feeds::sign_in::Brought;
use secrecy::ExposeSecret as _;
use serde_json::{Value, json};
use wiremock::matchers::{body_string_contains, header, header_exists, path};
use wiremock::{Mock, MockServer, Request, ResponseTemplate};

const ANA: &str = "did:plc:aaaaaaaaaaaaaaaaaaaaaaaa";

fn now() -> DateTime<Utc> {
    "2026-11-27T12:00:00Z".parse().unwrap()
}

fn says(value: &Value) -> ResponseTemplate {
    ResponseTemplate::new(200).set_body_json(value)
}

/// The server with the account and the posts, at which the first token has run out.
async fn keeper(entryway: &MockServer) -> MockServer {
    let server = MockServer::start().await;
    let at = |method: &str| Mock::given(path(format!("/xrpc/{method}")));
    let ana = json!({ "did": ANA, "handle": "ana.example", "handleIsCorrect": true });
    at("com.atproto.repo.describeRepo").respond_with(says(&ana)).mount(&server).await;
    at("com.atproto.sync.getLatestCommit").respond_with(says(&json!({ "rev": "3k", "cid": "c" }))).mount(&server).await;
    let told = at("app.bsky.notification.listNotifications");
    let run_out = ResponseTemplate::new(401).set_body_json(json!({ "error": "invalid_token" }));
    told.and(header("authorization", "DPoP first")).respond_with(run_out).mount(&server).await;
    let told = at("app.bsky.notification.listNotifications").and(header_exists("dpop"));
    let nothing = says(&json!({ "notifications": [] }));
    told.and(header("authorization", "DPoP second")).respond_with(nothing).mount(&server).await;
    let resource = json!({ "resource": server.uri(), "authorization_servers": [entryway.uri()] });
    Mock::given(path("/.well-known/oauth-protected-resource")).respond_with(says(&resource)).mount(&server).await;
    server
}

/// The server on which people sign in.
async fn entryway() -> MockServer {
    let server = MockServer::start().await;
    let uri = server.uri();
    let about = json!({
        "issuer": uri,
        "pushed_authorization_request_endpoint": format!("{uri}/oauth/par"),
        "authorization_endpoint": format!("{uri}/oauth/authorize"),
        "token_endpoint": format!("{uri}/oauth/token"),
        "dpop_signing_alg_values_supported": ["ES256"],
        "code_challenge_methods_supported": ["S256"],
    });
    Mock::given(path("/.well-known/oauth-authorization-server")).respond_with(says(&about)).mount(&server).await;
    let pushed = ResponseTemplate::new(201).set_body_json(json!({ "request_uri": "urn:x" }));
    Mock::given(path("/oauth/par")).respond_with(pushed).mount(&server).await;
    for (grant, access, refresh) in
        [("authorization_code", "first", "refresh-one"), ("refresh_token=refresh-one", "second", "refresh-two")]
    {
        let tokens = json!({
            "access_token": access, "refresh_token": refresh, "token_type": "DPoP", "sub": ANA,
            "scope": "atproto rpc:app.bsky.notification.listNotifications?aud=*",
        });
        let asked = Mock::given(path("/oauth/token")).and(body_string_contains(grant));
        asked.respond_with(says(&tokens)).mount(&server).await;
    }
    server
}

/// Everything that was sent to a server, as text.
async fn sent(server: &MockServer) -> String {
    let text = |one: &Request| format!("{} {:?} {}\n", one.url, one.headers, String::from_utf8_lossy(&one.body));
    server.received_requests().await.unwrap().iter().map(text).collect()
}

#[tokio::test]
async fn tokens_are_had_and_renewed_at_one_server_and_shown_to_the_other_alone() {
    let entryway = entryway().await;
    let keeper = keeper(&entryway).await;
    // On this machine only a directory's word lets a server name another one here.
    let reader = Bluesky::with_directory("http://127.0.0.1:9");
    let typed = format!("ana.example {}", keeper.uri());
    let net = Net::new().unwrap();
    let under_way = reader.begin(&net, &typed, "http://127.0.0.1:4711/signed-in", now()).await.unwrap();
    assert!(under_way.page().as_str().starts_with(&entryway.uri()), "{}", under_way.page());
    let brought = Brought { code: "code".into(), issuer: Some(entryway.uri()) };
    let secret = under_way.finish(&net, &brought, now()).await.unwrap();
    let account = reader.find(&net, &typed, Some(&secret)).await.unwrap();
    assert_eq!(account.place, keeper.uri());

    // The app begins again later, and the token has run out.
    let net = Net::new().unwrap();
    let cursor = json!({ "complete": true, "rev": "3k" }).to_string();
    let step = Step { net: &net, account: &account, secret: Some(&secret), cursor: &cursor, now: now() };
    let renewed = reader.read(step).await.unwrap();
    let new = renewed.secret.clone().unwrap();
    assert!(renewed.goes_on && new.expose_secret().contains("refresh-two"));
    let page = reader.read(Step { secret: Some(&new), cursor: &renewed.cursor, ..step }).await.unwrap();
    assert!(page.secret.is_none() && !page.goes_on);

    let (there, here) = (sent(&entryway).await, sent(&keeper).await);
    assert!(here.contains("DPoP first") && here.contains("DPoP second"));
    assert!(!here.contains("refresh-one") && !here.contains("code_verifier"), "{here}");
    assert!(!there.contains("DPoP first") && !there.contains("DPoP second"), "{there}");
}
