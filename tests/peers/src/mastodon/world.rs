//! What there is on the server: people, posts, what people were told, and what apps may do.

use super::Manners;
use chrono::{DateTime, SubsecRound as _, Utc};
use serde_json::{Map, Value};
use std::collections::{BTreeMap, HashMap, HashSet};

/// Everything on one server.
#[derive(Debug)]
pub(super) struct World {
    pub(super) url: String,
    pub(super) manners: Manners,
    pub(super) people: Vec<Account>,
    pub(super) posts: BTreeMap<u64, Post>,
    pub(super) notices: Vec<Notice>,
    /// Who follows whom.
    pub(super) follows: HashSet<(usize, usize)>,
    pub(super) apps: Vec<App>,
    pub(super) codes: HashMap<String, Code>,
    pub(super) tokens: HashMap<String, Token>,
    /// Who is signed in to the pages, by their cookie.
    pub(super) sessions: HashMap<String, usize>,
    pub(super) seen: Vec<String>,
    /// Requests left before the server asks for patience, and when it counts anew.
    pub(super) left: Option<(u32, DateTime<Utc>)>,
    /// Every secret that was ever given out: tokens, codes, secrets of apps.
    pub(super) given: Vec<String>,
    counter: u64,
}

/// Somebody with an account, here or on another server.
#[derive(Debug)]
pub(super) struct Account {
    pub(super) id: u64,
    pub(super) name: String,
    pub(super) host: Option<String>,
    pub(super) password: String,
    pub(super) bot: bool,
    pub(super) made: DateTime<Utc>,
    /// How many posts they have written, and when the last.
    pub(super) posts: usize,
    pub(super) last: Option<DateTime<Utc>>,
}

/// One post, or one boost.
#[derive(Debug, Clone)]
pub(super) struct Post {
    pub(super) author: usize,
    pub(super) at: DateTime<Utc>,
    pub(super) text: String,
    pub(super) answering: Option<u64>,
    pub(super) boosting: Option<u64>,
    pub(super) quoting: Option<u64>,
    pub(super) visibility: &'static str,
    pub(super) app: Option<String>,
    pub(super) edited: Option<DateTime<Utc>>,
    /// Fields that the answer has instead of the right ones; `null` takes a field away.
    pub(super) odd: Map<String, Value>,
}

/// Something a person was told.
#[derive(Debug)]
pub(super) struct Notice {
    pub(super) id: u64,
    pub(super) kind: &'static str,
    pub(super) to: usize,
    pub(super) from: usize,
    pub(super) at: DateTime<Utc>,
    pub(super) post: Option<u64>,
}

/// A registered app.
#[derive(Debug, Clone)]
pub(super) struct App {
    pub(super) id: u64,
    pub(super) name: String,
    pub(super) website: Option<String>,
    pub(super) scopes: String,
    pub(super) redirects: Vec<String>,
    pub(super) key: String,
    pub(super) secret: String,
}

/// A code that an app may exchange once.
#[derive(Debug, Clone)]
pub(super) struct Code {
    pub(super) app: String,
    pub(super) person: usize,
    pub(super) scopes: String,
    pub(super) redirect: String,
    pub(super) challenge: Option<String>,
}

/// What an app may do for a person.
#[derive(Debug, Clone)]
pub(super) struct Token {
    pub(super) app: String,
    /// Nobody, where the app asked for itself.
    pub(super) person: Option<usize>,
    pub(super) scopes: String,
    pub(super) revoked: bool,
}

impl World {
    pub(super) fn new(url: String, manners: Manners) -> Self {
        Self {
            url,
            manners,
            people: Vec::new(),
            posts: BTreeMap::new(),
            notices: Vec::new(),
            follows: HashSet::new(),
            apps: Vec::new(),
            codes: HashMap::new(),
            tokens: HashMap::new(),
            sessions: HashMap::new(),
            seen: Vec::new(),
            left: None,
            given: Vec::new(),
            counter: 0,
        }
    }

    /// A text nobody has had yet, such as a token.
    pub(super) fn secret(&mut self, of: &str) -> String {
        use base64::Engine as _;
        use sha2::Digest as _;
        self.counter += 1;
        let seed = format!("{of} {} {}", self.counter, self.url);
        let secret = base64::prelude::BASE64_URL_SAFE_NO_PAD.encode(sha2::Sha256::digest(seed));
        if of != "client" {
            self.given.push(secret.clone());
        }
        secret
    }

    /// An id as Mastodon makes them: the milliseconds since 1970, and two bytes by which those of one moment differ.
    fn id_for(&self, at: DateTime<Utc>) -> u64 {
        let first = u64::try_from(at.timestamp_millis()).unwrap_or_default() << 16;
        (first..).find(|id| !self.posts.contains_key(id)).unwrap_or(first)
    }

    pub(super) fn add_person(&mut self, name: &str, host: Option<&str>, bot: bool) -> usize {
        self.counter += 1;
        let made = Utc::now().trunc_subsecs(3);
        let id = (u64::try_from(made.timestamp_millis()).unwrap_or_default() << 16) + self.counter;
        let (name, host) = (name.to_owned(), host.map(str::to_owned));
        let password = format!("{name} has a long password");
        self.people.push(Account { id, name, host, password, bot, made, posts: 0, last: None });
        self.people.len() - 1
    }

    /// Adds a post and tells whom it concerns.
    pub(super) fn add_post(&mut self, post: Post) -> u64 {
        let id = self.id_for(post.at);
        let mut told: Vec<(usize, &'static str)> = Vec::new();
        if let Some(boosted) = post.boosting.and_then(|id| self.posts.get(&id)) {
            told.push((boosted.author, "reblog"));
        } else {
            told.extend(self.mentioned(&post.text).into_iter().map(|person| (person, "mention")));
        }
        if let Some(quoted) = post.quoting.and_then(|id| self.posts.get(&id)) {
            told.push((quoted.author, "quote"));
        }
        for (to, kind) in told {
            self.tell(to, post.author, kind, post.at, Some(id));
        }
        let author = &mut self.people[post.author];
        author.posts += 1;
        author.last = author.last.max(Some(post.at));
        self.posts.insert(id, post);
        id
    }

    /// Tells somebody something, unless it is their own doing.
    pub(super) fn tell(&mut self, to: usize, from: usize, kind: &'static str, at: DateTime<Utc>, post: Option<u64>) {
        if to != from && self.people[to].host.is_none() {
            let post = if kind == "reblog" { post.and_then(|id| self.posts.get(&id)?.boosting).or(post) } else { post };
            self.notices.push(Notice { id: self.notices.len() as u64 + 1, kind, to, from, at, post });
        }
    }

    /// Takes a post away, with the boosts of it and what was told of it.
    pub(super) fn remove_post(&mut self, id: u64) -> Option<Post> {
        let post = self.posts.remove(&id)?;
        self.people[post.author].posts -= 1;
        self.posts.retain(|_, other| other.boosting != Some(id));
        self.notices.retain(|notice| notice.post != Some(id));
        Some(post)
    }

    /// The people that a text names by their handles, each once, in the order of the text.
    pub(super) fn mentioned(&self, text: &str) -> Vec<usize> {
        let mut found = Vec::new();
        for handle in handles(text) {
            if let Some(person) = self.person_of(handle)
                && !found.contains(&person)
            {
                found.push(person);
            }
        }
        found
    }

    /// Who has a handle: `ana`, or `ana@host`.
    pub(super) fn person_of(&self, handle: &str) -> Option<usize> {
        let (name, host) = handle.split_once('@').map_or((handle, None), |(name, host)| (name, Some(host)));
        let host = host.filter(|host| *host != self.host());
        self.people.iter().position(|person| person.name == name && person.host.as_deref() == host)
    }

    /// The host of this server, with its port.
    pub(super) fn host(&self) -> &str {
        self.url.trim_start_matches("http://")
    }
}

impl World {
    pub(super) fn account_of(&self, id: &str) -> Option<usize> {
        let id = self.manners.ids.read(id)?;
        self.people.iter().position(|person| person.id == id)
    }

    pub(super) fn app_of(&self, token: &str) -> Option<&App> {
        let key = &self.tokens.get(token)?.app;
        self.apps.iter().find(|app| app.key == *key)
    }

    /// The post of this id, where `viewer` may see it.
    pub(super) fn visible(&self, id: &str, viewer: Option<usize>) -> Option<u64> {
        let id = self.manners.ids.read(id)?;
        self.posts.get(&id).filter(|post| self.may_see(post, viewer)).map(|_| id)
    }

    /// The post of this id, where it is by `me`.
    pub(super) fn own(&self, id: &str, me: usize) -> Option<u64> {
        let id = self.manners.ids.read(id)?;
        self.posts.get(&id).filter(|post| post.author == me).map(|_| id)
    }

    /// Nobody follows anybody here: what is not for all is for its author and whom it names.
    pub(super) fn may_see(&self, post: &Post, viewer: Option<usize>) -> bool {
        matches!(post.visibility, "public" | "unlisted")
            || viewer.is_some_and(|viewer| viewer == post.author || self.mentioned(&post.text).contains(&viewer))
    }
}

impl Post {
    pub(super) fn boost(author: usize, boosting: u64, at: DateTime<Utc>) -> Self {
        let (visibility, odd) = ("public", Map::new());
        let text = String::new();
        Self {
            author,
            at,
            text,
            answering: None,
            boosting: Some(boosting),
            quoting: None,
            visibility,
            app: None,
            edited: None,
            odd,
        }
    }
}

/// The handles in a text, without the first @; a full stop at the end belongs to the sentence.
pub(super) fn handles(text: &str) -> impl Iterator<Item = &str> {
    text.split(char::is_whitespace)
        .filter_map(|word| word.trim_start_matches(['(', '.']).strip_prefix('@'))
        .map(|word| word.trim_end_matches(['.', ',', ':', ';', '!', '?', ')']))
        .filter(|handle| !handle.is_empty())
}
