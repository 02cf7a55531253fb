//! Interactions as they are shown: the same act from button and feed as one.

use crate::ledger::interaction::{self, Interaction};
use crate::ledger::joined::Joins;
use crate::view::{Credit, Entry, PersonToday, Said};
use crate::wire;
use chrono::TimeDelta;
use coach::day::Day;
use coach::days::people::people;
use coach::interaction::Standing;
use coach::kind::Reason;
use coach::person::PersonId;
use rusqlite::Connection;
use std::collections::BTreeMap;

/// How long before it is logged an act may have been seen by a source, to be the same.
const LOGGED_AFTER: TimeDelta = TimeDelta::hours(2);
/// How far a source's clock may be ahead of ours.
const CLOCKS_DIFFER: TimeDelta = TimeDelta::minutes(5);

/// One day's interactions, the same act seen two ways as one entry, in order of time.
pub(crate) struct OfDay {
    /// What counts, with the person it counts for; `None` is someone of her own.
    pub(crate) counted: Vec<(Option<PersonId>, Entry)>,
    /// What does not.
    pub(crate) uncounted: Vec<Entry>,
}

impl OfDay {
    /// Reads the interactions of a day.
    pub(crate) fn read(connection: &Connection, day: Day) -> rusqlite::Result<Self> {
        let joins = Joins::read(connection)?;
        let mut all = interaction::of_day(connection, day)?;
        interaction::as_wholes(connection, &joins, &mut all)?;
        let same: BTreeMap<_, _> = people(&interaction::counted(connection, day)?).same.into_iter().collect();
        let whom = |one: &Interaction| {
            let named = one.person.map(|person| joins.on(day, person));
            named.or_else(|| same.get(&one.id).copied())
        };

        let mut partner: BTreeMap<usize, usize> = BTreeMap::new();
        for (logged_at, logged) in all.iter().enumerate().filter(|(_, one)| !one.found) {
            let fits = |found: &Interaction| {
                found.found
                    && found.standing != Standing::Rejected
                    && whom(logged).is_some()
                    && whom(found) == whom(logged)
                    && found.moment.at >= logged.moment.at - LOGGED_AFTER
                    && found.moment.at <= logged.moment.at + CLOCKS_DIFFER
            };
            let taken: Vec<usize> = partner.values().copied().collect();
            let found = all.iter().enumerate().find(|(at, one)| !taken.contains(at) && fits(one));
            if let Some((found_at, _)) = found {
                partner.insert(logged_at, found_at);
            }
        }
        let merged: Vec<usize> = partner.values().copied().collect();
        let mut of_day = Self { counted: Vec::new(), uncounted: Vec::new() };
        for (at, one) in all.iter().enumerate().filter(|(at, _)| !merged.contains(at)) {
            let mut entry = entry(one);
            if let Some(found) = partner.get(&at).and_then(|found| all.get(*found)) {
                entry.credit = Credit::Both;
                entry.link = entry.link.or_else(|| found.link.clone());
                entry.reasons = reasons(&found.reasons);
                entry.words = found.words.clone();
                entry.person = found.person.map(|person| wire::id(person.0));
                entry.name = found.name.clone();
            }
            if one.standing.counts() {
                of_day.counted.push((whom(one), entry));
            } else {
                of_day.uncounted.push(entry);
            }
        }
        Ok(of_day)
    }

    /// What counts, by person, in the order of their first act. Each someone is a person of her own.
    pub(crate) fn people(self) -> Vec<PersonToday> {
        let mut people: Vec<(Option<PersonId>, PersonToday)> = Vec::new();
        for (whom, entry) in self.counted {
            match people.iter_mut().find(|(known, _)| whom.is_some() && *known == whom) {
                Some((_, known)) => {
                    known.name = known.name.take().or_else(|| entry.name.clone());
                    known.entries.push(entry);
                }
                None => {
                    let person = PersonToday {
                        person: whom.map(|person| wire::id(person.0)),
                        name: entry.name.clone(),
                        entries: vec![entry],
                    };
                    people.push((whom, person));
                }
            }
        }
        people.into_iter().map(|(_, person)| person).collect()
    }
}

/// One interaction as it is shown.
pub(crate) fn entry(one: &Interaction) -> Entry {
    Entry {
        interaction: wire::id(one.id.0),
        day: one.day.to_string(),
        at: wire::moment(one.moment),
        person: one.person.map(|person| wire::id(person.0)),
        name: one.name.clone(),
        how: one.how.into(),
        standing: one.standing.into(),
        credit: if one.found { Credit::Feed } else { Credit::Logged },
        reasons: reasons(&one.reasons),
        words: one.words.clone(),
        note: one.note.clone(),
        link: one.link.clone(),
    }
}

/// Encoded reasons, one a line, as sentences. A reason that this version does not know is left out.
pub(crate) fn reasons(encoded: &str) -> Vec<Said> {
    encoded.lines().filter_map(Reason::decode).map(|reason| Said::from(&reason.message())).collect()
}
