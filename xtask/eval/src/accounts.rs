//! Each account judged by a model that was trained on all the others, the posting app hidden.

use crate::scores::{Judged, Scores, drawn_again, interval, precision_recall, scores};
use crate::seen::SeenStream;
use crate::stream::Stream;
use crate::train::train;
use coach::kind::{AUTOMATIC, Eye, Model, Rules};
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// One account, judged by what other accounts taught, or its own labels.
#[derive(Debug, Clone)]
pub struct Fold {
    /// The account.
    pub account: String,
    /// The weights it is judged by.
    pub model: Arc<Model>,
    /// Its scored posts to everybody, with the app that is hidden from the model.
    pub judged: Vec<(Judged, String)>,
}

/// Judges every account by a model trained on the others, the accounts shared among the processor's cores.
pub fn leave_one_out(streams: &[Stream]) -> Vec<Fold> {
    let seen: Vec<SeenStream> = each(streams, SeenStream::of);
    let numbers: Vec<usize> = (0..streams.len()).collect();
    each(&numbers, |left_out| {
        let others: Vec<&SeenStream> = (0..seen.len()).filter(|i| i != left_out).map(|i| &seen[i]).collect();
        let model = Arc::new(train(&others));
        let stream = &streams[*left_out];
        Fold { account: stream.account.clone(), judged: judge(stream, &model), model }
    })
}

/// The weights that all accounts but this one teach.
pub fn model_without(streams: &[Stream], account: &str) -> Arc<Model> {
    let others: Vec<&Stream> = streams.iter().filter(|stream| stream.account != account).collect();
    let seen: Vec<SeenStream> = each(&others, |stream| SeenStream::of(stream));
    Arc::new(train(&seen.iter().collect::<Vec<_>>()))
}

/// Judges every account by weights that its own labels taught: what no other account can teach better. The weights have
/// seen the labels they are scored with, so it flatters a little.
pub fn taught_by_themselves(streams: &[Stream]) -> Vec<Fold> {
    each(streams, |stream| {
        let model = Arc::new(train(&[&SeenStream::of(stream)]));
        Fold { account: stream.account.clone(), judged: judge(stream, &model), model }
    })
}

/// The scored posts to everybody of a stream, as the app judges them with these weights where no app is named.
pub fn judge(stream: &Stream, model: &Arc<Model>) -> Vec<(Judged, String)> {
    let mut eye = Eye::with_model(&Rules::shipped(), model);
    let mut judged = Vec::new();
    for labelled in &stream.posts {
        let post = labelled.app_hidden();
        let probability = eye.see(&post).automated;
        if let Some(automatic) = labelled.label.automatic().filter(|_| post.reply.is_none() && post.boost.is_none()) {
            judged.push((Judged { probability, automatic }, labelled.post.app.clone().unwrap_or_default()));
        }
    }
    judged
}

/// `f` of each, in order, shared among the processor's cores.
pub fn each<T: Sync, R: Send>(items: &[T], f: impl Fn(&T) -> R + Sync) -> Vec<R> {
    let threads = std::thread::available_parallelism().map_or(1, usize::from).min(items.len()).max(1);
    let next = std::sync::atomic::AtomicUsize::new(0);
    let mut done: Vec<(usize, R)> = std::thread::scope(|scope| {
        let work = || {
            let mut mine = Vec::new();
            loop {
                let i = next.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
                let Some(item) = items.get(i) else { return mine };
                mine.push((i, f(item)));
            }
        };
        let workers: Vec<_> = (0..threads).map(|_| scope.spawn(work)).collect();
        workers.into_iter().flat_map(|worker| worker.join().unwrap_or_default()).collect()
    });
    done.sort_by_key(|(i, _)| *i);
    done.into_iter().map(|(_, result)| result).collect()
}

/// The figures over all accounts.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Overall {
    /// The accounts, by name.
    pub accounts: Vec<(String, Scores)>,
    /// All posts of all accounts together.
    pub pooled: Scores,
    /// Mean of the accounts' AUC, and the interval in which it lies when accounts are drawn again.
    pub mean_auc: (f64, f64, f64),
    /// The least AUC of an account.
    pub least_auc: f64,
    /// Median and greatest share of an account's own words called automatic.
    pub false_positives: (f64, f64),
    /// Mean F1 of the accounts that have both sorts, with its interval.
    pub mean_f1: (f64, f64, f64),
    /// More figures by name, each with the interval in which it lies when accounts are drawn again.
    #[serde(default)]
    pub intervals: Vec<(String, (f64, f64, f64))>,
    /// Precision at each fiftieth of recall, of the accounts that have both sorts.
    #[serde(default)]
    pub precision_recall: Vec<(String, Vec<[f64; 2]>)>,
    /// Figures at other thresholds: threshold, pooled precision, recall and F1, median and greatest false positives.
    pub curve: Vec<[f64; 6]>,
}

/// The figures over all accounts at the shipped threshold.
pub fn overall(folds: &[Fold]) -> Overall {
    let judged = |fold: &Fold| fold.judged.iter().map(|(judged, _)| *judged).collect::<Vec<Judged>>();
    let by_account: Vec<(String, Vec<Judged>)> = folds.iter().map(|f| (f.account.clone(), judged(f))).collect();
    let pooled: Vec<Judged> = by_account.iter().flat_map(|(_, judged)| judged).copied().collect();
    let at =
        |threshold: f32| by_account.iter().map(|(name, j)| (name.clone(), scores(j, threshold))).collect::<Vec<_>>();
    let accounts = at(AUTOMATIC);
    let aucs: Vec<f64> = accounts.iter().filter_map(|(_, s)| s.auc).collect();
    let f1s: Vec<f64> = accounts.iter().filter(|(_, s)| s.auc.is_some()).map(|(_, s)| s.f1.unwrap_or(0.0)).collect();
    let curve = [0.3f32, 0.4, 0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.93, 0.95, 0.97, 0.98, 0.99];
    let point = |threshold: f32| {
        let (all, (median, most)) = (scores(&pooled, threshold), middle_and_most(&at(threshold)));
        let figure = |figure: Option<f64>| figure.unwrap_or(0.0);
        [f64::from(threshold), figure(all.precision), figure(all.recall), figure(all.f1), median, most]
    };
    let both = accounts.iter().filter(|(_, s)| s.auc.is_some()).map(|(name, _)| name);
    let of = |name: &String| by_account.iter().find(|(account, _)| account == name);
    Overall {
        intervals: intervals(&accounts),
        precision_recall: both.filter_map(of).map(|(name, j)| (name.clone(), precision_recall(j))).collect(),
        pooled: scores(&pooled, AUTOMATIC),
        mean_auc: with_interval(&aucs),
        least_auc: aucs.iter().copied().fold(1.0, f64::min),
        false_positives: middle_and_most(&accounts),
        mean_f1: with_interval(&f1s),
        curve: curve.map(point).to_vec(),
        accounts,
    }
}

/// A figure of some accounts, with its name.
type Figure<'a> = (&'static str, &'a dyn Fn(&[&Scores]) -> f64);

/// Figures of all posts, and means of accounts, with what they are when accounts are drawn again.
fn intervals(accounts: &[(String, Scores)]) -> Vec<(String, (f64, f64, f64))> {
    let all: Vec<&Scores> = accounts.iter().map(|(_, scores)| scores).collect();
    let right = |s: &Scores| s.recall.unwrap_or(0.0) * s.automatic as f64;
    let wrong = |s: &Scores| s.false_positives.unwrap_or(0.0) * (s.posts - s.automatic) as f64;
    let sum = |drawn: &[&Scores], of: &dyn Fn(&Scores) -> f64| drawn.iter().map(|s| of(s)).sum::<f64>();
    let automatic = |s: &Scores| s.automatic as f64;
    let by_hand = |s: &Scores| (s.posts - s.automatic) as f64;
    let precision = |d: &[&Scores]| sum(d, &right) / (sum(d, &right) + sum(d, &wrong)).max(1.0);
    let recall = |d: &[&Scores]| sum(d, &right) / sum(d, &automatic).max(1.0);
    let f1 = |d: &[&Scores]| 2.0 * sum(d, &right) / (sum(d, &automatic) + sum(d, &right) + sum(d, &wrong)).max(1.0);
    let false_positives = |d: &[&Scores]| sum(d, &wrong) / sum(d, &by_hand).max(1.0);
    let brier =
        |d: &[&Scores]| sum(d, &|s| s.brier.unwrap_or(0.0) * s.posts as f64) / sum(d, &|s| s.posts as f64).max(1.0);
    let mean = |d: &[&Scores], of: &dyn Fn(&Scores) -> Option<f64>| {
        let values: Vec<f64> = d.iter().filter(|s| s.auc.is_some()).filter_map(|s| of(s)).collect();
        values.iter().sum::<f64>() / (values.len() as f64).max(1.0)
    };
    let average_precision = |d: &[&Scores]| mean(d, &|s| s.average_precision);
    let recall_at_90 = |d: &[&Scores]| mean(d, &|s| s.recall_at_90);
    let calibration = |d: &[&Scores]| mean(d, &|s| s.calibration_error);
    let figures: [Figure<'_>; 8] = [
        ("precision", &precision),
        ("recall", &recall),
        ("F1", &f1),
        ("own words called automatic", &false_positives),
        ("Brier score", &brier),
        ("mean average precision", &average_precision),
        ("mean recall at 90 % precision", &recall_at_90),
        ("mean calibration error", &calibration),
    ];
    let row = |(name, figure): Figure<'_>| {
        let (low, high) = drawn_again(&all, figure).unwrap_or((0.0, 0.0));
        (name.to_owned(), (figure(&all), low, high))
    };
    figures.map(row).to_vec()
}

fn middle_and_most(accounts: &[(String, Scores)]) -> (f64, f64) {
    let mut shares: Vec<f64> = accounts.iter().filter_map(|(_, s)| s.false_positives).collect();
    shares.sort_by(f64::total_cmp);
    (shares.get(shares.len() / 2).copied().unwrap_or(0.0), shares.last().copied().unwrap_or(0.0))
}

fn with_interval(values: &[f64]) -> (f64, f64, f64) {
    let mean = values.iter().sum::<f64>() / (values.len() as f64).max(1.0);
    let (low, high) = interval(values).unwrap_or((0.0, 0.0));
    (mean, low, high)
}
