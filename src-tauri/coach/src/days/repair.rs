//! Mending a broken streak with a day of twice the goal.

use crate::day::Day;

/// How many days after the day that broke the streak can mend it: those of the 48 hours after its end.
const REACH: i64 = 2;
/// Days from one repair to the next.
const ONCE_IN: i64 = 30;

/// What can still be mended, and when a day was last mended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Repair {
    broken: Option<Break>,
    last: Option<Day>,
}

/// Where a streak broke.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Break {
    /// The first missed day.
    pub on: Day,
    /// The streak until then.
    pub streak: u32,
}

impl Break {
    /// The last day that can mend it.
    pub fn last_chance(self) -> Day {
        self.on.plus(REACH)
    }
}

impl Repair {
    /// The break that twice the goal on this day would mend.
    pub fn open_on(&self, day: Day) -> Option<Break> {
        let rested = self.last.is_none_or(|last| day.since(last) >= ONCE_IN);
        self.broken.filter(|broken| rested && day <= broken.last_chance())
    }

    /// A streak broke.
    pub(super) fn broke(&mut self, on: Day, streak: u32) {
        self.broken = Some(Break { on, streak });
    }

    /// Mends the open break with this day, where there is one.
    pub(super) fn mend(&mut self, day: Day) -> Option<Break> {
        let mended = self.open_on(day)?;
        *self = Self { broken: None, last: Some(day) };
        Some(mended)
    }
}
