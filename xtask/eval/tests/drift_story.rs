//! A real feed told as its story: a community whose own words gave way to a queueing tool. Skipped where the data is
//! not beside the project.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use coach::day::Day;
use coach::drift::{Coverage, DaySummary, State, Voice, judge, turn, years};
use coach::kind::{Eye, Rules};
use eval::drift::sight::Diary;
use eval::stream::{self, Stream};
use std::collections::BTreeMap;

/// The community's stream, its apps named as the network names them.
fn community() -> Option<Stream> {
    let folder = stream::default_folder();
    if !folder.is_dir() {
        eprintln!("skipped: there is no {}", folder.display());
        return None;
    }
    let streams = stream::read_folder(&folder).expect("the labelled streams can be read");
    let queue = |stream: &Stream| stream.posts.iter().filter(|p| p.post.app.as_deref() == Some("Buffer")).count();
    streams.into_iter().max_by_key(queue)
}

fn days(stream: &Stream) -> BTreeMap<Day, DaySummary> {
    let (mut eye, mut diary) = (Eye::new(&Rules::shipped()), Diary::default());
    stream.posts.iter().for_each(|labelled| diary.write(&mut eye, &labelled.post));
    diary.days()
}

#[test]
fn the_feed_of_a_community_ends_on_autopilot_and_the_year_of_the_turn_is_found() {
    let Some(stream) = community() else { return };
    let days = days(&stream);
    let (first, last) = (*days.first_key_value().unwrap().0, *days.last_key_value().unwrap().0);
    let told = || days.iter().map(|(day, summary)| (*day, summary));

    let course = judge(told(), &Coverage::of([(first, last)]), last);
    let alarms: Vec<String> = course
        .changes
        .iter()
        .filter(|change| change.to == State::Autopilot && !change.again)
        .map(|change| change.day.to_string())
        .collect();
    assert!(alarms.iter().any(|day| day.as_str() > "2016"), "{alarms:?}");
    // The queue began in 2013. Before, the blog's own cross-poster may be taken for it once: what it posts is estimated.
    assert!(alarms.iter().filter(|day| day.as_str() < "2013").count() <= 1, "{alarms:?}");

    let turn = turn(&years(told())).expect("a turn");
    assert_eq!(turn.what, Voice::OwnWords);
    assert!((2013..=2014).contains(&turn.year), "{turn:?}");
    assert!(turn.before.1 > 0.4 && turn.after.1 < 0.1, "{turn:?}");
}
