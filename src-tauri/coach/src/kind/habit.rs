//! The habits of a feed: what the model said of earlier posts that have something in common with the next.

use crate::kind::memory::Bounded;
use crate::kind::sight::{Sight, TRAITS};

/// Values of a trait remembered, of each trait.
const MOST: usize = 16_384;
/// What is kept of the weight of earlier posts of the same trait after one more.
const KEPT: f32 = 0.97;
/// The same of the feed as a whole.
const FEED_KEPT: f32 = 0.99;
/// Posts that the feed as a whole weighs against those of one trait.
const SHRUNK: f32 = 2.0;
/// What a feed is taken for before anything was seen of it.
const AT_FIRST: f32 = 0.3;
/// Keeps log-odds finite.
const NEVER_SURE: f32 = 0.01;

/// Decayed running means of the probability of being automatic, by trait and over all.
#[derive(Debug, Clone)]
pub struct Habits {
    traits: [Bounded<(f32, f32)>; TRAITS],
    feed: f32,
}

impl Default for Habits {
    fn default() -> Self {
        Self { traits: std::array::from_fn(|_| Bounded::default()), feed: AT_FIRST }
    }
}

impl Habits {
    /// By how much the posts with each of its traits were automatic more often than the feed's posts in all, and the
    /// feed itself; in log-odds, in the order of [`Feature::HABITS`](crate::kind::Feature::HABITS).
    pub fn of(&self, sight: &Sight) -> [f32; TRAITS + 1] {
        let feed = log_odds(self.feed);
        let mut habits = [0.0; TRAITS + 1];
        for ((habit, means), one) in habits.iter_mut().zip(&self.traits).zip(&sight.traits) {
            if let Some((sum, weight)) = one.and_then(|one| means.get(one)) {
                *habit = log_odds((sum + SHRUNK * self.feed) / (weight + SHRUNK)) - feed;
            }
        }
        habits[TRAITS] = feed;
        habits
    }

    /// Remembers a post that is automatic with this probability.
    pub fn learn(&mut self, sight: &Sight, probability: f32) {
        for (means, one) in self.traits.iter_mut().zip(&sight.traits) {
            if let Some(one) = one {
                means.put(*one, MOST, |old| {
                    let (sum, weight) = old.unwrap_or_default();
                    (sum * KEPT + probability, weight * KEPT + 1.0)
                });
            }
        }
        self.feed = self.feed * FEED_KEPT + probability * (1.0 - FEED_KEPT);
    }
}

fn log_odds(mean: f32) -> f32 {
    ((mean + NEVER_SURE) / (1.0 - mean + NEVER_SURE)).ln()
}
