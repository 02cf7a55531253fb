//! Tables `person` and `handle`: whom the person talks with, by handle and name only.

use coach::act::Who;
use coach::person::{Counterpart, Handle, Network, PersonId};
use rusqlite::{Connection, OptionalExtension, params};

/// Whom a name led to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Found {
    pub(crate) person: PersonId,
    /// How many known people bear the name, where it was not clear which one is meant.
    pub(crate) namesakes: u32,
}

/// The person somebody means, making a new one where the name or handle is not known. `None` for someone not named,
/// and for an id that is not in the ledger.
pub(crate) fn resolve(connection: &Connection, who: &Who) -> rusqlite::Result<Option<Found>> {
    let sure = |person| Some(Found { person, namesakes: 0 });
    Ok(match who {
        Who::Someone => None,
        Who::Person(person) => name(connection, *person)?.and(sure(*person)),
        Who::Handle(handle) => {
            let counterpart = Counterpart { handle: handle.clone(), name: None };
            sure(of_handle(connection, &counterpart, false)?.person)
        }
        Who::Named(typed) => {
            let typed = typed.trim();
            match &named(connection, typed)?[..] {
                [one] => sure(*one),
                several => {
                    let namesakes = u32::try_from(several.len()).unwrap_or(u32::MAX);
                    Some(Found { person: insert(connection, typed, false)?, namesakes })
                }
            }
        }
    })
}

/// People who bear exactly this name, or have a handle shown as this name, letters' case aside.
pub(crate) fn named(connection: &Connection, name: &str) -> rusqlite::Result<Vec<PersonId>> {
    let bare = name.trim_start_matches('@');
    connection
        .prepare_cached(
            "SELECT id FROM person WHERE name COLLATE NOCASE IN (?1, ?2, '@' || ?2)
             UNION SELECT person FROM handle WHERE name COLLATE NOCASE IN (?1, ?2, '@' || ?2)",
        )?
        .query_map([name, bare], |row| row.get(0).map(PersonId))?
        .collect()
}

/// A handle in the ledger and the person it belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Known {
    pub(crate) handle: i64,
    pub(crate) person: PersonId,
}

/// The handle of somebody a post names, and her person; both are made where they are not known.
pub(crate) fn of_handle(connection: &Connection, who: &Counterpart, sample: bool) -> rusqlite::Result<Known> {
    let Handle { network, id } = &who.handle;
    let known = connection
        .prepare_cached("SELECT id, person FROM handle WHERE network = ?1 AND key = ?2")?
        .query_row([network.name(), id], |row| Ok(Known { handle: row.get(0)?, person: PersonId(row.get(1)?) }))
        .optional()?;
    if let Some(known) = known {
        return Ok(known);
    }
    let name = who.name.as_deref().unwrap_or(id);
    let person = insert(connection, name, sample)?;
    connection
        .prepare_cached("INSERT INTO handle (network, key, name, person) VALUES (?1, ?2, ?3, ?4)")?
        .execute(params![network.name(), id, who.name, person.0])?;
    Ok(Known { handle: connection.last_insert_rowid(), person })
}

/// Adds a person.
pub(crate) fn insert(connection: &Connection, name: &str, sample: bool) -> rusqlite::Result<PersonId> {
    connection.prepare_cached("INSERT INTO person (name, sample) VALUES (?1, ?2)")?.execute(params![name, sample])?;
    Ok(PersonId(connection.last_insert_rowid()))
}

/// The name of a person, or `None` where the ledger does not know her.
pub(crate) fn name(connection: &Connection, person: PersonId) -> rusqlite::Result<Option<String>> {
    connection
        .prepare_cached("SELECT name FROM person WHERE id = ?1")?
        .query_row([person.0], |row| row.get(0))
        .optional()
}

/// The networks on which a person has handles.
pub(crate) fn networks(connection: &Connection, person: PersonId) -> rusqlite::Result<Vec<Network>> {
    let names: Vec<String> = connection
        .prepare_cached("SELECT DISTINCT network FROM handle WHERE person = ?1 ORDER BY network")?
        .query_map([person.0], |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    Ok(names.iter().filter_map(|name| Network::named(name)).collect())
}

/// Takes the people of sample data out. Those the person logged something with are hers from now on.
pub(crate) fn remove_sample(connection: &Connection) -> rusqlite::Result<()> {
    connection.execute_batch(
        "DELETE FROM handle WHERE person IN (SELECT id FROM person WHERE sample = 1);
         DELETE FROM person WHERE sample = 1 AND id NOT IN (SELECT person FROM interaction WHERE person IS NOT NULL);
         UPDATE person SET sample = 0 WHERE sample = 1;",
    )
}
