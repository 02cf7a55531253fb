//! Acts on people: circles, joins, names, and whom not to suggest.

use super::{ActError, Doing, Done};
use crate::ledger::joined::{self, Joins};
use crate::ledger::{circle, heard, passed, person};
use crate::listen::reviewing;
use coach::act::{HeardId, NOT_NOW};
use coach::message::Message;
use coach::person::PersonId;

type Sql<'a> = &'a dyn Fn(rusqlite::Error) -> ActError;

/// The longest cadence, in days.
const LONGEST: u16 = 366;

/// Somebody an act is about: all her parts, and the name of the whole.
pub(super) struct Whom {
    pub(super) joins: Joins,
    pub(super) whole: PersonId,
    pub(super) name: String,
}

/// The human being that a person is, or is part of.
pub(super) fn whom(doing: &Doing<'_>, of: PersonId, sql: Sql<'_>) -> Result<Whom, ActError> {
    let joins = Joins::read(doing.ledger).map_err(sql)?;
    let whole = joins.whole(of);
    let name = person::name(doing.ledger, whole).map_err(sql)?.ok_or(ActError::NoPerson(of.0))?;
    Ok(Whom { joins, whole, name })
}

pub(super) fn keep_in_touch(
    doing: &Doing<'_>,
    of: PersonId,
    every: Option<u16>,
    sql: Sql<'_>,
) -> Result<Done, ActError> {
    let whom = whom(doing, of, sql)?;
    if let Some(every) = every.filter(|every| !(1..=LONGEST).contains(every)) {
        return Err(ActError::Cadence(every));
    }
    for part in whom.joins.parts(whom.whole) {
        circle::set(doing.ledger, part, every.filter(|_| part == whom.whole)).map_err(sql)?;
    }
    let was = match every {
        Some(every) => Message::new("act.circle").with("n", i64::from(every)),
        None => Message::new("act.circle.none"),
    };
    Ok(Done::told(was.with("who", whom.name)))
}

pub(super) fn join(doing: &Doing<'_>, one: PersonId, other: PersonId, sql: Sql<'_>) -> Result<Done, ActError> {
    let (one, other) = (whom(doing, one, sql)?, whom(doing, other, sql)?);
    if one.whole == other.whole {
        return Err(ActError::SamePerson);
    }
    joined::insert(doing.ledger, other.whole, one.whole, doing.today).map_err(sql)?;
    reviewing::apply(doing.ledger).map_err(sql)?;
    Ok(Done::told(Message::new("act.join").with("one", one.name).with("other", other.name)))
}

pub(super) fn unjoin(doing: &Doing<'_>, of: PersonId, sql: Sql<'_>) -> Result<Done, ActError> {
    let joins = Joins::read(doing.ledger).map_err(sql)?;
    if !joins.is_part(of) {
        return Err(ActError::NotJoined(of.0));
    }
    let name = person::name(doing.ledger, of).map_err(sql)?.ok_or(ActError::NoPerson(of.0))?;
    joined::remove(doing.ledger, of).map_err(sql)?;
    reviewing::apply(doing.ledger).map_err(sql)?;
    Ok(Done::told(Message::new("act.unjoin").with("who", name)))
}

pub(super) fn apart(doing: &Doing<'_>, one: PersonId, other: PersonId, sql: Sql<'_>) -> Result<Done, ActError> {
    let (one, other) = (whom(doing, one, sql)?, whom(doing, other, sql)?);
    if one.whole == other.whole {
        return Err(ActError::SamePerson);
    }
    joined::set_apart(doing.ledger, one.whole, other.whole).map_err(sql)?;
    Ok(Done::told(Message::new("act.apart").with("one", one.name).with("other", other.name)))
}

pub(super) fn rename(doing: &Doing<'_>, of: PersonId, name: &str, sql: Sql<'_>) -> Result<Done, ActError> {
    let whom = whom(doing, of, sql)?;
    let name = name.trim();
    if name.is_empty() {
        return Err(ActError::NoName);
    }
    person::rename(doing.ledger, whom.whole, name).map_err(sql)?;
    Ok(Done::told(Message::new("act.rename").with("was", whom.name).with("who", name)))
}

/// For how long somebody is passed over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Over {
    Today,
    AWhile,
    Forever,
}

pub(super) fn pass(doing: &Doing<'_>, of: PersonId, over: Over, sql: Sql<'_>) -> Result<Done, ActError> {
    let whom = whom(doing, of, sql)?;
    let (until, key) = match over {
        Over::Today => (Some(doing.today.plus(1)), "act.skip"),
        Over::AWhile => (Some(doing.today.plus(NOT_NOW)), "act.not-now"),
        Over::Forever => (None, "act.never"),
    };
    passed::set(doing.ledger, whom.whole, until).map_err(sql)?;
    Ok(Done::told(Message::new(key).with("who", whom.name)))
}

pub(super) fn suggest(doing: &Doing<'_>, of: PersonId, sql: Sql<'_>) -> Result<Done, ActError> {
    let whom = whom(doing, of, sql)?;
    for part in whom.joins.parts(whom.whole) {
        passed::take_back(doing.ledger, part).map_err(sql)?;
    }
    Ok(Done::told(Message::new("act.suggest").with("who", whom.name)))
}

pub(super) fn needs_no_answer(doing: &Doing<'_>, id: HeardId, sql: Sql<'_>) -> Result<Done, ActError> {
    let of = heard::speaker(doing.ledger, id).map_err(sql)?.ok_or(ActError::NoHeard(id.0))?;
    heard::done(doing.ledger, id).map_err(sql)?;
    let joins = Joins::read(doing.ledger).map_err(sql)?;
    let name = person::name(doing.ledger, joins.whole(of)).map_err(sql)?;
    Ok(Done::told(match name {
        Some(name) => Message::new("act.done.named").with("who", name),
        None => Message::new("act.done.someone"),
    }))
}
