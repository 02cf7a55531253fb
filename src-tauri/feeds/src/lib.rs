//! Reads the outside world: bytes in, posts out. No database and no clock.
//!
//! What a source says is a stranger's word: every reader here has a bound on memory, skips what it cannot read and
//! says so, and never fails on one bad item.

pub mod archives;
pub mod bluesky;
pub mod html;
pub mod live;
pub mod mastodon;
mod moment;
pub mod net;
pub mod places;
pub mod sign_in;
pub mod site;
