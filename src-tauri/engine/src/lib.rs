//! Remembers. Listens (way in), weighs (way out) and records (way back); knows SQLite, no window and no clock.
//!
//! Facts are rows: posts, interactions, nudges, answers, acts. Mix, drift, streak and strength are functions of them.

mod asking;
mod engine;
mod export;
mod ledger;
mod listen;
#[cfg(test)]
mod manners;
mod read_error;
mod record;
mod sample;
mod settings;
#[cfg(test)]
mod story;
pub mod view;
mod wake;
mod weigh;
mod wire;

pub use engine::Engine;
pub use export::ExportError;
pub use ledger::OpenError;
pub use ledger::live::Keeps;
pub use listen::ImportError;
pub use listen::live::{LiveError, NoSecret, SyncAccount, Syncing, hint, said};
pub use read_error::ReadError;
pub use record::ActError;
pub use wake::Surroundings;
pub use weigh::sources::{Around, host_of};
