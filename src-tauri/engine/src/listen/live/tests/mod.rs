//! Sources that are read again and again, through a reader that answers from a script.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod credit;
mod health;
mod lately;
mod reading;
mod removing;
mod support;
mod undoing;
