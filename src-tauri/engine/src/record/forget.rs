//! Forgetting somebody: her name and handles go everywhere, what was counted stays. Can't be undone.

use super::people::whom;
use super::{ActError, Doing, Done};
use crate::ledger::erase::Marks;
use crate::ledger::{forgotten, person, scrub, trace};
use crate::view::Change;
use coach::message::Message;
use coach::person::PersonId;

type Sql<'a> = &'a dyn Fn(rusqlite::Error) -> ActError;

/// She may stand anywhere.
pub(super) const CHANGED: [Change; 4] = [Change::Days, Change::People, Change::Posts, Change::Nudges];

pub(super) fn forget(doing: &Doing<'_>, of: PersonId, sql: Sql<'_>) -> Result<Done, ActError> {
    let whom = whom(doing, of, sql)?;
    // What is traced could be put back.
    trace::end(doing.ledger).map_err(sql)?;
    let parts = whom.joins.parts(whom.whole);
    let mut marks = Marks::default();
    for part in &parts {
        let name = person::name(doing.ledger, *part).map_err(sql)?;
        marks.add_name(name.as_deref().unwrap_or_default());
        for shown in person::handles(doing.ledger, *part).map_err(sql)? {
            marks.add_handle(&shown.handle, shown.name.as_deref());
            let (network, key) = (shown.handle.network, shown.handle.id.as_str());
            forgotten::note(doing.ledger, network, key, shown.name.as_deref(), shown.id).map_err(sql)?;
        }
    }
    scrub::scrub(doing.ledger, &parts, &marks).map_err(sql)?;
    let was = Message::new("act.forget");
    Ok(Done { tell: Some(Message::new("done.forget")), ..Done::quietly(was) })
}
