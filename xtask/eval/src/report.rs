//! The whole evaluation: tables to read, JSON to keep, and what changed against the last run.

use crate::accounts::{Fold, Overall, overall};
use crate::automations::{Found, by_kind};
use crate::corrections::{Bought, bought};
use crate::named::named;
use crate::scores::{Bin, Judged, Scores, calibration};
use crate::stream::Stream;
use coach::kind::AUTOMATIC;
use serde::{Deserialize, Serialize};
use std::fmt;

/// How well automatic posts are told from a person's own.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Report {
    /// The threshold that ships.
    pub threshold: f64,
    /// Each account judged by what the others taught, the app hidden.
    pub hidden: Overall,
    /// What was said and what was true, over all posts.
    pub calibration: Vec<Bin>,
    /// How many of each kind of automation are found.
    pub automations: Vec<Found>,
    /// Where the app is named and known.
    pub named: Scores,
    /// What the user's corrections buy.
    pub corrections: Vec<Bought>,
}

/// Evaluates the judgement of kinds.
pub fn report(streams: &[Stream], folds: &[Fold]) -> Report {
    let pooled: Vec<Judged> = folds.iter().flat_map(|fold| &fold.judged).map(|(judged, _)| *judged).collect();
    Report {
        threshold: f64::from(AUTOMATIC),
        hidden: overall(folds),
        calibration: calibration(&pooled),
        automations: by_kind(folds),
        named: named(streams),
        corrections: bought(streams, folds),
    }
}

impl Report {
    /// The figures by which two runs are compared.
    pub fn figures(&self) -> Vec<(&'static str, f64)> {
        let pooled = &self.hidden.pooled;
        let figure = |figure: Option<f64>| figure.unwrap_or(0.0);
        vec![
            ("mean AUC", self.hidden.mean_auc.0),
            ("least AUC", self.hidden.least_auc),
            ("pooled F1", figure(pooled.f1)),
            ("recall at 90 % precision", figure(pooled.recall_at_90)),
            ("calibration error", figure(pooled.calibration_error)),
            ("median false positives", self.hidden.false_positives.0),
            ("greatest false positives", self.hidden.false_positives.1),
            ("app named: precision", figure(self.named.precision)),
            ("app named: recall", figure(self.named.recall)),
        ]
    }

    /// What changed against an earlier run.
    pub fn against(&self, earlier: &Self) -> String {
        let pairs = self.figures().into_iter().zip(earlier.figures());
        let line = |((name, now), (_, then)): ((&str, f64), (&str, f64))| {
            format!("  {name:26} {now:7.4}  {:+.4}\n", now - then)
        };
        format!("Against the last run\n{}", pairs.map(line).collect::<String>())
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(
            f,
            "Automatic or by hand, the app hidden, each account judged by what the others taught; threshold {:.2}",
            self.threshold
        )?;
        writeln!(f, "  account       posts automatic    AUC     AP      P      R     F1  R@P90     FP  Brier")?;
        for (name, scores) in &self.hidden.accounts {
            row(f, name, scores)?;
        }
        row(f, "all", &self.hidden.pooled)?;
        let (mean, low, high) = self.hidden.mean_auc;
        writeln!(
            f,
            "  mean AUC {mean:.3} (95 % of draws of accounts: {low:.3} to {high:.3}), least {:.3}",
            self.hidden.least_auc
        )?;
        let (mean, low, high) = self.hidden.mean_f1;
        writeln!(f, "  mean F1 of an account {mean:.3} ({low:.3} to {high:.3})")?;
        let (median, most) = self.hidden.false_positives;
        writeln!(f, "  own words called automatic: median of accounts {median:.4}, most {most:.4}")?;
        writeln!(f, "\nWith the interval in which 95 % of draws of accounts lie")?;
        for (name, (figure, low, high)) in &self.hidden.intervals {
            writeln!(f, "  {name:30} {figure:.3} ({low:.3} to {high:.3})")?;
        }
        writeln!(f, "\nOther thresholds      P      R     F1  median FP  most FP")?;
        for [threshold, p, r, f1, median, most] in &self.hidden.curve {
            writeln!(f, "  {threshold:14.2} {p:6.3} {r:6.3} {f1:6.3}     {median:.4}   {most:.4}")?;
        }
        let error = self.hidden.pooled.calibration_error.unwrap_or(0.0);
        writeln!(f, "\nSaid and true (calibration error {error:.4})")?;
        for bin in &self.calibration {
            writeln!(f, "  said {:.3}  true {:.3}  posts {:6}", bin.said, bin.true_share, bin.posts)?;
        }
        writeln!(f, "\nFound, by kind of automation")?;
        for found in &self.automations {
            writeln!(f, "  {:12} {:.3} of {}", found.kind, found.found, found.posts)?;
        }
        writeln!(f, "\nCorrections: mistakes in a hundred later posts, and AUC, without and with")?;
        for bought in &self.corrections {
            let ((without, with), (auc, auc_with)) = (bought.mistakes, bought.auc);
            writeln!(
                f,
                "  {:3} in {:2} accounts: {without:.2} → {with:.2}, AUC {auc:.3} → {auc_with:.3}",
                bought.corrections, bought.accounts
            )?;
        }
        writeln!(f, "\nThe app named and known: {} posts", self.named.posts)?;
        row(f, "all", &self.named)
    }
}

fn row(f: &mut fmt::Formatter<'_>, name: &str, scores: &Scores) -> fmt::Result {
    write!(f, "  {name:10} {:8} {:9}", scores.posts, scores.automatic)?;
    let figures = [
        scores.auc,
        scores.average_precision,
        scores.precision,
        scores.recall,
        scores.f1,
        scores.recall_at_90,
        scores.false_positives,
        scores.brier,
    ];
    for figure in figures {
        match figure {
            Some(figure) => write!(f, " {figure:6.3}")?,
            None => write!(f, "      –")?,
        }
    }
    writeln!(f)
}
