//! The reader of Bluesky, against its own servers on this machine.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod syncing;

use chrono::{DateTime, TimeDelta, Utc};
use feeds::bluesky::live::Bluesky;
use feeds::live::{Account, HeardSort, Page, Reader as _, Step, sees};
use feeds::net::{Failure, Limits, Net};
use peers::bluesky::Person;
use secrecy::{ExposeSecret as _, SecretString};
use serde_json::{Value, json};
use syncing::Syncing;

/// The moment by the servers' own clock, which is this machine's.
#[expect(clippy::disallowed_methods, reason = "the servers date posts by this machine's clock")]
fn now() -> DateTime<Utc> {
    Utc::now()
}

fn net() -> Net {
    Net::with(Limits::default()).unwrap()
}

/// The running servers, and a reader of theirs.
struct World {
    peers: peers::Bluesky,
    reader: Bluesky,
    net: Net,
}

impl World {
    fn new(peers: peers::Bluesky) -> Self {
        let reader = Bluesky::with_directory(peers.directory());
        Self { peers, reader, net: net() }
    }

    /// What the person would type: on this machine nobody else resolves handles.
    fn typed(&self, who: &Person) -> String {
        format!("{} {}", who.handle, self.peers.url())
    }

    async fn sign_in(&self, who: &Person) -> (Account, SecretString) {
        self.reader.sign_in(&self.net, &self.typed(who), &who.app_password.as_str().into()).await.unwrap()
    }

    fn sync<'a>(&'a self, account: &Account, secret: Option<&SecretString>) -> Syncing<'a> {
        Syncing::new(&self.reader, &self.net, account, secret, now)
    }
}

fn texts(page: &Page) -> Vec<&str> {
    let mut texts: Vec<&str> = page.posts.iter().map(|post| post.text.as_str()).collect();
    texts.sort_unstable();
    texts
}

#[tokio::test]
async fn an_account_is_found_by_its_handle_its_identity_and_its_servers_word() {
    let Some(peers) = peers::have(peers::Bluesky::start()) else { return };
    let ana = peers.person("ana").unwrap();
    let world = World::new(peers);
    let typed = world.typed(&ana);
    let account = world.reader.find(&world.net, &typed, None).await.unwrap();
    assert_eq!((account.id.as_str(), account.title.as_str()), (ana.did.as_str(), "@ana.test"));
    assert_eq!(account.place, world.peers.url());
    assert_eq!(account.sees, sees::POSTS | sees::REPLIES | sees::BOOSTS);
    assert_eq!(account.names, [ana.did.clone(), "@ana.test".to_owned()]);

    // By the directory: its handle is known to nobody but the server, so only the identity counts.
    let by_directory = world.reader.find(&world.net, &ana.did, None).await.unwrap();
    assert_eq!((by_directory.id.as_str(), by_directory.title.as_str()), (ana.did.as_str(), ana.did.as_str()));
    assert_eq!(by_directory.place, world.peers.url());

    for (typed, expect) in [
        (format!("nobody.test {}", world.peers.url()), "net.not-found"),
        ("did:plc:aaaaaaaaaaaaaaaaaaaaaaaa".to_owned(), "net.not-found"),
        ("ana@social.example".to_owned(), "net.unreadable"),
    ] {
        let failure = world.reader.find(&world.net, &typed, None).await.unwrap_err();
        assert_eq!(failure.code(), expect, "{typed}: {failure}");
    }
}

#[tokio::test]
async fn the_history_comes_once_and_then_only_what_is_new() {
    let Some(peers) = peers::have(peers::Bluesky::start()) else { return };
    let (ana, bob) = (peers.person("ana").unwrap(), peers.person("bob").unwrap());
    let question = peers.post(&bob, "Does anybody bake with rye?", None).unwrap();
    let first = peers.post(&ana, "Good morning, everybody out there", None).unwrap();
    let reply = peers.post(&ana, "Yes, every Saturday, with a sourdough", Some(&question)).unwrap();
    let repost = json!({
        "$type": "app.bsky.feed.repost", "createdAt": now().to_rfc3339(),
        "subject": { "uri": question.uri, "cid": question.cid },
    });
    peers.record(&ana, &repost).unwrap();
    let old = json!({ "$type": "app.bsky.feed.post", "text": "From my old blog", "createdAt": "2015-03-01T10:00:00Z" });
    peers.record(&ana, &old).unwrap();
    let future = json!({ "$type": "app.bsky.feed.post", "text": "From tomorrow", "createdAt": "2099-01-01T00:00:00Z" });
    peers.record(&ana, &future).unwrap();

    let world = World::new(peers);
    let (account, secret) = world.sign_in(&ana).await;
    let mut sync = world.sync(&account, Some(&secret));
    let all = sync.run().await.unwrap();
    assert!(all.complete);
    assert_eq!(
        texts(&all),
        [
            "",
            "From my old blog",
            "From tomorrow",
            "Good morning, everybody out there",
            "Yes, every Saturday, with a sourdough",
        ]
    );
    assert_eq!(all.of, Some(5));
    for post in &all.posts {
        assert!(now() - post.at < TimeDelta::minutes(10) && post.at <= now(), "{} at {}", post.text, post.at);
    }
    let answer = all.posts.iter().find(|post| post.id == reply.uri).unwrap().reply.clone().unwrap();
    assert_eq!((answer.whom.unwrap().handle.id, answer.own), (bob.did.clone(), false));
    assert_eq!(answer.post.as_deref(), Some(question.uri.as_str()));
    assert!(
        all.posts.iter().any(|post| post.boost.as_ref().is_some_and(|b| b.whom.as_ref().unwrap().handle.id == bob.did))
    );

    // Nothing is new: two questions, and nothing comes.
    sync.asked();
    let idle = sync.run().await.unwrap();
    assert_eq!(texts(&idle), Vec::<&str>::new());
    assert!(idle.edited.is_empty() && idle.gone.is_empty());
    assert_eq!(sync.asked(), 2);

    // A new post, an edited one, a deleted one, and one with a key of long ago.
    world.peers.post(&ana, "Good night", None).unwrap();
    let key = first.uri.rsplit('/').next().unwrap();
    let put = |rkey: &str, text: &str| {
        json!({
            "repo": ana.did, "collection": "app.bsky.feed.post", "rkey": rkey,
            "record": { "$type": "app.bsky.feed.post", "text": text, "createdAt": now().to_rfc3339() },
        })
    };
    let edit = put(key, "Good morning to some of you");
    world.peers.act(&ana, "com.atproto.repo.putRecord", &edit).unwrap();
    let dated = put("3jwdwj2ctlk26", "Carried over from elsewhere");
    world.peers.act(&ana, "com.atproto.repo.putRecord", &dated).unwrap();
    world.peers.delete(&ana, &reply).unwrap();
    let news = sync.run().await.unwrap();
    assert_eq!(texts(&news), ["Good night"]);
    let mut edited: Vec<_> = news.edited.iter().map(|post| post.text.as_str()).collect();
    edited.sort_unstable();
    assert_eq!(edited, ["Carried over from elsewhere", "Good morning to some of you"]);
    assert_eq!(news.gone, [reply.uri]);
    assert!(news.edited.iter().any(|post| post.id == first.uri));

    // A like is none of it.
    let like = json!({
        "$type": "app.bsky.feed.like", "createdAt": now().to_rfc3339(),
        "subject": { "uri": question.uri, "cid": question.cid },
    });
    world.peers.record(&ana, &like).unwrap();
    let news = sync.run().await.unwrap();
    assert!(news.posts.is_empty() && news.edited.is_empty() && news.gone.is_empty(), "{news:?}");
}

#[tokio::test]
async fn a_long_history_comes_in_pages_and_goes_on_where_it_was_cut() {
    let Some(peers) = peers::have(peers::Bluesky::start()) else { return };
    let ana = peers.person("ana").unwrap();
    let count = 1_030;
    for batch in (0..count).collect::<Vec<_>>().chunks(200) {
        let writes: Vec<Value> = batch
            .iter()
            .map(|n| {
                let value = json!({ "$type": "app.bsky.feed.post", "text": format!("Post {n:04}"), "createdAt": now().to_rfc3339() });
                json!({ "$type": "com.atproto.repo.applyWrites#create", "collection": "app.bsky.feed.post", "value": value })
            })
            .collect();
        peers.act(&ana, "com.atproto.repo.applyWrites", &json!({ "repo": ana.did, "writes": writes })).unwrap();
    }
    let world = World::new(peers);
    let account = world.reader.find(&world.net, &world.typed(&ana), None).await.unwrap();
    let mut sync = world.sync(&account, None);
    let first = sync.step().await.unwrap();
    assert_eq!((first.posts.len(), first.of, first.goes_on, first.complete), (500, Some(count), true, false));
    // The app ends, and begins again: the file is fetched anew, and read on from there.
    world.peers.post(&ana, "Meanwhile", None).unwrap();
    let reader = Bluesky::with_directory(world.peers.directory());
    let mut resumed = Syncing::new(&reader, &world.net, &account, None, now);
    resumed.cursor = sync.cursor.clone();
    let rest = resumed.run().await.unwrap();
    assert!(rest.complete);
    let mut all = first.posts;
    all.extend(rest.posts);
    let mut ids: Vec<_> = all.iter().map(|post| post.id.as_str()).collect();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len() as u64, count + 1, "each once");
}

#[tokio::test]
async fn a_sign_in_is_renewed_and_a_wrong_password_opens_nothing() {
    let Some(peers) = peers::have(peers::Bluesky::start()) else { return };
    let ana = peers.person("ana").unwrap();
    peers.post(&ana, "Good morning", None).unwrap();
    let world = World::new(peers);
    let wrong = world.reader.sign_in(&world.net, &world.typed(&ana), &"not-that-one".into()).await;
    assert!(matches!(wrong, Err(Failure::SignedOut { .. })), "{wrong:?}");

    let (account, secret) = world.sign_in(&ana).await;
    assert_ne!(account.sees & sees::MENTIONS, 0);
    // What is shown with each question has run out: then the server says so, and there is a new one.
    let mut broken: Value = serde_json::from_str(secret.expose_secret()).unwrap();
    broken["access"] = json!("eyJhbGciOiJIUzI1NiJ9.eyJzY29wZSI6ImNvbS5hdHByb3RvLmFwcFBhc3MifQ.c2ln");
    let mut sync = world.sync(&account, Some(&broken.to_string().into()));
    let all = sync.run().await.unwrap();
    assert_eq!(texts(&all), ["Good morning"]);
    let renewed: Value = serde_json::from_str(sync.secret.as_ref().unwrap().expose_secret()).unwrap();
    assert_ne!(renewed["access"], broken["access"]);
    assert_ne!(renewed["refresh"], broken["refresh"]);

    // Neither holds: the person has to sign in again.
    broken["refresh"] = broken["access"].clone();
    let mut sync = world.sync(&account, Some(&broken.to_string().into()));
    let failure = sync.run().await.unwrap_err();
    assert!(matches!(failure, Failure::SignedOut { .. }), "{failure}");
}

#[tokio::test]
async fn a_deactivated_account_is_closed_until_it_is_back() {
    let Some(peers) = peers::have(peers::Bluesky::start()) else { return };
    let ana = peers.person("ana").unwrap();
    peers.post(&ana, "Good morning", None).unwrap();
    let world = World::new(peers);
    let account = world.reader.find(&world.net, &world.typed(&ana), None).await.unwrap();
    let mut sync = world.sync(&account, None);
    sync.run().await.unwrap();
    world.peers.deactivate(&ana).unwrap();
    let failure = sync.run().await.unwrap_err();
    assert!(matches!(failure, Failure::Closed { .. }), "{failure}");
    world.peers.activate(&ana).unwrap();
    world.peers.post(&ana, "I am back", None).unwrap();
    let back = sync.run().await.unwrap();
    assert_eq!(texts(&back), ["I am back"]);
    assert!(back.gone.is_empty());
}

#[tokio::test]
async fn what_others_said_is_heard_and_who_asked_is_seen() {
    let Some(peers) = peers::have(peers::Bluesky::with_appview()) else { return };
    let (ana, bob) = (peers.person("ana").unwrap(), peers.person("bob").unwrap());
    let follow = json!({ "$type": "app.bsky.graph.follow", "subject": bob.did, "createdAt": now().to_rfc3339() });
    peers.record(&ana, &follow).unwrap();
    let question = peers.post(&bob, "Does anybody bake with rye here?", None).unwrap();
    let statement = peers.post(&bob, "I bake with rye these days", None).unwrap();
    let answer = peers.post(&ana, "Yes, every Saturday, with a sourdough", Some(&question)).unwrap();
    let comment = peers.post(&ana, "How nice to hear that", Some(&statement)).unwrap();
    let back = peers.post(&bob, "@ana.test how long do you let it rest?", Some(&answer)).unwrap();
    let text = "Ask @ana.test about rye bread";
    let mention = json!({
        "$type": "app.bsky.feed.post", "text": text, "createdAt": now().to_rfc3339(),
        "facets": [{ "index": { "byteStart": 4, "byteEnd": 13 }, "features": [{ "$type": "app.bsky.richtext.facet#mention", "did": ana.did }] }],
    });
    let mention = peers.record(&bob, &mention).unwrap();
    let quote = json!({
        "$type": "app.bsky.feed.post", "text": "This is how it is done", "createdAt": now().to_rfc3339(),
        "embed": { "$type": "app.bsky.embed.record", "record": { "uri": answer.uri, "cid": answer.cid } },
    });
    let quote = peers.record(&bob, &quote).unwrap();

    let world = World::new(peers);
    let (account, secret) = world.sign_in(&ana).await;
    let mut sync = world.sync(&account, Some(&secret));
    let all = sync.run().await.unwrap();
    let mut heard = all.heard;
    let mut profiles = all.profiles;
    // They come some time after.
    for _ in 0..100 {
        if heard.len() >= 3 {
            break;
        }
        tokio::time::sleep(std::time::Duration::from_millis(200)).await;
        let more = sync.run().await.unwrap();
        heard = more.heard;
        profiles.extend(more.profiles);
    }
    let mut found: Vec<_> = heard.iter().map(|h| (h.id.as_str(), h.sort, h.answers.as_deref(), h.asks)).collect();
    found.sort_by_key(|(id, ..)| *id);
    assert_eq!(
        found,
        [
            (back.uri.as_str(), HeardSort::Reply, Some(answer.uri.as_str()), true),
            (mention.uri.as_str(), HeardSort::Mention, None, false),
            (quote.uri.as_str(), HeardSort::Quote, Some(answer.uri.as_str()), false),
        ]
    );
    assert!(heard.iter().all(|h| h.whom.name.as_deref() == Some("@bob.test") && h.words > 2));
    assert!(profiles.iter().all(|profile| profile.whom.handle.id == bob.did && !profile.bot));

    // New answers know what they answer, and whom by name.
    let again = world.peers.post(&ana, "Twelve hours in a cold place", Some(&back)).unwrap();
    let other = world.peers.post(&ana, "Rye is a fine thing", Some(&statement)).unwrap();
    let news = sync.run().await.unwrap();
    let asked = |uri: &str| news.posts.iter().find(|post| post.id == uri).unwrap().reply.clone().unwrap();
    assert_eq!(asked(&again.uri).asks, Some(true));
    assert_eq!(asked(&other.uri).asks, Some(false));
    assert_eq!(asked(&again.uri).whom.unwrap().name.as_deref(), Some("@bob.test"));
    assert!(all.posts.iter().any(|post| post.id == comment.uri));

    let step = Step { net: &world.net, account: &account, secret: Some(&secret), cursor: &sync.cursor, now: now() };
    let around = world.reader.look_around(step).await.unwrap();
    assert_eq!(around.iter().map(|h| h.id.as_str()).collect::<Vec<_>>(), [question.uri.as_str()]);
}
