//! The stand-in for Mastodon shows what a Mastodon shows.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use chrono::{DateTime, Duration, Utc};
use peers::http::{Answer, get, post};
use peers::mastodon::{Draft, Manners, Person};
use peers::{Faulty, Mastodon};
use serde_json::{Value, json};
use std::collections::BTreeSet;

fn moment() -> DateTime<Utc> {
    "2026-11-27T09:00:00Z".parse().unwrap()
}

fn read(mastodon: &Mastodon, path: &str, token: &str) -> Answer {
    get(format!("{}{path}", mastodon.url())).with_token(token).send().unwrap()
}

/// Every post of a list, following Link from page to page; and how many pages there were.
fn walk(first: String, token: &str) -> (Vec<Value>, usize) {
    let (mut all, mut pages, mut next) = (Vec::new(), 0, Some(first));
    while let Some(url) = next {
        let page = get(url).with_token(token).send().unwrap();
        all.extend(page.good().unwrap().as_array().unwrap().iter().cloned());
        pages += 1;
        let links = page.header("link").unwrap_or_default().split(", ");
        next =
            links.filter_map(|link| link.strip_prefix('<')?.strip_suffix(">; rel=\"next\"")).map(str::to_owned).next();
    }
    (all, pages)
}

fn statuses(mastodon: &Mastodon, who: &Person) -> String {
    format!("{}/api/v1/accounts/{}/statuses", mastodon.url(), who.id)
}

#[test]
fn bo_answers_ana_over_http_and_ana_is_told() {
    let mastodon = Mastodon::start().unwrap();
    let (ana, bo) = (mastodon.person("ana"), mastodon.person("bo"));
    let (anas, bos) = (mastodon.token(&ana), mastodon.token(&bo));
    let all = format!("{}/api/v1/statuses", mastodon.url());
    let asked = post(&all, &[("status", "Does anybody bake with rye?")]).with_token(&anas).send().unwrap();
    let asked = asked.good().unwrap();
    let id = asked["id"].as_str().unwrap();
    let answered = post(&all, &[("status", "@ana Every Sunday"), ("in_reply_to_id", id)]).with_token(&bos);
    let answered = answered.send().unwrap().good().unwrap();
    assert_eq!(answered["in_reply_to_account_id"], json!(ana.id));
    assert_eq!(answered["mentions"][0]["acct"], "ana");

    let told = read(&mastodon, "/api/v1/notifications?types[]=mention", &anas).good().unwrap();
    assert_eq!((&told[0]["type"], &told[0]["status"]["id"]), (&json!("mention"), &answered["id"]));
    let thread = read(&mastodon, &format!("/api/v1/statuses/{id}/context"), &anas).good().unwrap();
    assert_eq!(thread["descendants"][0]["id"], answered["id"]);
    assert_eq!(read(&mastodon, "/api/v1/notifications", &bos).json(), json!([]), "nobody told bo anything");
}

#[test]
fn pages_lead_through_a_whole_history_each_post_once() {
    for (manners, more) in [(Manners::mastodon(), 0), (Manners::gotosocial(), 1), (Manners::takahe(), 1)] {
        let mastodon = Mastodon::with(manners).unwrap();
        let (ana, bo) = (mastodon.person("ana"), mastodon.person("bo"));
        mastodon.history(&ana, &bo, 205, moment());
        let token = mastodon.token(&ana);
        let (posts, pages) = walk(format!("{}?limit=40", statuses(&mastodon, &ana)), &token);
        let ids: BTreeSet<&str> = posts.iter().map(|post| post["id"].as_str().unwrap()).collect();
        assert_eq!((posts.len(), ids.len(), pages), (205, 205, 6 + more));
        let times: Vec<&str> = posts.iter().map(|post| post["created_at"].as_str().unwrap()).collect();
        assert!(times.is_sorted_by(|a, b| a > b));
        assert_eq!(times[0], "2026-11-27T09:00:00.000Z");
    }
}

#[test]
fn since_gives_the_newest_above_and_min_the_next_above() {
    let mastodon = Mastodon::start().unwrap();
    let (ana, bo) = (mastodon.person("ana"), mastodon.person("bo"));
    mastodon.history(&ana, &bo, 30, moment());
    let token = mastodon.token(&ana);
    let all = walk(statuses(&mastodon, &ana), &token).0;
    let oldest = all[29]["id"].as_str().unwrap();
    let page = |query: &str| {
        let answer = get(format!("{}?{query}", statuses(&mastodon, &ana))).with_token(&token).send().unwrap();
        answer.json().as_array().unwrap().clone()
    };
    assert_eq!(page(&format!("limit=3&since_id={oldest}")), all[..3]);
    assert_eq!(page(&format!("limit=3&min_id={oldest}")), all[26..29]);
    assert!(page(&format!("max_id={oldest}")).is_empty());
}

#[test]
fn an_idle_look_shows_nothing_new_and_no_way_on() {
    let mastodon = Mastodon::start().unwrap();
    let ana = mastodon.person("ana");
    let id = mastodon.post(&ana, Draft::new("Good morning", moment()));
    let token = mastodon.token(&ana);
    mastodon.forget_seen();
    let answer = get(format!("{}?since_id={id}", statuses(&mastodon, &ana))).with_token(&token).send().unwrap();
    assert_eq!((answer.json(), answer.header("link")), (json!([]), None));
    assert_eq!(mastodon.seen(), [format!("GET /api/v1/accounts/{}/statuses?since_id={id}", ana.id)]);
}

#[test]
fn what_is_edited_or_deleted_shows_so() {
    let mastodon = Mastodon::start().unwrap();
    let (ana, bo) = (mastodon.person("ana"), mastodon.person("bo"));
    let token = mastodon.token(&ana);
    let kept = mastodon.post(&ana, Draft::new("A first word", moment()));
    let gone = mastodon.post(&bo, Draft::new("@ana a word too much", moment()));
    mastodon.edit(&kept, "A second word", moment() + Duration::minutes(5));
    assert!(mastodon.delete(&gone));
    let post = read(&mastodon, &format!("/api/v1/statuses/{kept}"), &token).good().unwrap();
    assert_eq!(
        (&post["content"], &post["edited_at"]),
        (&json!("<p>A second word</p>"), &json!("2026-11-27T09:05:00.000Z"))
    );
    assert_eq!(read(&mastodon, &format!("/api/v1/statuses/{gone}"), &token).status, 404);
    assert_eq!(read(&mastodon, "/api/v1/notifications", &token).json(), json!([]));
}

#[test]
fn a_direct_post_is_for_those_it_names() {
    let mastodon = Mastodon::start().unwrap();
    let (ana, bo, cy) = (mastodon.person("ana"), mastodon.person("bo"), mastodon.person("cy"));
    let id = mastodon.post(&bo, Draft::new("@ana between us", moment()).visible_to("direct"));
    let status = |who| read(&mastodon, &format!("/api/v1/statuses/{id}"), &mastodon.token(who)).status;
    assert_eq!([status(&ana), status(&bo), status(&cy)], [200, 200, 404]);
    assert_eq!(get(statuses(&mastodon, &bo)).send().unwrap().json(), json!([]));
}

#[test]
fn people_of_other_servers_and_machines_are_known_as_such() {
    let mastodon = Mastodon::start().unwrap();
    let (ana, far, bot) = (mastodon.person("ana"), mastodon.person_of("far.example", "cleo"), mastodon.bot("weather"));
    let question = mastodon.post(&ana, Draft::new("Who is up?", moment()));
    mastodon.post(&far, Draft::new(format!("@{} I am.", ana.handle), moment()).answering(&question));
    mastodon.post(&bot, Draft::new("@ana 4 degrees", moment()));
    mastodon.favourite(&far, &question, moment());
    let told = read(&mastodon, "/api/v1/notifications", &mastodon.token(&ana)).good().unwrap();
    let seen: Vec<(&str, &str, bool)> = told
        .as_array()
        .unwrap()
        .iter()
        .map(|notice| (&notice["account"], notice["type"].as_str().unwrap()))
        .map(|(account, kind)| (account["acct"].as_str().unwrap(), kind, account["bot"].as_bool().unwrap()))
        .collect();
    let far = "cleo@far.example";
    assert_eq!(seen, [(far, "favourite", false), ("weather", "mention", true), (far, "mention", false)]);
}

#[test]
fn a_field_can_be_other_than_it_should() {
    let mastodon = Mastodon::start().unwrap();
    let ana = mastodon.person("ana");
    let id = mastodon.post(&ana, Draft::new("Good morning", moment()));
    mastodon.spoil(&id, "visibility", json!("circle"));
    mastodon.spoil(&id, "created_at", json!(12));
    mastodon.spoil(&id, "account", Value::Null);
    let post = read(&mastodon, &format!("/api/v1/statuses/{id}"), &mastodon.token(&ana)).good().unwrap();
    assert_eq!((&post["visibility"], &post["created_at"], post.get("account")), (&json!("circle"), &json!(12), None));
}

#[test]
fn poorer_servers_are_poor_in_their_own_way() {
    let snac = Manners::snac();
    for (manners, bad_token, missing, v2, grouped, linked, app) in [
        (
            Manners::mastodon(),
            (401, r#"{"error":"The access token is invalid"}"#),
            "application/json",
            200,
            200,
            true,
            true,
        ),
        (
            Manners::gotosocial(),
            (401, r#"{"error":"The access token is invalid"}"#),
            "application/json",
            200,
            404,
            true,
            true,
        ),
        (Manners::takahe(), (400, "Bad token"), "text/html", 500, 404, true, false),
        (snac, (401, ""), "text/html", 404, 404, false, false),
    ] {
        let mastodon = Mastodon::with(manners).unwrap();
        let (ana, bo) = (mastodon.person("ana"), mastodon.person("bo"));
        mastodon.history(&ana, &bo, 60, moment());
        let token = mastodon.token(&ana);
        let bad = read(&mastodon, "/api/v1/accounts/verify_credentials", "nonsense");
        assert_eq!((bad.status, &*bad.body), bad_token);
        let kind = read(&mastodon, "/api/v1/statuses/1", &token).header("content-type").unwrap().to_owned();
        assert!(kind.starts_with(missing), "{kind}");
        assert_eq!(read(&mastodon, "/api/v2/instance", &token).status, v2);
        assert_eq!(read(&mastodon, "/api/v2/notifications", &token).status, grouped);
        let page = get(format!("{}?limit=5", statuses(&mastodon, &ana))).with_token(&token).send().unwrap();
        assert_eq!(page.header("link").is_some(), linked);
        let first = page.json()[0].clone();
        assert_eq!(first["application"].is_object(), app);
        assert_eq!(page.json().as_array().unwrap().len(), if linked { 5 } else { 50 });
    }
}

#[test]
fn a_limit_is_kept_and_said_in_mastodons_words() {
    let mastodon = Mastodon::with(Manners { limit: Some(2), ..Manners::mastodon() }).unwrap();
    let ask = || get(format!("{}/api/v1/instance", mastodon.url())).send().unwrap();
    let (first, second, third) = (ask(), ask(), ask());
    assert_eq!([first.status, second.status, third.status], [200, 200, 429]);
    assert_eq!((first.header("x-ratelimit-remaining"), third.header("retry-after")), (Some("1"), None));
    let reset: DateTime<Utc> = third.header("x-ratelimit-reset").unwrap().parse().unwrap();
    assert!(reset > Utc::now());
    mastodon.behave(Manners::mastodon());
    assert_eq!(ask().status, 200);
}

#[test]
fn it_goes_when_it_is_dropped_with_all_its_ports() {
    let mastodon = Mastodon::start().unwrap();
    let faulty = Faulty::before(mastodon.url()).unwrap();
    let urls = [mastodon.url().to_owned(), faulty.url().to_owned()];
    drop((mastodon, faulty));
    for url in urls {
        // The threads end a moment after.
        assert!((0..100).any(|_| {
            std::thread::sleep(std::time::Duration::from_millis(20));
            get(&url).send().is_err()
        }));
    }
}
