//! The ledger is the only copy: what was confirmed is there, and one that can't be used is left as it is.

use crate::desk::{Answer, Desk};
use rusqlite::Connection;
use std::os::unix::fs::PermissionsExt;
use std::process::{Command, Stdio};

/// A desk whose ledger knows Ana.
fn begun() -> Desk {
    let desk = Desk::at("2026-03-02T18:00:00+01:00");
    assert_eq!(desk.cli_without_desktop(&["log", "asked", "Ana"]).code, Some(0));
    desk
}

/// The command fails with one sentence that has these words, and the ledger's bytes are as before.
fn refuses(desk: &Desk, says: &str) {
    let before = std::fs::read(desk.ledger()).unwrap();
    for args in [&["status"][..], &["log", "helped", "Bea"]] {
        let answer = desk.cli_without_desktop(args);
        assert_eq!(answer.code, Some(1), "{args:?}: {answer:?}");
        assert!(answer.err.contains(says), "{args:?}: {answer:?}");
    }
    assert!(std::fs::read(desk.ledger()).unwrap() == before, "the ledger was changed");
}

#[test]
fn what_was_confirmed_survives_a_power_cut_at_any_instant() {
    let desk = begun();
    let mut confirmed = 1;
    for n in 0..12_u64 {
        let mut command = Command::new(env!("CARGO_BIN_EXE_chime-in"));
        desk.home.lend(&mut command);
        command.env("CHIME_IN_NOW", desk.clock.file()).args(["log", "asked", &format!("Person{n}")]);
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
        std::thread::sleep(std::time::Duration::from_millis(n * 4));
        child.kill().unwrap();
        let out = child.wait_with_output().unwrap().stdout;
        confirmed += i64::from(!out.is_empty());
    }

    let counted = desk.json(&["status"])["counted"].as_i64().unwrap();

    assert!((confirmed..=13).contains(&counted), "{counted} are there, {confirmed} were confirmed");
    let ledger = Connection::open(desk.ledger()).unwrap();
    let sound: String = ledger.query_row("PRAGMA integrity_check", [], |row| row.get(0)).unwrap();
    assert_eq!(sound, "ok");
}

#[test]
fn one_of_a_newer_version_is_left_alone() {
    let desk = begun();
    let ledger = Connection::open(desk.ledger()).unwrap();
    ledger.execute_batch("PRAGMA user_version = 999; PRAGMA wal_checkpoint(TRUNCATE);").unwrap();
    drop(ledger);
    refuses(&desk, "newer Chime In");
}

#[test]
fn one_that_may_not_be_written_says_so() {
    let desk = begun();
    std::fs::set_permissions(desk.ledger(), std::fs::Permissions::from_mode(0o444)).unwrap();
    refuses(&desk, "may not be written");
}

#[test]
fn a_damaged_one_is_never_overwritten() {
    let desk = begun();
    let ledger = Connection::open(desk.ledger()).unwrap();
    ledger.execute_batch("PRAGMA wal_checkpoint(TRUNCATE);").unwrap();
    drop(ledger);
    let mut bytes = std::fs::read(desk.ledger()).unwrap();
    bytes[100..8192].fill(0xa5);
    std::fs::write(desk.ledger(), bytes).unwrap();
    refuses(&desk, "is damaged");
}

#[test]
fn what_is_no_ledger_is_left_as_it_is() {
    let desk = Desk::at("2026-03-02T18:00:00+01:00");
    std::fs::create_dir_all(desk.ledger().parent().unwrap()).unwrap();
    std::fs::write(desk.ledger(), "Dear diary, this is not a database at all, but it is somebody's.").unwrap();
    refuses(&desk, "is not a ledger");
}

#[test]
fn a_locked_one_says_so_and_loses_nothing() {
    let desk = begun();
    let other = Connection::open(desk.ledger()).unwrap();
    other.execute_batch("BEGIN EXCLUSIVE").unwrap();

    let answer = desk.cli_without_desktop(&["log", "helped", "Bea"]);

    assert_eq!(answer.code, Some(1), "{answer:?}");
    assert!(answer.err.contains("in use by another program"), "{answer:?}");
    other.execute_batch("ROLLBACK").unwrap();
    assert_eq!(desk.json(&["status"])["counted"], 1);
}

#[test]
fn on_a_full_disk_the_change_is_refused_and_the_rest_stays() {
    let desk = begun();
    // A small disk of its own, which only a user namespace allows without being root. A new ledger and its log just fit.
    let script = r#"
        mount -t tmpfs -o size=1m tmpfs "$XDG_DATA_HOME" || exit 77
        "$0" log asked Ana >/dev/null || exit 78
        dd if=/dev/zero of="$XDG_DATA_HOME/ballast" bs=1k 2>/dev/null
        for n in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do
            "$0" log asked "Person$n" --note "$(head -c 2000 /dev/zero | tr '\0' x)" >/dev/null || break
        done
        rm "$XDG_DATA_HOME/ballast"
        "$0" status --json
    "#;
    let mut command = Command::new("unshare");
    desk.home.lend(&mut command);
    command.env("CHIME_IN_NOW", desk.clock.file()).args(["--map-root-user", "--mount", "sh", "-c", script]);
    let answer = Answer::of(command.arg(env!("CARGO_BIN_EXE_chime-in")));
    if answer.code == Some(77) || answer.code.is_none() || answer.err.contains("unshare") {
        eprintln!("skipped: no disk can be mounted here: {}", answer.err);
        return;
    }
    assert_eq!(answer.code, Some(0), "{answer:?}");
    assert!(answer.err.contains("is full"), "{answer:?}");
    let status: serde_json::Value = serde_json::from_str(&answer.out).unwrap();
    assert!(status["counted"].as_u64().unwrap() >= 1, "{status:#}");
}

#[test]
fn the_window_says_it_too_and_the_app_does_not_end() {
    let desk = begun();
    let ledger = Connection::open(desk.ledger()).unwrap();
    ledger.execute_batch("PRAGMA user_version = 999; PRAGMA wal_checkpoint(TRUNCATE);").unwrap();
    drop(ledger);

    let mut app = desk.open();

    app.window().shows("newer Chime In");
    assert!(app.goes_on());
}
