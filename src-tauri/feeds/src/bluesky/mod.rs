//! Bluesky, as its servers and its exports write it: bytes in, records and posts out. Only [`live`] asks anybody.

mod car;
pub mod live;
pub mod record;
pub mod repo;
mod richtext;
pub mod uri;
