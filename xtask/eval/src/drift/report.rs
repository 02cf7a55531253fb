//! The tables: by account, all together, along the curve, and re-fitted without each account.

use super::fading::{Warnings, warnings};
use super::fit;
use super::score::{Score, score, score_part};
use super::sight::Sight;
use super::stage::{Stage, stages};
use super::times::Part;
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
    /// All accounts by the shipped numbers.
    pub all: Row,
    /// All accounts where the times of day of the posts are known, and where only the days are.
    pub by_times: [Row; 2],
    /// All accounts along the ratio at which autopilot is said, the other numbers as shipped.
    pub curve: Vec<Row>,
    /// Each account by numbers fitted to the others.
    pub refitted: Row,
    /// The early warning.
    pub warnings: Warnings,
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
    /// Of false alarms and of the share found, where 95 % lie when the accounts are drawn again; of one account none.
    pub intervals: Option<[(f64, f64); 2]>,
    /// Median days from their start to the alarm.
    pub delay: Option<i64>,
    /// Share of those found that thinning announced three days before or earlier.
    pub announced: f64,
    /// Share of those found after which recovery was fooled in pure drift.
    pub fooled_pure: f64,
    /// The same in drift of 97 %.
    pub fooled_mixed: f64,
}

const CURVE: [f64; 8] = [1.5, 2.0, 2.3, 2.6, 2.9, 3.1, 3.5, 4.0];

/// Evaluates drift on labelled streams. `eye` gives an eye that has learned nothing from that stream.
pub fn report(streams: &[Stream], eye: impl Fn(&Stream, Sight) -> Eye) -> Report {
    let staged: Vec<[Stage; 2]> = streams.iter().map(|stream| stages(stream, |sight| eye(stream, sight))).collect();
    let seen = |(i, sight): (usize, Sight)| {
        let stages: Vec<&Stage> = staged.iter().map(|both| &both[i]).collect();
        let all = |name: String, rules: Rules| Row::together(name, &scores(&stages, rules));
        let accounts = stages.iter().zip(scores(&stages, Rules::SHIPPED));
        Seen {
            sight: sight.name(),
            accounts: accounts.map(|(stage, score)| Row::of(stage.account.clone(), &score)).collect(),
            all: all("as shipped".into(), Rules::SHIPPED),
            by_times: [("times of day known", Part::Timed), ("days only", Part::DaysOnly)].map(|(name, part)| {
                let scores: Vec<Score> = stages.iter().map(|stage| score_part(stage, Rules::SHIPPED, part)).collect();
                Row::together(name.into(), &scores)
            }),
            curve: CURVE.map(|ratio| all(format!("ratio {ratio}"), fit::with_ratio(sight, ratio))).into(),
            refitted: Row::together("fitted to the others".into(), &fit::held_out(&stages, sight)),
            warnings: warnings(&stages),
        }
    };
    Report { sights: Sight::ALL.into_iter().enumerate().map(seen).collect() }
}

/// The score of each account by these numbers.
pub fn scores(stages: &[&Stage], rules: Rules) -> Vec<Score> {
    stages.iter().map(|stage| score(stage, rules)).collect()
}

impl Row {
    fn together(name: String, accounts: &[Score]) -> Self {
        let intervals = [Score::interval(accounts, Score::false_a_year), Score::interval(accounts, Score::found)];
        Self { intervals: Some(intervals), ..Self::of(name, &Score::sum(accounts)) }
    }

    fn of(name: String, score: &Score) -> Self {
        let (fooled_pure, fooled_mixed) = score.fooled();
        Self {
            name,
            years: score.years,
            false_a_year: score.false_a_year(),
            true_alarms: score.true_alarms,
            replays: score.replays,
            found: score.found(),
            intervals: None,
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
                "{:22} {:>6} {:>8} {:>5} {:>8} {:>6} {:>6} {:>10} {:>7} {:>8}  95 %: false/yr, found",
                "", "years", "false/yr", "true", "replays", "found", "delay", "3 d ahead", "fooled", "at 97 %"
            )?;
            for row in
                seen.accounts.iter().chain([&seen.all]).chain(&seen.by_times).chain([&seen.refitted]).chain(&seen.curve)
            {
                writeln!(f, "{row}")?;
            }
            writeln!(f, "{}", seen.warnings)?;
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
        )?;
        match self.intervals {
            Some([(a, b), (c, d)]) => write!(f, "  {a:.3}–{b:.3}, {c:.2}–{d:.2}"),
            None => Ok(()),
        }
    }
}
