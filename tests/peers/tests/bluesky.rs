//! Bluesky's own servers are servers that posts can be read from.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use peers::bluesky::Person;
use peers::faulty::Fault;
use peers::http::{get, post_json};
use peers::{Bluesky, Faulty, have, runs};
use serde_json::{Value, json};
use std::time::{Duration, Instant};

fn records(bluesky: &Bluesky, of: &Person) -> Vec<Value> {
    let url =
        format!("{}/xrpc/com.atproto.repo.listRecords?repo={}&collection=app.bsky.feed.post", bluesky.url(), of.did);
    get(url).send().unwrap().good().unwrap()["records"].as_array().unwrap().clone()
}

/// What `look` finds, once it finds something: notifications come some time after.
fn eventually<T>(what: &str, look: impl Fn() -> Option<T>) -> T {
    let begun = Instant::now();
    loop {
        if let Some(found) = look() {
            return found;
        }
        assert!(begun.elapsed() < Duration::from_secs(60), "{what} did not come");
        std::thread::sleep(Duration::from_millis(200));
    }
}

fn leaves_no_process(bluesky: Bluesky, at_least: usize) {
    let processes = bluesky.processes();
    assert!(processes.len() >= at_least && processes.iter().all(|id| runs(*id)), "{processes:?}");
    drop(bluesky);
    eventually("the end of the last process", || (!processes.iter().any(|id| runs(*id))).then_some(()));
}

#[test]
fn ben_answers_ana_and_anybody_can_read_it() {
    let Some(bluesky) = have(Bluesky::start()) else { return };
    let (ana, ben) = (bluesky.person("ana").unwrap(), bluesky.person("ben").unwrap());
    let question = bluesky.post(&ana, "Does anybody bake with rye?", None).unwrap();
    let answer = bluesky.post(&ben, "Every Sunday", Some(&question)).unwrap();
    bluesky.post(&ana, "And on Mondays?", Some(&answer)).unwrap();

    let of_ben = records(&bluesky, &ben);
    assert_eq!(of_ben.len(), 1);
    assert_eq!(
        (&of_ben[0]["uri"], &of_ben[0]["value"]["reply"]["parent"]["uri"]),
        (&json!(answer.uri), &json!(question.uri))
    );
    let of_ana = records(&bluesky, &ana);
    assert_eq!(of_ana[0]["value"]["reply"]["root"]["cid"], question.cid, "newest first, and in the same thread");

    // An app signs in with a password of its own.
    let login = json!({"identifier": ana.handle, "password": ana.app_password});
    let session = post_json(format!("{}/xrpc/com.atproto.server.createSession", bluesky.url()), &login).send().unwrap();
    assert_eq!(session.good().unwrap()["did"], ana.did);
    let identity = get(format!("{}/{}", bluesky.directory(), ana.did)).send().unwrap().good().unwrap();
    assert_eq!(identity["service"][0]["serviceEndpoint"], bluesky.url());
    let repository = get(format!("{}/xrpc/com.atproto.sync.getRepo?did={}", bluesky.url(), ana.did)).send().unwrap();
    assert_eq!((repository.status, repository.header("content-type")), (200, Some("application/vnd.ipld.car")));

    let spoiled = Faulty::before(bluesky.url()).unwrap();
    let path = format!("/xrpc/com.atproto.sync.getRepo?did={}", ana.did);
    assert_eq!(get(format!("{}{path}", spoiled.url())).send().unwrap().bytes, repository.bytes);
    spoiled.always("/xrpc/com.atproto.sync.getRepo", Fault::Truncated);
    assert!(get(format!("{}{path}", spoiled.url())).send().is_err());

    bluesky.delete(&ben, &answer).unwrap();
    assert_eq!(records(&bluesky, &ben), [] as [Value; 0]);
    bluesky.deactivate(&ana).unwrap();
    let gone = get(format!("{}/xrpc/com.atproto.sync.getRepo?did={}", bluesky.url(), ana.did)).send().unwrap();
    assert_eq!((gone.status, &gone.json()["error"]), (400, &json!("RepoDeactivated")));
    bluesky.activate(&ana).unwrap();
    assert_eq!(records(&bluesky, &ana).len(), 2);
    leaves_no_process(bluesky, 1);
}

#[test]
fn with_the_appview_ana_is_told_and_sees_the_thread() {
    let Some(bluesky) = have(Bluesky::with_appview()) else { return };
    let (ana, ben) = (bluesky.person("ana").unwrap(), bluesky.person("ben").unwrap());
    let question = bluesky.post(&ana, "Does anybody bake with rye?", None).unwrap();
    let answer = bluesky.post(&ben, "Every Sunday", Some(&question)).unwrap();

    let told = eventually("the notification", || {
        let list = bluesky.read(&ana, "app.bsky.notification.listNotifications", &[]).send().unwrap().json();
        list["notifications"].get(0).cloned()
    });
    assert_eq!((&told["reason"], &told["uri"]), (&json!("reply"), &json!(answer.uri)));
    assert_eq!(told["author"]["handle"], "ben.test");
    let thread = bluesky.read(&ana, "app.bsky.feed.getPostThread", &[("uri", &question.uri)]).send().unwrap();
    assert_eq!(thread.good().unwrap()["thread"]["replies"][0]["post"]["uri"], answer.uri);
    let feed = bluesky.read(&ben, "app.bsky.feed.getAuthorFeed", &[("actor", &ben.did)]).send().unwrap();
    assert_eq!(feed.good().unwrap()["feed"][0]["reply"]["parent"]["uri"], question.uri);
    leaves_no_process(bluesky, 3);
}
