//! How alike two texts are: shingles, their Jaccard index, and MinHash to find candidates without comparing all.

/// Shingles kept of a text; longer texts are compared by their beginning.
const MOST_SHINGLES: usize = 64;
/// Hashes of a sketch.
pub const SKETCH: usize = 8;

/// A text as a set of shingles (pairs of neighbouring words; in scripts without spaces, of characters), and its
/// MinHash sketch (Broder 1997). At most 64 shingles, so of bounded size.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Likeness {
    shingles: Vec<u32>,
    sketch: [u32; SKETCH],
}

impl Likeness {
    /// Of words, in order, lower case and without marks.
    pub fn of(words: &[String]) -> Self {
        let mut units: Vec<u64> = Vec::with_capacity(words.len());
        for word in words {
            if word.chars().any(crate::words::is_unspaced) {
                units.extend(word.chars().map(|c| mix(c as u64)));
            } else {
                units.push(hash(&[word]));
            }
        }
        let mut shingles: Vec<u32> = units
            .windows(2)
            .take(MOST_SHINGLES)
            .map(|pair| (mix(pair[0].rotate_left(17) ^ pair[1]) >> 32) as u32)
            .collect();
        shingles.sort_unstable();
        shingles.dedup();
        let mut sketch = [u32::MAX; SKETCH];
        for shingle in &shingles {
            for (i, least) in sketch.iter_mut().enumerate() {
                let hashed = (mix(u64::from(*shingle) ^ ((i as u64 + 1) << 40)) >> 32) as u32;
                *least = hashed.min(*least);
            }
        }
        Self { shingles, sketch }
    }

    /// Share of shingles that both have, of those that either has (Jaccard index), 0.0 to 1.0. Two texts too short
    /// for a shingle are not alike.
    pub fn jaccard(&self, other: &Self) -> f32 {
        let (mut a, mut b, mut both) = (0, 0, 0usize);
        while a < self.shingles.len() && b < other.shingles.len() {
            match self.shingles[a].cmp(&other.shingles[b]) {
                std::cmp::Ordering::Less => a += 1,
                std::cmp::Ordering::Greater => b += 1,
                std::cmp::Ordering::Equal => {
                    both += 1;
                    a += 1;
                    b += 1;
                }
            }
        }
        let either = self.shingles.len() + other.shingles.len() - both;
        if either == 0 { 0.0 } else { both as f32 / either as f32 }
    }

    /// Number of shingles.
    pub fn len(&self) -> usize {
        self.shingles.len()
    }

    /// Whether the text was too short for a shingle.
    pub fn is_empty(&self) -> bool {
        self.shingles.is_empty()
    }

    /// Keys of which two texts share at least one with probability `1 − (1 − j²)⁴` for a Jaccard index `j`: .98 at .8.
    pub fn bands(&self) -> [u64; SKETCH / 2] {
        let mut bands = [0; SKETCH / 2];
        for (i, band) in bands.iter_mut().enumerate() {
            *band = mix(u64::from(self.sketch[2 * i]) << 32 | u64::from(self.sketch[2 * i + 1])) ^ i as u64;
        }
        bands
    }
}

/// A number for a sequence of strings; equal for equal sequences, on every machine and in every version.
pub fn hash(parts: &[&str]) -> u64 {
    let mut state: u64 = 0xcbf2_9ce4_8422_2325;
    for part in parts {
        for byte in part.bytes().chain([0xff]) {
            state = (state ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
        }
    }
    mix(state)
}

/// Spreads the bits of a number (the finaliser of SplitMix64).
pub fn mix(mut x: u64) -> u64 {
    x = (x ^ (x >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    x = (x ^ (x >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    x ^ (x >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn of(text: &str) -> Likeness {
        Likeness::of(&text.split_whitespace().map(str::to_owned).collect::<Vec<_>>())
    }

    #[test]
    fn the_more_two_texts_share_the_more_alike_they_are() {
        let text = of("ten things i wish i knew about writing a good commit message");
        for (other, least, most) in [
            ("ten things i wish i knew about writing a good commit message", 1.0, 1.0),
            ("ten things i wish i knew about writing a good commit", 0.8, 0.99),
            ("new ten things i wish i knew about writing a great commit message", 0.5, 0.8),
            ("what i had for breakfast and where i went after that", 0.0, 0.01),
            ("", 0.0, 0.0),
        ] {
            let alike = text.jaccard(&of(other));
            assert!((least..=most).contains(&alike), "{other}: {alike}");
        }
    }

    #[test]
    fn texts_without_spaces_are_compared_by_characters() {
        let alike = of("今日は朝から雨が降っています").jaccard(&of("今日も朝から雨が降っています"));
        assert!(alike > 0.6, "{alike}");
    }

    proptest! {
        #[test]
        fn likeness_is_mutual_and_between_none_and_all(a in "[a-e ]{0,40}", b in "[a-e ]{0,40}") {
            let (a, b) = (of(&a), of(&b));
            prop_assert_eq!(a.jaccard(&b), b.jaccard(&a));
            prop_assert!((0.0..=1.0).contains(&a.jaccard(&b)));
            prop_assert!(a.is_empty() || a.jaccard(&a) == 1.0);
        }
    }
}
