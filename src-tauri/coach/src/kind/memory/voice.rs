//! The voice of a person: which words are used in conversation, and which above links. Of any language.

use super::bounded::Bounded;

/// Words remembered.
const WORDS: usize = 65_536;
/// Words on each side from which the two can be told apart.
const ENOUGH: u32 = 500;
/// How much one word may say at most, as a logarithm of odds.
const MOST: f32 = 2.0;

/// Counts of words on both sides.
#[derive(Debug, Clone, Default)]
pub(super) struct Voice {
    words: Bounded<(u32, u32)>,
    /// Words above links, and words in conversation.
    sums: (u32, u32),
}

impl Voice {
    /// How much these words are those above links rather than those of conversation: 0.0 to 1.0, 0.5 where nothing
    /// tells. The mean over the words of the logarithm of how much likelier each is on one side than on the other.
    pub(super) fn of(&self, words: &[u64]) -> f32 {
        if self.sums.0 < ENOUGH || self.sums.1 < ENOUGH || words.is_empty() {
            return 0.5;
        }
        let likelihood = |count: u32, sum: u32| (count as f32 + 0.5) / sum as f32;
        let says = |word: &u64| {
            let (links, talk) = self.words.get(*word).copied().unwrap_or_default();
            (likelihood(links, self.sums.0) / likelihood(talk, self.sums.1)).ln().clamp(-MOST, MOST)
        };
        let mean = words.iter().map(says).sum::<f32>() / words.len() as f32;
        (0.5 + mean / (2.0 * MOST)).clamp(0.0, 1.0)
    }

    /// Remembers the words of a post.
    pub(super) fn learn(&mut self, words: &[u64], above_link: bool) {
        let (link, talk) = (u32::from(above_link), u32::from(!above_link));
        for word in words {
            self.words.put(*word, WORDS, |old| {
                let (links, talks) = old.unwrap_or_default();
                (links.saturating_add(link), talks.saturating_add(talk))
            });
            self.sums.0 = self.sums.0.saturating_add(link);
            self.sums.1 = self.sums.1.saturating_add(talk);
        }
    }
}
