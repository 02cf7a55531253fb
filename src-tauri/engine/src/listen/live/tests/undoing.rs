//! What was changed about rows that are gone is not undone any more, and harms nobody who came after them.

use super::support::{Fake, fake, post, reply, said, who};
use crate::story::{Story, at, named};
use crate::view::PostQuery;
use crate::{ActError, view::Changes};
use coach::act::{ActId, HeardId, InteractionId, PostId, SourceId, What, Who};
use coach::interaction::{How, ReviewRule};
use coach::kind::Kind;
use coach::person::Network::Mastodon;
use coach::person::PersonId;
use feeds::live::Profile;

const NOW: &str = "2026-11-10 12:00";

/// Two replies that were credited, and a question to Mira.
fn read_once() -> (Story, Fake, SourceId) {
    let (story, reader) = (Story::begins("2026-11-09 08:00"), fake(Mastodon, 40));
    reader.has(|server| {
        server.posts = vec![
            post(Mastodon, "0", "2026-11-09 10:00", "Good morning to all of you"),
            reply(
                Mastodon,
                "1",
                "2026-11-10 10:00",
                "ana",
                "I would sow them in March, and water them only in the evening",
            ),
            reply(Mastodon, "2", "2026-11-10 11:00", "ben", "Have you tried it with less water, Ben?"),
        ];
        server.heard = vec![said(Mastodon, "77", "2026-11-10 09:00", "joan")];
    });
    let source = story.adds(&reader, "2026-11-09 09:00");
    story.syncs(source, &reader, NOW);
    (story, reader, source)
}

fn id(changes: &Changes) -> ActId {
    ActId(i64::from(changes.act.unwrap()))
}

fn undo(act: ActId) -> What {
    What::Undo { act: Some(act) }
}

/// The last reply of a story.
fn last_reply(story: &Story) -> PostId {
    PostId(i64::from(story.engine.posts(&PostQuery::default(), at(NOW)).unwrap().posts[0].post))
}

#[test]
fn a_word_on_what_went_with_its_source_is_final_and_undo_offers_the_act_before_it() {
    let (story, _, source) = read_once();
    let logged = id(&story.logs("2026-11-10 12:00", How::Asked, named("Chloe")));
    let overruled = id(&story.does(NOW, What::Overrule { post: last_reply(&story), kind: Some(Kind::Automated) }));
    let heard = HeardId(story.number("heard", "key", "https://social.example/77"));
    let done = id(&story.does(NOW, What::Done { heard }));
    story.engine.remove_source(source, true, at("2026-11-10 13:00")).unwrap();

    let today = story.engine.today(at("2026-11-10 13:01")).unwrap();
    assert_eq!(today.undo.map(|line| ActId(i64::from(line.act))), Some(logged));
    for act in [overruled, done] {
        assert_eq!(story.tries("2026-11-10 13:02", undo(act)), Err(ActError::Final(act)));
    }
    story.does("2026-11-10 13:03", What::Undo { act: None });
    assert_eq!(story.engine.today(at("2026-11-10 13:04")).unwrap().counted, 1, "Ana's, found in the source");
}

#[test]
fn what_was_ruled_of_acts_that_stay_is_still_undone() {
    let (story, _, source) = read_once();
    let first = InteractionId(i64::from(story.engine.day("2026-11-10", at(NOW)).unwrap().entries[0].interaction));
    let rejected = id(&story.does(NOW, What::Reject { interaction: first }));
    story.engine.remove_source(source, true, at("2026-11-10 13:00")).unwrap();
    assert_eq!(story.engine.today(at("2026-11-10 13:01")).unwrap().counted, 1);
    story.does("2026-11-10 13:02", undo(rejected));
    assert_eq!(story.engine.today(at("2026-11-10 13:03")).unwrap().counted, 2);
}

#[test]
fn an_act_found_after_one_went_is_not_written_over_when_the_word_on_that_one_is_undone() {
    let (story, reader, source) = read_once();
    let overruled = id(&story.does(NOW, What::Overrule { post: last_reply(&story), kind: Some(Kind::Automated) }));
    // Ben says now that he is a robot: nothing was done toward him.
    let robot = Profile { whom: who(Mastodon, "ben"), bot: true, sites: Vec::new() };
    reader.has(|server| server.profiles.push(robot));
    story.syncs(source, &reader, "2026-11-10 12:10");
    let one = reply(Mastodon, "3", "2026-11-10 12:20", "cleo", "Behind the stairs, to the left");
    reader.has(|server| server.posts.push(one));
    story.syncs(source, &reader, "2026-11-10 12:30");
    let entries = || story.engine.day("2026-11-10", at("2026-11-10 12:40")).unwrap().entries;
    let before = entries();
    assert_eq!(before.iter().map(|entry| entry.name.as_deref().unwrap()).collect::<Vec<_>>(), ["@ana", "@cleo"]);
    story.does("2026-11-10 12:32", undo(overruled));
    assert_eq!(entries(), before);
}

#[test]
fn what_was_said_of_people_of_the_sample_does_not_come_over_those_who_came_after_them() {
    let story = Story::begins("2026-11-09 08:00");
    story.does("2026-11-09 08:01", What::AddSample);
    let logged = id(&story.logs("2026-11-09 08:02", How::Asked, named("Chloe")));
    let someone = id(&story.logs("2026-11-09 08:03", How::Asked, Who::Someone));
    let person = PersonId(3);
    let last = PostId(story.writes(|w| w.query_row("SELECT max(post) FROM interaction", [], |row| row.get(0))));
    let acts = [
        What::Rename { person, name: "Somebody else".to_owned() },
        What::Circle { person, every: Some(30) },
        What::Never { person: PersonId(2) },
        What::Join { one: person, other: PersonId(4) },
        What::Apart { one: PersonId(1), other: PersonId(5) },
        What::SetReviewRule { rule: ReviewRule::OwnSiteTo(PersonId(2)), counts: Some(true) },
        What::Overrule { post: last, kind: Some(Kind::Automated) },
    ];
    let about: Vec<ActId> = acts.into_iter().map(|what| id(&story.does("2026-11-09 08:04", what))).collect();

    let reader = fake(Mastodon, 40);
    let to = |n: usize| {
        reply(Mastodon, &format!("{n}"), "2026-11-10 10:00", &format!("real{n}"), "Have you tried it with less water?")
    };
    reader.has(|server| server.posts = (1..9).map(to).collect());
    let source = story.adds(&reader, "2026-11-09 09:00");
    story.syncs(source, &reader, NOW);
    let before = story.dump();
    assert!(!before.contains("own-site:person"), "a word on somebody of the sample is none on who has her number now");
    for act in about {
        assert_eq!(story.tries("2026-11-10 12:01", undo(act)), Err(ActError::Final(act)));
    }
    assert_eq!(story.dump(), before);
    for act in [someone, logged] {
        story.does("2026-11-10 12:02", undo(act));
    }
}

#[test]
fn somebody_of_the_sample_who_is_kept_stays_the_persons_own() {
    let story = Story::begins("2026-11-09 08:00");
    story.does("2026-11-09 08:01", What::AddSample);
    story.logs("2026-11-09 08:02", How::Asked, Who::Person(PersonId(3)));
    let renamed = id(&story.does("2026-11-09 08:04", What::Rename { person: PersonId(3), name: "Ana".to_owned() }));
    story.does("2026-11-09 08:05", What::RemoveSample);
    let before = story.dump();
    assert_eq!(story.tries("2026-11-09 08:06", undo(renamed)), Err(ActError::Final(renamed)));
    assert_eq!(story.dump(), before);
}
