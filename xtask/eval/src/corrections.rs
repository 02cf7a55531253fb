//! What the user's corrections buy: each account judged again after its first mistakes were put right.

use crate::accounts::{Fold, each};
use crate::scores::{Judged, scores};
use crate::stream::Stream;
use coach::kind::{AUTOMATIC, Eye, Rules};
use coach::person::Network;
use serde::{Deserialize, Serialize};

/// How many of the first mistakes are put right.
const CORRECTIONS: [usize; 4] = [0, 5, 20, 50];

/// What so many corrections buy, on the posts after the last of them.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Bought {
    /// Corrections.
    pub corrections: usize,
    /// Accounts with at least so many mistakes.
    pub accounts: usize,
    /// Mistakes in a hundred posts, without and with the corrections, on the same posts; mean of the accounts.
    pub mistakes: (f64, f64),
    /// Mean AUC, without and with, of the accounts that have both sorts after the last correction.
    pub auc: (f64, f64),
}

/// What 5, 20 and 50 corrections buy.
pub fn bought(streams: &[Stream], folds: &[Fold]) -> Vec<Bought> {
    let numbers: Vec<usize> = (0..streams.len()).collect();
    let accounts: Vec<Vec<Option<[f64; 4]>>> = each(&numbers, |i| {
        let plain = judge(&streams[*i], &folds[*i], &[]);
        CORRECTIONS[1..].iter().map(|most| with(&streams[*i], &folds[*i], &plain, *most)).collect()
    });
    let row = |(n, corrections): (usize, &usize)| {
        let rows: Vec<[f64; 4]> = accounts.iter().filter_map(|account| account[n]).collect();
        let mean = |column: usize| {
            let values: Vec<f64> = rows.iter().map(|row| row[column]).filter(|value| !value.is_nan()).collect();
            values.iter().sum::<f64>() / (values.len() as f64).max(1.0)
        };
        Bought {
            corrections: *corrections,
            accounts: rows.len(),
            mistakes: (mean(0), mean(1)),
            auc: (mean(2), mean(3)),
        }
    };
    CORRECTIONS[1..].iter().enumerate().map(row).collect()
}

/// One scored post with its place in the stream.
struct Placed {
    place: usize,
    id: String,
    judged: Judged,
}

fn judge(stream: &Stream, fold: &Fold, corrections: &[(String, bool)]) -> Vec<Placed> {
    let mut rules = Rules::shipped();
    for (post, automatic) in corrections {
        rules = rules.with_correction(Network::X, post, *automatic);
    }
    let mut eye = Eye::with_model(&rules, &fold.model);
    let mut placed = Vec::new();
    for (place, labelled) in stream.posts.iter().enumerate() {
        let post = labelled.app_hidden();
        let probability = eye.see(&post).automated;
        if let Some(automatic) = labelled.label.automatic().filter(|_| post.reply.is_none() && post.boost.is_none()) {
            placed.push(Placed { place, id: post.id, judged: Judged { probability, automatic } });
        }
    }
    placed
}

/// Mistakes in a hundred and AUC, each without and with so many corrections; `None` where there are fewer mistakes.
fn with(stream: &Stream, fold: &Fold, plain: &[Placed], most: usize) -> Option<[f64; 4]> {
    let wrong = |judged: &Judged| (judged.probability >= AUTOMATIC) != judged.automatic;
    let first: Vec<&Placed> = plain.iter().filter(|p| wrong(&p.judged)).take(most).collect();
    let last = first.last().filter(|_| first.len() == most)?.place;
    let corrections: Vec<(String, bool)> = first.iter().map(|p| (p.id.clone(), p.judged.automatic)).collect();
    let corrected = judge(stream, fold, &corrections);
    let after = |placed: &[Placed]| placed.iter().filter(|p| p.place > last).map(|p| p.judged).collect::<Vec<_>>();
    let (before, now) = (after(plain), after(&corrected));
    let mistakes =
        |judged: &[Judged]| 100.0 * judged.iter().filter(|j| wrong(j)).count() as f64 / (judged.len() as f64).max(1.0);
    let auc = |judged: &[Judged]| scores(judged, AUTOMATIC).auc.unwrap_or(f64::NAN);
    Some([mistakes(&before), mistakes(&now), auc(&before), auc(&now)])
}
