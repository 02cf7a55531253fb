//! The eye: judges posts one after another, as they were published.

use crate::kind::judge;
use crate::kind::memory::Memory;
use crate::kind::reading::Reading;
use crate::kind::{Revision, Rules, Verdict};
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
    revisions: Vec<Revision>,
}

impl Eye {
    /// An eye that has seen nothing yet.
    pub fn new(rules: &Rules) -> Self {
        Self { rules: rules.clone(), memory: Memory::default(), revisions: Vec::new() }
    }

    /// What the next post is.
    pub fn see(&mut self, post: &Post) -> Verdict {
        let reading = Reading::of(post);
        let seen = self.memory.recall(post, &reading);
        let verdict = judge::judge(&self.rules, post, &reading, &seen);
        self.memory.learn(post, &reading, &verdict);
        verdict
    }

    /// What posts seen so far changed about earlier ones, since this was last asked.
    pub fn take_revisions(&mut self) -> Vec<Revision> {
        std::mem::take(&mut self.revisions)
    }
}
