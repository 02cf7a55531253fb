//! Sample data: two years of a blogger's feed, to look around in before there is anything of one's own.
//!
//! It comes as a source of its own, marked as sample in every table it touches, is judged by the same rules as any
//! other, and leaves without a trace.

mod story;
mod words;

use crate::ledger::{act, app, period, person, post, ran, source, tally};
use crate::listen::{drifting, judging};
use chrono::{DateTime, TimeDelta, Utc};
use coach::day::Day;
use coach::person::Network;
use rusqlite::Connection;

/// The way of sample sources.
const WAY: &str = "sample";
/// What the sample account is called.
const NAME: &str = "@sample";

/// Puts the story in, so that it ends today. The ledger has nothing else in it.
pub(crate) fn add(ledger: &Connection, now: DateTime<Utc>) -> rusqlite::Result<()> {
    let periods = period::all(ledger)?;
    let today = periods.reckoning.day_of(now);
    let posts = story::posts(today, |day, minute| {
        let begins = periods.reckoning.span(day).map_or(now, |span| span.start);
        begins + TimeDelta::minutes(minute)
    });
    let first = today.plus(-story::DAYS);
    let new = source::New {
        network: Network::X,
        account: NAME,
        title: NAME,
        names: &[NAME.to_owned()],
        site: Some(words::SITE),
        way: WAY,
        sees: 1 | 2 | 4 | 8,
        added: periods.reckoning.span(first).map_or(now, |span| span.start),
    };
    let (source, _) = source::add(ledger, &new)?;
    let mut writer = post::Writer::new(ledger, source)?;
    for one in posts.iter().filter(|one| one.at <= now) {
        let app = one.app.as_deref().map(|name| app::row(ledger, name)).transpose()?;
        writer.write(one, &post::placed(&periods, one.at, one.precision), app)?;
    }
    for n in 0..story::DAYS {
        ran::note(ledger, first.plus(n))?;
    }
    judging::judge_here(ledger, today)?;
    source::cover(ledger, source, first, today)?;
    drifting::keep(ledger, today)
}

/// Takes the story out, and all that was found in it. What the person logged meanwhile stays, also toward people of the
/// story; those then are hers. The days before it was put in are forgotten with it: the app ran on them in the story only.
pub(crate) fn remove(ledger: &Connection, today: Day) -> rusqlite::Result<()> {
    make_room(ledger)?;
    judging::judge_here(ledger, today)
}

/// [`remove`], for somebody who judges all posts anew afterwards anyway.
pub(crate) fn make_room(ledger: &Connection) -> rusqlite::Result<()> {
    source::remove_sample(ledger)?;
    person::remove_sample(ledger)?;
    app::remove_unused(ledger)?;
    if let Some(added) = act::last_at(ledger, "add-sample")? {
        ran::forget_before(ledger, period::all(ledger)?.reckoning.day_of(added))?;
    }
    tally::rebuild(ledger)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

    use crate::ActError;
    use crate::story::{Story, act, at, named};
    use crate::view::{Credit, DriftStateName, KindName};
    use chrono::TimeDelta;
    use coach::act::{Act, ActId, What, Who};
    use coach::interaction::How;

    #[test]
    fn the_sample_tells_of_a_busy_june_and_of_the_return() {
        let story = Story::begins("2026-11-23 08:00");
        story.does("2026-11-23 19:00", What::AddSample);
        let now = at("2026-11-23 19:01");
        let today = story.engine.today(now).unwrap();
        assert!(today.sample && !today.fresh);
        assert!(today.strength > 0.5, "{}", today.strength);
        let feed = story.engine.feed(None, None, None, chrono::Weekday::Mon, now).unwrap();
        let autopilot: Vec<_> = feed.spans.iter().filter(|span| span.state == DriftStateName::Autopilot).collect();
        assert_eq!(autopilot.len(), 1, "{:?}", feed.turns);
        assert!(autopilot[0].from.starts_with("2026-06"), "{:?}", autopilot[0]);
        assert!(autopilot[0].to.as_deref().is_some_and(|to| to.starts_with("2026-08") || to.starts_with("2026-09")));
        assert_eq!(feed.now.state, DriftStateName::Fine);
        assert_eq!(feed.apps[0].overruled, None);
        for kind in [KindName::Reply, KindName::Automated, KindName::Question, KindName::Boost, KindName::Original] {
            assert!(feed.bars.iter().any(|bar| bar.counts.iter().any(|count| count.kind == kind)), "{kind:?}");
        }
    }

    #[test]
    fn taken_out_again_nothing_of_it_is_left() {
        let story = Story::begins("2026-11-23 08:00");
        let before = story.dump();
        story.does("2026-11-23 19:00", What::AddSample);
        assert_ne!(story.dump(), before);
        story.does("2026-11-23 19:01", What::RemoveSample);
        assert_eq!(story.dump(), before);
        assert!(story.engine.today(at("2026-11-23 19:02")).unwrap().fresh);
        assert_eq!(story.tries("2026-11-23 19:03", What::RemoveSample), Err(ActError::NoSample));
    }

    #[test]
    fn undo_takes_it_out_and_puts_it_in_again() {
        let story = Story::begins("2026-11-23 08:00");
        let before = story.dump();
        let added = story.does("2026-11-23 19:00", What::AddSample);
        let with = story.dump();
        let removed = story.does("2026-11-23 19:01", What::RemoveSample);
        let undo = |changes: &crate::view::Changes| What::Undo {
            act: changes.act.map(|act| coach::act::ActId(i64::from(act))),
        };
        story.does("2026-11-23 19:02", undo(&removed));
        assert_eq!(story.dump(), with);
        story.does("2026-11-23 19:03", undo(&added));
        assert_eq!(story.dump(), before);
    }

    #[test]
    fn what_was_logged_meanwhile_stays() {
        let story = Story::begins("2026-11-23 08:00");
        story.does("2026-11-23 19:00", What::AddSample);
        let known = story.engine.today(at("2026-11-23 19:01")).unwrap().recent[0].name.clone();
        story.logs("2026-11-23 19:02", How::Asked, named(&known));
        story.does("2026-11-23 19:03", What::RemoveSample);
        let today = story.engine.today(at("2026-11-23 19:04")).unwrap();
        assert_eq!((today.counted, today.people[0].name.as_deref()), (1, Some(known.as_str())));
    }

    #[test]
    fn days_on_which_the_app_ran_with_it_are_the_persons_own() {
        let story = Story::begins("2026-10-30 08:00");
        story.does("2026-11-01 19:00", What::AddSample);
        story.awake("2026-11-01", "2026-11-20");
        story.logs("2026-11-02 12:00", How::Asked, named("Ana"));
        story.does("2026-11-20 12:00", What::RemoveSample);
        let ledger = rusqlite::Connection::open(story.path()).unwrap();
        let ran: Vec<String> = crate::ledger::ran::all(&ledger).unwrap().iter().map(ToString::to_string).collect();
        assert_eq!((ran.len(), ran.first().map(String::as_str)), (20, Some("2026-11-01")));
        let state = |day: &str| story.engine.day(day, at("2026-11-20 12:01")).unwrap().cell.state;
        assert_eq!(state("2026-11-12"), Some(crate::view::DayStateName::Missed));
    }

    #[test]
    fn it_is_only_put_into_an_empty_ledger() {
        let story = Story::begins("2026-11-23 08:00");
        story.logs("2026-11-23 09:00", How::Asked, named("Ana"));
        assert_eq!(story.tries("2026-11-23 19:00", What::AddSample), Err(ActError::NotEmpty));
    }

    #[test]
    fn the_same_act_from_a_feed_and_from_a_button_is_one_person() {
        let story = Story::begins("2026-11-23 08:00");
        story.does("2026-11-23 19:00", What::AddSample);
        let seen = story.engine.today(at("2026-11-23 19:01")).unwrap();
        assert_eq!((seen.counted, seen.people[0].entries[0].credit), (1, Credit::Feed));
        let replied: chrono::DateTime<chrono::Utc> = seen.people[0].entries[0].at.parse().unwrap();

        let log = What::Log { how: How::Answered, who: Who::Someone, note: None, link: None };
        let pressed = Act { at: replied + TimeDelta::minutes(30), ..act("2026-11-23 12:00", log.clone()) };
        let undo = story.engine.act(&pressed).unwrap().act.unwrap();
        let both = story.engine.today(at("2026-11-23 19:02")).unwrap();
        assert_eq!((both.counted, both.people[0].entries.len()), (1, 1));
        assert_eq!((both.people[0].entries[0].credit, &both.people[0].name), (Credit::Both, &seen.people[0].name));

        story.does("2026-11-23 19:03", What::Undo { act: Some(ActId(i64::from(undo))) });
        assert_eq!(story.engine.today(at("2026-11-23 19:04")).unwrap().people, seen.people);

        let much_later = Act { at: replied + TimeDelta::hours(3), ..act("2026-11-23 12:00", log) };
        story.engine.act(&much_later).unwrap();
        assert_eq!(story.engine.today(at("2026-11-23 19:05")).unwrap().counted, 2, "three hours later it is another");
    }
}
