//! What is known before a post is judged.

use super::reviewing;
use crate::ledger::{app, article, hearing, post, source, verdict};
use crate::settings::Plain;
use coach::kind::{Kind, Rules};
use coach::person::{Handle, Network};
use rusqlite::Connection;
use std::collections::{HashMap, HashSet};

/// What is known before posts are judged: the rules, with what the person's own words teach, and who is nobody.
pub(crate) struct Known {
    pub(crate) rules: Rules,
    /// The person's own handles.
    own: HashSet<Handle>,
    /// Accounts that say of themselves that they are robots.
    bots: HashSet<Handle>,
    words: HashMap<(Network, String), Kind>,
    /// Sources that are sample data.
    samples: HashSet<i64>,
    /// The person's word on doubtful acts.
    pub(super) review: reviewing::Rules,
}

impl Known {
    /// As the ledger has it.
    pub(crate) fn read(ledger: &Connection) -> rusqlite::Result<Self> {
        let mut rules = Rules::shipped();
        for (app, standing) in app::words(ledger)? {
            rules = rules.with_app(&app, standing);
        }
        for site in Plain::read(ledger)?.own_sites {
            rules = rules.with_own_site(&site);
        }
        for site in article::sites(ledger)? {
            rules = rules.with_own_site(&site);
        }
        for (link, title, since) in article::all(ledger)? {
            rules = rules.with_article(&link, title.as_deref(), since);
        }
        let bots = hearing::bots(ledger)?.into_iter();
        let bots = bots.filter_map(|(network, id)| Some(Handle { network: Network::named(&network)?, id })).collect();
        let words = verdict::words(ledger)?;
        for ((network, post), kind) in &words {
            rules = rules.with_correction(*network, post, *kind == Kind::Automated);
        }
        let (mut own, mut samples) = (HashSet::new(), HashSet::new());
        for source in source::all(ledger)? {
            if source.sample {
                samples.insert(source.id);
            }
            if let Some(site) = &source.site {
                rules = rules.with_own_site(site);
            }
            own.extend(source.names.into_iter().map(|id| Handle { network: source.network, id }));
        }
        let review = reviewing::Rules::read(ledger)?;
        Ok(Self { rules, own, bots, words: words.into_iter().collect(), samples, review })
    }

    /// Whether a handle is nobody: the person's own, or a declared robot's.
    pub(crate) fn is_nobody(&self, handle: &Handle) -> bool {
        self.own.contains(handle) || self.bots.contains(handle)
    }

    /// Whether a handle is the person's own.
    pub(crate) fn is_own(&self, handle: &Handle) -> bool {
        self.own.contains(handle)
    }

    /// Whether a post is sample data.
    pub(crate) fn is_sample(&self, post: &post::Kept) -> bool {
        self.samples.contains(&post.source)
    }

    /// The person's word on a post.
    pub(super) fn word(&self, post: &post::Kept) -> Option<Kind> {
        if self.words.is_empty() {
            return None;
        }
        self.words.get(&(post.post.network, post.post.id.clone())).copied()
    }
}
