//! Lemmy, on any server: comments and posts, which are Markdown.

use super::ask::{Host, account, date, id};
use super::text::{asks, of_markdown, put_html, put_markdown, put_reply, somebody};
use super::walk::Walk;
use super::{OF_LATE, QUESTIONS};
use crate::archives::{Problem, Why};
use crate::live::{About, Account, Answer, Entry, Page, Profile, Reader, Step, sees};
use crate::net::{Failure, Net};
use chrono::{DateTime, Utc};
use coach::person::{Counterpart, Network};
use coach::post::Post;
use secrecy::SecretString;
use serde_json::Value;
use std::collections::HashMap;

/// As many as every server lists at once.
const AT_ONCE: usize = 50;

/// Reads what somebody said on a Lemmy server.
#[derive(Debug, Clone, Copy)]
pub struct Lemmy;

/// What a comment answers, as far as it was asked for.
#[derive(Debug, Clone)]
struct Parent {
    whom: Option<Counterpart>,
    link: Option<String>,
    asks: bool,
    bot: bool,
}

impl Parent {
    fn of(thing: &Value, creator: &Value) -> Self {
        let title = thing["name"].as_str().unwrap_or_default();
        let text = thing["content"].as_str().or(thing["body"].as_str()).unwrap_or_default();
        Self {
            whom: person(creator),
            link: thing["ap_id"].as_str().map(str::to_owned),
            asks: asks(title, &of_markdown(text)),
            bot: creator["bot_account"] == true,
        }
    }
}

fn person(creator: &Value) -> Option<Counterpart> {
    let actor = creator["actor_id"].as_str().filter(|id| !id.is_empty())?;
    let host = reqwest::Url::parse(actor).ok().and_then(|url| url.host_str().map(str::to_owned));
    let name = creator["name"].as_str().zip(host).map(|(name, host)| format!("@{name}@{host}"));
    Some(somebody(Network::Lemmy, actor, name.as_deref()))
}

async fn find(net: &Net, typed: &str) -> Result<Account, Failure> {
    let (server, name) = account(typed, &["/u/"])?;
    let host = Host::other(server.as_str());
    let answer = host.json(net, "/api/v3/user", &[("username", &name), ("limit", "1")], None).await?;
    let person_ = &answer["person_view"]["person"];
    let missing = || Failure::NotFound { host: server.host_str().unwrap_or_default().to_owned(), what: name.clone() };
    let whom = person(person_).ok_or_else(missing)?;
    let title = whom.name.unwrap_or_else(|| name.clone());
    let counts = &answer["person_view"]["counts"];
    Ok(Account {
        network: Network::Lemmy,
        id: whom.handle.id.clone(),
        place: host.address().to_owned(),
        key: name,
        names: vec![whom.handle.id, title.clone()],
        title,
        site: None,
        sees: sees::POSTS | sees::REPLIES,
        posts: counts["post_count"].as_u64().zip(counts["comment_count"].as_u64()).map(|(a, b)| a + b),
    })
}

async fn read(step: Step<'_>) -> Result<Page, Failure> {
    let (mut walk, host, own) = (Walk::read(step.cursor), Host::other(&step.account.place), &step.account.id);
    let number: u32 = walk.from.as_ref().and_then(|from| from.parse().ok()).unwrap_or(1);
    let (at_once, at) = (AT_ONCE.to_string(), number.to_string());
    let query = [("username", step.account.key.as_str()), ("sort", "New"), ("limit", &at_once), ("page", &at)];
    let answer = walk.or_end(host.json(step.net, "/api/v3/user", &query, Some(step.now)).await)?;
    let mut page = Page { of: step.account.posts, ..Page::default() };
    let (mut found, mut reach) = (Vec::new(), None::<DateTime<Utc>>);
    let mut any = false;
    for list in ["comments", "posts"] {
        let all = answer[list].as_array().map(Vec::as_slice).unwrap_or_default();
        any |= !all.is_empty();
        // The two lists go back differently far; the page only reaches as far as the shorter one.
        let oldest = all.iter().filter_map(moment).min().filter(|_| all.len() >= AT_ONCE);
        reach = reach.into_iter().chain(oldest).max();
        for one in all {
            match post(one, own) {
                Ok(post) => found.push((post, one)),
                Err(why) => {
                    let what = || id(&one["comment"]["id"]).or(id(&one["post"]["id"])).unwrap_or_default();
                    Problem::note(&mut page.problems, why, what);
                }
            }
        }
    }
    found.sort_by_key(|(post, _)| std::cmp::Reverse(post.at));
    let views: HashMap<String, &Value> = found.iter().map(|(post, one)| (post.id.clone(), *one)).collect();
    let posts = found.into_iter().map(|(post, _)| post).collect();
    page.posts = walk.take(posts, reach, any.then(|| (number + 1).to_string()));
    let mut known: HashMap<String, Option<Parent>> = HashMap::new();
    let of_late = |post: &&mut Post| post.reply.is_some() && step.now - post.at < OF_LATE;
    for post in page.posts.iter_mut().filter(of_late) {
        let Some(path) = views.get(&post.id).and_then(|view| parent_path(view)) else { continue };
        if !known.contains_key(&path) {
            if known.len() >= QUESTIONS {
                continue;
            }
            known.insert(path.clone(), parent(&host, step, &path).await?);
        }
        let Some(Some(parent)) = known.get(&path) else { continue };
        let whom = parent.whom.clone();
        let answered = parent.link.clone().or_else(|| post.reply.as_ref().and_then(|reply| reply.post.clone()));
        post.mentions.clear();
        put_reply(post, whom, own, answered, Some(parent.asks));
    }
    let robots = known.into_values().flatten().filter(|parent| parent.bot).filter_map(|parent| parent.whom);
    page.profiles = robots.map(|whom| Profile { whom, bot: true, sites: Vec::new() }).collect();
    page.goes_on = walk.goes_on();
    page.complete = walk.complete;
    page.cursor = walk.write();
    Ok(page)
}

/// What is asked for to know what a comment answers.
fn parent_path(view: &Value) -> Option<String> {
    let path = view["comment"]["path"].as_str().unwrap_or_default();
    let mut above = path.rsplit('.').skip(1);
    match above.next().filter(|above| *above != "0" && above.bytes().all(|b| b.is_ascii_digit()) && !above.is_empty()) {
        Some(comment) => Some(format!("/api/v3/comment?id={comment}")),
        None => id(&view["post"]["id"]).map(|post| format!("/api/v3/post?id={post}")),
    }
}

async fn parent(host: &Host, step: Step<'_>, path: &str) -> Result<Option<Parent>, Failure> {
    match host.json(step.net, path, &[], Some(step.now)).await {
        Ok(answer) => {
            let comment = &answer["comment_view"];
            let (view, thing) = if comment.is_object() { (comment, "comment") } else { (&answer["post_view"], "post") };
            Ok(Some(Parent::of(&view[thing], &view["creator"])))
        }
        // It was removed, or the server does not tell strangers.
        Err(failure) if failure.lasts() => Ok(None),
        Err(failure) => Err(failure),
    }
}

fn moment(view: &Value) -> Option<DateTime<Utc>> {
    let thing = if view["comment"].is_object() { &view["comment"] } else { &view["post"] };
    date(&thing["published"])
}

/// A comment or a post, as a server lists it.
fn post(view: &Value, own: &str) -> Result<Post, Why> {
    let is_comment = view["comment"].is_object();
    let thing = if is_comment { &view["comment"] } else { &view["post"] };
    let address = thing["ap_id"].as_str().filter(|id| !id.is_empty()).ok_or(Why::NoId)?;
    let mut post = Post::new(address.to_owned(), Network::Lemmy, moment(view).ok_or(Why::NoDate)?);
    if is_comment {
        put_markdown(&mut post, thing["content"].as_str().ok_or(Why::Malformed)?);
        let is_below_own = view["post"]["creator_id"] == view["creator"]["id"] && !view["creator"]["id"].is_null();
        let on_post = thing["path"].as_str().is_none_or(|path| path.split('.').count() <= 2);
        let answered = view["post"]["ap_id"].as_str().filter(|_| on_post).map(str::to_owned);
        let whom = (on_post && is_below_own).then(|| somebody(Network::Lemmy, own, None));
        put_reply(&mut post, whom, own, answered, None);
        return Ok(post);
    }
    let title = thing["name"].as_str().ok_or(Why::Malformed)?;
    put_html(&mut post, &of_markdown(thing["body"].as_str().unwrap_or_default()));
    post.text = format!("{title}\n\n{}", post.text).trim().to_owned();
    if let Some(address) = thing["url"].as_str().filter(|address| crate::html::is_web(address)) {
        post.text = format!("{} {address}", post.text);
        post.links.push(address.to_owned());
    }
    Ok(post)
}

impl Reader for Lemmy {
    fn about(&self) -> About {
        About { name: "lemmy", network: Network::Lemmy, sees: sees::POSTS | sees::REPLIES, entry: Entry::Open }
    }

    fn find<'a>(&'a self, net: &'a Net, typed: &'a str, _: Option<&'a SecretString>) -> Answer<'a, Account> {
        Box::pin(find(net, typed))
    }

    fn read<'a>(&'a self, step: Step<'a>) -> Answer<'a, Page> {
        Box::pin(read(step))
    }
}
