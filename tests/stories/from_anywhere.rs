//! The keys that open the quick log whatever program is in front.

use crate::desk::{ALT, CONTROL, Desk, ScreenReader, eventually, quiet_moment};

const L: u32 = 'l' as u32;

#[test]
fn keys_from_anywhere_open_the_small_window_and_what_is_logged_there_counts() {
    let desk = Desk::at("2026-03-02T09:00:00+01:00");
    let tray = desk.tray_host();
    let reader = ScreenReader::start(&desk);
    let app = desk.open_to_be_read();
    let window = app.window();
    window.click("button", "Start with today");
    window.the("img", "0 of 2 people today");
    let frames = desk.frames();
    frames.chord(&[CONTROL, ALT, L]);
    quiet_moment();
    assert_eq!(frames.titles(), ["Chime In"], "nobody has asked for keys yet");

    window.click("link", "Settings");
    window.the("combobox", "Quick log from anywhere").set("Ctrl+Alt+L");
    eventually("the keys open the small window", || {
        frames.chord(&[CONTROL, ALT, L]);
        quiet_moment();
        frames.titles().contains(&"Chime In: log".to_owned()).then_some(())
    });
    frames.close("Chime In");
    eventually("only the small window is left", || (frames.titles() == ["Chime In: log"]).then_some(()));

    let field = Some(("combobox".to_owned(), "With whom?".to_owned()));
    eventually("its field waits for a name", || {
        (reader.focused().map(|part| (part.role, part.name)) == field).then_some(())
    });
    frames.enter("Chime In: log", "Ana Ruiz");
    tray.shows("1 of 2 people");
    assert!(desk.cli(&["people"]).out.contains("Ana Ruiz"));
}
