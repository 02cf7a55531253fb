//! The archive of Mastodon, and of servers that export as it does: `outbox.json`, and `actor.json` beside it.

mod activity;
mod actor;

use super::files::{Files, Kept};
use super::handing::Handing;
use super::{Account, Archive, ArchiveError, Found, Item, Reading, sees};
use actor::Actor;
use coach::person::Network;
use std::io::Read;
use std::ops::ControlFlow;
use std::sync::Arc;

/// The key under which the posts stand.
const ITEMS: &str = "\"orderedItems\"";

/// An archive whose outbox was found.
#[derive(Debug)]
struct Outbox {
    files: Arc<Files>,
    outbox: Kept,
    actor: Actor,
    declared: Option<u64>,
}

/// Whether a file is of interest by its name.
pub(super) fn wanted(name: &str) -> bool {
    matches!(last(name), "outbox.json" | "actor.json")
}

fn last(name: &str) -> &str {
    name.rsplit('/').next().unwrap_or(name)
}

/// The archive among these files, where there is one.
///
/// # Errors
/// Where it is one and has no posts, or cannot be read.
pub(super) fn found(files: &Arc<Files>) -> Found {
    let of =
        |name: &str| files.kept().iter().filter(|file| last(&file.name) == name).min_by_key(|file| file.name.len());
    let (outbox, about) = (of("outbox.json"), of("actor.json"));
    let Some(outbox) = outbox.cloned() else {
        let path = files.path().to_owned();
        let network = Network::Mastodon;
        return if about.is_some() { Err(ArchiveError::NoPosts { path, network }) } else { Ok(Vec::new()) };
    };
    let head = head(files, &outbox)?;
    let actor = match about {
        Some(about) => Actor::of_file(&files.description(about)?),
        None => Actor::of_outbox(&head),
    };
    Ok(vec![Box::new(Outbox { files: Arc::clone(files), outbox, actor, declared: declared(&head) })])
}

/// The beginning of a file.
fn head(files: &Files, file: &Kept) -> Result<String, ArchiveError> {
    let mut head = Vec::new();
    let read = files.unpack(file)?.take(64 << 10).read_to_end(&mut head);
    read.map_err(|error| files.failure(&file.name, error))?;
    Ok(String::from_utf8_lossy(&head).into_owned())
}

/// How many posts there are by the outbox's word.
fn declared(head: &str) -> Option<u64> {
    let (_, rest) = head.split_once("\"totalItems\"")?;
    let digits = rest.trim_start_matches([' ', ':', '\n']);
    digits[..digits.find(|c: char| !c.is_ascii_digit())?].parse().ok()
}

impl Archive for Outbox {
    fn account(&self) -> Account {
        self.actor.account()
    }

    fn sees(&self) -> u8 {
        sees::POSTS | sees::REPLIES | sees::BOOSTS
    }

    fn declared(&self) -> Option<u64> {
        self.declared
    }

    fn size(&self) -> u64 {
        self.outbox.size
    }

    fn read(&self, take: &mut dyn FnMut(Item) -> ControlFlow<()>) -> Result<Reading, ArchiveError> {
        let mut handing = Handing::new(self.size(), take);
        let understand = |item: &serde_json::Value| activity::understand(item, &self.actor);
        let flow = handing.elements(&self.files, &self.outbox, Some(ITEMS), understand)?;
        Ok(handing.finish(flow))
    }
}
