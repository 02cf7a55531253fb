//! Signing in to a server in the browser, and reading with what comes of it.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod live_support;

use feeds::live::Reader as _;
use feeds::mastodon::{Mastodon as Reads, sign_in};
use feeds::net::Net;
use feeds::sign_in::{Came, Loopback, Pages};
use live_support::runtime;
use peers::Mastodon;
use peers::http::get;
use peers::mastodon::Manners;
use secrecy::ExposeSecret as _;
use std::time::Duration;

fn pages() -> Pages {
    Pages { done: "done".into(), denied: "denied".into(), stray: "stray".into() }
}

#[test]
fn a_sign_in_through_the_browser_opens_reading_and_nothing_else() {
    for manners in [Manners::mastodon(), Manners::gotosocial(), Manners::snac()] {
        let server = Mastodon::with(manners).unwrap();
        let mira = server.person("mira");
        let (net, runtime) = (Net::new().unwrap(), runtime());
        let ear = runtime.block_on(Loopback::bind()).unwrap();
        let address = ear.address();
        let under_way = runtime.block_on(sign_in::begin(&net, server.url(), &address)).unwrap();
        assert!(
            !format!("{under_way:?}").contains(under_way.state().expose_secret().get(..20).unwrap())
                || under_way.page().as_str().contains("state=")
        );
        let state = under_way.state().clone();
        let back = server.allow(under_way.page().as_str(), &mira).unwrap();
        assert!(back.starts_with(&address), "{back}");
        let browser = std::thread::spawn(move || get(back).send().unwrap());
        let came = runtime.block_on(ear.wait(&state, pages(), Duration::from_secs(10)));
        let Came::Code(brought) = came else { panic!("{came:?}") };
        let code = brought.code;
        assert!(browser.join().unwrap().body.contains("done"));
        let secret = runtime.block_on(under_way.finish(&net, code.expose_secret())).unwrap();
        assert!(!format!("{secret:?}").contains(code.expose_secret()));

        let found = runtime.block_on(Reads.find(&net, server.url(), Some(&secret))).unwrap();
        assert_eq!(found.key, mira.id);
        let asked = server.seen();
        assert!(asked.iter().any(|one| one.contains("read%3Aaccounts") || one.contains("read:accounts")), "{asked:?}");
        assert!(asked.iter().all(|one| !one.contains("write")));
        // The code is used up.
        let again = runtime.block_on(under_way.finish(&net, code.expose_secret()));
        assert_eq!(again.unwrap_err().code(), "net.signed-out");

        runtime.block_on(sign_in::revoke(&net, server.url(), &secret)).unwrap();
        let after = runtime.block_on(Reads.find(&net, server.url(), Some(&secret)));
        assert_eq!(after.unwrap_err().code(), "net.signed-out");
    }
}

#[test]
fn a_server_is_signed_in_to_by_whatever_names_it() {
    let server = Mastodon::start().unwrap();
    let mira = server.person("mira");
    let (net, runtime) = (Net::new().unwrap(), runtime());
    let host = server.url().strip_prefix("http://").unwrap();
    for typed in [
        host.to_owned(),
        format!(" {host}/"),
        format!("@mira@{host}"),
        format!("{host}/@mira"),
        format!("{}/@mira", server.url()),
        server.url().to_owned(),
    ] {
        let under_way = runtime.block_on(sign_in::begin(&net, &typed, sign_in::PASTE));
        let under_way = under_way.unwrap_or_else(|failure| panic!("{typed}: {failure}"));
        let page = server.allow(under_way.page().as_str(), &mira).unwrap();
        let code = page.split_once("code=").unwrap().1;
        let secret = runtime.block_on(under_way.finish(&net, code)).unwrap();
        assert_eq!(runtime.block_on(Reads.find(&net, &typed, Some(&secret))).unwrap().key, mira.id, "{typed}");
    }
    for typed in ["mira", "@mira", ""] {
        let failed = runtime.block_on(sign_in::begin(&net, typed, sign_in::PASTE));
        assert_eq!(failed.unwrap_err().code(), "net.unreadable", "{typed}");
    }
}

#[test]
fn where_the_browser_cannot_come_back_the_code_is_pasted() {
    let server = Mastodon::start().unwrap();
    let mira = server.person("mira");
    let (net, runtime) = (Net::new().unwrap(), runtime());
    let under_way = runtime.block_on(sign_in::begin(&net, server.url(), sign_in::PASTE)).unwrap();
    let page = server.allow(under_way.page().as_str(), &mira).unwrap();
    let code = page.split_once("code=").unwrap().1;
    let secret = runtime.block_on(under_way.finish(&net, &format!(" {code}\n"))).unwrap();
    assert!(runtime.block_on(Reads.find(&net, server.url(), Some(&secret))).is_ok());
}

#[test]
fn a_wrong_code_and_a_no_are_told_as_such() {
    let server = Mastodon::start().unwrap();
    let mira = server.person("mira");
    let (net, runtime) = (Net::new().unwrap(), runtime());
    let ear = runtime.block_on(Loopback::bind()).unwrap();
    let under_way = runtime.block_on(sign_in::begin(&net, server.url(), &ear.address())).unwrap();
    assert_eq!(runtime.block_on(under_way.finish(&net, "wrong")).unwrap_err().code(), "net.signed-out");
    let back = server.deny(under_way.page().as_str(), &mira).unwrap();
    let state = under_way.state().clone();
    let browser = std::thread::spawn(move || get(back).send().unwrap());
    let came = runtime.block_on(ear.wait(&state, pages(), Duration::from_secs(10)));
    assert!(matches!(&came, Came::Denied(why) if why == "access_denied"), "{came:?}");
    assert!(browser.join().unwrap().body.contains("denied"));
}

#[test]
fn what_registers_no_apps_is_no_server_to_sign_in_to() {
    let faulty = peers::Faulty::start().unwrap();
    let (net, runtime) = (Net::new().unwrap(), runtime());
    let failed = runtime.block_on(sign_in::begin(&net, faulty.url(), sign_in::PASTE));
    assert_eq!(failed.unwrap_err().code(), "net.strange");
}
