//! How many people one day counts.

use crate::act::InteractionId;
use crate::person::PersonId;
use chrono::{DateTime, TimeDelta, Utc};
use std::collections::{BTreeMap, BTreeSet};

/// One interaction of a day that [counts](crate::interaction::Standing::counts).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Counted {
    /// Which one.
    pub id: InteractionId,
    /// Toward whom; `None` is "someone", not named yet.
    pub person: Option<PersonId>,
    /// When it was done; for a logged one, when it was logged.
    pub at: DateTime<Utc>,
    /// Whether a source showed it, rather than the person logging it.
    pub seen: bool,
}

/// The people of one day.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct People {
    /// How many count: distinct persons, and every "someone" that is nobody of these.
    pub n: u32,
    /// Which "someone" is taken to be whom, because a source showed the same act.
    pub same: Vec<(InteractionId, PersonId)>,
}

/// How long before it is logged an act may have been done, to be taken for the same.
const LOGGED_AFTER: TimeDelta = TimeDelta::hours(2);
/// How far a source's clock may be ahead of ours.
const CLOCKS_DIFFER: TimeDelta = TimeDelta::minutes(5);

/// Whether what a source showed at one moment and what was logged at another may be the same act.
pub fn may_be_same(seen: DateTime<Utc>, logged: DateTime<Utc>) -> bool {
    (logged - LOGGED_AFTER..=logged + CLOCKS_DIFFER).contains(&seen)
}

/// Counts the people of one day from all its interactions that count, in whatever order they arrived.
///
/// Each person counts once. "Someone" counts as a person of its own until it is named, and named as somebody already
/// counted joins them. *The same act from a button and from a feed counts once*: a person all of whose interactions
/// of the day were shown by sources within the two hours before "someone" was logged is taken to be that someone,
/// each person for one someone at most. Where the same person was met earlier in the day too, the someone stays a
/// person of its own and the window asks who it was. So an interaction more never makes the people fewer.
pub fn people(of_day: &[Counted]) -> People {
    let persons: BTreeSet<PersonId> = of_day.iter().filter_map(|one| one.person).collect();
    let mut someones: Vec<&Counted> = of_day.iter().filter(|one| one.person.is_none()).collect();
    someones.sort_by_key(|one| (one.at, one.id));

    // The stretch of the day in which each person was met, and whether only sources say so.
    let mut met: BTreeMap<PersonId, (DateTime<Utc>, DateTime<Utc>, bool)> = BTreeMap::new();
    for one in of_day {
        let Some(person) = one.person else { continue };
        let stretch = met.entry(person).or_insert((one.at, one.at, true));
        *stretch = (stretch.0.min(one.at), stretch.1.max(one.at), stretch.2 && one.seen);
    }
    // Every someone accepts the same length of time before it, so taking the earliest fitting person pairs the most.
    let mut waiting: Vec<(DateTime<Utc>, DateTime<Utc>, PersonId)> =
        met.into_iter().filter(|(_, (.., only_seen))| *only_seen).map(|(who, (from, to, _))| (from, to, who)).collect();
    waiting.sort();

    let mut same = Vec::new();
    for someone in &someones {
        let fits = |(from, to, _): &(DateTime<Utc>, DateTime<Utc>, PersonId)| {
            may_be_same(*from, someone.at) && may_be_same(*to, someone.at)
        };
        if let Some(found) = waiting.iter().position(fits) {
            same.push((someone.id, waiting.remove(found).2));
        }
    }
    People { n: u32::try_from(persons.len() + someones.len() - same.len()).unwrap_or(u32::MAX), same }
}
