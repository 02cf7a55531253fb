//! Signing in to a Bluesky account in the browser, and reading with what comes of it, against its own servers.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod syncing;

use chrono::{DateTime, TimeDelta, Utc};
use feeds::bluesky::live::Bluesky;
use feeds::live::{Account, Reader as _, sees};
use feeds::net::{Failure, Net};
use feeds::sign_in::{Brought, Came, Loopback, Pages, UnderWay};
use peers::bluesky::Person;
use peers::http::get;
use secrecy::{ExposeSecret as _, SecretString};
use serde_json::{Value, json};
use std::time::Duration;
use syncing::Syncing;

/// The moment by the servers' own clock, which is this machine's.
#[expect(clippy::disallowed_methods, reason = "the servers check proofs by this machine's clock")]
fn now() -> DateTime<Utc> {
    Utc::now()
}

fn wrong_clock() -> DateTime<Utc> {
    now() - TimeDelta::hours(5)
}

/// The running servers, and a reader of the network as everybody has it.
struct World {
    peers: peers::Bluesky,
    reader: Bluesky,
    net: Net,
}

impl World {
    fn new(peers: peers::Bluesky) -> Self {
        Self { peers, reader: Bluesky::new(), net: Net::new().unwrap() }
    }

    fn typed(&self, who: &Person) -> String {
        format!("{} {}", who.handle, self.peers.url())
    }

    async fn begin(&self, who: &Person, ear: &Loopback) -> Box<dyn UnderWay> {
        self.reader.begin(&self.net, &self.typed(who), &ear.address(), now()).await.unwrap()
    }

    /// Goes through all of it, as `visitor` at the browser.
    async fn sign_in(&self, who: &Person, visitor: &Person) -> Result<(Account, SecretString), Failure> {
        let ear = Loopback::bind().await.unwrap();
        let under_way = self.begin(who, &ear).await;
        let back = self.peers.allow(under_way.page().as_str(), visitor).unwrap();
        assert!(back.starts_with(&ear.address()), "{back}");
        let browser = std::thread::spawn(move || get(back).send().unwrap());
        let came = ear.wait(under_way.state(), pages(), Duration::from_secs(10)).await;
        assert!(browser.join().unwrap().body.contains("done"));
        let Came::Code(brought) = came else { panic!("{came:?}") };
        let secret = under_way.finish(&self.net, &brought, now()).await?;
        assert!(!format!("{under_way:?} {secret:?}").contains(brought.code.expose_secret()));
        let account = self.reader.find(&self.net, &self.typed(who), Some(&secret)).await?;
        Ok((account, secret))
    }
}

/// A sign-in as it is kept.
fn opened(secret: &SecretString) -> Value {
    serde_json::from_str(secret.expose_secret()).unwrap()
}

fn pages() -> Pages {
    Pages { done: "done".into(), denied: "denied".into(), stray: "stray".into() }
}

/// The part of a token that says what it is good for.
fn claims(token: &Value) -> Value {
    use base64::Engine as _;
    let part = token.as_str().unwrap().split('.').nth(1).unwrap();
    serde_json::from_slice(&base64::prelude::BASE64_URL_SAFE_NO_PAD.decode(part).unwrap()).unwrap()
}

#[tokio::test]
async fn a_sign_in_through_the_browser_reads_what_others_said_and_nothing_else() {
    let Some(peers) = peers::have(peers::Bluesky::with_appview()) else { return };
    let (ana, bob) = (peers.person("ana").unwrap(), peers.person("bob").unwrap());
    let mine = peers.post(&ana, "Does anybody bake with rye?", None).unwrap();
    let answer = peers.post(&bob, "Yes, every Saturday, with a sourdough", Some(&mine)).unwrap();
    let world = World::new(peers);
    let (account, secret) = world.sign_in(&ana, &ana).await.unwrap();
    assert_eq!((account.id.as_str(), account.sees & sees::MENTIONS), (ana.did.as_str(), sees::MENTIONS));

    let kept = opened(&secret);
    assert_eq!(claims(&kept["access"])["sub"], ana.did);
    assert!(kept["client"].as_str().unwrap().starts_with("http://localhost?"), "{kept}");
    assert!(!kept["client"].as_str().unwrap().contains("transition"), "only four methods were asked for: {kept}");

    let mut sync = Syncing::new(&world.reader, &world.net, &account, Some(&secret), now);
    let mut heard = sync.run().await.unwrap().heard;
    // Notifications come some time after.
    for _ in 0..100 {
        if !heard.is_empty() {
            break;
        }
        tokio::time::sleep(Duration::from_millis(200)).await;
        heard = sync.run().await.unwrap().heard;
    }
    assert_eq!(heard.iter().map(|heard| heard.id.as_str()).collect::<Vec<_>>(), [answer.uri.as_str()]);
    assert_eq!(heard[0].whom.name.as_deref(), Some("@bob.test"));

    // Where this machine's clock is wrong, the server's own counts.
    let mut sync = Syncing::new(&world.reader, &world.net, &account, Some(&secret), wrong_clock);
    assert_eq!(sync.run().await.unwrap().heard.len(), 1);
}

#[tokio::test]
async fn its_tokens_are_renewed_each_once_and_the_new_ones_come_in_a_step_of_their_own() {
    let Some(peers) = peers::have(peers::Bluesky::start()) else { return };
    let ana = peers.person("ana").unwrap();
    peers.post(&ana, "Good morning", None).unwrap();
    let world = World::new(peers);
    let (account, secret) = world.sign_in(&ana, &ana).await.unwrap();
    let mut run_out = opened(&secret);
    // As it is after an hour: the server takes the token no longer.
    let access = run_out["access"].as_str().unwrap().to_owned();
    run_out["access"] = json!(format!("{}AAAA", access.get(..access.len() - 4).unwrap()));
    let mut sync = Syncing::new(&world.reader, &world.net, &account, Some(&run_out.to_string().into()), now);
    let mut renewing = Vec::new();
    for _ in 0..10 {
        let page = sync.step().await.unwrap();
        renewing.extend(page.secret.is_some().then_some((page.posts.len(), page.heard.len(), page.goes_on)));
        if !page.goes_on {
            break;
        }
    }
    assert_eq!(renewing, [(0, 0, true)], "nothing else comes with it, that may fail to be written");
    let renewed = opened(sync.secret.as_ref().unwrap());
    for token in ["access", "refresh"] {
        assert_ne!(renewed[token], run_out[token]);
    }
    for kept in ["did", "server", "key", "client", "exchange"] {
        assert_eq!(renewed[kept], run_out[kept]);
    }
    assert_eq!(sync.run().await.unwrap().posts.len(), 0, "it goes on from there");

    // The old ones hold no longer: the person has to sign in again.
    let mut sync = Syncing::new(&world.reader, &world.net, &account, Some(&run_out.to_string().into()), now);
    let failure = sync.run().await.unwrap_err();
    assert!(matches!(failure, Failure::SignedOut { .. }), "{failure}");
}

#[tokio::test]
async fn a_key_of_somebody_else_opens_nothing_with_the_same_tokens() {
    let Some(peers) = peers::have(peers::Bluesky::start()) else { return };
    let (ana, bob) = (peers.person("ana").unwrap(), peers.person("bob").unwrap());
    let world = World::new(peers);
    let (account, secret) = world.sign_in(&ana, &ana).await.unwrap();
    let (_, other) = world.sign_in(&bob, &bob).await.unwrap();
    let mut stolen = opened(&secret);
    stolen["key"] = opened(&other)["key"].clone();
    let mut sync = Syncing::new(&world.reader, &world.net, &account, Some(&stolen.to_string().into()), now);
    let failure = sync.run().await.unwrap_err();
    assert!(matches!(failure, Failure::SignedOut { .. } | Failure::Strange { .. }), "{failure}");
}

#[tokio::test]
async fn whoever_signs_in_as_somebody_else_or_says_no_is_told_so() {
    let Some(peers) = peers::have(peers::Bluesky::start()) else { return };
    let (ana, bob) = (peers.person("ana").unwrap(), peers.person("bob").unwrap());
    let world = World::new(peers);

    let ear = Loopback::bind().await.unwrap();
    let under_way = world.begin(&ana, &ear).await;
    let back = world.peers.deny(under_way.page().as_str()).unwrap();
    let browser = std::thread::spawn(move || get(back).send().unwrap());
    let came = ear.wait(under_way.state(), pages(), Duration::from_secs(10)).await;
    assert!(matches!(&came, Came::Denied(why) if why == "access_denied"), "{came:?}");
    assert!(browser.join().unwrap().body.contains("denied"));

    // The code goes to nobody but the server that says it gave it.
    let ear = Loopback::bind().await.unwrap();
    let under_way = world.begin(&ana, &ear).await;
    for issuer in [None, Some("https://other.example".to_owned())] {
        let brought = Brought { code: "cod-x".into(), issuer };
        world.net.take_asked();
        let failure = under_way.finish(&world.net, &brought, now()).await.unwrap_err();
        assert!(matches!(failure, Failure::Strange { .. }), "{failure}");
        assert!(world.net.take_asked().is_empty());
    }

    // The page asks for whom the app named; somebody else's yes opens nothing.
    let back = reqwest::Url::parse(&world.peers.allow(under_way.page().as_str(), &bob).unwrap()).unwrap();
    let value = |name: &str| back.query_pairs().find(|(is, _)| is == name).map(|(_, value)| value.into_owned());
    let brought = Brought { code: value("code").unwrap().into(), issuer: value("iss") };
    let failure = under_way.finish(&world.net, &brought, now()).await.unwrap_err();
    assert!(matches!(&failure, Failure::Strange { what, .. } if what == "a sign-in of somebody else"), "{failure}");
    let again = under_way.finish(&world.net, &brought, now()).await.unwrap_err();
    assert!(matches!(again, Failure::SignedOut { .. }), "a code is good for once: {again}");
}
