//! What the user's word on single posts teaches about later posts that look alike.

use crate::kind::memory::Bounded;
use crate::kind::sight::{Sight, TRAITS};

/// Values of a trait remembered, of each trait.
const MOST: usize = 4_096;
/// How much having a trait in common says that two posts are alike: site, first word, last word, layout, time of day.
const ALIKE: [f32; TRAITS] = [1.0, 0.8, 0.8, 0.4, 0.3];
/// From which sum of these on two posts look alike.
const ENOUGH: f32 = 1.1;
/// By how much the log-odds move at most where all that is in common was corrected one way.
const MOVES: f32 = 6.0;

/// The user's corrections so far, by trait.
#[derive(Debug, Clone, Default)]
pub(crate) struct Lessons {
    traits: [Bounded<(u32, u32)>; TRAITS],
}

/// What the corrections say of a post.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Taught {
    /// Change of the log-odds.
    pub(crate) moves: f32,
    /// How many corrections it rests on.
    pub(crate) corrections: u32,
}

impl Lessons {
    /// What the corrections say of a post; `None` where none of them looks like it.
    pub(crate) fn of(&self, sight: &Sight) -> Option<Taught> {
        let (mut alike, mut says, mut corrections) = (0.0, 0.0, 0);
        for ((lessons, one), weight) in self.traits.iter().zip(&sight.traits).zip(ALIKE) {
            let Some((own, automatic)) = one.and_then(|one| lessons.get(one)).copied() else { continue };
            let (own_weight, automatic_weight) = (own as f32, automatic as f32);
            alike += weight;
            says += weight * (automatic_weight - own_weight) / (automatic_weight + own_weight + 0.5);
            corrections = corrections.max(if automatic >= own { automatic } else { own });
        }
        (alike >= ENOUGH).then(|| Taught { moves: MOVES * says / alike, corrections })
    }

    /// Remembers the user's word on a post.
    pub(crate) fn learn(&mut self, sight: &Sight, automatic: bool) {
        for (lessons, one) in self.traits.iter_mut().zip(&sight.traits) {
            if let Some(one) = one {
                lessons.put(*one, MOST, |old| {
                    let (own, auto) = old.unwrap_or_default();
                    if automatic { (own, auto.saturating_add(1)) } else { (own.saturating_add(1), auto) }
                });
            }
        }
    }
}
