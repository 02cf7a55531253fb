//! Real servers: snac2, and Bluesky's own. They have a clock of their own, so the desk has the same.

use crate::desk::{Desk, Window, eventually, names_in_window, search};
use serde_json::Value;
use std::time::{Duration, Instant};

fn now() -> String {
    chrono::Utc::now().to_rfc3339()
}

/// Syncs again and again until somebody was heard: real servers tell people late.
fn syncs_until_heard(desk: &Desk) {
    let begun = Instant::now();
    let mut heard = 0;
    while heard == 0 {
        assert!(begun.elapsed() < Duration::from_secs(120), "nobody was heard");
        desk.clock.set(&now());
        let synced = desk.json(&["sync"]);
        assert_eq!(synced[0]["code"], Value::Null, "{synced:#}");
        heard = synced[0]["heard"].as_u64().unwrap();
        std::thread::sleep(Duration::from_secs(1));
    }
}

/// Today's entries that count, and what the waiting list says of its first.
fn credited(desk: &Desk) -> Vec<String> {
    let day = desk.json(&["status"])["day"].as_str().unwrap().to_owned();
    let day = desk.json(&["why", &day]);
    let counts = |entry: &&Value| entry["standing"] == "credited";
    day["entries"]
        .as_array()
        .unwrap()
        .iter()
        .filter(counts)
        .map(|one| one["name"].as_str().unwrap().to_owned())
        .collect()
}

#[test]
fn on_snac_two_people_talk_and_it_is_credited_though_it_is_the_poorest_of_servers() {
    let Some(snac) = peers::have(peers::Snac::start()) else { return };
    let (mira, bo) = (snac.person("mira").unwrap(), snac.person("bo").unwrap());
    let desk = Desk::at(&now());
    let own = snac.post(&mira, "I sow beans in March, and never before the frost is gone", None).unwrap();
    let text = format!("@mira@{} which beans do you sow, and how deep?", snac.host());
    let question = snac.post(&bo, &text, own["id"].as_str()).unwrap();

    let signed_in = desk.cli_in_browser(&["sign-in", &snac.url(), "--in-file"], |page| {
        snac.sign_in(page, &mira.name, &mira.password).unwrap()
    });
    assert_eq!(signed_in.code, Some(0), "{signed_in:?}");
    syncs_until_heard(&desk);

    let whom = desk.json(&["whom"]);
    assert_eq!(whom[0]["name"], format!("@bo@{}", snac.host()), "{whom:#}");
    assert_eq!(whom[0]["link"], question["url"], "{whom:#}");
    assert_eq!(credited(&desk), [""; 0]);
    let text = format!("@bo@{} runner beans and broad ones, three fingers deep", snac.host());
    snac.post(&mira, &text, question["id"].as_str()).unwrap();
    desk.clock.set(&now());
    assert_eq!(desk.json(&["sync"])[0]["posts"], 1);
    assert_eq!(credited(&desk), [format!("@bo@{}", snac.host())]);
    assert_eq!(desk.json(&["whom"])[0]["done"], true);
    let kinds = desk.json(&["kinds"]);
    assert_eq!(kinds["posts"], 2, "{kinds:#}");
    let secrets = [mira.password.clone(), mira.token.clone()];
    assert_eq!(search::found_in(&std::fs::read(desk.ledger()).unwrap(), &secrets), [""; 0]);
}

#[test]
fn on_bluesky_two_people_talk_and_it_is_credited() {
    let Some(bluesky) = peers::have(peers::Bluesky::with_appview()) else { return };
    let (mira, ben) = (bluesky.person("mira").unwrap(), bluesky.person("benno").unwrap());
    let desk = Desk::at(&now());
    let own = bluesky.post(&mira, "I sow beans in March, and never before the frost is gone", None).unwrap();
    let question = bluesky.post(&ben, "Which beans do you sow, and how deep?", Some(&own)).unwrap();

    let name = format!("{} {}", mira.handle, bluesky.url());
    let wrong = desk.cli_typing(&["add", "bluesky", &name, "--in-file", "--app-password"], "not-her-password");
    assert_eq!(wrong.code, Some(1), "{wrong:?}");
    assert!(wrong.err.contains("does not accept the sign-in"), "{wrong:?}");
    let added =
        desk.cli_pasting(&["add", "bluesky", &name, "--in-file", "--code"], |page| bluesky.allow(page, &mira).unwrap());
    assert_eq!(added.code, Some(0), "{added:?}");
    assert!(added.err.contains("plc.directory") && added.err.contains("localhost"), "hosts are told before: {added:?}");
    syncs_until_heard(&desk);

    let whom = desk.json(&["whom"]);
    assert_eq!(whom[0]["name"], "@benno.test", "{whom:#}");
    let key = question.uri.rsplit('/').next().unwrap();
    assert!(whom[0]["link"].as_str().unwrap().ends_with(key), "{whom:#}");
    bluesky.post(&mira, "Runner beans and broad ones, three fingers deep", Some(&question)).unwrap();
    eventually("the answer was read", || {
        desk.clock.set(&now());
        (desk.json(&["sync"])[0]["posts"] == 1).then_some(())
    });
    assert_eq!(credited(&desk), ["@benno.test"]);
    assert_eq!(desk.json(&["whom"])[0]["done"], true);
    // The server knows her only by its own word: no other was asked for her.
    let hosts = desk.json(&["sources"])["hosts"].clone();
    let hosts: Vec<&str> = hosts.as_array().unwrap().iter().map(|host| host["host"].as_str().unwrap()).collect();
    assert_eq!(hosts, ["localhost"]);
}

const IN_FILE: &str = "In a file that only you can read";

/// Adds what was found, and reads until somebody waits on Today.
fn adds_and_reads_until_somebody_waits(desk: &Desk, window: &Window, who: &str) {
    window.click("button", "Add it");
    window.shows("All is well.");
    let begun = Instant::now();
    while !desk.json(&["whom"]).to_string().contains(who) {
        assert!(begun.elapsed() < Duration::from_secs(120), "nobody was heard");
        desk.clock.set(&now());
        window.click("button", "Sync now");
        std::thread::sleep(Duration::from_secs(1));
        window.shows("All is well.");
    }
    window.click("link", "Today");
    window.the("button", &format!("Open the post of {who}"));
}

#[test]
fn in_the_window_snac_is_signed_in_to_on_its_own_page() {
    let Some(snac) = peers::have(peers::Snac::start()) else { return };
    let (mira, bo) = (snac.person("mira").unwrap(), snac.person("bo").unwrap());
    let desk = Desk::at(&now());
    let own = snac.post(&mira, "I sow beans in March, and never before the frost is gone", None).unwrap();
    let text = format!("@mira@{} which beans do you sow, and how deep?", snac.host());
    snac.post(&bo, &text, own["id"].as_str()).unwrap();
    let app = desk.open();
    let window = app.window();
    window.click("button", "Start with today");
    desk.signs_in_by_window(&window, &snac.url(), IN_FILE, |page| {
        snac.sign_in(page, &mira.name, &mira.password).unwrap()
    });
    window.shows(&format!("@mira@{}", snac.host()));
    adds_and_reads_until_somebody_waits(&desk, &window, &format!("@bo@{}", snac.host()));
}

/// Somebody whom another one asked something.
fn asked_on(bluesky: &peers::Bluesky) -> peers::bluesky::Person {
    let (mira, ben) = (bluesky.person("mira").unwrap(), bluesky.person("benno").unwrap());
    let own = bluesky.post(&mira, "I sow beans in March, and never before the frost is gone", None).unwrap();
    bluesky.post(&ben, "Which beans do you sow, and how deep?", Some(&own)).unwrap();
    mira
}

#[test]
fn in_the_window_bluesky_is_signed_in_to_on_its_own_page_and_reads_no_more_than_it_asked_for() {
    let Some(bluesky) = peers::have(peers::Bluesky::with_appview()) else { return };
    let mira = asked_on(&bluesky);
    let desk = Desk::at(&now());
    let app = desk.open();
    let window = app.window();
    window.click("button", "Start with today");
    let name = format!("{} {}", mira.handle, bluesky.url());
    desk.signs_in_to_bluesky(&window, &name, IN_FILE, |page| {
        assert!(page.contains("client_id=http%3A%2F%2Flocalhost"), "{page}");
        bluesky.allow(page, &mira).unwrap()
    });
    window.shows("Hosts asked localhost and plc.directory");
    adds_and_reads_until_somebody_waits(&desk, &window, "@benno.test");
    let kept = std::fs::read_to_string(desk.home.path("data/chime-in/secrets.json")).unwrap();
    assert!(kept.contains("listNotifications") && !kept.contains("transition"), "four methods that read, no more");
}

#[test]
fn in_the_window_bluesky_is_let_in_with_an_app_password_where_that_is_wanted() {
    let Some(bluesky) = peers::have(peers::Bluesky::with_appview()) else { return };
    let mira = asked_on(&bluesky);
    let desk = Desk::at(&now());
    let app = desk.open();
    let window = app.window();
    window.click("button", "Start with today");
    let name = format!("{} {}", mira.handle, bluesky.url());
    names_in_window(&window, "Bluesky", "Account", &name, IN_FILE);
    window.click("button", "Use an app password");
    window.the("textbox", "App password of Bluesky").write("not-her-password");
    window.click("button", "Add it");
    window.shows("does not accept the sign-in");
    window.the("textbox", "App password of Bluesky").write(&mira.app_password);
    adds_and_reads_until_somebody_waits(&desk, &window, "@benno.test");
}
