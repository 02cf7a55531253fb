//! The tables: by account, against the study's numbers, along the curve, and re-fitted without each account.

use super::fit;
use super::score::{Score, score};
use super::sight::Sight;
use super::stage::{Stage, stages};
use crate::stream::Stream;
use coach::drift::Rules;
use coach::kind::Eye;
use serde::Serialize;
use std::fmt;

/// What the evaluation of drift found.
#[derive(Debug, Clone, Serialize)]
pub struct Report {
    /// One for each sight.
    pub sights: Vec<Seen>,
}

/// What it found by one sight.
#[derive(Debug, Clone, Serialize)]
pub struct Seen {
    /// `app hidden` or `app named`.
    pub sight: &'static str,
    /// Each account by the shipped numbers.
    pub accounts: Vec<Row>,
    /// All accounts: by the shipped numbers, and by those of the study.
    pub all: Vec<Row>,
    /// All accounts along the ratio at which autopilot is said, the other numbers as shipped.
    pub curve: Vec<Row>,
    /// Each account by numbers fitted to the others.
    pub refitted: Row,
}

/// One line of a table.
#[derive(Debug, Clone, Serialize)]
pub struct Row {
    /// What the line is about.
    pub name: String,
    /// Years of real streams.
    pub years: f64,
    /// Alarms while the person was talking, in a year of one account.
    pub false_a_year: f64,
    /// Alarms in real silences.
    pub true_alarms: u32,
    /// Replays of pure drift.
    pub replays: u32,
    /// Share of them found within 28 days.
    pub found: f64,
    /// Median days from their start to the alarm.
    pub delay: Option<i64>,
    /// Share of those found that thinning announced three days before or earlier.
    pub announced: f64,
    /// Share of those found after which recovery was fooled in pure drift.
    pub fooled_pure: f64,
    /// The same in drift of 97 %.
    pub fooled_mixed: f64,
}

const CURVE: [f64; 7] = [1.5, 2.0, 2.3, 2.6, 3.0, 3.5, 4.0];

/// Evaluates drift on labelled streams. `eye` gives an eye that has learned nothing from that stream.
pub fn report(streams: &[Stream], eye: impl Fn(&Stream, Sight) -> Eye) -> Report {
    let staged: Vec<[Stage; 2]> = streams.iter().map(|stream| stages(stream, |sight| eye(stream, sight))).collect();
    let seen = |(i, sight): (usize, Sight)| {
        let stages: Vec<&Stage> = staged.iter().map(|both| &both[i]).collect();
        let all = |name: String, rules: Rules| Row::of(name, &Score::sum(&scores(&stages, rules)));
        let accounts = stages.iter().zip(scores(&stages, Rules::SHIPPED));
        Seen {
            sight: sight.name(),
            accounts: accounts.map(|(stage, score)| Row::of(stage.account.clone(), &score)).collect(),
            all: vec![all("as shipped".into(), Rules::SHIPPED), all("as in the study".into(), Rules::STUDY)],
            curve: CURVE.map(|ratio| all(format!("ratio {ratio}"), fit::with_ratio(sight, ratio))).into(),
            refitted: Row::of("fitted to the others".into(), &fit::held_out(&stages, sight)),
        }
    };
    Report { sights: Sight::ALL.into_iter().enumerate().map(seen).collect() }
}

/// The score of each account by these numbers.
pub fn scores(stages: &[&Stage], rules: Rules) -> Vec<Score> {
    stages.iter().map(|stage| score(stage, rules)).collect()
}

impl Row {
    fn of(name: String, score: &Score) -> Self {
        let (fooled_pure, fooled_mixed) = score.fooled();
        Self {
            name,
            years: score.years,
            false_a_year: score.false_a_year(),
            true_alarms: score.true_alarms,
            replays: score.replays,
            found: score.found(),
            delay: score.median_delay(),
            announced: score.announced(),
            fooled_pure,
            fooled_mixed,
        }
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for seen in &self.sights {
            writeln!(f, "\nDrift, {}", seen.sight)?;
            writeln!(
                f,
                "{:22} {:>6} {:>8} {:>5} {:>8} {:>6} {:>6} {:>10} {:>7} {:>8}",
                "", "years", "false/yr", "true", "replays", "found", "delay", "3 d ahead", "fooled", "at 97 %"
            )?;
            for row in seen.accounts.iter().chain(&seen.all).chain([&seen.refitted]).chain(&seen.curve) {
                writeln!(f, "{row}")?;
            }
        }
        Ok(())
    }
}

impl fmt::Display for Row {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let delay = self.delay.map_or_else(|| "–".to_owned(), |days| format!("{days} d"));
        write!(
            f,
            "{:22} {:>6.1} {:>8.3} {:>5} {:>8} {:>6.3} {:>6} {:>10.2} {:>7.3} {:>8.3}",
            self.name,
            self.years,
            self.false_a_year,
            self.true_alarms,
            self.replays,
            self.found,
            delay,
            self.announced,
            self.fooled_pure,
            self.fooled_mixed
        )
    }
}
