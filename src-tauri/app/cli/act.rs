//! Acts from the command line.

use super::Did;
use super::out::{self, Answer};
use crate::draft::LogDraft;
use crate::ipc::{UserError, day};
use crate::{clock, ledger, links, words};
use clap::Args;
use coach::act::{Act, ActId, Door, What, Who};
use coach::message::{Arg, Message};
use coach::person::PersonId;
use engine::view::{Changes, LinkTold, Status};
use serde::Serialize;

/// What `log` takes.
#[derive(Args)]
pub struct Log {
    /// What you did
    pub(super) did: Option<Did>,
    /// With whom; left out, whom the link names, otherwise someone to be named later
    #[arg(value_name = "NAME", num_args = 0..)]
    who: Vec<String>,
    /// A note to yourself
    #[arg(long)]
    note: Option<String>,
    /// Link to the post
    #[arg(long)]
    link: Option<String>,
    /// The day it counts for, as 2026-11-23; left out, the day of your own post that the link names, otherwise today
    #[arg(long, requires = "did")]
    day: Option<String>,
}

/// What an act came to, for scripts.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Done<'a> {
    changes: &'a Changes,
    today: Status,
}

/// Logs one interaction; nothing where the link is none, as it would be lost.
pub(super) fn log(log: Log) -> Result<Answer, UserError> {
    // Without it the window was opened instead.
    let how = log.did.unwrap_or(Did::Commented).into();
    let web = |link: String| links::web(&link).map(String::from).ok_or_else(|| UserError::no_link(&link));
    let link = log.link.map(web).transpose()?;
    let told = match &link {
        Some(link) => ledger::open()?.link_told(link, clock::now())?,
        None => None,
    };
    let name = log.who.join(" ");
    let who = match &told {
        _ if !name.trim().is_empty() => Who::Named(name),
        Some(LinkTold { person: Some(person), .. }) => Who::Person(PersonId(person.person.into())),
        Some(LinkTold { own: false, who: Some(who), .. }) => Who::Named(who.clone()),
        _ => Who::Someone,
    };
    let own_day = told.filter(|told| told.own).and_then(|told| told.day);
    let day = log.day.or(own_day);
    act(What::Log { how, who, note: log.note, link }, day.as_deref())
}

impl Log {
    /// What the window for one log begins with, where no deed was named.
    pub(super) fn draft(self) -> LogDraft {
        let who = self.who.join(" ");
        LogDraft {
            who: Some(who).filter(|who| !who.is_empty()),
            note: self.note,
            link: self.link,
            ..LogDraft::default()
        }
    }
}

/// Takes an act back.
pub(super) fn undo(act: Option<i64>) -> Result<Answer, UserError> {
    self::act(What::Undo { act: act.map(ActId) }, None)
}

fn act(what: What, about: Option<&str>) -> Result<Answer, UserError> {
    let engine = ledger::open()?;
    let day = about.map(day).transpose()?;
    let now = clock::now();
    let changes = engine.act(&Act { what, nudge: None, day, at: now, door: Door::CommandLine })?;
    let today = engine.status(now)?;
    let mut text = String::new();
    for said in [&changes.said, &changes.warning].into_iter().flatten() {
        text += &format!("{}\n", words::said(said));
    }
    text += &line(&today);
    Ok(Answer::new(text, &Done { changes: &changes, today }))
}

/// The line of the day: "1 of 2 people · strength 83 %".
pub(super) fn line(today: &Status) -> String {
    let line = Message::new("tray.line")
        .with("counted", i64::from(today.counted))
        .with("n", i64::from(today.goal))
        .with("strength", Arg::Share(today.strength));
    out::line(&line)
}
