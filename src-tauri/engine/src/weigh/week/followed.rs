//! What came back on what was posted.

use crate::ledger::joined::Joins;
use crate::ledger::{heard_back, person};
use crate::view::{AnswererLine, FollowedGroup, FollowedKind, Said, WeekFollowed};
use crate::weigh::Asked;
use crate::wire;
use coach::kind::Kind;
use coach::message::Message;
use coach::person::PersonId;
use coach::week::{Came, Told, Week, compare, wilson};
use rusqlite::Result;
use std::collections::BTreeSet;

/// The posts of so many weeks are looked at, the reviewed one included.
const WEEKS: i64 = 4;

pub(super) struct Followed {
    pub(super) line: WeekFollowed,
    pub(super) told: Option<Told>,
}

/// What came back in the four weeks up to the end of this one.
pub(super) fn followed(
    asked: &Asked<'_>,
    joins: &Joins,
    nobodies: &BTreeSet<PersonId>,
    week: Week,
) -> Result<Followed> {
    let (first, last) = (week.plus(1 - WEEKS).first(), week.last());
    let mut kinds: Vec<(Kind, Came)> = Kind::ALL.map(|kind| (kind, Came::default())).to_vec();
    for (kind, answered) in heard_back::posts(asked.ledger, (first, last), asked.now, nobodies)? {
        if let Some((_, came)) = kinds.iter_mut().find(|(known, _)| *known == kind) {
            came.add(answered);
        }
    }
    // A boost is somebody else's to be answered, a thread is part of another post.
    kinds.retain(|(kind, came)| came.posts > 0 && !matches!(kind, Kind::Boost | Kind::Thread));
    let sum = |is: fn(Kind) -> bool| {
        kinds.iter().filter(|(kind, _)| is(*kind)).fold(Came::default(), |sum, (_, came)| Came {
            posts: sum.posts + came.posts,
            answered: sum.answered + came.answered,
        })
    };
    let (conversation, broadcast) = (sum(Kind::is_conversation), sum(|kind| !kind.is_conversation()));
    let hears = heard_back::any_ears(asked.ledger)?;
    let told = compare(conversation, broadcast);
    let said = match hears {
        false => Message::new("week.followed.unseen"),
        true if conversation.posts + broadcast.posts == 0 => Message::new("week.followed.nothing"),
        true => told.sentence(conversation, broadcast),
    };
    let mut known = BTreeSet::new();
    let mut people = Vec::new();
    for one in heard_back::answerers(asked.ledger, week.first(), last)? {
        let whole = joins.whole(one);
        if nobodies.contains(&whole) || !known.insert(whole) {
            continue;
        }
        if let Some(name) = person::name(asked.ledger, whole)? {
            people.push(AnswererLine { person: wire::id(whole.0), name });
        }
    }
    let line = WeekFollowed {
        from: first.to_string(),
        to: last.to_string(),
        hears,
        said: Said::from(&said),
        conversation: group(conversation),
        broadcast: group(broadcast),
        kinds: kinds.iter().map(|(kind, came)| FollowedKind { kind: (*kind).into(), group: group(*came) }).collect(),
        people,
    };
    Ok(Followed { line, told: hears.then_some(told) })
}

fn group(came: Came) -> FollowedGroup {
    let between = wilson(came).map(|interval| (interval.low, interval.high));
    FollowedGroup { posts: came.posts, answered: came.answered, between }
}
