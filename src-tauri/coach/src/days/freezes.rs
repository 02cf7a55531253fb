//! The bank of freezes.

/// Freezes at hand, and the kept days on the way to the next one.
///
/// Two at the beginning, one more per seven kept days, three at most. While three are at hand no kept day counts
/// toward a fourth. One is spent by itself on a missed day, where a streak stands that it can save: on somebody
/// away for a month two freezes are spent on the first two days, not one more each week.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Freezes {
    /// In kept days, [`KEPT_FOR_ONE`] a freeze.
    saved: u8,
}

const AT_FIRST: u8 = 2;
const AT_MOST: u8 = 3;
const KEPT_FOR_ONE: u8 = 7;

impl Freezes {
    /// The bank at the beginning.
    pub fn new() -> Self {
        Self { saved: AT_FIRST * KEPT_FOR_ONE }
    }

    /// How many are at hand.
    pub fn left(self) -> u8 {
        self.saved / KEPT_FOR_ONE
    }

    /// How many more kept days bring the next one; `None` while the bank is full.
    pub fn next_in(self) -> Option<u8> {
        (self.left() < AT_MOST).then_some(KEPT_FOR_ONE - self.saved % KEPT_FOR_ONE)
    }

    /// A day was kept.
    pub(super) fn earn(&mut self) {
        self.saved = (self.saved + 1).min(AT_MOST * KEPT_FOR_ONE);
    }

    /// Spends one, where one is at hand.
    pub(super) fn spend(&mut self) -> bool {
        let spent = self.saved >= KEPT_FOR_ONE;
        self.saved -= if spent { KEPT_FOR_ONE } else { 0 };
        spent
    }
}

impl Default for Freezes {
    fn default() -> Self {
        Self::new()
    }
}
