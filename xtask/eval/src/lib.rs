//! Scores Chime In's judgements against labelled posts: which were automatic, when a feed drifted, which replies were
//! genuine. `cargo xtask eval --help` says how.

pub mod drift;
pub mod stream;
