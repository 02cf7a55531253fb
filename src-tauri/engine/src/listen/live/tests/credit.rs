//! Replies credit themselves: once, for their own day, and for nothing but people.

use super::support::{Fake, fake, post, reply, who};
use crate::story::{Story, at};
use crate::view::{Credit, DayStateName, KindName, PostQuery, StandingName};
use coach::act::{InteractionId, Setting, SourceId, What, Who};
use coach::interaction::How;
use coach::person::Network::{Bluesky, Mastodon};
use coach::person::PersonId;
use coach::post::Post;
use feeds::live::Profile;
use std::ops::ControlFlow;

const WORDS: &str = "I would sow them in March, and water them only in the evening";

/// A story with one account whose history, a single post long ago, is read.
fn settled() -> (Story, Fake, SourceId) {
    let (story, reader) = (Story::begins("2026-11-20 08:00"), fake(Mastodon, 40));
    reader.has(|server| server.posts = vec![post(Mastodon, "0", "2026-10-01 10:00", "Hello, I am new here with you")]);
    let source = story.adds(&reader, "2026-11-20 09:00");
    story.syncs(source, &reader, "2026-11-20 09:00");
    (story, reader, source)
}

fn counted(story: &Story, day: &str) -> u32 {
    story.engine.day(day, at("2026-11-23 20:00")).unwrap().cell.counted
}

#[test]
fn a_reply_is_credited_by_itself_and_once_however_often_it_is_read() {
    let (story, reader, source) = settled();
    let one = reply(Mastodon, "1", "2026-11-23 10:00", "ana", WORDS);
    reader.has(|server| server.posts.push(one.clone()));
    let account = story.reads(source, &reader, "2026-11-23 10:05", &mut |_| ControlFlow::Continue(()));
    assert_eq!((account.posts, account.behind), (1, false), "judged with the page that brought it");
    assert_eq!(counted(&story, "2026-11-23"), 1);
    reader.has(|server| server.posts.push(one));
    assert_eq!(story.syncs(source, &reader, "2026-11-23 10:20").posts, 0);
    assert_eq!(counted(&story, "2026-11-23"), 1);
    let today = story.engine.today(at("2026-11-23 11:00")).unwrap();
    assert_eq!(today.people[0].name.as_deref(), Some("@ana"));
}

#[test]
fn the_same_act_by_the_button_and_by_the_feed_is_one_whichever_comes_first() {
    for button_first in [true, false] {
        let (story, reader, source) = settled();
        reader.has(|server| server.posts.push(reply(Mastodon, "1", "2026-11-23 10:00", "ana", WORDS)));
        if button_first {
            story.logs("2026-11-23 10:10", How::Answered, Who::Someone);
        }
        story.syncs(source, &reader, "2026-11-23 10:15");
        if !button_first {
            story.logs("2026-11-23 10:10", How::Answered, Who::Someone);
        }
        assert_eq!(counted(&story, "2026-11-23"), 1, "button first: {button_first}");
    }
}

#[test]
fn what_does_not_count_by_the_persons_word_counts_by_neither_way_it_was_seen() {
    for who in [Who::Named("ana".to_owned()), Who::Someone] {
        let (story, reader, source) = settled();
        reader.has(|server| server.posts.push(reply(Mastodon, "1", "2026-11-23 10:00", "ana", WORDS)));
        story.syncs(source, &reader, "2026-11-23 10:15");
        story.logs("2026-11-23 10:10", How::Answered, who);
        let day = || story.engine.day("2026-11-23", at("2026-11-23 20:00")).unwrap();
        let one = day().entries;
        assert_eq!((one.len(), one[0].credit), (1, Credit::Both));
        story.does("2026-11-23 11:00", What::Reject { interaction: InteractionId(i64::from(one[0].interaction)) });
        assert_eq!(counted(&story, "2026-11-23"), 0);
        assert!(day().entries.iter().all(|entry| entry.standing == StandingName::Rejected), "{:?}", day().entries);
        story.does("2026-11-23 11:01", What::Undo { act: None });
        assert_eq!((counted(&story, "2026-11-23"), day().entries), (1, one));
    }
}

#[test]
fn a_logged_act_that_does_not_count_hides_none_that_a_source_saw() {
    let (story, reader, source) = settled();
    let earlier = "The third door on the left, behind the stairs";
    reader.has(|server| server.posts.push(reply(Mastodon, "1", "2026-11-22 10:00", "ana", earlier)));
    story.syncs(source, &reader, "2026-11-22 10:15");
    reader.has(|server| server.posts.push(reply(Mastodon, "2", "2026-11-23 10:00", "ana", WORDS)));
    story.logs("2026-11-23 10:10", How::Answered, Who::Named("ana".to_owned()));
    let logged = story.engine.day("2026-11-23", at("2026-11-23 10:11")).unwrap().entries[0].interaction;
    story.does("2026-11-23 10:12", What::Reject { interaction: InteractionId(i64::from(logged)) });
    story.syncs(source, &reader, "2026-11-23 10:15");
    let day = story.engine.day("2026-11-23", at("2026-11-23 20:00")).unwrap();
    let standing: Vec<_> = day.entries.iter().map(|entry| (entry.credit, entry.standing)).collect();
    assert_eq!(day.cell.counted, 1);
    assert_eq!(standing, [(Credit::Feed, StandingName::Credited), (Credit::Logged, StandingName::Rejected)]);
}

#[test]
fn cross_posted_on_two_networks_it_is_one_whichever_is_read_first() {
    let (here, there): (Post, Post) = (
        reply(Mastodon, "1", "2026-11-23 10:00", "ana", &format!("@ana {WORDS}")),
        reply(Bluesky, "at://did:plc:mira/app.bsky.feed.post/1", "2026-11-23 10:02", "ana.example", WORDS),
    );
    for second_first in [true, false] {
        let (story, reader, source) = settled();
        let other = fake(Bluesky, 40);
        let second = story.adds(&other, "2026-11-20 10:00");
        story.syncs(second, &other, "2026-11-20 10:00");
        reader.has(|server| server.posts.push(here.clone()));
        other.has(|server| server.posts.push(there.clone()));
        let order: [(SourceId, &Fake); 2] =
            if second_first { [(second, &other), (source, &reader)] } else { [(source, &reader), (second, &other)] };
        for (source, reader) in order {
            let account = story.reads(source, reader, "2026-11-23 10:05", &mut |_| ControlFlow::Continue(()));
            assert!(!account.behind);
        }
        assert_eq!(counted(&story, "2026-11-23"), 1, "the second first: {second_first}");
        let day = story.engine.day("2026-11-23", at("2026-11-23 20:00")).unwrap();
        let standings: Vec<StandingName> = day.entries.iter().map(|entry| entry.standing).collect();
        assert_eq!(standings, [StandingName::Credited, StandingName::Rejected]);
    }
}

#[test]
fn a_declared_robot_is_nobody_also_where_it_says_so_later() {
    let (story, reader, source) = settled();
    reader.has(|server| {
        server.profiles = vec![Profile { whom: who(Mastodon, "weather"), bot: true, sites: Vec::new() }];
        server.posts.push(reply(Mastodon, "1", "2026-11-23 10:00", "weather", WORDS));
        server.posts.push(reply(Mastodon, "2", "2026-11-23 11:00", "trains", WORDS.trim_end_matches("evening")));
    });
    story.syncs(source, &reader, "2026-11-23 11:05");
    assert_eq!(counted(&story, "2026-11-23"), 1, "the one that says nothing is taken for a person");
    reader.has(|server| server.profiles[0].whom = who(Mastodon, "trains"));
    story.syncs(source, &reader, "2026-11-23 11:20");
    assert_eq!(counted(&story, "2026-11-23"), 0);
    reader.has(|server| server.profiles[0].bot = false);
    story.syncs(source, &reader, "2026-11-23 11:40");
    assert_eq!(counted(&story, "2026-11-23"), 1, "and a person again");
}

#[test]
fn a_deleted_reply_keeps_its_credit_and_is_marked() {
    let (story, reader, source) = settled();
    let one = reply(Mastodon, "1", "2026-11-23 10:00", "ana", WORDS);
    reader.has(|server| server.posts.push(one.clone()));
    story.syncs(source, &reader, "2026-11-23 10:05");
    reader.has(|server| server.gone.push(one.id.clone()));
    assert_eq!(story.syncs(source, &reader, "2026-11-23 10:20").gone, 1);
    assert_eq!(counted(&story, "2026-11-23"), 1);
    let day = story.engine.day("2026-11-23", at("2026-11-23 20:00")).unwrap();
    assert!(day.entries[0].reasons.iter().any(|reason| reason.key == "reason.deleted"), "{:?}", day.entries[0]);
    let posts = story.engine.posts(&PostQuery::default(), at("2026-11-23 20:00")).unwrap();
    assert!(posts.posts[0].gone);
    reader.has(|server| server.gone.push(one.id.clone()));
    assert_eq!(story.syncs(source, &reader, "2026-11-23 10:40").gone, 0, "it is deleted once");
}

#[test]
fn a_reply_that_was_edited_is_judged_by_its_new_words() {
    let (story, reader, source) = settled();
    let short = reply(Mastodon, "1", "2026-11-23 10:00", "ana", "thanks!");
    reader.has(|server| server.posts.push(short.clone()));
    story.syncs(source, &reader, "2026-11-23 10:05");
    assert_eq!(counted(&story, "2026-11-23"), 0);
    reader.has(|server| server.edited = vec![Post { text: WORDS.to_owned(), ..short.clone() }]);
    let account = story.reads(source, &reader, "2026-11-23 10:20", &mut |_| ControlFlow::Continue(()));
    assert_eq!((account.edited, account.posts, account.behind), (1, 0, false));
    assert_eq!(counted(&story, "2026-11-23"), 1);
    reader.has(|server| server.edited = vec![Post { text: WORDS.to_owned(), ..short }]);
    assert_eq!(story.syncs(source, &reader, "2026-11-23 10:40").edited, 0, "the same words are no edit");
}

#[test]
fn what_arrives_late_counts_for_the_day_it_was_done_and_mends_it() {
    let (story, reader, source) = settled();
    story.awake("2026-11-20", "2026-11-23");
    story.syncs(source, &reader, "2026-11-23 10:00");
    let state = || story.engine.day("2026-11-21", at("2026-11-23 12:00")).unwrap().cell.state.unwrap();
    assert_eq!(state(), DayStateName::Missed);
    reader.has(|server| {
        server.posts.push(reply(Mastodon, "1", "2026-11-21 10:00", "ana", WORDS));
        server.posts.push(reply(Mastodon, "2", "2026-11-21 12:00", "ben", "Have you tried it with less water, Ben?"));
    });
    story.syncs(source, &reader, "2026-11-23 11:00");
    assert_eq!((state(), counted(&story, "2026-11-21")), (DayStateName::Kept, 2));
}

#[test]
fn a_reply_to_oneself_and_a_boost_of_others_count_for_nobody() {
    let (story, reader, source) = settled();
    reader.has(|server| {
        server.posts.push(reply(Mastodon, "1", "2026-11-23 10:00", "mira", WORDS));
        server.posts.push(Post {
            boost: Some(coach::post::Boost { whom: Some(who(Mastodon, "ana")) }),
            ..post(Mastodon, "2", "2026-11-23 10:01", WORDS)
        });
    });
    story.syncs(source, &reader, "2026-11-23 10:05");
    assert_eq!(counted(&story, "2026-11-23"), 0);
    let kinds: Vec<KindName> = story
        .engine
        .posts(&PostQuery::default(), at("2026-11-23 20:00"))
        .unwrap()
        .posts
        .iter()
        .map(|p| p.kind)
        .collect();
    assert_eq!(kinds[0], KindName::Boost);
}

#[test]
fn private_posts_count_only_by_the_persons_word_and_never_with_their_words() {
    let (story, reader) = (Story::begins("2026-11-23 08:00"), fake(Mastodon, 40));
    let private =
        |id: &str, when: &str| Post { private: Some(7), text: String::new(), ..reply(Mastodon, id, when, "ben", "") };
    reader.has(|server| server.posts = vec![private("1", "2026-11-23 08:30")]);
    let source = story.adds(&reader, "2026-11-23 09:00");
    assert_eq!(story.syncs(source, &reader, "2026-11-23 09:00").posts, 0);
    assert_eq!(story.engine.today(at("2026-11-23 09:01")).unwrap().counted, 0);
    story.does("2026-11-23 09:02", What::Set(Setting::CountPrivate(true)));
    reader.has(|server| server.posts.push(private("2", "2026-11-23 09:30")));
    assert_eq!(story.syncs(source, &reader, "2026-11-23 10:00").posts, 1);
    assert_eq!(story.engine.today(at("2026-11-23 10:01")).unwrap().counted, 1);
}

#[test]
fn talked_with_on_two_networks_somebody_joined_is_one_person() {
    let (story, reader, source) = settled();
    let other = fake(Bluesky, 40);
    let second = story.adds(&other, "2026-11-20 10:00");
    story.syncs(second, &other, "2026-11-20 10:00");
    let elsewhere = format!("Have you tried straw? {WORDS}");
    let both = |day: &str| {
        reader.has(|server| server.posts.push(reply(Mastodon, day, &format!("{day} 10:00"), "ana", WORDS)));
        let id = format!("at://did:plc:mira/app.bsky.feed.post/{day}");
        other.has(|server| server.posts.push(reply(Bluesky, &id, &format!("{day} 15:00"), "ana.example", &elsewhere)));
        story.syncs(source, &reader, &format!("{day} 16:00"));
        story.syncs(second, &other, &format!("{day} 16:00"));
    };
    both("2026-11-22");
    assert_eq!(counted(&story, "2026-11-22"), 2, "nobody said yet that they are one");
    let day = story.engine.day("2026-11-22", at("2026-11-22 20:00")).unwrap();
    let [one, two] = [0, 1].map(|n: usize| PersonId(day.entries[n].person.unwrap().into()));
    story.does("2026-11-23 08:00", What::Join { one, other: two });
    both("2026-11-23");
    assert_eq!(counted(&story, "2026-11-23"), 1);
    assert_eq!(counted(&story, "2026-11-22"), 2, "a join never lowers a past day");
}
