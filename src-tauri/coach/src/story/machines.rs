//! The automations that began to post, and those that ended.

use super::{Happened, Turning, Weeks};
use std::collections::BTreeMap;

/// An automation has begun in the first week of so many …
const WINDOW: usize = 8;
/// … in which it posts so often: once a week.
const REGULAR: u32 = 8;
/// Fewer posts in all turn no feed.
const LEAST: u32 = 26;
/// Nor does less than this part of all posts.
const LEAST_PART: f64 = 0.03;
/// An automation has ended where the feed went on for so many weeks: a quarter of a year.
const WENT_ON: usize = 13;
/// Half a year.
const HALF_YEAR: usize = 26;

pub(super) fn machines(weeks: &Weeks) -> Vec<Turning> {
    let posts: u32 = weeks.all.iter().map(|week| week.posts).sum();
    let mut by_app: BTreeMap<&Option<String>, Vec<u32>> = BTreeMap::new();
    for (nth, week) in weeks.all.iter().enumerate() {
        for (app, n) in &week.machines {
            let of = by_app.entry(app).or_insert_with(|| vec![0; weeks.all.len()]);
            if let Some(count) = of.get_mut(nth) {
                *count = *n;
            }
        }
    }
    let mut turnings = Vec::new();
    for (app, counts) in by_app {
        let all: u32 = counts.iter().sum();
        if all < LEAST || f64::from(all) < LEAST_PART * f64::from(posts) {
            continue;
        }
        let regular = |window: &[u32]| window.first().is_some_and(|n| *n > 0) && window.iter().sum::<u32>() >= REGULAR;
        let Some(begun) = counts.windows(WINDOW.min(counts.len())).position(regular) else { continue };
        let first: u32 = counts.iter().skip(begun).take(HALF_YEAR).sum();
        let what = Happened::MachineBegan { app: app.clone(), posts: first };
        turnings.push(Turning { day: weeks.day(begun), what, weight: all });
        let ended = counts.iter().rposition(|n| *n > 0).map_or(0, |last| last + 1);
        let after = weeks.all.iter().skip(ended);
        if after.clone().count() >= WENT_ON && after.map(|week| week.posts).sum::<u32>() > 0 {
            let what = Happened::MachineEnded { app: app.clone(), posts: all };
            turnings.push(Turning { day: weeks.day(ended), what, weight: all / 2 });
        }
    }
    turnings
}
