//! Acts on interactions: log, name, correct, accept, reject.

use super::{ActError, Doing, Done, review};
use crate::ledger::interaction::{self, Interaction, Logged};
use crate::ledger::{person, plan};
use crate::weigh::entries::seen_as_well;
use crate::wire;
use coach::act::{InteractionId, Who};
use coach::interaction::{How, Standing};
use coach::message::Message;

type Sql<'a> = &'a dyn Fn(rusqlite::Error) -> ActError;

pub(super) fn log(
    doing: &Doing<'_>,
    how: How,
    who: &Who,
    note: Option<&str>,
    link: Option<&str>,
    sql: Sql<'_>,
) -> Result<Done, ActError> {
    if doing.day > doing.today {
        return Err(ActError::NotYet(doing.day));
    }
    let whom = resolve(doing, who, sql)?;
    let logged = Logged {
        moment: doing.periods.moment(doing.act.at),
        period: doing.periods.id_at(doing.act.at),
        day: doing.day,
        person: whom.as_ref().map(|found| found.person),
        how,
        act: doing.id,
        note: note.map(str::trim).filter(|note| !note.is_empty()),
        link: link.filter(|link| wire::is_web(link)),
    };
    interaction::log(doing.ledger, &logged).map_err(sql)?;

    let name = match &whom {
        Some(found) => person::name(doing.ledger, found.person).map_err(sql)?,
        None => None,
    };
    let people = doing.counted().map_err(sql)?;
    let asked = plan::all(doing.ledger).map_err(sql)?.on(doing.day);
    let tell = if doing.day == doing.today { "done.log" } else { "done.log.on" };
    let tell = toward(&format!("{tell}.{}", how.name()), name.as_deref())
        .with("people", people)
        .with("goal", i64::from(asked.goal))
        .with("day", doing.day);
    Ok(Done {
        was: toward(&format!("act.log.{}", how.name()), name.as_deref()),
        tell: Some(tell),
        offers: Vec::new(),
        warning: whom.filter(|found| found.namesakes > 1).map(|found| {
            Message::new("warning.namesakes").with("who", name.unwrap_or_default()).with("n", found.namesakes)
        }),
    })
}

pub(super) fn name(doing: &Doing<'_>, id: InteractionId, who: &Who, sql: Sql<'_>) -> Result<Done, ActError> {
    let known = get(doing, id, sql)?;
    if known.found {
        return Err(ActError::NamedBySource(id.0));
    }
    let found = resolve(doing, who, sql)?.ok_or(ActError::NoName)?;
    interaction::name(doing.ledger, id, found.person).map_err(sql)?;
    let name = person::name(doing.ledger, found.person).map_err(sql)?.unwrap_or_default();
    let mut done = Done::told(Message::new("act.name").with("who", name.as_str()));
    if found.namesakes > 1 {
        done.warning = Some(Message::new("warning.namesakes").with("who", name).with("n", found.namesakes));
    }
    Ok(done)
}

pub(super) fn correct(doing: &Doing<'_>, id: InteractionId, how: How, sql: Sql<'_>) -> Result<Done, ActError> {
    if get(doing, id, sql)?.how != how {
        interaction::rule_how(doing.ledger, id, how).map_err(sql)?;
    }
    Ok(Done::told(Message::new(format!("act.correct.{}", how.name()))))
}

pub(super) fn accept(doing: &Doing<'_>, id: InteractionId, sql: Sql<'_>) -> Result<Done, ActError> {
    rule(doing, id, Standing::Confirmed, "act.accept", sql)
}

pub(super) fn reject(doing: &Doing<'_>, id: InteractionId, sql: Sql<'_>) -> Result<Done, ActError> {
    rule(doing, id, Standing::Rejected, "act.reject", sql)
}

fn rule(doing: &Doing<'_>, id: InteractionId, standing: Standing, key: &str, sql: Sql<'_>) -> Result<Done, ActError> {
    let known = get(doing, id, sql)?;
    // The same act seen by two ways is one: the word is on both.
    let seen = if known.found { None } else { seen_as_well(doing.ledger, &known).map_err(sql)? };
    for one in seen.iter().chain([&known]).filter(|one| one.standing != standing) {
        interaction::rule_standing(doing.ledger, one.id, standing).map_err(sql)?;
    }
    let mut done = Done::told(toward(key, known.name.as_deref()));
    if known.standing == Standing::Review {
        let said = if standing.counts() { "done.review.accept" } else { "done.review.reject" };
        done.tell = Some(Message::new(said));
        done.offers = review::offers(doing, &known, standing.counts()).map_err(sql)?;
    }
    Ok(done)
}

fn get(doing: &Doing<'_>, id: InteractionId, sql: Sql<'_>) -> Result<Interaction, ActError> {
    interaction::get(doing.ledger, id).map_err(sql)?.ok_or(ActError::NoInteraction(id.0))
}

/// Whom the act means; `None` for someone not named.
fn resolve(doing: &Doing<'_>, who: &Who, sql: Sql<'_>) -> Result<Option<person::Found>, ActError> {
    match who {
        Who::Named(name) if name.trim().trim_start_matches('@').is_empty() => return Err(ActError::NoName),
        _ => {}
    }
    let found = person::resolve(doing.ledger, who).map_err(sql)?;
    match (who, found) {
        (Who::Person(id), None) => Err(ActError::NoPerson(id.0)),
        (_, found) => Ok(found),
    }
}

/// A sentence about an act toward somebody: `<key>.named` or `<key>.someone`.
fn toward(key: &str, name: Option<&str>) -> Message {
    match name {
        Some(name) => Message::new(format!("{key}.named")).with("who", name),
        None => Message::new(format!("{key}.someone")),
    }
}
