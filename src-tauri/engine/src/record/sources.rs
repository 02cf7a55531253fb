//! The person's word on whether a source is read.

use super::{ActError, Doing, Done};
use crate::ledger::live;
use crate::listen::drifting;
use coach::act::SourceId;
use coach::message::Message;

type Sql<'a> = &'a dyn Fn(rusqlite::Error) -> ActError;

/// Not read for now. Its days until now stand as they are known; those to come do not wait for it.
pub(super) fn stop(doing: &Doing<'_>, source: SourceId, sql: Sql<'_>) -> Result<Done, ActError> {
    let title = title(doing, source, sql)?;
    live::stop(doing.ledger, source, doing.act.at).map_err(sql)?;
    drifting::keep(doing.ledger, doing.today).map_err(sql)?;
    Ok(Done::told(Message::new("act.stop-source").with("source", title)))
}

/// Read again.
pub(super) fn go_on(doing: &Doing<'_>, source: SourceId, sql: Sql<'_>) -> Result<Done, ActError> {
    let title = title(doing, source, sql)?;
    live::go_on(doing.ledger, source).map_err(sql)?;
    drifting::keep(doing.ledger, doing.today).map_err(sql)?;
    Ok(Done::told(Message::new("act.go-on-source").with("source", title)))
}

fn title(doing: &Doing<'_>, source: SourceId, sql: Sql<'_>) -> Result<String, ActError> {
    let live = live::get(doing.ledger, source).map_err(sql)?;
    live.map(|live| live.account.title).ok_or(ActError::NoSource(source.0))
}
