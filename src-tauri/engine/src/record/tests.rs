//! What people do, and what the ledger makes of it.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use crate::ActError;
use crate::story::{Story, act, at, day, named};
use crate::view::{Change, Changes, DayStateName};
use coach::act::{Act, ActId, InteractionId, RestWhy, Setting, What, Who};
use coach::interaction::How;

#[test]
fn two_people_logged_keep_the_day() {
    let story = Story::begins("2026-11-23 08:00");
    assert!(story.engine.today(at("2026-11-23 08:00")).unwrap().fresh);
    story.logs("2026-11-23 12:00", How::Asked, named("Ana"));
    let changes = story.logs("2026-11-23 12:05", How::Helped, named("Ben"));
    assert_eq!(changes.changed, [Change::Days, Change::People]);

    let today = story.engine.today(at("2026-11-23 12:06")).unwrap();
    assert_eq!((today.counted, today.goal, today.state), (2, 2, DayStateName::Kept));
    assert_eq!((today.streak, today.fresh), (Some(1), false));
    let names: Vec<_> = today.people.iter().map(|p| p.name.as_deref()).collect();
    assert_eq!(names, [Some("Ana"), Some("Ben")]);
    assert_eq!(today.undo.unwrap().said.key, "act.log.helped.named");
}

#[test]
fn the_same_person_twice_counts_once() {
    let story = Story::begins("2026-11-23 08:00");
    story.logs("2026-11-23 12:00", How::Asked, named("Ana"));
    story.logs("2026-11-23 12:05", How::Helped, named("ana"));
    let today = story.engine.today(at("2026-11-23 12:06")).unwrap();
    assert_eq!((today.counted, today.people.len(), today.people[0].entries.len()), (1, 1, 2));
}

#[test]
fn a_name_is_the_same_in_capitals_and_without_in_every_script() {
    for (one, again) in [("Özlem", "özlem"), ("éric", "ÉRIC"), ("Яна", "@яна"), ("@Zoë", "zoË")] {
        let story = Story::begins("2026-11-23 08:00");
        story.logs("2026-11-23 12:00", How::Asked, named(one));
        let changes = story.logs("2026-11-23 12:05", How::Helped, named(again));
        assert_eq!(changes.warning, None, "{one}");
        assert_eq!(story.engine.today(at("2026-11-23 12:06")).unwrap().counted, 1, "{one}");
        story.logs("2026-11-23 12:07", How::Helped, named("Ozlem"));
        assert_eq!(story.engine.today(at("2026-11-23 12:08")).unwrap().counted, 2, "marks tell names apart");
    }
}

#[test]
fn someone_is_a_person_until_named_as_somebody_already_counted() {
    let story = Story::begins("2026-11-23 08:00");
    story.logs("2026-11-23 12:00", How::Asked, named("Ana"));
    story.logs("2026-11-23 12:05", How::Commented, Who::Someone);
    let today = story.engine.today(at("2026-11-23 12:06")).unwrap();
    assert_eq!((today.counted, today.unnamed.len()), (2, 1));

    let someone = InteractionId(i64::from(today.unnamed[0].interaction));
    story.does("2026-11-23 13:00", What::Name { interaction: someone, who: named("Ana") });
    let today = story.engine.today(at("2026-11-23 13:01")).unwrap();
    assert_eq!((today.counted, today.unnamed.len()), (1, 0));
}

#[test]
fn a_name_borne_by_two_makes_a_third_and_says_so() {
    let story = Story::begins("2026-11-23 08:00");
    story
        .engine
        .act(&act("2026-11-23 09:00", What::Log { how: How::Asked, who: named("Ana"), note: None, link: None }))
        .unwrap();
    let other = story.writes(|w| crate::ledger::person::insert(w, "Ana", false));
    story.logs("2026-11-23 09:01", How::Asked, Who::Person(other));
    let changes = story.logs("2026-11-23 09:02", How::Asked, named("Ana"));
    assert_eq!(changes.warning.unwrap().key, "warning.namesakes");
    assert_eq!(story.engine.today(at("2026-11-23 09:03")).unwrap().counted, 3);
}

#[test]
fn an_act_for_yesterday_counts_for_yesterday() {
    let story = Story::begins("2026-11-22 08:00");
    let what = What::Log { how: How::Asked, who: named("Ana"), note: None, link: None };
    story.engine.act(&Act { day: Some(day("2026-11-22")), ..act("2026-11-23 09:00", what) }).unwrap();
    let cell = story.engine.day("2026-11-22", at("2026-11-23 09:00")).unwrap();
    assert_eq!((cell.cell.counted, cell.entries.len()), (1, 1));
    assert_eq!(story.engine.today(at("2026-11-23 09:00")).unwrap().counted, 0);
}

#[test]
fn tomorrow_can_not_be_logged() {
    let story = Story::begins("2026-11-23 08:00");
    let what = What::Log { how: How::Asked, who: named("Ana"), note: None, link: None };
    let refused = story.engine.act(&Act { day: Some(day("2026-11-24")), ..act("2026-11-23 09:00", what) });
    assert_eq!(refused, Err(ActError::NotYet(day("2026-11-24"))));
    assert_eq!(story.engine.today(at("2026-11-23 09:00")).unwrap().counted, 0);
}

#[test]
fn a_missed_day_breaks_nothing_while_freezes_last() {
    let story = Story::begins("2026-11-01 08:00");
    story.awake("2026-11-01", "2026-11-12");
    for day in 1..=3 {
        story.logs(&format!("2026-11-0{day} 12:00"), How::Asked, named("Ana"));
        story.logs(&format!("2026-11-0{day} 12:01"), How::Asked, named("Ben"));
    }
    let today = story.engine.today(at("2026-11-07 12:00")).unwrap();
    assert_eq!((today.streak, today.freezes.bank), (Some(3), 1));
    assert_eq!(today.freezes.spent, ["2026-11-04"]);
    let today = story.engine.today(at("2026-11-12 12:00")).unwrap();
    assert_eq!((today.streak, today.freezes.bank), (Some(0), 0));
}

#[test]
fn a_goal_holds_from_its_day_on() {
    let story = Story::begins("2026-11-22 08:00");
    story.logs("2026-11-22 12:00", How::Asked, named("Ana"));
    story.does("2026-11-23 08:00", What::Set(Setting::Goal(1)));
    story.logs("2026-11-23 12:00", How::Asked, named("Ana"));
    let calendar = story.engine.calendar("2026-11-22", "2026-11-23", at("2026-11-23 12:00")).unwrap();
    let cells: Vec<_> = calendar.days.iter().map(|cell| (cell.goal, cell.state)).collect();
    assert_eq!(cells, [(2, Some(DayStateName::Settling)), (1, Some(DayStateName::Kept))]);
}

#[test]
fn an_act_that_changes_nothing_leaves_no_trace() {
    let story = Story::begins("2026-11-23 08:00");
    story.does("2026-11-23 09:00", What::Set(Setting::Goal(3)));
    assert_eq!(story.does("2026-11-23 09:01", What::Set(Setting::Goal(3))).act, None);
    assert_eq!(story.does("2026-11-23 09:02", What::Resume), Changes::default());
}

#[test]
fn an_act_on_which_a_later_one_builds_is_not_undone_before_it() {
    let story = Story::begins("2026-11-23 08:00");
    let first = story.logs("2026-11-23 09:00", How::Asked, Who::Someone).act.unwrap();
    let someone = story.engine.today(at("2026-11-23 09:00")).unwrap().unnamed[0].interaction;
    let interaction = InteractionId(i64::from(someone));
    let later = story.does("2026-11-23 09:01", What::Correct { interaction, how: How::Helped }).act.unwrap();
    let undo = What::Undo { act: Some(ActId(i64::from(first))) };
    let refused = story.tries("2026-11-23 09:02", undo.clone());
    let entangled = ActError::Entangled { act: ActId(i64::from(first)), later: ActId(i64::from(later)) };
    assert_eq!(refused, Err(entangled));
    story.does("2026-11-23 09:03", What::Undo { act: None });
    story.does("2026-11-23 09:04", undo);
    assert_eq!(story.engine.today(at("2026-11-23 09:05")).unwrap().counted, 0);
}

#[test]
fn rest_busy_and_pause_are_shown_while_they_last() {
    let story = Story::begins("2026-11-23 08:00");
    let (from, to) = (day("2026-11-23"), day("2026-11-25"));
    story.does("2026-11-23 09:00", What::Rest { from, to, why: RestWhy::Ill });
    story.does("2026-11-23 09:01", What::Busy { from: day("2026-11-26"), to: day("2026-12-10") });
    story.does("2026-11-23 09:02", What::Pause { until: at("2026-11-23 10:00") });
    let now = at("2026-11-23 09:03");
    let settings = story.engine.settings(now).unwrap();
    assert_eq!(settings.rests.len(), 1);
    assert_eq!(settings.busy, [("2026-11-26".to_owned(), "2026-12-10".to_owned())]);
    assert_eq!(settings.paused_until.as_deref(), Some("2026-11-23T11:00:00+01:00"));
    assert_eq!(story.engine.today(now).unwrap().state, DayStateName::Rest);
    assert_eq!(story.engine.today(at("2026-11-26 09:00")).unwrap().busy_until.as_deref(), Some("2026-12-10"));
    assert_eq!(story.engine.status(at("2026-11-23 10:01")).unwrap().paused_until, None);
}
