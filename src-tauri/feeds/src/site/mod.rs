//! The person's own site, by its feed: RSS, Atom or JSON Feed. What it brings is the dictionary of their own articles, by
//! which an old article is known again wherever it is posted; never a post, and so never a verdict of drift.

mod discover;
mod feed;

use crate::archives::{Problem, Why};
use crate::live::{About, Account, Answer, Entry, Page, Reader, Step};
use crate::net::{Answered, Ask, Failure, Net, Word};
use coach::person::Network;
use reqwest::{StatusCode, Url, header};
use secrecy::SecretString;
use serde::{Deserialize, Serialize};

/// What a feed's address may answer with.
const ACCEPT: &str = "application/atom+xml, application/rss+xml, application/feed+json, application/xml;q=0.9, \
                      application/json;q=0.8, text/html;q=0.7, */*;q=0.1";
/// So many older pages of a feed are read: many blogs' worth.
const PAGES: u32 = 500;

/// Reads the feed of the person's own site.
#[derive(Debug, Clone, Copy)]
pub struct Site;

/// How far a feed was read.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(default)]
struct Cursor {
    /// What the server calls the newest page as it was read last.
    etag: Option<String>,
    /// When that changed last, by the server's word.
    modified: Option<String>,
    /// The older page to be read next.
    next: Option<String>,
    /// How many older pages were read.
    pages: u32,
    /// Every older page was read once.
    complete: bool,
}

impl Reader for Site {
    fn about(&self) -> About {
        About { name: "site", network: Network::Site, sees: 0, entry: Entry::Open }
    }

    fn find<'a>(&'a self, net: &'a Net, typed: &'a str, _: Option<&'a SecretString>) -> Answer<'a, Account> {
        Box::pin(discover::find(net, typed))
    }

    fn read<'a>(&'a self, step: Step<'a>) -> Answer<'a, Page> {
        Box::pin(read(step))
    }
}

async fn read(step: Step<'_>) -> Result<Page, Failure> {
    let mut cursor: Cursor = serde_json::from_str(step.cursor).unwrap_or_default();
    let url = Url::parse(&step.account.place);
    let url = url.map_err(|_| Failure::Unreadable { typed: step.account.place.clone() })?;
    // Only what the person typed herself may stand in the own network.
    let typed = step.account.site.as_deref().and_then(|site| Url::parse(site).ok());
    let typed = typed.is_some_and(|typed| typed.host_str() == url.host_str());
    step.net.allow(&url, if typed { Word::Typed } else { Word::Told });
    let mut page = Page::default();
    match cursor.next.take().and_then(|next| Url::parse(&next).ok()) {
        Some(older) => {
            cursor.pages += 1;
            let answered = step.net.answer(asking(older).at(step.now)).await;
            let answered = answered.and_then(|answered| answered.good(step.now));
            let taken = answered.and_then(|answered| take(&answered, step.account, &mut page, &mut cursor, true));
            match taken {
                Ok(()) => {}
                // An older page that can't be read is the end, not a fault: the newest have to be read again.
                Err(failure) if failure.lasts() => {}
                Err(failure) => return Err(failure),
            }
        }
        None => {
            let known = [(header::IF_NONE_MATCH, &cursor.etag), (header::IF_MODIFIED_SINCE, &cursor.modified)];
            let ask = known.into_iter().filter_map(|(name, value)| Some((name, value.as_ref()?)));
            let ask = ask.fold(asking(url).at(step.now), |ask, (name, value)| ask.header(name, value));
            let answered = step.net.answer(ask).await?;
            if answered.status != StatusCode::NOT_MODIFIED {
                let answered = answered.good(step.now)?;
                let older = !cursor.complete;
                take(&answered, step.account, &mut page, &mut cursor, older)?;
                cursor.etag = answered.header("etag").map(str::to_owned);
                cursor.modified = answered.header("last-modified").map(str::to_owned);
            }
        }
    }
    page.goes_on = cursor.next.is_some();
    cursor.complete |= !page.goes_on;
    page.complete = cursor.complete;
    page.cursor = serde_json::to_string(&cursor).unwrap_or_default();
    Ok(page)
}

fn asking<'a>(url: Url) -> Ask<'a> {
    Ask::get(url).header(header::ACCEPT, ACCEPT)
}

/// Takes what is in a feed; with `older`, also where its older page is.
fn take(
    answered: &Answered,
    account: &Account,
    page: &mut Page,
    cursor: &mut Cursor,
    older: bool,
) -> Result<(), Failure> {
    let feed = feed::read(answered)?;
    let (articles, unlike) = feed::articles(&feed, &answered.url, account.site.as_deref());
    // A server that shows the same page at every address has no older ones.
    let next = feed::older(&feed).filter(|_| older && cursor.pages < PAGES && !articles.is_empty());
    let next = next.and_then(|address| answered.leads(&address).ok());
    cursor.next = next.filter(|next| *next != answered.url).map(String::from);
    page.articles.extend(articles);
    for example in unlike {
        Problem::note(&mut page.problems, Why::Malformed, || example);
    }
    Ok(())
}
