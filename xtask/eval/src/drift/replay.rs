//! Replays of drift: a real stream up to some day, and from then on only automatic posts of the same account; or, fading,
//! with ever fewer posts of the person among them.

use super::quiet::{Spell, Told};
use super::sight::day_of;
use crate::stream::{Label, Labelled, Stream};
use chrono::TimeDelta;
use coach::day::Day;
use std::collections::BTreeMap;

/// Replays of each account that has automatic posts.
pub const REPLAYS: usize = 20;
/// Days that a replay goes on.
pub const LASTS_DAYS: i64 = 90;
/// A replay begins where the person spoke on this many days of the 60 before.
const SIGN_DAYS: usize = 5;
/// Within a replay's first 28 days automatic posts go out on at least this many.
const MACHINE_DAYS: usize = 8;
/// … and within its first week on at least this many.
const FIRST_WEEK: usize = 2;
/// Days in which the posts of a person who fades get fewer, from all to none.
pub const FADES_DAYS: i64 = 28;
/// Hand-made posts that remain for one automatic post in a drift of 97 %.
const REMAINING: f64 = 3.0 / 97.0;

/// What is posted from a day on.
#[derive(Debug, Clone)]
pub struct Replay {
    /// The first day on which the person is silent.
    pub start: Day,
    /// Whether the posts are those that went out at that time; otherwise a later stretch of the account is moved there.
    pub in_place: bool,
    /// Automatic posts only.
    pub pure: Vec<Labelled>,
    /// The same, with 3 % hand-made posts among them.
    pub mixed: Vec<Labelled>,
    /// The same, with the person's own posts of those days among them, fewer each day until after four weeks none is left.
    pub fading: Vec<Labelled>,
}

/// The replays of an account: evenly spread over the days on which the person was talking and automatic posts can go
/// on, in place or from a later stretch that the eye has not seen.
pub fn replays(stream: &Stream, truth: &BTreeMap<Day, Told>, spells: &[Spell]) -> Vec<Replay> {
    let machines: Vec<&Labelled> = stream.posts.iter().filter(|post| post.label == Label::Auto).collect();
    let starts: Vec<(Day, Day)> = truth
        .keys()
        .filter(|day| is_talking(truth, **day) && !spells.iter().any(|spell| spell.makes_true(**day)))
        .filter_map(|day| Some((*day, source(&machines, *day)?)))
        .collect();
    let count = REPLAYS.min(starts.len());
    (0..count)
        .map(|i| starts[i * starts.len() / count])
        .map(|(start, source)| replay(stream, &machines, start, source))
        .collect()
}

fn is_talking(truth: &BTreeMap<Day, Told>, day: Day) -> bool {
    let spoke = |from: i64| truth.range(day.plus(-from)..day).filter(|(_, told)| told.spoke).count();
    spoke(7) > 0 && spoke(60) >= SIGN_DAYS
}

/// The first day of the stretch whose automatic posts are replayed: the day itself, or the first multiple of four
/// weeks later from which on they are frequent enough.
fn source(machines: &[&Labelled], day: Day) -> Option<Day> {
    let last = day_of(&machines.last()?.post);
    (0..).map(|n| day.plus(7 * n)).take_while(|from| *from <= last).find(|from| {
        let mut days: Vec<Day> = within(machines, *from, 28).map(|post| day_of(&post.post)).collect();
        days.dedup();
        let first_week = days.iter().filter(|day| day.since(*from) < 7).count();
        days.len() >= MACHINE_DAYS && first_week >= FIRST_WEEK
    })
}

fn within<'a>(posts: &'a [&'a Labelled], from: Day, days: i64) -> impl Iterator<Item = &'a Labelled> {
    let first = posts.partition_point(|post| day_of(&post.post) < from);
    posts[first..].iter().copied().take_while(move |post| day_of(&post.post).since(from) < days)
}

fn replay(stream: &Stream, machines: &[&Labelled], start: Day, source: Day) -> Replay {
    let shift = TimeDelta::days(source.since(start));
    let pure: Vec<Labelled> = within(machines, source, LASTS_DAYS).map(|post| moved(post, -shift)).collect();
    let after = stream.posts.partition_point(|post| day_of(&post.post) < start);
    let mut person = stream.posts[after..].iter().filter(|post| post.label == Label::Human);
    let (mut mixed, mut due) = (Vec::new(), 0.0);
    for machine in &pure {
        mixed.push(machine.clone());
        due += REMAINING;
        if due >= 1.0 {
            due -= 1.0;
            let at = machine.post.at + TimeDelta::seconds(30);
            mixed.extend(person.next().map(|post| moved(post, at - post.post.at)));
        }
    }
    let fading = fading(&stream.posts[after..], start, &pure);
    Replay { start, in_place: shift.is_zero(), pure, mixed, fading }
}

/// The automatic posts and, in order of time, what is left of the person's from `start` on.
fn fading(posts: &[Labelled], start: Day, pure: &[Labelled]) -> Vec<Labelled> {
    let mut due = 0.0;
    let days = |post: &Labelled| day_of(&post.post).since(start);
    let own = posts.iter().filter(|post| post.label != Label::Auto).take_while(|post| days(post) < FADES_DAYS);
    let mut fading: Vec<Labelled> = own
        .filter(|post| {
            due += 1.0 - days(post) as f64 / FADES_DAYS as f64;
            let stays = due >= 1.0;
            due -= f64::from(u8::from(stays));
            stays
        })
        .chain(pure)
        .cloned()
        .collect();
    fading.sort_by_key(|post| post.post.at);
    fading
}

fn moved(labelled: &Labelled, by: TimeDelta) -> Labelled {
    let mut moved = labelled.clone();
    moved.post.at += by;
    moved
}
