//! A nudge is shown once, loses nothing, and is answered wherever the person is.

use crate::desk::{Desk, eventually, quiet_moment};

const MORNING: &str = "2026-03-02T09:00:00+01:00";
const AFTER_CUE: &str = "2026-03-02T20:00:30+01:00";

/// A desk on which one person was logged yesterday, so that the habit has begun.
fn begun() -> Desk {
    let desk = Desk::at("2026-03-01T18:00:00+01:00");
    assert_eq!(desk.cli(&["log", "asked", "Ana"]).code, Some(0));
    desk.clock.set(MORNING);
    desk
}

#[test]
fn a_click_on_the_nudge_itself_opens_the_window_there() {
    let desk = begun();
    let (tray, dunst) = (desk.tray_host(), desk.dunst());
    let app = desk.start(&["--hidden"]);
    tray.shows("0 of 2 people");
    desk.clock.set(AFTER_CUE);
    eventually("the nudge is on the screen", || (dunst.showing() == 1).then_some(()));

    dunst.click();

    let window = app.window();
    window.the("heading", "Inbox");
    window.shows(&desk.heard().all()[0].summary);
}

#[test]
fn mondays_nudge_says_that_the_week_is_ready_and_leads_to_its_review() {
    let desk = begun();
    let (tray, dunst) = (desk.tray_host(), desk.dunst());
    let app = desk.start(&["--hidden"]);
    tray.shows("0 of 2 people");
    desk.clock.set(AFTER_CUE);
    eventually("the nudge is on the screen", || (dunst.showing() == 1).then_some(()));
    assert!(desk.heard().all()[0].body.ends_with("Your week is ready."), "{:?}", desk.heard().all());

    dunst.press("Look back");

    let window = app.window();
    window.the("heading", "Review");
    window.shows("Ana");
}

#[test]
fn later_and_rest_today_are_taken_at_their_word() {
    let desk = begun();
    let (tray, dunst) = (desk.tray_host(), desk.dunst());
    let _app = desk.start(&["--hidden"]);
    tray.shows("0 of 2 people");
    desk.clock.set(AFTER_CUE);
    eventually("the nudge is on the screen", || (dunst.showing() == 1).then_some(()));

    dunst.press("Rest today");

    eventually("today is a rest day", || (desk.json(&["status"])["state"] == "rest").then_some(()));
    desk.clock.set("2026-03-02T23:00:00+01:00");
    quiet_moment();
    assert_eq!(desk.heard().all().len(), 1);
}

#[test]
fn where_notifications_have_no_buttons_window_and_tray_do_the_rest() {
    let desk = begun();
    let (tray, plain) = (desk.tray_host(), desk.plain_daemon());
    let app = desk.start(&["--hidden"]);
    tray.shows("0 of 2 people");
    desk.clock.set(AFTER_CUE);
    eventually("the nudge was shown", || (desk.heard().all().len() == 1).then_some(()));
    assert_eq!(desk.heard().all()[0].buttons, [""; 0]);

    tray.shows("Waiting");

    // Without actions, closing it is the only answer there is: it opens the window at the nudge.
    plain.close_all();

    let window = app.window();
    window.click("button", "I did it");
    tray.shows("1 of 2 people");
}

#[test]
fn where_there_are_no_notifications_the_nudge_waits_in_the_inbox() {
    let desk = begun();
    let tray = desk.tray_host();
    let app = desk.open();
    tray.shows("0 of 2 people");

    desk.clock.set(AFTER_CUE);

    tray.shows("Waiting");
    let window = app.window();
    window.click("link", "Inbox");
    window.click("button", "I did it");
    tray.shows("1 of 2 people");
}

#[test]
fn nothing_is_said_twice_across_a_restart() {
    let desk = begun();
    let (tray, dunst) = (desk.tray_host(), desk.dunst());
    let first = desk.start(&["--hidden"]);
    tray.shows("0 of 2 people");
    desk.clock.set(AFTER_CUE);
    eventually("the nudge is on the screen", || (dunst.showing() == 1).then_some(()));
    let said = desk.heard().all()[0].summary.clone();
    first.kill();

    let _second = desk.start(&["--hidden"]);
    eventually("the second one's icon is in the tray", || (tray.icons() == 2).then_some(()));
    desk.clock.set("2026-03-02T20:03:00+01:00");
    quiet_moment();

    assert_eq!(desk.heard().all().iter().filter(|nudge| nudge.summary == said).count(), 1);
    assert_eq!(desk.json(&["status"])["waiting"]["state"], "waiting");
}

#[test]
fn two_apps_on_one_ledger_say_it_once() {
    // Two sessions of one person: each has a bus of its own, so neither app knows of the other.
    let (desk, other) = (begun(), Desk::at(MORNING));
    let (tray, other_tray) = (desk.tray_host(), other.tray_host());
    let (_daemon, _other_daemon) = (desk.plain_daemon(), other.plain_daemon());
    let _app = desk.start(&["--hidden"]);
    let _second = other.start_in(&desk, &["--hidden"]);
    tray.shows("0 of 2 people");
    other_tray.shows("0 of 2 people");

    desk.clock.set(AFTER_CUE);

    tray.shows("Waiting");
    other_tray.shows("Waiting");
    quiet_moment();
    assert_eq!(desk.heard().all().len() + other.heard().all().len(), 1);
}

#[test]
fn last_nights_nudge_answered_this_morning_counts_for_last_night() {
    let desk = begun();
    let (tray, dunst) = (desk.tray_host(), desk.dunst());
    let _app = desk.start(&["--hidden"]);
    tray.shows("0 of 2 people");
    desk.clock.set(AFTER_CUE);
    eventually("the nudge is on the screen", || (dunst.showing() == 1).then_some(()));
    desk.clock.set("2026-03-03T08:00:00+01:00");
    quiet_moment();
    assert_eq!(dunst.showing(), 1, "last night's nudge is still there to be answered");

    dunst.press("I did it");

    eventually("Monday has one", || (desk.json(&["why", "2026-03-02"])["cell"]["counted"] == 1).then_some(()));
    assert_eq!(desk.json(&["status"])["counted"], 0);
}
