//! What the eye remembers of the posts it saw, in bounded space.
//!
//! Articles and texts: 65,536 each, sites, first words and layouts: 16,384 each; where one of these is full, the half
//! that was not met for longest is forgotten. Near-duplicates are looked for among the last 8,192 texts, twins among
//! the last 64 posts. All together under 20 MB, reached only after hundreds of thousands of posts.

use crate::day::Day;
use crate::kind::reading::Reading;
use crate::kind::{Kind, Verdict};
use crate::likeness::{Likeness, hash};
use crate::person::Network;
use crate::post::{Post, Precision};
use std::collections::{HashMap, VecDeque};

const ARTICLES: usize = 65_536;
const SITES: usize = 16_384;
const RECENT_TEXTS: usize = 8_192;
const RECENT_POSTS: usize = 64;

/// How alike texts must be to be the same words again.
const NEARLY: f32 = 0.7;
/// Shingles a text must have to be compared by likeness; shorter ones are the same only where equal.
const ENOUGH_SHINGLES: usize = 5;
/// Days after which an article or a text published again is an old one.
const OLD: i64 = 21;
/// Seconds within which the same post on another network is a twin.
const TWIN: i64 = 10 * 60;
/// Seconds within which the same words to several people are one message to many.
const SAME_TO_SEVERAL: i64 = 24 * 3600;

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
    /// How often a post began with the same two words.
    pub(crate) start: u32,
    /// Broadcasts and replies laid out like this one.
    pub(crate) layout: (u32, u32),
    /// Seconds since the last post.
    pub(crate) since_post: Option<i64>,
    /// Seconds since the last reply.
    pub(crate) since_reply: Option<i64>,
    /// Share of earlier timed posts at this minute of the hour, and how many there were.
    pub(crate) minute: Option<(f32, u32)>,
    /// Other people to whom the same words went within a day.
    pub(crate) also_to: u32,
}

/// How often a site was met.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Met {
    /// In all.
    pub(crate) times: u32,
    /// In posts of automations.
    pub(crate) automatic: u32,
}

/// What is remembered.
#[derive(Debug, Clone, Default)]
pub(crate) struct Memory {
    articles: Bounded<Again>,
    texts: Bounded<Again>,
    sites: Bounded<Met>,
    starts: Bounded<u32>,
    layouts: Bounded<(u32, u32)>,
    near: Near,
    recent: VecDeque<Recent>,
    addressed: Bounded<Addressed>,
    last_post: Option<i64>,
    last_reply: Option<i64>,
    minutes: Minutes,
}

#[derive(Debug, Clone, Copy)]
struct Again {
    times: u32,
    since: Day,
}

/// To whom the same words went last, and to how many within a day.
#[derive(Debug, Clone, Copy)]
struct Addressed {
    whom: u64,
    people: u32,
    since: i64,
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
        Seen {
            article,
            text,
            twin: self.twin(post, reading, at),
            old: article.or(text).is_some_and(|(_, since)| today.since(since) >= OLD),
            site_name: site.as_ref().map(|(_, name)| name.clone()),
            site: site.map(|(met, _)| met).unwrap_or_default(),
            start: reading.start.and_then(|s| self.starts.get(s)).copied().unwrap_or_default(),
            layout: self.layouts.get(reading.layout).copied().unwrap_or_default(),
            since_post: self.last_post.filter(|_| timed).map(|last| (at - last).max(0)),
            since_reply: self.last_reply.map(|last| (at - last).max(0)),
            minute: timed.then(|| self.minutes.at(at)),
            also_to: self.also_to(post, reading, at),
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
        for site in &reading.sites {
            self.sites.put(hash(&[site]), SITES, |old| {
                let met = old.unwrap_or_default();
                Met { times: met.times.saturating_add(1), automatic: met.automatic.saturating_add(automatic) }
            });
        }
        if let Some(start) = reading.start.filter(|_| post.reply.is_none() && post.boost.is_none()) {
            self.starts.put(start, SITES, |old| old.unwrap_or_default().saturating_add(1));
        }
        let to_somebody = verdict.kind == Kind::Reply;
        self.layouts.put(reading.layout, SITES, |old| {
            let (all, replies) = old.unwrap_or_default();
            (all.saturating_add(u32::from(!to_somebody)), replies.saturating_add(u32::from(to_somebody)))
        });
        self.learn_addressed(post, reading, at);
        if post.precision == Precision::Second {
            self.last_post = Some(at);
            if to_somebody {
                self.last_reply = Some(at);
            } else {
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

    fn also_to(&self, post: &Post, reading: &Reading, at: i64) -> u32 {
        let (Some(text), Some(whom)) = (reading.text, addressee(post, reading)) else { return 0 };
        let last = self.addressed.get(text).filter(|a| at - a.since <= SAME_TO_SEVERAL && reading.own.words() >= 3);
        last.map_or(0, |a| if a.whom == whom { a.people - 1 } else { a.people })
    }

    fn learn_addressed(&mut self, post: &Post, reading: &Reading, at: i64) {
        let (Some(text), Some(whom)) = (reading.text, addressee(post, reading)) else { return };
        self.addressed.put(text, SITES, |old| match old {
            Some(a) if at - a.since <= SAME_TO_SEVERAL => {
                Addressed { whom, people: a.people + u32::from(a.whom != whom), since: at }
            }
            _ => Addressed { whom, people: 1, since: at },
        });
    }
}

/// Whom a post is directed to, as a number.
fn addressee(post: &Post, reading: &Reading) -> Option<u64> {
    let reply = post.reply.as_ref().filter(|r| !r.own);
    let whom = reply.and_then(|r| r.whom.as_ref()).map(|w| hash(&[&w.handle.id]));
    whom.or_else(|| reading.addresses.as_ref().map(|name| hash(&[&name.to_lowercase()])))
}

/// How the timed posts are spread over the minutes of the hour; older ones weigh less.
#[derive(Debug, Clone)]
struct Minutes {
    weights: [f32; 60],
    posts: u32,
}

impl Default for Minutes {
    fn default() -> Self {
        Self { weights: [0.0; 60], posts: 0 }
    }
}

impl Minutes {
    /// Of a weight of one spread over the hour, what is left after another post.
    const KEPT: f32 = 0.99;

    fn at(&self, at: i64) -> (f32, u32) {
        let sum: f32 = self.weights.iter().sum();
        (if sum > 0.0 { self.weights[minute(at)] / sum } else { 0.0 }, self.posts)
    }

    fn learn(&mut self, at: i64) {
        for weight in &mut self.weights {
            *weight *= Self::KEPT;
        }
        self.weights[minute(at)] += 1.0;
        self.posts = self.posts.saturating_add(1);
    }
}

fn minute(at: i64) -> usize {
    usize::try_from(at.div_euclid(60).rem_euclid(60)).unwrap_or(0)
}

/// The last texts, and where to look for those nearly alike.
#[derive(Debug, Clone, Default)]
struct Near {
    texts: VecDeque<(u64, Likeness)>,
    /// Number of texts that have left `texts`.
    gone: u64,
    bands: HashMap<u64, u64>,
}

impl Near {
    /// The key under which these words are counted: that of the first text of which they are a near-duplicate, or
    /// their own.
    fn first_of(&self, text: u64, likeness: &Likeness) -> u64 {
        if likeness.len() < ENOUGH_SHINGLES {
            return text;
        }
        let candidates = likeness.bands().into_iter().filter_map(|band| self.bands.get(&band));
        let like = candidates.filter_map(|number| self.text(*number)).filter(|(_, l)| l.jaccard(likeness) >= NEARLY);
        like.map(|(first, _)| *first).min().unwrap_or(text)
    }

    /// Remembers a text; gives the key under which it is counted.
    fn learn(&mut self, text: u64, likeness: &Likeness) -> u64 {
        let first = self.first_of(text, likeness);
        if likeness.len() >= ENOUGH_SHINGLES {
            let number = self.gone + self.texts.len() as u64;
            for band in likeness.bands() {
                self.bands.insert(band, number);
            }
            self.texts.push_back((first, likeness.clone()));
            if self.texts.len() > RECENT_TEXTS {
                self.forget();
            }
        }
        first
    }

    fn forget(&mut self) {
        if let Some((_, likeness)) = self.texts.pop_front() {
            for band in likeness.bands() {
                if self.bands.get(&band) == Some(&self.gone) {
                    self.bands.remove(&band);
                }
            }
            self.gone += 1;
        }
    }

    fn text(&self, number: u64) -> Option<&(u64, Likeness)> {
        self.texts.get(usize::try_from(number.checked_sub(self.gone)?).ok()?)
    }
}

/// A map that forgets the half not met for longest when it is full.
#[derive(Debug, Clone)]
struct Bounded<V> {
    entries: HashMap<u64, (V, u64)>,
    clock: u64,
}

impl<V> Default for Bounded<V> {
    fn default() -> Self {
        Self { entries: HashMap::new(), clock: 0 }
    }
}

impl<V: Copy> Bounded<V> {
    fn get(&self, key: u64) -> Option<&V> {
        self.entries.get(&key).map(|(value, _)| value)
    }

    fn put(&mut self, key: u64, most: usize, value: impl FnOnce(Option<V>) -> V) {
        self.clock += 1;
        let new = value(self.entries.get(&key).map(|(old, _)| *old));
        self.entries.insert(key, (new, self.clock));
        if self.entries.len() > most {
            let mut met: Vec<u64> = self.entries.values().map(|(_, met)| *met).collect();
            let middle = met.len() / 2;
            let (_, middle, _) = met.select_nth_unstable(middle);
            let middle = *middle;
            self.entries.retain(|_, (_, met)| *met >= middle);
        }
    }
}
