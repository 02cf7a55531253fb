//! What was said to whom within the last day, to find the same words sent to several people.

use crate::kind::reading::Reading;
use crate::kind::{Kind, Verdict};
use crate::likeness::hash;
use crate::person::Network;
use crate::post::Post;
use std::collections::VecDeque;

/// Directed posts kept.
const MOST: usize = 512;
/// Seconds within which the same words to several people are one message to many.
const DAY: i64 = 24 * 3600;
/// Own words from which equal texts are no coincidence ("thank you", "good morning").
const ENOUGH_WORDS: u32 = 3;

/// The directed posts of the last day.
#[derive(Debug, Clone, Default)]
pub(super) struct Directed {
    sent: VecDeque<Sent>,
}

/// One directed post.
#[derive(Debug, Clone)]
pub(crate) struct Sent {
    text: u64,
    /// To whom, as a number.
    pub(crate) whom: u64,
    at: i64,
    /// Where it was published.
    pub(crate) network: Network,
    /// Its id there.
    pub(crate) post: String,
    /// What it was judged to be.
    pub(crate) verdict: Verdict,
}

impl Directed {
    /// Earlier posts of the last day that said the same words to somebody else.
    pub(super) fn also_to(&self, post: &Post, reading: &Reading) -> Vec<Sent> {
        let (Some(text), Some(whom)) = (words_of(reading), addressee(post, reading)) else { return Vec::new() };
        let at = post.at.timestamp();
        let same = |sent: &&Sent| sent.text == text && sent.whom != whom && at - sent.at <= DAY;
        self.sent.iter().filter(same).cloned().collect()
    }

    /// Remembers a directed post.
    pub(super) fn learn(&mut self, post: &Post, reading: &Reading, verdict: &Verdict) {
        let (Some(text), Some(whom)) = (words_of(reading), addressee(post, reading)) else { return };
        if verdict.kind != Kind::Reply {
            return;
        }
        let (at, network, verdict) = (post.at.timestamp(), post.network, verdict.clone());
        self.sent.push_back(Sent { text, whom, at, network, post: post.id.clone(), verdict });
        while self.sent.len() > MOST || self.sent.front().is_some_and(|sent| at - sent.at > DAY) {
            self.sent.pop_front();
        }
    }
}

/// The own words of a directed post, where there are enough.
fn words_of(reading: &Reading) -> Option<u64> {
    reading.text.filter(|_| reading.own.words() >= ENOUGH_WORDS)
}

/// Whom a post is directed to, as a number.
fn addressee(post: &Post, reading: &Reading) -> Option<u64> {
    let reply = post.reply.as_ref().filter(|reply| !reply.own);
    let whom = reply.and_then(|reply| reply.whom.as_ref()).map(|whom| hash(&[&whom.handle.id]));
    whom.or_else(|| reading.addresses.as_ref().map(|name| hash(&[&name.to_lowercase()])))
}
