//! The running account of the habit: one day after the other.

use super::facts::Facts;
use super::freezes::Freezes;
use super::repair::Repair;
use super::state::State;
use super::strength::strength;
use crate::day::Day;
use crate::message::Message;

/// What the days so far add up to. Small and cheap to copy: a tally taken after some day is all that the days after
/// it need, so that a long history need not be gone through again.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Tally {
    /// Kept days since the last break.
    pub streak: u32,
    /// The longest streak there was.
    pub longest: u32,
    /// Strength, 0.0 to 1.0.
    pub strength: f64,
    /// The bank of freezes.
    pub freezes: Freezes,
    /// What can still be mended.
    pub repair: Repair,
}

/// One day, judged, with what stood at its end.
#[derive(Debug, Clone, PartialEq)]
pub struct Judged {
    /// What was known of it.
    pub facts: Facts,
    /// What became of it.
    pub state: State,
    /// The streak at its end.
    pub streak: u32,
    /// The strength at its end, 0.0 to 1.0.
    pub strength: f64,
    /// The freezes at hand at its end.
    pub freezes: u8,
    /// The first of the missed days that this day mended.
    pub mends: Option<Day>,
    /// Why it is what it is.
    pub because: Message,
}

impl Tally {
    /// Before the first day.
    pub fn new() -> Self {
        Self { streak: 0, longest: 0, strength: 0.0, freezes: Freezes::new(), repair: Repair::default() }
    }

    /// Goes one day further. Days come in order, without a gap, from the first one on.
    ///
    /// A later step may mend this one: see [`Judged::mends`].
    pub fn step(&mut self, facts: Facts) -> Judged {
        let mut state = State::of(&facts);
        let mut mends = None;
        match state {
            State::Kept => {
                let twice = facts.people >= 2 * u32::from(facts.asked.goal);
                if let Some(mended) = twice.then(|| self.repair.mend(facts.day)).flatten() {
                    mends = Some(mended.on);
                    self.streak += mended.streak;
                }
                self.streak += 1;
                self.longest = self.longest.max(self.streak);
                self.freezes.earn();
            }
            State::Missed { .. } if self.streak > 0 => {
                if self.freezes.spend() {
                    state = State::Frozen;
                } else {
                    self.repair.broke(facts.day, self.streak);
                    self.streak = 0;
                }
            }
            _ => {}
        }
        let asked = facts.asked;
        if weighs(state, &facts) {
            self.strength = strength(self.strength, facts.people, asked.goal, asked.scheduled);
        }
        let because = state.because(&facts, self.freezes.left());
        let (streak, strength, freezes) = (self.streak, self.strength, self.freezes.left());
        Judged { facts, state, streak, strength, freezes, mends, because }
    }
}

impl Default for Tally {
    fn default() -> Self {
        Self::new()
    }
}

/// Whether a day moves strength: it is known, and its weekday is scheduled.
fn weighs(state: State, facts: &Facts) -> bool {
    matches!(state, State::Kept | State::Touched | State::Missed { .. }) && !facts.asked.off
}

impl Judged {
    /// The part of the goal by which the day moved strength, 0.0 to 1.0; `None` where it left it as it was.
    pub fn weighs(&self) -> Option<f64> {
        let part = f64::from(self.facts.people) / f64::from(self.facts.asked.goal.max(1));
        weighs(self.state, &self.facts).then(|| part.min(1.0))
    }

    /// Marks a missed day as mended by a later one.
    pub(super) fn mended_by(&mut self, day: Day) {
        self.state = State::Missed { mended: Some(day) };
        self.because = self.state.because(&self.facts, self.freezes);
    }
}
