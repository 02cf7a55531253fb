//! Chance that is the same on every run: SplitMix64 (Steele, Lea, Flood 2014).

/// A sequence of numbers that look random, from a seed.
pub(super) struct Chance(u64);

impl Chance {
    /// The sequence of this seed.
    pub(super) fn of(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15))
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// From 0 to `below` − 1; 0 where that is 0.
    pub(super) fn below(&mut self, below: u64) -> u64 {
        self.next().checked_rem(below).unwrap_or(0)
    }

    /// Whether something of this probability happens.
    pub(super) fn happens(&mut self, probability: f64) -> bool {
        self.share() < probability
    }

    /// From 0.0 to just under 1.0.
    pub(super) fn share(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1_u64 << 53) as f64
    }

    /// One of them.
    pub(super) fn of_these<'a>(&mut self, these: &[&'a str]) -> &'a str {
        let at = self.below(these.len() as u64) as usize;
        these.get(at).copied().unwrap_or_default()
    }
}
