//! The archive of LinkedIn, as of 2018 (UTF-16, tabs) and of 2025 (UTF-8, commas): posts, comments and reposts.
//!
//! It says neither whom a comment answers nor, in a blank date, when: a post's address tells the time.

use super::files::{Files, Kept};
use super::handing::{Handing, Understood};
use super::rows::{Dialect, Row};
use super::tables::{self, Table, moment};
use super::{Account, Archive, ArchiveError, Found, Item, Reading, Why, plain, sees};
use chrono::{DateTime, Utc};
use coach::person::Network;
use coach::post::{Boost, Post, ReplyTo};
use std::ops::ControlFlow;
use std::sync::Arc;
use url::Url;

/// An archive whose tables were found.
#[derive(Debug)]
struct Tables {
    files: Arc<Files>,
    parts: Vec<(Kept, Holds)>,
    account: Account,
}

/// What a table holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Holds {
    Shares,
    Comments,
    Reposts,
}

/// Whether a file is of interest by its name.
pub(super) fn wanted(name: &str) -> bool {
    sort_of(name).is_some() || stem(name).0 == "profile"
}

/// What a file holds by its name.
fn sort_of(name: &str) -> Option<Holds> {
    Some(match stem(name).0.as_str() {
        "shares" => Holds::Shares,
        "comments" => Holds::Comments,
        "instantreposts" => Holds::Reposts,
        _ => return None,
    })
}

/// A table's name in small letters, and the member's number behind it, where there is one: `Shares_123.csv`.
fn stem(name: &str) -> (String, Option<String>) {
    let last = name.rsplit('/').next().unwrap_or(name).to_ascii_lowercase();
    let Some(stem) = last.strip_suffix(".csv") else { return (String::new(), None) };
    match stem.split_once(['_', '-']) {
        Some((stem, member)) if member.len() >= 4 && member.bytes().all(|byte| byte.is_ascii_digit()) => {
            (stem.to_owned(), Some(member.to_owned()))
        }
        _ => (stem.to_owned(), None),
    }
}

/// The archive among these files, where there is one.
///
/// # Errors
/// Where a table cannot be read.
pub(super) fn found(files: &Arc<Files>) -> Found {
    let mut parts = Vec::new();
    for file in files.kept() {
        // Reddit has a file of the same name.
        if let Some(holds) = sort_of(&file.name)
            && tables::open(files, file, holds.dialect())?.has("Date")
            && !tables::open(files, file, holds.dialect())?.has("permalink")
        {
            parts.push((file.clone(), holds));
        }
    }
    if parts.is_empty() {
        return Ok(Vec::new());
    }
    let account = account(files, &parts)?;
    Ok(vec![Box::new(Tables { files: Arc::clone(files), parts, account })])
}

/// Whose it is: the name in her profile, and the member's number in the names of files. Nothing else is looked at.
fn account(files: &Files, parts: &[(Kept, Holds)]) -> Result<Account, ArchiveError> {
    let (mut title, mut site) = (None, None);
    if let Some(profile) = files.kept().iter().find(|file| stem(&file.name).0 == "profile") {
        let mut table = tables::open(files, profile, Dialect::USUAL)?;
        if table.next().map_err(|error| files.failure(&profile.name, error))? == Row::Taken {
            let name = format!("{} {}", table.get("First Name"), table.get("Last Name"));
            title = Some(name.trim().to_owned()).filter(|name| !name.is_empty());
            site = own_site(&table.get("Websites"));
        }
    }
    let id = parts.iter().find_map(|(file, _)| stem(&file.name).1);
    let names = id.iter().cloned().collect();
    Ok(Account { network: Network::LinkedIn, id, title, names, site })
}

/// The first whole site of `[PERSONAL:https://ana.example,COMPANY:https://firm.example]` that is hers.
fn own_site(websites: &str) -> Option<String> {
    let sites = websites.trim_matches(['[', ']']).split(',').filter_map(|site| site.trim().split_once(':'));
    let own = sites.filter(|(sort, _)| matches!(*sort, "PERSONAL" | "BLOG")).map(|(_, site)| site.to_owned());
    own.into_iter().find(|site| Url::parse(site).is_ok_and(|url| url.path() == "/"))
}

impl Archive for Tables {
    fn account(&self) -> Account {
        self.account.clone()
    }

    fn sees(&self) -> u8 {
        let holds = |wanted| self.parts.iter().any(|(_, holds)| *holds == wanted);
        let bit = |holds, bit| if holds { bit } else { 0 };
        bit(holds(Holds::Shares), sees::POSTS)
            | bit(holds(Holds::Comments), sees::REPLIES)
            | bit(holds(Holds::Reposts), sees::BOOSTS)
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
        for (file, holds) in &self.parts {
            let understand = |table: &Table<'_>| understand(table, *holds);
            flow = handing.rows(&self.files, file, holds.dialect(), understand)?;
            if flow.is_break() {
                break;
            }
        }
        Ok(handing.finish(flow))
    }
}

impl Holds {
    /// Comments alone have a backslash before a quotation mark.
    fn dialect(self) -> Dialect {
        Dialect { backslash: self == Self::Comments, ..Dialect::USUAL }
    }
}

fn understand(table: &Table<'_>, holds: Holds) -> Understood {
    let first = |columns: &[&str]| columns.iter().map(|name| table.get(name)).find(|field| !field.is_empty());
    let (date, link) = (table.get("Date"), first(&["ShareLink", "Link"]).unwrap_or_default());
    if link.is_empty() {
        return Err((if date.is_empty() { Why::Malformed } else { Why::NoId }, date));
    }
    let at = moment(&date).or_else(|| told_by(&link)).ok_or_else(|| (Why::NoDate, link.clone()))?;
    // A post may be commented on more than once: the moment tells the comments apart.
    let of_its_own = |sort: &str| format!("{link}#{sort}-{}", at.format("%Y%m%dT%H%M%S"));
    let mut post = Post::new(link.clone(), Network::LinkedIn, at);
    match holds {
        Holds::Shares => {
            post.text = whole_lines(&first(&["ShareCommentary", "Commentary"]).unwrap_or_default());
            post.links = plain::with(plain::links(&post.text), &table.get("SharedUrl"));
            post.media = u8::from(!table.get("MediaUrl").is_empty());
            if table.get("Visibility").to_ascii_uppercase().contains("CONNECTION") {
                post = post.kept_private();
            }
        }
        Holds::Comments => {
            post.id = of_its_own("comment");
            post.text = first(&["Message", "Comment"]).unwrap_or_default().trim().to_owned();
            post.links = plain::links(&post.text);
            post.reply = Some(ReplyTo { whom: None, own: false, post: Some(link), asks: None });
        }
        Holds::Reposts => {
            post.id = of_its_own("repost");
            post.boost = Some(Boost { whom: None });
        }
    }
    Ok(Some(post))
}

/// A text whose lines are each between quotation marks of their own, as one text: `a"⏎"b` is two lines.
fn whole_lines(text: &str) -> String {
    let lines: Vec<&str> = text.lines().collect();
    let joined = |at: usize| {
        lines.get(at).is_some_and(|line| line.ends_with('"'))
            && lines.get(at + 1).is_some_and(|line| line.starts_with('"'))
    };
    let bare = lines.iter().enumerate().map(|(at, line)| {
        let line = if at > 0 && joined(at - 1) { &line[1..] } else { line };
        if joined(at) { line.strip_suffix('"').unwrap_or(line) } else { line }
    });
    bare.collect::<Vec<_>>().join("\n").trim().to_owned()
}

/// When a post was made, by the number in its address, whose upper bits are milliseconds since 1970.
fn told_by(link: &str) -> Option<DateTime<Utc>> {
    let digits =
        link.split(|c: char| !c.is_ascii_digit()).filter(|digits| digits.len() >= 18).max_by_key(|d| d.len())?;
    let millis = digits.parse::<u64>().ok()? >> 22;
    DateTime::from_timestamp_millis(i64::try_from(millis).ok()?).filter(|at| at.timestamp() > 1_041_379_200)
}
