//! Whom to talk to, from what is heard to what is credited; circles, and doubtful acts.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use crate::story::{Story, at, named};
use crate::view::{Change, SuggestionSort};
use crate::{Engine, Surroundings};
use coach::act::{HeardId, InteractionId, What, Who};
use coach::interaction::{How, ReviewRule};
use coach::person::PersonId;
use coach::zone::Zone;

/// Ana, Ben and Cleo on social.example were talked with in October; today Ana asks something.
fn she_asks() -> (Story, i64, PersonId) {
    let story = Story::begins("2026-10-01 08:00");
    let source = story.has_account("2026-10-01 08:00");
    let texts = ["I like the way it goes on", "Where did you find that map of wells", "A good idea, and a better end"];
    for ((who, day), text) in [("ana", 2), ("ben", 3), ("cleo", 4)].into_iter().zip(texts) {
        story.replies(source, &format!("own-{who}"), &format!("2026-10-0{day} 10:00"), who, None, text);
    }
    story.hears(source, "ana", "2026-11-23 09:00", "mention", true, "77");
    let ana = story.person("@ana@social.example");
    (story, source, ana)
}

/// Who is shown, with whether she is done.
fn shown(story: &Story, now: &str) -> Vec<(String, bool)> {
    story.engine.today(at(now)).unwrap().whom.into_iter().map(|one| (one.name, one.done)).collect()
}

fn names(list: &[(&str, bool)]) -> Vec<(String, bool)> {
    list.iter().map(|(name, done)| (format!("@{name}@social.example"), *done)).collect()
}

#[test]
fn who_waits_is_shown_first_with_her_why_and_her_post_and_is_in_the_ledger_before() {
    let (story, _, _) = she_asks();
    let today = story.engine.today(at("2026-11-23 11:00")).unwrap();
    let first = &today.whom[0];
    assert_eq!((first.sort, first.why.key.as_str()), (SuggestionSort::Waiting, "whom.waiting.asked.hours"));
    assert_eq!(first.link.as_deref(), Some("https://social.example/@ana/77"));
    assert_eq!(shown(&story, "2026-11-23 11:00"), names(&[("ana", false), ("cleo", false), ("ben", false)]));
    let zone = Zone::named("Europe/Vienna").unwrap();
    let other = Engine::open(&story.path(), at("2026-11-23 11:00"), zone).unwrap();
    assert_eq!(other.today(at("2026-11-23 11:00")).unwrap().whom, today.whom);
    let kept: u32 = rusqlite::Connection::open(story.path())
        .unwrap()
        .query_row("SELECT count(*) FROM suggested WHERE day = (SELECT max(day) FROM suggested)", [], |row| row.get(0))
        .unwrap();
    assert_eq!(kept, 3);
}

#[test]
fn the_next_sync_credits_what_was_done_and_tomorrow_names_nobody_again() {
    let (story, source, _) = she_asks();
    assert_eq!(shown(&story, "2026-11-23 11:00").len(), 3);
    story.replies(source, "own-77", "2026-11-23 11:30", "ana", Some("77"), "It is the third door on the left");
    assert_eq!(shown(&story, "2026-11-23 12:00"), names(&[("cleo", false), ("ben", false), ("ana", true)]));
    assert_eq!(story.engine.today(at("2026-11-23 12:00")).unwrap().counted, 1);
    assert_eq!(shown(&story, "2026-11-24 12:00"), []);
    assert_eq!(shown(&story, "2026-11-29 12:00"), []);
    assert_eq!(shown(&story, "2026-11-30 12:00"), names(&[("cleo", false), ("ben", false)]));
}

#[test]
fn a_logged_talk_does_as_well_as_a_post() {
    let (story, _, ana) = she_asks();
    assert_eq!(shown(&story, "2026-11-23 11:00").len(), 3);
    story.logs("2026-11-23 11:30", How::Answered, Who::Person(ana));
    assert_eq!(shown(&story, "2026-11-23 12:00"), names(&[("cleo", false), ("ben", false), ("ana", true)]));
    let detail = story.engine.person(i32::try_from(ana.0).unwrap(), at("2026-11-23 12:00")).unwrap();
    assert_eq!((detail.line.waits, detail.waiting.len()), (false, 0));
}

#[test]
fn who_is_passed_over_goes_and_comes_back_when_it_is_undone() {
    let (story, _, ana) = she_asks();
    let everybody = names(&[("ana", false), ("cleo", false), ("ben", false)]);
    assert_eq!(shown(&story, "2026-11-23 11:00"), everybody);
    let without = names(&[("cleo", false), ("ben", false)]);
    let heard = HeardId(i64::from(story.engine.today(at("2026-11-23 11:00")).unwrap().whom[0].heard.unwrap()));
    for what in
        [What::Skip { person: ana }, What::NotNow { person: ana }, What::Never { person: ana }, What::Done { heard }]
    {
        assert_eq!(story.does("2026-11-23 11:01", what.clone()).changed, [Change::People], "{what:?}");
        assert_eq!(shown(&story, "2026-11-23 11:02"), without, "{what:?}");
        story.does("2026-11-23 11:03", What::Undo { act: None });
        assert_eq!(shown(&story, "2026-11-23 11:04"), everybody, "{what:?}");
    }
    story.does("2026-11-23 11:05", What::Never { person: ana });
    assert!(story.engine.person(i32::try_from(ana.0).unwrap(), at("2026-11-23 11:06")).unwrap().never);
    story.does("2026-11-23 11:07", What::Suggest { person: ana });
    assert_eq!(shown(&story, "2026-11-23 11:08"), everybody);
}

#[test]
fn the_nudge_names_the_first_with_her_post() {
    let (story, _, ana) = she_asks();
    let zone = Zone::named("Europe/Vienna").unwrap();
    let around = Surroundings { now: at("2026-11-23 12:00"), zone, desk: coach::nudge::Desk::default(), resumed: None };
    let nudge = story.engine.wake(&around).unwrap().unwrap();
    assert_eq!(nudge.person, Some(i32::try_from(ana.0).unwrap()));
    assert_eq!(nudge.why.unwrap().key, "whom.waiting.asked.hours");
    assert_eq!(nudge.link.as_deref(), Some("https://social.example/@ana/77"));
}

#[test]
fn a_declared_robot_and_the_person_herself_are_nobody() {
    let (story, source, _) = she_asks();
    story.hears(source, "me", "2026-11-23 09:30", "mention", true, "78");
    story.writes(|w| w.execute("UPDATE handle SET bot = 1 WHERE name = '@ana@social.example'", []).map(drop));
    assert_eq!(shown(&story, "2026-11-23 11:00"), names(&[("cleo", false), ("ben", false)]));
    let page = story.engine.people_page(&Default::default(), at("2026-11-23 11:00")).unwrap();
    assert_eq!(page.total, 2);
}

#[test]
fn any_talk_resets_a_circle_a_logged_one_as_well() {
    let story = Story::begins("2026-11-01 08:00");
    story.logs("2026-11-01 12:00", How::Asked, named("Ana"));
    let ana = story.person("Ana");
    story.does("2026-11-01 12:01", What::Circle { person: ana, every: Some(14) });
    let line = |now: &str| story.engine.person(i32::try_from(ana.0).unwrap(), at(now)).unwrap().line;
    assert_eq!((line("2026-11-14 12:00").overdue, line("2026-11-20 12:00").overdue), (0, 5));
    assert_eq!(line("2026-11-20 12:00").said.key, "whom.circle");
    assert_eq!(story.engine.today(at("2026-11-20 12:00")).unwrap().whom[0].sort, SuggestionSort::Apart);
    story.logs("2026-11-20 13:00", How::Thanked, named("Ana"));
    assert_eq!((line("2026-11-21 12:00").overdue, line("2026-11-21 12:00").said.key.as_str()), (0, "person.talked"));
}

#[test]
fn a_doubtful_act_is_decided_alone_and_a_rule_is_offered_not_assumed() {
    let (story, source, ana) = she_asks();
    for (n, who) in [(1, "ana"), (2, "ana"), (3, "ben")] {
        let text = ["", "I wrote about it once", "Here is what I found then", "It took me years as well"][n];
        let text = format!("{text} https://me.example/{n}");
        story.replies(source, &format!("doubt-{n}"), &format!("2026-11-2{n} 10:00"), who, None, &text);
    }
    let now = at("2026-11-23 12:00");
    let review = || story.engine.review(now).unwrap();
    assert_eq!((review().total, review().entries.len(), review().rules.len()), (3, 3, 0));
    let asked_about =
        review().entries.iter().any(|one| one.words.as_deref().is_some_and(|w| w.starts_with("I wrote about it")));
    assert!(asked_about, "what was written is shown");
    assert_eq!(story.engine.today(now).unwrap().review, 3);

    let first = InteractionId(i64::from(review().entries[1].interaction));
    let done = story.does("2026-11-23 12:00", What::Accept { interaction: first });
    assert_eq!(done.said.unwrap().key, "done.review.accept");
    let offered: Vec<_> = done.offers.iter().map(|rule| (rule.rule.as_str(), rule.counts)).collect();
    assert_eq!(offered, [(format!("own-site:person:{}", ana.0).as_str(), true), ("own-site", true)]);
    assert_eq!(review().total, 2, "nothing was learnt silently");

    let rule = ReviewRule::OwnSiteTo(ana);
    let counted = |on: &str| story.engine.day(on, now).unwrap().cell.counted;
    assert_eq!((counted("2026-11-21"), counted("2026-11-22"), counted("2026-11-23")), (0, 1, 0));
    story.does("2026-11-23 12:01", What::SetReviewRule { rule, counts: Some(true) });
    assert_eq!((counted("2026-11-21"), review().total, review().rules.len()), (1, 1, 1));

    // What comes later is decided by it as well.
    story.replies(
        source,
        "doubt-4",
        "2026-11-23 11:00",
        "ana",
        None,
        "Here it is again https://me.example/doors and more of it",
    );
    assert_eq!((counted("2026-11-23"), review().total), (1, 1));

    // Taken back, all wait again: those that came later, too.
    story.does("2026-11-23 12:02", What::Undo { act: None });
    assert_eq!((counted("2026-11-21"), counted("2026-11-23"), review().total, review().rules.len()), (0, 0, 3, 0));
    story.does("2026-11-23 12:03", What::SetReviewRule { rule: ReviewRule::OwnSite, counts: Some(false) });
    assert_eq!(review().total, 0);
    story.does("2026-11-23 12:04", What::SetReviewRule { rule: ReviewRule::OwnSite, counts: None });
    assert_eq!(review().total, 3);
}
