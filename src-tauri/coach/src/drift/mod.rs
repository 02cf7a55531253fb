//! Drift: how far the mix has gone to machinery, by the person's own rhythm.
//!
//! Each day of a source comes down to a [`DaySummary`]; a [`Judge`] takes one after the other and says when the state
//! changes; [`judge`] does so for a whole history. [`fading`] warns before it does, [`forecast`] shows the way back,
//! [`years`] the long view.

pub mod constants;
mod coverage;
mod fading;
mod forecast;
mod judge;
mod state;
mod summary;
mod words;
mod years;

pub use constants::Rules;
pub use coverage::Coverage;
pub use fading::{Fading, FewerPeople, fading};
pub use forecast::{Forecast, SwitchedOff, forecast};
pub use judge::{Course, Judge, judge};
pub use state::{Behind, Change, Numbers, State, Verdict};
pub use summary::{DaySummary, Glimpse};
pub use years::{Turn, Voice, Year, turn, years};
