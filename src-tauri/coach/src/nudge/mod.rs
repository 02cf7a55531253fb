//! Nudges: when the coach speaks, what it says, and in which words.
//!
//! [`decide`] looks at a [`Situation`] and says one [`NudgeDraft`] or nothing, with the reason for either. It is asked each
//! minute and plans nothing ahead, so that sleep, daylight saving and a changed clock need no case of their own.
//!
//! # The manners, and what was decided where they left room
//!
//! - At most three a day: the cue, the late one, and one about a feed. A repeat that "Later" asked for is one of the three.
//! - The cue comes at its time or at the first moment after it at which it may, until the day is over. The late one comes
//!   only after the cue, and not when a source could not be read: what cannot be known is not nagged about.
//! - Goal met, nothing is said, but that the person is back.
//! - "Later" is an hour later; for drift, three days.
//! - Late nudge and drift keep an hour's distance from other nudges.
//! - Drift is spoken of when a state is entered (or at the first moment after it at which it may), 7 and 14 days
//!   after that, then every 30. Not of a milder state within
//!   two weeks of a worse one, and not while the person is already on the way back. Recovery is told once, and only to
//!   those who were told of the drift.
//! - In a busy season every nudge offers the two-minute act only.

mod decide;
mod draft;
mod drift;
mod situation;
mod usual;
mod wording;

pub use decide::{Decision, decide};
pub use draft::{NudgeDraft, NudgeKind, Offer};
pub use situation::{Feed, Sent, Situation, Sync, Times, Today, Whom};
pub use usual::usual_time;
