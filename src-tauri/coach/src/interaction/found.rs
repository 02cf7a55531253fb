//! Whether a post is a genuine act toward somebody, and what was done.

use super::act_of::act_of;
use super::{How, Standing};
use crate::kind::{Kind, Reason, Verdict};
use crate::person::{Counterpart, Handle};
use crate::post::{Fate, Post};
use crate::words;

/// Own words an interaction must have; fewer are a light touch.
pub const LEAST_WORDS: u32 = 3;

/// One act toward one person, found in a feed.
#[derive(Debug, Clone, PartialEq)]
pub struct Found {
    /// Toward whom.
    pub whom: Counterpart,
    /// What was done.
    pub how: How,
    /// Whether it counts by the rules: never [`Standing::Confirmed`], which is the user's word.
    pub standing: Standing,
    /// Why it stands so, and why it is called so.
    pub reasons: Vec<Reason>,
}

/// The act in a post, or `None` where it is directed to nobody: no reply, or to the user alone.
///
/// `nobody` says of a handle whether it is the user, one of the user's identities or a declared bot. `verdict` is what
/// the [`Eye`](crate::kind::Eye) said of this post.
pub fn judge(post: &Post, verdict: &Verdict, nobody: impl Fn(&Handle) -> bool) -> Option<Found> {
    let whom = directed(post, verdict).find(|whom| !nobody(&whom.handle))?.clone();
    let (standing, reason) = standing(verdict, post.own_words());
    let asked = post.reply.as_ref().and_then(|reply| reply.asks);
    let (how, why) = match post.private {
        Some(_) => (How::Commented, Reason::Private),
        None => act_of(&words::own(&post.text), has_link(post), asked),
    };
    let deleted = (post.fate == Fate::Deleted).then_some(Reason::Deleted);
    Some(Found { whom, how, standing, reasons: reason.into_iter().chain([why]).chain(deleted).collect() })
}

/// Whether a post has a link. A source may leave out where shortened links lead; then the text has them still.
pub fn has_link(post: &Post) -> bool {
    !post.links.is_empty() || post.text.split_whitespace().any(words::is_link)
}

/// Those a post is directed to, the addressee of a reply first.
fn directed<'a>(post: &'a Post, verdict: &Verdict) -> impl Iterator<Item = &'a Counterpart> {
    let to_others = post.boost.is_none() && !post.reply.as_ref().is_some_and(|reply| reply.own);
    let addresses = verdict.reasons.iter().any(|r| matches!(r, Reason::Addresses { .. } | Reason::Quotes));
    let directed = to_others && (post.reply.is_some() || addresses);
    let answered = post.reply.as_ref().and_then(|reply| reply.whom.as_ref());
    answered.into_iter().chain(&post.mentions).filter(move |_| directed)
}

/// Where an act stands, and the reason where it does not count.
fn standing(verdict: &Verdict, words: u32) -> (Standing, Option<Reason>) {
    let several = verdict.reasons.iter().find(|r| matches!(r, Reason::SameToSeveral { .. }));
    let own = verdict.reasons.iter().find(|reason| reason.is_of_own());
    if verdict.kind == Kind::Automated {
        (Standing::Rejected, Some(Reason::NotByHand))
    } else if let Some(several) = several {
        (Standing::Rejected, Some(several.clone()))
    } else if words < LEAST_WORDS {
        (Standing::Light, Some(Reason::TooShort { words }))
    } else if let Some(own) = own {
        (Standing::Review, Some(own.clone()))
    } else {
        (Standing::Credited, None)
    }
}
