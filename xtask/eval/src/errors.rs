//! The verdicts that are wrong, with their texts, to be read by eye. They are written outside what is kept of a run.

use crate::accounts::{Fold, each};
use crate::explain::english;
use crate::stream::Stream;
use anyhow::Result;
use coach::kind::{AUTOMATIC, Eye, Reason, Rules};
use std::fmt::Write;

/// One wrong verdict.
struct Wrong {
    n: u32,
    probability: f32,
    app: String,
    text: String,
    why: Vec<Reason>,
}

/// A page of wrong verdicts: `most` of a person's own words that are called automatic, and as many automatic posts that
/// are not, drawn evenly: from each account in turn, and within an account from its whole length.
pub fn errors(streams: &[Stream], folds: &[Fold], most: usize) -> Result<String> {
    let words = english()?;
    let numbers: Vec<usize> = (0..streams.len()).collect();
    let wrong: Vec<[Vec<Wrong>; 2]> = each(&numbers, |i| {
        let mut eye = Eye::with_model(&Rules::shipped(), &folds[*i].model);
        let mut wrong = [Vec::new(), Vec::new()];
        for labelled in &streams[*i].posts {
            let post = labelled.app_hidden();
            let verdict = eye.see(&post);
            let scored = labelled.label.automatic().filter(|_| post.reply.is_none() && post.boost.is_none());
            if let Some(automatic) = scored.filter(|is| *is != (verdict.automated >= AUTOMATIC)) {
                wrong[usize::from(automatic)].push(Wrong {
                    n: labelled.n,
                    probability: verdict.automated,
                    app: labelled.post.app.clone().unwrap_or_default(),
                    text: post.text.replace(['\n', '\t'], " "),
                    why: verdict.reasons,
                });
            }
        }
        wrong
    });
    let mut page = String::new();
    for (side, title) in [(0, "own words called automatic"), (1, "automatic, not called so")] {
        let lists: Vec<&[Wrong]> = wrong.iter().map(|sides| &sides[side][..]).collect();
        let all: usize = lists.iter().map(|list| list.len()).sum();
        let _ = writeln!(page, "# {title}: {all}");
        for (account, place) in drawn(&lists.iter().map(|list| list.len()).collect::<Vec<_>>(), most) {
            let Wrong { n, probability, app, text, why } = &lists[account][place];
            let name = &streams[account].account;
            let why: Vec<String> = why.iter().map(|reason| words.say(&reason.message())).collect();
            let why = why.join("; ");
            let _ = writeln!(page, "{name}\t{n}\t{probability:.3}\t{app}\t{text}\t{why}");
        }
    }
    Ok(page)
}

/// Which to take from lists of these lengths: one of each in turn until there are enough, spread over each list.
fn drawn(lengths: &[usize], most: usize) -> Vec<(usize, usize)> {
    let mut share = vec![0; lengths.len()];
    let wanted = most.min(lengths.iter().sum());
    while share.iter().sum::<usize>() < wanted {
        for (taken, length) in share.iter_mut().zip(lengths) {
            *taken += usize::from(*taken < *length);
        }
    }
    let places = share.iter().zip(lengths).enumerate();
    let all =
        places.flat_map(|(list, (taken, length))| (0..*taken).map(move |i| (list, (2 * i + 1) * length / (2 * taken))));
    let mut all: Vec<(usize, usize)> = all.collect();
    all.truncate(wanted);
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_account_gives_in_turn_and_from_its_whole_length() {
        for (lengths, most, expect) in [
            (&[10, 10][..], 4, vec![(0, 2), (0, 7), (1, 2), (1, 7)]),
            (&[1, 100, 0][..], 3, vec![(0, 0), (1, 25), (1, 75)]),
            (&[2][..], 20, vec![(0, 0), (0, 1)]),
            (&[][..], 20, vec![]),
        ] {
            assert_eq!(drawn(lengths, most), expect, "{lengths:?}");
        }
    }
}
