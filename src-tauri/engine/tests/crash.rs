//! A process that is killed at any instant loses nothing that was confirmed, and leaves nothing by halves.
//!
//! The test runs itself once more as the process to be killed.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

use chrono::{DateTime, Utc};
use coach::act::{Act, Door, What, Who};
use coach::interaction::How;
use coach::zone::Zone;
use engine::Engine;
use engine::view::ImportWish;
use rusqlite::Connection;
use std::io::{BufRead, BufReader, Write};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

/// Tells the process to be killed what to do and where.
const ROLE: &str = "CHIME_IN_CRASH_ROLE";
const LEDGER: &str = "CHIME_IN_CRASH_LEDGER";
const ARCHIVE: &str = "CHIME_IN_CRASH_ARCHIVE";

fn now() -> DateTime<Utc> {
    "2026-11-23T12:00:00Z".parse().unwrap()
}

fn opened(path: &Path) -> Engine {
    Engine::open(path, now(), Zone::utc()).unwrap()
}

fn log(n: usize) -> Act {
    let who = Who::Named(format!("Person {n}"));
    let what = What::Log { how: How::Asked, who, note: Some(format!("note {n}")), link: None };
    Act { what, nudge: None, day: None, at: now(), door: Door::CommandLine }
}

/// Not a test of its own: the process that is killed. Without a role it does nothing.
#[test]
fn the_process_that_is_killed() {
    let Ok(role) = std::env::var(ROLE) else { return };
    let engine = opened(Path::new(&std::env::var(LEDGER).unwrap()));
    let mut out = std::io::stdout();
    if role == "acts" {
        for n in 0.. {
            engine.act(&log(n)).unwrap();
            writeln!(out, "confirmed {n}").unwrap();
            out.flush().unwrap();
        }
    }
    let archive = std::env::var(ARCHIVE).unwrap();
    writeln!(out, "confirmed 0").unwrap();
    out.flush().unwrap();
    engine.import(Path::new(&archive), ImportWish::default(), now(), &mut |_| ControlFlow::Continue(())).unwrap();
}

/// Starts the process, waits for its first word and so long again, and kills it. Returns what it had confirmed.
fn kill(role: &str, ledger: &Path, archive: &Path, after: Duration) -> usize {
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args(["the_process_that_is_killed", "--exact", "--nocapture"])
        .env(ROLE, role)
        .env(LEDGER, ledger)
        .env(ARCHIVE, archive)
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines().map_while(Result::ok);
    let number = |line: String| line.split_once("confirmed ").and_then(|(_, n)| n.trim().parse::<usize>().ok());
    let first = lines.by_ref().find_map(number).unwrap();
    std::thread::sleep(after);
    child.kill().unwrap();
    child.wait().unwrap();
    lines.filter_map(number).last().unwrap_or(first)
}

fn is_whole(path: &Path) {
    let ledger = Connection::open(path).unwrap();
    let found: String = ledger.pragma_query_value(None, "integrity_check", |row| row.get(0)).unwrap();
    assert_eq!(found, "ok");
    let broken = ledger.prepare("PRAGMA foreign_key_check").unwrap().exists([]).unwrap();
    assert!(!broken, "a row refers to one that is not there");
}

#[test]
fn killed_between_and_within_acts_nothing_confirmed_is_lost() {
    for round in 0..6u64 {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("ledger.sqlite");
        let confirmed = kill("acts", &path, Path::new(""), Duration::from_millis(13 + 29 * round));
        is_whole(&path);
        let today = opened(&path).today(now()).unwrap();
        let found = today.people.len();
        // The one it was at when it was killed may be there or not, but only as a whole.
        assert!(found == confirmed + 1 || found == confirmed + 2, "{found} of {confirmed} and one");
        assert_eq!(usize::try_from(today.counted).unwrap(), found);
        assert!(today.people.iter().all(|person| person.name.is_some() && person.entries[0].note.is_some()));
    }
}

#[test]
fn killed_while_importing_it_is_taken_up_again_without_a_duplicate() {
    let archive = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data/x-archives/lildude.zip");
    if !archive.exists() {
        eprintln!("skipped: {} is not here", archive.display());
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let import = |path: &Path| {
        let engine = opened(path);
        let account = engine
            .import(&archive, ImportWish::default(), now(), &mut |_| ControlFlow::Continue(()))
            .unwrap()
            .remove(0);
        let story = account.story.unwrap();
        (account.posts, account.credited, story.years, story.turns.len(), story.apps)
    };
    let at_once = import(&folder.path().join("at-once.sqlite"));
    let path = folder.path().join("ledger.sqlite");
    for round in 0..5u64 {
        kill("import", &path, &archive, Duration::from_millis(40 + 170 * round));
        is_whole(&path);
    }
    assert_eq!(import(&path), at_once);
}
