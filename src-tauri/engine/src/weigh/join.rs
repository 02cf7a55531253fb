//! Who may be one and the same, by what their own pages prove.

use crate::ledger::joined::{self, Joins};
use crate::ledger::{person, tie};
use crate::view::{JoinOffer, Said};
use crate::wire;
use coach::message::Message;
use coach::person::PersonId;
use rusqlite::{Connection, Result};
use std::collections::{BTreeMap, BTreeSet};

/// Two people whose handles are proven to belong to one page, unless the person said that they are two. A page to which
/// more than two people belong is a club's or a company's, and proves nothing.
pub(crate) fn offers(connection: &Connection, joins: &Joins) -> Result<Vec<JoinOffer>> {
    let mut owners: BTreeMap<String, BTreeSet<PersonId>> = BTreeMap::new();
    for tie in tie::all(connection)? {
        owners.entry(tie.site).or_default().insert(joins.whole(tie.person));
    }
    let apart: BTreeSet<(PersonId, PersonId)> = joined::apart(connection)?
        .into_iter()
        .map(|(one, other)| ordered(joins.whole(one), joins.whole(other)))
        .collect();
    let mut offers: BTreeMap<(PersonId, PersonId), String> = BTreeMap::new();
    for (site, people) in owners {
        let mut people = people.into_iter();
        if let (Some(one), Some(other), None) = (people.next(), people.next(), people.next())
            && !apart.contains(&(one, other))
        {
            offers.entry((one, other)).or_insert(site);
        }
    }
    let mut lines = Vec::new();
    for ((one, other), site) in offers {
        if let (Some(one_name), Some(other_name)) = (person::name(connection, one)?, person::name(connection, other)?) {
            let because = Said::from(&Message::new("join.site").with("site", site));
            lines.push(JoinOffer { one: wire::id(one.0), one_name, other: wire::id(other.0), other_name, because });
        }
    }
    Ok(lines)
}

fn ordered(one: PersonId, other: PersonId) -> (PersonId, PersonId) {
    (one.min(other), one.max(other))
}
