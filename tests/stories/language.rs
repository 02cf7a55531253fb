//! One language at every door.

use crate::desk::{Desk, eventually};

#[test]
fn a_language_chosen_in_the_window_is_spoken_by_the_tray_the_next_notification_and_the_command_line() {
    let desk = Desk::at("2026-03-01T18:00:00+01:00");
    assert_eq!(desk.cli(&["log", "asked", "Ana"]).code, Some(0));
    desk.clock.set("2026-03-02T09:00:00+01:00");
    let (tray, dunst) = (desk.tray_host(), desk.dunst());
    let app = desk.open();
    let window = app.window();
    tray.shows("0 of 2 people");
    window.click("link", "Settings");

    window.the("combobox", "Language").set("de");

    window.the("heading", "Optionen");
    window.shows("Sprache geändert");
    tray.shows("0 von 2 Personen");
    assert!(tray.menu_text().contains("Beenden"), "{}", tray.menu_text());
    assert_eq!(desk.cli(&["status"]).out.lines().next(), Some("0 von 2 Personen · Stärke 0\u{202f}%"));
    desk.clock.set("2026-03-02T20:00:30+01:00");
    eventually("the nudge is on the screen", || (dunst.showing() == 1).then_some(()));
    let monday = ["Schon getan", "Zeig mir jemanden", "Zurückblicken", "Später", "Heute ruhen"];
    assert_eq!(desk.heard().all()[0].buttons, monday);

    window.click("button", "Rückgängig");
    window.the("heading", "Settings");
    tray.shows("0 of 2 people");
}
