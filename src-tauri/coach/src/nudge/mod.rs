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
//! - That time is the person's word, or else learned from when she answers and talks ([`usual_time`]), or tried out.
//! - Unanswered, the cue gets rarer ([`pace`]), and asks once how it should change. One answer, or one talk, ends that.
//! - What the desktop does not tell is no reason for silence.
//! - After a week or more away ([`absence`]) the first nudge is a welcome, at the first moment, in the cue's place.
//! - An early warning comes at most once in a season, and not where drift was spoken of in it.
//! - Goal met, nothing is said, but that the person is back.
//! - "Later" is an hour later; for drift, three days.
//! - Late nudge and drift keep an hour's distance from other nudges.
//! - Drift is spoken of when a state is entered (or at the first moment after it at which it may), 7 and 14 days
//!   after that, then every 30. Not of a milder state within
//!   two weeks of a worse one, and not while the person is already on the way back. Recovery is told once, and only to
//!   those who were told of the drift.
//! - In a busy season every nudge offers the two-minute act only.

mod absence;
mod decide;
mod draft;
mod drift;
mod looked;
mod of_the_day;
mod pace;
mod silence;
mod situation;
mod usual;
mod wording;

pub use absence::{ABSENCE_DAYS, Absence, Spent, absence};
pub use decide::{Decision, decide};
pub use draft::{NudgeDraft, NudgeKind, Offer};
pub use looked::looked;
pub use pace::{Pace, pace, slower};
pub use situation::{Desk, Early, Fate, Feed, Sent, Situation, Sync, Times, Today, Whom};
pub use usual::{Asked, CueBy, Usual, cue, usual_time};
