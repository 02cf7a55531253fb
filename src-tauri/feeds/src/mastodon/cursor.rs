//! How far an account was read, written down between two steps.

use super::walk::Walk;
use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};

/// After so long in the midst of a history, the newest posts are looked at in between.
const LOOK: TimeDelta = TimeDelta::minutes(15);
/// So many accounts are remembered by their id on the server.
const PEOPLE: usize = 100;

/// How far an account was read.
#[derive(Debug, Default, Clone, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct Cursor {
    /// When the newest were looked at last, seconds since 1970.
    pub(super) looked: Option<i64>,
    /// Own posts.
    pub(super) posts: Walk,
    /// What others said.
    pub(super) mentions: Walk,
    /// The server does not answer for several posts at once.
    pub(super) no_posts_at_once: bool,
    /// Nor for several accounts.
    pub(super) no_people_at_once: bool,
    /// Ids of accounts on the server, and what identifies them for good; the last seen last.
    pub(super) people: Vec<(String, String)>,
}

impl Cursor {
    /// What was written down. What can't be read is a beginning: whatever is read twice is known already.
    pub(super) fn of(text: &str) -> Self {
        serde_json::from_str(text).unwrap_or_default()
    }

    /// To be written down.
    pub(super) fn write(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }

    /// Whether there is more to read now.
    pub(super) fn goes_on(&self) -> bool {
        self.posts.goes_on() || self.mentions.goes_on()
    }

    /// Whether the newest are to be looked at, and not older ones.
    pub(super) fn looks(&self, now: DateTime<Utc>) -> bool {
        let looked = self.looked.and_then(|at| DateTime::from_timestamp(at, 0));
        !self.goes_on() || looked.is_none_or(|at| now < at || now - at > LOOK)
    }

    /// Remembers an account.
    pub(super) fn meet(&mut self, id: String, lasting: String) {
        self.people.retain(|(known, _)| *known != id);
        self.people.push((id, lasting));
        let many = self.people.len().saturating_sub(PEOPLE);
        self.people.drain(..many);
    }
}
