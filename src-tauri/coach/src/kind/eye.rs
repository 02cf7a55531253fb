//! The eye: judges posts one after another, as they were published.

use crate::kind::judge::{self, Case};
use crate::kind::lesson::{Lessons, Taught};
use crate::kind::memory::{Memory, Seen, is_announcement};
use crate::kind::model::{Look, Weighed};
use crate::kind::reading::Reading;
use crate::kind::{Contribution, Habits, Model, Opened, Reason, Revision, Rules, Sight, Verdict};
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

/// What is seen and known of the next post.
struct Looked {
    reading: Reading,
    seen: Seen,
    sight: Sight,
    weighed: Weighed,
    taught: Option<Taught>,
}

impl Looked {
    fn case<'a>(&'a self, rules: &'a Rules, post: &'a Post) -> Case<'a> {
        let Self { reading, seen, weighed, taught, .. } = self;
        Case { rules, post, reading, seen, weighed, taught: *taught }
    }
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
        let looked = self.look(post);
        let (verdict, by_content) = judge::judge(&looked.case(&self.rules, post));
        let Looked { reading, seen, sight, weighed, .. } = looked;
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

    /// Everything that would be weighed if the post came next, without remembering it; `None` where content and timing
    /// are not asked, because its app, a twin, or that it speaks to somebody settles what it is.
    pub fn open(&self, post: &Post) -> Option<Opened> {
        let looked = self.look(post);
        let (verdict, by_content) = judge::judge(&looked.case(&self.rules, post));
        let Looked { weighed, taught, .. } = looked;
        let look = |look: &Look| Contribution {
            reason: Reason::Looks { feature: look.feature, weight: look.weight, more: look.more },
            weight: look.weight,
        };
        let mut contributions: Vec<Contribution> = weighed.looks.iter().map(look).collect();
        contributions.extend(taught.map(|taught| {
            let reason = Reason::Learned { automatic: taught.moves > 0.0, corrections: taught.corrections };
            Contribution { reason, weight: taught.moves }
        }));
        contributions.sort_by(|a, b| b.weight.abs().total_cmp(&a.weight.abs()));
        by_content.then_some(Opened { verdict, usual: weighed.usual, contributions })
    }

    fn look(&self, post: &Post) -> Looked {
        let reading = Reading::of(post);
        let seen = self.memory.recall(post, &reading);
        let sight = Sight::of(post, &reading, &seen);
        let weighed = self.model.weigh(&sight, &self.habits);
        let taught = self.lessons.of(&sight);
        Looked { reading, seen, sight, weighed, taught }
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
