//! The whole day: archive in, drift seen, nudge answered, streak kept.

use crate::desk::{Desk, eventually, quiet_moment, shared};

#[test]
fn a_whole_day_in_the_life() {
    let Some(archive) = shared("x-archives/geoinquiets.zip") else { return };
    let desk = Desk::at("2026-03-02T09:00:00+01:00");
    let (tray, dunst) = (desk.tray_host(), desk.dunst());
    let app = desk.open();
    let window = app.window();

    // The archive goes in through the system's own file dialog.
    window.click("button", "Choose a file…");
    desk.frames().enter("Archives to import", archive.canonicalize().unwrap().to_str().unwrap());
    window.the("heading", "Your archive is read");
    window.shows("12,058 posts");

    // The feed's story is told: the year it stopped talking is found by itself.
    window.click("link", "See your feed");
    let headline = desk.json(&["kinds"])["headline"]["text"].as_str().unwrap().to_owned();
    assert!(headline.starts_with("In 2012"), "{headline}");
    window.shows(&headline);
    window.shows("Autopilot");
    let history = desk.json(&["drift"]);
    let turns = history["turns"].as_array().unwrap();
    assert!(turns.iter().any(|turn| turn["to"] == "autopilot"), "{history:#}");

    // The person chooses a time, and is nudged then and not before.
    window.click("link", "Settings");
    window.click("radio", "I set it");
    window.the("textbox", "Time of your moment").set("14:05");
    eventually("the time is kept", || (desk.setting("cue") == "14:05").then_some(()));
    desk.clock.set("2026-03-02T14:04:30+01:00");
    quiet_moment();
    assert_eq!(desk.heard().all(), []);
    desk.clock.set("2026-03-02T14:05:10+01:00");
    eventually("the nudge is on the screen", || (dunst.showing() == 1).then_some(()));
    let [nudge] = &desk.heard().all()[..] else { panic!("{:?}", desk.heard().all()) };
    let monday = ["I did it", "Show me someone", "Look back", "Later", "Rest today"];
    assert_eq!(nudge.buttons, monday);

    // It is answered where it stands.
    dunst.press("I did it");
    tray.shows("1 of 2 people");
    window.click("link", "Today");
    window.the("img", "1 of 2 people today");

    // One more, from the tray.
    tray.click(&["Log", "Asked", "someone else…"]);
    tray.shows("2 of 2 people");
    window.the("img", "2 of 2 people today");
    let status = desk.json(&["status"]);
    assert_eq!((&status["counted"], &status["goal"], &status["state"]), (&2.into(), &2.into(), &"kept".into()));
    assert!(desk.cli(&["status"]).out.contains("2 of 2 people"));

    // The goal is met: the rest of the day is silent.
    desk.clock.set("2026-03-02T21:30:00+01:00");
    quiet_moment();
    assert_eq!(desk.heard().all().len(), 1);
}
