//! Archives, read and judged; the real ones where they are at hand.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use crate::story::{Story, at};
use crate::view::{DriftStateName, ImportAccount, ImportWish, KindName, PostQuery, StandingName};
use coach::act::{AppStanding, PostId, What};
use coach::kind::Kind;
use coach::person::Network;
use std::ops::ControlFlow;
use std::path::PathBuf;

/// A real archive, or `None` where it is not at hand.
fn real(name: &str) -> Option<PathBuf> {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data/x-archives").join(name);
    if !path.exists() {
        eprintln!("skipped: {} is not here", path.display());
    }
    path.exists().then_some(path)
}

impl Story {
    fn imports(&self, path: &std::path::Path, now: &str) -> ImportAccount {
        self.imports_with(path, ImportWish::default(), now)
    }

    fn imports_with(&self, path: &std::path::Path, wish: ImportWish, now: &str) -> ImportAccount {
        let mut accounts = self.engine.import(path, wish, at(now), &mut |_| ControlFlow::Continue(())).unwrap();
        assert_eq!(accounts.len(), 1);
        accounts.remove(0)
    }
}

#[test]
fn a_real_archive_tells_the_story_of_its_feed_and_changes_nothing_the_second_time() {
    let Some(path) = real("geoinquiets.zip") else { return };
    let story = Story::begins("2026-11-23 08:00");
    let account = story.imports(&path, "2026-11-23 09:00");
    assert_eq!(account.whose.as_deref(), Some("@geoinquiets"));
    assert_eq!((account.posts, account.new, account.cancelled), (12_058, 12_058, false));
    assert!(account.credited > 100, "{}", account.credited);

    let feed = account.story.unwrap();
    assert_eq!(feed.posts, 12_058);
    assert!(feed.turns.iter().any(|turn| turn.to == DriftStateName::Autopilot && !turn.posts.is_empty()));
    assert!(!story.engine.is_behind().unwrap());

    let before = story.engine.posts(&PostQuery::default(), at("2026-11-23 09:00")).unwrap();
    let again = story.imports(&path, "2026-11-23 10:00");
    assert_eq!((again.posts, again.new), (12_058, 0));
    assert_eq!(story.engine.posts(&PostQuery::default(), at("2026-11-23 09:00")).unwrap(), before);
}

#[test]
fn an_import_cut_short_is_taken_up_again_without_duplicates() {
    let Some(path) = real("lildude.zip") else { return };
    let story = Story::begins("2026-11-23 08:00");
    let cut = |share: f64| {
        let mut report = |progress: crate::view::ImportProgress| {
            if progress.done > share { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        };
        story.engine.import(&path, ImportWish::default(), at("2026-11-23 09:00"), &mut report).unwrap().remove(0)
    };
    let read = cut(0.2);
    assert!(read.cancelled && read.new > 0 && read.story.is_none());
    let judged = cut(0.6);
    assert!(judged.cancelled && judged.story.is_none());
    let whole = story.imports(&path, "2026-11-23 09:10");
    assert!(!whole.cancelled);

    let other = Story::begins("2026-11-23 08:00");
    let at_once = other.imports(&path, "2026-11-23 09:00");
    assert_eq!(whole.posts, at_once.posts);
    assert_eq!(whole.credited, at_once.credited);
    assert_eq!(whole.story.unwrap().years, at_once.story.unwrap().years);
}

#[test]
fn posts_that_come_to_a_judged_source_are_known_to_wait_for_their_judgement_from_their_first_moment() {
    let folder = tempfile::tempdir().unwrap();
    let archive = folder.path().join("archive");
    let months = archive.join("data/js/tweets");
    std::fs::create_dir_all(&months).unwrap();
    std::fs::write(archive.join("data/js/user_details.js"), r#"var user_details = {"screen_name":"ana","id":"7"}"#)
        .unwrap();
    let month = |name: &str, id: u32| {
        let post = format!(
            r#"{{"id_str":"{id}","text":"Good morning to all of you","created_at":"2012-02-01 04:45:51 +0000","source":"web"}}"#
        );
        std::fs::write(months.join(format!("{name}.js")), format!("Grailbird.data.tweets_{name} = [{post}]")).unwrap();
    };
    month("2012_02", 1);
    let story = Story::begins("2026-11-23 08:00");
    assert_eq!(story.imports(&archive, "2026-11-23 09:00").new, 1);
    assert!(!story.engine.is_behind().unwrap());

    month("2012_03", 2);
    let mut seen = Vec::new();
    let mut report = |progress: crate::view::ImportProgress| {
        seen.push((progress.stage.key, story.engine.is_behind().unwrap()));
        ControlFlow::Continue(())
    };
    assert_eq!(
        story.engine.import(&archive, ImportWish::default(), at("2026-11-23 10:00"), &mut report).unwrap()[0].new,
        1
    );
    assert!(seen.contains(&("import.judging".to_owned(), true)), "{seen:?}");
    assert!(!story.engine.is_behind().unwrap());
    assert_eq!(story.engine.posts(&PostQuery::default(), at("2026-11-23 10:00")).unwrap().total, 2);
}

#[test]
fn of_several_archives_in_one_none_is_kept_where_one_can_not_be_read() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| {
        let path = folder.path().join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, text).unwrap();
        path
    };
    let post = r#"{"media":[{"uri":"1.jpg","creation_timestamp":1588327200,"title":"Good morning to all of you"}]}"#;
    write("your_instagram_activity/content/posts_1.json", &format!("[{post}]"));
    let threads = write(
        "your_instagram_activity/threads/threads_and_replies.json",
        &format!(r#"{{"text_post_app_text_posts":[{post}]}}"#),
    );
    let story = Story::begins("2026-11-23 08:00");
    let before = story.dump();
    let (mut seen, mut go_on) = (0, |_| ControlFlow::Continue(()));
    let mut breaks = |progress: crate::view::ImportProgress| {
        seen = seen.max(progress.posts);
        let _ = std::fs::remove_file(&threads);
        ControlFlow::Continue(())
    };
    story.engine.import(folder.path(), ImportWish::default(), at("2026-11-23 09:00"), &mut breaks).unwrap_err();
    assert_eq!(seen, 1, "the first of them was read");
    assert_eq!(story.dump(), before);

    write(
        "your_instagram_activity/threads/threads_and_replies.json",
        &format!(r#"{{"text_post_app_text_posts":[{post}]}}"#),
    );
    let both = story.engine.import(folder.path(), ImportWish::default(), at("2026-11-23 09:01"), &mut go_on).unwrap();
    assert_eq!(both.iter().map(|one| one.new).collect::<Vec<_>>(), [1, 1]);
}

#[test]
fn what_a_later_version_replaced_is_nothing_any_more_and_did_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    std::fs::create_dir_all(&data).unwrap();
    let account = r#"window.YTD.account.part0 = [{"account":{"username":"ana","accountId":"7"}}]"#;
    std::fs::write(data.join("account.js"), account).unwrap();
    let tweet = |id: &str, versions: &str, text: &str| {
        format!(
            r#"{{"tweet":{{"id_str":"{id}","created_at":"Wed Feb 01 04:45:51 +0000 2023","full_text":"@ben {text}",
                "in_reply_to_user_id_str":"9","in_reply_to_screen_name":"ben","in_reply_to_status_id_str":"5",
                "source":"web","edit_info":{{"initial":{{"editTweetIds":[{versions}]}}}}}}}}"#
        )
    };
    let has = |tweets: &[String]| {
        let text = format!("window.YTD.tweets.part0 = [{}]", tweets.join(","));
        std::fs::write(data.join("tweets.js"), text).unwrap();
    };
    let story = Story::begins("2026-11-23 08:00");
    let first = tweet("10", r#""10""#, "I would sow them in March and water them in the evening");
    has(std::slice::from_ref(&first));
    assert_eq!(story.imports(folder.path(), "2026-11-23 09:00").credited, 1);
    has(&[tweet("11", r#""10","11""#, "I would sow them in April and water them in the evening")]);
    let account = story.imports(folder.path(), "2026-11-23 10:00");
    assert_eq!((account.new, account.credited), (1, 1));
    let of = |table: &str| {
        story.writes(|w| {
            let sql = format!("SELECT count(*) FROM {table} t JOIN post p ON p.id = t.post WHERE p.key = '10'");
            w.query_row(&sql, [], |row| row.get::<_, u32>(0))
        })
    };
    assert_eq!((of("verdict"), of("interaction")), (0, 0));
}

#[test]
fn the_persons_word_on_a_post_outlives_import_and_judgement_and_can_be_undone() {
    let Some(path) = real("lildude.zip") else { return };
    let story = Story::begins("2026-11-23 08:00");
    story.imports(&path, "2026-11-23 09:00");
    let replies = PostQuery { kinds: vec![KindName::Reply], limit: 1, ..PostQuery::default() };
    let now = at("2026-11-23 09:00");
    let page = story.engine.posts(&replies, now).unwrap();
    let (post, total) = (page.posts[0].post, page.total);
    let years = story.engine.feed(None, None, None, chrono::Weekday::Mon, now).unwrap().years;

    let overruled =
        story.does("2026-11-23 09:01", What::Overrule { post: PostId(i64::from(post)), kind: Some(Kind::Automated) });
    let page = story.engine.posts(&replies, now).unwrap();
    assert_eq!(page.total, total - 1);
    assert_ne!(story.engine.feed(None, None, None, chrono::Weekday::Mon, now).unwrap().years, years);

    story.imports(&path, "2026-11-23 09:02");
    story.does("2026-11-23 09:03", What::JudgeApp { app: "web".to_owned(), standing: Some(AppStanding::ByHand) });
    assert!(story.engine.is_behind().unwrap());
    story.engine.catch_up(now, &mut |_| ControlFlow::Continue(())).unwrap();
    let line = &story.engine.posts(&PostQuery { ids: vec![post], ..PostQuery::default() }, now).unwrap().posts[0];
    assert_eq!((line.kind, line.by_rules), (KindName::Automated, Some(KindName::Reply)));

    story.does("2026-11-23 09:04", What::Undo { act: None });
    story.engine.catch_up(now, &mut |_| ControlFlow::Continue(())).unwrap();
    let overruled = coach::act::ActId(i64::from(overruled.act.unwrap()));
    story.does("2026-11-23 09:05", What::Undo { act: Some(overruled) });
    assert_eq!(story.engine.posts(&replies, now).unwrap().total, total);
    assert_eq!(story.engine.feed(None, None, None, chrono::Weekday::Mon, now).unwrap().years, years);
}

#[test]
fn the_persons_word_on_posts_teaches_about_later_ones_that_look_alike_until_it_is_taken_back() {
    let folder = tempfile::tempdir().unwrap();
    let months = folder.path().join("data/js/tweets");
    std::fs::create_dir_all(&months).unwrap();
    std::fs::write(
        folder.path().join("data/js/user_details.js"),
        r#"var user_details = {"screen_name":"ana","id":"7"}"#,
    )
    .unwrap();
    let tip = |n: u32| {
        let text = format!("Tip {n} of the day: prune before noon https://garden.example/{n}");
        let at = format!("2012-02-{n:02} 09:{:02}:51 +0000", n * 7 % 60);
        format!(r#"{{"id_str":"{n}","text":"{text}","created_at":"{at}","source":""}}"#)
    };
    let tips: Vec<String> = (1..=20).map(tip).collect();
    let month = format!("Grailbird.data.tweets_2012_02 = [{}]", tips.join(","));
    std::fs::write(months.join("2012_02.js"), month).unwrap();
    let story = Story::begins("2026-11-23 08:00");
    story.imports(folder.path(), "2026-11-23 09:00");
    let now = at("2026-11-23 09:00");
    let lines = || story.engine.posts(&PostQuery { limit: 20, ..PostQuery::default() }, now).unwrap().posts;
    let judge_anew = || story.engine.catch_up(now, &mut |_| ControlFlow::Continue(())).unwrap();

    let before = lines();
    assert!(before.iter().all(|line| line.kind != KindName::Automated), "{before:?}");
    for line in &before[8..] {
        let overrule = What::Overrule { post: PostId(i64::from(line.post)), kind: Some(Kind::Automated) };
        story.does("2026-11-23 09:01", overrule);
    }
    assert!(story.engine.is_behind().unwrap(), "look-alikes wait to be judged again");
    judge_anew();
    let taught = lines();
    for line in &taught[..3] {
        assert_eq!((line.kind, line.reasons[0].key.as_str()), (KindName::Automated, "reason.learned.auto"), "{line:?}");
    }
    assert_eq!(taught[8..].iter().filter(|line| line.by_rules.is_some()).count(), 12);

    for _ in 0..12 {
        story.does("2026-11-23 09:02", What::Undo { act: None });
    }
    judge_anew();
    assert_eq!(lines(), before);
}

#[test]
fn what_is_no_archive_leaves_the_ledger_untouched() {
    let story = Story::begins("2026-11-23 08:00");
    let path = story.path().with_file_name("holiday.pdf");
    std::fs::write(&path, b"%PDF-1.4 no archive").unwrap();
    let refused =
        story.engine.import(&path, ImportWish::default(), at("2026-11-23 09:00"), &mut |_| ControlFlow::Continue(()));
    assert_eq!(refused.unwrap_err().code(), "archive.wrong-file");
    let today = story.engine.today(at("2026-11-23 09:00")).unwrap();
    assert!(today.fresh);
}

/// `outbox.json` and `actor.json` of @ana@social.example: a post to everybody, a reply to Ben, a message to Ben alone,
/// and a short one.
fn outbox(folder: &std::path::Path) -> PathBuf {
    let note = |number: u32, to: &str, text: &str| {
        format!(
            r#"{{"type":"Create","object":{{"id":"https://social.example/users/ana/statuses/{number}","type":"Note",
            "published":"2026-11-20T10:0{number}:00Z","to":["{to}"],"cc":[],"content":"<p>{text}</p>",
            "inReplyTo":"https://other.example/users/ben/statuses/7",
            "tag":[{{"type":"Mention","href":"https://other.example/users/ben","name":"@ben@other.example"}}]}}}}"#
        )
    };
    let everybody = "https://www.w3.org/ns/activitystreams#Public";
    let ben = "https://other.example/users/ben";
    let items = [
        note(1, everybody, "@ben I would wait until April"),
        note(2, ben, "@ben here is the secret, between us"),
        note(3, ben, "@ben thanks"),
    ];
    let path = folder.join("archive");
    std::fs::create_dir_all(&path).unwrap();
    std::fs::write(path.join("outbox.json"), format!(r#"{{"orderedItems":[{}]}}"#, items.join(","))).unwrap();
    std::fs::write(path.join("actor.json"), r#"{"id":"https://social.example/users/ana","preferredUsername":"ana"}"#)
        .unwrap();
    path
}

#[test]
fn private_messages_count_only_by_the_persons_word_and_never_with_their_words() {
    let folder = tempfile::tempdir().unwrap();
    let path = outbox(folder.path());
    let story = Story::begins("2026-11-23 08:00");
    let account = story.imports(&path, "2026-11-23 09:00");
    assert_eq!((account.posts, account.private, account.credited), (1, 2, 1));
    assert_eq!(account.whose.as_deref(), Some("@ana@social.example"));

    let account = story.imports_with(&path, ImportWish { private: true }, "2026-11-23 09:10");
    assert_eq!((account.posts, account.new, account.private, account.credited), (3, 2, 0, 2));
    let posts = story.engine.posts(&PostQuery::default(), at("2026-11-23 09:10")).unwrap().posts;
    let short: Vec<_> = posts.iter().map(|post| (post.text.as_str(), post.kind, post.standing)).collect();
    assert_eq!(
        short,
        [
            ("", KindName::Reply, Some(StandingName::Light)),
            ("", KindName::Reply, Some(StandingName::Credited)),
            ("@ben I would wait until April", KindName::Reply, Some(StandingName::Credited)),
        ]
    );
    for file in std::fs::read_dir(story.path().parent().unwrap()).unwrap() {
        let bytes = std::fs::read(file.unwrap().path()).unwrap();
        assert!(!bytes.windows(6).any(|window| window == b"secret"), "no word of it is anywhere in the ledger");
    }
    let again = story.imports(&path, "2026-11-23 09:20");
    assert_eq!((again.posts, again.new, again.private, again.credited), (1, 0, 2, 2), "what counts goes on counting");
}

#[test]
fn an_account_is_one_source_whichever_way_it_is_read() {
    let folder = tempfile::tempdir().unwrap();
    let path = outbox(folder.path());
    let story = Story::begins("2026-11-23 08:00");
    let names = vec!["https://social.example/@ana".to_owned()];
    let live = crate::ledger::source::New {
        network: Network::Mastodon,
        account: "https://social.example/users/ana",
        title: "@ana",
        names: &names,
        site: Some("https://ana.example/"),
        way: "account",
        sees: 16,
        added: at("2026-11-23 08:30"),
    };
    story.engine.write(|w| Ok::<_, crate::OpenError>(crate::ledger::source::add(w, &live).unwrap())).unwrap();
    story.imports(&path, "2026-11-23 09:00");
    let sources = story.engine.read(|r| Ok::<_, crate::OpenError>(crate::ledger::source::all(r).unwrap())).unwrap();
    let short: Vec<_> = sources.iter().map(|source| (source.title.as_str(), source.posts, source.sees)).collect();
    assert_eq!(short, [("@ana", 1, 1 | 2 | 4 | 16)]);
    assert_eq!(
        sources[0].names,
        ["https://social.example/@ana", "https://social.example/users/ana", "@ana@social.example"]
    );
    assert_eq!(sources[0].site.as_deref(), Some("https://ana.example/"));
}

#[test]
fn a_real_repository_of_bluesky_is_read_into_the_ledger() {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data/bluesky/bsky-app.car");
    if !path.exists() {
        eprintln!("skipped: {} is not here", path.display());
        return;
    }
    let story = Story::begins("2026-11-23 08:00");
    let account = story.imports(&path, "2026-11-23 09:00");
    assert_eq!((account.posts, account.new, account.skipped.len()), (494 + 25, 494 + 25, 0));
    assert_eq!((account.from.as_deref(), account.to.as_deref()), (Some("2023-04-12"), Some("2025-01-27")));
    assert_eq!(story.imports(&path, "2026-11-23 09:10").new, 0);
}
