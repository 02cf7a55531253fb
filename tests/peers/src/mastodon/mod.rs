//! A stand-in that answers as Mastodon 4.6 does, or as poorer servers of its kind do: sign-in with PKCE in the browser,
//! pages with Link, mentions, edits, deletes, and histories of any length.
//!
//! Shapes, headers and errors are those that a Mastodon 4.6 was recorded with. There is no federation, and nobody follows
//! anybody of her own accord. People of other servers are made here, and act through [`Mastodon`].

mod api;
mod ask;
mod draft;
mod forms;
mod gate;
mod history;
mod manners;
mod oauth;
mod pages;
mod show;
mod timeline;
mod visitor;
mod world;

pub use draft::{Draft, visibility};
pub use manners::{BadToken, Ids, Manners};

use crate::Trouble;
use crate::runtime::Threads;
use chrono::{DateTime, Utc};
use serde_json::Value;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use world::{Post, Token, World};

/// A running stand-in; ends, and its posts with it, when it is dropped.
#[derive(Debug)]
pub struct Mastodon {
    url: String,
    world: Shared,
    _threads: Threads,
}

/// Somebody there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    index: usize,
    /// The id of the account.
    pub id: String,
    /// The name, as typed at sign-in.
    pub name: String,
    /// The password.
    pub password: String,
    /// The handle with its host, without the first @.
    pub handle: String,
}

type Shared = Arc<Mutex<World>>;

fn lock(world: &Shared) -> MutexGuard<'_, World> {
    world.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Mastodon {
    /// Starts one that behaves as Mastodon 4.6 does, with nobody there.
    ///
    /// # Errors
    /// Where no port can be listened on.
    pub fn start() -> Result<Self, Trouble> {
        Self::with(Manners::mastodon())
    }

    /// Starts one that behaves as told.
    ///
    /// # Errors
    /// Where no port can be listened on.
    pub fn with(manners: Manners) -> Result<Self, Trouble> {
        let (threads, listener, address) = Threads::listening()?;
        let url = format!("http://{address}");
        let world = Arc::new(Mutex::new(World::new(url.clone(), manners)));
        let routes = api::routes().merge(timeline::routes()).merge(oauth::routes()).fallback(gate::nothing);
        let routes = routes.layer(axum::middleware::from_fn_with_state(world.clone(), gate::pass));
        let routes = routes.with_state(world.clone());
        threads.run(async move {
            let _ = axum::serve(listener, routes).await;
        });
        Ok(Self { url, world, _threads: threads })
    }

    /// Where it is: `http://127.0.0.1:PORT`, without a slash at the end.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// Makes an account here.
    pub fn person(&self, name: &str) -> Person {
        self.add(name, None, false)
    }

    /// Makes an account here that says of itself that it is a machine.
    pub fn bot(&self, name: &str) -> Person {
        self.add(name, None, true)
    }

    /// Somebody of another server whom this one knows.
    pub fn person_of(&self, host: &str, name: &str) -> Person {
        self.add(name, Some(host), false)
    }

    fn add(&self, name: &str, host: Option<&str>, bot: bool) -> Person {
        let mut world = lock(&self.world);
        let index = world.add_person(name, host, bot);
        let handle = format!("{name}@{}", host.unwrap_or_else(|| world.host()));
        let account = &world.people[index];
        let (id, password) = (world.show_id(account.id), account.password.clone());
        Person { index, id, name: name.to_owned(), password, handle }
    }

    /// From now on somebody finds another's posts at home.
    pub fn follow(&self, who: &Person, whom: &Person) {
        lock(&self.world).follows.insert((who.index, whom.index));
    }

    /// A token for all that may be read and written, without the detour through the browser.
    pub fn token(&self, who: &Person) -> String {
        let mut world = lock(&self.world);
        let token = world.secret("token");
        let scopes = "read write profile".to_owned();
        world
            .tokens
            .insert(token.clone(), Token { app: String::new(), person: Some(who.index), scopes, revoked: false });
        token
    }

    /// Posts; the id of the post.
    pub fn post(&self, who: &Person, draft: Draft) -> String {
        let mut world = lock(&self.world);
        let post = draft.post(&world, who.index);
        let id = world.add_post(post);
        world.show_id(id)
    }

    /// Boosts a post; the id of the boost. `None` where there is no such post.
    pub fn boost(&self, who: &Person, id: &str, at: DateTime<Utc>) -> Option<String> {
        let mut world = lock(&self.world);
        let boosted = world.visible(id, Some(who.index))?;
        let id = world.add_post(Post::boost(who.index, boosted, at));
        Some(world.show_id(id))
    }

    /// Likes a post: its author is told.
    pub fn favourite(&self, who: &Person, id: &str, at: DateTime<Utc>) {
        let mut world = lock(&self.world);
        if let Some(id) = world.visible(id, Some(who.index)) {
            let author = world.posts[&id].author;
            world.tell(author, who.index, "favourite", at, Some(id));
        }
    }

    /// Gives a post another text.
    pub fn edit(&self, id: &str, text: &str, at: DateTime<Utc>) {
        self.change(id, |post| {
            post.text = text.to_owned();
            post.edited = Some(at);
        });
    }

    /// Answers a post with a field that is not as it should be; `null` takes the field away.
    pub fn spoil(&self, id: &str, field: &str, value: Value) {
        self.change(id, |post| drop(post.odd.insert(field.to_owned(), value)));
    }

    fn change(&self, id: &str, change: impl FnOnce(&mut Post)) {
        let mut world = lock(&self.world);
        if let Some(post) = world.manners.ids.read(id).and_then(|id| world.posts.get_mut(&id)) {
            change(post);
        }
    }

    /// Deletes a post; whether there was one.
    pub fn delete(&self, id: &str) -> bool {
        let mut world = lock(&self.world);
        world.manners.ids.read(id).and_then(|id| world.remove_post(id)).is_some()
    }

    /// Takes every token of a person back, as when they remove the app in their settings.
    pub fn revoke_tokens(&self, who: &Person) {
        let mut world = lock(&self.world);
        world
            .tokens
            .values_mut()
            .filter(|token| token.person == Some(who.index))
            .for_each(|token| token.revoked = true);
    }

    /// Every secret that it ever gave out: tokens, codes, secrets of apps. Nothing of them may be found anywhere but where
    /// an app keeps secrets.
    pub fn given(&self) -> Vec<String> {
        lock(&self.world).given.clone()
    }

    /// From now on it behaves so. Ids keep the look they had when the server started.
    pub fn behave(&self, manners: Manners) {
        let mut world = lock(&self.world);
        let ids = world.manners.ids;
        world.manners = Manners { ids, ..manners };
        world.left = None;
    }

    /// Every request so far, as `GET /path?query`.
    pub fn seen(&self) -> Vec<String> {
        lock(&self.world).seen.clone()
    }

    /// Forgets the requests so far, to count those that come.
    pub fn forget_seen(&self) {
        lock(&self.world).seen.clear();
    }
}
