//! How the command line answers: sentences for a person, or JSON for a script.

use crate::ipc::UserError;
use crate::words;
use coach::message::Message;
use engine::view::{Filling, Said};
use serde::Serialize;
use serde_json::{Map, Value, json};
use std::io::{self, Write};
use std::process::ExitCode;

/// What a command came to: the same, said twice.
#[derive(Debug)]
pub(super) struct Answer {
    /// For a person; ends with a new line where there is anything to say.
    pub(super) text: String,
    /// For a script; null where there is nothing to say.
    pub(super) json: Value,
    /// What of it failed, for the error stream.
    pub(super) failures: Vec<UserError>,
}

/// Refused by the engine: exit code 3.
const REFUSED: u8 = 3;
/// A mistake on the command line: exit code 2, as clap's.
const MISTAKEN: u8 = 2;

impl Answer {
    /// An answer whose JSON is a read model.
    pub(super) fn new(text: String, model: &impl Serialize) -> Self {
        let json = serde_json::to_value(model).map_or(Value::Null, told);
        Self { text, json, failures: Vec::new() }
    }
}

/// Prints an answer.
pub(super) fn print(answer: &Answer, json: bool) -> ExitCode {
    let text = if json && !answer.json.is_null() { format!("{:#}\n", answer.json) } else { answer.text.clone() };
    let written = io::stdout().lock().write_all(text.as_bytes());
    for error in &answer.failures {
        // Where not even the error stream can be written, the exit code still tells.
        let _ = io::stderr().lock().write_all(sentences(error).as_bytes());
    }
    match written {
        // Whoever reads has read enough: `chime-in kinds | head -1`.
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => ExitCode::FAILURE,
        _ if !answer.failures.is_empty() => ExitCode::FAILURE,
        _ => ExitCode::SUCCESS,
    }
}

/// Says on the error stream what went wrong and what to do about it.
pub(super) fn fail(error: &UserError, json: bool) -> ExitCode {
    let text = if json {
        let (message, hint) = (words::said(&error.message), words::said(&error.hint));
        format!("{:#}\n", json!({ "code": error.code, "message": message, "hint": hint }))
    } else {
        sentences(error)
    };
    // Where not even the error stream can be written, the exit code still tells.
    let _ = io::stderr().lock().write_all(text.as_bytes());
    match error.code.split('.').next() {
        Some("act" | "live") => ExitCode::from(REFUSED),
        Some("wish" | "read") => ExitCode::from(MISTAKEN),
        _ => ExitCode::FAILURE,
    }
}

/// What went wrong, and what to do about it, a line each.
fn sentences(error: &UserError) -> String {
    format!("{}\n{}\n", words::said(&error.message), words::said(&error.hint))
}

/// One line of the app's own words.
pub(super) fn line(message: &Message) -> String {
    words::say(message) + "\n"
}

/// The JSON with every sentence in it spoken: beside `key` and `args` stands `text`.
fn told(value: Value) -> Value {
    match value {
        Value::Array(items) => items.into_iter().map(told).collect(),
        Value::Object(fields) => {
            let sentence = sentence(&fields);
            let mut fields: Map<String, Value> = fields.into_iter().map(|(name, field)| (name, told(field))).collect();
            if let Some(said) = sentence {
                fields.insert("text".into(), words::said(&said).into());
            }
            Value::Object(fields)
        }
        plain => plain,
    }
}

/// The sentence that an object is, where it is one.
fn sentence(fields: &Map<String, Value>) -> Option<Said> {
    let (Value::String(key), Value::Object(args)) = (fields.get("key")?, fields.get("args")?) else { return None };
    let args = args.iter().map(|(gap, filling)| Some((gap.clone(), self::filling(filling)?))).collect::<Option<_>>()?;
    Some(Said { key: key.clone(), args })
}

fn filling(filling: &Value) -> Option<Filling> {
    let value = filling.get("value")?;
    match filling.get("type")?.as_str()? {
        "text" => value.as_str().map(|text| Filling::Text(text.into())),
        "count" => value.as_i64().and_then(|n| n.try_into().ok()).map(Filling::Count),
        "share" => value.as_f64().map(Filling::Share),
        "day" => value.as_str().map(|day| Filling::Day(day.into())),
        "time" => value.as_str().map(|time| Filling::Time(time.into())),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use coach::message::Arg;

    #[test]
    fn every_sentence_in_json_is_spoken() {
        let line = Message::new("tray.line").with("counted", 2_i64).with("n", 2_i64).with("strength", Arg::Share(1.0));
        let answer = Answer::new(String::new(), &json!({ "list": [Said::from(&line)], "key": "not a sentence" }));
        assert_eq!(answer.json["list"][0]["text"], "2 of 2 people · strength 100\u{202f}%");
        assert_eq!(answer.json["key"], "not a sentence");
    }
}
