//! Remembers. Listens (way in), weighs (way out) and records (way back); knows SQLite, no window and no clock.
//!
//! Facts are rows: posts, interactions, nudges, answers, acts. Mix, drift, streak and strength are functions of them.

pub mod view;
