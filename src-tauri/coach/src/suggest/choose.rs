//! Who is named today, and who of them is shown.

use super::Sort;
use super::candidate::Candidate;
use super::rank::{Pick, rank};
use crate::day::Day;
use crate::person::PersonId;
use chrono::{DateTime, Utc};

/// So many people are shown at most.
pub const MOST: usize = 3;

/// Somebody who was named today already.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Given {
    /// Who.
    pub person: PersonId,
    /// Why she.
    pub sort: Sort,
    /// Whether she was talked with since.
    pub done: bool,
    /// Whether the person passed her over.
    pub passed: bool,
}

/// Whom to name now, after those that were named today already, the first first.
///
/// Who was named stays. Places that are free are filled as long as people are `missing` to the day's goal, and with those
/// who wait for an answer also afterwards. Who comes to wait for an answer during the day is named even where no place is
/// free, before anybody who does not wait. The same facts give the same people, in whatever order they come.
pub fn next(candidates: &[Candidate], given: &[Given], missing: bool, today: Day, now: DateTime<Utc>) -> Vec<Pick> {
    let is_given = |candidate: &&Candidate| given.iter().any(|given| given.person == candidate.person);
    let fresh = candidates.iter().filter(|candidate| !is_given(candidate));
    let mut picks: Vec<Pick> = fresh.filter_map(|candidate| rank(candidate, today, now)).collect();
    picks.sort_by_key(Pick::key);

    let open = || given.iter().filter(|given| !given.done && !given.passed);
    let mut free = MOST.saturating_sub(open().count());
    let mut for_waiting = MOST.saturating_sub(open().filter(|given| given.sort == Sort::Waiting).count());
    picks.retain(|pick| {
        let waits = pick.sort == Sort::Waiting;
        let named = if waits { for_waiting > 0 } else { missing && free > 0 };
        if named {
            free = free.saturating_sub(1);
            for_waiting -= usize::from(waits);
        }
        named
    });
    picks
}

/// Which of those named today are shown, by their place in the list: at most three, those still to be talked with
/// first, by sort and in the order in which they were named; then those that are done.
pub fn shown(given: &[Given]) -> Vec<usize> {
    let mut places: Vec<usize> = (0..given.len()).filter(|at| given.get(*at).is_some_and(|one| !one.passed)).collect();
    places.sort_by_key(|at| given.get(*at).map(|one| (one.done, one.sort)));
    places.truncate(MOST);
    places
}
