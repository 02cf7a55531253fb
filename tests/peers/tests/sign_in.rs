//! Signing in to the stand-in for Mastodon: what an app and a browser go through, and what is refused.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use base64::Engine as _;
use peers::Mastodon;
use peers::http::{Answer, get, post};
use peers::mastodon::Person;
use serde_json::{Value, json};
use sha2::Digest as _;

const BACK: &str = "http://127.0.0.1:4711/back";
const VERIFIER: &str = "a-verifier-of-at-least-forty-three-characters-long";

struct App<'a> {
    server: &'a Mastodon,
    key: String,
    secret: String,
}

impl<'a> App<'a> {
    fn register(server: &'a Mastodon, scopes: &str) -> Self {
        let form = [("client_name", "Chime In"), ("redirect_uris", BACK), ("scopes", scopes)];
        let app = post(format!("{}/api/v1/apps", server.url()), &form).send().unwrap().good().unwrap();
        assert_eq!((&app["name"], &app["redirect_uris"]), (&json!("Chime In"), &json!([BACK])));
        let text = |key: &str| app[key].as_str().unwrap().to_owned();
        Self { server, key: text("client_id"), secret: text("client_secret") }
    }

    fn authorize(&self, scope: &str, more: &[(&str, &str)]) -> String {
        let mut url = url::Url::parse(&format!("{}/oauth/authorize", self.server.url())).unwrap();
        let usual = [("client_id", &*self.key), ("response_type", "code"), ("scope", scope), ("state", "a state")];
        url.query_pairs_mut().extend_pairs(usual).extend_pairs(more);
        url.into()
    }

    fn exchange(&self, code: &str, verifier: &str) -> Answer {
        let form = [
            ("grant_type", "authorization_code"),
            ("code", code),
            ("client_id", &self.key),
            ("client_secret", &self.secret),
            ("redirect_uri", BACK),
            ("code_verifier", verifier),
        ];
        post(format!("{}/oauth/token", self.server.url()), &form).send().unwrap()
    }

    fn sign_in(&self, who: &Person, scope: &str) -> String {
        let proof = challenge();
        let with = [("redirect_uri", BACK), ("code_challenge", &*proof), ("code_challenge_method", "S256")];
        let back = self.server.allow(&self.authorize(scope, &with), who).unwrap();
        let token = self.exchange(&parameter(&back, "code"), VERIFIER).good().unwrap();
        assert_eq!((&token["token_type"], &token["scope"]), (&json!("Bearer"), &json!(scope)));
        token["access_token"].as_str().unwrap().to_owned()
    }
}

fn challenge() -> String {
    base64::prelude::BASE64_URL_SAFE_NO_PAD.encode(sha2::Sha256::digest(VERIFIER))
}

fn parameter(url: &str, name: &str) -> String {
    let url = url::Url::parse(url).unwrap();
    url.query_pairs().find(|(key, _)| key == name).map(|(_, value)| value.into_owned()).unwrap_or_default()
}

fn read(server: &Mastodon, path: &str, token: &str) -> (u16, Value) {
    let answer = get(format!("{}{path}", server.url())).with_token(token).send().unwrap();
    (answer.status, answer.json())
}

#[test]
fn a_person_who_allows_it_is_read() {
    let server = Mastodon::start().unwrap();
    let ana = server.person("ana");
    let token = App::register(&server, "read profile").sign_in(&ana, "read profile");
    let (status, me) = read(&server, "/api/v1/accounts/verify_credentials", &token);
    assert_eq!((status, &me["username"], &me["id"]), (200, &json!("ana"), &json!(ana.id)));
}

#[test]
fn the_browser_comes_back_with_the_state_and_a_code_that_works_once() {
    let server = Mastodon::start().unwrap();
    let (ana, app) = (server.person("ana"), App::register(&server, "read"));
    let back = server.allow(&app.authorize("read", &[("redirect_uri", BACK)]), &ana).unwrap();
    assert!(back.starts_with(BACK), "{back}");
    assert_eq!(parameter(&back, "state"), "a state");
    let code = parameter(&back, "code");
    assert_eq!(app.exchange(&code, "").status, 200);
    let again = app.exchange(&code, "");
    assert_eq!((again.status, &again.json()["error"]), (400, &json!("invalid_grant")));
}

#[test]
fn a_code_is_nothing_to_whoever_has_not_begun() {
    let server = Mastodon::start().unwrap();
    let (ana, app) = (server.person("ana"), App::register(&server, "read"));
    let proof = challenge();
    let with = [("redirect_uri", BACK), ("code_challenge", &*proof), ("code_challenge_method", "S256")];
    for verifier in ["", "another-verifier-that-nobody-has-announced-before"] {
        let back = server.allow(&app.authorize("read", &with), &ana).unwrap();
        let answer = app.exchange(&parameter(&back, "code"), verifier);
        assert_eq!((answer.status, &answer.json()["error"]), (400, &json!("invalid_grant")), "{verifier:?}");
    }
}

#[test]
fn a_person_who_refuses_is_left_alone() {
    let server = Mastodon::start().unwrap();
    let (ana, app) = (server.person("ana"), App::register(&server, "read"));
    let back = server.deny(&app.authorize("read", &[("redirect_uri", BACK)]), &ana).unwrap();
    assert_eq!([parameter(&back, "error"), parameter(&back, "state")], ["access_denied", "a state"]);
}

#[test]
fn another_address_than_the_registered_one_gets_nothing() {
    let server = Mastodon::start().unwrap();
    let app = App::register(&server, "read");
    for address in ["http://127.0.0.1:4712/back", "https://evil.example/", ""] {
        let page = get(app.authorize("read", &[("redirect_uri", address)])).send().unwrap();
        assert_eq!((page.status, page.header("location")), (400, None), "{address}");
    }
}

#[test]
fn a_wrong_password_stays_on_the_page() {
    let server = Mastodon::start().unwrap();
    let mut ana = server.person("ana");
    ana.password = "guessed".into();
    let app = App::register(&server, "read");
    let why = server.allow(&app.authorize("read", &[("redirect_uri", BACK)]), &ana).unwrap_err().to_string();
    assert!(why.contains("Invalid E-mail address or password."), "{why}");
}

#[test]
fn a_code_can_be_copied_by_hand() {
    let server = Mastodon::start().unwrap();
    let ana = server.person("ana");
    let by_hand = "urn:ietf:wg:oauth:2.0:oob";
    let form = [("client_name", "Chime In"), ("redirect_uris", by_hand)];
    let app = post(format!("{}/api/v1/apps", server.url()), &form).send().unwrap().good().unwrap();
    let key = app["client_id"].as_str().unwrap();
    let url = format!("{}/oauth/authorize?client_id={key}&response_type=code&redirect_uri={by_hand}", server.url());
    let shown = server.allow(&url, &ana).unwrap();
    let page = get(format!("{}{shown}", server.url())).send().unwrap();
    assert!(page.body.contains(r#"<input id="code" readonly value=""#), "{}", page.body);
}

#[test]
fn nobody_reads_more_than_was_allowed() {
    let server = Mastodon::start().unwrap();
    let ana = server.person("ana");
    let token = App::register(&server, "read:statuses profile").sign_in(&ana, "read:statuses profile");
    assert_eq!(read(&server, "/api/v1/accounts/verify_credentials", &token).0, 200);
    assert_eq!(read(&server, &format!("/api/v1/accounts/{}/statuses", ana.id), &token).0, 200);
    let (status, why) = read(&server, "/api/v1/notifications", &token);
    assert_eq!((status, &why["error"]), (403, &json!("This action is outside the authorized scopes")));
    let write =
        post(format!("{}/api/v1/statuses", server.url()), &[("status", "hi")]).with_token(&token).send().unwrap();
    assert_eq!(write.status, 403);
    let asked = App::register(&server, "read:statuses").authorize("read", &[("redirect_uri", BACK)]);
    assert_eq!(parameter(get(asked).send().unwrap().header("location").unwrap(), "error"), "invalid_scope");
}

#[test]
fn a_revoked_token_is_refused_by_whomever_it_was_revoked() {
    let server = Mastodon::start().unwrap();
    let (ana, app) = (server.person("ana"), App::register(&server, "read"));
    let refused = (401, json!({"error": "The access token was revoked"}));
    let token = app.sign_in(&ana, "read");
    let form = [("token", &*token), ("client_id", &app.key), ("client_secret", &app.secret)];
    assert_eq!(post(format!("{}/oauth/revoke", server.url()), &form).send().unwrap().json(), json!({}));
    assert_eq!(read(&server, "/api/v1/accounts/verify_credentials", &token), refused);
    let token = app.sign_in(&ana, "read");
    server.revoke_tokens(&ana);
    assert_eq!(read(&server, "/api/v1/accounts/verify_credentials", &token), refused);
}

#[test]
fn it_tells_where_its_doors_are() {
    let server = Mastodon::start().unwrap();
    let doors = get(format!("{}/.well-known/oauth-authorization-server", server.url())).send().unwrap().good().unwrap();
    assert_eq!(doors["code_challenge_methods_supported"], json!(["S256"]));
    assert_eq!(doors["token_endpoint"], format!("{}/oauth/token", server.url()));
}
