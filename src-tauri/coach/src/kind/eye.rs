//! The eye: judges posts one after another, as they were published.

use crate::kind::judge::{self, Case};
use crate::kind::lesson::Lessons;
use crate::kind::memory::{Memory, Seen, is_announcement};
use crate::kind::model::Weighed;
use crate::kind::reading::Reading;
use crate::kind::{Habits, Model, Reason, Revision, Rules, Sight, Verdict};
use crate::person::Network;
use crate::post::Post;
use std::sync::Arc;

/// Judges posts one after another, in the order of their time, and remembers what later judgements need.
///
/// One eye sees all of a person's sources, merged by time. Posts seen one by one as they arrive get the same verdicts
/// as a history seen in one go. What is remembered is bounded (see [`memory`](crate::kind::memory)), however long the
/// history. A post that comes late, with a time before the last, is judged with what is remembered by then.
#[derive(Debug, Clone)]
pub struct Eye {
    rules: Rules,
    model: Arc<Model>,
    memory: Memory,
    habits: Habits,
    lessons: Lessons,
    last: Option<Last>,
    revisions: Vec<Revision>,
}

/// The last post, where content and timing decided it.
#[derive(Debug, Clone)]
struct Last {
    network: Network,
    id: String,
    has_link: bool,
    verdict: Verdict,
    weighed: Weighed,
}

impl Eye {
    /// An eye that has seen nothing yet.
    pub fn new(rules: &Rules) -> Self {
        Self::with_model(rules, &Model::shipped())
    }

    /// An eye that weighs with other weights than those that ship.
    pub fn with_model(rules: &Rules, model: &Arc<Model>) -> Self {
        Self {
            rules: rules.clone(),
            model: model.clone(),
            memory: Memory::default(),
            habits: Habits::default(),
            lessons: Lessons::default(),
            last: None,
            revisions: Vec::new(),
        }
    }

    /// What the next post is.
    pub fn see(&mut self, post: &Post) -> Verdict {
        let reading = Reading::of(post);
        let seen = self.memory.recall(post, &reading);
        let sight = Sight::of(post, &reading, &seen);
        let weighed = self.model.weigh(&sight, &self.habits);
        let taught = self.lessons.of(&sight);
        let case = Case { rules: &self.rules, post, reading: &reading, seen: &seen, weighed: &weighed, taught };
        let (verdict, by_content) = judge::judge(&case);
        self.revise_burst(post, &seen);
        self.revise_same_to_several(post, &seen);
        self.memory.learn(post, &reading, &verdict);
        if is_announcement(post, &reading) {
            self.learn(post, &sight, &weighed, &verdict);
        }
        let (network, id, has_link) = (post.network, post.id.clone(), sight.has_link);
        self.last = by_content.then(|| Last { network, id, has_link, verdict: verdict.clone(), weighed });
        verdict
    }

    /// Learns the habits of the feed: from the app where it is named and known, otherwise from the model; and what the
    /// user said of this very post.
    fn learn(&mut self, post: &Post, sight: &Sight, weighed: &Weighed, verdict: &Verdict) {
        self.lessons.learn(sight, self.rules.correction(post), weighed.probability());
        self.habits.learn(sight, if verdict.by_app { verdict.automated } else { weighed.alone });
    }

    /// How the next post looks to the model, without judging or remembering it; `None` where the model is not asked,
    /// because the post is directed to somebody.
    pub fn sight(&self, post: &Post) -> Option<Sight> {
        let reading = Reading::of(post);
        is_announcement(post, &reading).then(|| Sight::of(post, &reading, &self.memory.recall(post, &reading)))
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
        let weighed = self.model.in_burst(&last.weighed, last.has_link);
        if let Some(verdict) = judge::in_burst(&last.verdict, &weighed) {
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
