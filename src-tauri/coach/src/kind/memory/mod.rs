//! What the eye remembers of the posts it saw, in bounded space.
//!
//! Articles and texts: 65,536 each, sites, first words and layouts: 16,384 each; where one of these is full, the half
//! that was not met for longest is forgotten. Near-duplicates are looked for among the last 8,192 texts, twins among
//! the last 64 posts. All together under 20 MB, reached only after hundreds of thousands of posts.

mod bounded;
mod directed;
mod minutes;
mod near;
mod rhythm;

pub(crate) use bounded::Bounded;
pub(crate) use directed::Sent;
pub(crate) use minutes::Minute;

use crate::day::Day;
use crate::kind::reading::Reading;
use crate::kind::{Kind, Verdict};
use crate::likeness::hash;
use crate::person::Network;
use crate::post::{Post, Precision};
use directed::Directed;
use minutes::Minutes;
use near::Near;
use rhythm::Rhythm;
use std::collections::{BTreeSet, VecDeque};

const ARTICLES: usize = 65_536;
const SITES: usize = 16_384;
const RECENT_POSTS: usize = 64;

/// Days after which an article or a text published again is an old one.
pub(crate) const OLD: i64 = 21;
/// Seconds between two posts of a burst.
const BURST: i64 = 15;
/// What is kept of the weight of earlier announcements, of one site and of all, when it is counted which name somebody.
const SITE_NAMING_KEPT: f32 = 0.98;
const NAMING_KEPT: f32 = 0.995;
/// Announcements as usual that are counted with those of a site.
const NAMING_SHRUNK: f32 = 3.0;
/// Seconds within which the same post on another network is a twin.
const TWIN: i64 = 10 * 60;

/// What the memory knows about a post that comes next.
#[derive(Debug, Clone, Default)]
pub(crate) struct Seen {
    /// How often one of its articles was linked before, and the day of the first time.
    pub(crate) article: Option<(u32, Day)>,
    /// How often its words were posted before, and the day of the first time.
    pub(crate) text: Option<(u32, Day)>,
    /// The network on which the same post went out a moment before, and seconds since.
    pub(crate) twin: Option<(Network, i64)>,
    /// How often one of its sites was linked before, and how often by automatic posts.
    pub(crate) site: Met,
    /// That site.
    pub(crate) site_name: Option<String>,
    /// Whether `article` or, without one, `text` was first published at least three weeks ago.
    pub(crate) old: bool,
    /// How many announcements there were.
    pub(crate) announcements: u32,
    /// Share of the announcements that name somebody, older ones weighing less.
    pub(crate) naming: f32,
    /// Seconds since the last reply or boost.
    pub(crate) since_hand: Option<i64>,
    /// How usual replies are at this hour of the day, 0.0 to 1.0.
    pub(crate) awake: Option<f32>,
    /// Share of the last announcements that came as long after the one before as this one.
    pub(crate) regular: f32,
    /// Announcements on earlier days at this time of day, older ones weighing less.
    pub(crate) slot: f32,
    /// Broadcasts and replies laid out like this one.
    pub(crate) layout: (u32, u32),
    /// Seconds since the last post.
    pub(crate) since_post: Option<i64>,
    /// What is known of its minute of the hour; `None` where its time is not.
    pub(crate) minute: Option<Minute>,
    /// Earlier posts of the last day that said the same words to somebody else.
    pub(crate) also_to: Vec<Sent>,
}

impl Seen {
    /// Whether the last post was less than 15 seconds ago.
    pub(crate) fn is_burst(&self) -> bool {
        self.since_post.is_some_and(|seconds| seconds <= BURST)
    }

    /// To how many people the same words went within a day, this post's addressee included.
    pub(crate) fn people(&self) -> u32 {
        let others: BTreeSet<u64> = self.also_to.iter().map(|sent| sent.whom).collect();
        u32::try_from(others.len()).unwrap_or(u32::MAX).saturating_add(1)
    }
}

/// How often a site was met.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(crate) struct Met {
    /// In all.
    pub(crate) times: u32,
    /// In posts of automations.
    pub(crate) automatic: u32,
    /// In announcements that name somebody, and in all announcements; older ones weigh less.
    naming: (f32, f32),
}

impl Met {
    /// Share of the announcements with this site that name somebody, taken for `usual` as far as nothing is known.
    pub(crate) fn named(self, usual: f32) -> f32 {
        let (naming, all) = self.naming;
        (naming + NAMING_SHRUNK * usual) / (all + NAMING_SHRUNK)
    }

    /// The same after one more announcement.
    fn after(self, names: bool) -> (f32, f32) {
        let (naming, all) = self.naming;
        (naming * SITE_NAMING_KEPT + f32::from(u8::from(names)), all * SITE_NAMING_KEPT + 1.0)
    }
}

/// Whether a post is said to everybody: no reply, boost or quote.
pub(crate) fn is_announcement(post: &Post, reading: &Reading) -> bool {
    let to_somebody = post.reply.is_some() || post.boost.is_some() || post.quote.is_some();
    !to_somebody && post.private.is_none() && reading.addresses.is_none() && !reading.passes_on_with_words
}

/// What is remembered.
#[derive(Debug, Clone, Default)]
pub(crate) struct Memory {
    articles: Bounded<Again>,
    texts: Bounded<Again>,
    sites: Bounded<Met>,
    layouts: Bounded<(u32, u32)>,
    naming: (f32, f32),
    near: Near,
    recent: VecDeque<Recent>,
    directed: Directed,
    last_post: Option<i64>,
    last_hand: Option<i64>,
    minutes: Minutes,
    rhythm: Rhythm,
}

#[derive(Debug, Clone, Copy)]
struct Again {
    times: u32,
    since: Day,
}
#[derive(Debug, Clone, Copy)]
struct Recent {
    network: Network,
    at: i64,
    text: Option<u64>,
}

impl Memory {
    /// What is known about a post that comes next.
    pub(crate) fn recall(&self, post: &Post, reading: &Reading) -> Seen {
        let at = post.at.timestamp();
        let again = |a: &Again| (a.times, a.since);
        let article =
            reading.articles.iter().filter_map(|a| self.articles.get(hash(&[a]))).map(again).max_by_key(|a| a.0);
        let text = reading.text.and_then(|t| self.texts.get(self.near.first_of(t, &reading.likeness))).map(again);
        let met = |s: &String| self.sites.get(hash(&[s])).map(|met| (*met, s.clone()));
        let site = reading.sites.iter().filter_map(met).max_by_key(|(met, _)| met.times);
        let today = Day::new(post.at.date_naive());
        let timed = post.precision == Precision::Second;
        let twin = self.twin(post, reading, at);
        // To the same person on another network is not to several.
        let also_to = if twin.is_none() { self.directed.also_to(post, reading) } else { Vec::new() };
        Seen {
            article,
            text,
            twin,
            old: article.or(text).is_some_and(|(_, since)| today.since(since) >= OLD),
            site_name: site.as_ref().map(|(_, name)| name.clone()),
            site: site.as_ref().map(|(met, _)| *met).unwrap_or_default(),
            announcements: self.rhythm.announcements,
            naming: if self.naming.1 > 0.0 { self.naming.0 / self.naming.1 } else { 0.0 },
            since_hand: self.last_hand.filter(|_| timed).map(|last| (at - last).max(0)),
            awake: if timed { self.rhythm.awake(at) } else { None },
            regular: if timed { self.rhythm.regular(at) } else { 0.0 },
            slot: if timed { self.rhythm.slot(at) } else { 0.0 },
            layout: self.layouts.get(reading.layout).copied().unwrap_or_default(),
            since_post: self.last_post.filter(|_| timed).map(|last| (at - last).max(0)),
            minute: timed.then(|| self.minutes.at(at)),
            also_to,
        }
    }

    /// Remembers a post and what it was judged to be.
    pub(crate) fn learn(&mut self, post: &Post, reading: &Reading, verdict: &Verdict) {
        let at = post.at.timestamp();
        let day = Day::new(post.at.date_naive());
        let again = |old: Option<Again>| {
            old.map_or(Again { times: 1, since: day }, |a| Again { times: a.times.saturating_add(1), ..a })
        };
        if verdict.kind != Kind::Boost {
            for article in reading.articles.iter().filter(|a| crate::link::is_article(a)) {
                self.articles.put(hash(&[article]), ARTICLES, again);
            }
            if let Some(text) = reading.text.filter(|_| post.reply.is_none() && reading.own.words() >= 3) {
                let first = self.near.learn(text, &reading.likeness);
                self.texts.put(first, ARTICLES, again);
            }
        }
        let automatic = u32::from(verdict.kind == Kind::Automated);
        let to_somebody = verdict.kind == Kind::Reply;
        let announcement = is_announcement(post, reading);
        for site in &reading.sites {
            self.sites.put(hash(&[site]), SITES, |old| {
                let met = old.unwrap_or_default();
                let naming = if announcement { met.after(reading.names) } else { met.naming };
                let (times, automatic) = (met.times.saturating_add(1), met.automatic.saturating_add(automatic));
                Met { times, automatic, naming }
            });
        }
        if announcement {
            let (naming, all) = self.naming;
            self.naming = (naming * NAMING_KEPT + f32::from(u8::from(reading.names)), all * NAMING_KEPT + 1.0);
        }
        self.layouts.put(reading.layout, SITES, |old| {
            let (all, replies) = old.unwrap_or_default();
            (all.saturating_add(u32::from(announcement)), replies.saturating_add(u32::from(to_somebody)))
        });
        self.directed.learn(post, reading, verdict);
        let by_hand = !announcement && automatic == 0;
        self.rhythm.learn(at, post.precision == Precision::Second, announcement, by_hand);
        if post.precision == Precision::Second {
            self.last_post = Some(at);
            if by_hand {
                self.last_hand = Some(at);
            }
            if announcement {
                self.minutes.learn(at);
            }
        }
        self.recent.push_back(Recent { network: post.network, at, text: reading.text });
        if self.recent.len() > RECENT_POSTS {
            self.recent.pop_front();
        }
    }

    fn twin(&self, post: &Post, reading: &Reading, at: i64) -> Option<(Network, i64)> {
        let text = reading.text.filter(|_| reading.own.words() >= 3 && post.precision == Precision::Second)?;
        let twin = |r: &&Recent| r.network != post.network && r.text == Some(text) && (0..=TWIN).contains(&(at - r.at));
        self.recent.iter().rev().find(twin).map(|r| (r.network, at - r.at))
    }
}
