//! Discourse, any forum: what somebody wrote, a beginning of each text in the list, the whole for those of late.

use super::ask::{Host, account, date, id};
use super::text::{asks, put_html, put_reply, somebody};
use super::walk::Walk;
use super::{OF_LATE, QUESTIONS};
use crate::archives::{Problem, Why};
use crate::live::{About, Account, Answer, Entry, Page, Reader, Step, sees};
use crate::net::{Failure, Net};
use coach::person::Network;
use coach::post::Post;
use secrecy::SecretString;
use serde_json::Value;

/// New topics, and answers.
const SORTS: &str = "4,5";
/// The number of an answer among the sorts.
const ANSWER: i64 = 5;

/// Reads what somebody wrote in a Discourse forum.
#[derive(Debug, Clone, Copy)]
pub struct Discourse;

async fn find(net: &Net, typed: &str) -> Result<Account, Failure> {
    let (server, name) = account(typed, &["/u/", "/users/"])?;
    let host = Host::other(server.as_str());
    let answer = host.json(net, &format!("/u/{name}.json"), &[], None).await?;
    let missing = || Failure::NotFound { host: server.host_str().unwrap_or_default().to_owned(), what: name.clone() };
    let name = answer["user"]["username"].as_str().ok_or_else(missing)?.to_owned();
    let title = format!("@{name}@{}", server.host_str().unwrap_or_default());
    let site = answer["user"]["website"].as_str().filter(|site| crate::html::is_web(site)).map(str::to_owned);
    Ok(Account {
        network: Network::Discourse,
        id: who(&host, &name),
        place: host.address().to_owned(),
        names: vec![who(&host, &name), format!("@{name}"), title.clone()],
        key: name,
        title,
        site,
        sees: sees::POSTS | sees::REPLIES,
        posts: None,
    })
}

/// What identifies somebody in a forum.
fn who(host: &Host, name: &str) -> String {
    format!("{}/u/{}", host.address(), name.to_lowercase())
}

/// Where a post is read.
fn link(host: &Host, number: &str) -> String {
    format!("{}/p/{number}", host.address())
}

async fn read(step: Step<'_>) -> Result<Page, Failure> {
    let (mut walk, host) = (Walk::read(step.cursor), Host::other(&step.account.place));
    let offset: usize = walk.from.as_ref().and_then(|from| from.parse().ok()).unwrap_or(0);
    let at = offset.to_string();
    let query = [("username", step.account.key.as_str()), ("filter", SORTS), ("offset", &at)];
    let answer = walk.or_end(host.json(step.net, "/user_actions.json", &query, Some(step.now)).await)?;
    let all = answer["user_actions"].as_array().map(Vec::as_slice).unwrap_or_default();
    let (mut page, mut posts) = (Page::default(), Vec::new());
    for one in all {
        match post(&host, one) {
            Ok(post) => posts.push(post),
            Err(why) => Problem::note(&mut page.problems, why, || id(&one["post_id"]).unwrap_or_default()),
        }
    }
    let oldest = all.iter().filter_map(|one| date(&one["created_at"])).min();
    let next = (!all.is_empty()).then(|| (offset + all.len()).to_string());
    page.posts = walk.take(posts, oldest, next);
    let of_late = |post: &&mut Post| step.now - post.at < OF_LATE;
    for post in page.posts.iter_mut().filter(of_late).take(QUESTIONS) {
        let listed = all.iter().find(|one| id(&one["post_id"]).is_some_and(|number| link(&host, &number) == post.id));
        if let Some(listed) = listed {
            whole(&host, step, listed, post).await?;
        }
    }
    page.goes_on = walk.goes_on();
    page.complete = walk.complete;
    page.cursor = walk.write();
    Ok(page)
}

/// A post as the list shows it.
fn post(host: &Host, one: &Value) -> Result<Post, Why> {
    let number = id(&one["post_id"]).ok_or(Why::NoId)?;
    let at = date(&one["created_at"]).ok_or(Why::NoDate)?;
    let mut post = Post::new(link(host, &number), Network::Discourse, at);
    put_html(&mut post, one["excerpt"].as_str().ok_or(Why::Malformed)?);
    if one["action_type"] == ANSWER {
        put_reply(&mut post, None, "", None, None);
    } else if let Some(title) = one["title"].as_str() {
        post.text = format!("{title}\n\n{}", post.text).trim().to_owned();
    }
    Ok(post)
}

/// Asks for the whole of a post, and for what it answers: the post it names, or the first of its topic.
async fn whole(host: &Host, step: Step<'_>, listed: &Value, post: &mut Post) -> Result<(), Failure> {
    let Some(number) = id(&listed["post_id"]) else { return Ok(()) };
    let title = (listed["action_type"] != ANSWER).then(|| listed["title"].as_str()).flatten();
    if let Some(shown) = asked(host, step, &format!("/posts/{number}.json")).await?
        && let Some(text) = shown["cooked"].as_str()
    {
        put_html(post, text);
        post.text = title.map_or_else(|| post.text.clone(), |title| format!("{title}\n\n{}", post.text));
    }
    let topic = id(&listed["topic_id"]).filter(|_| post.reply.is_some());
    let Some(topic) = topic else { return Ok(()) };
    let above = id(&listed["reply_to_post_number"]).unwrap_or_else(|| "1".to_owned());
    let Some(parent) = asked(host, step, &format!("/posts/by_number/{topic}/{above}.json")).await? else {
        return Ok(());
    };
    let headline = if above == "1" { listed["title"].as_str().unwrap_or_default() } else { "" };
    let asks = asks(headline, parent["cooked"].as_str().unwrap_or_default());
    let whom = parent["username"]
        .as_str()
        .map(|name| somebody(Network::Discourse, who(host, name), Some(&format!("@{name}"))));
    let answered = id(&parent["id"]).map(|number| link(host, &number));
    put_reply(post, whom, &step.account.id, answered, Some(asks));
    Ok(())
}

/// What the forum shows there; `None` where that is nothing for strangers, or no longer.
async fn asked(host: &Host, step: Step<'_>, path: &str) -> Result<Option<Value>, Failure> {
    match host.json(step.net, path, &[], Some(step.now)).await {
        Ok(answer) => Ok(Some(answer)),
        Err(failure) if failure.lasts() => Ok(None),
        Err(failure) => Err(failure),
    }
}

impl Reader for Discourse {
    fn about(&self) -> About {
        About { name: "discourse", network: Network::Discourse, sees: sees::POSTS | sees::REPLIES, entry: Entry::Open }
    }

    fn find<'a>(&'a self, net: &'a Net, typed: &'a str, _: Option<&'a SecretString>) -> Answer<'a, Account> {
        Box::pin(find(net, typed))
    }

    fn read<'a>(&'a self, step: Step<'a>) -> Answer<'a, Page> {
        Box::pin(read(step))
    }
}
