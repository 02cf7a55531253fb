//! What is known before a post is read: posting apps, the user's word on them, the user's own sites and articles.

use crate::act::AppStanding;
use crate::apps::{self, Apps};
use crate::day::Day;
use crate::kind::article::{Articles, Own};
use crate::kind::reading::Reading;
use crate::link;
use crate::person::Network;
use crate::post::Post;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Version of the rules of judgement. It grows whenever the same post could get another verdict, so that the ledger
/// knows which verdicts to decide again.
pub const RULES_VERSION: u32 = 6;

/// What is known before a post is read.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Rules {
    user_apps: BTreeMap<String, AppStanding>,
    own_sites: BTreeSet<String>,
    corrections: BTreeMap<(Network, String), bool>,
    articles: Arc<Articles>,
}

/// What is known of one posting app, and by whose word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AppWord {
    /// The user said so.
    User(AppStanding),
    /// It bears the name of the user's own site.
    OwnSite,
    /// The shipped list says so.
    List(AppStanding),
}

impl AppWord {
    /// What the app does.
    pub fn standing(self) -> AppStanding {
        match self {
            Self::User(standing) | Self::List(standing) => standing,
            Self::OwnSite => AppStanding::Automation,
        }
    }
}

impl Rules {
    /// The shipped rules, before the user said anything.
    pub fn shipped() -> Self {
        Self::default()
    }

    /// The same rules with the user's word on a posting app, by the name the source gives it.
    #[must_use]
    pub fn with_app(mut self, app: &str, standing: AppStanding) -> Self {
        self.user_apps.insert(apps::key(app), standing);
        self
    }

    /// The same rules with one more own site: a host (`ana.example`) or an address on it. Anything else is ignored.
    #[must_use]
    pub fn with_own_site(mut self, host_or_url: &str) -> Self {
        self.own_sites.extend(link::site(host_or_url));
        self
    }

    /// The same rules with one more article of the user's own, and the day it was published (UTC) where that is known.
    /// Posts are known to be about it by its address or by its title.
    #[must_use]
    pub fn with_article(mut self, address: &str, title: Option<&str>, since: Option<Day>) -> Self {
        Arc::make_mut(&mut self.articles).add(address, title, since);
        self
    }

    /// The user's own article that a post links to.
    pub(crate) fn article(&self, reading: &Reading) -> Option<Own> {
        self.articles.in_post(reading)
    }

    /// The same rules with the user's word on one post: whether it is automatic. What was said of the post itself is the
    /// ledger's to keep; here it teaches about later posts that look like it. Without it they are judged as before.
    #[must_use]
    pub fn with_correction(mut self, network: Network, post: &str, automatic: bool) -> Self {
        self.corrections.insert((network, post.to_owned()), automatic);
        self
    }

    /// The user's word on a post, where there is one: whether it is automatic.
    pub(crate) fn correction(&self, post: &Post) -> Option<bool> {
        if self.corrections.is_empty() {
            return None;
        }
        self.corrections.get(&(post.network, post.id.clone())).copied()
    }

    /// What is known of a posting app; `None` where nothing is.
    pub fn app(&self, name: &str) -> Option<AppWord> {
        let key = apps::key(name);
        if let Some(standing) = self.user_apps.get(&key) {
            return Some(AppWord::User(*standing));
        }
        if let Some(standing) = Apps::shipped().standing_of_key(&key) {
            return Some(AppWord::List(standing));
        }
        link::site(&key).filter(|site| self.own_sites.contains(site)).map(|_| AppWord::OwnSite)
    }

    /// Whether a site (as [`link::site`] gives it) is the user's own by the user's or the archive's word.
    pub fn is_own_site(&self, site: &str) -> bool {
        self.own_sites.contains(site)
    }
}
