//! Whom the person talked with in a week: for the first time, after a while, or as usual.

use crate::day::Day;
use crate::message::Message;
use crate::person::PersonId;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// After so many days without an act, somebody is talked with again: four weeks, the span by which the app says "of late"
/// everywhere.
pub const RETURNING_AFTER: i64 = 28;

/// One act of the week that counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Contact {
    /// Toward whom; `None` is "someone", not named yet.
    pub person: Option<PersonId>,
    /// On which day.
    pub day: Day,
}

/// How well somebody was known before the week.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Acquaintance {
    /// Talked with for the first time.
    New,
    /// Talked with again, so many days after the last time, [`RETURNING_AFTER`] at least.
    Returning(i64),
    /// Talked with lately.
    Known,
}

/// Somebody the person talked with in the week.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Met {
    /// Who.
    pub person: PersonId,
    /// Acts that count.
    pub acts: u32,
    /// On so many days, 1 to 7.
    pub days: u32,
    /// How well she was known.
    pub acquaintance: Acquaintance,
}

/// Whom the person talked with, the new and the returning first, then by acts. `before` has the last day with an act
/// that counted before the week. "Someone" is nobody here.
pub fn met(contacts: &[Contact], before: &BTreeMap<PersonId, Day>) -> Vec<Met> {
    let mut of: BTreeMap<PersonId, (u32, BTreeSet<Day>)> = BTreeMap::new();
    for contact in contacts {
        let Some(person) = contact.person else { continue };
        let (acts, days) = of.entry(person).or_default();
        *acts += 1;
        days.insert(contact.day);
    }
    let mut all: Vec<Met> = of
        .into_iter()
        .filter_map(|(person, (acts, days))| {
            let first = *days.first()?;
            let acquaintance = match before.get(&person).map(|last| first.since(*last)) {
                None => Acquaintance::New,
                Some(gap) if gap >= RETURNING_AFTER => Acquaintance::Returning(gap),
                Some(_) => Acquaintance::Known,
            };
            Some(Met { person, acts, days: u32::try_from(days.len()).unwrap_or(7), acquaintance })
        })
        .collect();
    let order = |one: &Met| match one.acquaintance {
        Acquaintance::New => 0,
        Acquaintance::Returning(_) => 1,
        Acquaintance::Known => 2,
    };
    all.sort_by_key(|one| (order(one), Reverse((one.acts, one.days)), one.person));
    all
}

/// "You talked with 5 people: 2 for the first time, 1 after a while." `someones` are those not named yet.
pub fn met_sentence(met: &[Met], someones: u32) -> Message {
    let count = |is: fn(&Acquaintance) -> bool| met.iter().filter(|one| is(&one.acquaintance)).count();
    let new = count(|one| *one == Acquaintance::New);
    let returning = count(|one| matches!(one, Acquaintance::Returning(_)));
    let all = u32::try_from(met.len()).unwrap_or(u32::MAX).saturating_add(someones);
    let key = match (all, new, returning) {
        (0, ..) => return Message::new("week.met.none"),
        (_, 0, 0) => "week.met",
        (_, _, 0) => "week.met.new",
        (_, 0, _) => "week.met.returning",
        _ => "week.met.both",
    };
    let number = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
    Message::new(key).with("n", all).with("new", number(new)).with("returning", number(returning))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn contact(person: Option<i64>, day: i32) -> Contact {
        Contact { person: person.map(PersonId), day: Day::from_number(day) }
    }

    #[test]
    fn somebody_is_new_returning_or_known_by_the_last_act_before_the_week() {
        let week = [contact(Some(1), 100), contact(Some(2), 101), contact(Some(3), 102), contact(Some(4), 103)];
        let before = [(2, 73), (3, 75), (4, 99)].map(|(who, day)| (PersonId(who), Day::from_number(day))).into();
        let found: Vec<_> = met(&week, &before).into_iter().map(|one| (one.person.0, one.acquaintance)).collect();
        let known = Acquaintance::Known;
        assert_eq!(found, [(1, Acquaintance::New), (2, Acquaintance::Returning(28)), (3, known), (4, known)]);
    }

    #[test]
    fn acts_and_days_are_counted_and_someone_is_nobody() {
        let week = [contact(Some(1), 100), contact(Some(1), 100), contact(Some(1), 104), contact(None, 100)];
        let found = met(&week, &BTreeMap::new());
        assert_eq!(found.iter().map(|one| (one.acts, one.days)).collect::<Vec<_>>(), [(3, 2)]);
    }

    #[test]
    fn the_sentence_names_what_there_is_to_name() {
        let one = |acquaintance| Met { person: PersonId(1), acts: 1, days: 1, acquaintance };
        let (new, again, known) = (one(Acquaintance::New), one(Acquaintance::Returning(40)), one(Acquaintance::Known));
        for (met, someones, key) in [
            (vec![], 0, "week.met.none"),
            (vec![], 1, "week.met"),
            (vec![known], 0, "week.met"),
            (vec![new, known], 0, "week.met.new"),
            (vec![again], 0, "week.met.returning"),
            (vec![new, again], 2, "week.met.both"),
        ] {
            assert_eq!(met_sentence(&met, someones).key, key);
        }
    }
}
