//! Where the feed stands.

use super::Asked;
use crate::ledger::latest_turn;
use crate::view::{DriftNow, Said};
use coach::drift::State;
use coach::message::Message;
use rusqlite::Result;

/// Where the feed stands, by the judgement made last.
pub(crate) fn now(asked: &Asked<'_>) -> Result<DriftNow> {
    let latest = latest_turn(asked.ledger)?;
    let state = latest.as_ref().and_then(|turn| State::named(&turn.to)).unwrap_or(State::NoVerdict);
    Ok(DriftNow {
        state: state.into(),
        since: latest.as_ref().map(|turn| turn.day.to_string()),
        said: latest.map_or_else(|| Said::from(&Message::new("drift.no-source")), |turn| turn.said),
        way_back: Vec::new(),
    })
}
