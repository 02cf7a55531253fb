//! How good probabilities are, against what is true.

use serde::{Deserialize, Serialize};

/// One judged post: the probability of being automatic, and whether it is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Judged {
    /// What was said.
    pub probability: f32,
    /// What is true.
    pub automatic: bool,
}

/// The figures of a set of judged posts. Shares are from 0 to 1; `None` where there is nothing to divide.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Scores {
    /// Posts.
    pub posts: usize,
    /// Automatic ones among them.
    pub automatic: usize,
    /// Probability that an automatic post gets a higher probability than one by hand (area under the ROC curve).
    pub auc: Option<f64>,
    /// Mean precision over the automatic posts, by falling probability.
    pub average_precision: Option<f64>,
    /// Of those called automatic, the share that is, at the threshold.
    pub precision: Option<f64>,
    /// Of the automatic ones, the share that is called so, at the threshold.
    pub recall: Option<f64>,
    /// Harmonic mean of the two.
    pub f1: Option<f64>,
    /// The greatest recall at a precision of at least .9.
    pub recall_at_90: Option<f64>,
    /// Of the posts by hand, the share that is called automatic, at the threshold.
    pub false_positives: Option<f64>,
    /// Mean squared error of the probability.
    pub brier: Option<f64>,
    /// Mean distance between what was said and what was true, over tenths of probability (expected calibration error).
    pub calibration_error: Option<f64>,
}

/// The figures of these posts at a threshold.
pub fn scores(judged: &[Judged], threshold: f32) -> Scores {
    let automatic = judged.iter().filter(|j| j.automatic).count();
    let called = judged.iter().filter(|j| j.probability >= threshold);
    let (right, wrong) =
        called.fold((0, 0), |(right, wrong), j| (right + usize::from(j.automatic), wrong + usize::from(!j.automatic)));
    let (precision, recall) = (share(right, right + wrong), share(right, automatic));
    let squares: f64 = judged.iter().map(|j| (f64::from(j.probability) - truth(j)).powi(2)).sum();
    let ranked = Ranked::of(judged);
    Scores {
        posts: judged.len(),
        automatic,
        auc: ranked.auc(),
        average_precision: ranked.average_precision(),
        precision,
        recall,
        f1: precision.zip(recall).filter(|(p, r)| p + r > 0.0).map(|(p, r)| 2.0 * p * r / (p + r)),
        recall_at_90: ranked.recall_at(0.9),
        false_positives: share(wrong, judged.len() - automatic),
        brier: (!judged.is_empty()).then(|| squares / judged.len() as f64),
        calibration_error: (!judged.is_empty()).then(|| {
            calibration(judged).iter().map(|b| b.posts as f64 * (b.said - b.true_share).abs()).sum::<f64>()
                / judged.len() as f64
        }),
    }
}

/// A tenth of probability: how many posts, the mean of what was said, and the share that is true.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Bin {
    /// Posts.
    pub posts: usize,
    /// Mean of what was said.
    pub said: f64,
    /// Share that is automatic.
    pub true_share: f64,
}

/// The tenths of probability that have posts.
pub fn calibration(judged: &[Judged]) -> Vec<Bin> {
    let tenth = |j: &&Judged, n: usize| ((j.probability * 10.0) as usize).min(9) == n;
    let bin = |n| {
        let posts: Vec<&Judged> = judged.iter().filter(|j| tenth(j, n)).collect();
        let mean = |sum: f64| sum / posts.len() as f64;
        (!posts.is_empty()).then(|| Bin {
            posts: posts.len(),
            said: mean(posts.iter().map(|j| f64::from(j.probability)).sum()),
            true_share: mean(posts.iter().map(|j| truth(j)).sum()),
        })
    };
    (0..10).filter_map(bin).collect()
}

/// The posts by falling probability, equal ones together: posts and automatic ones among them so far.
struct Ranked {
    steps: Vec<(usize, usize)>,
}

impl Ranked {
    fn of(judged: &[Judged]) -> Self {
        let mut sorted: Vec<&Judged> = judged.iter().collect();
        sorted.sort_by(|a, b| b.probability.total_cmp(&a.probability));
        let mut steps = Vec::new();
        let (mut posts, mut automatic) = (0, 0);
        for equal in sorted.chunk_by(|a, b| a.probability == b.probability) {
            posts += equal.len();
            automatic += equal.iter().filter(|j| j.automatic).count();
            steps.push((posts, automatic));
        }
        Self { steps }
    }

    fn totals(&self) -> (usize, usize) {
        self.steps.last().copied().unwrap_or_default()
    }

    fn auc(&self) -> Option<f64> {
        let (posts, automatic) = self.totals();
        let by_hand = posts - automatic;
        if automatic == 0 || by_hand == 0 {
            return None;
        }
        let (mut area, mut before) = (0.0, (0, 0));
        for step in &self.steps {
            let (hits, misses) = (step.1 - before.1, (step.0 - step.1) - (before.0 - before.1));
            area += misses as f64 * (before.1 as f64 + hits as f64 / 2.0);
            before = *step;
        }
        Some(area / (automatic as f64 * by_hand as f64))
    }

    fn average_precision(&self) -> Option<f64> {
        let (_, automatic) = self.totals();
        let mut before = 0;
        let mut sum = 0.0;
        for (posts, hits) in &self.steps {
            sum += (hits - before) as f64 * *hits as f64 / *posts as f64;
            before = *hits;
        }
        (automatic > 0).then(|| sum / automatic as f64)
    }

    fn precision_at(&self, recall: f64) -> f64 {
        let (_, automatic) = self.totals();
        let enough = self.steps.iter().filter(|(_, hits)| *hits as f64 >= recall * automatic as f64);
        enough.map(|(posts, hits)| *hits as f64 / *posts as f64).fold(0.0, f64::max)
    }

    fn recall_at(&self, precision: f64) -> Option<f64> {
        let (_, automatic) = self.totals();
        let precise = self.steps.iter().filter(|(posts, hits)| *hits as f64 >= precision * *posts as f64);
        (automatic > 0).then(|| precise.map(|(_, hits)| *hits).max().unwrap_or(0) as f64 / automatic as f64)
    }
}

fn truth(judged: &Judged) -> f64 {
    f64::from(u8::from(judged.automatic))
}

/// `part` of `whole`, where there is a whole.
pub fn share(part: usize, whole: usize) -> Option<f64> {
    (whole > 0).then(|| part as f64 / whole as f64)
}

/// The highest precision at each fiftieth of recall: what is left of it where so many automatic posts are to be found.
pub fn precision_recall(judged: &[Judged]) -> Vec<[f64; 2]> {
    let ranked = Ranked::of(judged);
    (1..=50).map(|n| f64::from(n) / 50.0).map(|recall| [recall, ranked.precision_at(recall)]).collect()
}

/// The interval in which 95 % of the means of `values` lie when they are drawn again.
pub fn interval(values: &[f64]) -> Option<(f64, f64)> {
    drawn_again(values, |drawn| drawn.iter().sum::<f64>() / drawn.len() as f64)
}

/// The interval in which 95 % of a figure lie when the accounts it is of are drawn again with replacement (bootstrap, a
/// thousand draws, always the same).
pub fn drawn_again<T: Copy>(accounts: &[T], figure: impl Fn(&[T]) -> f64) -> Option<(f64, f64)> {
    if accounts.is_empty() {
        return None;
    }
    let mut state: u64 = 2026;
    let mut draw = || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        accounts[(state >> 33) as usize % accounts.len()]
    };
    let mut figures: Vec<f64> =
        (0..1000).map(|_| figure(&(0..accounts.len()).map(|_| draw()).collect::<Vec<T>>())).collect();
    figures.sort_by(f64::total_cmp);
    Some((figures[25], figures[974]))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn judged(posts: &[(f32, bool)]) -> Vec<Judged> {
        posts
            .iter()
            .map(|(probability, automatic)| Judged { probability: *probability, automatic: *automatic })
            .collect()
    }

    #[test]
    fn figures_of_a_few_posts_by_hand() {
        let scores = scores(&judged(&[(0.9, true), (0.8, false), (0.7, true), (0.2, false), (0.1, false)]), 0.75);
        assert_eq!((scores.posts, scores.automatic), (5, 2));
        assert_eq!(scores.auc, Some(5.0 / 6.0));
        assert_eq!(scores.average_precision, Some((1.0 + 2.0 / 3.0) / 2.0));
        assert_eq!((scores.precision, scores.recall, scores.f1), (Some(0.5), Some(0.5), Some(0.5)));
        assert_eq!(scores.recall_at_90, Some(0.5));
        assert_eq!(scores.false_positives, Some(1.0 / 3.0));
    }

    #[test]
    fn the_more_is_to_be_found_the_less_is_right() {
        let curve = precision_recall(&judged(&[(0.9, true), (0.8, false), (0.7, true), (0.2, false)]));
        assert_eq!((curve[0], curve[24], curve[49]), ([0.02, 1.0], [0.5, 1.0], [1.0, 2.0 / 3.0]));
        assert!(curve.is_sorted_by(|a, b| a[1] >= b[1]));
    }

    #[test]
    fn equal_probabilities_are_a_draw() {
        assert_eq!(scores(&judged(&[(0.5, true), (0.5, false), (0.5, false)]), 0.9).auc, Some(0.5));
    }

    #[test]
    fn nothing_to_divide_is_no_figure() {
        let none = scores(&[], 0.5);
        assert_eq!((none.auc, none.recall, none.brier), (None, None, None));
        assert_eq!(scores(&judged(&[(0.1, false)]), 0.5).auc, None);
    }

    #[test]
    fn what_is_said_as_often_as_it_is_true_is_calibrated() {
        let mut posts = vec![(0.25, true); 25];
        posts.extend(vec![(0.25, false); 75]);
        assert!(scores(&judged(&posts), 0.5).calibration_error.is_some_and(|error| error < 1e-6));
        assert_eq!(calibration(&judged(&posts)).len(), 1);
    }

    #[test]
    fn the_interval_of_equal_values_is_that_value() {
        assert_eq!(
            interval(&[0.9; 7]).map(|(low, high)| ((low * 1e9).round(), (high * 1e9).round())),
            Some((9e8, 9e8))
        );
        assert_eq!(interval(&[]), None);
    }
}
