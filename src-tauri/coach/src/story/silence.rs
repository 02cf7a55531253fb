//! Stretches in which nothing was posted.

use super::{Happened, Turning, Weeks};

/// A silence is so many weeks long at least: a quarter of a year.
const LEAST: usize = 13;

pub(super) fn silences(weeks: &Weeks) -> Vec<Turning> {
    let mut silences = Vec::new();
    let mut since = None;
    let a_week =
        weeks.all.iter().map(|week| week.posts).sum::<u32>() / u32::try_from(weeks.all.len()).unwrap_or(1).max(1);
    for (nth, week) in weeks.all.iter().enumerate() {
        if week.posts == 0 {
            since.get_or_insert(nth);
        } else if let Some(first) = since.take().filter(|first| nth - first >= LEAST) {
            let length = u32::try_from(nth - first).unwrap_or(u32::MAX);
            let weight = length.saturating_mul(a_week.max(1));
            silences.push(Turning { day: weeks.day(first), what: Happened::Silence { weeks: length }, weight });
        }
    }
    silences
}
