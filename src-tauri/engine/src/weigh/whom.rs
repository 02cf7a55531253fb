//! Whom to talk to today.

use super::Asked;
use super::acquaintances::{Acquaintances, acts_toward};
use crate::ledger::joined::Joins;
use crate::ledger::suggested::{self, Kept};
use crate::ledger::{heard, interaction, passed, person};
use crate::view::{Suggestion, SuggestionSort};
use crate::wire;
use coach::day::Day;
use coach::nudge::Whom;
use coach::person::PersonId;
use coach::suggest::{Given, MOST, Pick, Sort, next, shown};
use rusqlite::{Connection, Result};

/// What happened this long ago says nothing of whom to talk to.
const LOOKED_BACK: i64 = 2 * 366;
/// Nobody is named again within so many days.
const WEEK: i64 = 7;
/// Among so many of the latest acts toward somebody one stands somewhere.
const LOOKED_AT: u32 = 20;

/// Whom to name today besides those that were named already, and how many those are.
pub(crate) fn due(asked: &Asked<'_>) -> Result<(usize, Vec<Pick>)> {
    let given = given(asked)?;
    let open = given.iter().filter(|(_, one)| !one.done && !one.passed).count();
    let record = asked.account.recent(asked.now);
    let goal = u32::from(asked.account.habit.plan.on(asked.today).goal);
    let missing = record.today().is_none_or(|today| today.facts.people < goal);
    let everybody = if missing && open < MOST {
        Acquaintances::since(asked.ledger, asked.today.plus(-LOOKED_BACK), asked.now)?
    } else {
        Acquaintances::heard_lately(asked.ledger, asked.now)?
    };
    let before = suggested::since(asked.ledger, asked.today.plus(1 - WEEK))?;
    let given: Vec<Given> = given.into_iter().map(|(_, given)| given).collect();
    let mut picks = next(&everybody.candidates(&before), &given, missing, asked.today, asked.now);
    for pick in picks.iter_mut().filter(|pick| pick.link.is_none()) {
        pick.link = last_link(asked.ledger, &everybody.joins, pick.person)?;
    }
    Ok((given.len(), picks))
}

/// Whom to talk to: at most three.
pub(crate) fn whom(asked: &Asked<'_>) -> Result<Vec<Suggestion>> {
    let given = given(asked)?;
    let places = shown(&given.iter().map(|(_, given)| *given).collect::<Vec<_>>());
    let places = places.into_iter().filter_map(|place| given.get(place));
    places.map(|(kept, given)| line(asked.ledger, kept, *given)).filter_map(Result::transpose).collect()
}

/// Whom a nudge names: the first who is still to be talked with.
pub(crate) fn first(asked: &Asked<'_>) -> Result<Option<Whom>> {
    Ok(whom(asked)?.into_iter().find(|one| !one.done).map(named))
}

/// Whom a welcome names: the first whom the person knows.
pub(crate) fn easy(asked: &Asked<'_>) -> Result<Option<Whom>> {
    let easy = |one: &Suggestion| !one.done && one.sort != SuggestionSort::Stranger;
    Ok(whom(asked)?.into_iter().find(easy).map(named))
}

fn named(one: Suggestion) -> Whom {
    Whom { person: Some(PersonId(one.person.into())), name: one.name, why: (&one.why).into(), link: one.link }
}

/// Who was named today, with what became of it.
fn given(asked: &Asked<'_>) -> Result<Vec<(Kept, Given)>> {
    let kept = suggested::on(asked.ledger, asked.today)?;
    if kept.is_empty() {
        return Ok(Vec::new());
    }
    let (joins, passed) = (Joins::read(asked.ledger)?, passed::all(asked.ledger)?);
    let away = |person: PersonId| {
        let mut parts = joins.parts(joins.whole(person)).into_iter();
        parts.any(|part| passed.get(&part).is_some_and(|until| until.is_none_or(|until| asked.today < until)))
    };
    let mut given = Vec::new();
    for kept in kept {
        let whole = joins.whole(kept.person);
        let touched = acts_toward(asked.ledger, &joins, whole)?.touched;
        let (answered, put_away) = match kept.heard.filter(|_| is_for_what_she_said(kept.sort)) {
            Some(said) => heard::fate(asked.ledger, said)?,
            None => (false, false),
        };
        let done = answered || touched.is_some_and(|day| day >= asked.today);
        // Two who were named and then joined are one.
        let again = given.iter().any(|(_, other): &(Kept, Given)| other.person == whole);
        let one = Given { person: whole, sort: kept.sort, done, passed: again || put_away || away(whole) };
        given.push((kept, one));
    }
    Ok(given)
}

/// Whether somebody of this sort was named because of what she said.
fn is_for_what_she_said(sort: Sort) -> bool {
    matches!(sort, Sort::Waiting | Sort::Asked | Sort::Stranger)
}

/// One suggestion as it is shown; `None` for somebody forgotten.
fn line(connection: &Connection, kept: &Kept, given: Given) -> Result<Option<Suggestion>> {
    let Some(name) = person::name(connection, given.person)? else { return Ok(None) };
    let network = match kept.heard {
        Some(said) => heard::network(connection, said)?,
        None => person::networks(connection, given.person)?.first().copied(),
    };
    Ok(Some(Suggestion {
        person: wire::id(given.person.0),
        name,
        network: network.map(Into::into),
        sort: kept.sort.into(),
        why: kept.why.clone(),
        link: kept.link.clone(),
        heard: kept.heard.map(|said| wire::id(said.0)),
        done: given.done,
    }))
}

/// Where the last talk with somebody stands.
fn last_link(connection: &Connection, joins: &Joins, whole: PersonId) -> Result<Option<String>> {
    let mut latest: Option<(Day, String)> = None;
    for part in joins.parts(whole) {
        for act in interaction::with(connection, part, LOOKED_AT)? {
            if let Some(link) = act.link.filter(|_| latest.as_ref().is_none_or(|(day, _)| act.day > *day)) {
                latest = Some((act.day, link));
            }
        }
    }
    Ok(latest.map(|(_, link)| link))
}
