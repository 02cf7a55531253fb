//! What the stand-in for Mastodon answers has the shape of what a Mastodon 4.6 was recorded to answer.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use chrono::{DateTime, Utc};
use peers::Mastodon;
use peers::http::{Answer, get};
use peers::mastodon::Draft;
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::PathBuf;
use yaml_rust2::YamlLoader;

/// One recorded exchange: method, address, headers of the answer by their names in lower case, body.
struct Recorded {
    method: String,
    uri: String,
    headers: BTreeMap<String, String>,
    body: Value,
}

/// The exchanges of one recording; `None`, said aloud, where the recordings are not there.
fn recorded(name: &str) -> Option<Vec<Recorded>> {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data/mastodon/recorded").join(name);
    let Ok(text) = std::fs::read_to_string(&path) else {
        eprintln!("skipped: {} is not there", path.display());
        return None;
    };
    let yaml = YamlLoader::load_from_str(&text).unwrap().remove(0);
    let exchanges = yaml["interactions"].as_vec().unwrap().iter().map(|one| {
        let headers = one["response"]["headers"].as_hash().unwrap().iter();
        Recorded {
            method: one["request"]["method"].as_str().unwrap().to_owned(),
            uri: one["request"]["uri"].as_str().unwrap().to_owned(),
            headers: headers
                .map(|(name, all)| {
                    (name.as_str().unwrap().to_lowercase(), all[0].as_str().unwrap_or_default().to_owned())
                })
                .collect(),
            body: serde_json::from_str(one["response"]["body"]["string"].as_str().unwrap()).unwrap_or_default(),
        }
    });
    Some(exchanges.collect())
}

/// The fields of an object with the kinds of their values, one level deep; `null` may stand for anything.
fn kinds(value: &Value) -> BTreeMap<&str, &'static str> {
    let kind = |value: &Value| match value {
        Value::Null => "nothing",
        Value::Bool(_) => "yes or no",
        Value::Number(_) => "number",
        Value::String(_) => "text",
        Value::Array(_) => "list",
        Value::Object(_) => "object",
    };
    value.as_object().unwrap().iter().map(|(key, value)| (key.as_str(), kind(value))).collect()
}

/// The same fields, of the same kinds.
fn check(what: &str, ours: &Value, theirs: &Value) {
    let (ours, theirs) = (kinds(ours), kinds(theirs));
    let names = |kinds: &BTreeMap<&str, _>| kinds.keys().map(|key| (*key).to_owned()).collect::<Vec<_>>();
    assert_eq!(names(&ours), names(&theirs), "{what}");
    for (key, kind) in &ours {
        let other = theirs[key];
        assert!(*kind == other || *kind == "nothing" || other == "nothing", "{what}.{key}: {kind}, recorded {other}");
    }
}

struct Peer {
    mastodon: Mastodon,
    token: String,
    ana: String,
    post: String,
}

/// Ana, who was answered and told.
fn peer() -> Peer {
    let at: DateTime<Utc> = "2026-11-27T09:00:00Z".parse().unwrap();
    let mastodon = Mastodon::start().unwrap();
    let (ana, bo) = (mastodon.person("ana"), mastodon.person("bo"));
    let post = mastodon.post(&ana, Draft::new("Hello @bo", at));
    for n in 0..7 {
        mastodon.post(&bo, Draft::new(format!("@ana hello {n}"), at).answering(&post));
    }
    Peer { token: mastodon.token(&ana), ana: ana.id, post, mastodon }
}

impl Peer {
    fn get(&self, path: &str) -> Answer {
        get(format!("{}{path}", self.mastodon.url())).with_token(&self.token).send().unwrap()
    }
}

#[test]
fn a_post_its_author_and_who_is_named_in_it() {
    let Some(all) = recorded("test_notifications.yaml") else { return };
    let theirs = &all.iter().find(|one| one.method == "POST").unwrap().body;
    let peer = peer();
    let ours = peer.get(&format!("/api/v1/statuses/{}", peer.post)).json();
    check("post", &ours, theirs);
    check("account", &ours["account"], &theirs["account"]);
    check("mention", &ours["mentions"][0], &theirs["mentions"][0]);
    check("application", &ours["application"], &theirs["application"]);
    let named = r#"class="u-url mention">@<span>"#;
    assert!(ours["content"].as_str().unwrap().contains(named) && theirs["content"].as_str().unwrap().contains(named));
}

#[test]
fn what_a_person_is_told() {
    let Some(all) = recorded("test_notifications.yaml") else { return };
    let recorded = all.iter().find(|one| one.method == "GET" && one.uri.ends_with("/notifications")).unwrap();
    let answer = peer().get("/api/v1/notifications?limit=1");
    check("notification", &answer.json()[0], &recorded.body[0]);
    check("its post", &answer.json()[0]["status"], &recorded.body[0]["status"]);
    check_words(&answer, recorded);
}

#[test]
fn what_a_person_is_told_in_groups() {
    let Some(all) = recorded("test_grouped_notification_pagination.yaml") else { return };
    let recorded = all.iter().find(|one| one.uri.contains("/api/v2/notifications?limit=5")).unwrap();
    let answer = peer().get("/api/v2/notifications?limit=5");
    check("answer", &answer.json(), &recorded.body);
    check("group", &answer.json()["notification_groups"][0], &recorded.body["notification_groups"][0]);
    check_words(&answer, recorded);
}

#[test]
fn who_i_am() {
    let Some(all) = recorded("test_fetch_next_previous.yaml") else { return };
    let theirs = &all.iter().find(|one| one.uri.ends_with("verify_credentials")).unwrap().body;
    let ours = peer().get("/api/v1/accounts/verify_credentials").json();
    check("account", &ours, theirs);
    check("source", &ours["source"], &theirs["source"]);
}

#[test]
fn a_page_of_ones_own_posts_and_the_way_to_the_next() {
    let Some(all) = recorded("test_fetch_next_previous.yaml") else { return };
    let recorded = all.iter().find(|one| one.uri.ends_with("/statuses?limit=5")).unwrap();
    let peer = peer();
    for n in 0..6 {
        let url = format!("{}/api/v1/statuses", peer.mastodon.url());
        peers::http::post(url, &[("status", &*format!("hello {n}"))]).with_token(&peer.token).send().unwrap();
    }
    let answer = peer.get(&format!("/api/v1/accounts/{}/statuses?limit=5", peer.ana));
    check("post", &answer.json()[0], &recorded.body[0]);
    check_words(&answer, recorded);
}

/// The headers that a client reads, each id and host in them made one.
fn check_words(answer: &Answer, recorded: &Recorded) {
    let same = |text: &str| {
        let mut out = String::new();
        for part in
            text.replace("localhost:3000", "HOST").replace("127.0.0.1", "HOST").split_inclusive(['/', '=', '>', ':'])
        {
            let number = part.trim_end_matches(['/', '=', '>', ':']);
            let is_id = !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit()) && number != "5";
            out += &if is_id { part.replace(number, "N") } else { part.to_owned() };
        }
        out.replace("HOST:N", "HOST").replace("limit=1&", "")
    };
    assert_eq!(same(answer.header("link").unwrap()), same(&recorded.headers["link"]));
    assert_eq!(answer.header("content-type").unwrap(), recorded.headers["content-type"]);
    for name in ["x-ratelimit-limit", "x-ratelimit-remaining", "x-ratelimit-reset"] {
        assert_eq!(answer.header(name).unwrap().len(), recorded.headers[name].len(), "{name}");
    }
}
