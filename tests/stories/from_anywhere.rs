//! The keys that open the quick log whatever program is in front.

use crate::desk::{ALT, CONTROL, Desk, eventually, quiet_moment};

const L: u32 = 'l' as u32;

#[test]
fn keys_from_anywhere_open_the_small_window_and_what_is_logged_there_counts() {
    let desk = Desk::at("2026-03-02T09:00:00+01:00");
    let tray = desk.tray_host();
    let app = desk.open();
    let window = app.window();
    window.click("button", "Start with today");
    let frames = desk.frames();
    frames.chord(&[CONTROL, ALT, L]);
    quiet_moment();
    assert_eq!(frames.titles(), ["Chime In"], "nobody has asked for keys yet");

    window.click("link", "Settings");
    window.the("combobox", "Quick log from anywhere").set("Ctrl+Alt+L");
    frames.close("Chime In");
    eventually("no window is left", || frames.titles().is_empty().then_some(()));

    eventually("the keys open the small window", || {
        frames.chord(&[CONTROL, ALT, L]);
        quiet_moment();
        (frames.titles() == ["Chime In: log"]).then_some(())
    });
    frames.enter("Chime In: log", "Ana Ruiz");
    tray.shows("1 of 2 people");
    assert!(desk.cli(&["people"]).out.contains("Ana Ruiz"));
}
