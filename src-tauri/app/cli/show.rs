//! Questions from the command line.

use super::act;
use super::out::Answer;
use crate::ipc::UserError;
use crate::{clock, ledger, words};

/// How today stands.
pub(super) fn status() -> Result<Answer, UserError> {
    let status = ledger::open()?.status(clock::now())?;
    let mut text = act::line(&status);
    text += &format!("{}\n", words::said(&status.drift.said));
    if let Some(nudge) = &status.waiting {
        text += &format!("{}\n{}\n", words::said(&nudge.title), words::said(&nudge.body));
    }
    Ok(Answer::new(text, &status))
}

/// Why a day stands as it does.
pub(super) fn why(day: &str) -> Result<Answer, UserError> {
    let day = ledger::open()?.day(day, clock::now())?;
    let mut text = String::new();
    for because in &day.because {
        text += &format!("{}\n", words::said(because));
    }
    Ok(Answer::new(text, &day))
}
