//! An archive's posts into the ledger: one thread unpacks and parses, the other writes.

use super::ImportError;
use crate::OpenError;
use crate::ledger::period::Periods;
use crate::ledger::{app, post, source, tally};
use chrono::{DateTime, Utc};
use coach::act::PostId;
use coach::person::Network;
use coach::post::{Fate, Post};
use feeds::archives::{Archive, Item, Problem, Progress};
use rusqlite::{Connection, TransactionBehavior};
use std::collections::HashMap;
use std::ops::ControlFlow;
use std::sync::mpsc::{SyncSender, sync_channel};

/// Posts handed from the reading to the writing thread at once.
const BATCH: usize = 256;
/// Batches that may wait to be written.
const WAITING: usize = 8;
/// Posts written in one transaction.
const TRANSACTION: usize = 4096;
/// Between transactions others may write.
const GAP: std::time::Duration = std::time::Duration::from_millis(2);

/// What was read.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Read {
    pub(super) source: i64,
    /// Whether the source was not known before.
    is_new: bool,
    /// The posts that were written.
    written: Vec<PostId>,
    pub(super) network: Network,
    /// The name of the account, as people see it.
    pub(super) whose: Option<String>,
    /// Posts in the archive, each counted once.
    pub(super) posts: u32,
    pub(super) duplicates: u32,
    /// Versions of posts that later versions replaced.
    pub(super) replaced: u32,
    /// Posts that not everybody may see, left out.
    pub(super) private: u32,
    pub(super) problems: Vec<Problem>,
    /// Whether the person stopped it.
    pub(super) stopped: bool,
}

impl Read {
    /// How many posts were not known before.
    pub(super) fn added(&self) -> u32 {
        u32::try_from(self.written.len()).unwrap_or(u32::MAX)
    }
}

/// What comes from the reading thread.
struct Batch {
    posts: Vec<Post>,
    replaced: Vec<String>,
    /// Posts left out because not everybody may see them.
    private: u32,
    progress: Progress,
}

/// Reads an archive into the ledger; posts that not everybody may see only where `private` says so. `report` hears how far it is and may stop it; what was written until then stays.
///
/// # Errors
/// Where the archive turns out to be damaged or the ledger can't be written. What was written of it is taken out again.
#[expect(clippy::too_many_arguments, reason = "each is another thing, and there is one caller")]
pub(super) fn read(
    ledger: &mut Connection,
    archive: &dyn Archive,
    file: &str,
    private: bool,
    periods: &Periods,
    now: DateTime<Utc>,
    failed: &(dyn Fn(rusqlite::Error) -> OpenError + Sync),
    report: &mut dyn FnMut(Progress) -> ControlFlow<()>,
) -> Result<Read, ImportError> {
    let sql = |error| ImportError::Ledger(failed(error));
    let account = archive.account();
    let new = source::New {
        network: account.network,
        account: account.id.as_ref().or(account.names.first()).or(account.title.as_ref()).map_or("", String::as_str),
        title: account.title.as_deref().unwrap_or(file),
        names: &account.names,
        site: account.site.as_deref(),
        way: "archive",
        sees: archive.sees(),
        added: now,
    };
    let (source, is_new) = source::add(ledger, &new).map_err(sql)?;
    let before = post::last_id(ledger).map_err(sql)?;
    let mut read = Read {
        source,
        is_new,
        written: Vec::new(),
        network: account.network,
        whose: account.title.clone(),
        posts: 0,
        duplicates: 0,
        replaced: 0,
        private: 0,
        problems: Vec::new(),
        stopped: false,
    };

    let outcome = std::thread::scope(|scope| {
        let (sender, receiver) = sync_channel::<Batch>(WAITING);
        let reader = scope.spawn(move || hand_over(archive, private, &sender));
        let mut apps = HashMap::new();
        let mut batches = receiver.into_iter().peekable();
        let mut written: Result<(), ImportError> = Ok(());
        while batches.peek().is_some() && written.is_ok() && !read.stopped {
            let stands = read.written.len();
            written = write_some(ledger, &mut batches, periods, &mut apps, before, &mut read, report).map_err(sql);
            if written.is_err() {
                // None of its last transaction was written: those numbers may be others' by now.
                read.written.truncate(stands);
            }
            std::thread::sleep(GAP);
        }
        drop(batches);
        let reading = match reader.join() {
            Ok(reading) => reading.map_err(ImportError::Archive),
            Err(panic) => std::panic::resume_unwind(panic),
        };
        written.and(reading)
    });
    match outcome {
        Ok(reading) => {
            read.problems = reading.problems;
            if is_new && read.written.is_empty() {
                // Stopped before the first post, or nothing in it could be read: it leaves no trace.
                source::remove(ledger, source).map_err(sql)?;
            }
            Ok(read)
        }
        Err(error) => {
            take_out(ledger, &read).map_err(sql)?;
            Err(error)
        }
    }
}

/// Reads the archive to its end, or until nobody takes what is handed over.
fn hand_over(
    archive: &dyn Archive,
    private: bool,
    sender: &SyncSender<Batch>,
) -> Result<feeds::archives::Reading, feeds::archives::ArchiveError> {
    let mut progress = Progress::default();
    let mut posts = Vec::with_capacity(BATCH);
    let mut replaced = Vec::new();
    let mut left_out = 0;
    let send = |posts: &mut Vec<Post>, replaced: &mut Vec<String>, left_out: &mut u32, progress: Progress| {
        let full = std::mem::replace(posts, Vec::with_capacity(BATCH));
        let batch =
            Batch { posts: full, replaced: std::mem::take(replaced), private: std::mem::take(left_out), progress };
        if sender.send(batch).is_ok() { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
    };
    let reading = archive.read(&mut |item| {
        match item {
            Item::Post(post) if post.private.is_some() && !private => left_out += 1,
            Item::Post(post) => posts.push(post),
            Item::Replaced(id) => replaced.push(id),
            Item::Progress(now) => progress = now,
        }
        if posts.len() + replaced.len() >= BATCH {
            send(&mut posts, &mut replaced, &mut left_out, progress)
        } else {
            ControlFlow::Continue(())
        }
    })?;
    if !reading.stopped {
        let _ = send(&mut posts, &mut replaced, &mut left_out, reading.progress);
    }
    Ok(reading)
}

/// Writes the next batches in one transaction.
fn write_some(
    ledger: &mut Connection,
    batches: &mut impl Iterator<Item = Batch>,
    periods: &Periods,
    apps: &mut HashMap<String, i64>,
    before: i64,
    read: &mut Read,
    report: &mut dyn FnMut(Progress) -> ControlFlow<()>,
) -> rusqlite::Result<()> {
    let transaction = ledger.transaction_with_behavior(TransactionBehavior::Immediate)?;
    {
        let mut writer = post::Writer::new(&transaction, read.source)?;
        let (mut written, mut is_changed) = (0, false);
        for batch in batches.by_ref() {
            for one in &batch.posts {
                let app = match &one.app {
                    None => None,
                    Some(name) => Some(match apps.get(name) {
                        Some(id) => *id,
                        None => {
                            let id = app::row(&transaction, name)?;
                            apps.insert(name.clone(), id);
                            id
                        }
                    }),
                };
                let is_new = writer.write(one, &post::placed(periods, one.at, one.precision), app)?;
                is_changed |= is_new;
                if is_new {
                    read.written.push(PostId(transaction.last_insert_rowid()));
                } else if post::find(&transaction, one.network, &one.id)?.is_some_and(|known| known.0 > before) {
                    read.duplicates += 1;
                    continue;
                }
                read.posts += 1;
                read.replaced += u32::from(one.fate == Fate::Replaced);
            }
            for key in &batch.replaced {
                let was = post::replaced(&transaction, read.source, key)?;
                read.replaced += u32::from(was.is_some());
                is_changed |= was.is_some();
            }
            read.private += batch.private;
            written += batch.posts.len();
            if report(batch.progress).is_break() {
                read.stopped = true;
                break;
            }
            if written >= TRANSACTION {
                break;
            }
        }
        if is_changed {
            // In the same transaction, so that after a kill they are known to wait for their judgement.
            source::unjudged(&transaction, Some(read.source))?;
        }
        tally::refresh(&transaction)?;
    }
    transaction.commit()
}

/// Takes out what was written of an archive, and nothing that came to its source meanwhile otherwise.
pub(super) fn take_out(ledger: &mut Connection, read: &Read) -> rusqlite::Result<()> {
    let transaction = ledger.transaction_with_behavior(TransactionBehavior::Immediate)?;
    for id in &read.written {
        post::remove(&transaction, *id)?;
    }
    if read.is_new {
        source::remove(&transaction, read.source)?;
    }
    app::remove_unused(&transaction)?;
    transaction.commit()
}
