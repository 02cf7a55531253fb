//! The way in: archives are read, every post is judged, and what is derived from posts is brought up to date.

mod account;
mod archive;
pub(crate) mod drifting;
mod error;
pub(crate) mod judging;
pub(crate) mod known;
pub(crate) mod lately;
pub(crate) mod live;
mod reading;
pub(crate) mod reviewing;
pub(crate) mod settling;
#[cfg(test)]
mod tests;
mod writing;

pub(crate) use archive::import;
pub use error::ImportError;
