//! The manners as a person lives them: when the cue comes, what goes by, what is asked, coming back, an early word.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use crate::Surroundings;
use crate::ledger::{source, summary};
use crate::story::{Story, at, day, named};
use crate::view::{NudgeAct, NudgeLine, NudgeState, Said};
use coach::act::{Act, NudgeId, RestWhy, Setting, What, Who};
use coach::drift::{DaySummary, Glimpse};
use coach::interaction::How;
use coach::kind::Kind;
use coach::message::Message;
use coach::nudge::Desk;
use coach::zone::Zone;

fn around(now: &str) -> Surroundings {
    let zone = Zone::named("Europe/Vienna").unwrap();
    Surroundings { now: at(now), zone, desk: Desk::default(), resumed: None }
}

fn wakes(story: &Story, now: &str) -> Option<NudgeLine> {
    story.engine.wake(&around(now)).unwrap()
}

fn why(story: &Story, now: &str) -> String {
    story.engine.why(&around(now)).unwrap().because.key
}

fn id(line: &NudgeLine) -> NudgeId {
    NudgeId(i64::from(line.nudge))
}

/// A cue at 13:00 in Vienna, and one talk the day before it begins, so that there is a habit.
fn with_a_cue() -> Story {
    let story = Story::begins("2026-11-19 08:00");
    story.does("2026-11-19 08:00", What::Set(Setting::Cue("13:00".parse().unwrap())));
    story.logs("2026-11-19 08:01", How::Asked, Who::Someone);
    story
}

/// The nudges of three days at 13:00, none of them answered.
fn three_go_by(story: &Story) {
    for date in ["2026-11-20", "2026-11-21", "2026-11-22"] {
        assert!(wakes(story, &format!("{date} 12:00")).unwrap().title.key.starts_with("nudge.cue"));
    }
}

#[test]
fn the_time_is_learned_from_when_she_talks_and_her_own_word_goes_before_it() {
    let story = Story::begins("2026-11-01 08:00");
    assert_eq!(story.engine.settings(at("2026-11-01 08:00")).unwrap().cue, "13:00");
    for date in 1..=8 {
        story.logs(&format!("2026-11-{date:02} 18:{:02}", 10 + date), How::Asked, named("Ana"));
    }
    let settings = || story.engine.settings(at("2026-11-09 08:00")).unwrap();
    assert_eq!((settings().cue.as_str(), settings().cue_learned), ("19:15", true));
    assert_eq!(settings().learned.unwrap().said.key, "nudge.usual.talked");
    assert_eq!(wakes(&story, "2026-11-09 18:14"), None);
    let cue = wakes(&story, "2026-11-09 18:15").unwrap();
    assert_eq!(cue.because.key, "nudge.because.learned.talked");

    story.does("2026-11-09 18:16", What::Set(Setting::Cue("07:30".parse().unwrap())));
    assert_eq!((settings().cue.as_str(), settings().cue_learned), ("07:30", false));
    assert_eq!(settings().learned.unwrap().at, "19:15", "what is known is still shown");
    story.does("2026-11-09 18:17", What::Set(Setting::LearnCue(true)));
    assert_eq!((settings().cue.as_str(), settings().cue_learned), ("19:15", true));
}

#[test]
fn while_nothing_is_known_what_goes_by_moves_the_cue() {
    let story = Story::begins("2026-11-20 08:00");
    story.logs("2026-11-20 08:01", How::Asked, Who::Someone);
    for date in ["2026-11-20", "2026-11-21"] {
        assert!(wakes(&story, &format!("{date} 12:00")).is_some());
    }
    let settings = story.engine.settings(at("2026-11-22 08:00")).unwrap();
    assert_eq!((settings.cue.as_str(), settings.learned), ("18:00", None));
    assert_eq!(wakes(&story, "2026-11-22 12:00"), None);
    assert!(wakes(&story, "2026-11-22 17:00").is_some());
}

#[test]
fn three_that_went_by_are_asked_about_once_and_what_is_chosen_holds() {
    let story = with_a_cue();
    three_go_by(&story);
    let question = wakes(&story, "2026-11-23 12:00").unwrap();
    assert_eq!((question.act, question.title.key.starts_with("nudge.ask")), (NudgeAct::Choose, true));
    assert_eq!((question.because.key.as_str(), question.person), ("nudge.because.ask", None));

    story.answers("2026-11-23 12:05", id(&question), What::Fewer);
    let now = at("2026-11-23 12:06");
    assert_eq!(story.engine.settings(now).unwrap().cue_every, 2);
    assert_eq!(story.engine.nudge(id(&question), now).unwrap().unwrap().state, NudgeState::Dismissed);
    let waiting = story.engine.today(now).unwrap().waiting.unwrap();
    assert_ne!(waiting.nudge, question.nudge, "what was answered no longer waits; last night's cue does");
    assert_eq!(wakes(&story, "2026-11-24 12:00"), None);
    assert_eq!(why(&story, "2026-11-24 12:00"), "nudge.rest.every");
    assert!(wakes(&story, "2026-11-25 12:00").unwrap().title.key.starts_with("nudge.cue"));

    story.does("2026-11-25 12:01", What::Undo { act: None });
    assert_eq!(story.engine.settings(at("2026-11-25 12:02")).unwrap().cue_every, 1);
}

#[test]
fn the_question_can_be_answered_with_another_time_a_pause_or_nothing_new() {
    let at_time = What::Set(Setting::Cue("18:30".parse().unwrap()));
    let pause = What::Pause { until: at("2026-11-30 12:05") };
    for (what, next) in
        [(at_time, "nudge.rest.early"), (pause, "nudge.rest.paused"), (What::Dismiss, "nudge.because.cue")]
    {
        let story = with_a_cue();
        three_go_by(&story);
        let question = wakes(&story, "2026-11-23 12:00").unwrap();
        story.answers("2026-11-23 12:05", id(&question), what.clone());
        assert_eq!(why(&story, "2026-11-24 12:00"), next, "{what:?}");
        assert_eq!(story.engine.settings(at("2026-11-24 12:00")).unwrap().slowed, None, "{what:?}");
    }
}

#[test]
fn a_question_that_goes_by_makes_it_rarer_and_is_not_asked_again() {
    let story = with_a_cue();
    three_go_by(&story);
    wakes(&story, "2026-11-23 12:00").unwrap();
    assert_eq!(wakes(&story, "2026-11-24 12:00"), None);
    assert_eq!(why(&story, "2026-11-24 12:00"), "nudge.rest.pace");
    assert_eq!(story.engine.settings(at("2026-11-24 12:00")).unwrap().slowed.unwrap().key, "nudge.slowed");
    assert!(wakes(&story, "2026-11-25 12:00").unwrap().title.key.starts_with("nudge.cue"));
}

#[test]
fn who_talks_after_the_nudge_has_heeded_it_and_who_was_ill_let_nothing_go_by() {
    let story = with_a_cue();
    three_go_by(&story);
    story.engine.act(&Act { day: None, ..crate::story::act("2026-11-22 19:00", log_someone()) }).unwrap();
    assert_eq!(why(&story, "2026-11-23 12:00"), "nudge.because.cue");

    let story = with_a_cue();
    three_go_by(&story);
    let (from, to) = (day("2026-11-21"), day("2026-11-22"));
    story.does("2026-11-23 08:00", What::Rest { from, to, why: RestWhy::Ill });
    assert_eq!(why(&story, "2026-11-23 12:00"), "nudge.because.cue");
}

fn log_someone() -> What {
    What::Log { how: How::Asked, who: Who::Someone, note: None, link: None }
}

#[test]
fn the_plan_is_said_in_her_own_words_wherever_the_cue_is() {
    let story = with_a_cue();
    story.does("2026-11-19 08:02", What::Set(Setting::Plan(Some("  after \n lunch ".to_owned()))));
    assert_eq!(story.engine.settings(at("2026-11-19 08:03")).unwrap().plan.as_deref(), Some("after lunch"));
    let cue = wakes(&story, "2026-11-20 12:00").unwrap();
    assert!(cue.title.key.starts_with("nudge.plan-alone"), "{}", cue.title.key);
    assert_eq!(cue.because.key, "nudge.because.plan");
    let long = What::Set(Setting::Plan(Some("x".repeat(61))));
    assert_eq!(story.tries("2026-11-20 12:01", long).unwrap_err().code(), "act.plan-length");
    assert_eq!(story.tries("2026-11-20 12:01", What::Set(Setting::CueEvery(8))).unwrap_err().code(), "act.every");
    story.does("2026-11-20 12:02", What::Set(Setting::Plan(None)));
    assert_eq!(story.engine.settings(at("2026-11-20 12:03")).unwrap().plan, None);
}

#[test]
fn coming_back_after_a_week_or_more_is_welcomed_with_what_stands() {
    let story = Story::begins("2026-10-01 08:00");
    story.awake("2026-10-01", "2026-10-20");
    for date in 1..=20 {
        story.logs(&format!("2026-10-{date:02} 09:00"), How::Asked, named("Ana"));
        story.logs(&format!("2026-10-{date:02} 09:05"), How::Asked, named("Ben"));
    }
    let back = wakes(&story, "2026-11-02 08:00").unwrap();
    assert!(back.title.key.starts_with("nudge.welcome"), "{}", back.title.key);
    assert_eq!((back.act, back.because.key.as_str()), (NudgeAct::Talk, "nudge.because.welcome"));
    assert!(back.body.args.contains_key("strength"));
    assert_eq!(wakes(&story, "2026-11-02 12:00"), None, "it takes the cue's place");
    assert_eq!(why(&story, "2026-11-02 12:00"), "nudge.rest.said");
    assert!(!wakes(&story, "2026-11-03 18:00").unwrap().title.key.starts_with("nudge.welcome"));
}

#[test]
fn the_return_from_a_journey_that_was_said_is_one_as_well() {
    let story = with_a_cue();
    let (from, to) = (day("2026-11-20"), day("2026-11-28"));
    story.does("2026-11-19 08:05", What::Rest { from, to, why: RestWhy::Travelling });
    story.awake("2026-11-20", "2026-11-28");
    assert_eq!(why(&story, "2026-11-25 12:00"), "nudge.rest.rest_day.travelling");
    assert!(wakes(&story, "2026-11-29 08:00").unwrap().title.key.starts_with("nudge.welcome"));
}

/// Eight weeks with nine replies and fourteen automatic posts each, and one with one reply; something by hand each day.
fn fades(story: &Story) {
    let account = story.has_account("2026-09-01 08:00");
    let (first, last) = (day("2026-09-21"), day("2026-11-22"));
    story.writes(|w| {
        source::cover(w, account, first, last.plus(2))?;
        for nth in 0..=last.since(first) {
            let mut of_day = DaySummary::default();
            let (week, weekday) = (nth / 7, nth % 7);
            let replies = match (week, weekday) {
                (8, 0) => 1,
                (8, _) => 0,
                (_, 0 | 3) => 2,
                _ => 1,
            };
            for (kind, n) in [(Kind::Reply, replies), (Kind::Automated, 2), (Kind::Original, 1)] {
                let robot = kind == Kind::Automated;
                let app = robot.then(|| "dlvr.it".to_owned());
                for _ in 0..n {
                    of_day.add(&Glimpse { kind, probability: f64::from(robot), known: true, app: app.as_deref() });
                }
            }
            summary::replace(w, summary::ALL, first.plus(nth), &of_day)?;
        }
        Ok(())
    });
}

#[test]
fn conversation_that_fades_is_spoken_of_once_in_a_season_and_can_be_switched_off() {
    let story = Story::begins("2026-09-01 08:00");
    story.awake("2026-09-01", "2026-11-21");
    fades(&story);
    story.does("2026-11-22 08:00", What::Set(Setting::Cue("20:00".parse().unwrap())));
    let early = wakes(&story, "2026-11-22 09:00").unwrap();
    assert!(early.title.key.starts_with("nudge.fading"), "{}", early.title.key);
    assert_eq!(early.act, NudgeAct::Look);
    assert_eq!(early.because.key, "drift.fading", "nobody is known by name");
    assert_eq!(wakes(&story, "2026-11-22 11:00"), None);
    assert_eq!(wakes(&story, "2026-11-23 09:00"), None);

    let story = Story::begins("2026-09-01 08:00");
    story.awake("2026-09-01", "2026-11-21");
    fades(&story);
    story.does("2026-11-22 08:00", What::Set(Setting::EarlyWarning(false)));
    assert_eq!(wakes(&story, "2026-11-22 09:00"), None);
}

#[test]
fn where_the_people_of_a_usual_week_are_known_fading_is_told_in_people() {
    let story = Story::begins("2026-09-01 08:00");
    story.awake("2026-09-01", "2026-11-21");
    for week in 0..9 {
        let monday = day("2026-09-21").plus(week * 7);
        for name in ["Ana", "Ben", "Chiara"].into_iter().take(if week == 8 { 1 } else { 3 }) {
            story.logs(&format!("{monday} 09:00"), How::Asked, named(name));
        }
    }
    fades(&story);
    story.does("2026-11-22 08:00", What::Set(Setting::Cue("20:00".parse().unwrap())));
    let early = wakes(&story, "2026-11-22 09:00").unwrap();
    assert_eq!(
        (early.title.key.as_str(), early.because.key.as_str()),
        ("nudge.fading-people.0.title", "drift.fading.people")
    );
    let said =
        Said::from(&Message::new("drift.fading.people").with("usual", 3_i64).with("now", 1_i64).with("n", 14_i64));
    assert_eq!(early.because, said);
}

#[test]
fn what_the_desktop_says_is_heeded_and_all_that_was_looked_at_is_told() {
    let story = with_a_cue();
    let mut busy = around("2026-11-20 12:00");
    busy.desk.full_screen = Some(true);
    assert_eq!(story.engine.wake(&busy).unwrap(), None);
    let told = story.engine.why(&busy).unwrap();
    assert_eq!((told.speaks, told.because.key.as_str()), (false, "nudge.rest.full_screen"));
    let looked: Vec<&str> = told.looked.iter().map(|line| line.key.as_str()).collect();
    for line in ["nudge.looked.cue.set", "nudge.looked.full-screen.yes", "nudge.looked.locked.unknown"] {
        assert!(looked.contains(&line), "{line} is not in {looked:?}");
    }
    let free = story.engine.why(&around("2026-11-20 12:00")).unwrap();
    assert!(free.speaks);
    assert_eq!(
        story.engine.why(&around("2026-11-20 07:30")).unwrap().until.as_deref(),
        Some("2026-11-20T13:00:00+01:00")
    );
}

#[test]
fn goal_met_it_says_when() {
    let story = with_a_cue();
    story.logs("2026-11-20 09:10", How::Asked, named("Ana"));
    story.logs("2026-11-20 09:12", How::Asked, named("Ana"));
    story.logs("2026-11-20 13:10", How::Asked, named("Ben"));
    let because = story.engine.why(&around("2026-11-20 14:00")).unwrap().because;
    assert_eq!(because.key, "nudge.rest.kept.at");
    assert_eq!(because.args["time"], crate::view::Filling::Time("14:10".to_owned()));
}

#[test]
fn a_busy_season_can_be_taken_back_also_after_the_fact() {
    let story = Story::begins("2026-11-01 08:00");
    story.does("2026-11-20 08:00", What::Busy { from: day("2026-11-14"), to: day("2026-11-18") });
    let season = || story.engine.settings(at("2026-11-20 08:01")).unwrap().busy;
    assert_eq!(season(), [("2026-11-14".to_owned(), "2026-11-18".to_owned())]);
    story.does("2026-11-20 08:02", What::Unbusy { from: day("2026-11-14"), to: day("2026-11-18") });
    assert_eq!(season(), []);
    let (from, to) = (day("2026-11-12"), day("2026-11-13"));
    assert_eq!(
        story.tries("2026-11-20 08:03", What::Unbusy { from, to }).unwrap_err().code(),
        "act.range-too-far-back"
    );
}
