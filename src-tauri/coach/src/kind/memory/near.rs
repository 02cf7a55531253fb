//! The last texts, to find near-duplicates among them.

use super::bounded::ByHash;
use crate::likeness::Likeness;
use std::collections::VecDeque;

/// Texts kept.
const RECENT_TEXTS: usize = 8_192;
/// How alike texts must be to be the same words again.
const NEARLY: f32 = 0.7;
/// Shingles a text must have to be compared by likeness; shorter ones are the same only where equal.
const ENOUGH_SHINGLES: usize = 5;

/// The last texts, and where to look for those nearly alike.
#[derive(Debug, Clone, Default)]
pub(super) struct Near {
    texts: VecDeque<(u64, Likeness)>,
    /// Number of texts that have left `texts`.
    gone: u64,
    bands: ByHash<u64>,
}

impl Near {
    /// The key under which these words are counted: that of the first text of which they are a near-duplicate, or
    /// their own.
    pub(super) fn first_of(&self, text: u64, likeness: &Likeness) -> u64 {
        if likeness.len() < ENOUGH_SHINGLES {
            return text;
        }
        let candidates = likeness.bands().into_iter().filter_map(|band| self.bands.get(&band));
        let like = candidates.filter_map(|number| self.text(*number)).filter(|(_, l)| l.jaccard(likeness) >= NEARLY);
        like.map(|(first, _)| *first).min().unwrap_or(text)
    }

    /// Remembers a text; gives the key under which it is counted.
    pub(super) fn learn(&mut self, text: u64, likeness: &Likeness) -> u64 {
        let first = self.first_of(text, likeness);
        if likeness.len() >= ENOUGH_SHINGLES {
            let number = self.gone + self.texts.len() as u64;
            for band in likeness.bands() {
                self.bands.insert(band, number);
            }
            self.texts.push_back((first, likeness.clone()));
            if self.texts.len() > RECENT_TEXTS {
                self.forget();
            }
        }
        first
    }

    fn forget(&mut self) {
        if let Some((_, likeness)) = self.texts.pop_front() {
            for band in likeness.bands() {
                if self.bands.get(&band) == Some(&self.gone) {
                    self.bands.remove(&band);
                }
            }
            self.gone += 1;
        }
    }

    fn text(&self, number: u64) -> Option<&(u64, Likeness)> {
        self.texts.get(usize::try_from(number.checked_sub(self.gone)?).ok()?)
    }
}
