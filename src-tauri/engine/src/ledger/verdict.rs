//! Tables `verdict` and `overrule`: what posts are, by the rules and by the person's own word.

use coach::act::PostId;
use coach::kind::{Kind, RULES_VERSION, Reason, Verdict};
use coach::person::Network;
use rusqlite::{Connection, OptionalExtension, Row, Statement, params};

/// What a post is, in the ledger.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Kept {
    pub(crate) kind: Kind,
    /// The person's own word.
    pub(crate) word: Option<Kind>,
    /// The probability of being automatic, in thousandths.
    pub(crate) likely: u16,
    /// Whether that is known from the posting app.
    pub(crate) known: bool,
    /// Whether it is the second of two cross-post twins.
    pub(crate) twin: bool,
    /// Encoded reasons, one a line.
    pub(crate) reasons: String,
}

impl Kept {
    /// What the rules say, and the person's word on it.
    pub(crate) fn of(verdict: &Verdict, word: Option<Kind>) -> Self {
        Self {
            kind: verdict.kind,
            word,
            likely: (f64::from(verdict.automated.clamp(0.0, 1.0)) * 1000.0).round() as u16,
            known: verdict.by_app,
            twin: verdict.is_twin(),
            reasons: encode(&verdict.reasons),
        }
    }

    /// What the post is: the person's word before the rules'.
    pub(crate) fn settled(&self) -> Kind {
        self.word.unwrap_or(self.kind)
    }

    /// The verdict as the rules gave it, with the person's word on the kind.
    pub(crate) fn verdict(&self) -> Verdict {
        Verdict {
            kind: self.settled(),
            automated: f32::from(self.likely) / 1000.0,
            by_app: self.known,
            reasons: self.reasons.lines().filter_map(Reason::decode).collect(),
        }
    }
}

/// Reasons as the ledger keeps them, one a line.
pub(crate) fn encode(reasons: &[Reason]) -> String {
    reasons.iter().map(Reason::encode).collect::<Vec<_>>().join("\n")
}

/// Writes verdicts, one after another.
pub(crate) struct Writer<'c>(Statement<'c>);

impl<'c> Writer<'c> {
    /// Prepares to write.
    pub(crate) fn new(connection: &'c Connection) -> rusqlite::Result<Self> {
        connection
            .prepare(
                "INSERT INTO verdict (post, kind, word, likely, known, twin, rules, reasons)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
                 ON CONFLICT (post) DO UPDATE SET kind = excluded.kind, word = excluded.word,
                   likely = excluded.likely, known = excluded.known, twin = excluded.twin, rules = excluded.rules,
                   reasons = excluded.reasons",
            )
            .map(Self)
    }

    /// Writes what a post is.
    pub(crate) fn write(&mut self, post: PostId, verdict: &Kept) -> rusqlite::Result<()> {
        self.0
            .execute(params![
                post.0,
                verdict.kind.name(),
                verdict.word.map(Kind::name),
                verdict.likely,
                verdict.known,
                verdict.twin,
                RULES_VERSION,
                verdict.reasons
            ])
            .map(drop)
    }
}

/// A verdict from the six columns `kind, word, likely, known, twin, reasons` that begin at `first`.
pub(crate) fn read(row: &Row<'_>, first: usize) -> rusqlite::Result<Kept> {
    let word: Option<String> = row.get(first + 1)?;
    Ok(Kept {
        kind: Kind::named(row.get_ref(first)?.as_str()?).unwrap_or(Kind::Original),
        word: word.and_then(|name| Kind::named(&name)),
        likely: row.get(first + 2)?,
        known: row.get(first + 3)?,
        twin: row.get(first + 4)?,
        reasons: row.get(first + 5)?,
    })
}

/// What a post was is nothing any more.
pub(crate) fn remove(connection: &Connection, post: PostId) -> rusqlite::Result<()> {
    connection.prepare_cached("DELETE FROM verdict WHERE post = ?1")?.execute([post.0]).map(drop)
}

/// What a post is; `None` while it is not judged.
pub(crate) fn get(connection: &Connection, post: PostId) -> rusqlite::Result<Option<Kept>> {
    connection
        .prepare_cached("SELECT kind, word, likely, known, twin, reasons FROM verdict WHERE post = ?1")?
        .query_row([post.0], |row| read(row, 0))
        .optional()
}

/// Notes the person's word beside the rules'.
pub(crate) fn set_word(connection: &Connection, post: PostId, word: Option<Kind>) -> rusqlite::Result<()> {
    connection
        .prepare_cached("UPDATE verdict SET word = ?2 WHERE post = ?1")?
        .execute(params![post.0, word.map(Kind::name)])
        .map(drop)
}

/// The person's word on a post; `None` takes it back.
pub(crate) fn overrule(
    connection: &Connection,
    network: Network,
    key: &str,
    kind: Option<Kind>,
) -> rusqlite::Result<()> {
    match kind {
        Some(kind) => connection
            .prepare_cached(
                "INSERT INTO overrule (network, key, kind) VALUES (?1, ?2, ?3)
                 ON CONFLICT (network, key) DO UPDATE SET kind = excluded.kind WHERE kind <> excluded.kind",
            )?
            .execute(params![network.name(), key, kind.name()])
            .map(drop),
        None => connection
            .prepare_cached("DELETE FROM overrule WHERE network = ?1 AND key = ?2")?
            .execute([network.name(), key])
            .map(drop),
    }
}

/// The person's word on a post, by the post's own identity.
pub(crate) fn word(connection: &Connection, network: Network, key: &str) -> rusqlite::Result<Option<Kind>> {
    let name: Option<String> = connection
        .prepare_cached("SELECT kind FROM overrule WHERE network = ?1 AND key = ?2")?
        .query_row([network.name(), key], |row| row.get(0))
        .optional()?;
    Ok(name.and_then(|name| Kind::named(&name)))
}

/// All the person's words on posts, by the posts' own identity.
pub(crate) fn words(connection: &Connection) -> rusqlite::Result<Vec<((Network, String), Kind)>> {
    let rows: Vec<(String, String, String)> = connection
        .prepare_cached("SELECT network, key, kind FROM overrule ORDER BY network, key")?
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?
        .collect::<rusqlite::Result<_>>()?;
    let known =
        |(network, key, kind): (String, String, String)| Some(((Network::named(&network)?, key), Kind::named(&kind)?));
    Ok(rows.into_iter().filter_map(known).collect())
}
