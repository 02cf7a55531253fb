//! From where reading goes on.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// From where reading goes on, as it stands in the ledger.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct Cursor {
    /// The version of the repository up to which everything is known.
    pub(super) rev: Option<String>,
    /// Whether the whole history has been read once.
    pub(super) complete: bool,
    /// Name of the last record of the history that was handed over.
    pub(super) after: Option<String>,
    /// Where records are walked one by one: how far.
    pub(super) walk: Option<Walk>,
    /// Keys of the newest posts, newest first.
    pub(super) posts: Vec<String>,
    /// Keys of the newest reposts, newest first.
    pub(super) reposts: Vec<String>,
    /// When the newest of what others said was seen by the network, in milliseconds since 1970.
    pub(super) told: Option<i64>,
    /// Where what others said is walked back: how far.
    pub(super) telling: Option<Telling>,
    /// The server to which the account moved since it was found.
    pub(super) server: Option<String>,
    /// When what lets the reader in was renewed, in seconds since 1970, where nothing was read with it since.
    pub(super) renewed_at: Option<i64>,
}

/// What was renewed so many seconds ago and is not taken is not taken for good; later it may have run out.
const JUST_NOW: i64 = 300;

/// How far records are walked, one by one, the newest first.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub(super) struct Walk {
    /// The version of the repository when the walk began.
    pub(super) rev: Option<String>,
    /// Whether the posts are done, and it is reposts now.
    pub(super) reposts: bool,
    /// The server's own word for where to go on.
    pub(super) from: Option<String>,
    /// How many were handed over.
    pub(super) done: u64,
}

/// How far back what others said is walked.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub(super) struct Telling {
    /// The server's own word for where to go on.
    pub(super) from: String,
    /// When the newest that was met on the way was seen, in milliseconds since 1970.
    pub(super) newest: Option<i64>,
    /// How many pages were walked.
    pub(super) pages: u32,
}

impl Cursor {
    /// Out of the ledger; the beginning where it is none.
    pub(super) fn read(text: &str) -> Self {
        serde_json::from_str(text).unwrap_or_default()
    }

    /// Whether what lets the reader in was renewed just now, and nothing was read with it yet.
    pub(super) fn is_renewed(&self, now: DateTime<Utc>) -> bool {
        self.renewed_at.is_some_and(|at| (0..JUST_NOW).contains(&now.timestamp().saturating_sub(at)))
    }

    /// As it stands in the ledger.
    pub(super) fn write(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_cursor_comes_back_as_it_was_written() {
        let cursor = Cursor {
            rev: Some("3k".to_owned()),
            complete: true,
            posts: vec!["3kb".to_owned(), "3ka".to_owned()],
            told: Some(1_700_000_000_500),
            walk: Some(Walk { reposts: true, done: 7, ..Walk::default() }),
            telling: Some(Telling { from: "x".to_owned(), pages: 2, newest: None }),
            ..Cursor::default()
        };
        assert_eq!(Cursor::read(&cursor.write()), cursor);
        assert_eq!(Cursor::read(""), Cursor::default());
    }

    #[test]
    fn an_older_cursor_that_knows_only_that_it_was_renewed_is_read_on() {
        let cursor = Cursor::read(r#"{"rev":"3k","complete":true,"renewed":true}"#);
        assert_eq!(cursor, Cursor { rev: Some("3k".to_owned()), complete: true, ..Cursor::default() });
    }

    #[test]
    fn what_was_renewed_is_new_for_five_minutes() {
        let cursor = Cursor { renewed_at: Some(1_700_000_000), ..Cursor::default() };
        for (later, expect) in [(0, true), (299, true), (300, false), (-1, false)] {
            let now = DateTime::from_timestamp(1_700_000_000 + later, 0).unwrap_or_default();
            assert_eq!(cursor.is_renewed(now), expect, "{later}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_a_cursor(text in ".{0,80}") {
            let _ = Cursor::read(&text);
        }
    }
}
