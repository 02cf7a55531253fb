//! The kinds of automation: how many posts of each are found, the app hidden.

use crate::accounts::Fold;
use crate::scores::share;
use coach::apps;
use coach::kind::AUTOMATIC;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Apps whose posts are a person's writing, put out later.
const QUEUES: &[&str] = &["buffer", "cogdog keynote tweets", "socialflow", "autochirper"];
/// Apps that announce what the person wrote elsewhere.
const CROSS_POSTS: &[&str] = &[
    "wordpress.com",
    "jetpack.com",
    "posterous",
    "tumblr",
    "medium",
    "facebook",
    "learning is change blog",
    "ifttt",
    "cogdogtweets",
    "lildude.co.uk",
    "networkedblogs",
    "google",
    "a ning network",
    "social proxy by mailchimp",
];
/// Apps that put out old articles or sentences again.
const OLD_ARTICLES: &[&str] =
    &["colinseymour.co.uk", "barefootrunner.co.uk", "ds106 tricks", "zufallsshirt", "der wanderfelsen"];
/// Apps that report figures.
const REPORTS: &[&str] = &["sumall", "sumall authentication", "twentyfeet", "paper.li", "endorse"];

/// One kind of automation.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Found {
    /// `feed`, `queue`, `cross-post`, `old article` or `report`.
    pub kind: String,
    /// Its posts.
    pub posts: usize,
    /// Share of them called automatic at the shipped threshold.
    pub found: f64,
}

/// How many posts of each kind of automation are found. An app that is in no list is a feed.
pub fn by_kind(folds: &[Fold]) -> Vec<Found> {
    let mut kinds: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    for (judged, app) in folds.iter().flat_map(|fold| &fold.judged).filter(|(judged, _)| judged.automatic) {
        let (posts, found) = kinds.entry(kind(&apps::key(app))).or_default();
        *posts += 1;
        *found += usize::from(judged.probability >= AUTOMATIC);
    }
    let row = |(kind, (posts, found)): (&str, (usize, usize))| Found {
        kind: kind.to_owned(),
        posts,
        found: share(found, posts).unwrap_or(0.0),
    };
    kinds.into_iter().map(row).collect()
}

fn kind(app: &str) -> &'static str {
    let lists = [("queue", QUEUES), ("cross-post", CROSS_POSTS), ("old article", OLD_ARTICLES), ("report", REPORTS)];
    lists.into_iter().find(|(_, apps)| apps.contains(&app)).map_or("feed", |(kind, _)| kind)
}
