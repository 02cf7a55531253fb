//! What the eye says of a post.

use crate::kind::{Kind, Reason};
use crate::person::Network;
use chrono::{DateTime, Utc};

/// What a post is, and why.
#[derive(Debug, Clone, PartialEq)]
pub struct Verdict {
    /// What it is.
    pub kind: Kind,
    /// Probability that it was posted automatically, 0.0 to 1.0.
    pub automated: f32,
    /// Whether the posting app alone settled `automated`: the app is named, and known as automation or as by hand.
    pub by_app: bool,
    /// Why, the weightiest reason first. Never empty.
    pub reasons: Vec<Reason>,
}

impl Verdict {
    /// Whether it is the second of two cross-post twins, which count once: the mix leaves it out.
    pub fn is_twin(&self) -> bool {
        self.reasons.iter().any(|reason| matches!(reason, Reason::Twin { .. }))
    }

    /// Whether it counts in the mix: neither an own thread's continuation nor a second twin.
    pub fn counts_in_mix(&self) -> bool {
        self.kind != Kind::Thread && !self.is_twin()
    }
}

/// A verdict that a later post changed.
#[derive(Debug, Clone, PartialEq)]
pub struct Revision {
    /// Where the earlier post was published.
    pub network: Network,
    /// The earlier post's id there.
    pub post: String,
    /// When it changed: the time of the post that changed it.
    pub at: DateTime<Utc>,
    /// What the earlier post is now.
    pub verdict: Verdict,
}
