//! Taking an act back restores exactly what was there, for every kind of act.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use crate::story::{Story, act, at, day, named};
use crate::view::{KindName, PostQuery};
use chrono::NaiveTime;
use coach::act::{
    Act, ActId, AppStanding, HeardId, InteractionId, NudgeId, PostId, RestWhy, Setting, SourceId, What, Who,
};
use coach::day::Rollover;
use coach::interaction::{How, ReviewRule};
use coach::kind::Kind;
use coach::person::PersonId;
use coach::zone::Zone;
use proptest::prelude::*;
use std::collections::BTreeSet;

/// A ledger with something of everything: a feed, a log with someone, rest, a busy season, a pause, a waiting nudge.
fn lived_in() -> Story {
    let story = Story::begins("2026-11-23 08:00");
    story.does("2026-11-23 08:00", What::AddSample);
    let zone = Zone::named("Europe/Vienna").unwrap();
    let now = at("2026-11-23 12:00");
    let around = crate::Surroundings { now, zone, desk: coach::nudge::Desk::default(), resumed: None };
    story.engine.wake(&around).unwrap().expect("the cue");
    story.logs("2026-11-23 12:10", How::Asked, Who::Someone);
    let (from, to) = (day("2026-11-22"), day("2026-11-24"));
    story.does("2026-11-23 12:11", What::Busy { from, to });
    story.does("2026-11-23 12:12", What::Rest { from: to, to, why: RestWhy::Ill });
    story.does("2026-11-23 12:30", What::Pause { until: at("2026-11-23 14:00") });
    let account = story.has_account("2026-11-23 12:31");
    let other = story.also_has_account("2026-11-23 12:31", "me-elsewhere");
    story.writes(|w| {
        w.execute(
            "INSERT INTO live (source, reader, place, account, since, due, keeps)
             SELECT id, 'mastodon', 'https://social.example', account, added, added, 'nothing' FROM source
             WHERE way = 'account'",
            [],
        )
    });
    story.does("2026-11-23 12:32", What::StopSource { source: SourceId(other) });
    story.hears(account, "joan", "2026-11-23 12:32", "mention", true, "111");
    story.does("2026-11-23 12:33", What::Join { one: PersonId(3), other: PersonId(4) });
    story.does("2026-11-23 12:34", What::Never { person: PersonId(5) });
    story.does("2026-11-23 12:35", What::Circle { person: PersonId(5), every: Some(30) });
    story
}

/// How many sorts of acts there are, and the number of each. A new sort has to be given a number here, and then stand
/// in the table below.
const SORTS: usize = 37;
fn sort(what: &What) -> usize {
    match what {
        What::Log { .. } => 0,
        What::Name { .. } => 1,
        What::Correct { .. } => 2,
        What::Accept { .. } => 3,
        What::Reject { .. } => 4,
        What::Overrule { .. } => 5,
        What::JudgeApp { .. } => 6,
        What::Open => 7,
        What::Later => 8,
        What::Dismiss => 9,
        What::Rest { .. } => 10,
        What::Unrest { .. } => 11,
        What::Busy { .. } => 12,
        What::EndBusy => 13,
        What::Pause { .. } => 14,
        What::Resume => 15,
        What::Set(_) => 16,
        What::Circle { .. } => 17,
        What::Join { .. } => 18,
        What::Unjoin { .. } => 19,
        What::Apart { .. } => 20,
        What::Rename { .. } => 21,
        What::Forget { .. } => 22,
        What::Skip { .. } => 23,
        What::NotNow { .. } => 24,
        What::Never { .. } => 25,
        What::Suggest { .. } => 26,
        What::Done { .. } => 27,
        What::SetReviewRule { .. } => 28,
        What::StopSource { .. } => 29,
        What::GoOnSource { .. } => 30,
        What::AddSample => 31,
        What::RemoveSample => 32,
        What::Undo { .. } => 33,
        What::Unbusy { .. } => 34,
        What::Fewer => 35,
        What::Rate { .. } => 36,
    }
}

/// Forgetting can't be undone, by design; undo is not undone; sample data, and the word on an app, which is judged later,
/// have tests of their own.
const ELSEWHERE: [usize; 4] = [6, 22, 31, 33];

/// The two dumps are the same; otherwise only what differs is told.
#[track_caller]
fn assert_same(after: &str, before: &str, what: &What) {
    let lines = |text: &str| text.lines().map(str::to_owned).collect::<BTreeSet<_>>();
    let (after, before) = (lines(after), lines(before));
    let more: Vec<_> = after.difference(&before).take(8).collect();
    let less: Vec<_> = before.difference(&after).take(8).collect();
    assert!(more.is_empty() && less.is_empty(), "{what:?} was not undone exactly: now {more:#?}, before {less:#?}");
}

#[test]
fn undo_restores_exactly_whatever_was_done() {
    let story = lived_in();
    let now = at("2026-11-23 13:00");
    let someone = InteractionId(i64::from(story.engine.today(now).unwrap().unnamed[0].interaction));
    let replies = PostQuery { kinds: vec![KindName::Reply], ..PostQuery::default() };
    let reply = PostId(i64::from(story.engine.posts(&replies, now).unwrap().posts[0].post));
    let nudge = Some(NudgeId(i64::from(story.engine.inbox(now).unwrap().nudges[0].nudge)));
    let (from, to) = (day("2026-11-23"), day("2026-11-30"));
    let time = NaiveTime::from_hms_opt(18, 30, 0).unwrap();
    let [account, stopped] = ["me", "me-elsewhere"].map(|name| SourceId(story.number("source", "account", name)));
    let heard = HeardId(story.number("heard", "key", "111"));
    let log = |who| What::Log { how: How::Helped, who, note: Some("with the move".to_owned()), link: None };
    let acts: Vec<(What, Option<NudgeId>)> = vec![
        (log(Who::Someone), None),
        (log(named("Ana")), nudge),
        (What::Name { interaction: someone, who: named("Ben") }, None),
        (What::Correct { interaction: someone, how: How::Thanked }, None),
        (What::Reject { interaction: someone }, None),
        (What::Accept { interaction: InteractionId(1) }, None),
        (What::Reject { interaction: InteractionId(1) }, None),
        (What::Overrule { post: reply, kind: Some(Kind::Automated) }, None),
        (What::Overrule { post: reply, kind: Some(Kind::Original) }, None),
        (What::Open, nudge),
        (What::Later, nudge),
        (What::Dismiss, nudge),
        (What::Rest { from, to, why: RestWhy::Travelling }, nudge),
        (What::Unrest { from, to }, None),
        (What::Busy { from, to }, None),
        (What::EndBusy, None),
        (What::Pause { until: at("2026-11-24 13:00") }, None),
        (What::Resume, None),
        (What::Set(Setting::Goal(4)), None),
        (What::Set(Setting::Rollover(Rollover::from_minutes(0).unwrap())), None),
        (What::Set(Setting::Zone(Some("Asia/Tokyo".to_owned()))), None),
        (What::Set(Setting::DaysOff(vec![chrono::Weekday::Sun])), None),
        (What::Set(Setting::Cue(time)), None),
        (What::Set(Setting::Cue(time)), nudge),
        (What::Set(Setting::LearnCue(true)), None),
        (What::Set(Setting::Plan(Some("after lunch".to_owned()))), None),
        (What::Set(Setting::CueEvery(2)), None),
        (What::Set(Setting::Silent(vec![chrono::Weekday::Sat])), None),
        (What::Set(Setting::EarlyWarning(false)), None),
        (What::Fewer, nudge),
        (What::Pause { until: at("2026-11-30 13:00") }, nudge),
        (What::Unbusy { from: day("2026-11-22"), to: day("2026-11-24") }, None),
        (What::Rate { week: day("2026-11-19"), value: Some(4) }, None),
        (What::Set(Setting::CountPrivate(true)), None),
        (What::Set(Setting::Late(Some(time))), None),
        (What::Set(Setting::Quiet(None)), None),
        (What::Set(Setting::ShowStreak(false)), None),
        (What::Set(Setting::StartWithSession(true)), None),
        (What::Set(Setting::Language(Some("de".to_owned()))), None),
        (What::Set(Setting::QuickLogKeys(Some("Ctrl+Alt+L".to_owned()))), None),
        (What::Circle { person: PersonId(1), every: Some(14) }, None),
        (What::Circle { person: PersonId(5), every: None }, None),
        (What::Join { one: PersonId(1), other: PersonId(2) }, None),
        (What::Unjoin { person: PersonId(4) }, None),
        (What::Apart { one: PersonId(2), other: PersonId(1) }, None),
        (What::Rename { person: PersonId(1), name: "Somebody else".to_owned() }, None),
        (What::Skip { person: PersonId(1) }, None),
        (What::NotNow { person: PersonId(1) }, None),
        (What::Never { person: PersonId(1) }, None),
        (What::Suggest { person: PersonId(5) }, None),
        (What::Done { heard }, None),
        (What::StopSource { source: account }, None),
        (What::GoOnSource { source: stopped }, None),
        (What::SetReviewRule { rule: ReviewRule::OwnSite, counts: Some(true) }, None),
        (What::SetReviewRule { rule: ReviewRule::OwnSiteTo(PersonId(1)), counts: Some(false) }, None),
        (What::RemoveSample, None),
    ];
    let here: BTreeSet<usize> = acts.iter().map(|(what, _)| sort(what)).chain(ELSEWHERE).collect();
    assert_eq!(here, (0..SORTS).collect(), "every sort of act stands in the table");
    for (what, nudge) in acts {
        let before = story.dump();
        let done = story.engine.act(&Act { nudge, ..act("2026-11-23 13:00", what.clone()) }).unwrap();
        let id = done.act.unwrap_or_else(|| panic!("{what:?} changed nothing"));
        assert!(story.dump() != before, "{what:?} changed nothing");
        if what == What::RemoveSample {
            continue; // The logs keep sample data from being put in again; that has a test of its own.
        }
        story.does("2026-11-23 13:01", What::Undo { act: Some(ActId(i64::from(id))) });
        assert_same(&story.dump(), &before, &what);
        let again = story.does("2026-11-23 13:02", What::Undo { act: Some(ActId(i64::from(id))) });
        assert_eq!(again.changed, [], "{what:?} undone twice");
    }
}

/// Where a post was placed by the rollover or the zone that is taken back, its day stays, and days are counted as before from now on.
#[test]
fn undo_of_rollover_and_zone_holds_from_now_on_where_something_came_meanwhile() {
    for (set, between) in [
        (Setting::Rollover(Rollover::from_minutes(0).unwrap()), "2026-11-24 00:30"),
        (Setting::Zone(Some("Asia/Tokyo".to_owned())), "2026-11-23 21:00"),
    ] {
        let story = Story::begins("2026-11-20 08:00");
        let account = story.has_account("2026-11-20 08:01");
        let held = |when: &str| {
            let settings = story.engine.settings(at(when)).unwrap();
            (settings.rollover, settings.zone, settings.zone_follows_system)
        };
        let before = held("2026-11-20 09:00");
        let done = story.does("2026-11-23 13:00", What::Set(set.clone()));
        story.replies(account, "one", between, "ana", None, "I would sow them in March, and water them in the evening");
        let (placed, dump) = (story.number("post", "day", &day("2026-11-24").number().to_string()), story.dump());
        story.does("2026-11-24 01:00", What::Undo { act: Some(ActId(i64::from(done.act.unwrap()))) });
        assert_eq!(held("2026-11-24 01:01"), before, "{set:?}");
        assert_eq!(story.number("post", "day", &day("2026-11-24").number().to_string()), placed);
        let lines = |text: &str| text.lines().filter(|line| !line.starts_with("period")).map(str::to_owned).collect();
        let (after, before): (Vec<String>, Vec<String>) = (lines(&story.dump()), lines(&dump));
        assert_eq!(after, before, "{set:?}");
        // By the rollover at four in Vienna it is still the evening before.
        story.logs("2026-11-24 01:02", How::Asked, named("Ben"));
        assert_eq!(story.engine.day("2026-11-23", at("2026-11-24 01:03")).unwrap().cell.counted, 1, "{set:?}");
    }
}

#[test]
fn undo_of_a_rollover_leaves_the_zone_that_the_journey_brought_since() {
    let story = Story::begins("2026-11-20 08:00");
    let rollover = What::Set(Setting::Rollover(Rollover::from_minutes(0).unwrap()));
    let before = story.engine.settings(at("2026-11-20 09:00")).unwrap();
    let done = story.does("2026-11-23 13:00", rollover);
    story.engine.notice(at("2026-11-23 18:00"), Zone::named("Asia/Tokyo").unwrap()).unwrap();
    story.does("2026-11-23 19:00", What::Undo { act: Some(ActId(i64::from(done.act.unwrap()))) });
    let after = story.engine.settings(at("2026-11-23 19:01")).unwrap();
    assert_eq!((after.rollover, after.zone.as_str()), (before.rollover, "Asia/Tokyo"));
}

/// What is judged later is undone as well: the word on an app, on one's own sites, and on a post that has look-alikes.
#[test]
fn undo_takes_the_word_on_apps_and_sites_and_what_a_word_taught_back() {
    let story = lived_in();
    let now = at("2026-11-23 13:00");
    let originals = PostQuery { kinds: vec![KindName::Original], ..PostQuery::default() };
    let post = PostId(i64::from(story.engine.posts(&originals, now).unwrap().posts[0].post));
    let catch_up = || story.engine.catch_up(now, &mut |_| std::ops::ControlFlow::Continue(())).unwrap();
    catch_up();
    for what in [
        What::JudgeApp { app: "dlvr.it".to_owned(), standing: Some(AppStanding::ByHand) },
        What::Set(Setting::OwnSites(vec!["https://www.Example.org/blog".to_owned()])),
        What::Overrule { post, kind: Some(Kind::Automated) },
    ] {
        let before = story.dump();
        story.does("2026-11-23 13:00", what.clone());
        catch_up();
        assert!(story.dump() != before, "{what:?} changed nothing");
        story.does("2026-11-23 13:01", What::Undo { act: None });
        catch_up();
        assert_same(&story.dump(), &before, &what);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    /// Whatever was done one after another, undone in the other order it is as if it had never been.
    #[test]
    fn all_acts_undone_the_last_first_is_as_if_nothing_had_been_done(
        steps in prop::collection::vec((0..5u8, 0..4u8, 0..5i64), 1..20)
    ) {
        let story = Story::begins("2026-11-23 08:00");
        let before = story.dump();
        for (what, who, back) in steps {
            story.step(what, who, back);
        }
        while story.engine.act(&act("2026-11-23 13:00", What::Undo { act: None })).is_ok() {}
        prop_assert_eq!(story.dump(), before);
    }
}
