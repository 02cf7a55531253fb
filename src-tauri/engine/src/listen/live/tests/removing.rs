//! A source that is read no more takes nothing away of what the person did.

use super::support::{Fake, fake, post, reply};
use crate::story::{Story, act, at, day};
use crate::view::{Credit, DayStateName, PostQuery};
use coach::act::{Act, InteractionId, SourceId, What, Who};
use coach::interaction::How;
use coach::person::Network::Mastodon;
use feeds::net::Failure;

const DAYS: [&str; 6] = ["2026-11-10", "2026-11-11", "2026-11-12", "2026-11-13", "2026-11-14", "2026-11-15"];
const NOW: &str = "2026-11-17 12:00";

/// Two people on the tenth, one on the eleventh, nobody on the twelfth, for which a freeze is spent; then the server can't be read until the 17th.
fn a_week() -> (Story, Fake, SourceId) {
    let (story, reader) = (Story::begins("2026-11-09 08:00"), fake(Mastodon, 40));
    let words = "I would sow them in March, and water them only in the evening";
    reader.has(|server| {
        server.posts = vec![
            post(Mastodon, "0", "2026-11-09 10:00", "Good morning to all of you"),
            reply(Mastodon, "1", "2026-11-10 10:00", "ana", words),
            reply(Mastodon, "2", "2026-11-10 11:00", "ben", "Have you tried it with less water, Ben?"),
            reply(Mastodon, "3", "2026-11-11 10:00", "ana", "The third door on the left, behind the stairs"),
            reply(Mastodon, "4", "2026-11-12 10:00", "ana", "thanks!"),
        ];
    });
    let source = story.adds(&reader, "2026-11-09 09:00");
    story.awake("2026-11-09", "2026-11-17");
    story.syncs(source, &reader, "2026-11-13 12:00");
    reader.has(|server| server.wrong = vec![Some(Failure::Slow { host: "social.example".to_owned() })]);
    story.syncs(source, &reader, NOW);
    (story, reader, source)
}

fn days(story: &Story) -> Vec<(DayStateName, u32)> {
    let day = |day: &&str| story.engine.day(day, at(NOW)).unwrap().cell;
    DAYS.iter().map(day).map(|cell| (cell.state.unwrap(), cell.counted)).collect()
}

#[test]
fn no_past_day_falls_when_a_source_goes_with_its_posts_or_without() {
    for with_posts in [true, false] {
        let (story, _, source) = a_week();
        let before = days(&story);
        let expect = [DayStateName::Kept, DayStateName::Touched, DayStateName::Frozen, DayStateName::Unknown];
        assert_eq!(before.iter().map(|(state, _)| *state).collect::<Vec<_>>()[..4], expect);
        let strength = story.engine.today(at(NOW)).unwrap().strength;
        story.engine.remove_source(source, with_posts, at(NOW)).unwrap();
        assert_eq!(days(&story), before, "with its posts: {with_posts}");
        assert!((story.engine.today(at(NOW)).unwrap().strength - strength).abs() < 1e-9);
        let left = story.engine.posts(&PostQuery::default(), at(NOW)).unwrap().total;
        assert_eq!(left, if with_posts { 0 } else { 5 });
    }
}

#[test]
fn what_was_done_says_that_its_source_went_and_keeps_no_word_of_it() {
    let (story, _, source) = a_week();
    story.engine.remove_source(source, true, at(NOW)).unwrap();
    let day = story.engine.day("2026-11-10", at(NOW)).unwrap();
    assert_eq!(day.entries.len(), 2);
    for entry in &day.entries {
        assert_eq!(entry.credit, Credit::Feed, "{entry:?}");
        assert!(entry.reasons.iter().any(|reason| reason.key == "reason.source-removed"), "{entry:?}");
    }
    assert!(!story.dump().contains("water them"), "{}", story.dump());
    assert_eq!(story.engine.day("2026-11-12", at(NOW)).unwrap().entries.len(), 0, "a light touch counted for nothing");
    assert_eq!(story.tries(NOW, What::Undo { act: None }).unwrap_err().code(), "act.nothing-to-undo");
}

#[test]
fn someone_who_was_found_to_be_somebody_stays_her_in_week_and_year() {
    let (story, _, source) = a_week();
    let log = What::Log { how: How::Answered, who: Who::Someone, note: None, link: None };
    story.engine.act(&Act { day: Some(day("2026-11-11")), ..act("2026-11-11 10:10", log) }).unwrap();
    let counted = || {
        let week = story.engine.week(Some("2026-11-11"), chrono::Weekday::Mon, at(NOW)).unwrap();
        (days(&story), (week.said, week.someones), story.engine.year(2026, at(NOW)).unwrap().people)
    };
    let before = counted();
    assert_eq!(before.2, 2, "Ana and Ben");
    story.engine.remove_source(source, true, at(NOW)).unwrap();
    assert_eq!(counted(), before);
}

#[test]
fn added_again_it_is_all_as_it_was_and_nothing_is_there_twice() {
    let (story, reader, source) = a_week();
    let entries = || DAYS.map(|day| story.engine.day(day, at(NOW)).unwrap().entries);
    let first = i64::from(entries()[0][0].interaction);
    story.does(NOW, What::Correct { interaction: InteractionId(first), how: How::Helped });
    story.does(NOW, What::Reject { interaction: InteractionId(i64::from(entries()[1][0].interaction)) });
    let (before, counted) = (entries(), days(&story));
    story.engine.remove_source(source, true, at(NOW)).unwrap();
    let again = story.adds(&reader, NOW);
    assert_eq!(story.syncs(again, &reader, NOW).posts, 5);
    let plain = |all: [Vec<crate::view::Entry>; 6]| {
        all.map(|day| day.into_iter().map(|one| (one.how, one.standing, one.link, one.reasons)).collect::<Vec<_>>())
    };
    assert_eq!(plain(entries()), plain(before), "with her word on it");
    assert_eq!(days(&story)[..3], counted[..3]);
}
