//! A verdict opened: everything that was weighed for one post.

use super::Said;
use serde::Serialize;
use specta::Type;

/// What content and timing say of a post, in full.
#[derive(Debug, Clone, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Opened {
    /// The post.
    pub post: i32,
    /// How likely it is automatic by what was weighed, 0.0 to 1.0.
    pub likely: f64,
    /// From how likely on a post is called automatic, 0.0 to 1.0.
    pub from: f64,
    /// How likely a post is on which everything is as usual, 0.0 to 1.0.
    pub usual: f64,
    /// What moved it from there, the weightiest first.
    pub contributions: Vec<ContributionLine>,
}

/// One thing that was weighed.
#[derive(Debug, Clone, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ContributionLine {
    /// What was seen.
    pub said: Said,
    /// By how much it moved the log-odds (natural logarithm); above 0 toward automatic.
    pub weight: f64,
}
