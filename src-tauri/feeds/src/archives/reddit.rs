//! The archive of Reddit: `posts.csv` and `comments.csv`. The column of addresses from which they were sent is not read.
//!
//! It does not say whom a comment answers, only which post or comment.

use super::files::{Files, Kept};
use super::handing::{Handing, Understood};
use super::rows::{Dialect, Row};
use super::tables::{self, Table, moment};
use super::{Account, Archive, ArchiveError, Found, Item, Reading, Why, plain, sees};
use coach::person::Network;
use coach::post::{Fate, Post, ReplyTo};
use std::ops::ControlFlow;
use std::sync::Arc;

/// An archive whose tables were found.
#[derive(Debug)]
struct Tables {
    files: Arc<Files>,
    parts: Vec<(Kept, bool)>,
    name: Option<String>,
}

/// Whether a file is of interest by its name.
pub(super) fn wanted(name: &str) -> bool {
    matches!(last(name), "posts.csv" | "comments.csv" | "statistics.csv")
}

fn last(name: &str) -> &str {
    name.rsplit('/').next().unwrap_or(name)
}

/// The archive among these files, where there is one.
///
/// # Errors
/// Where a table cannot be read.
pub(super) fn found(files: &Arc<Files>) -> Found {
    let mut parts = Vec::new();
    for file in files.kept().iter().filter(|file| matches!(last(&file.name), "posts.csv" | "comments.csv")) {
        let table = tables::open(files, file, Dialect::USUAL)?;
        if table.has("permalink") && table.has("subreddit") {
            parts.push((file.clone(), last(&file.name) == "comments.csv"));
        }
    }
    if parts.is_empty() {
        return Ok(Vec::new());
    }
    let name = name(files)?;
    Ok(vec![Box::new(Tables { files: Arc::clone(files), parts, name })])
}

/// The name of the account, in the table of statistics.
fn name(files: &Files) -> Result<Option<String>, ArchiveError> {
    let Some(file) = files.kept().iter().find(|file| last(&file.name) == "statistics.csv") else { return Ok(None) };
    let mut table = tables::open(files, file, Dialect::USUAL)?;
    while table.next().map_err(|error| files.failure(&file.name, error))? != Row::End {
        if table.get("statistic") == "account name" {
            return Ok(Some(table.get("value")).filter(|name| !name.is_empty()));
        }
    }
    Ok(None)
}

impl Archive for Tables {
    fn account(&self) -> Account {
        let id = self.name.as_ref().map(|name| format!("u/{}", name.to_lowercase()));
        Account {
            network: Network::Reddit,
            title: self.name.as_ref().map(|name| format!("u/{name}")),
            names: id.iter().cloned().collect(),
            id,
            site: None,
        }
    }

    fn sees(&self) -> u8 {
        self.parts.iter().fold(0, |all, (_, comments)| all | if *comments { sees::REPLIES } else { sees::POSTS })
    }

    fn declared(&self) -> Option<u64> {
        None
    }

    fn size(&self) -> u64 {
        self.parts.iter().fold(0, |sum, (file, _)| sum.saturating_add(file.size))
    }

    fn read(&self, take: &mut dyn FnMut(Item) -> ControlFlow<()>) -> Result<Reading, ArchiveError> {
        let mut handing = Handing::new(self.size(), take);
        let mut flow = ControlFlow::Continue(());
        for (file, comments) in &self.parts {
            flow = handing.rows(&self.files, file, Dialect::USUAL, |table| understand(table, *comments))?;
            if flow.is_break() {
                break;
            }
        }
        Ok(handing.finish(flow))
    }
}

fn understand(table: &Table<'_>, is_comment: bool) -> Understood {
    let (id, at) = (table.get("id"), moment(&table.get("date")));
    let address = address(&table.get("permalink")).ok_or_else(|| (Why::NoId, id.clone()))?;
    let at = at.ok_or_else(|| (Why::NoDate, id.clone()))?;
    let mut post = Post::new(address, Network::Reddit, at);
    let body = table.get("body");
    if matches!(body.trim(), "[deleted]" | "[removed]") {
        post.fate = Fate::Deleted;
    } else {
        post.text = body_text(&body);
    }
    if is_comment {
        let parent = table.get("parent");
        let answered = if parent.is_empty() { table.get("link") } else { parent };
        post.reply =
            Some(ReplyTo { whom: None, own: false, post: Some(answered).filter(|post| !post.is_empty()), asks: None });
        post.media = u8::from(!table.get("media").is_empty());
    } else {
        post.text = [table.get("title").trim(), post.text.as_str()].join("\n\n").trim().to_owned();
    }
    let url = table.get("url");
    let is_own = url.contains("://www.reddit.com/") || url.contains("://reddit.com/");
    let is_media = ["://i.redd.it/", "://v.redd.it/", "://preview.redd.it/"].iter().any(|host| url.contains(host));
    post.media = post.media.max(u8::from(is_media));
    post.links = plain::with(plain::links(&post.text), if is_own || is_media { "" } else { &url });
    Ok(Some(post))
}

/// The full address of a post.
fn address(permalink: &str) -> Option<String> {
    match permalink.trim() {
        "" => None,
        path if path.starts_with("/r/") || path.starts_with("/user/") => Some(format!("https://www.reddit.com{path}")),
        whole => crate::html::is_web(whole).then(|| whole.to_owned()),
    }
}

/// The text of a body in Markdown: quoted lines between `“”`, and behind a word that is a link, where it leads.
fn body_text(body: &str) -> String {
    let body = super::x::unescape(body);
    let mut text = String::with_capacity(body.len());
    let mut quoting = false;
    for line in body.lines() {
        let quoted = line.trim_start().strip_prefix('>');
        if quoting && quoted.is_none() {
            text.push('”');
        }
        if !text.is_empty() {
            text.push('\n');
        }
        if !quoting && quoted.is_some() {
            text.push('“');
        }
        quoting = quoted.is_some();
        push_line(&mut text, quoted.map_or(line, str::trim_start));
    }
    if quoting {
        text.push('”');
    }
    text.trim().to_owned()
}

/// Adds a line, each `[word](address)` as the word and the address.
fn push_line(text: &mut String, line: &str) {
    let mut rest = line;
    while let Some((before, word, address, after)) = link(rest) {
        text.push_str(before);
        text.push_str(word);
        text.push(' ');
        text.push_str(address);
        rest = after;
    }
    text.push_str(rest);
}

/// The first `[word](address)` of a line: what is before it, its two parts, and what is behind it.
fn link(line: &str) -> Option<(&str, &str, &str, &str)> {
    let middle = line.find("](http")?;
    let open = line[..middle].rfind('[')?;
    let end = middle + line[middle..].find(')')?;
    Some((&line[..open], &line[open + 1..middle], &line[middle + 2..end], &line[end + 1..]))
}
