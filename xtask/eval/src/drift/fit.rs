//! Fits the numbers: tries a grid of them, and says what numbers fitted to the other accounts do on an account.

use super::score::{Score, score};
use super::sight::Sight;
use super::stage::Stage;
use coach::drift::Rules;

/// What is aimed at, by a sight. Half the false alarms that would do: the other half is for accounts never seen.
#[derive(Debug, Clone, Copy)]
struct Aim {
    false_a_year: f64,
    found: f64,
    delay: f64,
}

impl Aim {
    fn of(sight: Sight) -> Self {
        match sight {
            Sight::Hidden => Self { false_a_year: 0.05, found: 0.85, delay: 8.0 },
            Sight::Named => Self { false_a_year: 0.025, found: 0.90, delay: 8.0 },
        }
    }

    /// How far a score misses the aim, 0 where it is reached: the sum of the parts by which each figure misses.
    /// False alarms weigh double: a coach that cries wolf is switched off.
    fn missed(self, score: &Score) -> f64 {
        let delay = score.median_delay().map_or(28.0, |days| days as f64);
        2.0 * (score.false_a_year() / self.false_a_year - 1.0).max(0.0)
            + (1.0 - score.found() / self.found).max(0.0) * 4.0
            + (delay / self.delay - 1.0).max(0.0)
    }
}

/// The shipped numbers with another ratio at which autopilot is said by this sight.
pub fn with_ratio(sight: Sight, ratio: f64) -> Rules {
    match sight {
        Sight::Hidden => Rules { autopilot_ratio_estimated: ratio, ..Rules::SHIPPED },
        Sight::Named => Rules { autopilot_ratio: ratio, ..Rules::SHIPPED },
    }
}

/// The numbers that are tried.
fn grid(sight: Sight) -> Vec<Rules> {
    let mut grid = Vec::new();
    for usual_quantile in [0.85, 0.9, 0.95] {
        for usual_most in [7.0, 8.0, 10.0] {
            for ratio in [2.0, 2.3, 2.6, 2.9, 3.1, 3.3, 3.5, 4.0] {
                grid.push(Rules { usual_quantile, usual_most, ..with_ratio(sight, ratio) });
            }
        }
    }
    grid
}

/// Every account judged by the numbers that come nearest to the aim on all other accounts.
pub fn held_out(stages: &[&Stage], sight: Sight) -> Vec<Score> {
    let aim = Aim::of(sight);
    let tried: Vec<Vec<Score>> =
        grid(sight).into_iter().map(|rules| stages.iter().map(|stage| score(stage, rules)).collect()).collect();
    (0..stages.len())
        .filter_map(|out| {
            let others = |scores: &[Score]| {
                let rest = scores.iter().enumerate().filter(|(i, _)| *i != out).map(|(_, score)| score);
                aim.missed(&Score::sum(rest))
            };
            let best = tried.iter().min_by(|a, b| others(a).total_cmp(&others(b)))?;
            best.get(out).cloned()
        })
        .collect()
}
