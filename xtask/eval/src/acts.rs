//! Genuine acts: what replies do, against labels given by eye.

use crate::scores::share;
use crate::stream::Stream;
use anyhow::{Context, Result};
use coach::interaction::{How, Standing, judge};
use coach::kind::{Eye, Rules};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fmt;

/// The labels: account, number, first label, label after reconsidering.
const LABELS: &str = include_str!("../labels/replies.tsv");
/// The sorts that are told apart.
const SORTS: [&str; 5] = ["asked", "answered", "commented", "helped", "light"];

/// How well replies are told apart.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Acts {
    /// Replies that were found in the streams.
    pub replies: usize,
    /// Share of the labels that stood when the doubtful ones were reconsidered, and Cohen's kappa: an upper bound, for it
    /// was the same reader.
    pub agreement: (f64, f64),
    /// Each sort: its name, how many there are, precision, recall, F1.
    pub sorts: Vec<(String, usize, f64, f64, f64)>,
    /// Mean F1 of the sorts.
    pub macro_f1: f64,
    /// F1 of telling genuine acts from light touches, seen from either side.
    pub genuine_f1: f64,
    /// The same from the side of the light touches.
    pub light_f1: f64,
}

/// Judges the labelled replies. A post of an automation counts as light: it is no act of the person.
pub fn acts(streams: &[Stream]) -> Result<Acts> {
    let labels = labels()?;
    let mut judged: Vec<(&str, &str)> = Vec::new();
    for stream in streams {
        let mut eye = Eye::new(&Rules::shipped());
        for labelled in &stream.posts {
            let verdict = eye.see(&labelled.post);
            if let Some((_, second)) = labels.get(&(stream.account.as_str(), labelled.n)) {
                let found = judge(&labelled.post, &verdict, |_| false);
                let sort = found.map_or("light", |found| match (found.standing, found.how) {
                    (Standing::Light | Standing::Rejected, _) => "light",
                    (_, How::Thanked | How::Introduced) => "commented",
                    (_, how) => how.name(),
                });
                judged.push((second, sort));
            }
        }
    }
    let sorts: Vec<_> = SORTS.iter().map(|sort| figures(sort, &judged, |a, b| a == b)).collect();
    Ok(Acts {
        replies: judged.len(),
        agreement: agreement(&labels),
        macro_f1: sorts.iter().map(|sort| sort.4).sum::<f64>() / sorts.len() as f64,
        genuine_f1: figures("light", &judged, |a, b| a != b).4,
        light_f1: figures("light", &judged, |a, b| a == b).4,
        sorts,
    })
}

type Labels<'a> = BTreeMap<(&'a str, u32), (&'a str, &'a str)>;

fn labels() -> Result<Labels<'static>> {
    let lines = LABELS.lines().filter(|line| !line.starts_with('#'));
    let label = |line: &'static str| {
        let fields: Vec<&str> = line.split('\t').collect();
        let [account, n, first, second] = fields[..] else { return None };
        Some(((account, n.parse().ok()?), (first, second)))
    };
    lines
        .map(|line| label(line).with_context(|| format!("labels/replies.tsv has a line that is none: {line}")))
        .collect()
}

/// Precision, recall and F1 of the posts that are (`is`) of a sort.
fn figures(sort: &str, judged: &[(&str, &str)], is: impl Fn(&str, &str) -> bool) -> (String, usize, f64, f64, f64) {
    let count = |wanted: &dyn Fn(bool, bool) -> bool| {
        judged.iter().filter(|(truth, said)| wanted(is(truth, sort), is(said, sort))).count()
    };
    let (truth, said) = (count(&|truth, _| truth), count(&|_, said| said));
    let both = count(&|truth, said| truth && said);
    let (precision, recall) = (share(both, said).unwrap_or(0.0), share(both, truth).unwrap_or(0.0));
    let f1 = if both == 0 { 0.0 } else { 2.0 * precision * recall / (precision + recall) };
    (sort.to_owned(), truth, precision, recall, f1)
}

fn agreement(labels: &Labels<'_>) -> (f64, f64) {
    let all = labels.len().max(1) as f64;
    let agreed = labels.values().filter(|(first, second)| first == second).count() as f64 / all;
    let of = |sort: &str, second: bool| {
        labels.values().filter(|label| (if second { label.1 } else { label.0 }) == sort).count() as f64 / all
    };
    let chance: f64 = SORTS.iter().map(|sort| of(sort, false) * of(sort, true)).sum();
    (agreed, (agreed - chance) / (1.0 - chance))
}

impl fmt::Display for Acts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (agreed, kappa) = self.agreement;
        writeln!(
            f,
            "Genuine acts: {} replies labelled by eye (reconsidered by the same reader, {agreed:.3} stood, kappa {kappa:.3})",
            self.replies
        )?;
        for (sort, posts, precision, recall, f1) in &self.sorts {
            writeln!(f, "  {sort:10} {posts:4}  P {precision:.3}  R {recall:.3}  F1 {f1:.3}")?;
        }
        writeln!(
            f,
            "  macro-F1 {:.3}; genuine or light: F1 {:.3} and {:.3}",
            self.macro_f1, self.genuine_f1, self.light_f1
        )
    }
}
