//! Acts on days: rest, busy season, pause.

use super::{ActError, Doing, Done};
use crate::ledger::{pause, plan, rest};
use chrono::{DateTime, TimeDelta, Utc};
use coach::act::RestWhy;
use coach::day::Day;
use coach::days::plan::check_range;
use coach::message::Message;

type Sql<'a> = &'a dyn Fn(rusqlite::Error) -> ActError;

/// The longest pause: every pause has an end.
const LONGEST_PAUSE: TimeDelta = TimeDelta::days(31);

pub(super) fn rest(doing: &Doing<'_>, from: Day, to: Day, why: RestWhy, sql: Sql<'_>) -> Result<Done, ActError> {
    check(doing, from, to)?;
    rest::set(doing.ledger, from, to, why).map_err(sql)?;
    Ok(Done::told(range("act.rest", from, to)))
}

pub(super) fn unrest(doing: &Doing<'_>, from: Day, to: Day, sql: Sql<'_>) -> Result<Done, ActError> {
    check(doing, from, to)?;
    rest::clear(doing.ledger, from, to).map_err(sql)?;
    Ok(Done::told(range("act.unrest", from, to)))
}

pub(super) fn busy(doing: &Doing<'_>, from: Day, to: Day, sql: Sql<'_>) -> Result<Done, ActError> {
    check(doing, from, to)?;
    plan::set_busy(doing.ledger, from, to).map_err(sql)?;
    Ok(Done::told(range("act.busy", from, to)))
}

pub(super) fn end_busy(doing: &Doing<'_>, sql: Sql<'_>) -> Result<Done, ActError> {
    plan::end_busy(doing.ledger, doing.day).map_err(sql)?;
    Ok(Done::told(Message::new("act.end-busy")))
}

pub(super) fn unbusy(doing: &Doing<'_>, from: Day, to: Day, sql: Sql<'_>) -> Result<Done, ActError> {
    check(doing, from, to)?;
    plan::clear_busy(doing.ledger, from, to).map_err(sql)?;
    Ok(Done::told(range("act.unbusy", from, to)))
}

pub(super) fn pause(doing: &Doing<'_>, until: DateTime<Utc>, sql: Sql<'_>) -> Result<Done, ActError> {
    let length = until - doing.act.at;
    if length < TimeDelta::minutes(1) || length > LONGEST_PAUSE {
        return Err(ActError::PauseLength);
    }
    pause::set(doing.ledger, doing.act.at, until).map_err(sql)?;
    let ends = doing.periods.moment(until).civil();
    let message = Message::new("act.pause").with("time", ends.time());
    Ok(Done::told(message.with("day", Day::new(ends.date()))))
}

pub(super) fn resume(doing: &Doing<'_>, sql: Sql<'_>) -> Result<Done, ActError> {
    pause::end(doing.ledger, doing.act.at).map_err(sql)?;
    Ok(Done::told(Message::new("act.resume")))
}

fn check(doing: &Doing<'_>, from: Day, to: Day) -> Result<(), ActError> {
    check_range(from, to, doing.today).map_err(|why| ActError::Range { from, to, why })
}

/// One day, or from one to another.
fn range(key: &str, from: Day, to: Day) -> Message {
    if from == to {
        Message::new(format!("{key}.day")).with("day", from)
    } else {
        Message::new(format!("{key}.days")).with("from", from).with("to", to)
    }
}
