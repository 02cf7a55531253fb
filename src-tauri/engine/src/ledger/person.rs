//! Tables `person` and `handle`: whom the person talks with, by handle and name only.

use super::forgotten::Forgotten;
use super::joined::Joins;
use super::trace;
use coach::act::Who;
use coach::interaction::ReviewRule;
use coach::person::{Counterpart, Handle, Network, PersonId, plain};
use rusqlite::{Connection, OptionalExtension, params};
use std::collections::{BTreeMap, BTreeSet};

/// Whom a name led to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Found {
    pub(crate) person: PersonId,
    /// How many known people bear the name, where it was not clear which one is meant.
    pub(crate) namesakes: u32,
}

/// The person somebody means, making a new one where the name is not known. `None` for someone not named,
/// and for an id that is not in the ledger.
pub(crate) fn resolve(connection: &Connection, who: &Who) -> rusqlite::Result<Option<Found>> {
    let sure = |person| Some(Found { person, namesakes: 0 });
    Ok(match who {
        Who::Someone => None,
        Who::Person(person) => name(connection, *person)?.and(sure(*person)),
        Who::Named(typed) => {
            let typed = typed.trim();
            let joins = Joins::read(connection)?;
            let found = named(connection, typed)?;
            let wholes: BTreeSet<PersonId> = found.iter().map(|person| joins.whole(*person)).collect();
            match (&found[..], wholes.first()) {
                ([one], _) => sure(*one),
                (_, Some(whole)) if wholes.len() == 1 => sure(*whole),
                _ => {
                    let several = wholes;
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
    if !name.is_ascii() {
        let fits = same_as(name);
        return Ok(fitting(connection, EVERY_NAME, [], fits)?.into_iter().collect());
    }
    connection
        .prepare_cached(
            "SELECT id FROM person WHERE name COLLATE NOCASE IN (?1, ?2, '@' || ?2)
             UNION SELECT person FROM handle WHERE name COLLATE NOCASE IN (?1, ?2, '@' || ?2)",
        )?
        .query_map([name, bare], |row| row.get(0).map(PersonId))?
        .collect()
}

/// People who have a handle on a network that is shown as this name, letters' case and an `@` before it aside.
pub(crate) fn shown_as(connection: &Connection, network: Network, name: &str) -> rusqlite::Result<Vec<PersonId>> {
    let bare = name.trim_start_matches('@');
    if !name.is_ascii() {
        let every = "SELECT person, name FROM handle WHERE network = ?1";
        return Ok(fitting(connection, every, [network.name()], same_as(name))?.into_iter().collect());
    }
    connection
        .prepare_cached(
            "SELECT DISTINCT person FROM handle
             WHERE network = ?1 AND name COLLATE NOCASE IN (?2, '@' || ?2) ORDER BY person",
        )?
        .query_map([network.name(), bare], |row| row.get(0).map(PersonId))?
        .collect()
}

/// Whether a name is this one, letters' case and an `@` before it aside. SQLite knows the case of ASCII letters alone.
fn same_as(name: &str) -> impl Fn(&str) -> bool {
    let bare = name.trim_start_matches('@').to_lowercase();
    move |known| known.strip_prefix('@').unwrap_or(known).to_lowercase() == bare
}

/// The names of people, and of their handles.
const EVERY_NAME: &str = "SELECT id, name FROM person UNION ALL SELECT person, name FROM handle";

/// A handle in the ledger and the person it belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Known {
    pub(crate) handle: i64,
    pub(crate) person: PersonId,
}

/// A handle, where it is known.
pub(crate) fn known(connection: &Connection, handle: &Handle) -> rusqlite::Result<Option<i64>> {
    connection
        .prepare_cached("SELECT id FROM handle WHERE network = ?1 AND key = ?2")?
        .query_row([handle.network.name(), &handle.id], |row| row.get(0))
        .optional()
}

/// The handle of somebody a post names, and her person; both are made where they are not known. Somebody forgotten is
/// not learnt again: hers are a handle and a person without a name.
pub(crate) fn of_handle(connection: &Connection, who: &Counterpart, sample: bool) -> rusqlite::Result<Known> {
    let Handle { network, id } = &who.handle;
    let known = connection
        .prepare_cached("SELECT id, person FROM handle WHERE network = ?1 AND key = ?2")?
        .query_row([network.name(), id], |row| Ok(Known { handle: row.get(0)?, person: PersonId(row.get(1)?) }))
        .optional()?;
    if let Some(known) = known {
        return Ok(known);
    }
    if let Some(handle) = Forgotten::read(connection)?.handle(who) {
        let person = connection
            .prepare_cached("SELECT person FROM handle WHERE id = ?1")?
            .query_row([handle], |row| row.get(0).map(PersonId))?;
        return Ok(Known { handle, person });
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

/// Calls a person by another name.
pub(crate) fn rename(connection: &Connection, person: PersonId, name: &str) -> rusqlite::Result<()> {
    connection
        .prepare_cached("UPDATE person SET name = ?2 WHERE id = ?1 AND name <> ?2")?
        .execute(params![person.0, name])
        .map(drop)
}

/// The names of all people, but of those forgotten.
pub(crate) fn names(connection: &Connection) -> rusqlite::Result<BTreeMap<PersonId, String>> {
    connection
        .prepare_cached("SELECT id, name FROM person WHERE name <> ''")?
        .query_map([], |row| Ok((PersonId(row.get(0)?), row.get(1)?)))?
        .collect()
}

/// A handle as it is shown.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Shown {
    pub(crate) id: i64,
    pub(crate) handle: Handle,
    pub(crate) name: Option<String>,
    pub(crate) bot: bool,
}

/// The handles of a person.
pub(crate) fn handles(connection: &Connection, person: PersonId) -> rusqlite::Result<Vec<Shown>> {
    connection
        .prepare_cached("SELECT id, network, key, name, bot FROM handle WHERE person = ?1 ORDER BY network, name, id")?
        .query_map([person.0], |row| {
            let network = Network::named(row.get_ref(1)?.as_str()?).unwrap_or(Network::Elsewhere);
            let handle = Handle { network, id: row.get(2)? };
            Ok(Shown { id: row.get(0)?, handle, name: row.get(3)?, bot: row.get(4)? })
        })?
        .collect()
}

/// People of whose handles one says of itself that it is a robot, and those whose handle is the user's own.
pub(crate) fn nobodies(connection: &Connection) -> rusqlite::Result<BTreeSet<PersonId>> {
    let mut nobodies: BTreeSet<PersonId> = connection
        .prepare_cached("SELECT person FROM handle WHERE bot = 1")?
        .query_map([], |row| row.get(0).map(PersonId))?
        .collect::<rusqlite::Result<_>>()?;
    let own: Vec<(String, String)> = connection
        .prepare_cached("SELECT network, names FROM source")?
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect::<rusqlite::Result<_>>()?;
    let mut owner = connection.prepare_cached("SELECT person FROM handle WHERE network = ?1 AND key = ?2")?;
    for (network, key) in own.iter().flat_map(|(network, keys)| keys.lines().map(move |key| (network, key))) {
        nobodies.extend(owner.query_row([network, key], |row| row.get(0).map(PersonId)).optional()?);
    }
    Ok(nobodies)
}

/// People who have this in their name or a handle, letters' case and marks aside.
pub(crate) fn with_in_name(connection: &Connection, part: &str) -> rusqlite::Result<BTreeSet<PersonId>> {
    let part = plain(part);
    let every = "SELECT id, name FROM person UNION ALL SELECT person, name FROM handle
                 UNION ALL SELECT person, key FROM handle";
    fitting(connection, every, [], |name| plain(name).contains(&part))
}

/// People whose name, or one word of it, or the name of a handle, begins so; an `@`, letters' case and marks aside.
pub(crate) fn beginning(connection: &Connection, prefix: &str) -> rusqlite::Result<BTreeSet<PersonId>> {
    let prefix = plain(prefix);
    let word = format!(" {prefix}");
    fitting(connection, EVERY_NAME, [], |name| {
        let name = plain(name);
        name.trim_start_matches('@').starts_with(&prefix) || name.contains(&word)
    })
}

/// People of whose names, as the statement says them, one fits.
fn fitting<const N: usize>(
    connection: &Connection,
    every: &str,
    of: [&str; N],
    fits: impl Fn(&str) -> bool,
) -> rusqlite::Result<BTreeSet<PersonId>> {
    let mut statement = connection.prepare_cached(every)?;
    let mut rows = statement.query(rusqlite::params_from_iter(of))?;
    let mut found = BTreeSet::new();
    while let Some(row) = rows.next()? {
        if row.get::<_, Option<String>>(1)?.is_some_and(|name| fits(&name)) {
            found.insert(PersonId(row.get(0)?));
        }
    }
    Ok(found)
}

/// The name of a person, or `None` where the ledger does not know her, or forgot her.
pub(crate) fn name(connection: &Connection, person: PersonId) -> rusqlite::Result<Option<String>> {
    connection
        .prepare_cached("SELECT name FROM person WHERE id = ?1 AND name <> ''")?
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

/// Takes the people of sample data out, and the person's word on acts toward them. Those she logged something with are
/// hers from now on. What was found in the sample is gone already.
pub(crate) fn remove_sample(connection: &Connection) -> rusqlite::Result<()> {
    let sample = "SELECT id FROM person WHERE sample = 1";
    let going = format!("{sample} AND id NOT IN (SELECT person FROM interaction WHERE person IS NOT NULL)");
    trace::let_go(connection, "handle", &format!("SELECT id FROM handle WHERE person IN ({sample})"))?;
    trace::let_go(connection, "person", &going)?;
    trace::forget_rows(connection, "person", sample)?;
    connection.execute_batch(&format!(
        "DELETE FROM review_rule WHERE rule IN (SELECT '{}' || id FROM ({going}));
         DELETE FROM handle WHERE person IN ({sample});
         DELETE FROM person WHERE id IN ({going});
         UPDATE person SET sample = 0 WHERE sample = 1;",
        ReviewRule::TO_ONE
    ))
}
