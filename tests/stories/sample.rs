//! Looking around first: sample data, clearly marked, gone when it is asked once more.

use crate::desk::{Desk, eventually};

#[test]
fn sample_data_is_marked_and_goes_when_it_is_asked_once_more() {
    let desk = Desk::at("2026-03-02T18:00:00+01:00");
    let app = desk.open();
    let window = app.window();

    window.click("button", "Show sample data");
    window.the("region", "This is sample data.");
    window.the("heading", "Counted today");

    window.click("button", "Remove it");
    window.click("button", "Remove the sample data");
    window.the("button", "Show sample data");
    assert!(!window.has("region", "This is sample data."));
    eventually("nothing of it is left", || (desk.json(&["kinds"])["posts"] == 0).then_some(()));
}
