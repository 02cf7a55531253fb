//! The few errors that the window and the command line tell: a name, what happened, and the next step.

use coach::message::Message;
use engine::view::Said;
use serde::Serialize;
use specta::Type;

/// What went wrong, for a person.
#[derive(Debug, Clone, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct UserError {
    /// Its name, for scripts and tests: `ledger.newer`, `act.no-person`.
    pub code: String,
    /// What happened, to what.
    pub message: Said,
    /// The next step.
    pub hint: Said,
}

impl UserError {
    /// An error of the app's own, with its sentences at `error.CODE` and `error.CODE.hint` of the word catalogue.
    pub fn new(code: &str, fill: impl Fn(Message) -> Message) -> Self {
        Self {
            code: code.to_owned(),
            message: Said::from(&fill(Message::new(format!("error.{code}")))),
            hint: Said::from(&fill(Message::new(format!("error.{code}.hint")))),
        }
    }

    /// Something that is no day.
    pub fn no_day(text: &str) -> Self {
        Self::new("wish.day", |message| message.with("text", text))
    }

    /// Something that is no rule for doubtful acts.
    pub fn no_rule(name: &str) -> Self {
        Self::new("wish.rule", |message| message.with("name", name))
    }

    /// A language that has no words here.
    pub fn no_language(tag: &str) -> Self {
        Self::new("wish.language", |message| message.with("tag", tag))
    }

    /// Something that is no combination of keys for everywhere.
    pub fn no_keys(text: &str) -> Self {
        Self::new("wish.keys", |message| message.with("text", text))
    }

    /// Something that is no link of the web.
    pub fn no_link(text: &str) -> Self {
        Self::new("wish.link", |message| message.with("link", text))
    }

    /// Something that is no time of day.
    pub fn no_time(text: &str) -> Self {
        Self::new("wish.time", |message| message.with("text", text))
    }
}
