//! Live sources, from the sign-in in the browser to the reply that credits itself: against servers that really answer.

use crate::desk::{Desk, Town, Window, browse, eventually, eventually_or};
use serde_json::Value;

const MONDAY: &str = "2026-03-02T18:00:00+01:00";
const IN_FILE: &str = "In a file that only you can read";

/// A desk at which Mira signed in on the command line, and what she read.
fn signed_in(town: &Town) -> Desk {
    let desk = Desk::at(MONDAY);
    let answer = desk.cli_in_browser(&["sign-in", town.url(), "--in-file"], |page| town.allows(page));
    assert_eq!(answer.code, Some(0), "{answer:?}");
    desk
}

/// Whom to talk to: names without their hosts, and whether they are done.
fn whom(desk: &Desk) -> Vec<(String, bool)> {
    let all = desk.json(&["whom"]);
    let one = |one: &Value| (name(&one["name"]), one["done"].as_bool().unwrap());
    all.as_array().unwrap().iter().map(one).collect()
}

fn name(handle: &Value) -> String {
    handle.as_str().unwrap().trim_start_matches('@').split(['@', '.']).next().unwrap().to_owned()
}

fn named(all: &[(&str, bool)]) -> Vec<(String, bool)> {
    all.iter().map(|(name, done)| ((*name).to_owned(), *done)).collect()
}

/// Who counts for a day.
fn counted(desk: &Desk, day: &str) -> Vec<String> {
    let day = desk.json(&["why", day]);
    let counts = |entry: &&Value| entry["standing"] == "credited";
    let all: Vec<String> =
        day["entries"].as_array().unwrap().iter().filter(counts).map(|entry| name(&entry["name"])).collect();
    assert_eq!(day["cell"]["counted"], all.len(), "{day:#}");
    all
}

/// How many posts there are of each kind.
fn kinds(desk: &Desk) -> Vec<(String, u64)> {
    let kinds = desk.json(&["kinds"]);
    let one = |one: &Value| (one["kind"].as_str().unwrap().to_owned(), one["posts"].as_u64().unwrap());
    let mut all: Vec<_> = kinds["kinds"].as_array().unwrap().iter().map(one).collect();
    all.sort();
    all
}

/// What is true once Mira's town was read on Monday at six.
fn monday_is_read(desk: &Desk) {
    assert_eq!(counted(desk, "2026-03-01"), ["ana"], "the answer counts for the day it was given");
    assert_eq!(counted(desk, "2026-03-02"), [""; 0]);
    assert_eq!(whom(desk), named(&[("ben", false), ("carla", false)]), "who is known before who is new, and no robot");
    let expect = [("automated", 1), ("original", 1), ("reply", 2)].map(|(kind, posts)| (kind.to_owned(), posts));
    assert_eq!(kinds(desk), expect);
    let robots = desk.json(&["robots"]);
    assert_eq!((&robots[0]["app"], &robots[0]["posts"]), (&"Buffer".into(), &1.into()), "{robots:#}");
}

/// Reads the source in the window, to the end.
fn syncs(window: &Window) {
    window.click("link", "Sources");
    window.click("button", "Sync now");
    window.shows("All is well.");
}

#[test]
fn signed_in_by_the_window_it_reads_names_who_waits_and_credits_the_answer() {
    let town = Town::new();
    let desk = Desk::at(MONDAY);
    let app = desk.open();
    let window = app.window();
    window.click("button", "Start with today");

    desk.signs_in_by_window(&window, town.url(), IN_FILE, |page| town.allows(page));
    window.shows("@mira@127.0.0.1");
    window.shows("Hosts asked 127.0.0.1");
    window.click("button", "Add it");
    window.shows("All is well.");
    monday_is_read(&desk);

    // Today shows who waits; a click opens the post, and the answer given there is credited by the next sync.
    window.click("link", "Today");
    window.shows("you something 2 hours ago");
    window.the("img", "0 of 2 people today");
    let before = desk.opened().len();
    window.click("button", "Open the post of @ben");
    let post = desk.opens(before);
    assert!(post.starts_with(town.url()) && post.ends_with(&town.bens_question), "{post}");
    window.shows("The next sync credits it");
    town.answers_ben("2026-03-02T18:05:00");
    desk.clock.set("2026-03-02T18:06:00+01:00");
    syncs(&window);
    window.click("link", "Today");
    window.shows("Talked today");
    window.the("img", "1 of 2 people today");
    assert_eq!(counted(&desk, "2026-03-02"), ["ben"]);
    assert_eq!(whom(&desk), named(&[("carla", false), ("ben", true)]));
}

#[test]
fn signed_in_on_the_command_line_it_is_the_same_without_a_window() {
    let town = Town::new();
    let desk = signed_in(&town);

    let synced = desk.json(&["sync"]);

    assert_eq!((&synced[0]["posts"], &synced[0]["heard"]), (&4.into(), &4.into()), "{synced:#}");
    monday_is_read(&desk);
    let said = desk.cli(&["whom"]).out;
    assert!(said.contains("asked you something 2 hours ago") && said.contains(&town.bens_question), "{said}");
    let hosts = desk.json(&["sources"])["hosts"].clone();
    assert_eq!((&hosts[0]["host"], hosts.as_array().unwrap().len()), (&"127.0.0.1".into(), 1), "{hosts:#}");
    let asked = u64::try_from(town.server.seen().iter().filter(|one| !browsing(one)).count()).unwrap();
    assert_eq!(hosts[0]["requests"], asked, "every question is counted, those of the sign-in too");
    town.answers_ben("2026-03-02T18:05:00");
    desk.clock.set("2026-03-02T18:20:00+01:00");
    town.server.forget_seen();
    assert_eq!(desk.json(&["sync"])[0]["posts"], 1);
    assert_eq!(whom(&desk), named(&[("carla", false), ("ben", true)]));
    assert_eq!(counted(&desk, "2026-03-02"), ["ben"]);

    // Once more, with nothing new.
    desk.clock.set("2026-03-02T18:40:00+01:00");
    town.server.forget_seen();
    let again = desk.json(&["sync"]);
    assert_eq!((&again[0]["posts"], &again[0]["heard"]), (&0.into(), &0.into()), "{again:#}");
    assert_eq!(town.server.seen().len(), 2, "{:?}", town.server.seen());
    assert_eq!(counted(&desk, "2026-03-02"), ["ben"]);
}

/// Whether it was the person's browser that asked.
fn browsing(request: &str) -> bool {
    request.contains("/oauth/authorize") || request.contains("/auth/sign_in")
}

#[test]
fn the_trays_line_and_the_notification_open_the_post_to_answer() {
    let town = Town::new();
    let desk = signed_in(&town);
    desk.json(&["sync"]);
    let (tray, dunst) = (desk.tray_host(), desk.dunst());
    let _app = desk.start(&["--hidden"]);

    tray.click(&["Answer @ben"]);
    let post = desk.opens(0);
    assert!(post.ends_with(&town.bens_question), "{post}");

    desk.clock.set("2026-03-02T20:00:30+01:00");
    eventually("the nudge is on the screen", || (dunst.showing() == 1).then_some(()));
    let nudge = desk.heard().all().remove(0);
    assert!(format!("{} {}", nudge.summary, nudge.body).contains("ben"), "{nudge:?}");
    dunst.press("Show me someone");
    assert_eq!(desk.opens(1), post);
}

#[test]
fn an_answer_seen_before_the_nudge_keeps_it_silent() {
    let town = Town::new();
    let desk = signed_in(&town);
    desk.json(&["sync"]);
    assert_eq!(desk.cli(&["log", "asked", "Dora"]).code, Some(0));
    let (tray, _dunst) = (desk.tray_host(), desk.dunst());
    let _app = desk.start(&["--hidden"]);
    tray.shows("1 of 2 people");
    town.answers_ben("2026-03-02T19:30:00");

    desk.clock.set("2026-03-02T20:00:30+01:00");

    tray.shows("2 of 2 people");
    crate::desk::quiet_moment();
    assert_eq!(desk.heard().all(), []);
}

#[test]
fn whose_page_says_no_or_who_has_no_place_for_the_sign_in_is_told_so() {
    let town = Town::new();
    let desk = Desk::at(MONDAY);
    let nowhere = desk.cli(&["sign-in", town.url()]);
    assert_eq!(nowhere.code, Some(1), "{nowhere:?}");
    assert!(nowhere.err.contains("--in-file") && !nowhere.err.contains("/oauth/authorize"), "{nowhere:?}");
    assert!(town.server.seen().is_empty(), "nobody was sent to a page for nothing");

    let denied =
        desk.cli_in_browser(&["sign-in", town.url(), "--in-file"], |page| town.server.deny(page, &town.mira).unwrap());
    assert_eq!(denied.code, Some(1), "{denied:?}");
    assert!(denied.err.contains("The sign-in was not allowed"), "{denied:?}");
    assert_eq!(desk.json(&["sources"])["sources"], serde_json::json!([]));
}

#[test]
fn a_sign_in_kept_in_memory_is_the_running_apps_and_a_command_leaves_it_alone() {
    let town = Town::new();
    let desk = Desk::at(MONDAY);
    let app = desk.open();
    let window = app.window();
    window.click("button", "Start with today");
    desk.signs_in_by_window(&window, town.url(), "Only until Chime In ends", |page| town.allows(page));
    window.click("button", "Add it");
    window.shows("All is well.");

    let answer = desk.cli(&["sync"]);

    assert_eq!(answer.code, Some(1), "{answer:?}");
    assert!(answer.err.contains("memory of the running app"), "{answer:?}");
    assert_eq!(desk.json(&["sources"])["sources"][0]["health"], "well", "nothing is wrong with it");
    town.answers_ben("2026-03-02T18:05:00");
    desk.clock.set("2026-03-02T18:06:00+01:00");
    syncs(&window);
    assert_eq!(counted(&desk, "2026-03-02"), ["ben"]);
    drop(window);
    app.kill();

    // In the next session it is gone, and said to be.
    desk.clock.set("2026-03-02T18:30:00+01:00");
    let app = desk.open();
    let window = app.window();
    window.click("link", "Sources");
    window.click("button", "Sync now");
    window.shows("Sign in again");
    assert_eq!(counted(&desk, "2026-03-02"), ["ben"], "nothing read so far is lost");
    let before = desk.opened().len();
    window.click("button", "Sign in again");
    window.click("radio", IN_FILE);
    window.click("button", "Open the sign-in page");
    browse(&town.allows(&desk.opens(before)));
    window.click("button", "Renew the sign-in");
    eventually_or(
        || format!("{:#}", desk.json(&["sources"])["sources"][0]),
        || (desk.json(&["sources"])["sources"][0]["health"] == "well").then_some(()),
    );
    assert_eq!(desk.json(&["sources"])["sources"].as_array().unwrap().len(), 1);
}
