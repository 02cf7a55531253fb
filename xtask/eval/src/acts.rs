//! Genuine acts: what replies do, against labels given by eye.

use crate::regression::{Row, fit};
use crate::scores::share;
use crate::stream::Stream;
use anyhow::{Context, Result};
use coach::interaction::{ActWeights, CUES, Cues, How, Standing, WEIGHED, cues, has_link, judge};
use coach::kind::{Eye, Rules};
use coach::words;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

/// The labels: account, number, and the looks. `labels/README.md` says how they were given.
const LABELS: &str = include_str!("../labels/replies.tsv");
/// Labels that guided nothing: account, number, label.
const HELD: &str = include_str!("../labels/held.tsv");
/// The sorts that are told apart.
const SORTS: [&str; 5] = ["asked", "answered", "commented", "helped", "light"];
/// What the square of a weight costs.
const RIDGE: f64 = 1.0;

/// How well replies are told apart.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Acts {
    /// Agreement of the first pass with the second, which was made without sight of it.
    pub passes: Agreement,
    /// Each account judged by weights that the others taught.
    pub left_out: Sorted,
    /// By the shipped weights, which learnt from these same labels.
    pub shipped: Sorted,
    /// By the shipped weights, on the labels that guided neither cues nor weights.
    pub held: Sorted,
}

/// How far two passes over the same replies agree.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Agreement {
    /// Replies.
    pub replies: usize,
    /// Share of the same labels, and Cohen's kappa.
    pub all: (f64, f64),
    /// Each sort against the others: its name, the share, kappa.
    pub sorts: Vec<(String, f64, f64)>,
}

/// Figures of one way of telling.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Sorted {
    /// Replies that were found in the streams.
    pub replies: usize,
    /// Each sort: its name, how many there are, precision, recall, F1.
    pub sorts: Vec<(String, usize, f64, f64, f64)>,
    /// Mean F1 of the sorts.
    pub macro_f1: f64,
    /// F1 of telling genuine acts from light touches, seen from the side of the genuine.
    pub genuine_f1: f64,
    /// The same from the side of the light touches.
    pub light_f1: f64,
}

/// A labelled reply as the coach sees it.
struct Reply {
    account: String,
    label: &'static str,
    /// Whether it does not count: too short, or posted by an automation, which is no act of the person.
    light: bool,
    cues: Cues,
}

/// Judges the labelled replies.
pub fn acts(streams: &[Stream]) -> Result<Acts> {
    let replies = replies(streams, &final_labels()?);
    let accounts: BTreeSet<&str> = replies.iter().map(|reply| reply.account.as_str()).collect();
    let mut left_out = Vec::new();
    for account in accounts {
        let (own, others): (Vec<&Reply>, Vec<&Reply>) = replies.iter().partition(|reply| reply.account == account);
        let weights = taught_by(&others);
        left_out.extend(own.into_iter().map(|reply| (reply.label, said(reply, &weights))));
    }
    let shipped = |replies: &[Reply]| {
        sorted(&replies.iter().map(|r| (r.label, said(r, ActWeights::shipped()))).collect::<Vec<_>>())
    };
    let held = self::replies(streams, &held()?);
    Ok(Acts {
        passes: agreement(&passes()?),
        left_out: sorted(&left_out),
        shipped: shipped(&replies),
        held: shipped(&held),
    })
}

/// The weights that all the labelled replies together teach.
pub fn weights(streams: &[Stream]) -> Result<ActWeights> {
    let replies = replies(streams, &final_labels()?);
    Ok(taught_by(&replies.iter().collect::<Vec<_>>()))
}

fn said(reply: &Reply, weights: &ActWeights) -> &'static str {
    match weights.act(&reply.cues, None) {
        _ if reply.light => "light",
        How::Thanked | How::Introduced => "commented",
        how => how.name(),
    }
}

/// One regression for each act. The replies of an act and all the others weigh as the square root of their number, so
/// that seldom acts are not drowned.
fn taught_by(replies: &[&Reply]) -> ActWeights {
    let genuine: Vec<&&Reply> = replies.iter().filter(|reply| reply.label != "light").collect();
    let mut taught = ActWeights::default();
    for (act, how) in WEIGHED.iter().enumerate() {
        let is = |reply: &Reply| reply.label == how.name();
        let count = genuine.iter().filter(|reply| is(reply)).count() as f64;
        let all = genuine.len() as f64;
        let weight = |is: bool| (all / 2.0 / if is { count } else { all - count }.max(1.0)).sqrt();
        let rows: Vec<Row> = genuine
            .iter()
            .map(|reply| Row {
                values: reply.cues.iter().map(|value| f64::from(*value)).collect(),
                is: is(reply),
                weight: weight(is(reply)),
            })
            .collect();
        let (bias, weights) = fit(&rows, &[0.0; CUES.len()], RIDGE);
        taught.bias[act] = bias as f32;
        for (cue, weight) in taught.cues.iter_mut().zip(weights) {
            cue[act] = weight as f32;
        }
    }
    ActWeights::read(&taught.to_string()).unwrap_or(taught)
}

type Labels = BTreeMap<(&'static str, u32), &'static str>;

fn replies(streams: &[Stream], labels: &Labels) -> Vec<Reply> {
    let mut replies = Vec::new();
    for stream in streams {
        let mut eye = Eye::new(&Rules::shipped());
        for labelled in &stream.posts {
            let verdict = eye.see(&labelled.post);
            let Some(label) = labels.get(&(stream.account.as_str(), labelled.n)) else { continue };
            let standing = judge(&labelled.post, &verdict, |_| false).map(|found| found.standing);
            replies.push(Reply {
                account: stream.account.clone(),
                label,
                light: matches!(standing, None | Some(Standing::Light | Standing::Rejected)),
                cues: cues(&words::own(&labelled.post.text), has_link(&labelled.post)),
            });
        }
    }
    replies
}

/// The lines of a file of labels: account, number, and the other fields.
fn lines(file: &'static str) -> impl Iterator<Item = Result<((&'static str, u32), Vec<&'static str>)>> {
    file.lines().filter(|line| !line.starts_with('#')).map(|line| {
        let mut fields = line.split('\t');
        let key = fields.next().zip(fields.next().and_then(|n| n.parse().ok()));
        Ok((key.with_context(|| format!("a line of the labels is none: {line}"))?, fields.collect()))
    })
}

/// The label that counts, of every reply that guided the weights.
fn final_labels() -> Result<Labels> {
    lines(LABELS)
        .map(|line| line.and_then(|(key, looks)| Ok((key, *looks.get(3).context("a reply has no final label")?))))
        .collect()
}

fn held() -> Result<Labels> {
    lines(HELD)
        .map(|line| line.and_then(|(key, looks)| Ok((key, *looks.first().context("a reply has no label")?))))
        .collect()
}

/// The labels of the first pass and of the second.
fn passes() -> Result<Vec<(&'static str, &'static str)>> {
    lines(LABELS)
        .map(|line| {
            let (_, looks) = line?;
            let [first, _, second, ..] = looks[..] else { anyhow::bail!("a reply has too few labels") };
            Ok((first, second))
        })
        .collect()
}

fn sorted(judged: &[(&str, &str)]) -> Sorted {
    let sorts: Vec<_> = SORTS.iter().map(|sort| figures(sort, judged, |a, b| a == b)).collect();
    Sorted {
        replies: judged.len(),
        macro_f1: sorts.iter().map(|sort| sort.4).sum::<f64>() / sorts.len() as f64,
        genuine_f1: figures("light", judged, |a, b| a != b).4,
        light_f1: figures("light", judged, |a, b| a == b).4,
        sorts,
    }
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

fn agreement(passes: &[(&str, &str)]) -> Agreement {
    let of = |sort: &str| {
        let only = |label: &str| if label == sort { 0 } else { 1 };
        let (share, kappa) = kappa(passes.iter().map(|(a, b)| (only(a), only(b))));
        (sort.to_owned(), share, kappa)
    };
    let number = |label: &str| SORTS.iter().position(|sort| *sort == label).unwrap_or(SORTS.len());
    Agreement {
        replies: passes.len(),
        all: kappa(passes.iter().map(|(a, b)| (number(a), number(b)))),
        sorts: SORTS.into_iter().map(of).collect(),
    }
}

/// Share of the same, and Cohen's kappa: what of the agreement beyond chance is reached.
fn kappa(pairs: impl Iterator<Item = (usize, usize)>) -> (f64, f64) {
    let (mut same, mut all) = (0.0, 0.0f64);
    let (mut first, mut second) = ([0.0; SORTS.len() + 1], [0.0; SORTS.len() + 1]);
    for (a, b) in pairs {
        all += 1.0;
        same += if a == b { 1.0 } else { 0.0 };
        first[a] += 1.0;
        second[b] += 1.0;
    }
    let all = all.max(1.0);
    let chance: f64 = first.iter().zip(&second).map(|(a, b)| a * b).sum::<f64>() / (all * all);
    (same / all, (same / all - chance) / (1.0 - chance).max(1e-12))
}

impl fmt::Display for Acts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Agreement { replies, all: (share, kappa), sorts } = &self.passes;
        writeln!(f, "Genuine acts: {replies} replies labelled by eye, twice without sight of the first labels")?;
        writeln!(f, "  the passes agree on {share:.3}, kappa {kappa:.3}")?;
        for (sort, share, kappa) in sorts {
            writeln!(f, "    {sort:10} {share:.3}  kappa {kappa:.3}")?;
        }
        write!(f, "each account by what the others taught{}", self.left_out)?;
        write!(f, "by the shipped weights, which learnt from these labels{}", self.shipped)?;
        write!(f, "by the shipped weights, on labels that guided nothing{}", self.held)
    }
}

impl fmt::Display for Sorted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, " ({} replies)", self.replies)?;
        for (sort, posts, precision, recall, f1) in &self.sorts {
            writeln!(f, "  {sort:10} {posts:4}  P {precision:.3}  R {recall:.3}  F1 {f1:.3}")?;
        }
        let Self { macro_f1, genuine_f1, light_f1, .. } = self;
        writeln!(f, "  macro-F1 {macro_f1:.3}; genuine or light: F1 {genuine_f1:.3} and {light_f1:.3}")
    }
}
