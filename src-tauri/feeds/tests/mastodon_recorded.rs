//! What a real Mastodon 4.6 was recorded to answer is read whole.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod live_support;

use coach::person::Network;
use feeds::live::{Account, HeardSort};
use feeds::mastodon::Mastodon as Reads;
use feeds::net::Net;
use live_support::{Source, moment, runtime};
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::PathBuf;
use wiremock::matchers::{path, path_regex};
use wiremock::{Mock, MockServer, ResponseTemplate};
use yaml_rust2::YamlLoader;

/// The person in most of the recordings.
const ME: &str = "117020565966271181";

/// Every body that was recorded; `None`, said aloud, where the recordings are not there.
fn bodies() -> Option<Vec<Value>> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data/mastodon/recorded");
    let Ok(files) = std::fs::read_dir(&folder) else {
        eprintln!("skipped: {} is not there", folder.display());
        return None;
    };
    let mut bodies = Vec::new();
    for file in files.map(|file| file.unwrap().path()).filter(|path| path.extension().is_some_and(|is| is == "yaml")) {
        let yaml = YamlLoader::load_from_str(&std::fs::read_to_string(&file).unwrap()).unwrap().remove(0);
        for one in yaml["interactions"].as_vec().unwrap() {
            bodies.extend(one["response"]["body"]["string"].as_str().and_then(|text| serde_json::from_str(text).ok()));
        }
    }
    Some(bodies)
}

/// Every object below that looks like this, by its id.
fn collect(value: &Value, is: &dyn Fn(&Value) -> bool, into: &mut BTreeMap<String, Value>) {
    match value {
        Value::Array(all) => all.iter().for_each(|one| collect(one, is, into)),
        Value::Object(fields) => {
            if is(value) {
                into.insert(value["id"].as_str().unwrap().to_owned(), value.clone());
            }
            fields.values().for_each(|one| collect(one, is, into));
        }
        _ => {}
    }
}

/// A server that answers with these, and the person's account on it.
fn serve(statuses: Vec<Value>, notifications: Vec<Value>) -> (MockServer, Source) {
    let runtime = runtime();
    let server = runtime.block_on(async {
        let server = MockServer::start().await;
        let answer = |list: Vec<Value>| ResponseTemplate::new(200).set_body_json(list);
        let all = [("/api/v1/notifications", notifications)];
        for (at, list) in all {
            Mock::given(path(at)).respond_with(answer(list)).mount(&server).await;
        }
        Mock::given(path_regex("^/api/v1/accounts/.*/statuses$")).respond_with(answer(statuses)).mount(&server).await;
        server
    });
    let account = Account {
        network: Network::Mastodon,
        id: format!("http://localhost:3000/ap/users/{ME}"),
        place: server.uri(),
        key: ME.into(),
        names: vec!["http://localhost:3000/@mastodonpy_test".into()],
        title: format!("@mastodonpy_test@{}", server.uri().replace("http://", "")),
        site: None,
        sees: 0,
        posts: None,
    };
    let source = Source::of(&Reads, Net::new().unwrap(), account, Some("token".to_owned().into()));
    std::mem::forget(runtime);
    (server, source)
}

#[test]
fn every_status_and_every_notification_is_understood() {
    let Some(bodies) = bodies() else { return };
    let (mut statuses, mut notifications) = (BTreeMap::new(), BTreeMap::new());
    let has = |value: &Value, names: &[&str]| names.iter().all(|name| value.get(name).is_some());
    for body in &bodies {
        collect(body, &|value| has(value, &["id", "uri", "content", "account", "visibility"]), &mut statuses);
        collect(body, &|value| has(value, &["id", "type", "account", "created_at"]), &mut notifications);
    }
    assert!(statuses.len() > 100 && notifications.len() > 40, "{} {}", statuses.len(), notifications.len());
    let (many, told) = (statuses.len(), notifications.len());
    let spoken = notifications.values().filter(|one| one["type"] == "mention").count();
    let (_server, mut source) = serve(statuses.into_values().collect(), notifications.into_values().collect());
    let brought = source.sync(moment("2026-08-02T00:00:00Z")).unwrap();
    assert_eq!(brought.problems, [], "of {many} statuses and {told} notifications");
    assert_eq!(source.posts.len(), many);
    assert!(source.posts.values().all(|post| !post.text.contains('<')), "all HTML is taken out");
    assert!(source.posts.values().any(|post| post.quote.is_some()));
    assert!(source.posts.values().any(|post| post.app.as_deref() == Some("Mastodon.py test suite")));
    assert!(source.posts.values().any(|post| post.language.as_deref() == Some("en")));
    assert!(!source.heard.is_empty() && source.heard.len() <= spoken, "{} of {spoken}", source.heard.len());
    assert!(source.heard.values().all(|heard| heard.sort != HeardSort::Post && heard.link.is_some()));
    assert!(source.heard.values().all(|heard| heard.whom.handle.id.starts_with("http")));
}
