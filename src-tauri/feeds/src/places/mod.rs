//! Open places where people ask and answer: what is said there is public, and naming the account is enough.
//!
//! Each place is a file of its own and a line in [`crate::live`]. All are read the newest first ([`walk`]); whom a reply
//! answers, and whether that asked something, is asked for where the list does not say it, for replies of late only.

mod ask;
mod discourse;
mod github;
mod hacker_news;
mod lemmy;
mod stack_exchange;
mod text;
mod walk;

pub use discourse::Discourse;
pub use github::GitHub;
pub use hacker_news::HackerNews;
pub use lemmy::Lemmy;
pub use stack_exchange::StackExchange;

use chrono::TimeDelta;

/// For replies older than this nobody is asked whom they answer: their day is over.
const OF_LATE: TimeDelta = TimeDelta::days(90);
/// So many answered posts are asked for in one step.
const QUESTIONS: usize = 20;
