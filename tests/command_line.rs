//! The command line, run as a person or a script runs it: a home of its own, no display, no session bus.

#![allow(clippy::unwrap_used)]

use serde_json::Value;
use std::io::{BufRead as _, BufReader, Write as _};
use std::net::TcpListener;
use std::path::PathBuf;
use std::process::{Command, Output};
use std::sync::{Arc, Mutex};
use tempfile::TempDir;

/// A person's home folder.
struct Home(TempDir);

/// What a command answered: standard output, error output, exit code.
type Answer = (String, String, i32);

impl Home {
    fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    fn run(&self, args: &[&str]) -> Answer {
        self.run_with(&[], args)
    }

    /// Runs a command where these variables are set too.
    fn run_with(&self, variables: &[(&str, &str)], args: &[&str]) -> Answer {
        let home = self.0.path();
        let mut command = Command::new(env!("CARGO_BIN_EXE_chime-in"));
        command.env_clear().env("HOME", home).env("TZ", "Europe/Madrid").current_dir(home).args(args);
        command.envs(variables.iter().copied());
        let Output { stdout, stderr, status } = command.output().unwrap();
        let text = |bytes| String::from_utf8(bytes).unwrap();
        (text(stdout), text(stderr), status.code().unwrap())
    }

    fn json(&self, args: &[&str]) -> Value {
        let (out, err, code) = self.run(&[args, &["--json"]].concat());
        assert_eq!(code, 0, "{args:?}: {err}");
        serde_json::from_str(&out).unwrap()
    }

    fn ledger(&self) -> PathBuf {
        self.0.path().join(".local/share/chime-in/ledger.sqlite")
    }
}

#[test]
fn two_people_are_logged_and_the_day_is_kept() {
    let home = Home::new();
    let (out, _, code) = home.run(&["log", "asked", "Ana", "Müller", "--note", "about the map"]);
    assert_eq!(
        (out.as_str(), code),
        ("Asked Ana Müller. 1 of 2 people today.\n1 of 2 people · strength 0\u{202f}%\n", 0)
    );
    home.run(&["log", "helped"]);
    let status = home.json(&["status"]);
    assert_eq!((&status["counted"], &status["state"]), (&2.into(), &"kept".into()));
}

#[test]
fn it_speaks_the_systems_language_and_the_chosen_one_before_that() {
    let home = Home::new();
    let german = [("LANG", "de_DE.UTF-8")];
    let (out, _, _) = home.run_with(&german, &["log", "asked", "Ana"]);
    assert_eq!(out, "Ana gefragt. 1 von 2 Personen heute.\n1 von 2 Personen · Stärke 0\u{202f}%\n");
    let first_line = |variables: &[(&str, &str)]| {
        let (out, err, code) = home.run_with(variables, &["status"]);
        assert_eq!(code, 0, "{err}");
        out.lines().next().unwrap_or_default().to_owned()
    };
    assert_eq!(first_line(&german), "1 von 2 Personen · Stärke 0\u{202f}%");
    assert_eq!(first_line(&[("LANG", "de_DE.UTF-8"), ("LC_ALL", "C")]), "1 of 2 people · strength 0\u{202f}%");
    assert_eq!(first_line(&[]), "1 of 2 people · strength 0\u{202f}%");

    let ledger = rusqlite::Connection::open(home.ledger()).unwrap();
    ledger.execute("INSERT INTO setting (name, value) VALUES ('language', 'de')", []).unwrap();
    assert_eq!(first_line(&[("LC_ALL", "C")]), "1 von 2 Personen · Stärke 0\u{202f}%");
    let page = home.ledger().with_file_name("2026.html");
    home.run(&["year", "2026", "--html", &page.to_string_lossy()]);
    let page = std::fs::read_to_string(page).unwrap();
    assert!(page.starts_with("<!doctype html>\n<html lang=\"de\">"), "{page}");
    let (_, err, code) = home.run(&["undo", "99"]);
    assert_eq!((err.lines().next(), code), (Some("Es gibt keine Handlung 99."), 3));
}

#[test]
fn a_week_is_reviewed_in_words_and_as_json() {
    let home = Home::new();
    let (out, _, code) = home.run(&["week"]);
    assert_eq!(code, 0, "{out}");
    assert!(out.contains("You talked with nobody that anything here has seen."), "{out}");
    home.run(&["log", "asked", "Ana"]);
    let week = home.json(&["week"]);
    assert_eq!((&week["people"][0]["name"], &week["over"]), (&"Ana".into(), &false.into()));
    assert_eq!(week["said"]["text"], "You talked with 1 person, for the first time.");
    let (_, err, code) = home.run(&["week", "soon"]);
    assert_eq!((code, err.contains("is not a day")), (2, true), "{err}");
}

#[test]
fn a_year_and_the_story_are_kept_as_pages_and_no_file_is_overwritten() {
    let home = Home::new();
    home.run(&["log", "asked", "Ana"]);
    let this_year = home.json(&["status"])["day"].as_str().unwrap()[..4].to_owned();
    let (out, err, code) = home.run(&["year", &this_year, "--html", "year.html"]);
    assert_eq!((out.as_str(), code), ("Wrote it to year.html\n", 0), "{err}");
    let page = std::fs::read_to_string(home.0.path().join("year.html")).unwrap();
    assert!(page.starts_with("<!doctype html>") && page.contains("On the most days with Ana."), "{page}");
    let (_, err, code) = home.run(&["year", &this_year, "--html", "year.html", "--without-names"]);
    assert_eq!((code, err.contains("could not be written")), (1, true), "{err}");
    assert_eq!(home.run(&["story", "--html", "story.html"]).2, 0);
    assert_eq!(home.json(&["year", &this_year])["people"], 1);
}

#[test]
fn undo_takes_back_the_last_act_or_the_one_with_a_number() {
    let home = Home::new();
    let first = home.json(&["log", "asked", "Ana"])["changes"]["act"].to_string();
    home.run(&["log", "answered", "Joan"]);
    assert_eq!(home.json(&["undo"])["today"]["counted"], 1);
    assert_eq!(home.json(&["undo", &first])["today"]["counted"], 0);
}

#[test]
fn people_are_asked_for_by_part_of_their_name_and_nothing_doubtful_or_automatic_is_made_up() {
    let home = Home::new();
    assert_eq!(home.run(&["people"]).0, "Nobody here.\n");
    home.run(&["log", "asked", "Ana", "Müller"]);
    home.run(&["log", "helped", "Joan"]);
    let (out, _, _) = home.run(&["people", "müll"]);
    assert_eq!(out, "name        days     how it stands\nAna Müller     1  you talked today\n1 person in all\n");
    assert_eq!(home.json(&["people"])["total"], 2);
    assert_eq!(home.run(&["review"]).0, "Nothing waits for your word.\n");
    assert_eq!(home.run(&["robots"]).0, "No robot is talking for you.\n");
    assert_eq!(home.run(&["whom"]).0, "Nobody in particular today. Write to the first one you think of.\n");
    assert_eq!(home.json(&["whom"]), Value::Array(vec![]));
}

#[test]
fn exit_codes_tell_refused_from_mistaken_from_failed() {
    let home = Home::new();
    let cases: [(&[&str], i32); 8] = [
        (&["status"], 0),
        (&["undo"], 3),
        (&["undo", "99"], 3),
        (&["why", "99"], 3),
        (&["why", "someday"], 2),
        (&["log", "sang"], 2),
        (&["import"], 2),
        (&["import", "no-such-file.zip"], 1),
    ];
    for (args, code) in cases {
        assert_eq!(home.run(args).2, code, "{args:?}");
    }
}

#[test]
fn what_goes_wrong_is_said_on_the_error_stream_with_the_next_step() {
    let home = Home::new();
    let (out, err, _) = home.run(&["undo", "99"]);
    assert_eq!((out.as_str(), err.lines().count()), ("", 2), "{err}");
    let (_, err, _) = home.run(&["undo", "99", "--json"]);
    assert_eq!(serde_json::from_str::<Value>(&err).unwrap()["code"], "act.no-act");
}

#[test]
fn a_ledger_of_a_newer_version_is_named_and_left_alone() {
    let home = Home::new();
    home.run(&["status"]);
    let newer = rusqlite::Connection::open(home.ledger()).unwrap();
    newer.pragma_update(None, "user_version", 1000).unwrap();
    drop(newer);
    let before = std::fs::read(home.ledger()).unwrap();
    let (_, err, code) = home.run(&["log", "asked", "Ana", "--json"]);
    assert_eq!(code, 1);
    assert_eq!(serde_json::from_str::<Value>(&err).unwrap()["code"], "ledger.newer");
    assert_eq!(std::fs::read(home.ledger()).unwrap(), before);
}

#[test]
fn everything_is_exported_to_a_new_file_and_none_is_overwritten() {
    let home = Home::new();
    home.run(&["log", "asked", "Ana"]);
    assert_eq!(home.run(&["export", "--to", "all.json"]).2, 0);
    let written = std::fs::read_to_string(home.0.path().join("all.json")).unwrap();
    let all: Value = serde_json::from_str(&written).unwrap();
    assert_eq!(all["people"].as_array().unwrap().len(), 1);
    let (_, err, code) = home.run(&["export", "--to", "all.json"]);
    assert_eq!(code, 1, "{err}");
    let (out, ..) = home.run(&["export"]);
    assert!(serde_json::from_str::<Value>(&out).is_ok(), "the terminal gets the same document");
}

#[test]
fn help_names_every_command_and_the_exit_codes() {
    let (out, ..) = Home::new().run(&["--help"]);
    for word in ["log", "undo", "status", "import", "kinds", "drift", "export", "why", "completions", "Exit codes"] {
        assert!(out.contains(word), "{word}:\n{out}");
    }
}

#[test]
fn shells_can_complete_the_commands() {
    let home = Home::new();
    for shell in ["bash", "zsh", "fish"] {
        let (out, ..) = home.run(&["completions", shell]);
        assert!(out.contains("status"), "{shell}");
    }
}

#[test]
fn the_window_needs_a_display_and_says_so() {
    let (_, err, code) = Home::new().run(&[]);
    assert_eq!(code, 1);
    assert!(err.contains("no display"), "{err}");
}

#[test]
fn the_link_of_a_post_says_whom_it_was_with() {
    let home = Home::new();
    let link = "https://bsky.app/profile/ana.example/post/3lpk2ljkgjd2t";
    let (out, _, code) = home.run(&["log", "answered", "--link", link]);
    assert_eq!((out.lines().next(), code), (Some("Answered @ana.example. 1 of 2 people today."), 0));
    let (out, ..) = home.run(&["log", "answered", "Joan", "--link", link]);
    assert_eq!(out.lines().next(), Some("Answered Joan. 2 of 2 people today."), "a name that is given comes first");
}

#[test]
fn a_link_that_is_none_is_refused_with_the_next_step_and_nothing_is_logged() {
    let home = Home::new();
    for link in ["ana's post", "example.org/post", "javascript:alert(1)"] {
        let (_, err, code) = home.run(&["log", "answered", "Ana", "--link", link]);
        assert_eq!(code, 2, "{err}");
        assert!(err.contains(link) && err.contains("nothing was logged") && err.contains("https://"), "{err}");
    }
    assert_eq!(home.json(&["status"])["counted"], 0);
}

#[test]
fn people_are_found_whatever_marks_are_typed() {
    let home = Home::new();
    home.run(&["log", "asked", "Emil Novák"]);
    for typed in ["novak", "NOVÁK", "nova\u{301}k"] {
        let (out, ..) = home.run(&["people", typed]);
        assert!(out.contains("Emil Novák"), "{typed}: {out}");
    }
}

#[test]
fn a_log_without_a_deed_wants_the_window_and_logs_nothing() {
    let home = Home::new();
    for args in [&["log"][..], &["log", "--link", "https://x.com/ana/status/20"], &["chime-in://log?how=asked&who=Ana"]]
    {
        let (_, err, code) = home.run(args);
        assert!(code == 1 && err.contains("no display"), "{args:?}: {err}");
    }
    assert_eq!(home.json(&["status"])["counted"], 0);
}

/// Answers every request with the same feed, and keeps the first line of each.
fn feed_server() -> (String, Arc<Mutex<Vec<String>>>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let (address, seen) = (listener.local_addr().unwrap().to_string(), Arc::new(Mutex::new(Vec::new())));
    let keeps = Arc::clone(&seen);
    std::thread::spawn(move || {
        for mut stream in listener.incoming().flatten() {
            let mut lines = BufReader::new(stream.try_clone().unwrap()).lines();
            let first = lines.next().and_then(Result::ok).unwrap_or_default();
            for line in lines.map_while(Result::ok) {
                if line.is_empty() {
                    break;
                }
            }
            keeps.lock().unwrap().push(first);
            let feed = "<rss version=\"2.0\"><channel><title>The Desk</title><item><title>Rye</title>\
                        <link>http://ana.example/rye</link></item></channel></rss>";
            let head = "HTTP/1.1 200 OK\r\nContent-Type: application/rss+xml\r\nConnection: close\r\nContent-Length:";
            let _ = stream.write_all(format!("{head} {}\r\n\r\n{feed}", feed.len()).as_bytes());
        }
    });
    (address, seen)
}

#[test]
fn the_systems_proxy_carries_what_is_in_the_web_and_nothing_of_the_own_network() {
    let home = Home::new();
    let ((proxy, carried), (near, asked)) = (feed_server(), feed_server());
    let proxy = format!("http://{proxy}");
    let variables =
        [("http_proxy", proxy.as_str()), ("https_proxy", &proxy), ("HTTP_PROXY", &proxy), ("ALL_PROXY", &proxy)];
    // There is no such host: only the proxy can have been asked.
    let (out, err, code) = home.run_with(&variables, &["add", "site", "http://ana.example/feed.xml"]);
    assert_eq!(code, 0, "{err}");
    assert!(out.contains("Added: The Desk"), "{out}");
    assert!(err.contains("ana.example"), "the host that was named is told, not the proxy: {err}");
    let seen = std::mem::take(&mut *carried.lock().unwrap());
    assert!(!seen.is_empty() && seen.iter().all(|line| line.starts_with("GET http://ana.example/")), "{seen:?}");

    for address in
        [format!("http://{near}/feed.xml"), format!("http://{}/other.xml", near.replace("127.0.0.1", "localhost"))]
    {
        let (_, err, code) = home.run_with(&variables, &["add", "site", &address]);
        assert_eq!(code, 0, "{address}: {err}");
    }
    let seen = std::mem::take(&mut *asked.lock().unwrap());
    assert!(seen.iter().any(|line| line.starts_with("GET /feed.xml")), "{seen:?}");
    assert!(seen.iter().any(|line| line.starts_with("GET /other.xml")), "{seen:?}");
    assert_eq!(*carried.lock().unwrap(), [""; 0]);
}
