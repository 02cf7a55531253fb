//! What came back: how many posts somebody answered, and whether conversations are answered more often than broadcasts.

use crate::message::{Arg, Message};

/// Below so many posts nothing is told of a share: of 10, the interval of Wilson is still 60 points wide at its widest.
pub const TELLING: u32 = 10;

/// The 97.5 % quantile of the normal distribution: intervals are of 95 %.
const Z: f64 = 1.959_963_984_540_054;

/// Posts, and how many of them somebody answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Came {
    /// Posts.
    pub posts: u32,
    /// Of them answered by somebody; at most `posts`.
    pub answered: u32,
}

/// Between which shares the true one lies, 95 times of 100.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Interval {
    /// 0.0 to 1.0.
    pub low: f64,
    /// 0.0 to 1.0.
    pub high: f64,
}

/// What can be told of conversations against broadcasts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Told {
    /// Too few posts of one or both.
    TooFew,
    /// The difference may be chance.
    NoDifference,
    /// Conversations are answered more often.
    Conversation,
    /// Broadcasts are answered more often.
    Broadcast,
}

impl Came {
    /// One post more.
    pub fn add(&mut self, answered: bool) {
        self.posts += 1;
        self.answered += u32::from(answered);
    }

    /// The share that was answered, 0.0 to 1.0; 0 where nothing was posted.
    pub fn share(self) -> f64 {
        if self.posts == 0 { 0.0 } else { f64::from(self.answered.min(self.posts)) / f64::from(self.posts) }
    }
}

/// The score interval of Wilson for a share (E. B. Wilson, 1927, J. Am. Stat. Assoc. 22), of 95 %; unlike the textbook
/// one it holds for small numbers and near 0 and 1. `None` below [`TELLING`] posts.
pub fn wilson(came: Came) -> Option<Interval> {
    (came.posts >= TELLING).then(|| interval(came))
}

fn interval(came: Came) -> Interval {
    let (n, p) = (f64::from(came.posts.max(1)), came.share());
    let spread = Z * (p * (1.0 - p) / n + Z * Z / (4.0 * n * n)).sqrt();
    let (middle, whole) = (p + Z * Z / (2.0 * n), 1.0 + Z * Z / n);
    Interval { low: ((middle - spread) / whole).max(0.0), high: ((middle + spread) / whole).min(1.0) }
}

/// Which of the two is answered more often, where that can be told: where the 95 % interval for the difference leaves 0 out
/// (R. G. Newcombe, 1998, Statistics in Medicine 17, method 10, from the two intervals of Wilson).
pub fn compare(conversation: Came, broadcast: Came) -> Told {
    if conversation.posts < TELLING || broadcast.posts < TELLING {
        return Told::TooFew;
    }
    let (p, q) = (conversation.share(), broadcast.share());
    let (of_p, of_q) = (interval(conversation), interval(broadcast));
    let difference = p - q;
    let low = difference - (p - of_p.low).hypot(of_q.high - q);
    let high = difference + (of_p.high - p).hypot(q - of_q.low);
    if low > 0.0 {
        Told::Conversation
    } else if high < 0.0 {
        Told::Broadcast
    } else {
        Told::NoDifference
    }
}

impl Told {
    /// "Of your 24 conversations 12 were answered, of your 40 broadcasts 3."
    pub fn sentence(self, conversation: Came, broadcast: Came) -> Message {
        let key = match self {
            Self::TooFew => "week.followed.too-few",
            Self::NoDifference => "week.followed.no-difference",
            Self::Conversation => "week.followed.conversation",
            Self::Broadcast => "week.followed.broadcast",
        };
        Message::new(key)
            .with("n", conversation.posts)
            .with("answered", conversation.answered)
            .with("broadcasts", broadcast.posts)
            .with("heard", broadcast.answered)
            .with("share", Arg::Share(conversation.share()))
            .with("other", Arg::Share(broadcast.share()))
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use proptest::prelude::*;

    fn came(answered: u32, posts: u32) -> Came {
        Came { posts, answered }
    }

    /// Values of R: `prop.test(x, n, correct = FALSE)$conf.int`.
    #[test]
    fn the_interval_is_wilsons() {
        for (answered, posts, low, high) in
            [(0, 10, 0.0, 0.2775), (5, 10, 0.2366, 0.7634), (10, 10, 0.7225, 1.0), (81, 263, 0.2553, 0.3662)]
        {
            let found = wilson(came(answered, posts)).unwrap();
            assert!((found.low - low).abs() < 5e-4 && (found.high - high).abs() < 5e-4, "{found:?}");
        }
    }

    #[test]
    fn nine_posts_are_too_few_to_tell() {
        assert_eq!(wilson(came(9, 9)), None);
        assert_eq!(compare(came(9, 9), came(0, 100)), Told::TooFew);
        assert_eq!(compare(came(90, 100), came(0, 9)), Told::TooFew);
    }

    /// The example of Newcombe's paper: 56 of 70 against 48 of 80 gives 0.0524 to 0.3339.
    #[test]
    fn a_difference_is_told_only_where_chance_is_left_out() {
        assert_eq!(compare(came(56, 70), came(48, 80)), Told::Conversation);
        assert_eq!(compare(came(48, 80), came(56, 70)), Told::Broadcast);
        assert_eq!(compare(came(3, 10), came(2, 10)), Told::NoDifference);
        assert_eq!(compare(came(5, 10), came(1, 10)), Told::NoDifference);
        assert_eq!(compare(came(7, 10), came(1, 10)), Told::Conversation);
    }

    proptest! {
        #[test]
        fn the_share_lies_in_its_interval(posts in TELLING..500, part in 0.0..=1.0f64) {
            let came = came((f64::from(posts) * part) as u32, posts);
            let found = wilson(came).unwrap();
            prop_assert!(found.low <= came.share() + 1e-12 && came.share() <= found.high + 1e-12);
            prop_assert!((0.0..=1.0).contains(&found.low) && (0.0..=1.0).contains(&found.high));
        }

        #[test]
        fn the_two_sides_are_told_alike(a in 0..60u32, b in 0..60u32, n in 60..90u32, m in 60..90u32) {
            let turned = match compare(came(a, n), came(b, m)) {
                Told::Conversation => Told::Broadcast,
                Told::Broadcast => Told::Conversation,
                same => same,
            };
            prop_assert_eq!(compare(came(b, m), came(a, n)), turned);
        }
    }
}
