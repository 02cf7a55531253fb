//! The mix: the shares of kinds over a window.
//!
//! Threads are counted but take no part in any share. Who counts decides whether a cross-post twin is counted: once,
//! in the mix of all sources together.

use crate::day::Day;
use crate::drift::constants::HALF_LIFE_DAYS;
use crate::kind::Kind;

/// How many posts there are of each kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash)]
pub struct Counts([u32; Kind::ALL.len()]);

impl Counts {
    /// No post of any kind.
    pub const NONE: Self = Self([0; Kind::ALL.len()]);

    /// How many posts are of this kind.
    pub fn of(&self, kind: Kind) -> u32 {
        self.0[kind as usize]
    }

    /// Counts `n` more of a kind, saturating.
    pub fn add(&mut self, kind: Kind, n: u32) {
        let count = &mut self.0[kind as usize];
        *count = count.saturating_add(n);
    }

    /// Counts `n` fewer of a kind, stopping at none.
    pub fn remove(&mut self, kind: Kind, n: u32) {
        let count = &mut self.0[kind as usize];
        *count = count.saturating_sub(n);
    }

    /// Counts all of another count as well.
    pub fn add_all(&mut self, other: &Self) {
        for kind in Kind::ALL {
            self.add(kind, other.of(kind));
        }
    }

    /// All posts, threads included.
    pub fn all(&self) -> u32 {
        self.0.iter().fold(0, |sum, n| sum.saturating_add(*n))
    }

    /// Posts that take part in the mix: all but threads.
    pub fn posts(&self) -> u32 {
        self.sum(|kind| kind != Kind::Thread)
    }

    /// Automated, boosts, promotion and shares.
    pub fn machinery(&self) -> u32 {
        self.sum(Kind::is_machinery)
    }

    /// Replies, quotes and questions.
    pub fn conversation(&self) -> u32 {
        self.sum(Kind::is_conversation)
    }

    /// The shares, or `None` where no post takes part in them.
    pub fn mix(&self) -> Option<Mix> {
        Mix::of_weights(self.0.map(f64::from))
    }

    fn sum(&self, which: impl Fn(Kind) -> bool) -> u32 {
        Kind::ALL.into_iter().filter(|kind| which(*kind)).fold(0, |sum, kind| sum.saturating_add(self.of(kind)))
    }
}

/// The shares of kinds over a window, each 0.0 to 1.0, together 1.0; threads have none.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Mix([f64; Kind::ALL.len()]);

impl Mix {
    /// The mix of a window of days, both ends included, each post weighing the same; `None` where nothing was posted.
    pub fn over<'a>(days: impl IntoIterator<Item = (Day, &'a Counts)>, first: Day, last: Day) -> Option<Self> {
        let mut sum = Counts::NONE;
        for (_, counts) in days.into_iter().filter(|(day, _)| (first..=last).contains(day)) {
            sum.add_all(counts);
        }
        sum.mix()
    }

    /// The recent mix as seen from the end of `today`: each post weighs half for every [`HALF_LIFE_DAYS`] of its age.
    /// Days after `today` are left out; `None` where nothing was posted.
    pub fn recent<'a>(days: impl IntoIterator<Item = (Day, &'a Counts)>, today: Day) -> Option<Self> {
        let mut weights = [0.0; Kind::ALL.len()];
        for (day, counts) in days.into_iter().filter(|(day, _)| *day <= today) {
            let weight = weight_after(today.since(day));
            for kind in Kind::ALL {
                weights[kind as usize] += weight * f64::from(counts.of(kind));
            }
        }
        Self::of_weights(weights)
    }

    /// The share of one kind; 0 for threads.
    pub fn of(&self, kind: Kind) -> f64 {
        self.0[kind as usize]
    }

    /// The share of automated posts, boosts, promotion and shares.
    pub fn machinery(&self) -> f64 {
        self.sum(Kind::is_machinery)
    }

    /// The share of replies, quotes and questions.
    pub fn conversation(&self) -> f64 {
        self.sum(Kind::is_conversation)
    }

    fn sum(&self, which: impl Fn(Kind) -> bool) -> f64 {
        Kind::ALL.into_iter().filter(|kind| which(*kind)).map(|kind| self.of(kind)).sum()
    }

    fn of_weights(mut weights: [f64; Kind::ALL.len()]) -> Option<Self> {
        weights[Kind::Thread as usize] = 0.0;
        let whole: f64 = weights.iter().sum();
        (whole > 0.0).then(|| Self(weights.map(|weight| weight / whole)))
    }
}

/// What is left of a post's weight after so many days, 1.0 on its own day.
pub fn weight_after(days: i64) -> f64 {
    (-days as f64 / HALF_LIFE_DAYS).exp2()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use proptest::prelude::*;

    fn counts(of: &[(Kind, u32)]) -> Counts {
        let mut counts = Counts::NONE;
        for (kind, n) in of {
            counts.add(*kind, *n);
        }
        counts
    }

    #[test]
    fn machinery_and_conversation_are_shares_of_all_but_threads() {
        let mix = counts(&[
            (Kind::Automated, 5),
            (Kind::Boost, 1),
            (Kind::Reply, 2),
            (Kind::Original, 2),
            (Kind::Thread, 90),
        ])
        .mix()
        .unwrap();
        assert_eq!(
            (mix.machinery(), mix.conversation(), mix.of(Kind::Original), mix.of(Kind::Thread)),
            (0.6, 0.2, 0.2, 0.0)
        );
    }

    #[test]
    fn threads_alone_are_no_mix() {
        assert_eq!(counts(&[(Kind::Thread, 3)]).mix(), None);
    }

    #[test]
    fn a_window_includes_both_its_ends() {
        let (robot, reply) = (counts(&[(Kind::Automated, 1)]), counts(&[(Kind::Reply, 1)]));
        let days = [(Day::from_number(1), &reply), (Day::from_number(2), &robot), (Day::from_number(3), &reply)];
        assert_eq!(Mix::over(days, Day::from_number(2), Day::from_number(3)).unwrap().conversation(), 0.5);
    }

    #[test]
    fn five_days_ago_weighs_half_of_today() {
        let (robot, reply) = (counts(&[(Kind::Automated, 2)]), counts(&[(Kind::Reply, 1)]));
        let days = [(Day::from_number(0), &robot), (Day::from_number(5), &reply), (Day::from_number(6), &robot)];
        assert_eq!(Mix::recent(days, Day::from_number(5)).unwrap().conversation(), 0.5);
    }

    proptest! {
        #[test]
        fn what_is_added_and_taken_back_leaves_no_trace(kinds in prop::collection::vec(0..9usize, 0..50), n in 0..9u32) {
            let mut counts = Counts::NONE;
            for kind in &kinds {
                counts.add(Kind::ALL[*kind], n);
            }
            for kind in kinds {
                counts.remove(Kind::ALL[kind], n);
            }
            prop_assert_eq!(counts, Counts::NONE);
        }

        #[test]
        fn the_shares_are_one_together(n in prop::array::uniform9(0..1000u32)) {
            let counts = Counts(n);
            if let Some(mix) = counts.mix() {
                let whole: f64 = Kind::ALL.into_iter().map(|kind| mix.of(kind)).sum();
                prop_assert!((whole - 1.0).abs() < 1e-9);
            } else {
                prop_assert_eq!(counts.posts(), 0);
            }
        }
    }
}
