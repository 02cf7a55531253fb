//! What lies at the path of the ledger, and what comes of it.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use super::migrations::{self, VERSION};
use super::{Ledger, OpenError, open, tally};
use crate::story::{Story, act, at, day, named};
use crate::{ActError, Engine};
use coach::act::{Act, What};
use coach::interaction::How;
use coach::zone::Zone;
use proptest::prelude::*;
use rusqlite::Connection;
use std::path::{Path, PathBuf};

fn opened(path: &Path) -> Result<Engine, OpenError> {
    Engine::open(path, at("2026-11-23 08:00"), Zone::utc())
}

fn place() -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("ledger.sqlite");
    (folder, path)
}

/// Tables, indices and their columns.
fn schema(connection: &Connection) -> Vec<String> {
    connection
        .prepare("SELECT type || ' ' || name || ': ' || coalesce(sql, '') FROM sqlite_schema ORDER BY type, name")
        .unwrap()
        .query_map([], |row| row.get(0))
        .unwrap()
        .collect::<rusqlite::Result<_>>()
        .unwrap()
}

#[test]
fn what_is_no_ledger_is_named_and_left_as_it_is() {
    let other_database = |path: &Path| Connection::open(path).unwrap().execute_batch("CREATE TABLE a (b)").unwrap();
    let newer = |path: &Path| {
        drop(opened(path).unwrap());
        Connection::open(path).unwrap().pragma_update(None, "user_version", VERSION + 1).unwrap();
    };
    let without_tables = |path: &Path| {
        let file = Connection::open(path).unwrap();
        file.pragma_update(None, "application_id", open::APPLICATION_ID).unwrap();
        file.pragma_update(None, "user_version", VERSION).unwrap();
    };
    let torn = |path: &Path| {
        drop(opened(path).unwrap());
        let mut bytes = std::fs::read(path).unwrap();
        bytes[100..4096].fill(0xA5);
        std::fs::write(path, bytes).unwrap();
    };
    let read_only = |path: &Path| {
        drop(opened(path).unwrap());
        let mut rights = std::fs::metadata(path).unwrap().permissions();
        rights.set_readonly(true);
        std::fs::set_permissions(path, rights).unwrap();
    };
    type Prepare<'a> = &'a dyn Fn(&Path);
    let cases: [(&str, Prepare<'_>); 7] = [
        ("ledger.not-a-ledger", &|path| std::fs::write(path, "a letter to Ana".repeat(100)).unwrap()),
        ("ledger.not-a-ledger", &other_database),
        ("ledger.not-a-ledger", &|path| std::fs::create_dir(path).unwrap()),
        ("ledger.newer", &newer),
        ("ledger.damaged", &without_tables),
        ("ledger.damaged", &torn),
        ("ledger.read-only", &read_only),
    ];
    for (code, prepare) in cases {
        let (_folder, path) = place();
        prepare(&path);
        let before = std::fs::read(&path).ok();
        let error = opened(&path).err().expect(code);
        assert_eq!(error.code(), code, "{error}");
        assert_eq!(std::fs::read(&path).ok(), before, "{code}: the file was changed");
    }
}

#[test]
fn a_folder_that_can_not_be_made_is_named() {
    let (_folder, path) = place();
    std::fs::write(&path, "a file where the folder should be").unwrap();
    let error = opened(&path.join("ledger.sqlite")).err().unwrap();
    assert_eq!(error.code(), "ledger.folder", "{error}");
}

#[test]
fn damage_inside_is_found_by_looking_through_it() {
    let story = Story::begins("2026-11-23 08:00");
    story.does("2026-11-23 09:00", What::AddSample);
    story.engine.check().unwrap();
    let path = story.path();
    let folder = story.closed();
    let mut bytes = std::fs::read(&path).unwrap();
    let half = bytes.len() / 2;
    bytes[half..half + 3 * 4096].fill(0x5A);
    std::fs::write(&path, bytes).unwrap();
    let found = opened(&path).and_then(|engine| engine.check()).unwrap_err();
    assert_eq!(found.code(), "ledger.damaged", "{found}");
    drop(folder);
}

#[test]
fn on_a_full_disk_the_act_is_not_done_and_everything_before_it_stands() {
    let (_folder, path) = place();
    let engine = opened(&path).unwrap();
    let note = "x".repeat(20_000);
    let log = |n: usize| Act {
        what: What::Log { how: How::Asked, who: named(&format!("Person {n}")), note: Some(note.clone()), link: None },
        ..act("2026-11-23 09:00", What::Open)
    };
    engine.act(&log(0)).unwrap();
    engine.fill_disk();
    let mut done = 1;
    let error = loop {
        match engine.act(&log(done)) {
            Ok(_) => done += 1,
            Err(error) => break error,
        }
        assert!(done < 100, "the disk was never full");
    };
    assert!(matches!(error, ActError::Ledger(OpenError::Full { .. })), "{error}");
    assert_eq!(engine.today(at("2026-11-23 09:01")).unwrap().counted, u32::try_from(done).unwrap());
}

impl Engine {
    /// From now on the file can't grow.
    fn fill_disk(&self) {
        let writer = self.ledger_for_tests().writer.lock().unwrap();
        let pages: i64 = writer.pragma_query_value(None, "page_count", |row| row.get(0)).unwrap();
        writer.pragma_update_and_check(None, "max_page_count", pages + 3, |_| Ok(())).unwrap();
    }
}

#[test]
fn a_ledger_that_is_written_by_another_process_says_so() {
    let (_folder, path) = place();
    let (one, other) = (opened(&path).unwrap(), opened(&path).unwrap());
    assert!(!one.outside_change().unwrap());
    let log = What::Log { how: How::Asked, who: named("Ana"), note: None, link: None };
    one.act(&act("2026-11-23 09:00", log.clone())).unwrap();
    assert!(!one.outside_change().unwrap(), "one's own acts are no news");
    other.act(&act("2026-11-23 09:01", log)).unwrap();
    assert!(one.outside_change().unwrap());
    assert!(!one.outside_change().unwrap(), "it is said once");
    assert_eq!(one.today(at("2026-11-23 09:02")).unwrap().people[0].entries.len(), 2);
}

#[test]
fn while_another_process_writes_an_act_waits_for_it() {
    let (_folder, path) = place();
    let engine = opened(&path).unwrap();
    let mut other = Connection::open(&path).unwrap();
    let writing = other.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate).unwrap();
    std::thread::scope(|scope| {
        let log = What::Log { how: How::Asked, who: named("Ana"), note: None, link: None };
        let act = scope.spawn(|| engine.act(&act("2026-11-23 09:00", log)).map(|changes| changes.act));
        std::thread::sleep(std::time::Duration::from_millis(50));
        assert!(!act.is_finished());
        writing.commit().unwrap();
        assert!(act.join().unwrap().unwrap().is_some());
    });
}

#[test]
fn every_stored_ledger_of_an_earlier_version_becomes_like_a_new_one_and_is_kept_beside() {
    let (_folder, path) = place();
    drop(opened(&path).unwrap());
    let new = schema(&Connection::open(&path).unwrap());
    let stored = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/ledger/stored");
    let mut versions = Vec::new();
    for file in std::fs::read_dir(stored).unwrap() {
        let sql = std::fs::read_to_string(file.unwrap().path()).unwrap();
        let (_folder, path) = place();
        let old = Connection::open(&path).unwrap();
        old.execute_batch(&sql).unwrap();
        let version: i64 = old.pragma_query_value(None, "user_version", |row| row.get(0)).unwrap();
        drop(old);
        let engine = opened(&path).unwrap();
        assert_eq!(schema(&Connection::open(&path).unwrap()), new, "version {version}");
        assert_eq!(engine.day("2026-11-20", at("2026-11-23 09:00")).unwrap().cell.counted, 2, "version {version}");
        assert_eq!(open::backup_path(&path, version).exists(), version < VERSION);
        versions.push(version);
    }
    versions.sort_unstable();
    assert_eq!(versions, (1..=VERSION).collect::<Vec<_>>(), "a ledger of each version is stored");
}

#[test]
fn the_migrations_are_sound() {
    migrations::all().validate().unwrap();
}

/// One line of the table of a table: `| column | meaning |`.
fn documented(text: &str) -> Vec<String> {
    let mut table = String::new();
    let mut found = Vec::new();
    for line in text.lines() {
        if let Some(name) = line.strip_prefix("## `").and_then(|rest| rest.strip_suffix('`')) {
            name.clone_into(&mut table);
        } else if let Some(column) = line.strip_prefix("| `").and_then(|rest| rest.split('`').next()) {
            found.push(format!("{table}.{column}"));
        }
    }
    found.sort();
    found
}

#[test]
fn the_documentation_names_every_table_and_column_and_no_other() {
    let (_folder, path) = place();
    drop(opened(&path).unwrap());
    let mut real: Vec<String> = Connection::open(&path)
        .unwrap()
        .prepare(
            "SELECT s.name || '.' || c.name FROM sqlite_schema s, pragma_table_info(s.name) c
             WHERE s.type = 'table' AND s.name NOT LIKE 'sqlite%'",
        )
        .unwrap()
        .query_map([], |row| row.get(0))
        .unwrap()
        .collect::<rusqlite::Result<_>>()
        .unwrap();
    real.sort();
    let page = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/ledger.md");
    assert_eq!(documented(&std::fs::read_to_string(page).unwrap()), real);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    /// The summary of people a day equals the count from nothing, whatever was logged, named, rejected and undone.
    #[test]
    fn the_summary_of_days_equals_the_count_from_nothing(steps in prop::collection::vec((0..6u8, 0..4u8, 0..5i64), 1..25)) {
        let story = Story::begins("2026-11-23 08:00");
        for (what, who, back) in steps {
            story.step(what, who, back);
        }
        let before = story.dump();
        let ledger = Ledger::open(&story.path()).unwrap();
        ledger.write(|w| tally::rebuild(w).map_err(|e| OpenError::of(ledger.path(), e))).unwrap();
        prop_assert_eq!(story.dump(), before);
    }
}

impl Story {
    /// Something a person does, picked by numbers.
    pub(crate) fn step(&self, what: u8, who: u8, back: i64) {
        use coach::act::{InteractionId, Who};
        let who = ["Ana", "Ben", "Chloe"].get(usize::from(who)).map_or(Who::Someone, |name| named(name));
        let today = day("2026-11-23");
        let first = InteractionId(1 + back);
        let what = match what {
            0 | 1 => What::Log { how: How::Asked, who, note: None, link: None },
            2 => What::Name { interaction: first, who },
            3 => What::Reject { interaction: first },
            4 => What::Accept { interaction: first },
            _ => What::Undo { act: None },
        };
        let act = Act { day: Some(today.plus(-back)), ..act("2026-11-23 12:00", what) };
        // Naming an interaction that is not there, or undoing nothing, is refused; both are part of life.
        let _ = self.engine.act(&act);
    }
}
