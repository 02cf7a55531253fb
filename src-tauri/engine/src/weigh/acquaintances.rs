//! Everybody the person has to do with: when she spoke to them, and what they said that waits.

use crate::ledger::heard::{self, Heard};
use crate::ledger::joined::Joins;
use crate::ledger::{circle, passed, person};
use chrono::{DateTime, Utc};
use coach::day::Day;
use coach::person::PersonId;
use coach::suggest::{self, Candidate, Passed, QUESTION_WAITS};
use rusqlite::{Connection, Result};
use std::collections::{BTreeMap, BTreeSet};

/// The acts toward one human being.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Acts {
    /// Days with an act that counts, the oldest first, each once.
    pub(crate) days: Vec<Day>,
    /// The last day with any act, however light.
    pub(crate) touched: Option<Day>,
    /// The moment of the last act.
    at: Option<DateTime<Utc>>,
}

/// Everybody, people who are joined as one.
pub(crate) struct Acquaintances {
    pub(crate) joins: Joins,
    pub(crate) circle: BTreeMap<PersonId, u16>,
    pub(crate) passed: BTreeMap<PersonId, Option<Day>>,
    /// Declared robots, the person herself, and who was forgotten.
    nobodies: BTreeSet<PersonId>,
    pub(crate) acts: BTreeMap<PersonId, Acts>,
    /// What was said lately and waits: nobody answered it, nor did anything toward her since. The newest first.
    pub(crate) heard: BTreeMap<PersonId, Vec<Heard>>,
}

impl Acquaintances {
    /// Everybody there was anything with from a day on.
    pub(crate) fn since(connection: &Connection, first: Day, now: DateTime<Utc>) -> Result<Self> {
        let joins = Joins::read(connection)?;
        let acts = acts(connection, &joins, first)?;
        Self::gather(connection, joins, acts, now)
    }

    /// Only those who said something lately.
    pub(crate) fn heard_lately(connection: &Connection, now: DateTime<Utc>) -> Result<Self> {
        Self::gather(connection, Joins::read(connection)?, BTreeMap::new(), now)
    }

    fn gather(
        connection: &Connection,
        joins: Joins,
        acts: BTreeMap<PersonId, Acts>,
        now: DateTime<Utc>,
    ) -> Result<Self> {
        let whole = |person: PersonId| joins.whole(person);
        let mut every: BTreeMap<PersonId, u16> = BTreeMap::new();
        for (person, days) in circle::all(connection)? {
            every.entry(whole(person)).and_modify(|known| *known = days.min(*known)).or_insert(days);
        }
        // Never is longer than any day, but a missing day is the least: the longest of two is found by hand.
        let mut away: BTreeMap<PersonId, Option<Day>> = BTreeMap::new();
        for (person, until) in passed::all(connection)? {
            away.entry(whole(person))
                .and_modify(|known| *known = known.zip(until).map(|(a, b)| a.max(b)))
                .or_insert(until);
        }
        let nobodies = person::nobodies(connection)?.into_iter().map(whole).collect();
        let mut all = Self { circle: every, passed: away, nobodies, acts, heard: BTreeMap::new(), joins };
        for said in heard::since(connection, now - QUESTION_WAITS)? {
            let whole = all.joins.whole(said.person);
            if !all.acts.contains_key(&whole) {
                let acts = acts_toward(connection, &all.joins, whole)?;
                all.acts.insert(whole, acts);
            }
            let since = all.acts.get(&whole).and_then(|acts| acts.at);
            if !said.answered && since.is_none_or(|since| since < said.at) {
                all.heard.entry(whole).or_default().push(said);
            }
        }
        Ok(all)
    }

    /// Whether somebody is nobody to talk to: a declared robot, or the person herself.
    pub(crate) fn is_nobody(&self, person: PersonId) -> bool {
        self.nobodies.contains(&person)
    }

    /// Everybody who may be suggested. `suggested` says when each was, of late.
    pub(crate) fn candidates(&self, suggested: &BTreeMap<PersonId, Day>) -> Vec<Candidate> {
        let mut last: BTreeMap<PersonId, Day> = BTreeMap::new();
        for (person, day) in suggested {
            let known = last.entry(self.joins.whole(*person)).or_insert(*day);
            *known = (*known).max(*day);
        }
        let people: BTreeSet<PersonId> =
            self.acts.keys().chain(self.heard.keys()).chain(self.circle.keys()).copied().collect();
        people
            .into_iter()
            .map(|person| Candidate { suggested: last.get(&person).copied(), ..self.candidate(person) })
            .collect()
    }

    /// What is known of somebody.
    pub(crate) fn candidate(&self, person: PersonId) -> Candidate {
        let acts = self.acts.get(&person);
        let heard = self.heard.get(&person).into_iter().flatten();
        Candidate {
            person,
            nobody: self.is_nobody(person),
            heard: heard.map(said).collect(),
            days: acts.map_or(Vec::new(), |acts| acts.days.clone()),
            touched: acts.and_then(|acts| acts.touched),
            every: self.circle.get(&person).copied(),
            passed: self.passed.get(&person).map(|until| until.map_or(Passed::Never, Passed::Until)),
            suggested: None,
        }
    }
}

fn said(heard: &Heard) -> suggest::Heard {
    suggest::Heard {
        id: heard.id,
        at: heard.at,
        to_me: heard.sort != "post",
        asks: heard.asks,
        words: heard.words,
        link: heard.link.clone(),
    }
}

const SELECT: &str = "SELECT i.person, i.day, i.at, coalesce(r.standing, i.standing) IN ('credited', 'confirmed')
  FROM interaction i LEFT JOIN ruling r ON r.interaction = i.id";
const NOT_REJECTED: &str = "coalesce(r.standing, i.standing) <> 'rejected'";

/// The acts toward everybody from a day on.
fn acts(connection: &Connection, joins: &Joins, first: Day) -> Result<BTreeMap<PersonId, Acts>> {
    let mut statement = connection.prepare_cached(&format!(
        "{SELECT} WHERE i.day >= ?1 AND i.person IS NOT NULL AND {NOT_REJECTED} ORDER BY i.day"
    ))?;
    let mut rows = statement.query([first.number()])?;
    let mut acts: BTreeMap<PersonId, Acts> = BTreeMap::new();
    while let Some(row) = rows.next()? {
        acts.entry(joins.whole(PersonId(row.get(0)?))).or_default().add(row)?;
    }
    Ok(acts)
}

/// The acts toward one human being, of all time.
pub(crate) fn acts_toward(connection: &Connection, joins: &Joins, whole: PersonId) -> Result<Acts> {
    let mut acts = Acts::default();
    let mut statement =
        connection.prepare_cached(&format!("{SELECT} WHERE i.person = ?1 AND {NOT_REJECTED} ORDER BY i.day"))?;
    for part in joins.parts(whole) {
        let mut rows = statement.query([part.0])?;
        while let Some(row) = rows.next()? {
            acts.add(row)?;
        }
    }
    acts.days.sort_unstable();
    acts.days.dedup();
    Ok(acts)
}

impl Acts {
    fn add(&mut self, row: &rusqlite::Row<'_>) -> Result<()> {
        let day = Day::from_number(row.get(1)?);
        self.touched = self.touched.max(Some(day));
        self.at = self.at.max(DateTime::from_timestamp(row.get(2)?, 0));
        if row.get(3)? && self.days.last() != Some(&day) {
            self.days.push(day);
        }
        Ok(())
    }
}
