//! Live sources: read again and again, a page at a time; each page and from where to go on in one transaction, nothing
//! held in between.

mod error;
pub(crate) mod freshness;
mod page;
mod rhythm;
mod syncing;
#[cfg(test)]
mod tests;

pub use error::{LiveError, hint, said};
pub(crate) use rhythm::SPARING;
pub use syncing::{NoSecret, SyncAccount, Syncing};
