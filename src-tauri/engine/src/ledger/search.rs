//! Looking for words in texts.

use regex::bytes::{Regex, RegexBuilder};
use rusqlite::Connection;
use rusqlite::functions::FunctionFlags;
use std::convert::Infallible;

/// Teaches a connection `holds(text, words)`: whether the words stand in the text, in capitals or not, in every script.
/// SQLite's own `LIKE` knows the capitals of English only.
pub(super) fn teach(connection: &Connection) -> rusqlite::Result<()> {
    let flags = FunctionFlags::SQLITE_UTF8 | FunctionFlags::SQLITE_DETERMINISTIC | FunctionFlags::SQLITE_INNOCUOUS;
    connection.create_scalar_function("holds", 2, flags, |call| {
        let words = call.get_or_create_aux(1, |words| Ok::<_, Infallible>(words.as_str().ok().and_then(pattern)))?;
        let text = call.get_raw(0).as_bytes_or_null().unwrap_or_default();
        Ok(words.as_ref().as_ref().is_some_and(|words| text.is_some_and(|text| words.is_match(text))))
    })
}

/// What finds these words; `None` where they are too many to be looked for.
fn pattern(words: &str) -> Option<Regex> {
    RegexBuilder::new(&regex::escape(words)).case_insensitive(true).build().ok()
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::teach;
    use rusqlite::Connection;

    #[test]
    fn words_are_found_in_capitals_or_not_in_every_script_and_as_they_are_written() {
        let connection = Connection::open_in_memory().unwrap();
        teach(&connection).unwrap();
        let holds = |text: Option<&str>, words: &str| -> bool {
            connection.query_row("SELECT holds(?1, ?2)", (text, words), |row| row.get(0)).unwrap()
        };
        for (text, words) in [
            ("Fresh Bread", "bread"),
            ("Über den Wolken", "ÜBER"),
            ("ΑΘΗΝΑ", "αθηνα"),
            ("Привет", "привет"),
            ("パンを焼いた", "パン"),
            ("100 % (really?)", "(really?)"),
            ("a_b", "_"),
        ] {
            assert!(holds(Some(text), words), "{text} holds {words}");
        }
        for (text, words) in [(Some("abc"), "a.c"), (Some("100"), "%"), (Some(""), "a"), (None, "a")] {
            assert!(!holds(text, words), "{text:?} does not hold {words}");
        }
        assert!(!holds(Some("a"), &"漢".repeat(3_000_000)), "nor what is longer than can be looked for");
    }
}
