//! A verdict opened: the posts before it are seen again, as far as it.

use crate::ledger::post;
use crate::listen::known::Known;
use crate::view::{ContributionLine, Opened};
use crate::wire;
use coach::act::PostId;
use coach::kind::{AUTOMATIC, Eye};
use coach::post::Fate;
use rusqlite::{Connection, Result};

/// Posts read at once.
const BATCH: u32 = 1024;

/// Everything that was weighed for a post when it came; `None` where something else than content and timing settled what
/// it is, or there is no such post. Takes as long as judging all posts before it: some seconds for 200,000.
pub(crate) fn opened(ledger: &Connection, id: PostId) -> Result<Option<Opened>> {
    let Some(wanted) = post::get(ledger, id)?.filter(|kept| kept.post.fate != Fate::Replaced) else {
        return Ok(None);
    };
    let known = Known::read(ledger)?;
    let mut eye = Eye::new(&known.rules);
    let end = (wanted.moment.at.timestamp(), wanted.id.0);
    let mut place = (i64::MIN, i64::MIN);
    loop {
        let posts = post::after(ledger, place, BATCH)?;
        for kept in &posts {
            place = (kept.moment.at.timestamp(), kept.id.0);
            if place >= end {
                return Ok(eye.open(&wanted.post).map(|opened| shown(id, &opened)));
            }
            if kept.post.fate != Fate::Replaced {
                eye.see(&kept.post);
            }
        }
        eye.take_revisions();
        if posts.is_empty() {
            return Ok(None);
        }
    }
}

fn shown(id: PostId, opened: &coach::kind::Opened) -> Opened {
    let likely = |odds: f32| 1.0 / (1.0 + f64::from(-odds).exp());
    let contributions = opened.contributions.iter();
    Opened {
        post: wire::id(id.0),
        likely: likely(opened.odds()),
        from: f64::from(AUTOMATIC),
        usual: likely(opened.usual),
        contributions: contributions
            .map(|one| ContributionLine { said: (&one.reason.message()).into(), weight: f64::from(one.weight) })
            .collect(),
    }
}
