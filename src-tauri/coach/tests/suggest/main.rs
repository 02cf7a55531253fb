//! Whom to talk to: the order, the why, and what never happens.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod order;
mod properties;
mod support;
