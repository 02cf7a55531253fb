//! A verdict opened: everything that was weighed, and by how much.

use crate::kind::{Eye, Reason, Rules, Verdict};
use crate::person::Network;
use crate::post::Post;

/// What content and timing say of one post, in full. A verdict names only what decided.
#[derive(Debug, Clone, PartialEq)]
pub struct Opened {
    /// The verdict at the post's arrival, before any later post revised it.
    pub verdict: Verdict,
    /// The log-odds of being automatic of a post on which everything is as usual.
    pub usual: f32,
    /// Everything that moved them, the weightiest first: each feature, and the user's word on posts like it.
    pub contributions: Vec<Contribution>,
}

/// One thing that was weighed.
#[derive(Debug, Clone, PartialEq)]
pub struct Contribution {
    /// What was seen; [`Reason::message`] says it in plain words.
    pub reason: Reason,
    /// By how much it moved the log-odds (natural logarithm); above 0 toward automatic.
    pub weight: f32,
}

impl Opened {
    /// The log-odds of being automatic: the usual ones, and all that moved them.
    pub fn odds(&self) -> f32 {
        self.usual + self.contributions.iter().map(|one| one.weight).sum::<f32>()
    }

    /// The probability of being automatic by what was weighed, 0.0 to 1.0.
    pub fn probability(&self) -> f32 {
        1.0 / (1.0 + (-self.odds()).exp())
    }
}

/// Opens the verdict on the post with this id: sees `posts`, which are in the order of time, up to it. `None` where it is
/// not among them, or where something else than content and timing settled it: its app, a twin, or that it speaks to
/// somebody.
pub fn opened<'a>(
    rules: &Rules,
    posts: impl IntoIterator<Item = &'a Post>,
    network: Network,
    id: &str,
) -> Option<Opened> {
    let mut eye = Eye::new(rules);
    for post in posts {
        if post.network == network && post.id == id {
            return eye.open(post);
        }
        eye.see(post);
    }
    None
}
