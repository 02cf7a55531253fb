//! Doubtful acts: "do these count?"

use super::entries::entry;
use crate::ledger::joined::Joins;
use crate::ledger::{interaction, person, review_rule};
use crate::view::{Review, ReviewRule, Said};
use coach::interaction::ReviewRule as Rule;
use rusqlite::{Connection, Result};

/// At most so many are shown at once.
const SHOWN: u32 = 100;

/// Those that wait for the person's word, and what she said of such for good.
pub(crate) fn review(ledger: &Connection) -> Result<Review> {
    let mut waiting = interaction::in_review(ledger, SHOWN)?;
    interaction::as_wholes(ledger, &Joins::read(ledger)?, &mut waiting)?;
    let rules = review_rule::all(ledger)?;
    Ok(Review {
        entries: waiting.iter().map(entry).collect(),
        total: interaction::waiting_for_review(ledger)?,
        rules: rules.into_iter().map(|(rule, counts)| line(ledger, rule, counts)).collect::<Result<_>>()?,
    })
}

/// A rule as it is shown, set or offered.
pub(crate) fn line(ledger: &Connection, rule: Rule, counts: bool) -> Result<ReviewRule> {
    let name = match rule.person() {
        Some(person) => person::name(ledger, person)?,
        None => None,
    };
    Ok(ReviewRule { rule: rule.name(), said: Said::from(&rule.said(counts, name.as_deref())), counts })
}
