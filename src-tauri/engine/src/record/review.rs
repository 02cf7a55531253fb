//! The person's word on all doubtful acts of one sort.

use super::{ActError, Doing, Done};
use crate::ledger::{person, review_rule};
use crate::listen::reviewing;
use crate::weigh;
use coach::interaction::ReviewRule;
use coach::message::Message;

type Sql<'a> = &'a dyn Fn(rusqlite::Error) -> ActError;

pub(super) fn set_rule(
    doing: &Doing<'_>,
    rule: ReviewRule,
    counts: Option<bool>,
    sql: Sql<'_>,
) -> Result<Done, ActError> {
    let name = match rule.person() {
        Some(of) => Some(person::name(doing.ledger, of).map_err(sql)?.ok_or(ActError::NoPerson(of.0))?),
        None => None,
    };
    review_rule::set(doing.ledger, rule, counts).map_err(sql)?;
    reviewing::apply(doing.ledger).map_err(sql)?;
    Ok(Done::told(match (counts, name) {
        (Some(counts), name) => rule.said(counts, name.as_deref()),
        (None, Some(name)) => Message::new("act.review-rule.own-site-to.none").with("who", name),
        (None, None) => Message::new("act.review-rule.own-site.none"),
    }))
}

/// The rules that could be set after the person accepted or rejected one act: those that say so of all such acts, where
/// none says so yet.
pub(super) fn offers(
    doing: &Doing<'_>,
    known: &crate::ledger::interaction::Interaction,
    counts: bool,
) -> rusqlite::Result<Vec<crate::view::ReviewRule>> {
    let reasons: Vec<_> = known.reasons.lines().filter_map(coach::kind::Reason::decode).collect();
    let joins = crate::ledger::joined::Joins::read(doing.ledger)?;
    let whom = known.person.map(|person| joins.whole(person));
    let whom = match whom {
        Some(whom) => person::name(doing.ledger, whom)?.map(|_| whom),
        None => None,
    };
    let set = review_rule::all(doing.ledger)?;
    let open = ReviewRule::of(&reasons, whom).into_iter().filter(|rule| set.iter().all(|(known, _)| known != rule));
    open.map(|rule| weigh::review::line(doing.ledger, rule, counts)).collect()
}
