//! Reading an account from a server that answers as Mastodon does, and from poorer ones.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod live_support;

use chrono::{DateTime, TimeDelta, Utc};
use coach::person::Network;
use coach::post::ReplyTo;
use feeds::archives::Why;
use feeds::live::{HeardSort, Reader as _, Step, sees};
use feeds::mastodon::Mastodon as Reads;
use feeds::net::Failure;
use live_support::{Source, moment};
use peers::Mastodon;
use peers::mastodon::{Draft, Ids, Manners, Person};
use serde_json::json;

const NOW: &str = "2026-11-27T12:00:00Z";

fn ago(minutes: i64) -> DateTime<Utc> {
    moment(NOW) - TimeDelta::minutes(minutes)
}

/// Mira's account on a server, signed in.
fn signed_in(server: &Mastodon, who: &Person) -> Source {
    let token = server.token(who);
    Source::find(&Reads, &format!("@{}", who.handle), Some(&token)).unwrap()
}

fn manners() -> [(&'static str, Manners); 4] {
    [
        ("Mastodon", Manners::mastodon()),
        ("GoToSocial", Manners::gotosocial()),
        ("Takahē", Manners::takahe()),
        ("snac", Manners::snac()),
    ]
}

#[test]
fn an_account_is_found_by_whatever_names_it() {
    let server = Mastodon::start().unwrap();
    let mira = server.person("mira");
    let host = server.url().trim_start_matches("http://").to_owned();
    for typed in [
        format!("@mira@{host}"),
        format!("{host}/@mira"),
        format!("{}/@mira", server.url()),
        format!("{}/@mira/117", server.url()),
    ] {
        let found = Source::find(&Reads, &typed, None).unwrap().account;
        assert_eq!(found.network, Network::Mastodon);
        assert_eq!((found.key.as_str(), found.title.as_str()), (&*mira.id, &*format!("@mira@{host}")), "{typed}");
        assert_eq!(found.place, server.url());
        assert_eq!(found.sees, sees::POSTS | sees::REPLIES | sees::BOOSTS);
        assert!(found.id.contains("/ap/users/"), "{}", found.id);
        for name in [&found.id, &format!("{}/@mira", server.url()), &format!("@mira@{host}"), "@mira"] {
            assert!(found.names.iter().any(|known| known == name), "{name} among {:?}", found.names);
        }
    }
    let with_token = signed_in(&server, &mira).account;
    assert_eq!(with_token.sees, Reads.about().sees);
    let nobody = Source::find(&Reads, &format!("@nobody@{host}"), None).err().unwrap();
    assert_eq!(nobody.code(), "net.not-found", "{nobody}");
    let unreadable = Source::find(&Reads, "mira", None).err();
    assert_eq!(unreadable, Some(Failure::Unreadable { typed: "mira".into() }));
}

#[test]
fn a_whole_history_is_read_once_on_every_kind_of_server() {
    for (name, manners) in manners() {
        let pages = manners.pages;
        let server = Mastodon::with(manners).unwrap();
        let (mira, bo) = (server.person("mira"), server.person_of("other.example", "bo"));
        // What has no pages shows fifty.
        let many = if pages { 205 } else { 45 };
        server.history(&mira, &bo, many, ago(60));
        let mut source = signed_in(&server, &mira);
        let brought = source.sync(moment(NOW)).unwrap();
        assert_eq!(source.posts.len(), many, "{name}");
        assert_eq!(brought.posts.len(), many, "{name}: none was handed over twice");
        assert!(brought.complete, "{name}");
        assert!(brought.problems.is_empty(), "{name}: {:?}", brought.problems);
        let replies = source.posts.values().filter(|post| post.reply.is_some());
        let bo_id = source.posts.values().find_map(|post| post.reply.as_ref()?.whom.clone()).unwrap();
        assert!(bo_id.handle.id.starts_with("https://other.example/ap/users/"), "{name}: {bo_id:?}");
        assert_eq!(bo_id.name.as_deref(), Some("@bo@other.example"), "{name}");
        for post in replies {
            let reply = post.reply.clone().unwrap();
            assert_eq!((reply.whom.as_ref(), reply.own), (Some(&bo_id), false), "{name}: {post:?}");
            assert_eq!(post.mentions, std::slice::from_ref(&bo_id), "{name}");
            assert_eq!(reply.asks, Some(true), "{name}: what is answered is a question");
            assert!(reply.post.unwrap().starts_with("https://other.example/"), "{name}");
        }
        assert!(source.posts.values().any(|post| post.boost.as_ref().is_some_and(|b| b.whom.as_ref() == Some(&bo_id))));
        assert_eq!(
            source.posts.values().any(|post| post.app.as_deref() == Some("Buffer")),
            manners_name_app(name),
            "{name}"
        );

        server.forget_seen();
        let again = source.sync(moment(NOW) + TimeDelta::hours(1)).unwrap();
        assert_eq!((again.posts.len(), again.heard.len(), again.gone.len()), (0, 0, 0), "{name}");
        assert!(again.complete);
        assert_eq!(server.seen().len(), 2, "{name}: {:?}", server.seen());
    }
}

fn manners_name_app(name: &str) -> bool {
    manners().iter().any(|(is, manners)| *is == name && manners.names_app)
}

#[test]
fn whoever_spoke_to_the_person_is_heard_and_how() {
    for (name, manners) in manners() {
        let server = Mastodon::with(manners).unwrap();
        let (mira, bo) = (server.person("mira"), server.person_of("other.example", "bo"));
        let robot = server.bot("robot");
        let own = server.post(&mira, Draft::new("I sow beans in March", ago(300)));
        let at_mira = format!("@{}", mira.handle);
        let reply =
            server.post(&bo, Draft::new(format!("{at_mira} which beans do you sow?"), ago(200)).answering(&own));
        server.post(&bo, Draft::new(format!("Hello {at_mira} nice to see you here"), ago(190)));
        server.post(&robot, Draft::new(format!("{at_mira} this is a reminder"), ago(180)));
        // Of a direct message nothing is noted.
        server.post(&bo, Draft::new(format!("{at_mira} between you and me"), ago(175)).visible_to("direct"));
        server.favourite(&bo, &own, ago(170));
        server.post(
            &mira,
            Draft::new(format!("@{} runner beans, and broad ones", bo.handle), ago(100)).answering(&reply),
        );
        let mut source = signed_in(&server, &mira);
        let brought = source.sync(moment(NOW)).unwrap();
        let own_key = source.posts.values().find(|post| post.text.starts_with("I sow")).unwrap().id.clone();
        let mut heard: Vec<_> = source.heard.values().collect();
        heard.sort_by_key(|heard| heard.at);
        let first = heard[0];
        let heard: Vec<_> = heard.iter().map(|h| (h.sort, h.answers.clone(), h.asks, h.words)).collect();
        assert_eq!(
            heard,
            [
                (HeardSort::Reply, Some(own_key), true, 5),
                (HeardSort::Mention, None, false, 6),
                (HeardSort::Mention, None, false, 4),
            ],
            "{name}"
        );
        let answered = source.posts.values().find_map(|post| post.reply.as_ref()).unwrap();
        // What was answered, and who, is the same from both sides.
        let expect =
            ReplyTo { whom: Some(first.whom.clone()), own: false, post: Some(first.id.clone()), asks: Some(true) };
        assert_eq!(answered, &expect, "{name}");
        let bots: Vec<_> = brought.profiles.iter().map(|one| (one.whom.name.clone().unwrap(), one.bot)).collect();
        let host = server.url().trim_start_matches("http://");
        assert!(bots.contains(&(format!("@robot@{host}"), true)), "{name}: {bots:?}");
        assert!(bots.contains(&("@bo@other.example".into(), false)), "{name}: {bots:?}");
    }
}

#[test]
fn an_own_thread_is_told_from_a_reply() {
    let server = Mastodon::start().unwrap();
    let mira = server.person("mira");
    let first = server.post(&mira, Draft::new("One", ago(60)));
    server.post(&mira, Draft::new("Two", ago(59)).answering(&first));
    let mut source = signed_in(&server, &mira);
    source.sync(moment(NOW)).unwrap();
    let find = |text: &str| source.posts.values().find(|post| post.text == text).unwrap();
    let reply = find("Two").reply.clone().unwrap();
    assert!(reply.own && reply.whom.unwrap().handle.id == source.account.id);
    assert_eq!(reply.post, Some(find("One").id.clone()));
}

#[test]
fn news_edits_and_deletes_are_seen_by_the_next_reading() {
    for (name, manners) in manners() {
        let server = Mastodon::with(manners).unwrap();
        let (mira, bo) = (server.person("mira"), server.person("bo"));
        server.history(&mira, &bo, 30, ago(600));
        let edited = server.post(&mira, Draft::new("Helo", ago(300)));
        let deleted = server.post(&mira, Draft::new("Nonsense", ago(299)));
        let mut source = signed_in(&server, &mira);
        source.sync(moment(NOW)).unwrap();
        let key = |text: &str| source.posts.values().find(|post| post.text == text).unwrap().id.clone();
        let (edited_key, deleted_key) = (key("Helo"), key("Nonsense"));
        server.edit(&edited, "Hello", ago(10));
        server.delete(&deleted);
        server.post(&mira, Draft::new("News", ago(5)));
        let next = source.sync(moment(NOW) + TimeDelta::minutes(30)).unwrap();
        let texts: Vec<_> = next.posts.iter().map(|post| post.text.as_str()).collect();
        assert_eq!(texts, ["News"], "{name}");
        assert_eq!(
            next.edited.iter().map(|p| (&*p.id, &*p.text)).collect::<Vec<_>>(),
            [(&*edited_key, "Hello")],
            "{name}"
        );
        assert_eq!(next.gone, [deleted_key], "{name}");
        let after = source.sync(moment(NOW) + TimeDelta::minutes(60)).unwrap();
        assert!(after.posts.is_empty() && after.edited.is_empty() && after.gone.is_empty(), "{name}: {after:?}");
    }
}

#[test]
fn more_news_than_a_page_holds_leave_no_gap() {
    let server = Mastodon::start().unwrap();
    let (mira, bo) = (server.person("mira"), server.person("bo"));
    server.history(&mira, &bo, 100, ago(60 * 24 * 30));
    let mut source = signed_in(&server, &mira);
    source.sync(moment(NOW)).unwrap();
    server.history(&mira, &bo, 150, ago(1));
    server.forget_seen();
    let next = source.sync(moment(NOW) + TimeDelta::minutes(30)).unwrap();
    assert_eq!((next.posts.len(), source.posts.len()), (150, 250));
    assert!(server.seen().len() < 20, "{:?}", server.seen());
}

#[test]
fn a_history_that_was_cut_anywhere_goes_on_from_there() {
    let server = Mastodon::start().unwrap();
    let (mira, bo) = (server.person("mira"), server.person("bo"));
    server.history(&mira, &bo, 400, ago(60));
    let mut source = signed_in(&server, &mira);
    let mut brought = live_support::Brought::default();
    let mut now = moment(NOW);
    // Each step by a program that was started anew, an hour later, with posts written meanwhile.
    let mut written = 0;
    while source.step(now, &mut brought).unwrap() {
        now += TimeDelta::minutes(if brought.steps.is_multiple_of(3) { 60 } else { 1 });
        if brought.steps.is_multiple_of(3) {
            written += 1;
            server.post(&mira, Draft::new(format!("Meanwhile {written}"), now));
        }
        assert!(brought.steps < 50, "it comes to no end");
    }
    source.sync(now + TimeDelta::minutes(30)).unwrap();
    assert!(written > 1);
    assert_eq!(source.posts.len(), 400 + written);
    assert_eq!(brought.problems, []);
}

#[test]
fn one_post_that_cannot_be_read_is_reported_and_the_others_are_taken() {
    let server = Mastodon::start().unwrap();
    let mira = server.person("mira");
    let spoilt = [
        ("uri", json!(null), Some(Why::NoId)),
        ("created_at", json!("yesterday"), Some(Why::NoDate)),
        ("created_at", json!(12), Some(Why::NoDate)),
        ("content", json!(["x"]), Some(Why::Malformed)),
        ("mentions", json!("none"), None),
        ("mentions", json!([null, 3, {"id": 7}]), None),
        ("media_attachments", json!(null), None),
        ("account", json!(null), None),
        ("application", json!("Web"), None),
        ("visibility", json!("mutuals_only"), None),
        ("in_reply_to_id", json!(17), None),
        ("quote", json!({"state": "deleted", "quoted_status": null}), None),
        ("poll", json!({"options": [{"title": "yes"}]}), None),
        ("unheard_of", json!({"a": [1]}), None),
    ];
    for (n, (field, value, _)) in spoilt.iter().enumerate() {
        let id = server.post(&mira, Draft::new(format!("Post {n}"), ago(60 - n as i64)));
        server.spoil(&id, field, value.clone());
        if *field == "uri" {
            server.spoil(&id, "url", json!(null));
        }
    }
    let mut source = signed_in(&server, &mira);
    let brought = source.sync(moment(NOW)).unwrap();
    let taken = spoilt.iter().filter(|(.., why)| why.is_none()).count();
    assert_eq!(source.posts.len(), taken);
    let problems: Vec<_> = brought.problems.iter().map(|problem| (problem.why, problem.count)).collect();
    assert_eq!(problems, [(Why::Malformed, 1), (Why::NoDate, 2), (Why::NoId, 1)]);
}

#[test]
fn private_posts_come_without_their_words() {
    let server = Mastodon::start().unwrap();
    let (mira, bo) = (server.person("mira"), server.person("bo"));
    for sort in ["public", "unlisted", "private", "direct"] {
        let text = format!("@{} see you at the harbour https://mira.example/map", bo.name);
        server.post(&mira, Draft::new(text, ago(60)).visible_to(sort));
    }
    let mut source = signed_in(&server, &mira);
    source.sync(moment(NOW)).unwrap();
    let mut kept: Vec<_> =
        source.posts.values().map(|post| (post.private, post.text.is_empty(), post.links.len())).collect();
    kept.sort();
    assert_eq!(kept, [(None, false, 1), (None, false, 1), (Some(5), true, 0), (Some(5), true, 0)]);
    assert!(source.posts.values().all(|post| post.mentions.len() == 1));
    assert!(!source.cursor.contains("harbour"));
}

#[test]
fn a_quote_says_what_is_quoted_and_whose_it_is() {
    let server = Mastodon::start().unwrap();
    let (mira, bo) = (server.person("mira"), server.person_of("other.example", "bo"));
    let theirs = server.post(&bo, Draft::new("The swifts are back", ago(100)));
    let own = server.post(&mira, Draft::new("So they are, look at the church", ago(90)).quoting(&theirs));
    server.post(&bo, Draft::new(format!("@{} look here", mira.handle), ago(80)).quoting(&own));
    let mut source = signed_in(&server, &mira);
    source.sync(moment(NOW)).unwrap();
    let post = source.posts.values().next().unwrap();
    assert!(post.quote.as_ref().is_some_and(|link| link.starts_with("https://other.example/")), "{post:?}");
    assert_eq!(post.mentions[0].name.as_deref(), Some("@bo@other.example"));
    let heard = source.heard.values().next().unwrap();
    assert_eq!((heard.sort, heard.answers.as_ref()), (HeardSort::Quote, Some(&post.id)));
}

#[test]
fn without_a_sign_in_public_posts_are_read_all_the_same() {
    let server = Mastodon::start().unwrap();
    let (mira, bo) = (server.person("mira"), server.person("bo"));
    server.history(&mira, &bo, 50, ago(60));
    server.post(&mira, Draft::new("hush", ago(30)).visible_to("direct"));
    let mut source = Source::find(&Reads, &format!("@{}", mira.handle), None).unwrap();
    source.sync(moment(NOW)).unwrap();
    assert_eq!(source.posts.len(), 50);
    assert!(server.seen().iter().all(|asked| !asked.contains("notifications")));
}

#[test]
fn what_others_asked_everybody_is_seen_in_the_home_timeline() {
    for (name, manners) in manners() {
        let server = Mastodon::with(manners).unwrap();
        let (mira, bo, robot) = (server.person("mira"), server.person_of("other.example", "bo"), server.bot("robot"));
        server.follow(&mira, &bo);
        server.follow(&mira, &robot);
        let say = |who: &Person, text: &str, minutes: i64| server.post(who, Draft::new(text, ago(minutes)));
        let three_days = 3 * 24 * 60;
        say(&bo, "Does anybody know whether rye freezes well?", three_days + 5);
        let question = say(&bo, "Does anybody bake with rye here?", three_days - 5);
        say(&bo, "I bake with rye these days", 90);
        say(&robot, "Is it going to rain today?", 80);
        say(&mira, "Which flour do you all use?", 70);
        say(&server.person("stranger"), "Who has a spare oven?", 60);
        let hushed = Draft::new("Shall we keep this between us?", ago(50)).visible_to("private");
        server.post(&bo, hushed);
        server.post(&bo, Draft::new("And how long does it rest?", ago(40)).answering(&question));
        server.boost(&bo, &question, ago(30));

        let source = signed_in(&server, &mira);
        let (net, account, secret) = (&source.net, &source.account, source.secret.as_ref());
        let step = Step { net, account, secret, cursor: "", now: moment(NOW) };
        let around = source.runtime.block_on(Reads.look_around(step)).unwrap();
        let seen: Vec<_> = around.iter().map(|heard| (heard.whom.name.as_deref(), heard.sort, heard.asks)).collect();
        assert_eq!(seen, [(Some("@bo@other.example"), HeardSort::Post, true)], "{name}: {around:#?}");
        assert_eq!(around[0].at, ago(three_days - 5));
        assert!(around[0].words > 3 && around[0].answers.is_none() && around[0].link.is_some(), "{around:#?}");
        server.forget_seen();
        assert_eq!(source.runtime.block_on(Reads.look_around(Step { secret: None, ..step })), Ok(Vec::new()));
        assert!(server.seen().is_empty(), "without a sign-in nobody is asked");
        server.revoke_tokens(&mira);
        assert_eq!(source.runtime.block_on(Reads.look_around(step)).unwrap_err().code(), "net.signed-out", "{name}");
    }
}

#[test]
fn a_revoked_sign_in_is_told_as_such_on_every_kind_of_server() {
    for (name, manners) in manners() {
        let server = Mastodon::with(manners.clone()).unwrap();
        let (mira, bo) = (server.person("mira"), server.person("bo"));
        server.history(&mira, &bo, if manners.pages { 100 } else { 40 }, ago(60));
        let mut source = signed_in(&server, &mira);
        let mut brought = live_support::Brought::default();
        source.step(moment(NOW), &mut brought).unwrap();
        let (posts, cursor) = (source.posts.len(), source.cursor.clone());
        server.revoke_tokens(&mira);
        let failure = source.sync(moment(NOW)).unwrap_err();
        assert_eq!(failure.code(), "net.signed-out", "{name}: {failure}");
        assert_eq!((source.posts.len(), &source.cursor), (posts, &cursor), "{name}: nothing is lost");
        source.secret = Some(server.token(&mira).into());
        source.sync(moment(NOW)).unwrap();
        assert_eq!(source.posts.len(), if manners.pages { 100 } else { 40 }, "{name}");
    }
}

#[test]
fn ids_are_opaque() {
    // Guards the tables above: they mean something only where ids differ.
    let looks: Vec<Ids> = manners().iter().map(|(_, manners)| manners.ids).collect();
    assert_eq!(looks, [Ids::Number, Ids::Ulid, Ids::Number, Ids::Hex]);
}
