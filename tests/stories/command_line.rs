//! The command line: the same acts without a display, beside a running app, for people and for scripts.

use crate::desk::{Desk, Town, eventually};

#[test]
fn a_day_without_a_display() {
    let desk = Desk::at("2026-03-02T18:00:00+01:00");
    let say = |args: &[&str]| {
        let answer = desk.cli_without_desktop(args);
        assert_eq!(answer.code, Some(0), "{args:?}: {answer:?}");
        answer.out
    };

    assert!(say(&["log", "asked", "Ana"]).contains("1 of 2 people"));
    assert!(say(&["log", "helped", "Joan", "Oliver", "--note", "his map of wells"]).contains("2 of 2 people"));
    assert!(say(&["status"]).contains("2 of 2 people"));
    assert!(say(&["undo"]).contains("1 of 2 people"));
    assert!(say(&["export"]).contains("Ana"));
}

#[test]
fn it_works_beside_the_running_app_which_shows_it_at_once() {
    let desk = Desk::at("2026-03-02T18:00:00+01:00");
    let app = desk.open();
    let window = app.window();
    window.click("button", "Start with today");
    window.the("img", "0 of 2 people today");

    assert_eq!(desk.cli(&["log", "answered", "Ana"]).code, Some(0));

    window.the("img", "1 of 2 people today");
    assert_eq!(desk.cli(&["undo"]).code, Some(0));
    window.the("img", "0 of 2 people today");
}

#[test]
fn mistakes_have_their_own_exit_codes_and_say_what_to_do() {
    let desk = Desk::at("2026-03-02T18:00:00+01:00");
    for (args, code, says) in [
        (&["log", "poked", "Ana"][..], 2, "poked"),
        (&["log", "asked", "Ana", "--day", "yesterday"], 2, "is not a day"),
        (&["log", "asked", "Ana", "--day", "2030-01-01"], 3, "has not come yet"),
        (&["undo"], 3, "nothing to undo"),
        (&["undo", "777"], 3, "777"),
        (&["import", "no-such-file.zip"], 1, "no-such-file.zip"),
        (&["--no-such-option"], 2, "--no-such-option"),
    ] {
        let answer = desk.cli(args);
        assert_eq!(answer.code, Some(code), "{args:?}: {answer:?}");
        assert!(answer.err.contains(says), "{args:?}: {answer:?}");
        assert_eq!(answer.out, "", "{args:?}");
    }
    let nothing = desk.cli(&["undo", "--json"]);
    let error: serde_json::Value = serde_json::from_str(&nothing.err).unwrap();
    assert_eq!(error["code"], "act.nothing-to-undo");
}

#[test]
fn without_a_display_the_window_says_so_and_what_works() {
    let desk = Desk::at("2026-03-02T18:00:00+01:00");
    let answer = desk.cli_without_desktop(&[]);
    assert_eq!(answer.code, Some(1), "{answer:?}");
    assert!(answer.err.contains("no display") && answer.err.contains("chime-in status"), "{answer:?}");
}

#[test]
fn help_names_every_command_and_completions_complete_them() {
    let desk = Desk::at("2026-03-02T18:00:00+01:00");
    let help = desk.cli_without_desktop(&["--help"]);
    let bash = desk.cli_without_desktop(&["completions", "bash"]);
    for command in ["log", "undo", "status", "import", "kinds", "drift", "export"] {
        assert!(help.out.contains(command), "{command}: {}", help.out);
        assert!(bash.out.contains(command), "{command}");
    }
}

#[test]
fn many_at_once_lose_nothing() {
    let desk = Desk::at("2026-03-02T18:00:00+01:00");
    std::thread::scope(|scope| {
        for n in 0..8 {
            let desk = &desk;
            scope.spawn(move || {
                let answer = desk.cli_without_desktop(&["log", "asked", &format!("Person{n}")]);
                assert_eq!(answer.code, Some(0), "{answer:?}");
            });
        }
    });
    eventually("all eight are there", || (desk.json(&["status"])["counted"] == 8).then_some(()));
}

#[test]
fn on_a_terminal_nothing_is_added_before_the_yes_to_the_hosts_that_are_asked() {
    let town = Town::new();
    let desk = Desk::at("2026-03-02T18:00:00+01:00");
    let args = ["sign-in", town.url(), "--in-file"];
    let no = desk.cli_on_terminal(&args, "n", |page| town.allows(page));
    assert_eq!(no.code, Some(1), "{no:?}");
    assert!(no.out.contains("and from no other: 127.0.0.1") && no.out.contains("Nothing was added"), "{no:?}");
    assert_eq!(desk.json(&["sources"])["sources"], serde_json::json!([]));

    let yes = desk.cli_on_terminal(&args, "y", |page| town.allows(page));
    assert_eq!(yes.code, Some(0), "{yes:?}");
    assert!(yes.out.contains("Added: @mira@127.0.0.1"), "{yes:?}");
    let unasked = desk.cli_on_terminal(&[&args[..], &["--yes"]].concat(), "", |page| town.allows(page));
    assert_eq!(unasked.code, Some(0), "{unasked:?}");
    assert!(!unasked.out.contains("Add it?"), "{unasked:?}");
}
