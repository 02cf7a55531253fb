//! What the person said once for all doubtful acts of one sort, applied to those that are there.

use crate::ledger::interaction::{self, Doubtful};
use crate::ledger::joined::Joins;
use crate::ledger::review_rule;
use coach::interaction::{ReviewRule, Standing};
use coach::kind::Reason;
use coach::person::PersonId;
use rusqlite::Connection;

/// The rules in force, and who is whom.
pub(crate) struct Rules {
    set: Vec<(ReviewRule, bool)>,
    joins: Joins,
}

impl Rules {
    /// As they stand.
    pub(crate) fn read(ledger: &Connection) -> rusqlite::Result<Self> {
        let set = review_rule::all(ledger)?;
        let joins = if set.is_empty() { Joins::default() } else { Joins::read(ledger)? };
        Ok(Self { set, joins })
    }

    /// Where a doubtful act stands, with these reasons for its doubt, and the reason where a rule decides: the narrowest
    /// that fits.
    pub(crate) fn decide(&self, reasons: &[Reason], whom: PersonId) -> (Standing, Option<Reason>) {
        let whole = |person: PersonId| self.joins.whole(person);
        let same = |one: ReviewRule, other: ReviewRule| match (one, other) {
            (ReviewRule::OwnSiteTo(one), ReviewRule::OwnSiteTo(other)) => whole(one) == whole(other),
            _ => one == other,
        };
        let fitting = ReviewRule::of(reasons, Some(whom));
        let ruled = fitting.into_iter().find_map(|rule| self.set.iter().find(|(set, _)| same(*set, rule)));
        match ruled {
            Some((_, counts)) => (ReviewRule::standing(*counts), Some(Reason::ByReviewRule { counts: *counts })),
            None => (Standing::Review, None),
        }
    }
}

/// Brings every act that is doubtful, or would be without a rule, to what the rules say now.
pub(crate) fn apply(ledger: &Connection) -> rusqlite::Result<()> {
    let rules = Rules::read(ledger)?;
    for Doubtful { id, person, standing, reasons } in interaction::doubtful(ledger)? {
        let mut decoded: Vec<Reason> = reasons.lines().filter_map(Reason::decode).collect();
        decoded.retain(|reason| !matches!(reason, Reason::ByReviewRule { .. }));
        let (now, because) = rules.decide(&decoded, person);
        decoded.splice(0..0, because);
        interaction::decide(ledger, id, now, standing, &crate::ledger::verdict::encode(&decoded))?;
    }
    Ok(())
}
