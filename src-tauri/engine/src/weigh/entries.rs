//! Interactions as they are shown: the same act from button and feed as one.

use crate::ledger::interaction::{self, Interaction};
use crate::ledger::joined::Joins;
use crate::view::{Credit, Entry, PersonToday, Said};
use crate::wire;
use coach::day::Day;
use coach::days::people::{may_be_same, people};
use coach::interaction::Standing;
use coach::kind::Reason;
use coach::person::PersonId;
use rusqlite::Connection;
use std::collections::BTreeMap;

/// All interactions of a day, and which two of them are the same act.
struct Seen {
    all: Vec<Interaction>,
    /// Whom each is with.
    whole: Vec<Option<PersonId>>,
    /// For a logged one that counts, the found one that is the same act.
    partner: BTreeMap<usize, usize>,
}

impl Seen {
    fn read(connection: &Connection, day: Day) -> rusqlite::Result<Self> {
        let joins = Joins::read(connection)?;
        let mut all = interaction::of_day(connection, day)?;
        interaction::as_wholes(connection, &joins, &mut all)?;
        let same: BTreeMap<_, _> = people(&interaction::counted(connection, day)?).same.into_iter().collect();
        let whom = |one: &Interaction| {
            let named = one.person.map(|person| joins.on(day, person));
            named.or_else(|| same.get(&one.id).copied())
        };
        let whole: Vec<Option<PersonId>> = all.iter().map(whom).collect();

        let mut partner: BTreeMap<usize, usize> = BTreeMap::new();
        for (logged_at, logged) in all.iter().enumerate().filter(|(_, one)| !one.found && one.standing.counts()) {
            let fits = |at: usize, found: &Interaction| {
                found.found
                    && found.standing != Standing::Rejected
                    && whole[logged_at].is_some()
                    && whole[at] == whole[logged_at]
                    && may_be_same(found.moment.at, logged.moment.at)
            };
            let taken: Vec<usize> = partner.values().copied().collect();
            let found = all.iter().enumerate().find(|(at, one)| !taken.contains(at) && fits(*at, one));
            if let Some((found_at, _)) = found {
                partner.insert(logged_at, found_at);
            }
        }
        Ok(Self { all, whole, partner })
    }
}

/// What a source showed of an act that was logged too: the two are one.
pub(crate) fn seen_as_well(connection: &Connection, logged: &Interaction) -> rusqlite::Result<Option<Interaction>> {
    let Seen { mut all, partner, .. } = Seen::read(connection, logged.day)?;
    let at = all.iter().position(|one| one.id == logged.id);
    let found = at.and_then(|at| partner.get(&at)).copied();
    Ok(found.filter(|found| *found < all.len()).map(|found| all.swap_remove(found)))
}

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
        let Seen { all, whole, partner } = Seen::read(connection, day)?;
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
                of_day.counted.push((whole[at], entry));
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
