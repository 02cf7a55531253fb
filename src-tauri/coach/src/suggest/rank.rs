//! Why somebody is to be talked with, and who before whom.

use super::Sort;
use super::candidate::{Candidate, Heard};
use crate::act::HeardId;
use crate::day::Day;
use crate::interaction::LEAST_WORDS;
use crate::message::Message;
use crate::person::PersonId;
use chrono::{DateTime, TimeDelta, Utc};
use std::cmp::Reverse;

/// Somebody to talk to, with the why.
#[derive(Debug, Clone, PartialEq)]
pub struct Pick {
    /// Who.
    pub person: PersonId,
    /// Why she.
    pub sort: Sort,
    /// Why she, in words.
    pub why: Message,
    /// The post to answer, where she said something of late.
    pub link: Option<String>,
    /// What she said, where it is that.
    pub heard: Option<HeardId>,
    /// Her place among those of the same sort, the least first.
    order: (i64, Reverse<i64>),
}

/// So long a question to the person waits for its answer; after that the talk is over.
pub const QUESTION_WAITS: TimeDelta = TimeDelta::days(30);
/// So long anything else said to the person does, and a question to everybody.
const AWHILE: TimeDelta = TimeDelta::days(7);

/// Days of silence from which on, and up to which, somebody once frequent is drifting apart.
const SILENT: (i64, i64) = (14, 180);
/// Somebody frequent was spoken with on so many days in the year before the silence.
const FREQUENT: usize = 3;
/// Somebody is silent for long after so many times the usual gap.
const USUAL_GAPS: i64 = 2;
/// Days of silence from which on, and up to which, somebody known a little is a quiet voice.
const QUIET: (i64, i64) = (30, 365);

/// Nobody is suggested again within so many days.
pub(super) const WEEK: i64 = 7;

/// How it stands between the person and somebody, apart from what she said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// Past the cadence the person set, by so many days of so many.
    Overdue {
        /// Days since they were in touch; `None` where they never were.
        since: Option<i64>,
        /// Every so many days.
        every: u16,
    },
    /// Once frequent, now silent.
    Apart {
        /// Days since the person spoke to her.
        since: i64,
        /// The median of days between two talks, before.
        usual: i64,
    },
    /// Known a little, not spoken to for long.
    Quiet {
        /// Days since the person spoke to her.
        since: i64,
    },
}

/// How it stands between the person and somebody on a day; `None` where there is nothing to say of it.
pub fn standing(candidate: &Candidate, today: Day) -> Option<Standing> {
    let last = candidate.days.last().copied().max(candidate.touched);
    let since = last.map(|last| today.since(last));
    if let Some(every) = candidate.every {
        let is_due = since.is_none_or(|since| since >= i64::from(every));
        return is_due.then_some(Standing::Overdue { since, every });
    }
    let (last, since) = last.zip(since)?;
    let lately = candidate.days.partition_point(|day| last.since(*day) > 365);
    let lately = &candidate.days[lately..];
    if lately.len() >= FREQUENT {
        let usual = median(lately)?;
        let apart = since >= SILENT.0.max(USUAL_GAPS * usual) && since <= SILENT.1;
        return apart.then_some(Standing::Apart { since, usual });
    }
    (QUIET.0..=QUIET.1).contains(&since).then_some(Standing::Quiet { since })
}

/// The median of days between two talks; of an even number the lesser of the two in the middle.
fn median(days: &[Day]) -> Option<i64> {
    let mut gaps: Vec<i64> = days.windows(2).filter_map(|pair| Some(pair.last()?.since(*pair.first()?))).collect();
    gaps.sort_unstable();
    gaps.get(gaps.len().checked_sub(1)? / 2).copied()
}

/// Why somebody is to be talked with today; `None` where she is not.
pub(super) fn rank(candidate: &Candidate, today: Day, now: DateTime<Utc>) -> Option<Pick> {
    let lately = candidate.suggested.is_some_and(|day| today.since(day) < WEEK);
    let passed = candidate.passed.is_some_and(|passed| passed.holds(today));
    if candidate.nobody || lately || passed || candidate.touched.is_some_and(|day| day >= today) {
        return None;
    }
    if !candidate.is_known() {
        return stranger(candidate, now);
    }
    waiting(candidate, now).or_else(|| asked(candidate, now)).or_else(|| silent(candidate, today))
}

fn waiting(candidate: &Candidate, now: DateTime<Utc>) -> Option<Pick> {
    let waits = |said: &&Heard| {
        let age = now - said.at;
        said.to_me && if said.asks { age <= QUESTION_WAITS } else { said.words >= LEAST_WORDS && age <= AWHILE }
    };
    let said = candidate.heard.iter().filter(waits).max_by_key(|said| (said.asks, said.at, said.id))?;
    let key = if said.asks { "whom.waiting.asked" } else { "whom.waiting.wrote" };
    Some(of_heard(candidate, said, Sort::Waiting, key, i64::from(!said.asks), now))
}

fn asked(candidate: &Candidate, now: DateTime<Utc>) -> Option<Pick> {
    let said = candidate.heard.iter().filter(|said| !said.to_me && said.asks && now - said.at <= AWHILE);
    let said = said.max_by_key(|said| (said.at, said.id))?;
    Some(of_heard(candidate, said, Sort::Asked, "whom.asked", 0, now))
}

fn stranger(candidate: &Candidate, now: DateTime<Utc>) -> Option<Pick> {
    let said = candidate.heard.iter().filter(|said| said.asks && now - said.at <= AWHILE);
    let said = said.max_by_key(|said| (said.to_me, said.at, said.id))?;
    let key = if said.to_me { "whom.stranger.asked" } else { "whom.stranger.everybody" };
    Some(of_heard(candidate, said, Sort::Stranger, key, i64::from(!said.to_me), now))
}

/// The newest first, within what comes before.
fn of_heard(candidate: &Candidate, said: &Heard, sort: Sort, key: &str, before: i64, now: DateTime<Utc>) -> Pick {
    Pick {
        person: candidate.person,
        sort,
        why: ago(key, now - said.at),
        link: said.link.clone(),
        heard: Some(said.id),
        order: (before, Reverse(said.at.timestamp())),
    }
}

fn silent(candidate: &Candidate, today: Day) -> Option<Pick> {
    let standing = standing(candidate, today)?;
    // In thousandths of what is usual, so that somebody monthly is as late after two months as somebody weekly after two
    // weeks. Who was never talked with, though the person wants to be in touch, is as late as can be.
    let late = |since: i64, usual: i64| Reverse(since.saturating_mul(1000) / usual.max(1));
    let (sort, order) = match standing {
        Standing::Overdue { since, every } => {
            (Sort::Apart, (0, since.map_or(Reverse(i64::MAX), |since| late(since, i64::from(every)))))
        }
        Standing::Apart { since, usual } => (Sort::Apart, (1, late(since, usual))),
        // Who was silent the shortest is the likeliest to answer.
        Standing::Quiet { since } => (Sort::Quiet, (since, Reverse(0))),
    };
    let heard = candidate.heard.first();
    let link = heard.and_then(|said| said.link.clone());
    Some(Pick { person: candidate.person, sort, why: standing.said(), link, heard: heard.map(|said| said.id), order })
}

impl Standing {
    /// How it stands, in words.
    pub fn said(self) -> Message {
        match self {
            Self::Overdue { since: None, every } => Message::new("whom.circle.never").with("every", i64::from(every)),
            Self::Overdue { since: Some(since), every } => {
                Message::new("whom.circle").with("every", i64::from(every)).with("n", since)
            }
            Self::Apart { since, usual } => Message::new("whom.apart").with("usual", usual).with("n", since),
            Self::Quiet { since } => Message::new("whom.quiet").with("n", since),
        }
    }
}

impl Pick {
    /// Who comes before whom: by sort, within it by what waits most, and at last by number.
    pub(super) fn key(&self) -> (Sort, (i64, Reverse<i64>), PersonId) {
        (self.sort, self.order, self.person)
    }
}

/// How long ago, in minutes up to an hour, in hours up to two days, in days after that; never less than one.
pub fn ago(key: &str, age: TimeDelta) -> Message {
    let (unit, n) = match age.num_hours() {
        ..1 => ("minutes", age.num_minutes()),
        hours @ 1..48 => ("hours", hours),
        _ => ("days", age.num_days()),
    };
    Message::new(format!("{key}.{unit}")).with("n", n.max(1))
}
