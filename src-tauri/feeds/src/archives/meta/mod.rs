//! The archives of Meta as JSON: Facebook, Instagram, and Threads, which comes within Instagram's.
//!
//! Their paths moved twice, their labels are in the person's language, and each byte of a text stands as a character of
//! its own. No post has an id: the moment and the sort of post stand for one.

mod facebook;
mod instagram;
mod text;
mod threads;

use super::files::{Files, Kept};
use super::handing::{Handing, Understood};
use super::{Account, Archive, ArchiveError, Found, Item, Reading, sees};
use crate::moment::possible;
use chrono::{DateTime, Utc};
use coach::person::Network;
use serde_json::Value;
use std::ops::ControlFlow;
use std::sync::Arc;
use text::whole;

/// An archive of one of the three.
#[derive(Debug)]
struct Parts {
    files: Arc<Files>,
    parts: Vec<(Kept, Holds)>,
    account: Account,
}

/// What a file holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Holds {
    FacebookPosts,
    FacebookComments,
    InstagramPosts,
    InstagramComments,
    Threads,
}

impl Holds {
    fn network(self) -> Network {
        match self {
            Self::FacebookPosts | Self::FacebookComments => Network::Facebook,
            Self::InstagramPosts | Self::InstagramComments => Network::Instagram,
            Self::Threads => Network::Threads,
        }
    }

    fn sees(self) -> u8 {
        match self {
            Self::FacebookPosts | Self::InstagramPosts => sees::POSTS,
            Self::FacebookComments | Self::InstagramComments => sees::REPLIES,
            Self::Threads => sees::POSTS | sees::REPLIES,
        }
    }
}

/// Whether a file is of interest by its name.
pub(super) fn wanted(name: &str) -> bool {
    sort_of(name).is_some() || is_about(name)
}

fn last(name: &str) -> &str {
    name.rsplit('/').next().unwrap_or(name)
}

/// Whether a file says whose archive it is.
fn is_about(name: &str) -> bool {
    matches!(last(name), "profile_information.json" | "personal_information.json")
}

/// What a file holds, by its name and the folder it is in.
fn sort_of(name: &str) -> Option<Holds> {
    let (folder, last) = name.rsplit_once('/').unwrap_or(("", name));
    let stem = last.strip_suffix(".json")?.trim_end_matches(|c: char| c.is_ascii_digit() || c == '_');
    Some(match stem {
        "your_posts"
        | "your_posts__check_ins__photos_and_videos"
        | "group_posts"
        | "your_posts_in_groups"
        | "group_posts_and_comments" => Holds::FacebookPosts,
        "comments" | "your_comments_in_groups" => Holds::FacebookComments,
        "posts" | "reels" if folder.ends_with("content") || folder.ends_with("media") => Holds::InstagramPosts,
        "post_comments" | "reels_comments" => Holds::InstagramComments,
        "threads_and_replies" => Holds::Threads,
        _ => return None,
    })
}

/// The archives among these files, one for each network.
///
/// # Errors
/// Where a describing file cannot be read.
pub(super) fn found(files: &Arc<Files>) -> Found {
    let mut found: Vec<Box<dyn Archive>> = Vec::new();
    for network in [Network::Facebook, Network::Instagram, Network::Threads] {
        let sorted = files.kept().iter().filter_map(|file| Some((file.clone(), sort_of(&file.name)?)));
        let parts: Vec<(Kept, Holds)> = sorted.filter(|(_, holds)| holds.network() == network).collect();
        if parts.is_empty() {
            continue;
        }
        let account = account(files, network)?;
        found.push(Box::new(Parts { files: Arc::clone(files), parts, account }));
    }
    Ok(found)
}

/// Whose it is: name, own site and, of Instagram, the name of the account. Nothing else is looked at.
fn account(files: &Files, network: Network) -> Result<Account, ArchiveError> {
    let mut account = Account { network, id: None, title: None, names: Vec::new(), site: None };
    for file in files.kept().iter().filter(|file| is_about(&file.name)) {
        let about: Value = serde_json::from_slice(&files.description(file)?).unwrap_or_default();
        if network == Network::Facebook {
            let profile = &about["profile_v2"];
            account.title = account.title.or_else(|| profile["name"]["full_name"].as_str().map(whole));
        } else if let Some(name) = about["profile_user"][0]["string_map_data"]["Username"]["value"].as_str() {
            account.id = Some(format!("@{}", name.to_lowercase()));
            account.title = Some(format!("@{name}"));
        }
    }
    account.names = account.id.iter().cloned().collect();
    Ok(account)
}

impl Archive for Parts {
    fn account(&self) -> Account {
        self.account.clone()
    }

    fn sees(&self) -> u8 {
        self.parts.iter().fold(0, |all, (_, holds)| all | holds.sees())
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
            let own = self.account.id.as_deref();
            let understand = |item: &Value| -> Understood {
                match holds {
                    Holds::FacebookPosts => facebook::post(item),
                    Holds::FacebookComments => facebook::comment(item),
                    Holds::InstagramPosts => instagram::post(item),
                    Holds::InstagramComments => instagram::comment(item, own),
                    Holds::Threads => threads::post(item, own),
                }
            };
            // A list, or a list below the one key of an object: in both, the first bracket opens it.
            flow = handing.elements(&self.files, file, None, understand)?;
            if flow.is_break() {
                break;
            }
        }
        Ok(handing.finish(flow))
    }
}

/// A moment in seconds, or in thousandths of them, since 1970.
fn moment(at: &Value) -> Option<DateTime<Utc>> {
    let number = at.as_i64().or_else(|| at.as_str()?.parse().ok())?;
    let seconds = if number > 100_000_000_000 { number / 1000 } else { number };
    DateTime::from_timestamp(seconds, 0).and_then(possible)
}

/// What stands for an id: the sort and the moment.
fn key(sort: &str, at: DateTime<Utc>) -> String {
    format!("{sort}-{}", at.timestamp())
}
