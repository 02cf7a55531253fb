//! The user's own articles, as the feed of their site lists them: known again by address, or by title.

use crate::day::Day;
use crate::kind::reading::{self, Reading};
use crate::likeness::hash;
use crate::link;
use std::collections::BTreeMap;

/// Words from which a title is long enough to know an article by. Shorter ones ("Happy new year") are said otherwise too.
const TITLE: usize = 4;

/// Articles, by address and by title.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Articles {
    links: BTreeMap<String, Option<Day>>,
    /// By the number of words, then by the words.
    titles: BTreeMap<usize, BTreeMap<u64, Option<Day>>>,
}

/// An article that a post links to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Own {
    /// The day it was published, UTC, where the feed says so.
    pub(crate) since: Option<Day>,
    /// How many words of the post are its title.
    pub(crate) title: usize,
}

impl Articles {
    /// One more article, by its address with or without scheme. Of two with one title the earlier date holds.
    pub(crate) fn add(&mut self, address: &str, title: Option<&str>, since: Option<Day>) {
        let earlier = |known: &mut Option<Day>| *known = known.iter().chain(&since).min().copied();
        let link = link::canonical(address).or_else(|| link::canonical(&format!("https://{address}")));
        if let Some(link) = link.filter(|link| link::is_article(link)) {
            self.links.entry(link).and_modify(earlier).or_insert(since);
        }
        let words = title.map(reading::bare_words).unwrap_or_default();
        if words.len() >= TITLE {
            let titles = self.titles.entry(words.len()).or_default();
            titles.entry(of(&words)).and_modify(earlier).or_insert(since);
        }
    }

    /// The article that a post links to. By its title alone it is known only beside a link whose site may be anything.
    pub(crate) fn in_post(&self, reading: &Reading) -> Option<Own> {
        if self.links.is_empty() || reading.sites.is_empty() {
            return None;
        }
        let titled = self.titles.iter().rev().find_map(|(length, titles)| {
            let since = reading.plain.windows(*length).find_map(|words| titles.get(&of(words)))?;
            Some(Own { since: *since, title: *length })
        });
        match reading.articles.iter().find_map(|link| self.links.get(link)) {
            Some(since) => Some(Own { since: *since, title: titled.map_or(0, |own| own.title) }),
            None => titled,
        }
    }
}

fn of(words: &[String]) -> u64 {
    hash(&words.iter().map(String::as_str).collect::<Vec<_>>())
}
