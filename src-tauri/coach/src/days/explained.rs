//! Strength and streak, day by day: what each day did to them, and why.

use super::strength::memory;
use super::tally::Judged;
use crate::day::Day;
use crate::message::{Arg, Message};

/// What one day did to the strength.
#[derive(Debug, Clone, PartialEq)]
pub struct Step<'a> {
    /// The day, judged.
    pub judged: &'a Judged,
    /// The part of the goal that was met, 0.0 to 1.0; `None` where the day left strength as it was.
    pub done: Option<f64>,
    /// Strength before it, 0.0 to 1.0.
    pub before: f64,
}

/// The last `most` days, oldest first, each with what it did. `days` follow each other without a gap.
pub fn steps(days: &[Judged], most: usize) -> Vec<Step<'_>> {
    let from = days.len().saturating_sub(most);
    let mut before = from.checked_sub(1).and_then(|last| days.get(last)).map_or(0.0, |judged| judged.strength);
    let mut steps = Vec::new();
    for judged in days.iter().skip(from) {
        steps.push(Step { judged, done: judged.weighs(), before });
        before = judged.strength;
    }
    steps
}

/// The streak, explained.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Run {
    /// Kept days in it.
    pub kept: u32,
    /// Its first kept day; `None` where there is none.
    pub since: Option<Day>,
    /// The missed day before it, that ended the last one.
    pub broke: Option<Day>,
    /// Days from the first on that neither added nor broke.
    pub transparent: u32,
    /// Of these, days that a freeze covered.
    pub frozen: Vec<Day>,
    /// Missed days that a later one mended.
    pub mended: u32,
}

/// The streak at the end of these days.
pub fn run(days: &[Judged]) -> Run {
    use super::state::State;
    let begins = days.iter().rposition(|judged| judged.state.breaks());
    let of: Vec<&Judged> = days.iter().skip(begins.map_or(0, |at| at + 1)).collect();
    let first = of.iter().position(|judged| judged.state == State::Kept);
    let in_it = first.map_or(&[][..], |first| of.get(first..).unwrap_or_default());
    let count = |is: fn(State) -> bool| {
        u32::try_from(in_it.iter().filter(|judged| is(judged.state)).count()).unwrap_or(u32::MAX)
    };
    let kept = count(|state| state == State::Kept);
    let mended = count(|state| matches!(state, State::Missed { .. }));
    let all = u32::try_from(in_it.len()).unwrap_or(u32::MAX);
    Run {
        kept,
        since: in_it.first().map(|judged| judged.facts.day),
        broke: begins.and_then(|at| days.get(at)).map(|judged| judged.facts.day),
        transparent: all - kept - mended,
        frozen: in_it.iter().filter(|judged| judged.state == State::Frozen).map(|judged| judged.facts.day).collect(),
        mended,
    }
}

/// The formula in words, for so many scheduled weekdays: how far a day moves strength, and how long half of it lasts.
pub fn formula(scheduled: u8) -> Message {
    let memory = memory(scheduled);
    let half = 0.5_f64.ln() / memory.ln();
    let half = if half.is_finite() { half.round() as i64 } else { 0 };
    Message::new("strength.formula").with("part", Arg::Share(1.0 - memory)).with("n", half)
}

impl Run {
    /// "11 kept days since 2 November, the day after one that nobody was talked with."
    pub fn sentence(&self) -> Message {
        let Some(since) = self.since else {
            return match self.broke {
                Some(day) => Message::new("streak.none.since").with("day", day),
                None => Message::new("streak.none"),
            };
        };
        match self.broke {
            Some(broke) => Message::new("streak.since").with("broke", broke),
            None => Message::new("streak.first"),
        }
        .with("n", self.kept)
        .with("day", since)
    }
}

impl Step<'_> {
    /// By how much strength moved, -1.0 to 1.0.
    pub fn moved(&self) -> f64 {
        self.judged.strength - self.before
    }
}
