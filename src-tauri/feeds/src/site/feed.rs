//! From a feed to articles.

use crate::live::Article;
use crate::moment::possible;
use crate::net::{Answered, Failure};
use coach::link;
use feed_rs::model::{Entry, Feed};
use feed_rs::parser;
use reqwest::Url;
use sha2::{Digest as _, Sha256};

/// The most items of one feed that are taken.
const ITEMS: usize = 20_000;
/// What the parser gives an item that says nothing of itself; it would be another one each time.
const NAMELESS: &str = "";

/// The feed that an answer is.
///
/// # Errors
/// Where it is none.
pub(super) fn read(answered: &Answered) -> Result<Feed, Failure> {
    let parser = parser::Builder::new()
        .base_uri(Some(&answered.url))
        .sanitize_content(false)
        .id_generator(|_, _, _| NAMELESS.to_owned())
        .build();
    parser.parse(&answered.body[..]).map_err(|error| {
        let what =
            if answered.body.trim_ascii().is_empty() { "nothing at all".into() } else { format!("no feed: {error}") };
        Failure::Strange { host: answered.host.clone(), what }
    })
}

/// The articles of a feed that stand on the person's own site, and a word for each item that says nothing of itself.
///
/// An item without a link has a key made of all it says, the same at each reading: it can't be known again by a link, but
/// by its title.
pub(super) fn articles(feed: &Feed, at: &Url, site: Option<&str>) -> (Vec<Article>, Vec<String>) {
    let home = feed.links.iter().filter(|link| is_page(link)).map(|link| link.href.as_str());
    let own = home.chain([at.as_str()]).chain(site);
    let own: Vec<String> = own.filter_map(place).collect();
    let (mut articles, mut unlike) = (Vec::new(), Vec::new());
    for (n, item) in feed.entries.iter().take(ITEMS).enumerate() {
        let title = item.title.as_ref().map(|title| title.content.trim().to_owned()).filter(|title| !title.is_empty());
        let when = item.published.or(item.updated).and_then(possible);
        let link = match address(item) {
            Some(address) if place(&address).is_some_and(|place| own.contains(&place)) => link::canonical(&address),
            Some(_) => continue,
            None => derived(at, title.as_deref(), item),
        };
        match link {
            Some(link) => articles.push(Article { link, title, at: when }),
            None => unlike.push(format!("item {}", n + 1)),
        }
    }
    (articles, unlike)
}

/// Where the older part of a feed is.
pub(super) fn older(feed: &Feed) -> Option<String> {
    let named = |name: &str| feed.links.iter().find(|link| link.rel.as_deref() == Some(name));
    named("next").or_else(|| named("prev-archive")).map(|link| link.href.clone())
}

/// Whether a link leads to the page itself, not to something beside it.
fn is_page(link: &feed_rs::model::Link) -> bool {
    matches!(link.rel.as_deref(), None | Some("alternate"))
}

/// Where an item is read: by its link, else by what names it for good, where that is an address.
fn address(item: &Entry) -> Option<String> {
    let links = item.links.iter().filter(|link| is_page(link)).map(|link| link.href.as_str());
    let mut all = links.chain([item.id.as_str()]);
    all.find(|address| link::canonical(address).is_some()).map(str::to_owned)
}

/// The site that an address stands on; for hosts that stand on none, the host.
fn place(address: &str) -> Option<String> {
    link::site(address).or_else(|| Url::parse(address).ok()?.host_str().map(str::to_owned))
}

/// A key for an item without a link: the feed's address, and a digest of what the item says of itself.
fn derived(at: &Url, title: Option<&str>, item: &Entry) -> Option<String> {
    let text = item.summary.as_ref().map(|text| text.content.as_str());
    let body = item.content.as_ref().and_then(|content| content.body.as_deref());
    if item.id == NAMELESS && title.or(text).or(body).is_none() {
        return None;
    }
    let mut digest = Sha256::new();
    // What names it for good is enough; else all that it says, in which an edit makes it another.
    let parts = if item.id == NAMELESS { [title, text, body] } else { [Some(item.id.as_str()), None, None] };
    for part in parts {
        digest.update(part.unwrap_or_default());
        digest.update([0]);
    }
    let digest: String = digest.finalize().iter().take(8).map(|byte| format!("{byte:02x}")).collect();
    Some(format!("{}#{digest}", link::canonical(at.as_str())?))
}
