//! The weeks in which conversation stopped, and those in which it came back.
//!
//! The weekly numbers of replies, quotes and questions are cut into stretches of one rate each, by optimal partitioning
//! (B. Jackson et al., 2005, IEEE Signal Processing Letters 12): the cuts that make the Poisson likelihood greatest, each
//! costing a penalty that grows with the logarithm of the number of weeks and with how unsteady the numbers are. A cut is
//! told only where the rate halved or doubled; beside a stretch shorter than half a year, where it changed threefold.

use super::{Happened, Turning, Weeks};

/// No stretch is shorter than so many weeks: a summer is one, a holiday is not.
const SHORTEST: usize = 10;
/// Beside a stretch shorter than this the change has to be greater.
const SHORT: usize = 26;
/// The part of the louder rate that the quieter one is at most.
const FACTOR: f64 = 0.5;
/// The same beside a short stretch.
const FACTOR_SHORT: f64 = 1.0 / 3.0;
/// A rate below one a week is no talkative time to turn from or to.
const TALKATIVE: f64 = 1.0;
/// What a cut costs, in units of unsteadiness and of the logarithm of the number of weeks. Three parameters change at a
/// cut (two rates and its place), as in the information criterion of Schwarz.
const PENALTY: f64 = 3.0;
/// Rates are told for so many weeks.
const TOLD: f64 = 10.0;
/// A cut this close to the beginning or the end of a silence is that silence's.
const NEAR: i64 = 4 * 7;
/// An automation that began within a quarter of a year stands beside a cut.
const BESIDE: i64 = 13 * 7;

pub(super) fn replies(weeks: &Weeks, silences: &[Turning], machines: &[Turning]) -> Vec<Turning> {
    let talk: Vec<f64> = weeks.all.iter().map(|week| f64::from(week.talk)).collect();
    let cuts = cuts(&talk);
    let mut ends = cuts.iter().skip(1).copied().chain([talk.len()]);
    let mut begins = [0].into_iter().chain(cuts.iter().copied());
    let mut turnings = Vec::new();
    for cut in &cuts {
        let (Some(begin), Some(end)) = (begins.next(), ends.next()) else { break };
        let day = weeks.day(*cut);
        let silent = silences.iter().any(|one| {
            let length = match one.what {
                Happened::Silence { weeks } => i64::from(weeks) * 7,
                _ => 0,
            };
            day.since(one.day).abs() <= NEAR || day.since(one.day.plus(length)).abs() <= NEAR
        });
        if silent {
            continue;
        }
        let (before, after) = (rate(&talk, begin, *cut), rate(&talk, *cut, end));
        let told = |rate: f64| (rate * TOLD).round() as u32;
        let what = if after < before {
            let near =
                machines.iter().filter(|one| one.day.since(day).abs() <= BESIDE).find_map(|one| match &one.what {
                    Happened::MachineBegan { app, .. } => app.clone(),
                    _ => None,
                });
            Happened::RepliesStopped { before: told(before), after: told(after), beside: near }
        } else {
            Happened::RepliesCame { before: told(before), after: told(after) }
        };
        let length = (end - cut).min(cut - begin) as f64;
        turnings.push(Turning { day, what, weight: ((before - after).abs() * length * 2.0).round() as u32 });
    }
    turnings
}

/// Where the rate changes enough to be told: numbers of weeks, ascending.
fn cuts(talk: &[f64]) -> Vec<usize> {
    let mut cuts = partition(talk);
    // The least of the changes that are too small goes first, and its two stretches become one.
    loop {
        let bounds: Vec<usize> = [0].into_iter().chain(cuts.iter().copied()).chain([talk.len()]).collect();
        let weak = bounds
            .windows(3)
            .enumerate()
            .filter_map(|(nth, three)| {
                let [begin, cut, end] = three else { return None };
                let (before, after) = (rate(talk, *begin, *cut), rate(talk, *cut, *end));
                let (loud, quiet) = (before.max(after), before.min(after));
                let short = (cut - begin).min(end - cut) < SHORT;
                let factor = if short { FACTOR_SHORT } else { FACTOR };
                let told = loud >= TALKATIVE && quiet <= factor * loud;
                (!told).then_some((nth, (loud - quiet) * (end - begin) as f64))
            })
            .min_by(|a, b| a.1.total_cmp(&b.1));
        match weak {
            Some((nth, _)) => cuts.remove(nth),
            None => return cuts,
        };
    }
}

/// The cuts of the best partition.
fn partition(talk: &[f64]) -> Vec<usize> {
    let n = talk.len();
    if n < 2 * SHORTEST {
        return Vec::new();
    }
    let sums: Vec<f64> = [0.0]
        .into_iter()
        .chain(talk.iter().scan(0.0, |sum, n| {
            *sum += n;
            Some(*sum)
        }))
        .collect();
    let at = |nth: usize| sums.get(nth).copied().unwrap_or(0.0);
    // Twice the negative log-likelihood of a stretch, but for what all partitions have alike.
    let cost = |begin: usize, end: usize| {
        let (sum, length) = (at(end) - at(begin), (end - begin) as f64);
        if sum > 0.0 { 2.0 * sum * (1.0 - (sum / length).ln()) } else { 0.0 }
    };
    let penalty = PENALTY * unsteadiness(talk) * (n as f64).ln();
    let mut best: Vec<(f64, usize)> = vec![(f64::INFINITY, 0); n + 1];
    if let Some(start) = best.first_mut() {
        *start = (-penalty, 0);
    }
    for end in SHORTEST..=n {
        let last = (0..=end - SHORTEST)
            .filter(|begin| *begin == 0 || *begin >= SHORTEST)
            .map(|begin| (best.get(begin).map_or(f64::INFINITY, |one| one.0) + cost(begin, end) + penalty, begin))
            .min_by(|a, b| a.0.total_cmp(&b.0));
        if let (Some(found), Some(place)) = (last, best.get_mut(end)) {
            *place = found;
        }
    }
    let mut cuts = Vec::new();
    let mut end = n;
    while let Some((_, begin)) = best.get(end).copied().filter(|(_, begin)| *begin > 0 && *begin < end) {
        cuts.push(begin);
        end = begin;
    }
    cuts.reverse();
    cuts
}

/// How much more the numbers go up and down from week to week than chance alone makes them, 1.0 at least; changes of the
/// rate hardly count, as only neighbours are compared.
fn unsteadiness(talk: &[f64]) -> f64 {
    let pairs = talk.windows(2).filter_map(|pair| match pair {
        [a, b] if a + b > 0.0 => Some((a - b).powi(2) / (a + b)),
        _ => None,
    });
    let (sum, n) = pairs.fold((0.0, 0.0), |(sum, n), one| (sum + one, n + 1.0));
    if n > 0.0 { f64::max(1.0, sum / n) } else { 1.0 }
}

/// How many a week.
fn rate(talk: &[f64], begin: usize, end: usize) -> f64 {
    let of = talk.get(begin..end).unwrap_or_default();
    if of.is_empty() { 0.0 } else { of.iter().sum::<f64>() / of.len() as f64 }
}
