//! The feed over the years: then and now, and where it turned.

use super::Asked;
use super::feed::year_line;
use crate::ledger::tally;
use crate::view::{Said, Story, StoryTurning, TurningSort, YearPast};
use chrono::Datelike;
use coach::day::Day;
use coach::drift::constants::POSTS_A_YEAR;
use coach::drift::{Year, turn, years};
use coach::message::{Arg, Message};
use coach::mix::Counts;
use coach::story::{Happened, turnings};
use rusqlite::Result;
use std::collections::BTreeMap;

/// The whole story.
pub(crate) fn story(asked: &Asked<'_>) -> Result<Story> {
    let feed = asked.account.feed(asked.ledger)?;
    let days = || feed.days.iter().map(|(day, summary)| (*day, summary));
    let known = years(days());
    let mut talked: BTreeMap<i32, u32> = BTreeMap::new();
    for (day, _) in tally::since(asked.ledger, Day::from_number(i32::MIN / 2))? {
        *talked.entry(day.date().year()).or_default() += 1;
    }
    let past = |year: &Year| YearPast {
        line: year_line(year),
        days: talked.get(&year.year).copied().unwrap_or(0),
        replies: year.counts.conversation(),
    };
    let now = known.last();
    let turned = turn(&known);
    let then = then(&known, turned.map(|turn| turn.before.0));
    let said = match (turned, then, now) {
        (_, _, None) => Message::new("story.none"),
        (Some(turn), ..) => turn.sentence(),
        (None, Some(then), Some(now)) => Message::new("story.steady")
            .with("before", then.year.to_string())
            .with("share", Arg::Share(conversation(then)))
            .with("after", now.year.to_string())
            .with("left", Arg::Share(conversation(now))),
        (None, None, Some(now)) => {
            Message::new("story.one").with("n", now.counts.posts()).with("share", Arg::Share(conversation(now)))
        }
    };
    let turnings = turnings(days()).into_iter().map(|one| StoryTurning {
        day: one.day.to_string(),
        sort: (&one.what).into(),
        said: Said::from(&one.sentence()),
    });
    Ok(Story {
        said: Said::from(&said),
        then: then.map(past),
        now: then.and(now).map(past),
        years: without_gap(&known).iter().map(past).collect(),
        turnings: turnings.collect(),
    })
}

fn conversation(year: &Year) -> f64 {
    year.counts.mix().map_or(0.0, |mix| mix.conversation())
}

/// The year that the last is held against: the talkative one of which the headline tells, or else the first that is no
/// handful of posts.
fn then(years: &[Year], talkative: Option<i32>) -> Option<&Year> {
    let (_, before) = years.split_last()?;
    let told = before.iter().find(|year| Some(year.year) == talkative);
    told.or_else(|| before.iter().find(|year| year.counts.posts() >= POSTS_A_YEAR))
}

fn without_gap(known: &[Year]) -> Vec<Year> {
    let (Some(first), Some(last)) = (known.first(), known.last()) else { return Vec::new() };
    let of = |year: i32| known.iter().find(|one| one.year == year).copied();
    (first.year..=last.year).map(|year| of(year).unwrap_or(Year { year, counts: Counts::NONE })).collect()
}

impl From<&Happened> for TurningSort {
    fn from(what: &Happened) -> Self {
        match what {
            Happened::First => Self::First,
            Happened::MachineBegan { .. } => Self::MachineBegan,
            Happened::MachineEnded { .. } => Self::MachineEnded,
            Happened::RepliesStopped { .. } => Self::RepliesStopped,
            Happened::RepliesCame { .. } => Self::RepliesCame,
            Happened::Silence { .. } => Self::Silence,
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use crate::story::{Story, at};
    use crate::view::{ImportWish, TurningSort};
    use coach::act::What;
    use expect_test::expect;
    use std::ops::ControlFlow;
    use std::path::PathBuf;

    fn told(story: &crate::view::Story) -> String {
        let line = |one: &crate::view::StoryTurning| {
            let numbers: Vec<String> =
                one.said.args.iter().map(|(gap, filling)| format!("{gap} {filling:?}")).collect();
            format!("{} {} {}\n", one.day, one.said.key, numbers.join(", "))
        };
        story.turnings.iter().map(line).collect()
    }

    #[test]
    fn an_empty_ledger_has_no_story() {
        let story = Story::begins("2026-11-23 08:00");
        let told = story.engine.story(at("2026-11-23 12:00")).unwrap();
        assert_eq!((told.said.key.as_str(), told.years.len(), told.turnings.len()), ("story.none", 0, 0));
    }

    #[test]
    fn the_sample_tells_of_the_busy_june_in_which_the_replies_stopped() {
        let story = Story::begins("2026-11-23 08:00");
        story.does("2026-11-23 19:00", What::AddSample);
        let told = story.engine.story(at("2026-11-23 19:01")).unwrap();
        let of =
            |sort| told.turnings.iter().filter(|one| one.sort == sort).map(|one| one.day.as_str()).collect::<Vec<_>>();
        assert_eq!(of(TurningSort::RepliesStopped), ["2026-06-08"], "{}", self::told(&told));
        assert_eq!(of(TurningSort::RepliesCame), ["2026-08-31"], "{}", self::told(&told));
        assert_eq!(told.years.len(), 3);
        assert!(told.then.is_some() && told.now.is_some());
    }

    /// Real archives, where the shared data are.
    #[test]
    fn real_archives_tell_when_their_robots_began_and_their_replies_stopped() {
        let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data/x-archives");
        let mut all = String::new();
        for name in ["bizweekgraphics", "geoinquiets", "hibbittsdesign", "lildude"] {
            let path = folder.join(format!("{name}.zip"));
            if !path.exists() {
                println!("skipped: {} is not here", path.display());
                return;
            }
            let story = Story::begins("2026-11-23 08:00");
            let now = at("2026-11-23 19:01");
            story.engine.import(&path, ImportWish::default(), now, &mut |_| ControlFlow::Continue(())).unwrap();
            let told = story.engine.story(now).unwrap();
            all += &format!("{name}: {} {:?}\n{}", told.said.key, told.said.args, self::told(&told));
        }
        expect![[r#"
            bizweekgraphics: story.steady {"after": Text("2015"), "before": Text("2011"), "left": Share(0.20656370656370657), "share": Share(0.24684431977559607)}
            2011-02-28 story.first 
            geoinquiets: drift.turn.own-words {"after": Text("2018"), "before": Text("2012"), "left": Share(0.03070175438596491), "share": Share(0.8211586901763224)}
            2011-01-31 story.first 
            2012-03-19 story.replies.came before Count(6), n Count(29)
            2012-06-25 story.replies.stopped before Count(29), n Count(8)
            2013-03-11 story.machine.began app Text("Buffer"), n Count(446)
            hibbittsdesign: story.steady {"after": Text("2017"), "before": Text("2009"), "left": Share(0.2643051771117166), "share": Share(0.3275862068965517)}
            2008-08-25 story.first 
            2012-01-02 story.replies.came before Count(5), n Count(27)
            2015-05-25 story.replies.came before Count(27), n Count(110)
            lildude: story.steady {"after": Text("2021"), "before": Text("2009"), "left": Share(0.42857142857142855), "share": Share(0.031496062992125984)}
            2007-09-10 story.first 
            2007-12-03 story.silence n Count(25)
            2010-07-05 story.machine.began app Text("colinseymour.co.uk"), n Count(54)
            2011-11-14 story.replies.came before Count(2), n Count(33)
            2014-02-17 story.machine.began app Text("IFTTT"), n Count(40)
            2014-09-01 story.machine.ended app Text("colinseymour.co.uk"), n Count(310)
            2016-11-14 story.replies.stopped before Count(33), n Count(13)
        "#]].assert_eq(&all);
    }
}
