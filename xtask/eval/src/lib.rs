//! Scores Chime In's judgements against labelled posts: which were automatic, when a feed drifted, which replies were
//! genuine. `cargo xtask eval --help` says how.

pub mod accounts;
pub mod acts;
pub mod automations;
pub mod corrections;
pub mod drift;
pub mod errors;
pub mod explain;
pub mod named;
pub mod picture;
pub mod regression;
pub mod report;
pub mod scores;
pub mod seen;
pub mod stream;
pub mod train;
