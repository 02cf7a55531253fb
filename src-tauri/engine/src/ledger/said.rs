//! Sentences as the ledger keeps them: JSON, in the form in which they are shown.

use crate::view::Said;
use coach::message::Message;
use rusqlite::types::Type;

/// The stored form of a sentence.
pub(crate) fn stored(message: &Message) -> String {
    json(&Said::from(message))
}

/// The stored form of several sentences.
pub(crate) fn stored_all(messages: &[Message]) -> String {
    json(&messages.iter().map(Said::from).collect::<Vec<_>>())
}

/// The stored form of ids.
pub(crate) fn stored_ids(ids: &[i64]) -> String {
    json(&ids)
}

fn json<T: serde::Serialize>(value: &T) -> String {
    // Strings, numbers and maps with text keys always have a JSON form.
    serde_json::to_string(value).unwrap_or_default()
}

/// A sentence, or several, from the stored form in column `column`.
pub(crate) fn read<T: serde::de::DeserializeOwned>(row: &rusqlite::Row<'_>, column: usize) -> rusqlite::Result<T> {
    let text = row.get_ref(column)?.as_str()?;
    serde_json::from_str(text)
        .map_err(|error| rusqlite::Error::FromSqlConversionFailure(column, Type::Text, Box::new(error)))
}
