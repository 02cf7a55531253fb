//! How a source goes, and what follows from it.

use super::support::{fake, post};
use crate::Surroundings;
use crate::story::{Story, at};
use crate::view::{DayStateName, Health};
use coach::act::{SourceId, What};
use coach::person::Network::Mastodon;
use coach::zone::Zone;
use feeds::net::Failure;

const HOST: &str = "social.example";

fn failing(story: &Story, reader: &super::support::Fake, source: SourceId, failure: Failure, now: &str) {
    reader.has(|server| server.wrong = vec![Some(failure.clone())]);
    assert_eq!(story.syncs(source, reader, now).failure, Some(failure));
}

#[test]
fn what_went_wrong_is_said_with_the_next_step_and_forgotten_once_it_answers() {
    let (story, reader) = (Story::begins("2026-11-23 08:00"), fake(Mastodon, 40));
    let source = story.signs_in(&reader, "2026-11-23 09:00");
    let host = || HOST.to_owned();
    let cases = [
        (Failure::Slow { host: host() }, Health::Waiting),
        (Failure::Faulty { host: host(), status: 503 }, Health::Waiting),
        (Failure::Strange { host: host(), what: "HTML".to_owned() }, Health::Waiting),
        (Failure::SignedOut { host: host() }, Health::SignedOut),
        (Failure::Closed { host: host() }, Health::Ill),
        (Failure::Limited { host: host(), until: Some(at("2026-11-23 11:00")) }, Health::Waiting),
    ];
    for (failure, health) in cases {
        failing(&story, &reader, source, failure.clone(), "2026-11-23 10:00");
        let card = story.card(source, "2026-11-23 10:01");
        assert_eq!((card.health, card.said.key), (health, format!("source.health.{}", failure.code())));
        assert_eq!(card.due.is_none(), health == Health::SignedOut, "{failure}");
    }
    story.syncs(source, &reader, "2026-11-23 12:00");
    assert_eq!(story.card(source, "2026-11-23 12:01").health, Health::Well);
}

#[test]
fn a_server_that_asks_to_wait_is_asked_by_nobody_before_then() {
    let (story, reader) = (Story::begins("2026-11-23 08:00"), fake(Mastodon, 40));
    let source = story.adds(&reader, "2026-11-23 09:00");
    let until = Some(at("2026-11-23 11:00"));
    failing(&story, &reader, source, Failure::Limited { host: HOST.to_owned(), until }, "2026-11-23 10:00");
    let due = story.card(source, "2026-11-23 10:00").due;
    let asked = || reader.server.lock().unwrap().asked;
    let before = asked();
    let failure = story.syncs(source, &reader, "2026-11-23 10:59").failure.unwrap();
    assert_eq!((failure.code(), asked()), ("net.limited", before), "not even by the person's wish");
    assert_eq!(story.card(source, "2026-11-23 10:59").due, due, "and waiting is no failure");
    assert_eq!(story.syncs(source, &reader, "2026-11-23 11:01").failure, None);
    assert_eq!(asked(), before + 1);
}

#[test]
fn signed_out_it_is_not_asked_until_the_person_signs_in_again() {
    let (story, reader) = (Story::begins("2026-11-23 08:00"), fake(Mastodon, 40));
    let source = story.signs_in(&reader, "2026-11-23 09:00");
    failing(&story, &reader, source, Failure::SignedOut { host: HOST.to_owned() }, "2026-11-23 10:00");
    assert_eq!(story.engine.due(at("2026-11-30 10:00"), false).unwrap(), []);
    assert_eq!(story.signs_in(&reader, "2026-11-30 10:00"), source);
    assert_eq!(story.engine.due(at("2026-11-30 10:00"), false).unwrap(), [source]);
}

#[test]
fn what_is_public_and_refused_is_asked_again_a_day_later_and_nobody_is_told_to_sign_in() {
    for failure in [Failure::SignedOut { host: HOST.to_owned() }, Failure::Forbidden { host: HOST.to_owned() }] {
        let (story, reader) = (Story::begins("2026-11-23 08:00"), fake(Mastodon, 40));
        let source = story.adds(&reader, "2026-11-23 09:00");
        failing(&story, &reader, source, failure.clone(), "2026-11-23 10:00");
        let card = story.card(source, "2026-11-23 10:01");
        assert_eq!((card.health, card.said.key.as_str()), (Health::Waiting, "source.health.net.refused"), "{failure}");
        assert!(card.due.is_some());
        assert_eq!(story.engine.live_sources().unwrap(), [source], "the person may have it asked");
        assert_eq!(story.engine.due(at("2026-11-23 20:00"), false).unwrap(), [], "{failure}");
        assert_eq!(story.engine.due(at("2026-11-24 16:00"), false).unwrap(), [source], "{failure}");
        assert!(story.engine.awaited(at("2026-11-23 20:00")).unwrap().is_empty(), "the coach does not wait for it");
    }
}

#[test]
fn a_connection_that_is_paid_by_use_is_used_every_two_hours() {
    let (story, reader) = (Story::begins("2026-11-23 08:00"), fake(Mastodon, 40));
    let source = story.adds(&reader, "2026-11-23 09:00");
    story.syncs(source, &reader, "2026-11-23 09:00");
    let due = |now: &str, sparing| story.engine.due(at(now), sparing).unwrap() == [source];
    assert!(due("2026-11-23 09:20", false) && !due("2026-11-23 09:20", true) && due("2026-11-23 11:00", true));
    // A clock that was set back by a month must not silence it for a month.
    assert!(due("2026-10-20 09:00", false));
}

#[test]
fn paused_it_is_not_asked_and_undo_goes_on() {
    let (story, reader) = (Story::begins("2026-11-23 08:00"), fake(Mastodon, 40));
    let source = story.adds(&reader, "2026-11-23 09:00");
    let before = story.dump();
    story.does("2026-11-23 09:01", What::StopSource { source });
    assert_eq!(story.engine.due(at("2026-11-23 10:00"), false).unwrap(), []);
    assert_eq!(story.card(source, "2026-11-23 10:00").health, Health::Paused);
    story.does("2026-11-23 09:02", What::Undo { act: None });
    assert_eq!(story.dump(), before);
    story.does("2026-11-23 09:03", What::StopSource { source });
    story.does("2026-11-23 09:04", What::GoOnSource { source });
    assert_eq!(story.engine.due(at("2026-11-23 10:00"), false).unwrap(), [source]);
    let unknown = story.tries("2026-11-23 09:05", What::StopSource { source: SourceId(99) }).unwrap_err();
    assert_eq!(unknown.code(), "act.no-source");
}

fn at_the_desk(now: &str) -> Surroundings {
    let zone = Zone::named("Europe/Vienna").unwrap();
    Surroundings { now: at(now), zone, desk: coach::nudge::Desk::default(), resumed: None }
}

#[test]
fn the_coach_reads_the_sources_before_it_speaks_and_speaks_where_they_can_not_be_read() {
    let (story, reader) = (Story::begins("2026-11-23 08:00"), fake(Mastodon, 40));
    let source = story.adds(&reader, "2026-11-23 08:00");
    story.syncs(source, &reader, "2026-11-23 11:50");
    let why = || story.engine.why(&at_the_desk("2026-11-23 12:00")).unwrap().because.key;
    assert_eq!(why(), "nudge.rest.sync");
    assert_eq!(story.engine.wake(&at_the_desk("2026-11-23 12:00")).unwrap(), None);
    failing(&story, &reader, source, Failure::Slow { host: HOST.to_owned() }, "2026-11-23 12:00");
    assert_eq!(why(), "nudge.because.cue");
    story.syncs(source, &reader, "2026-11-23 12:00");
    assert_eq!(why(), "nudge.because.cue");
    story.does("2026-11-23 12:00", What::StopSource { source });
    assert_eq!(story.engine.why(&at_the_desk("2026-11-23 13:00")).unwrap().because.key, "nudge.because.cue");
}

#[test]
fn a_day_waits_for_its_sources_and_is_unknown_never_missed_while_one_can_not_be_read() {
    let (story, reader) = (Story::begins("2026-11-09 08:00"), fake(Mastodon, 40));
    reader.has(|server| server.posts = vec![post(Mastodon, "1", "2026-11-09 10:00", "Good morning to all of you")]);
    let source = story.adds(&reader, "2026-11-09 09:00");
    story.awake("2026-11-09", "2026-11-20");
    story.syncs(source, &reader, "2026-11-12 12:00");
    let state = |day: &str, now: &str| story.engine.day(day, at(now)).unwrap().cell.state.unwrap();
    assert_eq!(state("2026-11-11", "2026-11-12 12:01"), DayStateName::Missed, "it was read past its end");
    assert_eq!(state("2026-11-12", "2026-11-13 12:00"), DayStateName::Settling);
    failing(&story, &reader, source, Failure::Slow { host: HOST.to_owned() }, "2026-11-15 12:00");
    assert_eq!(state("2026-11-12", "2026-11-15 12:01"), DayStateName::Unknown);
    story.syncs(source, &reader, "2026-11-16 12:00");
    assert_eq!(state("2026-11-12", "2026-11-16 12:01"), DayStateName::Missed);
}
