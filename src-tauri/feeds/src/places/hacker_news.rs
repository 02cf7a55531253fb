//! Hacker News. Its search lists what somebody said, a hundred at once; the site's own database says whom that answers.

use super::ask::{Host, id, is_name, seconds};
use super::text::{asks, put_html, put_reply, somebody};
use super::walk::Walk;
use super::{OF_LATE, QUESTIONS};
use crate::archives::{Problem, Why};
use crate::live::{About, Account, Answer, Entry, Page, Reader, Step, sees};
use crate::net::{Failure, Net};
use coach::person::{Counterpart, Network};
use coach::post::Post;
use secrecy::SecretString;
use serde_json::Value;

/// As many as are listed at once.
const AT_ONCE: usize = 100;

/// Reads what somebody said on Hacker News.
#[derive(Debug, Clone)]
pub struct HackerNews {
    search: Host,
    items: Host,
}

impl Default for HackerNews {
    fn default() -> Self {
        Self::new()
    }
}

impl HackerNews {
    /// The place as everybody knows it.
    pub const fn new() -> Self {
        Self { search: Host::own("https://hn.algolia.com"), items: Host::own("https://hacker-news.firebaseio.com") }
    }

    /// A stand-in for both of its hosts.
    pub fn at(address: &str) -> Self {
        Self { search: Host::other(address), items: Host::other(address) }
    }

    async fn find_account(&self, net: &Net, typed: &str) -> Result<Account, Failure> {
        let name = name(typed)?;
        let user = self.search.json(net, &format!("/api/v1/users/{name}"), &[], None).await?;
        let name = user["username"].as_str().filter(|name| is_name(name)).unwrap_or(&name).to_owned();
        Ok(Account {
            network: Network::HackerNews,
            id: name.clone(),
            place: self.search.address().to_owned(),
            key: name.clone(),
            names: vec![name.clone()],
            title: name,
            site: None,
            sees: sees::POSTS | sees::REPLIES,
            posts: None,
        })
    }

    async fn read_page(&self, step: Step<'_>) -> Result<Page, Failure> {
        let (mut walk, own) = (Walk::read(step.cursor), &step.account.key);
        // The search gives no more than a thousand of one list: each page is a list of what is older.
        let older = walk.from.as_ref().map(|from| format!("created_at_i<={from}"));
        let (tags, count) = (format!("(comment,story),author_{own}"), AT_ONCE.to_string());
        let mut query = vec![("tags", tags.as_str()), ("hitsPerPage", count.as_str())];
        query.extend(older.as_ref().map(|older| ("numericFilters", older.as_str())));
        let answer = self.search.json(step.net, "/api/v1/search_by_date", &query, Some(step.now)).await;
        let answer = walk.or_end(answer.and_then(listing))?;
        let mut page = Page { of: answer["nbHits"].as_u64().filter(|_| older.is_none()), ..Page::default() };
        let hits = answer["hits"].as_array().map(Vec::as_slice).unwrap_or_default();
        let mut posts = Vec::new();
        for hit in hits.iter().filter(|hit| hit["author"] == own.as_str()) {
            match post(hit) {
                Ok(post) => posts.push(post),
                Err(why) => {
                    Problem::note(&mut page.problems, why, || hit["objectID"].as_str().unwrap_or("?").to_owned());
                }
            }
        }
        let oldest = hits.iter().filter_map(|hit| seconds(&hit["created_at_i"])).min();
        let next = oldest.filter(|_| hits.len() >= AT_ONCE).map(|at| at.timestamp().to_string());
        page.posts = walk.take(posts, oldest, next);
        let of_late = |post: &&mut Post| post.reply.is_some() && step.now - post.at < OF_LATE;
        for post in page.posts.iter_mut().filter(of_late).take(QUESTIONS) {
            self.answered(step, own, post).await?;
        }
        page.goes_on = walk.goes_on();
        page.complete = walk.complete;
        page.cursor = walk.write();
        Ok(page)
    }

    /// Asks whom a comment answers, and whether that asked something.
    async fn answered(&self, step: Step<'_>, own: &str, post: &mut Post) -> Result<(), Failure> {
        let Some(link) = post.reply.as_ref().and_then(|reply| reply.post.clone()) else { return Ok(()) };
        let number = link.rsplit('=').next().unwrap_or_default();
        let item = match self.items.json(step.net, &format!("/v0/item/{number}.json"), &[], Some(step.now)).await {
            Ok(item) => item,
            Err(failure) if failure.lasts() => return Ok(()),
            Err(failure) => return Err(failure),
        };
        let asked = asks(item["title"].as_str().unwrap_or_default(), item["text"].as_str().unwrap_or_default());
        let whom: Option<Counterpart> = item["by"].as_str().map(|by| somebody(Network::HackerNews, by, Some(by)));
        put_reply(post, whom, own, Some(link), Some(asked));
        Ok(())
    }
}

/// An answer of the search, where it is a list.
fn listing(answer: Value) -> Result<Value, Failure> {
    let strange =
        || Failure::Strange { host: "hn.algolia.com".to_owned(), what: "something else than a list".to_owned() };
    if answer["hits"].is_array() { Ok(answer) } else { Err(strange()) }
}

/// The account's name in what the person typed.
fn name(typed: &str) -> Result<String, Failure> {
    let text = typed.trim();
    let name = text.rsplit_once("user?id=").map_or(text, |(_, name)| name).trim_start_matches('@');
    let fits = name.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-'));
    let fits = fits && (2..=15).contains(&name.len());
    if fits { Ok(name.to_owned()) } else { Err(Failure::Unreadable { typed: text.to_owned() }) }
}

fn link(number: &str) -> String {
    format!("https://news.ycombinator.com/item?id={number}")
}

/// A comment or a story, as the search lists it.
fn post(hit: &Value) -> Result<Post, Why> {
    let number = id(&hit["objectID"]).ok_or(Why::NoId)?;
    let at = seconds(&hit["created_at_i"]).ok_or(Why::NoDate)?;
    let mut post = Post::new(link(&number), Network::HackerNews, at);
    if let Some(text) = hit["comment_text"].as_str() {
        put_html(&mut post, text);
        put_reply(&mut post, None, "", id(&hit["parent_id"]).map(|parent| link(&parent)), None);
        return Ok(post);
    }
    let title = hit["title"].as_str().ok_or(Why::Malformed)?;
    put_html(&mut post, hit["story_text"].as_str().unwrap_or_default());
    post.text = format!("{title}\n\n{}", post.text).trim().to_owned();
    if let Some(address) = hit["url"].as_str().filter(|address| crate::html::is_web(address)) {
        post.text = format!("{} {address}", post.text);
        post.links.push(address.to_owned());
    }
    Ok(post)
}

impl Reader for HackerNews {
    fn about(&self) -> About {
        About {
            name: "hacker-news",
            network: Network::HackerNews,
            sees: sees::POSTS | sees::REPLIES,
            entry: Entry::Open,
        }
    }

    fn hosts(&self) -> &'static [&'static str] {
        &["hn.algolia.com", "hacker-news.firebaseio.com"]
    }

    fn find<'a>(&'a self, net: &'a Net, typed: &'a str, _: Option<&'a SecretString>) -> Answer<'a, Account> {
        Box::pin(self.find_account(net, typed))
    }

    fn read<'a>(&'a self, step: Step<'a>) -> Answer<'a, Page> {
        Box::pin(self.read_page(step))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_account_is_named_by_its_name_or_its_page() {
        for (typed, expect) in [
            ("ana", Some("ana")),
            (" @ana_b ", Some("ana_b")),
            ("https://news.ycombinator.com/user?id=ana-b", Some("ana-b")),
            ("a", None),
            ("ana b", None),
            ("https://news.ycombinator.com/item?id=1", None),
            ("", None),
        ] {
            assert_eq!(name(typed).ok().as_deref(), expect, "{typed}");
        }
    }
}
