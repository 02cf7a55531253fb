//! The mock of Mastodon answers, and breaks down as told.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use peers::{Mock, have, runs};
use serde_json::json;

#[test]
fn bo_answers_ana_and_what_breaks_down_comes_back() {
    let Some(mock) = have(Mock::start()) else { return };
    let question = mock.post(Mock::ANA, "Does anybody bake with rye?", None).unwrap();
    let answer = mock.post(Mock::BO, "@ana Every Sunday", question["id"].as_str()).unwrap();
    let told = mock.read(Mock::ANA, "/api/v1/notifications").send().unwrap().good().unwrap();
    assert_eq!((&told[0]["type"], &told[0]["status"]["id"]), (&json!("mention"), &answer["id"]));

    let fault = |effect| json!({"match": {"path": "/api/v1/notifications"}, "effect": effect, "count": 1});
    mock.plan(&fault(json!({"type": "ratelimit"}))).unwrap();
    mock.plan(&fault(json!({"type": "status", "status": 503}))).unwrap();
    let status = || mock.read(Mock::ANA, "/api/v1/notifications").send().unwrap().status;
    assert_eq!([status(), status(), status()], [429, 503, 200]);

    let processes = mock.processes();
    assert!(!processes.is_empty() && processes.iter().all(|id| runs(*id)), "{processes:?}");
    drop(mock);
    assert!(!processes.iter().any(|id| runs(*id)), "{processes:?}");
}
