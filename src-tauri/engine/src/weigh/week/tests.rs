#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use crate::story::{Story, at, named};
use crate::view::{WeekReview, WeekStanding};
use chrono::Weekday;
use coach::act::{What, Who};
use coach::interaction::How;

fn week(story: &Story, of: Option<&str>, now: &str) -> WeekReview {
    story.engine.week(of, Weekday::Mon, at(now)).unwrap()
}

/// The account hears others from here on.
fn hears(story: &Story, source: i64, since: &str) {
    story.writes(|w| {
        w.execute(
            "INSERT INTO live (source, reader, place, account, since, keeps) VALUES (?1, 'mastodon', '', '', ?2, 'nothing')",
            rusqlite::params![source, at(since).timestamp()],
        )
        .map(drop)
    });
}

#[test]
fn an_empty_ledger_has_nothing_to_review() {
    let story = Story::begins("2026-11-16 08:00");
    let week = week(&story, None, "2026-11-16 12:00");
    assert!(!week.any && !week.over && week.earlier.is_none() && week.later.is_none());
    assert_eq!((week.from.as_str(), week.weeks.len(), week.said.key.as_str()), ("2026-11-16", 0, "week.met.none"));
    assert_eq!(week.followed.said.key, "week.followed.unseen");
}

#[test]
fn whom_the_person_talked_with_is_told_new_returning_and_known() {
    let story = Story::begins("2026-09-01 08:00");
    story.logs("2026-09-14 12:00", How::Asked, named("Ana"));
    story.logs("2026-11-11 12:00", How::Asked, named("Ben"));
    story.logs("2026-11-16 12:00", How::Answered, named("Ana"));
    story.logs("2026-11-17 12:00", How::Answered, named("Ben"));
    story.logs("2026-11-17 13:00", How::Commented, named("Cleo"));
    story.logs("2026-11-18 13:00", How::Commented, named("Cleo"));
    story.logs("2026-11-22 13:00", How::Helped, Who::Someone);
    let week = week(&story, None, "2026-11-23 12:00");
    assert_eq!((week.from.as_str(), week.to.as_str(), week.over), ("2026-11-16", "2026-11-22", true));
    let people: Vec<_> = week.people.iter().map(|one| (one.name.as_deref().unwrap(), one.standing, one.acts)).collect();
    assert_eq!(
        people,
        [("Cleo", WeekStanding::New, 2), ("Ana", WeekStanding::Returning, 1), ("Ben", WeekStanding::Known, 1)]
    );
    assert_eq!((week.said.key.as_str(), week.someones), ("week.met.both", 1));
    assert_eq!(week.acts.iter().map(|act| act.acts).collect::<Vec<_>>(), [2, 2, 1]);
    assert_eq!(week.compared.key, "week.people.before");
    assert_eq!(week.advice.said.key, "week.suggest.again");
    assert_eq!((week.earlier.as_deref(), week.later.as_deref()), (Some("2026-11-09"), Some("2026-11-23")));
    let bars: Vec<_> = week.weeks.iter().map(|bar| bar.people).collect();
    assert_eq!(bars, [1, 0, 0, 0, 0, 0, 0, 0, 1, 4]);
}

#[test]
fn a_person_forgotten_has_no_name_in_the_review() {
    let story = Story::begins("2026-11-16 08:00");
    story.logs("2026-11-17 12:00", How::Asked, named("Ana"));
    story.does("2026-11-18 12:00", What::Forget { person: story.person("Ana") });
    let week = week(&story, Some("2026-11-17"), "2026-11-23 12:00");
    assert!(week.people.iter().all(|one| one.name.is_none()), "{:?}", week.people);
}

#[test]
fn who_waits_is_told_until_she_is_answered() {
    let story = Story::begins("2026-11-01 08:00");
    let source = story.has_account("2026-11-01 08:00");
    hears(&story, source, "2026-11-01 08:00");
    story.hears(source, "ana", "2026-11-17 12:00", "mention", true, "a1");
    story.hears(source, "ben", "2026-11-18 12:00", "reply", false, "b1");
    story.hears(source, "cleo", "2026-11-18 12:00", "post", true, "c1");
    let before = week(&story, Some("2026-11-17"), "2026-11-20 12:00");
    let names: Vec<_> = before.waiting.iter().map(|one| one.name.as_str()).collect();
    assert_eq!(names, ["@ana@social.example", "@ben@social.example"]);
    assert_eq!(
        (before.trade.key.as_str(), before.advice.said.key.as_str()),
        ("week.trade.waiting", "week.suggest.answer.others")
    );
    assert!(before.advice.link.is_some());
    story.replies(source, "p1", "2026-11-20 13:00", "ana", Some("a1"), "Yes, that is the map I meant");
    story.does(
        "2026-11-20 13:00",
        What::Log { how: How::Answered, who: named("@ben@social.example"), note: None, link: None },
    );
    let after = week(&story, Some("2026-11-17"), "2026-11-20 14:00");
    assert_eq!((after.waiting.len(), after.trade.key.as_str()), (0, "week.trade.none"));
}

#[test]
fn what_came_back_is_counted_a_week_later_and_only_where_it_could_be_heard() {
    let story = Story::begins("2026-10-01 08:00");
    let source = story.has_account("2026-10-01 08:00");
    story.replies(source, "old", "2026-10-20 12:00", "ana", None, "This was before anybody could hear it");
    hears(&story, source, "2026-10-21 08:00");
    for n in 1..=12 {
        let when = format!("2026-11-0{} 12:{n:02}", 1 + n % 6);
        story.replies(
            source,
            &format!("p{n}"),
            &when,
            "ana",
            None,
            &format!("That is the map number {n} of the wells"),
        );
    }
    for n in 1..=5 {
        story.hears(source, "ana", "2026-11-07 12:00", "reply", false, &format!("h{n}"));
        story.writes(|w| {
            w.execute("UPDATE heard SET answers = ?1 WHERE key = ?2", [format!("p{n}"), format!("h{n}")]).map(drop)
        });
    }
    let told = week(&story, Some("2026-11-08"), "2026-11-23 12:00").followed;
    assert_eq!((told.conversation.posts, told.conversation.answered, told.broadcast.posts), (12, 5, 0));
    assert_eq!(told.said.key, "week.followed.too-few");
    assert!(told.conversation.between.is_some() && told.broadcast.between.is_none());
    assert_eq!(told.people.len(), 1);
    let early = week(&story, Some("2026-11-08"), "2026-11-08 12:00").followed;
    assert!(early.conversation.posts < 12, "posts of this week are still to be answered");
}

#[test]
fn the_sample_is_reviewed_week_by_week() {
    let story = Story::begins("2026-11-23 08:00");
    story.does("2026-11-23 19:00", What::AddSample);
    let now = "2026-11-23 19:01";
    let last = week(&story, None, now);
    assert!(last.mix.is_some() && last.mix_before.is_some() && last.mix_usual.is_some());
    assert_eq!((last.weeks.len(), last.compared.key.as_str()), (12, "week.people.usual"));
    assert_eq!(last.trade.key, "week.trade.unheard");
    let summer = week(&story, Some("2026-07-15"), now);
    assert_eq!((summer.people.len(), summer.advice.said.key.as_str()), (0, "week.suggest.switch-off.alone"));
    assert!(summer.mix.unwrap().conversation < 0.05, "{:?}", summer.mix);
    assert!(summer.mix_usual.unwrap().conversation > 0.3, "{:?}", summer.mix_usual);
    let first = week(&story, Some("2020-01-01"), now);
    assert_eq!((first.earlier, first.people.len()), (None, 0));
}

#[test]
fn on_monday_at_the_cue_today_says_that_the_week_is_ready() {
    let story = Story::begins("2026-11-16 08:00");
    let offered = |now| story.engine.today(at(now)).unwrap().week;
    assert_eq!(offered("2026-11-23 13:00"), None, "nothing was lived");
    story.logs("2026-11-17 12:00", How::Asked, named("Ana"));
    assert_eq!(offered("2026-11-23 11:59"), None);
    assert_eq!(offered("2026-11-23 12:00").as_deref(), Some("2026-11-16"), "13:00 in Vienna");
    story.does("2026-11-23 12:10", What::Rate { week: crate::story::day("2026-11-19"), value: Some(4) });
    assert_eq!(offered("2026-11-23 12:11"), None);
}
