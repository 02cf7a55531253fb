//! Bluesky's own servers: the directory of identities (PLC), the server for accounts and posts (PDS), and, where it is
//! asked for, the one for threads and notifications (AppView), which needs a database and a store of its own.
//!
//! All in one process of Node, in memory and in a folder that goes with it. Handles end in `.test` and are known to
//! nobody else: the server for accounts resolves them.

mod postgres;
mod redis;
mod visitor;

use crate::http::{self, Ask, text};
use crate::leash::{self, Leash};
use crate::{Trouble, places};
use chrono::{SecondsFormat, Utc};
use desktop::Home;
use postgres::Postgres;
use redis::Redis;
use serde_json::{Value, json};
use std::path::PathBuf;
use std::time::{Duration, Instant};

/// How long the servers may take on a machine that has other work.
const PATIENCE: Duration = Duration::from_secs(120);

/// The running servers; they end, and the posts with them, when this is dropped.
#[derive(Debug)]
pub struct Bluesky {
    // In this order they end: the servers before their database.
    leash: Leash,
    stores: Option<(Postgres, Redis)>,
    home: Home,
    urls: Value,
}

/// Somebody who has an account.
#[derive(Debug, Clone)]
pub struct Person {
    /// The handle, such as `ana.test`.
    pub handle: String,
    /// The identity that the handle stands for.
    pub did: String,
    /// The password of the account.
    pub password: String,
    /// A password for apps, as people make one for each.
    pub app_password: String,
    token: String,
}

/// A post, and the beginning of the thread that it is in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Post {
    /// `at://DID/app.bsky.feed.post/RKEY`.
    pub uri: String,
    /// The hash of this version of it.
    pub cid: String,
    root: Option<(String, String)>,
}

impl Bluesky {
    /// Starts the directory and the server for accounts and posts: quick, and there are no threads or notifications.
    ///
    /// # Errors
    /// Where it was never fetched, or does not start.
    pub fn start() -> Result<Self, Trouble> {
        Self::run(None)
    }

    /// Starts them with the server for threads and notifications, on a database of its own.
    ///
    /// # Errors
    /// Where one of them was never fetched, or does not start.
    pub fn with_appview() -> Result<Self, Trouble> {
        Self::run(Some((Postgres::start()?, Redis::start()?)))
    }

    fn run(stores: Option<(Postgres, Redis)>) -> Result<Self, Trouble> {
        let folder = packages();
        let node = places::find("node", &[]).ok_or_else(|| Trouble::Absent("Node is not here".into()))?;
        if !folder.join("node_modules/@atproto/dev-env").is_dir() {
            return Err(Trouble::Absent("Bluesky is not here; `cargo xtask peers bluesky` fetches it".into()));
        }
        let home = Home::new().map_err(|error| Trouble::Broken(format!("no folder for its posts: {error}")))?;
        let mut command = leash::command(node);
        home.lend(&mut command);
        command.env("TMPDIR", home.path("data")).arg(places::package().join("bluesky/server.mjs")).arg(folder);
        if let Some((postgres, redis)) = &stores {
            command.arg(postgres.url()).arg(redis.host());
        }
        command.stderr(home.log("bluesky").map_err(|error| Trouble::Broken(format!("no log: {error}")))?);
        let (leash, line) =
            Leash::start_and_hear(&mut command, PATIENCE).map_err(|trouble| trouble.of("Bluesky", &home.said()))?;
        let urls = serde_json::from_str(&line).map_err(|error| Trouble::Broken(format!("it said {line}: {error}")))?;
        Ok(Self { leash, stores, home, urls })
    }

    /// Where the server for accounts and posts is, without a slash at the end.
    pub fn url(&self) -> &str {
        self.urls["pds"].as_str().unwrap_or_default()
    }

    /// Where the directory of identities is, without a slash at the end.
    pub fn directory(&self) -> &str {
        self.urls["plc"].as_str().unwrap_or_default()
    }

    /// Where the server for threads and notifications is, where there is one. Apps ask it through [`Self::url`].
    pub fn appview(&self) -> Option<&str> {
        self.urls["appview"].as_str()
    }

    /// Makes an account, `NAME.test`, with a password for apps. A name has at least three letters.
    ///
    /// # Errors
    /// Where the server refuses.
    pub fn person(&self, name: &str) -> Result<Person, Trouble> {
        let (handle, password) = (format!("{name}.test"), format!("{name} has a long password"));
        let account = json!({"handle": handle, "email": format!("{name}@example.com"), "password": password});
        let account = http::post_json(self.method("com.atproto.server.createAccount"), &account).send()?.good()?;
        let (did, token) = (text(&account, "did"), text(&account, "accessJwt"));
        let mut person = Person { handle, did, password, app_password: String::new(), token };
        let made = self.act(&person, "com.atproto.server.createAppPassword", &json!({"name": "peers"}))?;
        person.app_password = text(&made, "password");
        Ok(person)
    }

    /// Posts now, as an answer where `answering` is a post. Where there is a server for threads, it knows the post then: an
    /// answer that reached it before the question would be told to nobody.
    ///
    /// # Errors
    /// Where the server refuses, or the other never hears of it.
    pub fn post(&self, who: &Person, text: &str, answering: Option<&Post>) -> Result<Post, Trouble> {
        let now = Utc::now().to_rfc3339_opts(SecondsFormat::Millis, true);
        let mut record = json!({"$type": "app.bsky.feed.post", "text": text, "createdAt": now, "langs": ["en"]});
        let root = answering.map(|parent| {
            let (uri, cid) = parent.root.clone().unwrap_or_else(|| (parent.uri.clone(), parent.cid.clone()));
            record["reply"] = json!({
                "root": {"uri": uri, "cid": cid}, "parent": {"uri": parent.uri, "cid": parent.cid},
            });
            (uri, cid)
        });
        let post = Post { root, ..self.record(who, &record)? };
        if let Some(appview) = self.appview() {
            let url = format!("{appview}/xrpc/app.bsky.feed.getPosts?uris={}", post.uri);
            let begun = Instant::now();
            while http::get(&url).send()?.json()["posts"].get(0).is_none() {
                if begun.elapsed() > PATIENCE {
                    return Err(Trouble::Broken(format!("the server for threads never heard of {}", post.uri)));
                }
                std::thread::sleep(Duration::from_millis(50));
            }
        }
        Ok(post)
    }

    /// Puts a record of any kind, named by its `$type`, into somebody's repository: with a moment of its own, a
    /// mention, a quote, a like.
    ///
    /// # Errors
    /// Where the server refuses.
    pub fn record(&self, who: &Person, record: &Value) -> Result<Post, Trouble> {
        let put = json!({"repo": who.did, "collection": record["$type"], "record": record});
        let made = self.act(who, "com.atproto.repo.createRecord", &put)?;
        Ok(Post { uri: text(&made, "uri"), cid: text(&made, "cid"), root: None })
    }

    /// Deletes a record.
    ///
    /// # Errors
    /// Where the server refuses.
    pub fn delete(&self, who: &Person, post: &Post) -> Result<(), Trouble> {
        let mut parts = post.uri.rsplit('/');
        let (key, collection) = (parts.next(), parts.next());
        let what = json!({"repo": who.did, "collection": collection, "rkey": key});
        self.act(who, "com.atproto.repo.deleteRecord", &what).map(drop)
    }

    /// Takes an account out of sight, until [`Self::activate`].
    ///
    /// # Errors
    /// Where the server refuses.
    pub fn deactivate(&self, who: &Person) -> Result<(), Trouble> {
        self.act(who, "com.atproto.server.deactivateAccount", &json!({})).map(drop)
    }

    /// Brings an account back.
    ///
    /// # Errors
    /// Where the server refuses.
    pub fn activate(&self, who: &Person) -> Result<(), Trouble> {
        self.act(who, "com.atproto.server.activateAccount", &Value::Null).map(drop)
    }

    /// Any other method that changes something, such as `com.atproto.repo.putRecord`; `null` sends no body.
    ///
    /// # Errors
    /// Where the server refuses.
    pub fn act(&self, who: &Person, method: &str, what: &Value) -> Result<Value, Trouble> {
        let method = self.method(method);
        let ask = if what.is_null() { http::post_nothing(method) } else { http::post_json(method, what) };
        ask.with_token(&who.token).send()?.good()
    }

    /// A request for a method that only reads, as somebody.
    pub fn read(&self, who: &Person, method: &str, query: &[(&str, &str)]) -> Ask {
        let query = url::form_urlencoded::Serializer::new(String::new()).extend_pairs(query).finish();
        http::get(format!("{}?{query}", self.method(method))).with_token(&who.token)
    }

    /// The ids of their processes.
    pub fn processes(&self) -> Vec<u32> {
        let stores = self.stores.iter().flat_map(|(postgres, redis)| [postgres.processes(), redis.processes()]);
        self.leash.processes().into_iter().chain(stores.flatten()).collect()
    }

    /// What the servers said, for a test that failed.
    pub fn said(&self) -> String {
        self.home.said()
    }

    fn method(&self, name: &str) -> String {
        format!("{}/xrpc/{name}", self.url())
    }
}

pub(crate) use postgres::is_here as has_postgres;
pub(crate) use redis::is_here as has_redis;

/// The folder that npm's packages are in.
pub(crate) fn packages() -> PathBuf {
    places::fetched().join("bluesky")
}
