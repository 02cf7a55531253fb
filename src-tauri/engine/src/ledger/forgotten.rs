//! Table `forgotten`: handles of people who were forgotten, so that they are not learnt again.
//!
//! What is kept is a digest, with a salt of this ledger: it says of a handle whether it is one of these, and does not say
//! which they are. Whoever has the file and guesses a handle can find the guess right.

use super::erase::Marks;
use super::setting;
use coach::person::{Counterpart, Handle, Network};
use coach::post::Post;
use rusqlite::{Connection, params};
use sha2::{Digest, Sha256};
use std::collections::HashMap;

/// The name of the setting that has the salt.
const SALT: &str = "salt";
/// What stands for a forgotten handle, before its number.
const STAND_IN: &str = "someone:";

/// Handles that were forgotten.
#[derive(Debug, Clone, Default)]
pub(crate) struct Forgotten {
    salt: String,
    handles: HashMap<String, i64>,
}

impl Forgotten {
    /// As the ledger has them.
    pub(crate) fn read(connection: &Connection) -> rusqlite::Result<Self> {
        let handles: HashMap<String, i64> = connection
            .prepare_cached("SELECT digest, handle FROM forgotten")?
            .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?
            .collect::<rusqlite::Result<_>>()?;
        if handles.is_empty() {
            return Ok(Self::default());
        }
        Ok(Self { salt: setting::get(connection, SALT)?.unwrap_or_default(), handles })
    }

    /// The row of the handle without a name that stands for somebody forgotten; `None` for everybody else.
    pub(crate) fn handle(&self, who: &Counterpart) -> Option<i64> {
        if self.handles.is_empty() {
            return None;
        }
        let network = who.handle.network;
        let by_key = self.handles.get(&digest(&self.salt, network, &who.handle.id));
        let name = who.name.as_deref().and_then(screen_name);
        by_key.or_else(|| self.handles.get(&digest(&self.salt, network, &name?))).copied()
    }
}

impl Forgotten {
    /// A post in which nobody is told of who was forgotten; `None` where it names nobody such.
    pub(crate) fn without(&self, post: &Post) -> Option<Post> {
        let answered = post.reply.iter().filter_map(|reply| reply.whom.as_ref());
        let passed_on = post.boost.iter().filter_map(|boost| boost.whom.as_ref());
        let mut marks = Marks::default();
        for who in answered.chain(passed_on).chain(&post.mentions).filter(|who| self.handle(who).is_some()) {
            marks.add_handle(&who.handle, who.name.as_deref());
        }
        if marks.is_empty() {
            return None;
        }
        let mut post = post.clone();
        let network = post.network;
        let disguise = |who: &mut Counterpart| {
            if let Some(handle) = self.handle(who) {
                *who = Counterpart { handle: Handle { network: who.handle.network, id: stand_in(handle) }, name: None };
            }
        };
        let clean = |text: &mut String| {
            if let Some(less) = marks.without(text, Some(network), true) {
                *text = less;
            }
        };
        post.mentions.iter_mut().for_each(disguise);
        post.boost.iter_mut().filter_map(|boost| boost.whom.as_mut()).for_each(disguise);
        if let Some(reply) = &mut post.reply {
            reply.whom.iter_mut().for_each(disguise);
            reply.post.iter_mut().for_each(clean);
        }
        post.quote.iter_mut().for_each(clean);
        post.links.iter_mut().for_each(clean);
        clean(&mut post.text);
        Some(post)
    }
}

/// The key that stands for a forgotten handle.
pub(crate) fn stand_in(handle: i64) -> String {
    format!("{STAND_IN}{handle}")
}

/// Notes that a handle is forgotten, by its key and by the name people see where that is a handle itself.
pub(crate) fn note(
    connection: &Connection,
    network: Network,
    key: &str,
    name: Option<&str>,
    handle: i64,
) -> rusqlite::Result<()> {
    let salt = match setting::get(connection, SALT)? {
        Some(salt) => salt,
        None => {
            let salt: String = connection.query_row("SELECT lower(hex(randomblob(16)))", [], |row| row.get(0))?;
            setting::set(connection, SALT, &salt)?;
            salt
        }
    };
    for known in [Some(key.to_owned()), name.and_then(screen_name)].into_iter().flatten() {
        connection
            .prepare_cached("INSERT INTO forgotten (digest, handle) VALUES (?1, ?2) ON CONFLICT (digest) DO NOTHING")?
            .execute(params![digest(&salt, network, &known), handle])?;
    }
    Ok(())
}

/// The name people see, in lower case, where it is a handle: `@ana`, `@ana@social.example`.
fn screen_name(name: &str) -> Option<String> {
    name.starts_with('@').then(|| name.to_lowercase())
}

fn digest(salt: &str, network: Network, key: &str) -> String {
    let digest = Sha256::digest(format!("{salt}\n{}\n{key}", network.name()));
    digest.iter().map(|byte| format!("{byte:02x}")).collect()
}
