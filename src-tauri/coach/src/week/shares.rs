//! What a week's feed was made of, beside the week before and the usual.

use crate::kind::Kind;
use crate::mix::Counts;

/// The usual is taken from so many weeks before in which something was posted: a season.
pub const USUAL_WEEKS: usize = 12;

/// Fewer such weeks than this have no usual.
pub const USUAL_LEAST: usize = 4;

/// The three shares of a week's posts, each 0.0 to 1.0, together 1.0; threads have none.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Shares {
    /// Replies, quotes and questions.
    pub conversation: f64,
    /// Own words to everybody.
    pub own: f64,
    /// Automated, boosts, promotion and shares.
    pub machinery: f64,
    /// Of so many posts; of the usual, the median.
    pub posts: u32,
}

impl Shares {
    /// The shares of what was posted; `None` where nothing was.
    pub fn of(counts: &Counts) -> Option<Self> {
        let mix = counts.mix()?;
        let (conversation, machinery) = (mix.conversation(), mix.machinery());
        Some(Self { conversation, own: mix.of(Kind::Original), machinery, posts: counts.posts() })
    }
}

/// The usual week: of each share the median over the last [`USUAL_WEEKS`] weeks in which something was posted, scaled so
/// that they are 1.0 together again. `before` are the weeks before the one reviewed, the latest first. `None` where
/// fewer than [`USUAL_LEAST`] had posts.
pub fn usual(before: &[Counts]) -> Option<Shares> {
    let active: Vec<Shares> = before.iter().filter_map(Shares::of).take(USUAL_WEEKS).collect();
    if active.len() < USUAL_LEAST {
        return None;
    }
    let of = |share: fn(&Shares) -> f64| median(active.iter().map(share).collect());
    let (conversation, own, machinery) = (of(|s| s.conversation), of(|s| s.own), of(|s| s.machinery));
    let whole = conversation + own + machinery;
    let posts = median(active.iter().map(|week| f64::from(week.posts)).collect()).round() as u32;
    (whole > 0.0).then(|| Shares {
        conversation: conversation / whole,
        own: own / whole,
        machinery: machinery / whole,
        posts,
    })
}

/// How many people a usual week has: the median over the last [`USUAL_WEEKS`] weeks with anybody in them; `None` where
/// fewer than [`USUAL_LEAST`] had. `before` are the weeks before, the latest first.
pub fn usual_people(before: &[u32]) -> Option<u32> {
    let active: Vec<f64> = before.iter().filter(|n| **n > 0).take(USUAL_WEEKS).map(|n| f64::from(*n)).collect();
    (active.len() >= USUAL_LEAST).then(|| median(active).round() as u32)
}

/// The middle one; the mean of the two in the middle.
fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    let at = |n: usize| values.get(n).copied().unwrap_or(0.0);
    let half = values.len() / 2;
    if values.len() % 2 == 1 { at(half) } else { f64::midpoint(at(half.saturating_sub(1)), at(half)) }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use proptest::prelude::*;

    fn week(replies: u32, own: u32, robots: u32) -> Counts {
        let mut counts = Counts::NONE;
        for (kind, n) in [(Kind::Reply, replies), (Kind::Original, own), (Kind::Automated, robots), (Kind::Thread, 9)] {
            counts.add(kind, n);
        }
        counts
    }

    #[test]
    fn the_usual_is_the_middle_of_the_weeks_with_posts() {
        let weeks = [week(1, 0, 9), week(5, 0, 5), week(0, 0, 0), week(6, 0, 4), week(9, 0, 1)];
        let usual = usual(&weeks).unwrap();
        assert!((usual.conversation - 0.55).abs() < 1e-9 && (usual.machinery - 0.45).abs() < 1e-9, "{usual:?}");
        assert_eq!(usual.posts, 10);
    }

    #[test]
    fn three_weeks_are_no_usual_yet_and_a_season_is_as_far_as_it_goes() {
        assert_eq!(usual(&[week(1, 0, 9); 3]), None);
        let weeks: Vec<Counts> = (0..30).map(|n| if n < USUAL_WEEKS { week(1, 0, 0) } else { week(0, 0, 1) }).collect();
        assert_eq!(usual(&weeks).unwrap().conversation, 1.0);
    }

    #[test]
    fn people_of_a_usual_week_leave_weeks_of_absence_out() {
        assert_eq!(usual_people(&[0, 4, 0, 6, 8, 2]), Some(5));
        assert_eq!(usual_people(&[4, 6, 8]), None);
    }

    proptest! {
        #[test]
        fn the_usual_shares_are_one_together(
            weeks in prop::collection::vec((0..50u32, 0..50u32, 0..50u32), 4..20)
        ) {
            let weeks: Vec<Counts> = weeks.into_iter().map(|(a, b, c)| week(a, b, c)).collect();
            if let Some(usual) = usual(&weeks) {
                prop_assert!((usual.conversation + usual.own + usual.machinery - 1.0).abs() < 1e-9);
            }
        }
    }
}
