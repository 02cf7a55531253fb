//! Thinks. Values in, values out: no input or output, no clock, no database.
//!
//! The words of this crate are the words of the product: a *post* has a *kind*, a reply may be an *interaction* with
//! a *person*, a *day* is kept or missed, the *mix* of kinds drifts, and a *nudge* says one thing. Everything here is
//! a function of what it is given; the moment is always an argument.

pub mod act;
pub mod apps;
pub mod catalogue;
pub mod day;
pub mod days;
pub mod drift;
pub mod interaction;
pub mod kind;
pub mod likeness;
pub mod link;
pub mod message;
pub mod mix;
pub mod nudge;
pub mod permalink;
pub mod person;
pub mod post;
pub mod reckoning;
pub mod story;
pub mod suggest;
pub mod week;
pub mod words;
pub mod zone;
