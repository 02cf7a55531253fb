//! What goes wrong between the app and a server: the reason is readable, and nothing is lost or doubled.

use crate::desk::{Desk, Town, browse, eventually, eventually_or, quiet_moment};
use peers::faulty::{Fault, Wait};
use peers::mastodon::{Draft, Manners};
use peers::{Faulty, Mastodon};
use serde_json::Value;

const MONDAY: &str = "2026-03-02T18:00:00+01:00";
const POSTS: usize = 230;

/// A server with a history, and something in front of it that can spoil its answers. The server names no doors of its
/// own, which would lead past that.
struct Far {
    server: Mastodon,
    mira: peers::mastodon::Person,
    ben: peers::mastodon::Person,
    faulty: Faulty,
}

impl Far {
    fn new() -> Self {
        let server = Mastodon::with(Manners { pkce: false, ..Manners::mastodon() }).unwrap();
        let (mira, ben) = (server.person("mira"), server.person("ben"));
        server.history(&mira, &ben, POSTS, crate::desk::at("2026-03-02T17:00:00"));
        let faulty = Faulty::before(server.url()).unwrap();
        Self { server, mira, ben, faulty }
    }

    /// A desk at which Mira signed in, through what may spoil answers; nothing is read yet.
    fn desk(&self) -> Desk {
        let desk = Desk::at(MONDAY);
        let args = ["sign-in", self.faulty.url(), "--in-file"];
        let answer = desk.cli_in_browser(&args, |page| self.server.allow(page, &self.mira).unwrap());
        assert_eq!(answer.code, Some(0), "{answer:?}");
        desk
    }
}

fn card(desk: &Desk) -> Value {
    desk.json(&["sources"])["sources"][0].clone()
}

#[test]
fn the_network_cut_midway_of_a_first_sync_it_goes_on_where_it_was() {
    let far = Far::new();
    let whole = far.desk();
    assert_eq!(whole.json(&["sync"])[0]["posts"], POSTS);
    for fault in [Fault::CutAfter(600), Fault::Truncated, Fault::Page, Fault::Down(503)] {
        let desk = far.desk();
        far.faulty.break_down("/api/v1/accounts/", 2, 1, fault.clone());

        let cut = desk.cli(&["sync", "--json"]);

        assert_eq!(cut.code, Some(1), "{fault:?}: {cut:?}");
        let came: Value = serde_json::from_str(&cut.out).unwrap();
        let posts = came[0]["posts"].as_u64().unwrap();
        assert!((1..POSTS as u64).contains(&posts), "{fault:?}: {came:#}");
        let (said, health) = (card(&desk)["said"]["text"].clone(), card(&desk)["health"].clone());
        assert_eq!(health, "waiting", "{fault:?}: {said}");
        assert!(said.as_str().unwrap().ends_with("It is tried again by itself."), "{fault:?}: {said}");

        // A minute later the running app takes it up by itself.
        let (tray, _app) = (desk.tray_host(), desk.start(&["--hidden"]));
        tray.shows("of 2 people");
        desk.clock.set("2026-03-02T18:03:00+01:00");
        eventually_or(
            || format!("{fault:?}: {:#}", card(&desk)),
            || (card(&desk)["health"] == "well" && card(&desk)["posts"] == POSTS).then_some(()),
        );
        far.faulty.heal();
        eventually_or(
            || format!("{fault:?}: what it is made of"),
            || (desk.json(&["kinds"]) == whole.json(&["kinds"])).then_some(()),
        );
        for day in ["2026-03-02", "2026-02-27", "2026-02-24"] {
            assert_eq!(desk.json(&["why", day])["cell"]["counted"], whole.json(&["why", day])["cell"]["counted"]);
        }
    }
}

#[test]
fn a_server_that_asks_to_wait_is_left_alone_until_then_whoever_wants_it_read() {
    let far = Far::new();
    let desk = far.desk();
    desk.json(&["sync"]);
    far.server.post(&far.mira, Draft::new("A good evening to all of you here", crate::desk::at("2026-03-02T18:10:00")));
    desk.clock.set("2026-03-02T18:30:00+01:00");
    far.faulty.once("/api/v1/accounts/", Fault::TooMany(Wait::Seconds(600)));
    let limited = desk.cli(&["sync"]);
    assert_eq!(limited.code, Some(1), "{limited:?}");
    assert!(limited.err.contains("asks to wait"), "{limited:?}");
    assert!(card(&desk)["due"].as_str().unwrap().starts_with("2026-03-02T18:40"), "{:#}", card(&desk));
    let asked = far.faulty.seen().len();

    // Not by the command line, not by the button, not by the clock.
    desk.clock.set("2026-03-02T18:32:00+01:00");
    assert_eq!(desk.cli(&["sync"]).code, Some(1));
    let app = desk.open();
    let window = app.window();
    window.click("link", "Sources");
    window.shows("asks to wait. It is asked again when it said so.");
    window.click("button", "Sync now");
    desk.clock.set("2026-03-02T18:39:00+01:00");
    quiet_moment();
    assert_eq!(far.faulty.seen()[asked..], [""; 0], "it was asked before its time");

    desk.clock.set("2026-03-02T18:41:00+01:00");
    window.shows("All is well.");
    assert_eq!(card(&desk)["posts"], POSTS + 1);
}

#[test]
fn a_token_taken_back_midway_is_said_and_one_button_signs_in_again() {
    let town = Town::new();
    let desk = Desk::at(MONDAY);
    let signed_in = desk.cli_in_browser(&["sign-in", town.url(), "--in-file"], |page| town.allows(page));
    assert_eq!(signed_in.code, Some(0), "{signed_in:?}");
    desk.json(&["sync"]);
    let (kinds, posts) = (desk.json(&["kinds"]), card(&desk)["posts"].clone());
    let app = desk.open();
    let window = app.window();

    town.server.revoke_tokens(&town.mira);
    town.answers_ben("2026-03-02T18:05:00");
    desk.clock.set("2026-03-02T18:20:00+01:00");

    window.click("link", "Sources");
    window.shows("does not accept the sign-in any more. Sign in again; nothing read so far is lost.");
    assert_eq!((desk.json(&["kinds"]), &card(&desk)["posts"]), (kinds, &posts));
    let asked = town.server.seen().len();
    desk.clock.set("2026-03-02T19:20:00+01:00");
    quiet_moment();
    assert_eq!(town.server.seen().len(), asked, "it is not knocked at again and again");

    window.click("button", "Sign in again");
    browse(&town.allows(&desk.opens(0)));
    window.shows("its sign-in is renewed, and nothing read so far is lost");
    window.click("button", "Renew the sign-in");

    window.shows("All is well.");
    eventually("the answer is credited", || (desk.json(&["status"])["counted"] == 1).then_some(()));
    assert_eq!(card(&desk)["posts"], posts.as_u64().unwrap() + 1);
    assert_eq!(desk.json(&["sources"])["sources"].as_array().unwrap().len(), 1);
}

#[test]
fn whoever_is_removed_is_read_no_more_and_her_sign_in_is_forgotten() {
    let far = Far::new();
    let desk = far.desk();
    desk.json(&["sync"]);
    let secrets = desk.home.path("data/chime-in/secrets.json");
    assert!(std::fs::read_to_string(&secrets).unwrap().contains("token"));
    let app = desk.open();
    let window = app.window();
    window.click("link", "Sources");
    window.click("button", "More for @mira");
    window.click("menuitem", "Remove");
    window.click("button", "Keep what was read");
    window.shows("It is not read any more.");

    assert!(!std::fs::read_to_string(&secrets).unwrap().contains("token"));
    let asked = far.faulty.seen().len();
    far.server.post(&far.ben, Draft::new("@mira are you still there?", crate::desk::at("2026-03-02T18:10:00")));
    desk.clock.set("2026-03-02T19:30:00+01:00");
    quiet_moment();
    assert_eq!(far.faulty.seen().len(), asked);
    let kinds = desk.json(&["kinds"]);
    assert!(kinds["posts"].as_u64().unwrap() > 200, "{kinds:#}");
}
