//! The way back: every act of the person, from whichever door, through one function and one transaction.

mod days;
mod error;
mod forget;
#[cfg(test)]
mod forgetting;
mod interactions;
#[cfg(test)]
mod joining;
mod people;
mod posts;
mod review;
mod samples;
mod settings;
mod sources;
#[cfg(test)]
mod suggesting;
#[cfg(test)]
mod tests;
mod undo;
#[cfg(test)]
mod undone;
mod weeks;

pub use error::ActError;

use crate::ledger::answer::{self, Answer};
use crate::ledger::period::{self, Periods};
use crate::ledger::{act as journal, nudge, tally, trace};
use crate::view::{Change, Changes, ReviewRule, Said};
use crate::{OpenError, wire};
use coach::act::{Act, ActId, NudgeId, What};
use coach::day::Day;
use coach::message::Message;
use coach::zone::Zone;
use rusqlite::Transaction;
use std::collections::BTreeSet;

/// What every act is done with.
pub(crate) struct Doing<'a> {
    pub(crate) ledger: &'a Transaction<'a>,
    pub(crate) act: &'a Act,
    pub(crate) id: ActId,
    /// The day the act is about.
    pub(crate) day: Day,
    /// The day it is done on.
    pub(crate) today: Day,
    pub(crate) periods: Periods,
    /// The zone of the system.
    pub(crate) system: &'a Zone,
}

/// What is to be said of an act.
pub(crate) struct Done {
    /// What it was, to name it in "Undo": `asked Ana`.
    pub(crate) was: Message,
    /// What to tell the person now; `None` where nothing need be told.
    pub(crate) tell: Option<Message>,
    /// A warning with it.
    pub(crate) warning: Option<Message>,
    /// What the person may say once for all acts like this one.
    pub(crate) offers: Vec<ReviewRule>,
}

impl Done {
    /// An act of which the same is told now and remembered for "Undo".
    fn told(was: Message) -> Self {
        Self { tell: Some(was.clone()), was, warning: None, offers: Vec::new() }
    }

    /// An act of which nothing need be told.
    fn quietly(was: Message) -> Self {
        Self { was, tell: None, warning: None, offers: Vec::new() }
    }
}

/// Does an act. What changes is traced, so that it can be taken back exactly.
///
/// A second answer to a nudge, and an act that changes nothing, leave no trace: `Changes::default()`.
pub(crate) fn perform(
    ledger: &Transaction<'_>,
    act: &Act,
    system: &Zone,
    failed: &dyn Fn(rusqlite::Error) -> OpenError,
) -> Result<Changes, ActError> {
    let sql = |error| ActError::Ledger(failed(error));
    let periods = period::all(ledger).map_err(sql)?;
    let nudge_day = match act.nudge {
        None => None,
        Some(id) => Some(nudge::get(ledger, id).map_err(sql)?.ok_or(ActError::NoNudge(id.0))?.day),
    };
    if let (Some(id), Some(given)) = (act.nudge, answer_of(&act.what))
        && is_answered(ledger, id, given).map_err(sql)?
    {
        return Ok(Changes::default());
    }
    let moment = periods.moment(act.at);
    let day = periods.reckoning.day_of_act(act.day, nudge_day, act.at);
    let today = periods.reckoning.day_of(act.at);
    let name = what_name(&act.what);
    let id = journal::insert(ledger, moment, act.door, name, &Message::new(format!("act.{name}"))).map_err(sql)?;
    let doing = Doing { ledger, act, id, day, today, periods, system };
    if let What::Undo { act } = &act.what {
        return undo::undo(&doing, *act, &sql);
    }
    trace::begin(ledger, id).map_err(sql)?;
    let done = doing.what(&sql)?;
    if let (Some(nudge), Some(given)) = (act.nudge, answer_of(&act.what)) {
        answer::insert(ledger, nudge, id, given, act.at).map_err(sql)?;
    }
    trace::end(ledger).map_err(sql)?;
    let changed = match act.what {
        What::AddSample | What::RemoveSample => samples::CHANGED.to_vec(),
        What::Forget { .. } => forget::CHANGED.to_vec(),
        _ => changes(&trace::tables(ledger, id).map_err(sql)?),
    };
    if changed.is_empty() {
        journal::remove(ledger, id).map_err(sql)?;
        return Ok(Changes { warning: done.warning.as_ref().map(Said::from), ..Changes::default() });
    }
    journal::say(ledger, id, &done.was).map_err(sql)?;
    Ok(Changes {
        changed,
        act: (!matches!(act.what, What::Forget { .. })).then(|| wire::id(id.0)),
        said: done.tell.as_ref().map(Said::from),
        warning: done.warning.as_ref().map(Said::from),
        offers: done.offers,
    })
}

impl Doing<'_> {
    fn what(&self, sql: &dyn Fn(rusqlite::Error) -> ActError) -> Result<Done, ActError> {
        match &self.act.what {
            What::Log { how, who, note, link } => {
                interactions::log(self, *how, who, note.as_deref(), link.as_deref(), sql)
            }
            What::Name { interaction, who } => interactions::name(self, *interaction, who, sql),
            What::Correct { interaction, how } => interactions::correct(self, *interaction, *how, sql),
            What::Accept { interaction } => interactions::accept(self, *interaction, sql),
            What::Reject { interaction } => interactions::reject(self, *interaction, sql),
            What::Open => self.answered("act.open").map(Done::quietly),
            What::Later => self.answered("act.later").map(Done::told),
            What::Dismiss => self.answered("act.dismiss").map(Done::told),
            What::Rest { from, to, why } => days::rest(self, *from, *to, *why, sql),
            What::Unrest { from, to } => days::unrest(self, *from, *to, sql),
            What::Busy { from, to } => days::busy(self, *from, *to, sql),
            What::EndBusy => days::end_busy(self, sql),
            What::Unbusy { from, to } => days::unbusy(self, *from, *to, sql),
            What::Fewer => settings::fewer(self, sql),
            What::Pause { until } => days::pause(self, *until, sql),
            What::Resume => days::resume(self, sql),
            What::Set(setting) => settings::set(self, setting, sql),
            What::Overrule { post, kind } => posts::overrule(self, *post, *kind, sql),
            What::JudgeApp { app, standing } => posts::judge_app(self, app, *standing, sql),
            What::Circle { person, every } => people::keep_in_touch(self, *person, *every, sql),
            What::Join { one, other } => people::join(self, *one, *other, sql),
            What::Unjoin { person } => people::unjoin(self, *person, sql),
            What::Apart { one, other } => people::apart(self, *one, *other, sql),
            What::Rename { person, name } => people::rename(self, *person, name, sql),
            What::Forget { person } => forget::forget(self, *person, sql),
            What::Skip { person } => people::pass(self, *person, people::Over::Today, sql),
            What::NotNow { person } => people::pass(self, *person, people::Over::AWhile, sql),
            What::Never { person } => people::pass(self, *person, people::Over::Forever, sql),
            What::Suggest { person } => people::suggest(self, *person, sql),
            What::Done { heard } => people::needs_no_answer(self, *heard, sql),
            What::SetReviewRule { rule, counts } => review::set_rule(self, *rule, *counts, sql),
            What::StopSource { source } => sources::stop(self, *source, sql),
            What::GoOnSource { source } => sources::go_on(self, *source, sql),
            What::Rate { week, value } => weeks::rate(self, *week, *value, sql),
            What::AddSample => samples::add(self, sql),
            What::RemoveSample => samples::remove(self, sql),
            What::Undo { .. } => Err(ActError::NothingToUndo),
        }
    }

    /// The act is an answer to a nudge, and nothing but that.
    fn answered(&self, key: &str) -> Result<Message, ActError> {
        self.act.nudge.map(|_| Message::new(key)).ok_or(ActError::WhichNudge)
    }

    /// People counted on the act's day, with what the act did.
    fn counted(&self) -> rusqlite::Result<u32> {
        let touched = tally::count_touched(self.ledger)?;
        let here = touched.iter().find(|touched| touched.day == self.day);
        here.map_or_else(|| tally::on(self.ledger, self.day), |touched| Ok(touched.people))
    }
}

/// What an act answers to the nudge it names.
fn answer_of(what: &What) -> Option<Answer> {
    match what {
        What::Log { .. } => Some(Answer::Logged),
        What::Open => Some(Answer::Opened),
        What::Later => Some(Answer::Later),
        What::Dismiss => Some(Answer::Dismissed),
        What::Rest { .. } => Some(Answer::Rested),
        // What is chosen in answer to the question how it should go on: there is nothing left to say to it.
        What::Fewer | What::Pause { .. } | What::Set(_) => Some(Answer::Dismissed),
        _ => None,
    }
}

/// Whether a nudge takes this answer no more: it was answered for good, or just so.
fn is_answered(ledger: &Transaction<'_>, nudge: NudgeId, given: Answer) -> rusqlite::Result<bool> {
    Ok(answer::latest(ledger, nudge)?.is_some_and(|latest| latest.is_final() || latest == given))
}

/// The name of what an act does, in the ledger.
fn what_name(what: &What) -> &'static str {
    match what {
        What::Log { .. } => "log",
        What::Name { .. } => "name",
        What::Correct { .. } => "correct",
        What::Accept { .. } => "accept",
        What::Reject { .. } => "reject",
        What::Overrule { .. } => "overrule",
        What::JudgeApp { .. } => "judge-app",
        What::Open => "open",
        What::Later => "later",
        What::Dismiss => "dismiss",
        What::Rest { .. } => "rest",
        What::Unrest { .. } => "unrest",
        What::Busy { .. } => "busy",
        What::EndBusy => "end-busy",
        What::Unbusy { .. } => "unbusy",
        What::Fewer => "fewer",
        What::Pause { .. } => "pause",
        What::Resume => "resume",
        What::Set(_) => "set",
        What::Circle { .. } => "circle",
        What::Join { .. } => "join",
        What::Unjoin { .. } => "unjoin",
        What::Apart { .. } => "apart",
        What::Rename { .. } => "rename",
        What::Forget { .. } => "forget",
        What::Skip { .. } => "skip",
        What::NotNow { .. } => "not-now",
        What::Never { .. } => "never",
        What::Suggest { .. } => "suggest",
        What::Done { .. } => "done",
        What::SetReviewRule { .. } => "review-rule",
        What::StopSource { .. } => "stop-source",
        What::GoOnSource { .. } => "go-on-source",
        What::Rate { .. } => "rate",
        What::AddSample => "add-sample",
        What::RemoveSample => "remove-sample",
        What::Undo { .. } => "undo",
    }
}

/// What screens have to ask again for, by the tables an act changed.
fn changes(tables: &[String]) -> Vec<Change> {
    let of_table = |table: &str| -> &[Change] {
        match table {
            "interaction" | "ruling" => &[Change::Days, Change::People],
            "rest" | "busy" | "plan" | "period" => &[Change::Days, Change::Settings],
            "pause" | "setting" => &[Change::Settings],
            "person" | "handle" | "apart" | "circle" | "passed" | "heard" => &[Change::People],
            "joined" | "review_rule" => &[Change::Days, Change::People],
            "app_word" | "overrule" => &[Change::Posts, Change::Drift, Change::Days],
            "nudge" | "answer" => &[Change::Nudges],
            "stopped" => &[Change::Sources, Change::Days, Change::Drift],
            _ => &[],
        }
    };
    let changed: BTreeSet<Change> = tables.iter().flat_map(|table| of_table(table)).copied().collect();
    changed.into_iter().collect()
}
