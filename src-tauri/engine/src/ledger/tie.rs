//! Table `tie`: what handles' own pages prove.

use coach::person::PersonId;
use rusqlite::Connection;

/// A page that a handle is proven to own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Tie {
    pub(crate) person: PersonId,
    /// The canonical address of the page: host and path.
    pub(crate) site: String,
}

/// Everything that is proven: the pages found to link back, and the domains that handles on Bluesky are, which Bluesky
/// proves before it lets somebody use them. Never a name.
pub(crate) fn all(connection: &Connection) -> rusqlite::Result<Vec<Tie>> {
    connection
        .prepare_cached(
            "SELECT n.person, t.site FROM tie t JOIN handle n ON n.id = t.handle
             UNION
             SELECT n.person, lower(ltrim(n.name, '@')) FROM handle n
             WHERE n.network = 'bluesky' AND n.name LIKE '%.%' AND n.name NOT LIKE '% %'
               AND n.name NOT LIKE '%.bsky.social'
             ORDER BY 2, 1",
        )?
        .query_map([], |row| Ok(Tie { person: PersonId(row.get(0)?), site: row.get(1)? }))?
        .collect()
}

/// The pages that one handle is proven to own.
pub(crate) fn of(connection: &Connection, handle: i64) -> rusqlite::Result<Vec<String>> {
    connection
        .prepare_cached("SELECT site FROM tie WHERE handle = ?1 ORDER BY site")?
        .query_map([handle], |row| row.get(0))?
        .collect()
}
