//! Judges every post in the order of time: its kind, the interaction in it, and what days and apps amount to.
//!
//! One thread reads and judges, the other writes. Judging anew changes only what comes out otherwise; the person's own
//! word on a post or an interaction always stands.

use super::known::Known;
use super::writing::Writing;
use crate::OpenError;
use crate::ledger::{Ledger, post, source, tally};
use coach::kind::{Eye, Revision, Rules};
use coach::post::Fate;
use rusqlite::{Connection, TransactionBehavior};
use std::ops::ControlFlow;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};

/// Posts read, judged and written at once.
const BATCH: u32 = 1024;
/// Batches that may wait to be written.
const WAITING: usize = 4;
/// Batches written in one transaction.
const TRANSACTION: usize = 4;
/// Between transactions others may write.
const GAP: std::time::Duration = std::time::Duration::from_millis(2);

/// One post with what it is.
pub(super) struct Judged {
    pub(super) post: post::Kept,
    pub(super) verdict: coach::kind::Verdict,
}

/// What comes from the judging thread.
pub(super) struct Batch {
    pub(super) judged: Vec<Judged>,
    revisions: Vec<Revision>,
}

/// Judges all posts. `report` hears how many are done and may stop it; then all is to be judged again later. Says whether
/// it came to its end. A source to which posts come meanwhile is to be judged again.
pub(crate) fn judge_all(
    ledger: &Ledger,
    bulk: &mut Connection,
    today: coach::day::Day,
    report: &mut dyn FnMut(u32) -> ControlFlow<()>,
) -> Result<bool, OpenError> {
    let failed = |error| OpenError::of(ledger.path(), error);
    source::judging(bulk).map_err(failed)?;
    let known = Known::read(bulk).map_err(failed)?;
    let reader = ledger.reader()?;
    let mut writing = Writing::new(&known);
    let mut done = 0;
    let finished = std::thread::scope(|scope| {
        let (sender, receiver) = sync_channel::<Batch>(WAITING);
        let rules = &known.rules;
        let judge = scope.spawn(move || see_all(&reader, rules, &sender));
        let written = write_all(bulk, &receiver, &mut writing, &mut done, report);
        drop(receiver);
        let judged = match judge.join() {
            Ok(judged) => judged,
            Err(panic) => std::panic::resume_unwind(panic),
        };
        written.and_then(|flow| judged.map(|()| flow.is_continue()))
    })
    .map_err(failed)?;
    if finished {
        let transaction = bulk.transaction_with_behavior(TransactionBehavior::Immediate).map_err(failed)?;
        writing.finish(&transaction, today).map_err(failed)?;
        transaction.commit().map_err(failed)?;
    }
    Ok(finished)
}

/// Judges all posts within a transaction that is open already: for a few thousand of them.
pub(crate) fn judge_here(ledger: &Connection, today: coach::day::Day) -> rusqlite::Result<()> {
    source::judging(ledger)?;
    let known = Known::read(ledger)?;
    let mut writing = Writing::new(&known);
    let mut eye = Eye::new(&known.rules);
    let mut place = (i64::MIN, i64::MIN);
    loop {
        let posts = post::after(ledger, place, BATCH)?;
        let Some(last) = posts.last() else { break };
        place = (last.moment.at.timestamp(), last.id.0);
        let standing = posts.into_iter().filter(|kept| kept.post.fate != Fate::Replaced);
        let judged = standing.map(|post| Judged { verdict: eye.see(&post.post), post }).collect();
        let mut batch = [None, Some(Batch { judged, revisions: eye.take_revisions() })];
        let revisions = batch[1].as_ref().map_or(Vec::new(), |batch| batch.revisions.clone());
        for revision in revisions {
            writing.revise(ledger, &mut batch, revision)?;
        }
        for ready in batch.into_iter().flatten() {
            writing.write(ledger, ready.judged)?;
        }
    }
    tally::refresh(ledger)?;
    writing.finish(ledger, today)
}

/// Reads and judges posts in the order of time, until the end or until nobody takes them.
fn see_all(reader: &Connection, rules: &Rules, sender: &SyncSender<Batch>) -> rusqlite::Result<()> {
    let mut eye = Eye::new(rules);
    let mut place = (i64::MIN, i64::MIN);
    loop {
        let posts = post::after(reader, place, BATCH)?;
        let Some(last) = posts.last() else { return Ok(()) };
        place = (last.moment.at.timestamp(), last.id.0);
        let standing = posts.into_iter().filter(|kept| kept.post.fate != Fate::Replaced);
        let judged = standing.map(|post| Judged { verdict: eye.see(&post.post), post }).collect();
        if sender.send(Batch { judged, revisions: eye.take_revisions() }).is_err() {
            return Ok(());
        }
    }
}

fn write_all(
    bulk: &mut Connection,
    receiver: &Receiver<Batch>,
    writing: &mut Writing<'_>,
    done: &mut u32,
    report: &mut dyn FnMut(u32) -> ControlFlow<()>,
) -> rusqlite::Result<ControlFlow<()>> {
    // The batch before is held back, as most revisions are of posts a moment ago.
    let mut held: Option<Batch> = None;
    loop {
        let transaction = bulk.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let mut ended = false;
        for _ in 0..TRANSACTION {
            let next = receiver.recv().ok();
            ended = next.is_none();
            let revisions = next.as_ref().map_or(Vec::new(), |batch| batch.revisions.clone());
            let mut both = [held.take(), next];
            for revision in revisions {
                writing.revise(&transaction, &mut both, revision)?;
            }
            let [ready, next] = both;
            held = next;
            if let Some(batch) = ready {
                *done += u32::try_from(batch.judged.len()).unwrap_or(u32::MAX);
                writing.write(&transaction, batch.judged)?;
            }
            if ended {
                break;
            }
        }
        tally::refresh(&transaction)?;
        transaction.commit()?;
        if report(*done).is_break() && !ended {
            return Ok(ControlFlow::Break(()));
        }
        if ended {
            return Ok(ControlFlow::Continue(()));
        }
        std::thread::sleep(GAP);
    }
}
