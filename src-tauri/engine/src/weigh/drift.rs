//! Where the feed stands.

use super::Asked;
use crate::view::{DriftNow, Said};
use coach::drift::{State, forecast};
use coach::message::Message;
use rusqlite::Result;

/// Where the feed stands today, all sources together.
pub(crate) fn now(asked: &Asked<'_>) -> Result<DriftNow> {
    let feed = asked.account.feed(asked.ledger)?;
    let Some(verdict) = asked.account.course(asked.ledger, asked.today)?.now.filter(|_| feed.is_read) else {
        let said = Said::from(&Message::new("drift.no-source"));
        return Ok(DriftNow { state: State::NoVerdict.into(), since: None, said, way_back: Vec::new() });
    };
    let days = feed.days.iter().map(|(day, summary)| (*day, summary));
    let way_back = verdict.state.is_drift().then(|| Said::from(&forecast(days, asked.today).sentence()));
    Ok(DriftNow {
        state: verdict.state.into(),
        since: Some(verdict.since.to_string()),
        said: Said::from(&verdict.sentence()),
        way_back: way_back.into_iter().collect(),
    })
}
