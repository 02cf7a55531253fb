//! What lets the app into an account is where it is kept, and nowhere else.

use crate::desk::search::{files, found_in};
use crate::desk::{Desk, Town, eventually};
use std::path::Path;

const MONDAY: &str = "2026-03-02T18:00:00+01:00";

/// Everything that the command line can tell in JSON.
const QUESTIONS: [&[&str]; 11] = [
    &["sources"],
    &["status"],
    &["sync"],
    &["whom"],
    &["people"],
    &["review"],
    &["robots"],
    &["kinds"],
    &["drift"],
    &["why", "2026-03-02"],
    &["export"],
];

/// Everything that the window asks when it opens its screens.
const ASKED: [&str; 7] = ["sources", "today", "settings", "inbox", "review", "desktop", "feed"];

/// Looks for the secrets in whatever a person, a script, a page or another program could see.
fn nowhere_but(desk: &Desk, kept: &Path, secrets: &[String]) {
    assert!(secrets.len() >= 3 && secrets.iter().all(|secret| secret.len() >= 16), "{secrets:?}");
    for question in QUESTIONS {
        let answer = desk.cli(&[question, &["--json"]].concat());
        let said = format!("{}{}", answer.out, answer.err);
        assert_eq!(found_in(said.as_bytes(), secrets), [""; 0], "{question:?}");
    }
    let all = files(&desk.home.path(""), kept);
    assert!(all.contains(&desk.ledger()), "{all:?}");
    assert!(all.iter().any(|path| path.to_string_lossy().contains("chime-in/logs")), "the app has a log: {all:?}");
    for file in all {
        // The browser's own history has the address with the code and the state in it: it is the browser's.
        if file.ends_with("opened") {
            continue;
        }
        let bytes = std::fs::read(&file).unwrap_or_default();
        assert_eq!(found_in(&bytes, secrets), [""; 0], "{}", file.display());
    }
}

/// Looks into the window: what is in its page, and what it is answered.
fn not_in_the_window(window: &crate::desk::Window, secrets: &[String]) {
    for command in ASKED {
        window.run(&format!(
            "window.told = null; window.__TAURI_INTERNALS__.invoke('{command}', {{}}) \
             .then((it) => {{ window.told = JSON.stringify(it); }}, (it) => {{ window.told = 'refused: ' + JSON.stringify(it); }})"
        ));
        let told =
            eventually("the window is answered", || window.run("return window.told").as_str().map(str::to_owned));
        assert!(!told.starts_with("refused"), "{command}: {told}");
        assert_eq!(found_in(told.as_bytes(), secrets), [""; 0], "{command}");
    }
    let page =
        window.run("return document.documentElement.outerHTML + JSON.stringify({...localStorage, ...sessionStorage})");
    assert_eq!(found_in(page.as_str().unwrap().as_bytes(), secrets), [""; 0]);
}

#[test]
fn kept_in_a_file_it_is_in_that_file_alone_which_only_the_person_can_read() {
    use std::os::unix::fs::PermissionsExt as _;
    let town = Town::new();
    let desk = Desk::at(MONDAY);
    let app = desk.open();
    let window = app.window();
    window.click("button", "Start with today");
    desk.signs_in_by_window(&window, town.url(), "In a file that only you can read", |page| town.allows(page));
    not_in_the_window(&window, &town.server.given());
    window.click("button", "Add it");
    window.shows("All is well.");
    // What fails is told, and logged.
    town.server.revoke_tokens(&town.mira);
    desk.clock.set("2026-03-02T18:30:00+01:00");
    window.shows("Sign in again");

    let kept = desk.home.path("data/chime-in/secrets.json");
    let secrets = town.server.given();
    let file = std::fs::read(&kept).unwrap();
    assert!(found_in(&file, &secrets).len() >= 2, "the token and the app's secret are there: the search finds them");
    assert_eq!(std::fs::metadata(&kept).unwrap().permissions().mode() & 0o777, 0o600);
    not_in_the_window(&window, &secrets);
    assert!(
        desk.home.path("data/chime-in/ledger.sqlite-wal").exists(),
        "the ledger's newest pages are looked through too"
    );
    nowhere_but(&desk, &kept, &secrets);
    drop(window);
    app.kill();
    nowhere_but(&desk, &kept, &secrets);
}

#[test]
fn kept_in_memory_it_is_in_no_file_at_all() {
    let town = Town::new();
    let desk = Desk::at(MONDAY);
    let app = desk.open();
    let window = app.window();
    window.click("button", "Start with today");
    desk.signs_in_by_window(&window, town.url(), "Only until Chime In ends", |page| town.allows(page));
    window.click("button", "Add it");
    window.shows("All is well.");
    let secrets = town.server.given();
    not_in_the_window(&window, &secrets);
    nowhere_but(&desk, Path::new(""), &secrets);
    assert!(!desk.home.path("data/chime-in/secrets.json").exists());
}

#[test]
fn an_app_password_is_kept_nowhere_and_what_it_was_exchanged_for_in_the_file_alone() {
    let Some(bluesky) = peers::have(peers::Bluesky::start()) else { return };
    let mira = bluesky.person("mira").unwrap();
    let desk = Desk::at(&chrono::Utc::now().to_rfc3339());
    let name = format!("{} {}", mira.handle, bluesky.url());
    let added = desk.cli_typing(&["add", "bluesky", &name, "--in-file", "--app-password"], &mira.app_password);
    assert_eq!(added.code, Some(0), "{added:?}");
    desk.json(&["sync"]);
    let (kept, session) = bluesky_session(&desk);
    let token = |name: &str| session[name].as_str().unwrap().to_owned();
    let secrets = [token("access"), token("refresh"), mira.app_password.clone()];
    assert_eq!(found_in(&std::fs::read(&kept).unwrap(), &secrets), secrets[..2], "the password itself is not kept");
    let app = desk.open();
    let window = app.window();
    window.click("link", "Sources");
    window.click("button", "Sync now");
    window.shows("All is well.");
    not_in_the_window(&window, &secrets);
    nowhere_but(&desk, &kept, &secrets);
}

#[test]
fn the_key_and_the_tokens_of_a_sign_in_in_the_browser_are_in_the_file_alone_the_renewed_ones_too() {
    let Some(bluesky) = peers::have(peers::Bluesky::start()) else { return };
    let mira = bluesky.person("mira").unwrap();
    let desk = Desk::at(&chrono::Utc::now().to_rfc3339());
    let app = desk.open();
    let window = app.window();
    window.click("button", "Start with today");
    let name = format!("{} {}", mira.handle, bluesky.url());
    let place = "In a file that only you can read";
    desk.signs_in_to_bluesky(&window, &name, place, |page| bluesky.allow(page, &mira).unwrap());
    window.click("button", "Add it");
    window.shows("All is well.");
    let (kept, first) = bluesky_session(&desk);
    let token = |session: &serde_json::Value, name: &str| session[name].as_str().unwrap().to_owned();
    let key = token(&first, "key");
    // The end of the token is what proves it: without, it has run out.
    let access = token(&first, "access");
    let run_out = format!("{}AAAA", &access[..access.len() - 4]);
    let file = std::fs::read_to_string(&kept).unwrap();
    std::fs::write(&kept, file.replace(&access, &run_out)).unwrap();
    window.click("button", "Sync now");
    let renewed = eventually("the tokens are renewed", || {
        let (_, now) = bluesky_session(&desk);
        (now["refresh"] != first["refresh"]).then_some(now)
    });
    assert_eq!(token(&renewed, "key"), key);
    window.shows("All is well.");
    let secrets =
        [key, access, token(&first, "refresh"), token(&renewed, "access"), token(&renewed, "refresh"), mira.password];
    assert!(found_in(&std::fs::read(&kept).unwrap(), &secrets).len() >= 3, "the search finds what is there");
    not_in_the_window(&window, &secrets);
    nowhere_but(&desk, &kept, &secrets);
}

/// The file with the sign-ins, and the only one in it.
fn bluesky_session(desk: &Desk) -> (std::path::PathBuf, serde_json::Value) {
    let kept = desk.home.path("data/chime-in/secrets.json");
    let file: serde_json::Value = serde_json::from_slice(&std::fs::read(&kept).unwrap()).unwrap();
    let session = file.as_object().unwrap().values().next().unwrap().as_str().unwrap();
    (kept, serde_json::from_str(session).unwrap())
}
