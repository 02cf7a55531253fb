//! The long view: the mix of each year, and the year the feed stopped talking.

use super::constants::{POSTS_A_YEAR, TURN_FACTOR};
use super::summary::DaySummary;
use crate::day::Day;
use crate::message::{Arg, Message};
use crate::mix::Counts;
use chrono::Datelike;
use std::collections::BTreeMap;

/// One calendar year of the feed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Year {
    /// The calendar year.
    pub year: i32,
    /// Posts of each kind.
    pub counts: Counts,
}

/// The year the feed stopped talking.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Turn {
    /// The first year of the quiet.
    pub year: i32,
    /// The most talkative year before it, with its share of conversation.
    pub before: (i32, f64),
    /// The least talkative year from it on, with its share of conversation.
    pub after: (i32, f64),
}

/// The years on which something was posted, in order.
pub fn years<'a>(days: impl IntoIterator<Item = (Day, &'a DaySummary)>) -> Vec<Year> {
    let mut years: BTreeMap<i32, Counts> = BTreeMap::new();
    for (day, summary) in days {
        years.entry(day.date().year()).or_default().add_all(&summary.counts);
    }
    years.into_iter().filter(|(_, counts)| counts.all() > 0).map(|(year, counts)| Year { year, counts }).collect()
}

/// The year the feed stopped talking, if it did: the cut that best divides the years into a talkative time and a quiet
/// one (greatest likelihood of two binomial shares). Years with fewer than [`POSTS_A_YEAR`] posts are left out.
pub fn turn(years: &[Year]) -> Option<Turn> {
    let years: Vec<(i32, Counts)> =
        years.iter().map(|y| (y.year, y.counts)).filter(|(_, counts)| counts.posts() >= POSTS_A_YEAR).collect();
    let cut = (1..years.len()).max_by(|a, b| likelihood(&years, *a).total_cmp(&likelihood(&years, *b)))?;
    let (before, after) = years.split_at(cut);
    if share(after) >= TURN_FACTOR * share(before) {
        return None;
    }
    let of = |(year, counts): &(i32, Counts)| (*year, share(&[(*year, *counts)]));
    let loudest = before.iter().map(of).max_by(|a, b| a.1.total_cmp(&b.1))?;
    let quietest = after.iter().map(of).min_by(|a, b| a.1.total_cmp(&b.1))?;
    Some(Turn { year: after.first()?.0, before: loudest, after: quietest })
}

impl Turn {
    /// "In 2012, 38 % of your posts were conversation; in 2016, 2 %."
    pub fn sentence(&self) -> Message {
        Message::new("drift.turn")
            .with("before", self.before.0.to_string())
            .with("share", Arg::Share(self.before.1))
            .with("after", self.after.0.to_string())
            .with("left", Arg::Share(self.after.1))
    }
}

fn totals(years: &[(i32, Counts)]) -> (f64, f64) {
    years.iter().fold((0.0, 0.0), |(talk, posts), (_, counts)| {
        (talk + f64::from(counts.conversation()), posts + f64::from(counts.posts()))
    })
}

fn share(years: &[(i32, Counts)]) -> f64 {
    let (talk, posts) = totals(years);
    if posts > 0.0 { talk / posts } else { 0.0 }
}

/// Log-likelihood of the conversation counts with one share before the cut and another from it on.
fn likelihood(years: &[(i32, Counts)], cut: usize) -> f64 {
    let (before, after) = years.split_at(cut);
    [before, after].into_iter().map(totals).map(|(talk, posts)| xlogx(talk) + xlogx(posts - talk) - xlogx(posts)).sum()
}

fn xlogx(x: f64) -> f64 {
    if x > 0.0 { x * x.ln() } else { 0.0 }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::kind::Kind;

    fn feed(years: &[(i32, u32, u32)]) -> Vec<Year> {
        let year = |&(year, talk, robots): &(i32, u32, u32)| {
            let mut counts = Counts::NONE;
            counts.add(Kind::Reply, talk);
            counts.add(Kind::Automated, robots);
            Year { year, counts }
        };
        years.iter().map(year).collect()
    }

    #[test]
    fn the_year_the_feed_stopped_talking_is_found() {
        let feed = feed(&[
            (2010, 300, 700),
            (2011, 350, 650),
            (2012, 380, 620),
            (2013, 310, 690),
            (2014, 60, 940),
            (2015, 40, 960),
            (2016, 20, 980),
        ]);
        let turn = turn(&feed).unwrap();
        assert_eq!((turn.year, turn.before, turn.after), (2014, (2012, 0.38), (2016, 0.02)));
    }

    #[test]
    fn a_feed_that_goes_on_talking_has_no_turn() {
        assert_eq!(turn(&feed(&[(2010, 300, 700), (2011, 250, 750), (2012, 280, 720)])), None);
    }

    #[test]
    fn a_feed_that_learns_to_talk_has_no_turn() {
        assert_eq!(turn(&feed(&[(2010, 10, 990), (2011, 400, 600)])), None);
    }

    #[test]
    fn a_year_with_a_handful_of_posts_says_nothing() {
        assert_eq!(turn(&feed(&[(2010, 300, 700), (2011, 0, 49)])), None);
    }
}
