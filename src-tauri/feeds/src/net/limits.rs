//! How long and how large an answer may be.

use std::time::Duration;

/// How long an answer may take. How large it may be, each [`Ask`](super::Ask) says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Within this time a connection must stand, its host's address found.
    pub connect: Duration,
    /// So long an answer may pause.
    pub pause: Duration,
    /// So long it may take in all, redirects included.
    pub whole: Duration,
}

/// The most bytes of an answer that are taken, unpacked, where nothing else is said.
pub const MOST: u64 = 8 << 20;

/// How often an answer may send on to another address.
pub(super) const HOPS: u32 = 5;

impl Default for Limits {
    fn default() -> Self {
        Self { connect: Duration::from_secs(10), pause: Duration::from_secs(20), whole: Duration::from_secs(120) }
    }
}
