//! An archive, from its path to the plain account at the end.

use super::account::account;
use super::{ImportError, judging, reading};
use crate::ledger::{Ledger, period, post, source};
use crate::view::{FeedStory, ImportAccount, ImportProgress, ImportWish, Said};
use crate::{OpenError, sample};
use chrono::{DateTime, Utc};
use coach::kind::RULES_VERSION;
use coach::message::Message;
use feeds::archives;
use std::ops::ControlFlow;
use std::path::Path;

/// The share of the whole that reading takes, for the progress.
const READING: f64 = 0.5;

/// Reads the archives at a path into the ledger and judges every post anew. `story` tells what the feed turned out to
/// be.
pub(crate) fn import(
    ledger: &Ledger,
    path: &Path,
    wish: ImportWish,
    now: DateTime<Utc>,
    report: &mut dyn FnMut(ImportProgress) -> ControlFlow<()>,
    story: impl FnOnce() -> Result<FeedStory, OpenError>,
) -> Result<Vec<ImportAccount>, ImportError> {
    let failed = |error| OpenError::of(ledger.path(), error);
    let sql = |error| ImportError::Ledger(failed(error));
    let file = path.file_name().map_or_else(|| path.display().to_string(), |name| name.to_string_lossy().into_owned());
    let archives = archives::open(path)?;
    let mut bulk = ledger.bulk()?;
    let periods = period::all(&bulk).map_err(sql)?;
    let today = periods.reckoning.day_of(now);

    let mut say = |stage: &str, done: f64, posts: u32| {
        let stage = Said::from(&Message::new(stage));
        report(ImportProgress { file: file.clone(), stage, done: done.clamp(0.0, 1.0), posts, rate: 0 })
    };
    let all: u64 = archives.iter().map(|archive| archive.size()).sum();
    let (mut read, mut bytes, mut posts) = (Vec::new(), 0, 0);
    for archive in &archives {
        let one = reading::read(&mut bulk, &**archive, &file, wish.private, &periods, now, &failed, &mut |progress| {
            let share = (bytes + progress.bytes) as f64 / all.max(1) as f64;
            say("import.reading", READING * share, u32::try_from(progress.posts).unwrap_or(u32::MAX))
        });
        let one = match one {
            Ok(one) => one,
            Err(error) => {
                // Nothing of those before it stays either: what is at the path is read wholly or not at all.
                for before in read.iter().rev() {
                    reading::take_out(&mut bulk, before).map_err(sql)?;
                }
                return Err(error);
            }
        };
        bytes += archive.size();
        posts += one.posts;
        let stopped = one.stopped;
        read.push(one);
        if stopped {
            break;
        }
    }
    if source::any(&bulk).map_err(sql)?.1 {
        // Sample data makes room for what is one's own.
        let transaction = bulk.transaction().map_err(sql)?;
        sample::make_room(&transaction).map_err(sql)?;
        source::unjudged(&transaction, None).map_err(sql)?;
        transaction.commit().map_err(sql)?;
    }
    let behind = source::any_unjudged(&bulk, RULES_VERSION).map_err(sql)?;
    let stopped = read.iter().any(|one| one.stopped);
    let finished = !stopped && {
        let all = post::count(&bulk).map_err(sql)?.max(1);
        let mut judged =
            |done: u32| say("import.judging", READING + (1.0 - READING) * f64::from(done) / f64::from(all), posts);
        !behind || judging::judge_all(ledger, &mut bulk, today, &mut judged)?
    };
    let mut story = if finished { Some(story()?) } else { None };
    let mut accounts = Vec::new();
    for one in read.iter().rev() {
        // The story is that of all feeds together: it is told once, with the last account.
        accounts.insert(0, account(&bulk, &file, one, story.take(), !finished).map_err(sql)?);
    }
    Ok(accounts)
}
