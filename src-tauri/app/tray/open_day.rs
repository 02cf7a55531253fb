//! A day as tests need one.

use coach::message::Message;
use engine::view::{DayStateName, DriftNow, DriftStateName, Freezes, Said, Today};

/// A day on which nothing happened yet, of a person with a goal of two.
pub(crate) fn open_day() -> Today {
    let said = Said::from(&Message::new("drift.fine"));
    Today {
        day: "2026-11-23".into(),
        state: DayStateName::Open,
        because: None,
        goal: 2,
        counted: 0,
        people: vec![],
        uncounted: vec![],
        whom: vec![],
        review: 0,
        strength: 0.83,
        strength_week_ago: 0.8,
        streak: Some(12),
        freezes: Freezes { bank: 2, next_in: Some(3), spent: vec![] },
        mending: None,
        busy_until: None,
        paused_until: None,
        waiting: None,
        drift: DriftNow { state: DriftStateName::Fine, since: None, said, way_back: vec![] },
        recent: vec![],
        unnamed: vec![],
        week: None,
        undo: None,
        sample: false,
        fresh: false,
    }
}
