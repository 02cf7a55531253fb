//! How a history is walked, and what later readings add.

use super::support::{account, fake, post, reply, said, who};
use crate::Keeps;
use crate::story::{Story, at};
use crate::view::{Health, KindName, PostQuery};
use coach::act::What;
use coach::person::Network::{Bluesky, Mastodon, Site};
use coach::post::Post;
use feeds::live::{Article, Profile};
use feeds::net::Failure;
use proptest::prelude::*;
use std::ops::ControlFlow;

/// A history of so many posts, the newest first, as servers hand them over.
fn history(posts: usize) -> Vec<Post> {
    let one = |n: usize| {
        let (id, when) = (format!("{n}"), format!("2026-10-{:02} {:02}:{:02}", 1 + n / 20, n % 20 + 3, n * 7 % 60));
        match n % 3 {
            0 => reply(Mastodon, &id, &when, ["ana", "ben"][n % 2], &format!("I think number {n} is the best of them")),
            1 => post(Mastodon, &id, &when, &format!("Thought number {n} about beans, in my own words")),
            _ => post(Mastodon, &id, &when, &format!("New here: article {n} https://mira.example/{n}")),
        }
    };
    (0..posts).rev().map(one).collect()
}

#[test]
fn the_first_reading_walks_the_whole_history_and_the_next_asks_once() {
    let (story, reader) = (Story::begins("2026-11-23 08:00"), fake(Mastodon, 40));
    reader.has(|server| server.posts = history(130));
    let source = story.adds(&reader, "2026-11-23 09:00");
    assert_eq!(story.engine.due(at("2026-11-23 09:00"), false).unwrap(), [source]);
    let mut told = Vec::new();
    let first = story.reads(source, &reader, "2026-11-23 09:00", &mut |progress| {
        told.push((progress.posts, progress.of, progress.done));
        ControlFlow::Continue(())
    });
    let all = Some(130);
    assert_eq!(told, [(40, all, false), (80, all, false), (120, all, false), (130, all, true)]);
    assert_eq!((first.posts, first.behind, first.failure), (130, true, None));
    story.engine.catch_up(at("2026-11-23 09:00"), &mut |_| ControlFlow::Continue(())).unwrap();
    assert_eq!(story.engine.due(at("2026-11-23 09:05"), false).unwrap(), []);

    reader.has(|server| server.asked = 0);
    let next = story.syncs(source, &reader, "2026-11-23 09:16");
    assert_eq!((next.posts, next.behind), (0, false));
    reader.has(|server| assert_eq!(server.asked, 1));
    let card = story.card(source, "2026-11-23 09:17");
    assert_eq!((card.posts, card.of, card.health), (130, all, Health::Well));
    assert_eq!(card.span, Some(("2026-10-01".to_owned(), "2026-10-07".to_owned())));
    assert!(card.fresh.is_some_and(|fresh| fresh.starts_with("2026-11-23T10:16")));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, ..ProptestConfig::default() })]

    /// Whatever goes wrong at whichever step, and wherever it is stopped: in the end all is there once, as if read at once.
    #[test]
    fn cut_wherever_it_may_be_it_goes_on_from_there_and_nothing_is_lost_or_doubled(
        wrong in prop::collection::vec(any::<bool>(), 0..12), stops in prop::collection::vec(any::<bool>(), 0..12)
    ) {
        let (cut, whole) = (Story::begins("2026-11-23 08:00"), Story::begins("2026-11-23 08:00"));
        let (reader, other) = (fake(Mastodon, 7), fake(Mastodon, 1_000));
        let slow = || Failure::Slow { host: "social.example".to_owned() };
        reader.has(|server| {
            server.posts = history(60);
            server.wrong = wrong.iter().map(|wrong| wrong.then(slow)).collect();
        });
        other.has(|server| server.posts = history(60));
        let (source, once) = (cut.adds(&reader, "2026-11-23 09:00"), whole.adds(&other, "2026-11-23 09:00"));
        whole.syncs(once, &other, "2026-11-23 10:00");
        let mut stops = stops.into_iter();
        for _ in 0..40 {
            let account = cut.reads(source, &reader, "2026-11-23 10:00", &mut |_| {
                if stops.next() == Some(true) { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
            });
            if account.failure.is_none() && !account.stopped {
                break;
            }
        }
        cut.syncs(source, &reader, "2026-11-23 10:00");
        prop_assert_eq!(comparable(&cut), comparable(&whole));
    }
}

/// Everything but how the reading went.
fn comparable(story: &Story) -> Vec<String> {
    let dump = story.dump();
    let lines = dump.lines().filter(|line| !line.starts_with("live: ") && !line.starts_with("host: "));
    lines.map(str::to_owned).collect()
}

#[test]
fn what_others_said_is_noted_once_and_the_own_voice_is_not() {
    let (story, reader) = (Story::begins("2026-11-23 08:00"), fake(Mastodon, 40));
    reader.has(|server| {
        server.heard =
            vec![said(Mastodon, "7", "2026-11-23 08:30", "ana"), said(Mastodon, "8", "2026-11-23 08:31", "mira")];
        server.around = vec![said(Mastodon, "9", "2026-11-23 08:32", "ben")];
        server.profiles =
            vec![Profile { whom: who(Mastodon, "ana"), bot: false, sites: vec!["https://ana.example/".to_owned()] }];
    });
    let source = story.adds(&reader, "2026-11-23 09:00");
    assert_eq!(story.syncs(source, &reader, "2026-11-23 09:00").heard, 2);
    assert_eq!(story.syncs(source, &reader, "2026-11-23 09:20").heard, 0);
    let dump = story.dump();
    let (heard, ties) = (dump.matches("\nheard: ").count(), dump.matches("tie: [Integer(1), Integer(").count());
    assert_eq!((heard, ties), (2, 1), "{dump}");
    assert!(dump.contains("Text(\"ana.example\")"), "{dump}");
}

#[test]
fn an_account_read_from_an_archive_before_is_the_same_source() {
    let (story, reader) = (Story::begins("2026-11-23 08:00"), fake(Mastodon, 40));
    let one = story.adds(&reader, "2026-11-23 09:00");
    reader.has(|server| server.posts = history(30));
    story.syncs(one, &reader, "2026-11-23 09:00");
    story.engine.remove_source(one, false, at("2026-11-23 09:30")).unwrap();
    assert_eq!(story.card(one, "2026-11-23 09:31").health, Health::Archive);
    let again = story.adds(&reader, "2026-11-23 10:00");
    assert_eq!(again, one);
    assert_eq!(story.syncs(again, &reader, "2026-11-23 10:00").posts, 0, "all of it is known");
    let elsewhere = fake(Bluesky, 40);
    assert_ne!(story.adds(&elsewhere, "2026-11-23 10:00"), one);
}

#[test]
fn removed_with_its_posts_nothing_of_it_is_left_but_what_the_person_did() {
    let (story, reader) = (Story::begins("2026-11-23 08:00"), fake(Mastodon, 40));
    let before = story.dump();
    reader.has(|server| server.posts = history(30));
    let source = story.adds(&reader, "2026-11-23 09:00");
    story.syncs(source, &reader, "2026-11-23 09:00");
    story.engine.remove_source(source, true, at("2026-11-23 09:30")).unwrap();
    story.engine.catch_up(at("2026-11-23 09:30"), &mut |_| ControlFlow::Continue(())).unwrap();
    let done = ["person: ", "handle: ", "interaction: ", "tally: "];
    let other = |line: &&str| !done.iter().any(|table| line.starts_with(table));
    let left: Vec<String> = story.dump().lines().filter(other).map(str::to_owned).collect();
    assert_eq!(left, before.lines().filter(other).collect::<Vec<_>>());
    let kept = story.dump();
    assert!(kept.contains("interaction: ") && !kept.contains("number"), "whom and when, no word of it: {kept}");
}

#[test]
fn sample_data_makes_room_for_an_account() {
    let (story, reader) = (Story::begins("2026-11-23 08:00"), fake(Mastodon, 40));
    story.does("2026-11-23 08:00", What::AddSample);
    reader.has(|server| server.posts = history(30));
    let source = story.adds(&reader, "2026-11-23 09:00");
    story.syncs(source, &reader, "2026-11-23 09:00");
    assert_eq!(story.engine.posts(&PostQuery::default(), at("2026-11-23 09:01")).unwrap().total, 30);
    assert!(!story.engine.today(at("2026-11-23 09:01")).unwrap().sample);
}

#[test]
fn an_old_article_of_ones_own_is_recycled_wherever_it_is_posted() {
    let (story, reader, site) = (Story::begins("2026-11-23 08:00"), fake(Mastodon, 40), fake(Site, 40));
    let text = "How to sow beans in March https://bit.ly/x";
    reader.has(|server| server.posts = vec![post(Mastodon, "1", "2026-11-20 10:00", text)]);
    let source = story.adds(&reader, "2026-11-23 09:00");
    story.syncs(source, &reader, "2026-11-23 09:00");
    let shown = || story.engine.posts(&PostQuery::default(), at("2026-11-23 10:00")).unwrap().posts.remove(0);
    assert_ne!(shown().kind, KindName::Automated);
    site.has(|server| {
        server.articles = vec![Article {
            link: "garden.example/beans".to_owned(),
            title: Some("How to sow beans in March".to_owned()),
            at: Some(at("2014-03-02 08:00")),
        }];
    });
    let mine = account(Site, "https://feeds.example/mira");
    let mine = story.engine.add_account(&site.about, &mine, Keeps::Nothing, at("2026-11-23 09:30")).unwrap();
    story.syncs(mine, &site, "2026-11-23 09:30");
    let recycled = shown();
    assert_eq!((recycled.kind, recycled.reasons[0].key.as_str()), (KindName::Automated, "reason.own-article.of"));
    let opened = story.engine.opened(recycled.post, at("2026-11-23 10:00")).unwrap().unwrap();
    assert!(!opened.contributions.is_empty());
}

#[test]
fn links_to_where_the_articles_of_ones_own_feed_stand_are_promotion() {
    let (story, reader, site) = (Story::begins("2026-11-23 08:00"), fake(Mastodon, 40), fake(Site, 40));
    let text = "I am rather proud of how this one turned out https://garden.example/beans";
    reader.has(|server| server.posts = vec![post(Mastodon, "1", "2026-11-20 10:00", text)]);
    let source = story.adds(&reader, "2026-11-23 09:00");
    story.syncs(source, &reader, "2026-11-23 09:00");
    let kind = || story.engine.posts(&PostQuery::default(), at("2026-11-23 10:00")).unwrap().posts[0].kind;
    assert_eq!(kind(), KindName::Original);
    let article = |link: &str| Article { link: link.to_owned(), title: None, at: None };
    site.has(|server| {
        server.articles = vec![
            article("https://garden.example/beans"),
            article("https://garden.example/peas"),
            article("https://news.example/about-me"),
        ];
    });
    let mine = account(Site, "https://feeds.example/mira");
    let mine = story.engine.add_account(&site.about, &mine, Keeps::Nothing, at("2026-11-23 09:30")).unwrap();
    assert_eq!(story.syncs(mine, &site, "2026-11-23 09:30").articles, 3);
    assert_eq!(kind(), KindName::Promotion);
    assert_eq!(story.card(mine, "2026-11-23 10:00").articles, 3);
    assert!(!story.syncs(mine, &site, "2026-11-23 09:45").behind, "the same articles change nothing");
}
