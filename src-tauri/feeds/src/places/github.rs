//! GitHub: comments on issues, on changes and on commits, and reviews, as far as the list of public events goes back:
//! 300 events, 90 days. So the history is never whole, and what was not seen in time is not known.

use super::ask::{Host, date, is_name};
use super::text::{asks, of_markdown, put_markdown, put_reply, somebody};
use crate::archives::{Problem, Why};
use crate::live::{About, Account, Answer, Entry, Page, Profile, Reader, Step, sees};
use crate::net::{Ask, Failure, Net};
use chrono::{DateTime, TimeDelta, Utc};
use coach::person::{Counterpart, Network};
use coach::post::Post;
use reqwest::header;
use secrecy::SecretString;
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// The most events that are listed at once.
const AT_ONCE: &str = "100";
/// The list ends after so many pages.
const PAGES: u32 = 3;

/// Reads what somebody said on GitHub.
#[derive(Debug, Clone)]
pub struct GitHub {
    api: Host,
}

impl Default for GitHub {
    fn default() -> Self {
        Self::new()
    }
}

/// How far the events were read.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
struct Cursor {
    /// What the server calls the first page as it was read last.
    etag: Option<String>,
    /// Before this moment, in seconds since 1970, it wants not to be asked again.
    not_before: Option<i64>,
    /// The next page, while the list is walked; 0 where it is not.
    page: u32,
    /// The newest event up to which all is known.
    known: Option<u64>,
    /// The newest event that was met on the way.
    newest: Option<u64>,
    complete: bool,
}

impl GitHub {
    /// The place as everybody knows it.
    pub const fn new() -> Self {
        Self { api: Host::own("https://api.github.com") }
    }

    /// A stand-in for its host.
    pub fn at(address: &str) -> Self {
        Self { api: Host::other(address) }
    }

    async fn find_account(&self, net: &Net, typed: &str) -> Result<Account, Failure> {
        let name = name(typed)?;
        let user = self.api.json(net, &format!("/users/{name}"), &[], None).await?;
        let name = user["login"].as_str().unwrap_or(&name).to_owned();
        let site = user["blog"].as_str().filter(|site| crate::html::is_web(site)).map(str::to_owned);
        Ok(Account {
            network: Network::GitHub,
            id: who(&name),
            place: self.api.address().to_owned(),
            names: vec![who(&name), format!("@{name}")],
            title: format!("@{name}"),
            key: name,
            site,
            // Own comments, as far as the list goes back; never all of them.
            sees: sees::POSTS | sees::REPLIES,
            posts: None,
        })
    }

    async fn read_page(&self, step: Step<'_>) -> Result<Page, Failure> {
        let mut cursor: Cursor = serde_json::from_str(step.cursor).unwrap_or_default();
        let mut page = Page { complete: cursor.complete, ..Page::default() };
        let number = cursor.page.max(1);
        let wait = cursor.not_before.and_then(|at| DateTime::from_timestamp(at, 0)).filter(|_| number == 1);
        if wait.is_some_and(|until| step.now < until && until < step.now + TimeDelta::days(1)) {
            page.cursor = step.cursor.to_owned();
            return Ok(page);
        }
        let (path, at) = (format!("/users/{}/events/public", step.account.key), number.to_string());
        let url = self.api.url(step.net, &path, &[("per_page", AT_ONCE), ("page", &at)])?;
        let mut ask = Ask::get(url).at(step.now).header(header::ACCEPT, "application/vnd.github+json");
        if let Some(etag) = cursor.etag.as_ref().filter(|_| number == 1) {
            ask = ask.header(header::IF_NONE_MATCH, etag);
        }
        let answered = step.net.answer(ask).await?;
        if let Some(seconds) = answered.header("x-poll-interval").and_then(|seconds| seconds.parse::<i64>().ok()) {
            cursor.not_before = Some(step.now.timestamp().saturating_add(seconds.clamp(0, 3600)));
        }
        if answered.status.as_u16() == 304 {
            page.cursor = write(&cursor);
            return Ok(page);
        }
        // A limit is told with 403 here, too.
        let limited = answered.status.as_u16() == 403 && answered.header("x-ratelimit-remaining") == Some("0");
        let etag = answered.header("etag").map(str::to_owned);
        let host = answered.host.clone();
        let answered = answered.good(step.now).map_err(|failure| match failure {
            Failure::Forbidden { host } if limited => Failure::Limited { host, until: None },
            failure => failure,
        })?;
        let value = answered.json()?;
        let what = || "something else than a list".to_owned();
        let events = value.as_array().ok_or_else(|| Failure::Strange { host, what: what() })?;
        if number == 1 {
            cursor.etag = etag;
        }
        let mut reached = events.is_empty();
        for event in events {
            let id = event["id"].as_str().and_then(|id| id.parse::<u64>().ok());
            cursor.newest = cursor.newest.max(id);
            if id.is_some() && id <= cursor.known {
                reached = true;
                continue;
            }
            match said(event, &step.account.id) {
                Ok(None) => {}
                Ok(Some((post, robot))) => {
                    page.profiles.extend(robot.map(|whom| Profile { whom, bot: true, sites: Vec::new() }));
                    page.posts.push(post);
                }
                Err(why) => {
                    Problem::note(&mut page.problems, why, || event["id"].as_str().unwrap_or("?").to_owned());
                }
            }
        }
        if reached || number >= PAGES {
            (cursor.known, cursor.newest, cursor.page) = (cursor.known.max(cursor.newest), None, 0);
            (cursor.complete, page.complete) = (true, true);
        } else {
            (cursor.page, page.goes_on) = (number + 1, true);
        }
        page.cursor = write(&cursor);
        Ok(page)
    }
}

fn write(cursor: &Cursor) -> String {
    serde_json::to_string(cursor).unwrap_or_default()
}

/// The account's name in what the person typed.
fn name(typed: &str) -> Result<String, Failure> {
    let text = typed.trim();
    let rest = ["https://github.com/", "http://github.com/", "github.com/"].iter().find_map(|at| text.strip_prefix(at));
    let name = rest.map_or(text, |rest| rest.split('/').next().unwrap_or_default()).trim_start_matches('@');
    let fits = is_name(name) && name.len() <= 39 && !name.contains(['.', '/']);
    if fits { Ok(name.to_owned()) } else { Err(Failure::Unreadable { typed: text.to_owned() }) }
}

/// What identifies somebody: names are alike in small and capital letters.
fn who(name: &str) -> String {
    format!("https://github.com/{}", name.to_lowercase())
}

fn person(user: &Value) -> Option<Counterpart> {
    let name = user["login"].as_str().filter(|name| !name.is_empty())?;
    Some(somebody(Network::GitHub, who(name), Some(&format!("@{name}"))))
}

/// What an event says that the person said, and the robot it was said to; `None` where it is another event.
fn said(event: &Value, own: &str) -> Result<Option<(Post, Option<Counterpart>)>, Why> {
    let payload = &event["payload"];
    let (thing, above) = match event["type"].as_str() {
        Some("IssueCommentEvent") => (&payload["comment"], &payload["issue"]),
        Some("PullRequestReviewCommentEvent") => (&payload["comment"], &payload["pull_request"]),
        Some("PullRequestReviewEvent") => (&payload["review"], &payload["pull_request"]),
        Some("DiscussionCommentEvent") => (&payload["comment"], &payload["discussion"]),
        Some("CommitCommentEvent") => (&payload["comment"], &Value::Null),
        Some("IssuesEvent") if payload["action"] == "opened" => (&payload["issue"], &Value::Null),
        _ => return Ok(None),
    };
    let is_answer = event["type"] != "IssuesEvent";
    let done = payload["action"].as_str().unwrap_or("created");
    if is_answer && !matches!(done, "created" | "submitted") {
        return Ok(None);
    }
    let Some(text) = thing["body"].as_str().filter(|text| !text.is_empty()) else {
        // A review may be a mere yes.
        return Ok(None);
    };
    let link = thing["html_url"].as_str().filter(|link| !link.is_empty()).ok_or(Why::NoId)?;
    let at = moment(thing).or_else(|| date(&event["created_at"])).ok_or(Why::NoDate)?;
    let mut post = Post::new(link.to_owned(), Network::GitHub, at);
    put_markdown(&mut post, text);
    if !is_answer {
        let title = thing["title"].as_str().unwrap_or_default();
        post.text = format!("{title}\n\n{}", post.text).trim().to_owned();
        return Ok(Some((post, None)));
    }
    let title = above["title"].as_str().unwrap_or_default();
    let asked = above["body"].as_str().map(|body| asks(title, &of_markdown(body)));
    let answered = above["html_url"].as_str().map(str::to_owned);
    let whom = person(&above["user"]);
    put_reply(&mut post, whom.clone(), own, answered, asked);
    Ok(Some((post, whom.filter(|_| above["user"]["type"] == "Bot"))))
}

fn moment(thing: &Value) -> Option<DateTime<Utc>> {
    date(&thing["created_at"]).or_else(|| date(&thing["submitted_at"]))
}

impl Reader for GitHub {
    fn about(&self) -> About {
        About { name: "github", network: Network::GitHub, sees: sees::POSTS | sees::REPLIES, entry: Entry::Open }
    }

    fn hosts(&self) -> &'static [&'static str] {
        &["api.github.com"]
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
            ("Ana-B", Some("Ana-B")),
            (" @ana ", Some("ana")),
            ("https://github.com/ana/bread", Some("ana")),
            ("github.com/ana", Some("ana")),
            ("ana.b", None),
            ("https://gitlab.example/ana", None),
            ("", None),
        ] {
            assert_eq!(name(typed).ok().as_deref(), expect, "{typed}");
        }
    }
}
