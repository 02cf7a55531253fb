//! Bluesky, as its servers and its exports write it. Everything here is pure: bytes in, records and posts out.

mod car;
pub mod record;
pub mod repo;
mod richtext;
pub mod uri;
