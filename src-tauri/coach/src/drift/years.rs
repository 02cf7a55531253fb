//! The long view: the mix of each year, and the year the feed stopped talking.

use super::constants::{POSTS_A_YEAR, TALKATIVE_SHARE, TURN_FACTOR};
use super::summary::DaySummary;
use crate::day::Day;
use crate::kind::Kind;
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
    /// What fell silent.
    pub what: Voice,
    /// The first year of the quiet.
    pub year: i32,
    /// The most talkative year before it, with its share.
    pub before: (i32, f64),
    /// The least talkative year from it on, with its share.
    pub after: (i32, f64),
}

/// What can fall silent in a feed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Voice {
    /// Replies, quotes and questions.
    Conversation,
    /// Conversation, and originals to everybody: every post that is a sign of a person.
    OwnWords,
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
/// one (greatest likelihood of two binomial shares). Told of conversation; of own words where the feed never talked
/// with anyone much. Years with fewer than [`POSTS_A_YEAR`] posts are left out.
pub fn turn(years: &[Year]) -> Option<Turn> {
    [Voice::Conversation, Voice::OwnWords].into_iter().find_map(|what| turn_of(what, years))
}

fn turn_of(what: Voice, years: &[Year]) -> Option<Turn> {
    let years: Vec<Spoken> =
        years.iter().filter(|year| year.counts.posts() >= POSTS_A_YEAR).map(|year| Spoken::of(what, year)).collect();
    let cut = (1..years.len()).max_by(|a, b| likelihood(&years, *a).total_cmp(&likelihood(&years, *b)))?;
    let (before, after) = years.split_at(cut);
    let (loud, quiet) = (share(before), share(after));
    if loud < TALKATIVE_SHARE || quiet >= TURN_FACTOR * loud {
        return None;
    }
    let loudest = before.iter().max_by(|a, b| a.share().total_cmp(&b.share()))?;
    let quietest = after.iter().min_by(|a, b| a.share().total_cmp(&b.share()))?;
    let year = after.first()?.year;
    Some(Turn { what, year, before: (loudest.year, loudest.share()), after: (quietest.year, quietest.share()) })
}

impl Turn {
    /// "In 2012, 38 % of your posts were conversation; in 2016, 2 %."
    pub fn sentence(&self) -> Message {
        let key = match self.what {
            Voice::Conversation => "drift.turn.conversation",
            Voice::OwnWords => "drift.turn.own-words",
        };
        Message::new(key)
            .with("before", self.before.0.to_string())
            .with("share", Arg::Share(self.before.1))
            .with("after", self.after.0.to_string())
            .with("left", Arg::Share(self.after.1))
    }
}

/// How much was spoken in a year, of how many posts.
#[derive(Debug, Clone, Copy)]
struct Spoken {
    year: i32,
    spoken: f64,
    posts: f64,
}

impl Spoken {
    fn of(what: Voice, year: &Year) -> Self {
        let originals = if what == Voice::OwnWords { year.counts.of(Kind::Original) } else { 0 };
        let spoken = f64::from(year.counts.conversation()) + f64::from(originals);
        Self { year: year.year, spoken, posts: f64::from(year.counts.posts()) }
    }

    fn share(&self) -> f64 {
        share(std::slice::from_ref(self))
    }
}

fn totals(years: &[Spoken]) -> (f64, f64) {
    years.iter().fold((0.0, 0.0), |(spoken, posts), year| (spoken + year.spoken, posts + year.posts))
}

fn share(years: &[Spoken]) -> f64 {
    let (spoken, posts) = totals(years);
    if posts > 0.0 { spoken / posts } else { 0.0 }
}

/// Log-likelihood of what was spoken with one share before the cut and another from it on.
fn likelihood(years: &[Spoken], cut: usize) -> f64 {
    let (before, after) = years.split_at(cut);
    let of = |(spoken, posts): (f64, f64)| xlogx(spoken) + xlogx(posts - spoken) - xlogx(posts);
    of(totals(before)) + of(totals(after))
}

fn xlogx(x: f64) -> f64 {
    if x > 0.0 { x * x.ln() } else { 0.0 }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

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
        assert_eq!((turn.what, turn.year), (Voice::Conversation, 2014));
        assert_eq!((turn.before, turn.after), ((2012, 0.38), (2016, 0.02)));
    }

    #[test]
    fn a_feed_that_goes_on_talking_has_no_turn() {
        assert_eq!(turn(&feed(&[(2010, 300, 700), (2011, 250, 750), (2012, 280, 720)])), None);
    }

    #[test]
    fn where_there_never_was_much_conversation_the_own_words_tell() {
        let mut feed = feed(&[(2011, 40, 300), (2012, 50, 250), (2013, 30, 1200), (2014, 20, 1500)]);
        for year in &mut feed[..2] {
            year.counts.add(Kind::Original, 900);
        }
        let turn = turn(&feed).unwrap();
        assert_eq!((turn.what, turn.year, turn.before.0, turn.after.0), (Voice::OwnWords, 2013, 2012, 2014));
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
