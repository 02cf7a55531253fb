//! Finding the feed of a site that the person named.

use super::{asking, feed};
use crate::live::Account;
use crate::net::{Answered, Failure, Net, Word};
use coach::person::Network;
use html5gum::{Token, Tokenizer};
use reqwest::Url;

/// Where feeds are, where a page does not say.
const USUAL: [&str; 6] = ["/feed", "/feed.xml", "/atom.xml", "/rss.xml", "/index.xml", "/feed.json"];
/// So much of a page is looked at: what leads to feeds stands at its beginning.
const HEAD: usize = 256 << 10;
/// So many of the feeds that a page names are tried.
const TRIED: usize = 5;

/// The feed of the site, or at the address, that the person typed.
///
/// # Errors
/// Where nothing is there, or no feed.
pub(super) async fn find(net: &Net, typed: &str) -> Result<Account, Failure> {
    let url = address(typed).ok_or_else(|| Failure::Unreadable { typed: typed.trim().to_owned() })?;
    net.allow(&url, Word::Typed);
    let page = net.answer(asking(url)).await?.good(None)?;
    if let Ok(account) = account(&page, &page.url) {
        return Ok(account);
    }
    let mut astray = None;
    for named in named(&page).iter().take(TRIED) {
        match page.leads(named) {
            Ok(url) => {
                if let Some(account) = at(net, url, &page.url).await? {
                    return Ok(account);
                }
            }
            Err(failure) => astray = Some(failure),
        }
    }
    if let Some(astray) = astray {
        return Err(astray);
    }
    for path in USUAL {
        if let Ok(url) = page.url.join(path)
            && let Some(account) = at(net, url, &page.url).await?
        {
            return Ok(account);
        }
    }
    Err(Failure::NotFound { host: page.host, what: "a feed".to_owned() })
}

/// The feed at an address, where one is there.
///
/// # Errors
/// Where the host can't be reached, or asks to wait.
async fn at(net: &Net, url: Url, page: &Url) -> Result<Option<Account>, Failure> {
    match net.answer(asking(url)).await?.good(None) {
        Ok(answered) => Ok(account(&answered, page).ok()),
        Err(failure @ Failure::Limited { .. }) => Err(failure),
        Err(_) => Ok(None),
    }
}

/// A feed as a source; `page` is what the person typed.
fn account(answered: &Answered, page: &Url) -> Result<Account, Failure> {
    let feed = feed::read(answered)?;
    let title = feed.title.map(|title| title.content.trim().to_owned()).filter(|title| !title.is_empty());
    let home = page.join("/").map(String::from).ok();
    Ok(Account {
        network: Network::Site,
        id: answered.url.to_string(),
        place: answered.url.to_string(),
        key: String::new(),
        names: Vec::new(),
        title: title.unwrap_or_else(|| answered.host.clone()),
        site: home,
        sees: 0,
        posts: None,
    })
}

/// The address that the person typed; a safe one where she did not say.
fn address(typed: &str) -> Option<Url> {
    let typed = typed.trim();
    let whole = if typed.contains("://") { typed.to_owned() } else { format!("https://{typed}") };
    let mut url = Url::parse(&whole).ok().filter(|url| matches!(url.scheme(), "http" | "https"))?;
    let host = url.host_str()?;
    if !typed.contains("://") && !host.contains('.') {
        return None;
    }
    url.set_username("").ok()?;
    url.set_password(None).ok()?;
    Some(url)
}

/// The feeds that a page names, in order; those of comments are no articles.
fn named(page: &Answered) -> Vec<String> {
    let html = String::from_utf8_lossy(&page.body[..page.body.len().min(HEAD)]).into_owned();
    let mut named = Vec::new();
    for token in Tokenizer::new(html.as_str()) {
        let Ok(Token::StartTag(tag)) = token else { continue };
        let attribute = |name: &[u8]| tag.attributes.get(name).map(|value| String::from_utf8_lossy(value).into_owned());
        let has = |name: &[u8], word: &str| {
            attribute(name).is_some_and(|value| value.to_ascii_lowercase().split_ascii_whitespace().any(|w| w == word))
        };
        let kind = attribute(b"type").unwrap_or_default().to_ascii_lowercase();
        let is_feed = ["rss+xml", "atom+xml", "feed+json"].iter().any(|sort| kind.contains(sort));
        if &tag.name[..] != b"link" || !has(b"rel", "alternate") || !is_feed {
            continue;
        }
        let of_comments = |text: Option<String>| text.is_some_and(|text| text.to_ascii_lowercase().contains("comment"));
        let Some(href) = attribute(b"href").filter(|href| !href.trim().is_empty()) else { continue };
        if !of_comments(attribute(b"title")) && !of_comments(Some(href.clone())) {
            named.push(href.trim().to_owned());
        }
    }
    named
}
