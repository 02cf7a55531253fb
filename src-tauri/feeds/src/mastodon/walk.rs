//! Going through a list that grows at its top and is read from there, page by page, to what is known or to its end.

use super::api::{List, id, text};
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// So many of the newest are remembered, to see what is new, edited or gone.
const RECENT: usize = 40;

/// How far a list was gone through.
#[derive(Debug, Default, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct Walk {
    /// It was once read to its end.
    pub(super) complete: bool,
    /// The newest, newest first.
    pub(super) recent: Vec<Recent>,
    /// Gaps still to be read, the newest last.
    gaps: Vec<Gap>,
}

/// One of the newest.
#[derive(Debug, Default, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct Recent {
    /// Its id on this server.
    pub(super) id: String,
    /// Its identity for good.
    pub(super) key: Option<String>,
    /// When it was edited last, by the server's word.
    pub(super) edited: Option<String>,
}

/// A part of a list that was not read yet.
#[derive(Debug, Default, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
struct Gap {
    /// It begins before this id.
    from: String,
    /// It ends at one of these; where there are none, at the end of the list.
    until: Vec<String>,
    /// What the page before had: a server that shows it again does not know of pages.
    last: Vec<String>,
}

/// What a page at the top of the list says.
#[derive(Debug, Default)]
pub(super) struct Top {
    /// Items that were not there before.
    pub(super) news: Vec<Value>,
    /// Known items that are not as they were.
    pub(super) edited: Vec<Value>,
    /// Ids of known items that should be on the page and are not.
    pub(super) missing: Vec<String>,
}

impl Walk {
    /// Whether there is more to read.
    pub(super) fn goes_on(&self) -> bool {
        !self.gaps.is_empty()
    }

    /// Before which id the next page begins.
    pub(super) fn from(&self) -> Option<&str> {
        self.gaps.last().map(|gap| gap.from.as_str())
    }

    /// The newest page was read.
    pub(super) fn top(&mut self, list: List) -> Top {
        let ids = ids(&list.items);
        let known = |item: &Value| id(&item["id"]).and_then(|id| self.recent.iter().find(|recent| recent.id == id));
        let met = self.recent.iter().any(|recent| ids.contains(&recent.id));
        // Only what stands above a known item that is still there can be missed.
        let last_met = self.recent.iter().rposition(|recent| ids.contains(&recent.id)).unwrap_or(0);
        let missing = self.recent[..last_met].iter().map(|recent| &recent.id).filter(|id| !ids.contains(id));
        let mut top = Top { missing: missing.cloned().collect(), ..Top::default() };
        // What stands below all that is remembered was there before it.
        let below = list.items.iter().rposition(|item| known(item).is_some()).map_or(list.items.len(), |last| last + 1);
        let mut newest: Vec<Recent> = Vec::new();
        for (n, item) in list.items.into_iter().enumerate() {
            let seen = Recent::of(&item);
            match known(&item) {
                None if n < below => top.news.push(item),
                None => {}
                Some(before) if seen.as_ref().is_some_and(|seen| seen.edited != before.edited) => top.edited.push(item),
                Some(_) => {}
            }
            newest.extend(seen);
        }
        let until: Vec<String> = self.recent.iter().map(|recent| recent.id.clone()).collect();
        match list.next {
            Some(from) if !met => self.gaps.push(Gap { from, until, last: ids.clone() }),
            _ => self.complete |= self.gaps.is_empty(),
        }
        let older = std::mem::take(&mut self.recent);
        let older = older.into_iter().filter(|recent| !ids.contains(&recent.id));
        newest.extend(older);
        newest.truncate(RECENT);
        self.recent = newest;
        top
    }

    /// An older page was read: the items on it that were not there before.
    pub(super) fn back(&mut self, list: List) -> Vec<Value> {
        let Some(mut gap) = self.gaps.pop() else { return Vec::new() };
        let ids = ids(&list.items);
        let is_known = |id: &String| gap.last.contains(id) || self.recent.iter().any(|recent| recent.id == *id);
        let repeats = ids.iter().all(is_known);
        let met = ids.iter().any(|id| gap.until.contains(id));
        let news = list.items.into_iter().filter(|item| {
            let id = id(&item["id"]);
            id.is_none_or(|id| !gap.last.contains(&id) && !gap.until.contains(&id))
        });
        let news = if repeats { Vec::new() } else { news.collect() };
        match list.next {
            Some(from) if !met && !repeats => {
                (gap.from, gap.last) = (from, ids);
                self.gaps.push(gap);
            }
            _ => self.complete |= gap.until.is_empty(),
        }
        news
    }

    /// Nobody has to be asked again about this one.
    pub(super) fn forget(&mut self, id: &str) {
        self.recent.retain(|recent| recent.id != id);
    }
}

impl Recent {
    fn of(item: &Value) -> Option<Self> {
        let key = text(&item["uri"]).or(text(&item["url"])).map(str::to_owned);
        Some(Self { id: id(&item["id"])?, key, edited: text(&item["edited_at"]).map(str::to_owned) })
    }
}

fn ids(items: &[Value]) -> Vec<String> {
    items.iter().filter_map(|item| id(&item["id"])).collect()
}
