//! What somebody hears who does not see the window.

use crate::desk::{Desk, Part, ScreenReader, eventually_or};

/// What can be used or carries a meaning, and is nothing without a name.
const NAMED: [&str; 13] = [
    "button",
    "checkbox",
    "combobox",
    "dialog",
    "heading",
    "image",
    "link",
    "radio",
    "searchbox",
    "slider",
    "spinbutton",
    "switch",
    "textbox",
];

/// The screens, by the words of their links.
const SCREENS: [&str; 8] = ["Today", "People", "Feed", "Calendar", "Review", "Inbox", "Sources", "Settings"];

/// The parts of the page, once it is this screen.
fn read(reader: &ScreenReader, screen: &str) -> Vec<Part> {
    eventually_or(
        || format!("a reader finds the screen {screen}"),
        || {
            let parts = reader.parts();
            let headings = parts.iter().filter(|part| part.attributes.get("level").is_some_and(|level| level == "1"));
            (headings.filter(|part| part.showing && part.name.contains(screen)).count() == 1).then_some(parts)
        },
    )
}

fn names<'a>(parts: &'a [Part], role: &str) -> Vec<&'a str> {
    parts.iter().filter(|part| part.role == role).map(|part| part.name.as_str()).collect()
}

#[test]
fn every_screen_has_a_name_for_all_it_offers() {
    let desk = Desk::at("2026-03-02T09:00:00+01:00");
    let reader = ScreenReader::start(&desk);
    let app = desk.open_to_be_read();
    let window = app.window();
    window.click("button", "Show sample data");
    window.the("region", "This is sample data.");
    for screen in SCREENS {
        window.click("link", screen);
        let parts = read(&reader, screen);
        let nameless: Vec<&Part> =
            parts.iter().filter(|part| NAMED.contains(&part.role.as_str()) && part.name.trim().is_empty()).collect();
        assert!(nameless.is_empty(), "{screen}: {nameless:#?}");
        assert_eq!(names(&parts, "navigation")[..1], ["Main"], "{screen}");
        assert_eq!(names(&parts, "main").len(), 1, "{screen}");
        let here = parts.iter().find(|part| part.attributes.get("current").is_some_and(|it| it == "page"));
        assert_eq!(here.map(|part| part.name.as_str()), Some(screen));
    }
}

#[test]
fn what_was_logged_is_read_aloud_and_the_focus_stays_where_the_next_name_is_written() {
    let desk = Desk::at("2026-03-02T09:00:00+01:00");
    let reader = ScreenReader::start(&desk);
    let app = desk.open_to_be_read();
    let window = app.window();
    window.click("button", "Start with today");
    read(&reader, "Today");

    for name in ["Ana", "Ben"] {
        window.the("combobox", "With whom?").write(name);
        window.click("button", "Log");

        assert_eq!(reader.hears(name), "polite");
        let focused = reader.focused().map(|part| (part.role, part.name));
        assert_eq!(focused, Some(("combobox".to_owned(), "With whom?".to_owned())));
    }
}
