//! What the user's word on single posts teaches about later posts that look alike.

use crate::kind::memory::Bounded;
use crate::kind::sight::{Sight, TRAITS};
use crate::likeness::mix;

/// Looks remembered, of each sort.
const MOST: usize = 4_096;
/// How many posts without a word of the user one correction weighs as much as.
const CORRECTION: f32 = 8.0;
/// What is kept of the weight of posts without a word after one more: what was said long ago is not drowned by them.
const KEPT: f32 = 0.97;
/// Keeps log-odds finite.
const NEVER_SURE: f32 = 0.02;

/// The user's corrections so far, by what posts have in common: the layout, together with the site, the first word, or
/// the last word or hashtag.
#[derive(Debug, Clone, Default)]
pub(crate) struct Lessons {
    looks: [Bounded<Look>; 3],
    any: bool,
}

/// Posts that look alike.
#[derive(Debug, Clone, Copy, Default)]
struct Look {
    own: u32,
    automatic: u32,
    /// Posts on which the user said nothing, and the sum of what the model said of them.
    others: f32,
    said: f32,
}

/// What the corrections say of a post.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Taught {
    /// Change of the log-odds.
    pub(crate) moves: f32,
    /// How many corrections it rests on.
    pub(crate) corrections: u32,
}

impl Look {
    /// From what the model says of such posts on average, to what it says and the user says together.
    fn taught(self) -> Option<Taught> {
        if self.own + self.automatic == 0 {
            return None;
        }
        let (own, automatic) = (self.own as f32, self.automatic as f32);
        let before = (self.said + 0.5) / (self.others + 1.0);
        let after = (self.said + 0.5 + CORRECTION * automatic) / (self.others + 1.0 + CORRECTION * (own + automatic));
        let moves = log_odds(after) - log_odds(before);
        Some(Taught { moves, corrections: if moves > 0.0 { self.automatic } else { self.own } })
    }
}

impl Lessons {
    /// What the corrections say of a post; `None` where none of them looks like it.
    pub(crate) fn of(&self, sight: &Sight) -> Option<Taught> {
        if !self.any {
            return None;
        }
        let looks = self.looks.iter().zip(keys(sight)).filter_map(|(looks, key)| looks.get(key?)?.taught());
        looks.filter(|taught| taught.corrections > 0).max_by(|a, b| a.moves.abs().total_cmp(&b.moves.abs()))
    }

    /// Remembers the user's word on a post, or where there is none what the model said of it.
    pub(crate) fn learn(&mut self, sight: &Sight, word: Option<bool>, said: f32) {
        self.any |= word.is_some();
        for (looks, key) in self.looks.iter_mut().zip(keys(sight)) {
            let Some(key) = key else { continue };
            looks.put(key, MOST, |old| {
                let look = old.unwrap_or_default();
                match word {
                    Some(true) => Look { automatic: look.automatic.saturating_add(1), ..look },
                    Some(false) => Look { own: look.own.saturating_add(1), ..look },
                    None => Look { others: look.others * KEPT + 1.0, said: look.said * KEPT + said, ..look },
                }
            });
        }
    }
}

/// What posts that look alike have in common.
fn keys(sight: &Sight) -> [Option<u64>; 3] {
    let [site, first_word, last_word, layout, _]: [Option<u64>; TRAITS] = sight.traits;
    let layout = layout.unwrap_or_default();
    [site, first_word, last_word].map(|one| one.map(|one| mix(one ^ mix(layout))))
}

fn log_odds(mean: f32) -> f32 {
    ((mean + NEVER_SURE) / (1.0 - mean + NEVER_SURE)).ln()
}
