//! Real servers: snac2, and Bluesky's own. They have a clock of their own, so the desk has the same.

use crate::desk::{Desk, eventually, search};
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
    let wrong = desk.cli_typing(&["add", "bluesky", &name, "--in-file"], "not-her-password");
    assert_eq!(wrong.code, Some(1), "{wrong:?}");
    assert!(wrong.err.contains("does not accept the sign-in"), "{wrong:?}");
    let added = desk.cli_typing(&["add", "bluesky", &name, "--in-file"], &mira.app_password);
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
