//! Reading archives from the command line.

use super::out::{self, Answer};
use crate::import::Telling;
use crate::ipc::UserError;
use crate::{clock, ledger, words};
use coach::message::{Arg, Message};
use engine::view::{ImportAccount, ImportProgress, ImportWish};
use serde_json::{Value, json};
use std::io::{self, IsTerminal, Write};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

/// Reads archives one after the other. One that can't be read does not keep the others from it.
pub(super) fn import(archives: &[PathBuf], wish: ImportWish) -> Result<Answer, UserError> {
    let engine = ledger::open()?;
    let (mut text, mut all, mut failures) = (String::new(), Vec::new(), Vec::new());
    for path in archives {
        let mut telling = Telling::default();
        let read = engine.import(path, wish, clock::now(), &mut |progress| {
            if let Some(progress) = telling.tell(progress, clock::running()) {
                show(&progress);
            }
            ControlFlow::Continue(())
        });
        wipe();
        match read {
            Ok(accounts) => {
                for account in accounts {
                    text += &told(&account);
                    all.push(Answer::new(String::new(), &account).json);
                }
            }
            Err(error) => {
                let error = UserError::from(error);
                all.push(failed(path, &error));
                failures.push(error);
            }
        }
    }
    Ok(Answer { text, json: Value::Array(all), failures })
}

fn failed(path: &Path, error: &UserError) -> Value {
    let (message, hint) = (words::said(&error.message), words::said(&error.hint));
    json!({ "file": path.display().to_string(), "error": { "code": error.code, "message": message, "hint": hint } })
}

/// The plain account of an import.
fn told(account: &ImportAccount) -> String {
    let whose = account.whose.clone().unwrap_or_else(|| account.file.clone());
    let read = Message::new("cli.import.read").with("n", i64::from(account.posts)).with("whose", whose);
    let mut text = out::line(&read);
    if let (Some(from), Some(to)) = (day(&account.from), day(&account.to)) {
        text += &out::line(&Message::new("cli.import.span").with("from", from).with("to", to));
    }
    text += &out::line(&Message::new("cli.import.new").with("n", i64::from(account.new)));
    for skipped in &account.skipped {
        let why = Message::new("cli.import.skipped")
            .with("n", i64::from(skipped.items))
            .with("why", words::said(&skipped.why));
        text += &out::line(&why);
    }
    if account.private > 0 {
        text += &out::line(&Message::new("cli.import.private").with("n", i64::from(account.private)));
    }
    text += &out::line(&Message::new("cli.import.credited").with("n", i64::from(account.credited)));
    if let Some(headline) = account.story.as_ref().and_then(|story| story.headline.as_ref()) {
        text += &format!("{}\n", words::said(headline));
    }
    text
}

fn day(text: &Option<String>) -> Option<Arg> {
    let day = crate::ipc::day(text.as_deref()?).ok()?;
    Some(Arg::Day(day))
}

/// Writes the progress over the last one, where somebody looks.
fn show(progress: &ImportProgress) {
    let line = Message::new("cli.import.progress")
        .with("stage", words::said(&progress.stage))
        .with("done", Arg::Share(progress.done))
        .with("posts", i64::from(progress.posts))
        .with("rate", i64::from(progress.rate));
    tell(&format!("\r\x1b[2K{}", words::say(&line)));
}

fn wipe() {
    tell("\r\x1b[2K");
}

fn tell(text: &str) {
    let mut err = io::stderr();
    if err.is_terminal() {
        // Progress that can't be shown is no reason to stop.
        let _ = err.write_all(text.as_bytes()).and_then(|()| err.flush());
    }
}
