//! The manners of a desktop: silent while it asks for silence, speaking once it no longer does.

use crate::desk::{Desk, FilledScreen, LockedScreen, TrayHost, eventually, quiet_moment};

const AFTER_CUE: &str = "2026-03-02T20:00:30+01:00";

/// A desk on which one person was logged yesterday, so that the habit has begun, and its tray.
fn begun() -> (Desk, TrayHost) {
    let desk = Desk::at("2026-03-01T18:00:00+01:00");
    assert_eq!(desk.cli(&["log", "asked", "Ana"]).code, Some(0));
    desk.clock.set("2026-03-02T09:00:00+01:00");
    let tray = desk.tray_host();
    (desk, tray)
}

/// Why the coach rests now, as the command line says it.
fn rests(desk: &Desk) -> String {
    desk.json(&["why"])["because"]["key"].as_str().unwrap_or_default().to_owned()
}

#[test]
fn it_says_nothing_while_the_desktop_asks_not_to_disturb_and_speaks_afterwards() {
    let (desk, tray) = begun();
    let dunst = desk.dunst();
    let _app = desk.start(&["--hidden"]);
    tray.shows("0 of 2 people");
    dunst.pause(true);

    desk.clock.set(AFTER_CUE);
    quiet_moment();
    assert_eq!(desk.heard().all().len(), 0);
    assert_eq!(rests(&desk), "nudge.rest.do_not_disturb");

    dunst.pause(false);
    desk.clock.set("2026-03-02T20:02:00+01:00");
    eventually("the nudge is on the screen", || (dunst.showing() == 1).then_some(()));
}

#[test]
fn it_says_nothing_to_a_locked_screen() {
    let (desk, tray) = begun();
    let dunst = desk.dunst();
    let locked = LockedScreen::on(&desk);
    let _app = desk.start(&["--hidden"]);
    tray.shows("0 of 2 people");

    desk.clock.set(AFTER_CUE);
    quiet_moment();
    assert_eq!(desk.heard().all().len(), 0);
    assert_eq!(rests(&desk), "nudge.rest.locked");

    drop(locked);
    desk.clock.set("2026-03-02T20:02:00+01:00");
    eventually("the nudge is on the screen", || (dunst.showing() == 1).then_some(()));
}

#[test]
fn it_says_nothing_over_a_program_that_fills_the_screen() {
    let (desk, tray) = begun();
    let dunst = desk.dunst();
    let film = FilledScreen::on(&desk);
    let _app = desk.start(&["--hidden"]);
    tray.shows("0 of 2 people");

    desk.clock.set(AFTER_CUE);
    quiet_moment();
    assert_eq!(desk.heard().all().len(), 0);
    assert_eq!(rests(&desk), "nudge.rest.full_screen");

    film.ends();
    desk.clock.set("2026-03-02T20:02:00+01:00");
    eventually("the nudge is on the screen", || (dunst.showing() == 1).then_some(()));
}

#[test]
fn what_the_desktop_does_not_tell_is_said_and_is_no_reason_for_silence() {
    let (desk, tray) = begun();
    let plain = desk.plain_daemon();
    let app = desk.open();
    tray.shows("0 of 2 people");

    let told = desk.cli(&["why"]).out;
    assert!(told.contains("Resting: the day’s cue comes at 13:00."), "{told}");
    for line in ["Do not disturb: this desktop does not tell.", "Screen sharing: this desktop does not tell."] {
        assert!(told.contains(line), "{line} is not in:\n{told}");
    }
    assert!(desk.cli_without_desktop(&["why"]).out.contains("Full screen: this desktop does not tell."));
    let window = app.window();
    window.click("link", "Settings");
    window.shows("It does not say whether you want to be disturbed.");

    desk.clock.set(AFTER_CUE);
    eventually("the nudge was shown", || (desk.heard().all().len() == 1).then_some(()));
    drop(plain);
}

#[test]
fn three_that_went_by_are_asked_about_once_and_the_button_is_an_answer() {
    let (desk, tray) = begun();
    let dunst = desk.dunst();
    let _app = desk.start(&["--hidden"]);
    tray.shows("0 of 2 people");
    for (said, moment) in (1..).zip([AFTER_CUE, "2026-03-03T20:00:30+01:00", "2026-03-04T20:00:30+01:00"]) {
        desk.clock.set(moment);
        eventually("the day's nudge was said", || (desk.heard().all().len() == said).then_some(()));
    }

    desk.clock.set("2026-03-05T20:00:30+01:00");
    eventually("it asks", || (desk.heard().all().len() == 4).then_some(()));
    let question = desk.heard().all()[3].clone();
    assert_eq!(question.buttons, ["Another time", "Fewer", "A week of quiet", "As it is"]);

    dunst.press("Fewer");
    eventually("it is so", || (desk.setting("cue-every") == "2").then_some(()));
    desk.clock.set("2026-03-06T20:00:30+01:00");
    quiet_moment();
    assert_eq!(desk.heard().all().len(), 4);
    assert_eq!(rests(&desk), "nudge.rest.every");
}
