//! Weighs what is seen: two small logistic regressions, one over features of the post and one over the habits of the
//! feed, with their weights in a file that people can read.

use crate::kind::sight::{SEEN, Sight, TRAITS};
use crate::kind::{Feature, Habits};
use std::fmt::{self, Write};
use std::sync::{Arc, LazyLock};

/// How much one feature moves the odds of one post.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Look {
    /// Which.
    pub feature: Feature,
    /// Change of the log-odds against the usual value of the feature; above 0 toward automatic.
    pub weight: f32,
    /// Whether there is more of it than usual; otherwise less.
    pub more: bool,
}

/// What the model makes of a post.
#[derive(Debug, Clone, PartialEq)]
pub struct Weighed {
    /// How much each feature moves the odds.
    pub looks: Vec<Look>,
    /// The log-odds of being automatic: `usual`, and the weight of every look.
    pub odds: f32,
    /// The log-odds where every feature is as usual.
    pub usual: f32,
    /// The probability by the features of the post alone, which the habits of the feed are learnt from.
    pub alone: f32,
}

impl Weighed {
    /// The probability of being automatic, 0.0 to 1.0.
    pub fn probability(&self) -> f32 {
        logistic(self.odds)
    }
}

/// The weights.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Model {
    /// For posts without and with a link.
    pub seen: [Seen; 2],
    /// Weight of the log-odds by the features of the post alone.
    pub alone: f32,
    /// Weight of each habit, in the order of [`Feature::HABITS`].
    pub habits: [f32; TRAITS + 1],
    /// Usual log-odds of the feed.
    pub usual_feed: f32,
    /// Log-odds where everything is as usual.
    pub bias: f32,
}

/// The weights of the features of a post.
#[derive(Debug, Clone, PartialEq)]
pub struct Seen {
    /// Log-odds where every feature has its usual value.
    pub bias: f32,
    /// Weight of each feature, in the order of [`Feature::SEEN`].
    pub weights: [f32; SEEN],
    /// Its usual value.
    pub usual: [f32; SEEN],
}

impl Default for Seen {
    fn default() -> Self {
        Self { bias: 0.0, weights: [0.0; SEEN], usual: [0.0; SEEN] }
    }
}

static SHIPPED: LazyLock<Arc<Model>> =
    LazyLock::new(|| Arc::new(Model::read(include_str!("weights.txt")).unwrap_or_default()));

impl Model {
    /// The weights that ship with the app, `weights.txt` beside this file.
    pub fn shipped() -> Arc<Self> {
        Arc::clone(&SHIPPED)
    }

    /// What the model makes of a post, seen after these habits of the feed.
    pub fn weigh(&self, sight: &Sight, habits: &Habits) -> Weighed {
        let seen = &self.seen[usize::from(sight.has_link)];
        let mut looks = Vec::with_capacity(SEEN + TRAITS + 1);
        let mut alone = seen.bias;
        for (i, feature) in Feature::SEEN.into_iter().enumerate() {
            let moved = seen.weights[i] * (sight.values[i] - seen.usual[i]);
            alone += moved;
            looks.push(Look { feature, weight: self.alone * moved, more: sight.values[i] > seen.usual[i] });
        }
        let usual = self.bias + self.alone * seen.bias;
        let mut odds = self.bias + self.alone * alone;
        let habits = habits.of(sight);
        for (i, feature) in Feature::HABITS.into_iter().enumerate() {
            let as_usual = if i == TRAITS { self.usual_feed } else { 0.0 };
            let weight = self.habits[i] * (habits[i] - as_usual);
            odds += weight;
            looks.push(Look { feature, weight, more: habits[i] > as_usual });
        }
        Weighed { looks, odds, usual, alone: logistic(alone) }
    }

    /// What the model makes of a post that another followed within seconds.
    pub(crate) fn in_burst(&self, weighed: &Weighed, has_link: bool) -> Weighed {
        let seen = &self.seen[usize::from(has_link)];
        let mut weighed = weighed.clone();
        if let Some(i) = Feature::SEEN.iter().position(|feature| *feature == Feature::Burst) {
            let weight = self.alone * seen.weights[i] * (1.0 - seen.usual[i]);
            weighed.odds += weight - weighed.looks[i].weight;
            weighed.looks[i] = Look { feature: Feature::Burst, weight, more: true };
        }
        weighed
    }

    /// Reads weights: lines of a name and one number, or for the features of posts of a name and four: the weight and
    /// the usual value without a link, and both with one. `#` begins a remark.
    pub fn read(text: &str) -> Result<Self, UnreadableWeights> {
        let mut model = Self::default();
        for (number, line) in text.lines().enumerate() {
            let mut fields = line.split('#').next().unwrap_or_default().split_whitespace();
            if let Some(name) = fields.next() {
                let numbers: Option<Vec<f32>> = fields.map(|field| field.parse().ok()).collect();
                let read = numbers.and_then(|numbers| model.set(name, &numbers));
                read.ok_or_else(|| UnreadableWeights { line: number + 1, text: line.to_owned() })?;
            }
        }
        Ok(model)
    }

    fn set(&mut self, name: &str, numbers: &[f32]) -> Option<()> {
        match (name, numbers) {
            ("bias", [bias]) => self.bias = *bias,
            ("bias-alone", [without, with]) => (self.seen[0].bias, self.seen[1].bias) = (*without, *with),
            ("alone", [alone]) => self.alone = *alone,
            ("usual-feed", [usual]) => self.usual_feed = *usual,
            (_, [weight]) => {
                let habit = Feature::HABITS.iter().position(|feature| feature.name() == name)?;
                self.habits[habit] = *weight;
            }
            (_, [without, usual_without, with, usual_with]) => {
                let i = Feature::SEEN.iter().position(|feature| feature.name() == name)?;
                (self.seen[0].weights[i], self.seen[0].usual[i]) = (*without, *usual_without);
                (self.seen[1].weights[i], self.seen[1].usual[i]) = (*with, *usual_with);
            }
            _ => return None,
        }
        Some(())
    }
}

impl fmt::Display for Model {
    /// The weights in the form in which [`Model::read`] reads them, the weightiest features first.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut lines = String::new();
        let [without, with] = &self.seen;
        writeln!(lines, "bias             {:8.4}\nalone            {:8.4}", self.bias, self.alone)?;
        for (feature, weight) in Feature::HABITS.iter().zip(&self.habits) {
            writeln!(lines, "{:16} {weight:8.4}", feature.name())?;
        }
        writeln!(lines, "usual-feed       {:8.4}\n", self.usual_feed)?;
        writeln!(lines, "# feature         without a link, usually     with a link, usually")?;
        writeln!(lines, "bias-alone       {:8.4}          {:8.4}", without.bias, with.bias)?;
        let mut order: Vec<usize> = (0..SEEN).collect();
        let weight = |i: usize| without.weights[i].abs().max(with.weights[i].abs());
        order.sort_by(|a, b| weight(*b).total_cmp(&weight(*a)));
        for i in order {
            let name = Feature::SEEN[i].name();
            let (weight, usual) = (without.weights[i], without.usual[i]);
            writeln!(lines, "{name:16} {weight:8.4} {usual:8.4}  {:8.4} {:8.4}", with.weights[i], with.usual[i])?;
        }
        f.write_str(&lines)
    }
}

/// A line of weights that cannot be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnreadableWeights {
    /// Its number, from 1.
    pub line: usize,
    /// What it says.
    pub text: String,
}

impl fmt::Display for UnreadableWeights {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "line {} of the weights is none: “{}”; write the file again with `cargo xtask eval --train`",
            self.line, self.text
        )
    }
}

impl std::error::Error for UnreadableWeights {}

/// The probability of log-odds.
fn logistic(odds: f32) -> f32 {
    1.0 / (1.0 + (-odds).exp())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn sight(has_link: bool, traits: [Option<u64>; TRAITS]) -> Sight {
        Sight { values: [0.5; SEEN], traits, has_link }
    }

    #[test]
    fn the_shipped_weights_can_be_read_and_weigh_every_feature() {
        let model = Model::read(include_str!("weights.txt")).unwrap();
        assert_eq!(*Model::shipped(), model);
        assert!(Feature::SEEN.iter().enumerate().all(|(i, _)| model.seen[1].weights[i] != 0.0));
        assert!(model.habits.iter().all(|weight| *weight != 0.0));
    }

    #[test]
    fn what_was_written_is_read_again() {
        let model = Model::read(include_str!("weights.txt")).unwrap();
        assert_eq!(Model::read(&model.to_string()), Ok(model));
    }

    #[test]
    fn a_line_that_is_no_weight_is_named() {
        for (text, line) in [("bias 1\ncharm 2", 2), ("bias", 1), ("short 1 2 3", 1), ("# fine\n\nbias x", 3)] {
            assert_eq!(Model::read(text).unwrap_err().line, line, "{text}");
        }
    }

    #[test]
    fn the_looks_add_up_to_the_odds() {
        let model = Model::shipped();
        for has_link in [false, true] {
            let weighed = model.weigh(&sight(has_link, [Some(1); TRAITS]), &Habits::default());
            let sum: f32 = weighed.looks.iter().map(|look| look.weight).sum();
            assert!((weighed.usual + sum - weighed.odds).abs() < 1e-4);
        }
    }

    #[test]
    fn a_site_of_robots_makes_its_next_post_suspect() {
        let model = Model::shipped();
        let (site, other) =
            (sight(true, [Some(1), None, None, None, None]), sight(true, [Some(2), None, None, None, None]));
        let mut habits = Habits::default();
        for _ in 0..20 {
            habits.learn(&site, 0.95);
            habits.learn(&other, 0.05);
        }
        assert!(model.weigh(&site, &habits).odds > model.weigh(&other, &habits).odds + 0.5);
    }
}
