//! Every nudge, whatever the desktop did with it.

use super::Asked;
use crate::ledger::answer::Answer;
use crate::ledger::nudge::{self, Kept};
use crate::view::{Inbox, NudgeAct, NudgeLine, NudgeState};
use crate::wire;
use coach::act::NudgeId;
use rusqlite::Result;

/// The inbox shows so many nudges; a year at the most a day.
const SHOWN: u32 = 1000;
/// Among so many of the latest nudges is the one that waits.
const LATEST: u32 = 12;
/// A nudge about a day waits until the next day is over: last night's can be answered this morning.
const DAY_NUDGE: i64 = 1;
/// A nudge about the feed waits for a week: then it is said again if it is still so. So does the question how the nudges
/// should go on.
const FEED_NUDGE: i64 = 7;

/// All nudges, newest first.
pub(crate) fn inbox(asked: &Asked<'_>) -> Result<Inbox> {
    let nudges: Vec<NudgeLine> =
        nudge::latest(asked.ledger, SHOWN)?.into_iter().map(|kept| line(asked, kept)).collect();
    let waiting = nudges.iter().filter(|line| is_waiting(line.state)).count();
    Ok(Inbox { nudges, waiting: u32::try_from(waiting).unwrap_or(u32::MAX) })
}

/// The newest nudge that waits for an answer.
pub(crate) fn waiting(asked: &Asked<'_>) -> Result<Option<NudgeLine>> {
    let latest = nudge::latest(asked.ledger, LATEST)?;
    Ok(latest.into_iter().map(|kept| line(asked, kept)).find(|line| is_waiting(line.state)))
}

/// One nudge; `None` where there is no such.
pub(crate) fn one(asked: &Asked<'_>, id: NudgeId) -> Result<Option<NudgeLine>> {
    Ok(nudge::get(asked.ledger, id)?.map(|kept| line(asked, kept)))
}

fn is_waiting(state: NudgeState) -> bool {
    matches!(state, NudgeState::Waiting | NudgeState::Later)
}

fn line(asked: &Asked<'_>, kept: Kept) -> NudgeLine {
    let state = state(asked, &kept);
    NudgeLine {
        nudge: wire::id(kept.id.0),
        day: kept.day.to_string(),
        at: wire::moment(kept.moment),
        title: kept.title,
        body: kept.body,
        because: kept.because,
        evidence: kept.evidence.into_iter().map(wire::id).collect(),
        way_back: kept.way_back,
        person: kept.person.map(|person| wire::id(person.0)),
        why: kept.why,
        link: kept.link,
        act: kept.act,
        state,
        answered_at: kept.answered_at.map(|at| wire::moment(asked.periods.moment(at))),
    }
}

fn state(asked: &Asked<'_>, kept: &Kept) -> NudgeState {
    match kept.answer {
        Some(Answer::Logged) => return NudgeState::Logged,
        Some(Answer::Rested) => return NudgeState::Rested,
        Some(Answer::Dismissed) => return NudgeState::Dismissed,
        Some(Answer::Opened | Answer::Later) | None => {}
    }
    let talks = kept.act == NudgeAct::Talk;
    let waits = if talks { DAY_NUDGE } else { FEED_NUDGE };
    let people = asked.account.habit.people.get(&kept.day).copied().unwrap_or(0);
    let is_met = talks && people >= u32::from(asked.account.habit.plan.on(kept.day).goal);
    match kept.answer {
        Some(Answer::Opened) => NudgeState::Opened,
        _ if is_met || asked.today.since(kept.day) > waits => NudgeState::Past,
        Some(_) => NudgeState::Later,
        None => NudgeState::Waiting,
    }
}
