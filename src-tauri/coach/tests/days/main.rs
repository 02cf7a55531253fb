//! Days: how moments become days, how people are counted, and what becomes of a day.
#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod day_of_a_moment;
mod explained;
mod months_of_days;
mod people_of_a_day;
mod properties;
mod support;
mod what_became_of_a_day;
mod when_a_day_settles;
