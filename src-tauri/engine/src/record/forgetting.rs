//! Forgetting somebody leaves nothing of her in the file, and takes nothing away that was counted.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use crate::story::{Story, at, named};
use crate::{ActError, Surroundings};
use coach::act::{ActId, What};
use coach::interaction::How;
use coach::zone::Zone;

/// Everything that may tell of Brunhilde, who writes from social.example as `brunhilde_w`, and is known by name.
fn acquainted() -> (Story, i64) {
    let story = Story::begins("2026-11-20 08:00");
    let source = story.has_account("2026-11-20 08:00");
    story.hears(source, "brunhilde_w", "2026-11-20 09:00", "mention", true, "77");
    story.replies(
        source,
        "own-1",
        "2026-11-20 10:00",
        "brunhilde_w",
        Some("77"),
        "@brunhilde_w I moved the whole thing",
    );
    story.replies(
        source,
        "own-2",
        "2026-11-21 10:00",
        "brunhilde_w",
        Some("https://social.example/users/brunhilde_w/statuses/78"),
        "@brunhilde_w@social.example as https://social.example/@brunhilde_w/78 says, well said indeed",
    );
    let handle = story.person("@brunhilde_w@social.example");
    story.does("2026-11-21 11:00", What::Rename { person: handle, name: "Brunhilde Zwingli".to_owned() });
    let log = What::Log {
        how: How::Helped,
        who: named("Brunhilde Zwingli"),
        note: Some("Brunhilde Zwingli has a new flat".to_owned()),
        link: Some("https://social.example/@brunhilde_w/80".to_owned()),
    };
    story.does("2026-11-21 12:00", log);
    story.does("2026-11-21 12:01", What::Circle { person: handle, every: Some(1) });
    story.hears(source, "brunhilde_w", "2026-11-22 09:00", "mention", true, "81");
    let zone = Zone::named("Europe/Vienna").unwrap();
    let around = Surroundings { now: at("2026-11-22 12:00"), zone, desk: coach::nudge::Desk::default(), resumed: None };
    let nudge = story.engine.wake(&around).unwrap().expect("the cue");
    assert_eq!(nudge.link.as_deref(), Some("https://social.example/@brunhilde_w/81"));
    (story, source)
}

/// The bytes of the ledger and of its write-ahead log.
fn bytes(story: &Story) -> Vec<u8> {
    let mut log = story.path().into_os_string();
    log.push("-wal");
    let mut bytes = std::fs::read(story.path()).unwrap();
    bytes.extend(std::fs::read(log).unwrap_or_default());
    bytes.make_ascii_lowercase();
    bytes
}

fn times(story: &Story, what: &str) -> usize {
    bytes(story).windows(what.len()).filter(|window| *window == what.as_bytes()).count()
}

#[test]
fn no_byte_of_name_and_handle_is_left_and_every_day_counts_as_before() {
    let (story, _) = acquainted();
    assert!(times(&story, "brunhilde") > 10);
    let counted = || {
        let calendar = story.engine.calendar("2026-11-20", "2026-11-22", at("2026-11-22 13:00")).unwrap();
        calendar.days.iter().map(|day| day.counted).collect::<Vec<_>>()
    };
    let before = counted();
    assert_eq!(before, [1, 1, 0]);
    let person = story.person("Brunhilde Zwingli");
    let done = story.does("2026-11-22 13:00", What::Forget { person });
    assert_eq!((done.act, done.said.unwrap().key.as_str(), done.warning), (None, "done.forget", None));
    assert_eq!(times(&story, "brunhilde"), 0);
    assert_eq!(times(&story, "zwingli"), 0);
    assert_eq!(counted(), before);

    let now = at("2026-11-22 13:01");
    assert_eq!(story.engine.people_page(&Default::default(), now).unwrap().total, 0);
    assert!(story.engine.person(i32::try_from(person.0).unwrap(), now).is_err());
    assert_eq!(story.engine.today(now).unwrap().whom, []);
    let nudge = &story.engine.inbox(now).unwrap().nudges[0];
    assert_eq!((nudge.person, &nudge.why, &nudge.link), (None, &None, &None));
    story.engine.check().unwrap();
}

#[test]
fn it_can_not_be_undone_nor_can_what_told_of_her_but_everything_else_can() {
    let (story, _) = acquainted();
    let other = story.logs("2026-11-22 12:30", How::Asked, named("Ben")).act.unwrap();
    let about = story.logs("2026-11-22 12:31", How::Asked, named("Brunhilde Zwingli")).act.unwrap();
    let person = story.person("Brunhilde Zwingli");
    story.does("2026-11-22 13:00", What::Forget { person });
    let undo = |act: i32| What::Undo { act: Some(ActId(i64::from(act))) };
    assert_eq!(story.tries("2026-11-22 13:01", undo(about)), Err(ActError::Final(ActId(i64::from(about)))));
    let today = story.engine.today(at("2026-11-22 13:01")).unwrap();
    assert_eq!((today.counted, today.undo.map(|line| line.act)), (2, Some(other)));
    story.does("2026-11-22 13:02", undo(other));
    assert_eq!(story.engine.today(at("2026-11-22 13:03")).unwrap().counted, 1);
    assert_eq!(story.tries("2026-11-22 13:04", What::Forget { person }), Err(ActError::NoPerson(person.0)));
}

#[test]
fn a_first_name_goes_from_what_was_undone_too() {
    let story = Story::begins("2026-11-20 08:00");
    story.logs("2026-11-20 09:00", How::Asked, named("Brunhilde"));
    story.logs("2026-11-20 09:01", How::Helped, named("brunhilde"));
    story.does("2026-11-20 09:02", What::Undo { act: None });
    let person = story.person("Brunhilde");
    story.does("2026-11-20 09:03", What::Forget { person });
    assert_eq!(times(&story, "brunhilde"), 0);
}

#[test]
fn a_later_sync_does_not_learn_her_again_and_still_credits_what_is_said_to_her() {
    let (story, source) = acquainted();
    let person = story.person("Brunhilde Zwingli");
    story.does("2026-11-22 13:00", What::Forget { person });
    story.hears(source, "brunhilde_w", "2026-11-22 14:00", "mention", true, "82");
    let text = "@brunhilde_w that is a good way to do it, https://social.example/@brunhilde_w/82 says so too";
    story.replies(source, "own-3", "2026-11-22 15:00", "brunhilde_w", Some("82"), text);
    assert_eq!(times(&story, "brunhilde"), 0);
    let today = story.engine.today(at("2026-11-22 16:00")).unwrap();
    assert_eq!((today.counted, today.people[0].name.as_deref(), today.whom.len()), (1, None, 0));
    // Judging all anew finds the same.
    story.writes(|w| crate::ledger::source::unjudged(w, None));
    let mut go_on = |_| std::ops::ControlFlow::Continue(());
    story.engine.catch_up(at("2026-11-22 16:00"), &mut go_on).unwrap();
    let calendar = story.engine.calendar("2026-11-20", "2026-11-22", at("2026-11-22 16:00")).unwrap();
    assert_eq!(calendar.days.iter().map(|day| day.counted).collect::<Vec<_>>(), [1, 1, 1]);
    assert_eq!(times(&story, "brunhilde"), 0);
}
