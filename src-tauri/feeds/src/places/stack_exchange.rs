//! Stack Overflow and its sisters: questions, answers and comments. Whom an answer or a comment is for is asked for by
//! the hundred. Without a key there are 300 questions a day for one address of the net, and the answers say how many are
//! left, and when to wait.

use super::ask::{Host, id, seconds};
use super::text::{asks, put_html, put_reply, somebody};
use super::walk::Walk;
use crate::archives::{Problem, Why};
use crate::live::{About, Account, Answer, Entry, Page, Reader, Step, sees};
use crate::net::{Failure, Net};
use chrono::{DateTime, TimeDelta};
use coach::person::{Counterpart, Network};
use coach::post::Post;
use reqwest::Url;
use secrecy::SecretString;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::collections::{BTreeSet, HashMap};

/// As many as are listed at once.
const AT_ONCE: &str = "100";
/// Without a key a list is told no further than so many pages.
const PAGES: u32 = 25;
/// The sorts of what somebody says, each a list of its own.
const SORTS: [&str; 3] = ["answers", "comments", "questions"];
/// The lists are looked at so often, once they are known: each look costs three questions.
const PACE: TimeDelta = TimeDelta::hours(1);
/// With fewer questions left than this, the rest of the day is for others at the same address.
const LEFT: u64 = 10;
/// In seconds.
const DAY: i64 = 86_400;

/// Reads what somebody said at a site of Stack Exchange.
#[derive(Debug, Clone)]
pub struct StackExchange {
    api: Host,
}

impl Default for StackExchange {
    fn default() -> Self {
        Self::new()
    }
}

/// How far the lists were read.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
struct Cursor {
    walks: [Walk; 3],
    /// Which list is next.
    turn: usize,
    /// Before this moment, in seconds since 1970, it wants not to be asked again.
    not_before: Option<i64>,
    /// When all lists were looked at last, in seconds since 1970.
    looked: Option<i64>,
}

impl StackExchange {
    /// The place as everybody knows it.
    pub const fn new() -> Self {
        Self { api: Host::own("https://api.stackexchange.com") }
    }

    /// A stand-in for its host.
    pub fn at(address: &str) -> Self {
        Self { api: Host::other(address) }
    }

    async fn find_account(&self, net: &Net, typed: &str) -> Result<Account, Failure> {
        let (site, number) = user(typed).ok_or_else(|| Failure::Unreadable { typed: typed.trim().to_owned() })?;
        let path = format!("/2.3/users/{number}");
        let answer = self.api.json(net, &path, &[("site", &site)], None).await?;
        let user = &answer["items"][0];
        let missing = || Failure::NotFound { host: site.clone(), what: format!("/users/{number}") };
        let name = user["display_name"].as_str().ok_or_else(missing)?;
        let website = user["website_url"].as_str().filter(|site| crate::html::is_web(site)).map(str::to_owned);
        let id = who(&site, &number);
        Ok(Account {
            network: Network::StackExchange,
            names: vec![id.clone()],
            id,
            place: self.api.address().to_owned(),
            key: format!("{site}/{number}"),
            title: format!("{name} ({site})"),
            site: website,
            sees: sees::POSTS | sees::REPLIES,
            posts: None,
        })
    }

    async fn read_page(&self, step: Step<'_>) -> Result<Page, Failure> {
        let mut cursor: Cursor = serde_json::from_str(step.cursor).unwrap_or_default();
        let until = cursor.not_before.and_then(|at| DateTime::from_timestamp(at, 0));
        if let Some(until) = until.filter(|until| step.now < *until && *until < step.now + TimeDelta::days(2)) {
            return Err(Failure::Limited { host: "api.stackexchange.com".to_owned(), until: Some(until) });
        }
        let looked = cursor.looked.and_then(|at| DateTime::from_timestamp(at, 0)).filter(|_| cursor.turn == 0);
        if looked.is_some_and(|looked| looked <= step.now && step.now < looked + PACE) {
            let cursor = step.cursor.to_owned();
            return Ok(Page { cursor, complete: true, ..Page::default() });
        }
        let (site, number) = step.account.key.split_once('/').unwrap_or_default();
        let turn = cursor.turn.min(SORTS.len() - 1);
        let (sort, walk) = (SORTS[turn], &mut cursor.walks[turn]);
        let at: u32 = walk.from.as_ref().and_then(|from| from.parse().ok()).unwrap_or(1);
        let answer = walk.or_end(self.list(step, site, &format!("users/{number}/{sort}"), at).await)?;
        let (mut page, mut posts) = (Page::default(), Vec::new());
        let items = answer["items"].as_array().map(Vec::as_slice).unwrap_or_default();
        for item in items {
            match post(site, sort, item) {
                Ok(post) => posts.push(post),
                Err(why) => Problem::note(&mut page.problems, why, || format!("{site} {sort}")),
            }
        }
        if sort != "questions" && !posts.is_empty() && is_used_up(&answer) {
            // Whom they are for can't be asked any more today; without that they are not handed over.
            let until = step.now.timestamp().saturating_add(DAY);
            let cursor = Cursor { not_before: Some(until), ..serde_json::from_str(step.cursor).unwrap_or_default() };
            let cursor = serde_json::to_string(&cursor).unwrap_or_default();
            return Ok(Page { cursor, goes_on: true, ..Page::default() });
        }
        let oldest = items.iter().filter_map(|item| seconds(&item["creation_date"])).min();
        let next = (answer["has_more"] == true && at < PAGES).then(|| (at + 1).to_string());
        page.posts = walk.take(posts, oldest, next);
        let goes_on = walk.goes_on();
        // How long it wants not to be asked is said of this list; whom its posts are for is asked of others.
        let wait = backoff(&answer).max(self.answered(step, site, sort, items, &mut page.posts).await?);
        cursor.turn = if goes_on { turn } else { turn + 1 };
        page.goes_on = cursor.turn < SORTS.len();
        if !page.goes_on {
            (cursor.turn, cursor.looked) = (0, Some(step.now.timestamp()));
        }
        cursor.not_before = wait.map(|seconds| step.now.timestamp().saturating_add(seconds));
        page.complete = cursor.walks.iter().all(|walk| walk.complete);
        page.cursor = serde_json::to_string(&cursor).unwrap_or_default();
        Ok(page)
    }

    async fn list(&self, step: Step<'_>, site: &str, what: &str, at: u32) -> Result<Value, Failure> {
        let at = at.to_string();
        let query = [
            ("site", site),
            ("pagesize", AT_ONCE),
            ("page", &at),
            ("order", "desc"),
            ("sort", "creation"),
            ("filter", "withbody"),
        ];
        match self.api.json(step.net, &format!("/2.3/{what}"), &query, Some(step.now)).await {
            // It tells that there were too many questions, among other things, with 400.
            Err(Failure::Strange { host, what }) if what == "status 400" => Err(Failure::Limited { host, until: None }),
            answer => answer,
        }
    }

    /// Asks whom the answers and comments are for, and whether that asked something. Says how long to wait then.
    async fn answered(
        &self,
        step: Step<'_>,
        site: &str,
        sort: &str,
        items: &[Value],
        posts: &mut [Post],
    ) -> Result<Option<i64>, Failure> {
        let (field, key) = match sort {
            "answers" => ("question_id", "questions"),
            "comments" => ("post_id", "posts"),
            _ => return Ok(None),
        };
        let of: HashMap<String, String> =
            items.iter().filter_map(|item| Some((address(site, sort, item)?, id(&item[field])?))).collect();
        let wanted: BTreeSet<&str> = posts.iter().filter_map(|post| of.get(&post.id)).map(String::as_str).collect();
        if wanted.is_empty() {
            return Ok(None);
        }
        let all = wanted.into_iter().collect::<Vec<_>>().join(";");
        let answer = self.list(step, site, &format!("{key}/{all}"), 1).await?;
        let parents = answer["items"].as_array().map(Vec::as_slice).unwrap_or_default();
        let parents: HashMap<String, &Value> =
            parents.iter().filter_map(|one| Some((id(&one["question_id"]).or(id(&one["post_id"]))?, one))).collect();
        for post in posts {
            let Some(parent) = of.get(&post.id).and_then(|number| parents.get(number)) else { continue };
            let told = post.reply.as_ref().and_then(|reply| reply.whom.clone());
            let whom = told.or_else(|| person(site, &parent["owner"]));
            let text = parent["body"].as_str().unwrap_or_default();
            let asked = parent["question_id"].is_u64() || parent["post_type"] == "question" || asks("", text);
            let link = parent["link"].as_str().map(str::to_owned);
            post.mentions.clear();
            put_reply(post, whom, &step.account.id, link, Some(asked));
        }
        Ok(backoff(&answer))
    }
}

/// How long it wants not to be asked, in seconds: by its own word, or because the day's questions are used up.
fn backoff(answer: &Value) -> Option<i64> {
    let used_up = is_used_up(answer).then_some(DAY);
    answer["backoff"].as_i64().into_iter().chain(used_up).max().map(|seconds| seconds.clamp(0, DAY))
}

/// Whether hardly any of the day's questions are left.
fn is_used_up(answer: &Value) -> bool {
    answer["quota_remaining"].as_u64().is_some_and(|left| left < LEFT)
}

/// The site and the number in a link to somebody's page.
fn user(typed: &str) -> Option<(String, String)> {
    let text = typed.trim();
    let address = if text.contains("://") { text.to_owned() } else { format!("https://{text}") };
    let url = Url::parse(&address).ok()?;
    let host = url.host_str()?.trim_start_matches("www.").to_owned();
    let number = url.path().strip_prefix("/users/")?.split('/').next()?.to_owned();
    let is_number = !number.is_empty() && number.len() < 12 && number.bytes().all(|b| b.is_ascii_digit());
    let sisters =
        ["stackoverflow.com", "serverfault.com", "superuser.com", "askubuntu.com", "mathoverflow.net", "stackapps.com"];
    let is_site = host.ends_with(".stackexchange.com")
        || sisters
            .iter()
            .any(|sister| host.strip_suffix(sister).is_some_and(|rest| rest.is_empty() || rest.ends_with('.')));
    (is_number && is_site).then_some((host, number))
}

fn who(site: &str, number: &str) -> String {
    format!("https://{site}/users/{number}")
}

fn person(site: &str, owner: &Value) -> Option<Counterpart> {
    Some(somebody(Network::StackExchange, who(site, &id(&owner["user_id"])?), owner["display_name"].as_str()))
}

/// Where a question, an answer or a comment is read.
fn address(site: &str, sort: &str, item: &Value) -> Option<String> {
    match sort {
        "answers" => Some(format!("https://{site}/a/{}", id(&item["answer_id"])?)),
        "questions" => Some(format!("https://{site}/q/{}", id(&item["question_id"])?)),
        _ => {
            let (post, comment) = (id(&item["post_id"])?, id(&item["comment_id"])?);
            Some(format!("https://{site}/posts/comments/{comment}?post={post}"))
        }
    }
}

/// A question, an answer or a comment as it is listed.
fn post(site: &str, sort: &str, item: &Value) -> Result<Post, Why> {
    let at = seconds(&item["creation_date"]).ok_or(Why::NoDate)?;
    let mut post = Post::new(address(site, sort, item).ok_or(Why::NoId)?, Network::StackExchange, at);
    put_html(&mut post, item["body"].as_str().ok_or(Why::Malformed)?);
    if sort == "questions" {
        let title = crate::html::text(item["title"].as_str().unwrap_or_default(), &crate::html::Limits::POST);
        post.text = format!("{}\n\n{}", title.text, post.text).trim().to_owned();
    } else {
        put_reply(&mut post, person(site, &item["reply_to_user"]), "", None, None);
    }
    Ok(post)
}

impl Reader for StackExchange {
    fn about(&self) -> About {
        About {
            name: "stack-exchange",
            network: Network::StackExchange,
            sees: sees::POSTS | sees::REPLIES,
            entry: Entry::Open,
        }
    }

    fn hosts(&self) -> &'static [&'static str] {
        &["api.stackexchange.com"]
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
    use serde_json::json;

    #[test]
    fn an_account_is_named_by_a_link_to_its_page() {
        for (typed, expect) in [
            ("https://stackoverflow.com/users/22656/ana", Some(("stackoverflow.com", "22656"))),
            ("cooking.stackexchange.com/users/7", Some(("cooking.stackexchange.com", "7"))),
            ("https://pt.stackoverflow.com/users/7?tab=x", Some(("pt.stackoverflow.com", "7"))),
            ("https://evilstackoverflow.com/users/7", None),
            ("https://stackoverflow.com/users/ana", None),
            ("https://stackoverflow.com/q/7", None),
            ("ana", None),
        ] {
            let found = user(typed);
            assert_eq!(found.as_ref().map(|(site, number)| (site.as_str(), number.as_str())), expect, "{typed}");
        }
    }

    #[test]
    fn it_is_left_alone_when_it_says_so_or_when_the_days_questions_are_used_up() {
        for (answer, expect) in [
            (json!({ "quota_remaining": 299 }), None),
            (json!({ "quota_remaining": 299, "backoff": 10 }), Some(10)),
            (json!({ "quota_remaining": 3, "backoff": 10 }), Some(86_400)),
            (json!({ "backoff": -7 }), Some(0)),
            (json!(null), None),
        ] {
            assert_eq!(backoff(&answer), expect, "{answer}");
        }
    }
}
