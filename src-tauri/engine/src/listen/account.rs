//! The plain account at the end of an import: so many posts from–to, so many skipped and why.

use super::reading::Read;
use crate::ledger::{interaction, post};
use crate::view::{FeedStory, ImportAccount, Said, Skipped};
use coach::message::Message;
use feeds::archives::Problem;
use rusqlite::Connection;

/// What an import did.
pub(super) fn account(
    ledger: &Connection,
    file: &str,
    read: &Read,
    story: Option<FeedStory>,
    cancelled: bool,
) -> rusqlite::Result<ImportAccount> {
    let (span, _) = post::span(ledger, read.source)?;
    let mut skipped: Vec<Skipped> = read.problems.iter().map(skipped).collect();
    let others = [("import.duplicate", read.duplicates), ("import.replaced", read.replaced)];
    skipped.extend(others.into_iter().filter(|(_, items)| *items > 0).map(|(key, items)| Skipped {
        why: Said::from(&Message::new(key)),
        items,
        first: None,
    }));
    skipped.sort_by_key(|line| std::cmp::Reverse(line.items));
    Ok(ImportAccount {
        file: file.to_owned(),
        whose: read.whose.clone(),
        network: read.network.into(),
        posts: read.posts,
        new: read.added(),
        from: span.map(|(first, _)| first.to_string()),
        to: span.map(|(_, last)| last.to_string()),
        skipped,
        credited: interaction::credited(ledger, read.source)?,
        private: read.private,
        cancelled,
        story,
    })
}

fn skipped(problem: &Problem) -> Skipped {
    Skipped {
        why: Said::from(&Message::new(format!("archive.{}", problem.why.name()))),
        items: u32::try_from(problem.count).unwrap_or(u32::MAX),
        first: (!problem.example.is_empty()).then(|| problem.example.clone()),
    }
}
