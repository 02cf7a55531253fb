//! Scores the judgement of drift: how often it cries wolf in real streams, and how soon it finds the feed of somebody
//! who has just stopped talking.
//!
//! Two things are taken from the labelled streams. **Real streams**, whole: an alarm is false unless the person really
//! was silent ([`quiet`]). **Replays**: a real stream up to some day on which the person was talking; from then on only
//! automatic posts of the same account, at its own rate ([`replay`]). Both are seen twice ([`sight`]): with the posting
//! app hidden, by the eye; and with the app known, by the labels.

pub mod fading;
pub mod fit;
pub mod quiet;
pub mod replay;
pub mod report;
pub mod score;
pub mod sight;
pub mod stage;
pub mod times;
