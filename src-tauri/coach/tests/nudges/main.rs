//! Nudges: when the coach speaks, what it says, and in which words.
#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod about_feeds;
mod manners;
mod properties;
mod support;
mod when_to_speak;
mod words;
