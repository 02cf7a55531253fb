//! Table `answer`: what the person did with a nudge.

use chrono::{DateTime, Utc};
use coach::act::{ActId, NudgeId};
use rusqlite::{Connection, OptionalExtension, params};

/// What the person did with a nudge.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Answer {
    Logged,
    Opened,
    Later,
    Rested,
    Dismissed,
}

impl Answer {
    /// The name in the ledger.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Logged => "logged",
            Self::Opened => "opened",
            Self::Later => "later",
            Self::Rested => "rested",
            Self::Dismissed => "dismissed",
        }
    }

    /// The answer with this name.
    pub(crate) fn named(name: &str) -> Option<Self> {
        [Self::Logged, Self::Opened, Self::Later, Self::Rested, Self::Dismissed].into_iter().find(|a| a.name() == name)
    }

    /// Whether the nudge takes no further answer after this one.
    pub(crate) fn is_final(self) -> bool {
        matches!(self, Self::Logged | Self::Rested | Self::Dismissed)
    }
}

/// The latest answer to a nudge.
pub(crate) fn latest(connection: &Connection, nudge: NudgeId) -> rusqlite::Result<Option<Answer>> {
    connection
        .prepare_cached("SELECT what FROM answer WHERE nudge = ?1 ORDER BY id DESC LIMIT 1")?
        .query_row([nudge.0], |row| Ok(Answer::named(row.get_ref(0)?.as_str()?).unwrap_or(Answer::Opened)))
        .optional()
}

/// Writes an answer down.
pub(crate) fn insert(
    connection: &Connection,
    nudge: NudgeId,
    act: ActId,
    what: Answer,
    at: DateTime<Utc>,
) -> rusqlite::Result<()> {
    connection
        .prepare_cached("INSERT INTO answer (nudge, act, what, at) VALUES (?1, ?2, ?3, ?4)")?
        .execute(params![nudge.0, act.0, what.name(), at.timestamp()])
        .map(drop)
}
