//! From a tweet as X stores it to a post.

use super::account::Account;
use super::notes::{LongText, Notes};
use super::tweet::{Entities, Tweet, User};
use super::when;
use super::wording::{self, Wording, screen_name_at, unescape};
use crate::archives::Why;
use coach::person::{Counterpart, Handle, Network};
use coach::post::{Boost, Fate, Post, ReplyTo};

/// The post that a tweet is.
///
/// A bare retweet comes without text, links and mentions: the words are somebody else's, and are not kept.
///
/// # Errors
/// Why it is none.
pub(super) fn of(tweet: &mut Tweet<'_>, own: &Account, notes: &Notes, fate: Fate) -> Result<Post, Why> {
    let id = tweet.id_str.or(&tweet.id).ok_or(Why::NoId)?.to_owned();
    let (at, precision) = tweet.created_at.get().and_then(when::moment).ok_or(Why::NoDate)?;
    let raw = tweet.full_text.or(&tweet.text).unwrap_or_default();
    let mut post = Post::new(id, Network::X, at);
    (post.precision, post.fate) = (precision, fate);
    post.app = tweet.source.get().and_then(wording::app);
    post.language = tweet.lang.get().filter(|tag| is_language(tag)).map(str::to_owned);
    if let Some(boost) = retweet(tweet, raw) {
        post.boost = Some(boost);
        return Ok(post);
    }
    let by_tweet;
    let own = if own.id.is_some() || own.screen_name.is_some() {
        own
    } else {
        by_tweet = author(tweet);
        &by_tweet
    };
    let mut entities = tweet.entities.take().unwrap_or_default();
    post.media = media(tweet, &entities);
    let short = unescape(raw);
    let long = notes.of(at.timestamp(), &short);
    if let Some(long) = long {
        entities.urls.get_or_insert_default().extend(long.links());
    }
    let text = long.map_or(&*short, LongText::text);
    let Wording { text, links, quote, names } = wording::read(text, &entities, &post.id, own.screen_name.as_deref());
    post.mentions = mentions(&names, &entities, own);
    post.reply = reply(tweet, &text, &post.mentions, own);
    if let Some(ReplyTo { whom: Some(whom), own: false, .. }) = &post.reply {
        match post.mentions.iter_mut().find(|known| same(known, whom)) {
            Some(known) => *known = whom.clone(),
            None => post.mentions.insert(0, whom.clone()),
        }
    }
    post.quote =
        quote.or_else(|| tweet.quoted_status_id_str.get().map(|id| format!("https://twitter.com/i/web/status/{id}")));
    (post.text, post.links) = (text, links);
    Ok(post)
}

/// Whose archive it is by the word of a single tweet, which the older layout has.
fn author(tweet: &Tweet<'_>) -> Account {
    let user = tweet.user.as_ref();
    Account {
        id: user.and_then(|user| user.id_str.or(&user.id)).map(str::to_owned),
        screen_name: user.and_then(|user| user.screen_name.owned()),
        ..Account::default()
    }
}

/// Whose post a bare retweet passes on. The older layout says so; in the newer one only `RT @name: ` tells.
fn retweet(tweet: &Tweet<'_>, raw: &str) -> Option<Boost> {
    let name = raw.strip_prefix("RT @").map(screen_name_at).filter(|name| !name.is_empty());
    match (&tweet.retweeted_status, name) {
        (Some(original), name) => {
            let written = name.map(|name| named(name, tweet.entities.as_ref()));
            let whom = match (original.user.as_ref().and_then(somebody), written) {
                (Some(whom), Some(written)) => Some(Counterpart { name: whom.name.or(written.name), ..whom }),
                (whom, written) => whom.or(written),
            };
            Some(Boost { whom })
        }
        (None, Some(name)) => Some(Boost { whom: Some(named(name, tweet.entities.as_ref())) }),
        (None, None) => None,
    }
}

/// What the tweet answers. X may leave out any of the fields, and all of them where the addressee is gone: then a text
/// that begins with a name is still addressed to somebody.
fn reply(tweet: &Tweet<'_>, text: &str, mentions: &[Counterpart], own: &Account) -> Option<ReplyTo> {
    let post = tweet.in_reply_to_status_id_str.or(&tweet.in_reply_to_status_id).map(str::to_owned);
    let id = tweet.in_reply_to_user_id_str.or(&tweet.in_reply_to_user_id).filter(|id| is_user_id(id));
    let name = tweet.in_reply_to_screen_name.get();
    let first = text.strip_prefix('@').map(screen_name_at);
    let first = first.and_then(|first| mentions.iter().find(|known| is_named(known, first)));
    let whom = match (id, name) {
        (Some(id), Some(name)) => Some(Counterpart { handle: handle(id), name: Some(format!("@{name}")) }),
        (Some(id), None) => {
            let marked = mentions.iter().find(|known| known.handle.id == id);
            let written = first.filter(|first| !is_user_id(&first.handle.id));
            let name = marked.or(written).and_then(|known| known.name.clone());
            Some(Counterpart { handle: handle(id), name })
        }
        (None, Some(name)) => {
            Some(mentions.iter().find(|known| is_named(known, name)).cloned().unwrap_or_else(|| nameless(name)))
        }
        (None, None) => first.cloned(),
    };
    let to_own = own.is(id, name);
    if whom.is_none() && post.is_none() {
        return None;
    }
    Some(ReplyTo { whom, own: to_own, post, asks: None })
}

/// Everybody the text names but its author, in order; then whoever X says it mentions though no name stands there.
fn mentions(names: &[String], entities: &Entities<'_>, own: &Account) -> Vec<Counterpart> {
    let marked = || entities.user_mentions.iter().flatten();
    let mut mentions: Vec<Counterpart> =
        names.iter().filter(|name| !own.is(None, Some(name))).map(|name| named(name, Some(entities))).collect();
    for user in marked().filter(|user| !own.is(user.id_str.or(&user.id), user.screen_name.get())) {
        let Some(somebody) = somebody(user) else { continue };
        if !mentions.iter().any(|known| same(known, &somebody)) {
            mentions.push(somebody);
        }
    }
    mentions.retain(|somebody| own.id.as_ref() != Some(&somebody.handle.id));
    mentions
}

/// Somebody by screen name, with the id where X marked the name.
fn named(name: &str, entities: Option<&Entities<'_>>) -> Counterpart {
    let is_it = |user: &&User<'_>| user.screen_name.get().is_some_and(|known| known.eq_ignore_ascii_case(name));
    let marked = entities.and_then(|entities| entities.user_mentions.iter().flatten().find(is_it));
    marked.and_then(somebody).unwrap_or_else(|| nameless(name))
}

/// Somebody as X names them; `None` where it gives neither id nor name.
fn somebody(user: &User<'_>) -> Option<Counterpart> {
    let id = user.id_str.or(&user.id).filter(|id| is_user_id(id));
    match (id, user.screen_name.get()) {
        (Some(id), name) => Some(Counterpart { handle: handle(id), name: name.map(|name| format!("@{name}")) }),
        (None, Some(name)) => Some(nameless(name)),
        (None, None) => None,
    }
}

/// Somebody of whom only the screen name is known.
fn nameless(name: &str) -> Counterpart {
    Counterpart { handle: handle(&format!("@{}", name.to_ascii_lowercase())), name: Some(format!("@{name}")) }
}

fn handle(id: &str) -> Handle {
    Handle { network: Network::X, id: id.to_owned() }
}

/// Whether somebody goes by this screen name, given without `@`.
fn is_named(somebody: &Counterpart, name: &str) -> bool {
    let known = somebody.name.as_deref().and_then(|known| known.strip_prefix('@'));
    known.is_some_and(|known| known.eq_ignore_ascii_case(name))
}

fn same(a: &Counterpart, b: &Counterpart) -> bool {
    let name = b.name.as_deref().and_then(|name| name.strip_prefix('@'));
    a.handle == b.handle || name.is_some_and(|name| is_named(a, name))
}

/// X writes -1 and 0 for accounts that are gone.
fn is_user_id(id: &str) -> bool {
    id != "0" && id.bytes().all(|byte| byte.is_ascii_digit())
}

/// X writes `und` where it does not know, and tags of its own that begin with q for what is no language.
fn is_language(tag: &str) -> bool {
    tag != "und" && tag != "zxx" && !(tag.len() == 3 && tag.starts_with('q'))
}

fn media(tweet: &Tweet<'_>, entities: &Entities<'_>) -> u8 {
    let all = tweet.extended_entities.as_ref().map_or(0, |all| all.media.iter().flatten().count());
    let first = entities.media.iter().flatten().count();
    u8::try_from(all.max(first)).unwrap_or(u8::MAX)
}
