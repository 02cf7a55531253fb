//! The tray: today's line, logging, pausing, resting; always up to date, whatever door was used.

use crate::desk::{Desk, eventually};
use std::time::{Duration, Instant};

#[test]
fn the_icon_and_the_line_follow_every_door_within_a_second() {
    let desk = Desk::at("2026-03-02T18:00:00+01:00");
    let tray = desk.tray_host();
    let app = desk.open();
    let window = app.window();
    tray.shows("0 of 2 people");
    let none = tray.drawing();

    // The command line, another process.
    assert_eq!(desk.cli(&["log", "asked", "Ana"]).code, Some(0));
    let begun = Instant::now();
    tray.shows("1 of 2 people");
    let took = begun.elapsed();
    assert!(took < Duration::from_secs(1), "the tray took {took:?}");
    let one = tray.drawing();

    // The window.
    window.click("link", "Today");
    window.the("combobox", "With whom?").write("Bea");
    window.click("button", "Log");
    tray.shows("2 of 2 people");
    let done = tray.drawing();
    assert!(none != one && one != done && none != done, "each step has a shape of its own");

    // The tray itself, by the name of somebody known.
    tray.click(&["Log", "Helped", "Ana"]);
    window.shows("Helped");
    assert_eq!(desk.json(&["status"])["counted"], 2, "Ana counts once");
}

#[test]
fn pausing_and_resting_from_the_tray() {
    let desk = Desk::at("2026-03-02T18:00:00+01:00");
    let tray = desk.tray_host();
    let _app = desk.start(&["--hidden"]);
    tray.shows("0 of 2 people");
    let none = tray.drawing();

    tray.click(&["Pause", "1 hour"]);
    eventually("it is paused", || desk.json(&["status"])["pausedUntil"].as_str().map(drop));
    tray.shows("Resume");
    assert!(tray.drawing() != none);
    tray.click(&["Resume"]);
    eventually("it is not paused", || desk.json(&["status"])["pausedUntil"].is_null().then_some(()));

    tray.click(&["Rest today"]);
    eventually("today is rest", || (desk.json(&["status"])["state"] == "rest").then_some(()));
    tray.click(&["No rest today"]);
    eventually("today is open", || (desk.json(&["status"])["state"] == "open").then_some(()));
}

#[test]
fn someone_else_opens_the_window_to_be_named() {
    let desk = Desk::at("2026-03-02T18:00:00+01:00");
    let tray = desk.tray_host();
    let app = desk.start(&["--hidden"]);
    tray.shows("0 of 2 people");

    tray.click(&["Log", "Commented", "someone else…"]);

    tray.shows("1 of 2 people");
    let window = app.window();
    window.the("img", "1 of 2 people today");
    window.the("combobox", "Who was it?").write("Carla");
    window.click("button", "Name");
    window.shows("Carla");
    assert_eq!(desk.json(&["status"])["counted"], 1, "the same act, named");
}

#[test]
fn undoing_from_the_tray_takes_the_last_act_back() {
    let desk = Desk::at("2026-03-02T18:00:00+01:00");
    let tray = desk.tray_host();
    let _app = desk.start(&["--hidden"]);
    assert_eq!(desk.cli(&["log", "asked", "Ana"]).code, Some(0));
    tray.shows("1 of 2 people");

    tray.click(&["Undo"]);

    tray.shows("0 of 2 people");
}

#[test]
fn where_there_is_no_tray_the_app_says_so_once_and_goes_on() {
    let desk = Desk::at("2026-03-02T18:00:00+01:00");
    let begun = desk.open();
    begun.window().the("button", "Start with today");
    begun.kill();
    let app = desk.open();
    let window = app.window();
    window.the("button", "Start with today");
    assert!(!window.has("status", "This desktop has no tray"), "it would lie over Welcome");
    window.click("button", "Start with today");
    window.the("status", "This desktop has no tray");
    window.the("combobox", "With whom?").write("Ana");
    window.click("button", "Log");
    window.the("img", "1 of 2 people today");
    app.kill();

    let again = desk.open();

    let window = again.window();
    window.the("img", "1 of 2 people today");
    assert!(!window.has("status", "This desktop has no tray"));
    window.click("link", "Settings");
    window.shows("It has no tray");
}
