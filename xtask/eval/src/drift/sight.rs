//! Two ways to see a labelled stream: with the posting app hidden, and with the truth told by it.

use crate::stream::{Label, Labelled};
use chrono::NaiveTime;
use coach::act::AppStanding;
use coach::day::{Day, Rollover};
use coach::drift::{DaySummary, Glimpse};
use coach::kind::{Eye, Rules, Verdict};
use coach::post::Post;
use std::collections::BTreeMap;

/// How much of a post the eye is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sight {
    /// No app is named: content and timing must tell.
    Hidden,
    /// The app is named and known: the label tells. Clients that both schedule and converse stay untold.
    Named,
}

const AUTOMATION: &str = "labelled automatic";
const BY_HAND: &str = "labelled by hand";

impl Sight {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Hidden, Self::Named];

    /// The name in tables and files.
    pub fn name(self) -> &'static str {
        match self {
            Self::Hidden => "app hidden",
            Self::Named => "app named",
        }
    }

    /// What the eye knows beforehand.
    pub fn rules(self) -> Rules {
        match self {
            Self::Hidden => Rules::shipped(),
            Self::Named => {
                Rules::shipped().with_app(AUTOMATION, AppStanding::Automation).with_app(BY_HAND, AppStanding::ByHand)
            }
        }
    }

    /// The post as the eye is shown it.
    pub fn show(self, labelled: &Labelled) -> Post {
        let app = match (self, labelled.label) {
            (Self::Hidden, _) | (Self::Named, Label::Amb) => None,
            (Self::Named, Label::Auto) => Some(AUTOMATION),
            (Self::Named, Label::Human | Label::Share | Label::App | Label::Posse) => Some(BY_HAND),
        };
        Post { app: app.map(str::to_owned), ..labelled.post.clone() }
    }
}

/// The day of a labelled post. The streams name no zone, so days are those of UTC; they begin at midnight, because
/// where only the day of a post is known its time stands at midnight.
pub fn day_of(post: &Post) -> Day {
    Day::of(post.at.date_naive().and_time(NaiveTime::MIN), Rollover::from_minutes(0).unwrap_or_default())
}

/// The summaries of the days of some posts, each with what the eye said of it.
#[derive(Debug, Clone, Default)]
pub struct Diary {
    said: Vec<(String, Day, Verdict)>,
}

impl Diary {
    /// Shows one post to the eye and writes down what it says, and what it takes back of what it said before.
    pub fn write(&mut self, eye: &mut Eye, post: &Post) {
        self.said.push((post.id.clone(), day_of(post), eye.see(post)));
        for revision in eye.take_revisions() {
            let earlier = self.said.iter_mut().rev().find(|(id, _, _)| *id == revision.post);
            if let Some((_, _, verdict)) = earlier {
                *verdict = revision.verdict;
            }
        }
    }

    /// What was said of each post, with its day, in order.
    pub fn said(&self) -> impl Iterator<Item = (Day, &Verdict)> {
        self.said.iter().map(|(_, day, verdict)| (*day, verdict))
    }

    /// The days on which something was posted.
    pub fn days(&self) -> BTreeMap<Day, DaySummary> {
        let mut days: BTreeMap<Day, DaySummary> = BTreeMap::new();
        for (day, verdict) in self.said() {
            days.entry(day).or_default().add(&Glimpse::of(verdict, None, None));
        }
        days
    }
}
