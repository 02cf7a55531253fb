//! Everything that goes wrong between the reader and a server: nothing lost, nothing doubled, the reason readable.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod live_support;

use chrono::{DateTime, SubsecRound as _, TimeDelta, Utc};
use feeds::live::Reader as _;
use feeds::mastodon::Mastodon as Reads;
use feeds::net::{Cure, Failure, Word};
use live_support::{Brought, Source, moment, net, runtime};
use peers::faulty::{Fault, Wait};
use peers::{Faulty, Mastodon};
use proptest::prelude::*;
use reqwest::Url;
use secrecy::SecretString;
use std::time::Duration;
use wiremock::matchers::method;
use wiremock::{Mock, MockServer, ResponseTemplate};

const NOW: &str = "2026-11-27T12:00:00Z";
const POSTS: usize = 120;
const STATUSES: &str = "/api/v1/accounts/";

/// A server with a history, something that spoils its answers in front of it, and the source that is read through it.
fn spoilt(patience: Duration) -> (Mastodon, Faulty, Source) {
    let server = Mastodon::start().unwrap();
    let (mira, bo) = (server.person("mira"), server.person("bo"));
    server.history(&mira, &bo, POSTS, moment(NOW) - TimeDelta::hours(1));
    let faulty = Faulty::before(server.url()).unwrap();
    let secret = SecretString::from(server.token(&mira));
    let net = net(patience);
    let account = runtime().block_on(Reads.find(&net, &format!("{}/@mira", faulty.url()), Some(&secret))).unwrap();
    let source = Source::of(&Reads, net, account, Some(secret));
    (server, faulty, source)
}

/// Reads the history with one fault in its midst: what it is called, and that nothing is lost or doubled after it.
fn check(fault: Fault, code: &str, cure: Cure) -> Failure {
    let name = format!("{fault:?}").chars().take(60).collect::<String>();
    // Whoever never answers is not worth a minute of a test.
    let patience = if matches!(fault, Fault::Silent | Fault::SlowLoris(_)) { 2 } else { 60 };
    let (_server, faulty, mut source) = spoilt(Duration::from_secs(patience));
    // The first page comes well; what comes then does not.
    let mut brought = Brought::default();
    assert!(source.step(moment(NOW), &mut brought).unwrap(), "{name}");
    let (cursor, posts) = (source.cursor.clone(), source.posts.len());
    // Whoever only hangs up is asked a second time.
    let times = if matches!(fault, Fault::HungUp) { 2 } else { 1 };
    faulty.break_down(STATUSES, 0, times, fault);
    let failure = source.step(moment(NOW), &mut brought).unwrap_err();
    assert_eq!((failure.code(), failure.cure()), (code, cure), "{name}: {failure}");
    assert!(failure.to_string().contains("127.0.0.1"), "{name}: {failure}");
    assert_eq!((&source.cursor, source.posts.len()), (&cursor, posts), "{name}: nothing is lost");
    // A day later, where it asked to wait.
    let now = moment(NOW) + TimeDelta::hours(25);
    while source.step(now, &mut brought).unwrap() {}
    assert_eq!(source.posts.len(), POSTS, "{name}");
    assert_eq!(brought.posts.len(), POSTS, "{name}: nothing is doubled");
    failure
}

#[test]
fn whatever_goes_wrong_in_the_midst_of_a_history_it_goes_on_from_there() {
    let broken = |answer: &'static str| Fault::Answer(200, "application/json", answer.to_owned());
    for (fault, code) in [
        (Fault::Down(500), "net.faulty"),
        (Fault::Down(502), "net.faulty"),
        (Fault::Down(503), "net.faulty"),
        (Fault::Page, "net.strange"),
        (Fault::Half, "net.strange"),
        (Fault::Truncated, "net.broke-off"),
        (Fault::CutAfter(3000), "net.broke-off"),
        (Fault::HungUp, "net.broke-off"),
        (Fault::Silent, "net.slow"),
        (Fault::SlowLoris(Duration::from_millis(50)), "net.slow"),
        (Fault::Huge(100 << 20), "net.too-large"),
        (Fault::HugePacked(100 << 20), "net.too-large"),
        (broken("{}"), "net.strange"),
        (broken("null"), "net.strange"),
        (broken(""), "net.strange"),
    ] {
        check(fault, code, Cure::Wait);
    }
}

#[test]
fn whoever_leads_elsewhere_is_not_followed() {
    for to in [
        "https://elsewhere.example/",
        "http://169.254.169.254/latest/meta-data",
        "http://127.0.0.1:9/",
        "file:///etc/passwd",
    ] {
        check(Fault::Redirect(to.to_owned()), "net.led-astray", Cure::Look);
    }
}

#[test]
fn whoever_asks_to_wait_says_until_when_in_any_way() {
    let at: DateTime<Utc> = moment(NOW) + TimeDelta::minutes(7);
    for (wait, expect) in [(Wait::Seconds(420), Some(at)), (Wait::ResetSeconds(420), Some(at)), (Wait::Unsaid, None)] {
        let failure = check(Fault::TooMany(wait), "net.limited", Cure::Wait);
        assert_eq!(failure, Failure::Limited { host: "127.0.0.1".into(), until: expect }, "{wait:?}");
    }
    // These say it by their own clock, which an answer of this server does not tell.
    for wait in [Wait::Date(at), Wait::ResetIso(at), Wait::ResetEpoch(at)] {
        let Failure::Limited { until: Some(until), .. } = check(Fault::TooMany(wait), "net.limited", Cure::Wait) else {
            panic!("{wait:?}")
        };
        assert_eq!(until.trunc_subsecs(0), at, "{wait:?}");
    }
}

#[test]
fn what_is_only_odd_is_read_all_the_same() {
    for fault in [
        Fault::Kind("text/html"),
        Fault::Kind("application/octet-stream"),
        Fault::Clock(86_400),
        Fault::Clock(-86_400 * 400),
    ] {
        let (_server, faulty, mut source) = spoilt(Duration::from_secs(60));
        let name = format!("{fault:?}");
        faulty.always("/", fault);
        let brought = source.sync(moment(NOW)).unwrap();
        assert_eq!((brought.posts.len(), source.posts.len()), (POSTS, POSTS), "{name}");
    }
}

#[test]
fn a_network_that_comes_and_goes_brings_everything_in_the_end() {
    let (_server, faulty, mut source) = spoilt(Duration::from_secs(60));
    let (mut brought, mut failures) = (Brought::default(), 0);
    for round in 0..200 {
        if round % 2 == 0 {
            faulty.once("/", Fault::CutAfter(1500 + round * 40));
        }
        match source.step(moment(NOW), &mut brought) {
            Ok(true) => {}
            Ok(false) => break,
            Err(failure) => {
                assert_eq!(failure.cure(), Cure::Wait, "{failure}");
                failures += 1;
            }
        }
    }
    assert!(failures > 1, "{failures}");
    assert_eq!((brought.posts.len(), source.posts.len()), (POSTS, POSTS));
}

#[test]
fn a_handle_whose_host_says_where_the_account_is_leads_there_and_never_inward() {
    // Two servers on this machine: the handle's host, which was typed, and another, which was not.
    let server = Mastodon::start().unwrap();
    server.person("mira");
    let runtime = runtime();
    let plain = runtime.block_on(async {
        let plain = MockServer::start().await;
        let jrd = serde_json::json!({ "subject": "acct:mira@elsewhere.example", "links": [
            { "rel": "self", "type": "application/activity+json", "href": format!("{}/users/mira", server.url()) } ] });
        let answer = ResponseTemplate::new(200).set_body_json(jrd);
        Mock::given(wiremock::matchers::path("/.well-known/webfinger")).respond_with(answer).mount(&plain).await;
        plain
    });
    let host = plain.uri().replace("http://", "");
    let net = net(Duration::from_secs(60));
    let inward = runtime.block_on(Reads.find(&net, &format!("@mira@{host}"), None));
    assert_eq!(inward.unwrap_err().code(), "net.led-astray");
    assert!(server.seen().is_empty());
    // Where the person typed the other one herself, too, it is found there by the handle's name.
    net.allow(&Url::parse(server.url()).unwrap(), Word::Typed);
    let found = runtime.block_on(Reads.find(&net, &format!("@mira@{host}"), None)).unwrap();
    assert_eq!((found.place.as_str(), found.title), (server.url(), format!("@mira@{host}")));
}

#[test]
fn a_host_that_answers_about_handles_at_another_place_says_so_in_its_host_meta() {
    let server = Mastodon::start().unwrap();
    server.person("mira");
    let runtime = runtime();
    let (plain, fingers) = runtime.block_on(async { (MockServer::start().await, MockServer::start().await) });
    let host = plain.uri().replace("http://", "");
    runtime.block_on(async {
        let template = format!("{}/finger?a=b&amp;resource={{uri}}", fingers.uri());
        let meta = format!(
            "<?xml version=\"1.0\"?><XRD xmlns=\"http://docs.oasis-open.org/ns/xri/xrd-1.0\">\
             <Link rel=\"lrdd\" type=\"application/xrd+xml\" template=\"{template}\"/></XRD>"
        );
        let answer = ResponseTemplate::new(200).set_body_raw(meta, "application/xrd+xml");
        Mock::given(wiremock::matchers::path("/.well-known/host-meta")).respond_with(answer).mount(&plain).await;
        let jrd = serde_json::json!({ "subject": format!("acct:mira@{host}"), "links": [
            { "rel": "self", "type": "application/activity+json", "href": format!("{}/users/mira", server.url()) } ] });
        Mock::given(wiremock::matchers::path("/finger"))
            .and(wiremock::matchers::query_param("a", "b"))
            .and(wiremock::matchers::query_param("resource", format!("acct:mira@{host}")))
            .respond_with(ResponseTemplate::new(200).set_body_json(jrd))
            .mount(&fingers)
            .await;
    });
    let find = |named: &[&str]| {
        let net = net(Duration::from_secs(60));
        named.iter().for_each(|url| net.allow(&Url::parse(url).unwrap(), Word::Typed));
        runtime.block_on(Reads.find(&net, &format!("@mira@{host}"), None))
    };
    // Both stand on this machine: neither is asked by another host's word alone.
    assert_eq!(find(&[]).unwrap_err().code(), "net.led-astray");
    assert_eq!(find(&[&fingers.uri()]).unwrap_err().code(), "net.led-astray");
    let found = find(&[&fingers.uri(), server.url()]).unwrap();
    assert_eq!((found.place.as_str(), found.title), (server.url(), format!("@mira@{host}")));
}

/// Answers everything with the same JSON.
fn anything(body: &str) -> (Result<usize, Failure>, Result<(), Failure>) {
    let server = runtime().block_on(async {
        let server = MockServer::start().await;
        let answer = ResponseTemplate::new(200).set_body_raw(body, "application/json");
        Mock::given(method("GET")).respond_with(answer).mount(&server).await;
        server
    });
    let net = net(Duration::from_secs(60));
    // A connection lives no longer than the runtime it was made in: this one ends here.
    let found = runtime().block_on(Reads.find(&net, &format!("{}/@mira", server.uri()), None)).map(drop);
    let account = feeds::live::Account {
        network: coach::person::Network::Mastodon,
        id: "https://a.example/users/mira".into(),
        place: server.uri(),
        key: "1".into(),
        names: vec!["https://a.example/@mira".into()],
        title: format!("@mira@{}", server.uri().replace("http://", "")),
        site: None,
        sees: 0,
        posts: None,
    };
    let mut source = Source::of(&Reads, net, account, Some("token".to_owned().into()));
    let read = source.sync(moment(NOW)).map(|brought| brought.posts.len());
    (read, found)
}

fn json() -> impl Strategy<Value = serde_json::Value> {
    let field = prop::sample::select(vec![
        "id",
        "uri",
        "url",
        "created_at",
        "content",
        "account",
        "mentions",
        "reblog",
        "quote",
        "quoted_status",
        "status",
        "type",
        "visibility",
        "in_reply_to_id",
        "in_reply_to_account_id",
        "acct",
        "username",
        "fields",
        "value",
        "verified_at",
        "media_attachments",
        "application",
        "name",
        "edited_at",
        "bot",
    ]);
    let leaf = prop_oneof![
        Just(serde_json::Value::Null),
        any::<bool>().prop_map(serde_json::Value::from),
        any::<i64>().prop_map(serde_json::Value::from),
        prop::sample::select(vec![
            "1",
            "2",
            "mention",
            "quote",
            "public",
            "direct",
            "2026-01-01T00:00:00Z",
            "https://a.example/@mira",
            "",
            "<p>Hello <a href=\"https://b.example\">x</a>?</p>",
            "@mira@a.example",
            "\u{0}é",
        ])
        .prop_map(serde_json::Value::from),
    ];
    leaf.prop_recursive(5, 60, 8, move |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..6).prop_map(serde_json::Value::from),
            prop::collection::vec((field.clone(), inner), 0..10)
                .prop_map(|fields| fields.into_iter().map(|(k, v)| (k.to_owned(), v)).collect()),
        ]
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn whatever_json_comes_reading_ends(item in json(), other in json()) {
        let _ = anything(&item.to_string());
        let (read, _) = anything(&serde_json::json!([item, other]).to_string());
        prop_assert!(read.is_ok(), "one page of anything is read: {read:?}");
    }
}
