//! All that the person logged and published, as one JSON document: hers to keep or to take elsewhere.

use super::out::Answer;
use crate::ipc::UserError;
use crate::{clock, ledger, words};
use coach::message::Message;
use engine::ExportError;
use serde_json::{Value, json};
use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::Path;

/// Writes everything, to the terminal or to a new file. A file that is there is not overwritten.
pub(super) fn export(to: Option<&Path>) -> Result<Answer, UserError> {
    let engine = ledger::open()?;
    let Some(path) = to else {
        let mut out = BufWriter::new(io::stdout().lock());
        return match engine.export(&mut out, clock::now()).and_then(|()| Ok(out.flush()?)) {
            // Whoever reads has read enough: `chime-in export | head`.
            Err(ExportError::Write(error)) if error.kind() == io::ErrorKind::BrokenPipe => Ok(nothing()),
            Err(error) => Err(failed(Path::new("-"), error)),
            Ok(()) => Ok(nothing()),
        };
    };
    let file = File::create_new(path).map_err(|error| failed(path, error.into()))?;
    let mut out = BufWriter::new(file);
    let written = engine.export(&mut out, clock::now()).and_then(|()| Ok(out.flush()?));
    if let Err(error) = written.and_then(|()| Ok(out.get_ref().sync_all()?)) {
        // Half a document is of no use; where it can't be removed either, the error says where it is.
        let _ = fs::remove_file(path);
        return Err(failed(path, error));
    }
    let file = path.display().to_string();
    let text = words::say(&Message::new("cli.export.written").with("file", file.as_str())) + "\n";
    Ok(Answer { text, json: json!({ "file": file }), failures: Vec::new() })
}

/// The document itself was the answer.
fn nothing() -> Answer {
    Answer { text: String::new(), json: Value::Null, failures: Vec::new() }
}

fn failed(path: &Path, error: ExportError) -> UserError {
    match error {
        ExportError::Ledger(error) => error.into(),
        ExportError::Write(error) => UserError::new("export.file", |message| {
            message.with("file", path.display().to_string()).with("why", error.to_string())
        }),
    }
}
