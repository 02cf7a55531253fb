//! Lists that show the newest first, read back to what is known.

use crate::moment::possible;
use crate::net::Failure;
use chrono::{DateTime, TimeDelta, Utc};
use coach::post::Post;
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// What was said may appear late, among older things, by so much.
const LATE: TimeDelta = TimeDelta::hours(2);
/// So many of the newest are remembered one by one.
const REMEMBERED: usize = 60;
/// So many pages are walked back at most: no place gives more.
const PAGES: u32 = 2_000;

/// How far a list was read.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct Walk {
    /// When the newest was said up to which all is known, in seconds since 1970.
    known: Option<i64>,
    /// When the newest was said that was met on the way.
    newest: Option<i64>,
    /// Where the walk goes on, in the place's own way; `None` where it begins.
    pub(super) from: Option<String>,
    /// How many pages this walk has had.
    pages: u32,
    /// Whether it once went back to the end.
    pub(super) complete: bool,
    /// What is known, the newest first.
    remembered: Vec<String>,
}

impl Walk {
    /// Takes a page: hands back what is new on it. `reach` is when the oldest on it was said, where the page is not the
    /// last; `next` where the page behind it begins.
    pub(super) fn take(&mut self, posts: Vec<Post>, reach: Option<DateTime<Utc>>, next: Option<String>) -> Vec<Post> {
        let known = self.known.and_then(|known| DateTime::from_timestamp(known, 0)).and_then(possible);
        let from = known.map(|known| known - LATE);
        self.newest = posts.iter().map(|post| post.at.timestamp()).chain(self.newest).max();
        let is_new = |post: &Post| from.is_none_or(|from| post.at >= from) && !self.remembered.contains(&post.id);
        let new: Vec<Post> = posts.into_iter().filter(is_new).collect();
        let mut remembered: Vec<String> = new.iter().map(|post| post.id.clone()).collect();
        if self.pages == 0 || known.is_some() {
            remembered.append(&mut self.remembered);
            remembered.truncate(REMEMBERED);
            self.remembered = remembered;
        }
        self.pages += 1;
        let back = from.is_some_and(|from| reach.is_none_or(|reach| reach < from));
        match next.filter(|next| !back && self.from.as_ref() != Some(next) && self.pages < PAGES) {
            Some(next) => self.from = Some(next),
            None => {
                self.known = self.known.into_iter().chain(self.newest).max();
                (self.from, self.newest, self.pages, self.complete) = (None, None, 0, true);
            }
        }
        new
    }

    /// What a place answers; nothing where the history can't be read further down: it ends there, so that what is new is
    /// read. What is new is never given up.
    ///
    /// # Errors
    /// Whatever else went wrong.
    pub(super) fn or_end(&self, answer: Result<Value, Failure>) -> Result<Value, Failure> {
        match answer {
            Err(failure) if failure.lasts() && self.from.is_some() && self.known.is_none() => Ok(Value::Null),
            answer => answer,
        }
    }

    /// Whether the walk is under way.
    pub(super) fn goes_on(&self) -> bool {
        self.from.is_some()
    }

    /// Out of the ledger; the beginning where it is none.
    pub(super) fn read(text: &str) -> Self {
        serde_json::from_str(text).unwrap_or_default()
    }

    /// As it stands in the ledger.
    pub(super) fn write(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use coach::person::Network;
    use proptest::prelude::*;

    /// A post that was said at this hour.
    fn post(hour: i64) -> Post {
        let at = DateTime::from_timestamp(1_700_000_000 + hour * 3600, 0).unwrap_or_default();
        Post::new(hour.to_string(), Network::Lemmy, at)
    }

    /// Reads a list, newest first, so many at once, as a place shows it; what came, and in how many questions.
    fn read(walk: &mut Walk, list: &[i64], at_once: usize) -> (Vec<i64>, usize) {
        let (mut found, mut asked) = (Vec::new(), 0);
        loop {
            *walk = Walk::read(&walk.write());
            let from: usize = walk.from.as_ref().and_then(|from| from.parse().ok()).unwrap_or_default();
            let page: Vec<Post> = list.iter().skip(from).take(at_once).map(|hour| post(*hour)).collect();
            let next = (from + at_once < list.len()).then(|| (from + at_once).to_string());
            let reach = page.last().map(|post| post.at);
            found.extend(walk.take(page, reach, next).iter().filter_map(|post| post.id.parse::<i64>().ok()));
            asked += 1;
            if !walk.goes_on() {
                return (found, asked);
            }
        }
    }

    #[test]
    fn the_whole_list_comes_once_and_then_only_what_is_new() {
        let mut walk = Walk::default();
        let old: Vec<i64> = (0..100).rev().collect();
        assert_eq!(read(&mut walk, &old, 10), (old.clone(), 10));
        assert!(walk.complete);
        assert_eq!(read(&mut walk, &old, 10), (vec![], 1), "nothing is new");
        let more: Vec<i64> = (0..125).rev().collect();
        assert_eq!(read(&mut walk, &more, 10), ((100..125).rev().collect(), 3));
    }

    #[test]
    fn what_appears_late_is_found() {
        let mut walk = Walk::default();
        read(&mut walk, &[10, 8, 7], 10);
        assert_eq!(read(&mut walk, &[10, 9, 8, 7], 10).0, [9]);
    }

    #[test]
    fn a_history_ends_where_no_more_of_it_can_be_read_and_what_is_new_does_not() {
        let host = || "forum.example".to_owned();
        let (lasts, passes) = (Failure::Forbidden { host: host() }, Failure::Slow { host: host() });
        let mut walk = Walk::default();
        assert_eq!(walk.or_end(Err(lasts.clone())), Err(lasts.clone()), "nothing was read yet");
        walk.take(vec![post(9)], None, Some("10".to_owned()));
        assert_eq!(walk.or_end(Err(lasts.clone())), Ok(Value::Null));
        assert_eq!(walk.or_end(Err(passes.clone())), Err(passes));
        walk.take(Vec::new(), None, None);
        walk.take(vec![post(20)], None, Some("10".to_owned()));
        assert_eq!(walk.or_end(Err(lasts.clone())), Err(lasts));
    }

    proptest! {
        #[test]
        fn nothing_is_lost_between_two_readings(first in 0..60i64, more in 1..60i64, at_once in 1..20usize) {
            let mut walk = Walk::default();
            let old: Vec<i64> = (0..first).rev().collect();
            let mut found = read(&mut walk, &old, at_once).0;
            let new: Vec<i64> = (0..first + more).rev().collect();
            found.extend(read(&mut walk, &new, at_once).0);
            found.sort_unstable();
            found.dedup();
            prop_assert_eq!(found, (0..first + more).collect::<Vec<_>>());
        }
    }
}
