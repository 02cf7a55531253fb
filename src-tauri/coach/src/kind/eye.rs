//! The eye: judges posts one after another, as they were published.

use crate::kind::judge;
use crate::kind::memory::{Memory, Seen};
use crate::kind::model::Look;
use crate::kind::reading::Reading;
use crate::kind::{Reason, Revision, Rules, Verdict};
use crate::person::Network;
use crate::post::Post;

/// Judges posts one after another, in the order of their time, and remembers what later judgements need.
///
/// One eye sees all of a person's sources, merged by time. Posts seen one by one as they arrive get the same verdicts
/// as a history seen in one go. What is remembered is bounded (see [`memory`](crate::kind::memory)), however long the
/// history. A post that comes late, with a time before the last, is judged with what is remembered by then.
#[derive(Debug, Clone)]
pub struct Eye {
    rules: Rules,
    memory: Memory,
    last: Option<Last>,
    revisions: Vec<Revision>,
}

/// The last post, where content and timing decided it.
#[derive(Debug, Clone)]
struct Last {
    network: Network,
    id: String,
    verdict: Verdict,
    looks: Vec<Look>,
}

impl Eye {
    /// An eye that has seen nothing yet.
    pub fn new(rules: &Rules) -> Self {
        Self { rules: rules.clone(), memory: Memory::default(), last: None, revisions: Vec::new() }
    }

    /// What the next post is.
    pub fn see(&mut self, post: &Post) -> Verdict {
        let reading = Reading::of(post);
        let seen = self.memory.recall(post, &reading);
        let (verdict, looks) = judge::judge(&self.rules, post, &reading, &seen);
        self.revise_burst(post, &seen);
        self.revise_same_to_several(post, &seen);
        self.memory.learn(post, &reading, &verdict);
        self.last =
            looks.map(|looks| Last { network: post.network, id: post.id.clone(), verdict: verdict.clone(), looks });
        verdict
    }

    /// What posts seen so far changed about earlier ones, since this was last asked, in order of time. Two things
    /// do: another post within seconds (bursts are a robot's), and the same words to another person within a day.
    /// What was published first stays what it was when it is published again; the repeat is the recycling.
    pub fn take_revisions(&mut self) -> Vec<Revision> {
        std::mem::take(&mut self.revisions)
    }

    /// The post before was the first of a burst, which could not be seen then.
    fn revise_burst(&mut self, post: &Post, seen: &Seen) {
        let Some(last) = self.last.take().filter(|_| seen.is_burst()) else { return };
        if let Some(verdict) = judge::in_burst(&last.verdict, &last.looks) {
            self.revisions.push(Revision { network: last.network, post: last.id, at: post.at, verdict });
        }
    }

    /// Earlier posts said the same words to other people.
    fn revise_same_to_several(&mut self, post: &Post, seen: &Seen) {
        let people = seen.people();
        for sent in &seen.also_to {
            let mut verdict = sent.verdict.clone();
            verdict.reasons.retain(|reason| !matches!(reason, Reason::SameToSeveral { .. }));
            verdict.reasons.push(Reason::SameToSeveral { people });
            let (network, id) = (sent.network, sent.post.clone());
            self.revisions.push(Revision { network, post: id, at: post.at, verdict });
        }
    }
}
