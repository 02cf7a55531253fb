//! The floor under any import: the same bytes, unpacked and parsed into types, and nothing else done with them.

use anyhow::{Context, Result};
use serde::Deserialize;
use std::borrow::Cow;
use std::fs::File;
use std::io::Read;
use std::path::Path;
use zip::ZipArchive;

/// What a reader of posts needs of a tweet at least. All else is passed over.
#[derive(Deserialize)]
struct Wrapped<'a> {
    #[serde(borrow)]
    tweet: Tweet<'a>,
}

#[derive(Deserialize)]
struct Tweet<'a> {
    #[serde(borrow)]
    id_str: Cow<'a, str>,
    #[serde(borrow)]
    created_at: Cow<'a, str>,
    #[serde(borrow)]
    full_text: Cow<'a, str>,
    #[serde(borrow)]
    source: Cow<'a, str>,
    #[serde(borrow)]
    entities: Entities<'a>,
}

#[derive(Deserialize)]
struct Entities<'a> {
    #[serde(borrow)]
    urls: Vec<Link<'a>>,
    #[serde(borrow)]
    user_mentions: Vec<User<'a>>,
}

#[derive(Deserialize)]
struct Link<'a> {
    #[serde(borrow)]
    url: Cow<'a, str>,
    #[serde(borrow)]
    expanded_url: Cow<'a, str>,
}

#[derive(Deserialize)]
struct User<'a> {
    #[serde(borrow)]
    id_str: Cow<'a, str>,
    #[serde(borrow)]
    screen_name: Cow<'a, str>,
}

/// Unpacks every part of a generated archive of the newer layout; with `parse`, also parses it. Returns posts and bytes.
pub(super) fn pass(path: &Path, parse: bool) -> Result<(u64, u64)> {
    let mut zip = ZipArchive::new(File::open(path)?)?;
    let (mut posts, mut bytes) = (0, 0);
    let mut part = Vec::new();
    for at in 0..zip.len() {
        let mut file = zip.by_index(at)?;
        if !file.name().starts_with("data/tweets") {
            continue;
        }
        part.clear();
        bytes += file.read_to_end(&mut part)? as u64;
        if !parse {
            continue;
        }
        let array = part.iter().position(|byte| *byte == b'[').context("a part without an array")?;
        let tweets: Vec<Wrapped<'_>> = serde_json::from_slice(&part[array..])?;
        posts += tweets.iter().filter(|wrapped| wrapped.tweet.is_whole()).count() as u64;
    }
    Ok((posts, bytes))
}

impl Tweet<'_> {
    /// Looks at every field, so that none of the work can be left out.
    fn is_whole(&self) -> bool {
        let links = self.entities.urls.iter().all(|link| !link.url.is_empty() && !link.expanded_url.is_empty());
        let users =
            self.entities.user_mentions.iter().all(|user| !user.id_str.is_empty() && !user.screen_name.is_empty());
        let texts = [&self.id_str, &self.created_at, &self.full_text, &self.source];
        links && users && texts.iter().all(|text| !text.is_empty())
    }
}
