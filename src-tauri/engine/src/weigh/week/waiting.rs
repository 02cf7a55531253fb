//! Who said something in a week and waits for an answer still.

use crate::ledger::heard;
use crate::ledger::joined::Joins;
use crate::ledger::{contact, person};
use crate::view::WeekWaiting;
use crate::weigh::Asked;
use crate::wire;
use coach::interaction::LEAST_WORDS;
use coach::person::PersonId;
use coach::week::Week;
use rusqlite::Result;
use std::collections::BTreeSet;

/// Everybody who asked or wrote something to the person in the week, and whom she neither answered nor spoke to since;
/// each once, by her first word, the longest waiting first.
pub(super) fn waiting(
    asked: &Asked<'_>,
    joins: &Joins,
    nobodies: &BTreeSet<PersonId>,
    week: Week,
) -> Result<Vec<(PersonId, WeekWaiting)>> {
    let mut known: BTreeSet<PersonId> = BTreeSet::new();
    let mut waiting = Vec::new();
    for said in heard::between(asked.ledger, week.first(), week.last())? {
        let whole = joins.whole(said.person);
        let to_me = said.sort != "post" && (said.asks || said.words >= LEAST_WORDS);
        if !to_me || said.answered || nobodies.contains(&whole) || known.contains(&whole) {
            continue;
        }
        let Some(name) = person::name(asked.ledger, whole)? else { continue };
        if contact::any_since(asked.ledger, joins, whole, said.at)? {
            continue;
        }
        known.insert(whole);
        let at = wire::moment(asked.periods.moment(said.at));
        let line = WeekWaiting { person: wire::id(whole.0), name, network: said.network.into(), at, link: said.link };
        waiting.push((whole, line));
    }
    Ok(waiting)
}
