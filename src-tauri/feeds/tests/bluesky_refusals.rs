//! What a server may refuse or get wrong while somebody signs in to Bluesky in the browser: nobody is let in by mistake, and
//! where the browser is no way in, that is what is said.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use chrono::{DateTime, Utc};
use feeds::bluesky::live::Bluesky;
use feeds::live::Reader as _;
use feeds::net::{Cure, Failure, Net};
use feeds::sign_in::{Brought, UnderWay};
use secrecy::SecretString;
use serde_json::{Value, json};
use wiremock::matchers::{body_string_contains, header_exists, method, path};
use wiremock::{Mock, MockServer, ResponseTemplate};

const ANA: &str = "did:plc:aaaaaaaaaaaaaaaaaaaaaaaa";
const ENOUGH: &str = "atproto rpc:app.bsky.notification.listNotifications?aud=*";

fn now() -> DateTime<Utc> {
    "2026-11-27T12:00:00Z".parse().unwrap()
}

fn says(value: &Value) -> ResponseTemplate {
    ResponseTemplate::new(200).set_body_json(value)
}

fn refuses(error: &str) -> ResponseTemplate {
    ResponseTemplate::new(400).set_body_json(json!({ "error": error }))
}

/// A server that knows Ana.
async fn server() -> MockServer {
    let server = MockServer::start().await;
    let ana = json!({ "did": ANA, "handle": "ana.example", "handleIsCorrect": true });
    Mock::given(path("/xrpc/com.atproto.repo.describeRepo")).respond_with(says(&ana)).mount(&server).await;
    server
}

/// What a server says about itself, where `change` has nothing against it.
async fn about(server: &MockServer, change: impl Fn(&mut Value, &mut Value)) {
    let uri = server.uri();
    let mut resource = json!({ "resource": uri, "authorization_servers": [uri] });
    let mut issuer = json!({
        "issuer": uri,
        "pushed_authorization_request_endpoint": format!("{uri}/oauth/par"),
        "authorization_endpoint": format!("{uri}/oauth/authorize"),
        "token_endpoint": format!("{uri}/oauth/token"),
        "dpop_signing_alg_values_supported": ["ES256"],
        "code_challenge_methods_supported": ["S256"],
    });
    change(&mut resource, &mut issuer);
    for (place, told) in [("protected-resource", resource), ("authorization-server", issuer)] {
        let place = format!("/.well-known/oauth-{place}");
        Mock::given(path(place)).respond_with(says(&told)).mount(server).await;
    }
}

async fn pushes(server: &MockServer, scope: &str, answer: ResponseTemplate) {
    let pushed = Mock::given(method("POST")).and(path("/oauth/par")).and(header_exists("dpop"));
    pushed.and(body_string_contains(scope)).respond_with(answer).mount(server).await;
}

async fn begin(server: &MockServer, net: &Net) -> Result<Box<dyn UnderWay>, Failure> {
    let typed = format!("ana.example {}", server.uri());
    Bluesky::new().begin(net, &typed, "http://127.0.0.1:4711/signed-in", now()).await
}

async fn finish(server: &MockServer, net: &Net) -> Result<SecretString, Failure> {
    let under_way = begin(server, net).await?;
    let brought = Brought { code: "code".into(), issuer: Some(server.uri()) };
    under_way.finish(net, &brought, now()).await
}

fn net() -> Net {
    Net::new().unwrap()
}

fn tokens(sub: &str, scope: &str) -> Value {
    json!({ "access_token": "access", "refresh_token": "refresh", "token_type": "DPoP", "sub": sub, "scope": scope })
}

#[tokio::test]
async fn a_server_without_any_sign_in_in_the_browser_is_told_as_such_and_the_password_is_the_next_step() {
    let server = server().await;
    let failure = begin(&server, &net()).await.unwrap_err();
    assert_eq!((failure.code(), failure.cure()), ("net.no-browser", Cure::SignIn), "{failure}");
}

#[tokio::test]
async fn a_server_that_takes_no_app_without_an_address_on_the_web_is_told_as_such() {
    let server = server().await;
    about(&server, |_, _| ()).await;
    pushes(&server, "", refuses("invalid_client_metadata")).await;
    assert_eq!(begin(&server, &net()).await.unwrap_err().code(), "net.no-browser");
}

#[tokio::test]
async fn only_where_a_server_knows_no_single_methods_is_more_asked_for() {
    let server = server().await;
    about(&server, |_, _| ()).await;
    pushes(&server, "rpc", refuses("invalid_scope")).await;
    let accepted = ResponseTemplate::new(201).set_body_json(json!({ "request_uri": "urn:x", "expires_in": 60 }));
    pushes(&server, "transition%3Ageneric", accepted).await;
    Mock::given(path("/oauth/token"))
        .respond_with(says(&tokens(ANA, "atproto transition:generic")))
        .mount(&server)
        .await;
    let net = net();
    let page = begin(&server, &net).await.unwrap().page().to_string();
    assert!(page.contains("request_uri=urn%3Ax") && page.contains("transition"), "{page}");
    assert!(finish(&server, &net).await.is_ok());
}

#[tokio::test]
async fn a_server_that_leaves_out_what_was_asked_for_has_let_nobody_in() {
    let server = server().await;
    about(&server, |_, _| ()).await;
    pushes(&server, "", ResponseTemplate::new(201).set_body_json(json!({ "request_uri": "urn:x" }))).await;
    Mock::given(path("/oauth/token")).respond_with(says(&tokens(ANA, "atproto"))).mount(&server).await;
    assert_eq!(finish(&server, &net()).await.unwrap_err().code(), "net.no-browser");
}

#[tokio::test]
async fn tokens_of_somebody_else_or_bound_to_nothing_let_nobody_in() {
    let bearer =
        json!({ "access_token": "a", "refresh_token": "b", "token_type": "Bearer", "sub": ANA, "scope": ENOUGH });
    for told in [tokens("did:plc:bbbbbbbbbbbbbbbbbbbbbbbb", ENOUGH), bearer, json!({ "sub": ANA })] {
        let server = server().await;
        about(&server, |_, _| ()).await;
        pushes(&server, "", ResponseTemplate::new(201).set_body_json(json!({ "request_uri": "urn:x" }))).await;
        Mock::given(path("/oauth/token")).respond_with(says(&told)).mount(&server).await;
        assert_eq!(finish(&server, &net()).await.unwrap_err().code(), "net.strange", "{told}");
    }
}

#[tokio::test]
async fn servers_that_contradict_each_other_or_lead_astray_are_not_signed_in_to() {
    type Change = fn(&mut Value, &mut Value);
    let changes: [(Change, &str); 7] = [
        (|resource, _| resource["resource"] = json!("https://other.example"), "net.strange"),
        (|resource, _| resource["authorization_servers"] = json!([]), "net.no-browser"),
        (|resource, _| resource["authorization_servers"] = json!(["http://127.0.0.1:1"]), "net.led-astray"),
        (|_, issuer| issuer["issuer"] = json!("https://other.example"), "net.strange"),
        (|_, issuer| issuer["token_endpoint"] = json!("https://other.example/token"), "net.led-astray"),
        (|_, issuer| issuer["pushed_authorization_request_endpoint"] = Value::Null, "net.no-browser"),
        (|_, issuer| issuer["dpop_signing_alg_values_supported"] = json!(["RS256"]), "net.no-browser"),
    ];
    for (change, code) in changes {
        let server = server().await;
        about(&server, change).await;
        let failure = begin(&server, &net()).await.unwrap_err();
        assert_eq!(failure.code(), code, "{failure}");
    }
}

#[tokio::test]
async fn a_server_that_is_never_content_with_the_proof_is_asked_twice_and_no_more() {
    let server = server().await;
    about(&server, |_, _| ()).await;
    pushes(&server, "", refuses("use_dpop_nonce").insert_header("dpop-nonce", "n")).await;
    let net = net();
    let failure = begin(&server, &net).await.unwrap_err();
    assert!(matches!(&failure, Failure::Strange { what, .. } if what.contains("clock")), "{failure}");
    let pushed = server.received_requests().await.unwrap();
    assert_eq!(pushed.iter().filter(|one| one.url.path() == "/oauth/par").count(), 2);
}
