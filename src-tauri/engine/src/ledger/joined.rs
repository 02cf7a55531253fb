//! Tables `joined` and `apart`: who is one human being, by the person's yes, and who is not, by her no.

use coach::day::Day;
use coach::person::PersonId;
use rusqlite::{Connection, params};
use std::collections::{BTreeMap, BTreeSet};

/// Who is counted as whom, and since when.
///
/// Joins make a tree: whoever is joined into somebody may herself be joined into a third. What is shown takes the tree
/// whole; what is counted on a day takes the joins that held on that day, so that a join never changes a day before it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Joins(BTreeMap<PersonId, (PersonId, Day)>);

impl Joins {
    /// As they stand.
    pub(crate) fn read(connection: &Connection) -> rusqlite::Result<Self> {
        let mut statement = connection.prepare_cached("SELECT person, whole, since FROM joined")?;
        let rows = statement
            .query_map([], |row| Ok((PersonId(row.get(0)?), (PersonId(row.get(1)?), Day::from_number(row.get(2)?)))))?;
        rows.collect::<rusqlite::Result<_>>().map(Self)
    }

    /// Whom somebody is part of; herself where nobody is joined.
    pub(crate) fn whole(&self, person: PersonId) -> PersonId {
        self.follow(person, |_| true)
    }

    /// Whom somebody counts as on a day.
    pub(crate) fn on(&self, day: Day, person: PersonId) -> PersonId {
        self.follow(person, |since| since <= day)
    }

    /// Everybody who is part of a whole, the whole first.
    pub(crate) fn parts(&self, whole: PersonId) -> Vec<PersonId> {
        let others = self.0.keys().filter(|part| self.whole(**part) == whole);
        [whole].into_iter().chain(others.copied()).collect()
    }

    /// Who is joined into somebody directly, and since when.
    pub(crate) fn into(&self, person: PersonId) -> impl Iterator<Item = (PersonId, Day)> {
        self.0.iter().filter(move |(_, (whole, _))| *whole == person).map(|(part, (_, since))| (*part, *since))
    }

    /// Whether somebody is joined into another.
    pub(crate) fn is_part(&self, person: PersonId) -> bool {
        self.0.contains_key(&person)
    }

    fn follow(&self, mut person: PersonId, holds: impl Fn(Day) -> bool) -> PersonId {
        // A tree is never deeper than it has joins, so a circle in a ledger written by hand ends too.
        for _ in 0..self.0.len() {
            match self.0.get(&person) {
                Some((whole, since)) if holds(*since) => person = *whole,
                _ => break,
            }
        }
        person
    }
}

/// Somebody is counted as another from a day on.
pub(crate) fn insert(connection: &Connection, person: PersonId, whole: PersonId, since: Day) -> rusqlite::Result<()> {
    connection
        .prepare_cached("INSERT INTO joined (person, whole, since) VALUES (?1, ?2, ?3)")?
        .execute(params![person.0, whole.0, since.number()])
        .map(drop)
}

/// Somebody is a person of her own again.
pub(crate) fn remove(connection: &Connection, person: PersonId) -> rusqlite::Result<()> {
    connection.prepare_cached("DELETE FROM joined WHERE person = ?1")?.execute([person.0]).map(drop)
}

/// The person says that two are not one.
pub(crate) fn set_apart(connection: &Connection, one: PersonId, other: PersonId) -> rusqlite::Result<()> {
    connection
        .prepare_cached("INSERT INTO apart (one, other) VALUES (min(?1, ?2), max(?1, ?2)) ON CONFLICT DO NOTHING")?
        .execute([one.0, other.0])
        .map(drop)
}

/// Whom the person said are not one, the lower number first.
pub(crate) fn apart(connection: &Connection) -> rusqlite::Result<BTreeSet<(PersonId, PersonId)>> {
    connection
        .prepare_cached("SELECT one, other FROM apart")?
        .query_map([], |row| Ok((PersonId(row.get(0)?), PersonId(row.get(1)?))))?
        .collect()
}
