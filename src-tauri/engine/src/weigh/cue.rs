//! When the cue comes, by the person's word or by what she does.

use super::Asked;
use crate::ledger::{interaction, nudge as nudges};
use crate::settings::Plain;
use chrono::{NaiveTime, TimeDelta};
use coach::day::Day;
use coach::nudge::{self, CueBy, NudgeKind, Sent, Usual, cue as told, pace, usual_time};
use rusqlite::Result;

/// Nudges so many days back decide what is said again, and in which words.
const SENT: i64 = 100;
/// From so many days the time of the cue is learned: eight weeks.
const LEARNED_FROM: i64 = 56;
/// A nudge was answered at its time where that was within so long.
const AT_ONCE: TimeDelta = TimeDelta::hours(2);

/// When the cue comes.
pub(crate) struct Cue {
    pub(crate) at: NaiveTime,
    pub(crate) by: CueBy,
    /// What is known of when the person answers and talks, whether or not it is followed.
    pub(crate) usual: Option<Usual>,
    /// The nudges of the last hundred days.
    pub(crate) sent: Vec<Sent>,
}

/// The cue of today. What happens today does not move it.
pub(crate) fn cue(asked: &Asked<'_>, plain: &Plain) -> Result<Cue> {
    let (today, reckoning) = (asked.today, &asked.periods.reckoning);
    let plan = &asked.account.habit.plan;
    let rests = |day: Day| plan.on(day).rest.is_some();
    let past = nudges::sent_since(asked.ledger, reckoning, today.plus(-SENT), today, rests)?;
    let (_, rollover) = reckoning.at(asked.now);

    let since = today.plus(-LEARNED_FROM);
    let of_a_day = |kind| matches!(kind, NudgeKind::Cue | NudgeKind::Late | NudgeKind::Welcome);
    let tried: Vec<nudge::Asked> = past
        .iter()
        .filter(|one| of_a_day(one.sent.kind) && (since..today).contains(&one.sent.day))
        .map(|one| {
            let answered = one.reacted.is_some_and(|at| at - one.sent.at <= AT_ONCE);
            nudge::Asked { at: one.clock, answered }
        })
        .collect();
    let talks = interaction::first_of_days(asked.ledger, since, today.plus(-1), rollover)?;
    let usual = usual_time(&talks, &tried, plain.quiet, rollover);

    let sent: Vec<Sent> = past.into_iter().map(|one| one.sent).collect();
    let gone_by = pace(&sent, today, plain.every).gone_by;
    let set = plain.cue.filter(|_| !plain.learn);
    let (at, by) = told(set, usual, gone_by, plain.quiet);
    Ok(Cue { at, by, usual, sent })
}
