//! Other people's servers, on this machine only, each started by a test and ended with it.
//!
//! | server | what it is |
//! |---|---|
//! | [`Snac`] | a real one with Mastodon's API, and weak in every way a client must survive |
//! | [`Bluesky`] | Bluesky's own, for accounts and posts, and where asked for that for threads and notifications |
//! | [`Mock`] | somebody else's stand-in for Mastodon, which limits rates and breaks down as told |
//! | [`Mastodon`] | a stand-in of ours that answers as Mastodon 4.6 does: sign-in, paging, a hundred thousand posts |
//! | [`Faulty`] | answers wrongly, in every way a network knows, by itself or in front of any of the others |
//!
//! All listen on 127.0.0.1, on ports that were free. None outlives the program that started it. The real ones have to be
//! fetched before: `cargo xtask peers` and `cargo xtask test` do. Linux only in use.

pub mod bluesky;
mod debian;
pub mod faulty;
mod fetch;
pub mod http;
mod leash;
pub mod mastodon;
mod mock;
mod places;
mod process;
mod runtime;
pub mod snac;

pub use bluesky::Bluesky;
pub use faulty::Faulty;
pub use fetch::fetch;
pub use mastodon::Mastodon;
pub use mock::Mock;
pub use process::{resident, runs};
pub use snac::Snac;

/// Why a server is not there.
#[derive(Debug, thiserror::Error)]
pub enum Trouble {
    /// It was never fetched, or what it needs is missing here.
    #[error("{0}")]
    Absent(String),
    /// It is there and does not work.
    #[error("{0}")]
    Broken(String),
}

impl Trouble {
    /// Says of which server, and what the server itself said.
    fn of(self, server: &str, said: &str) -> Self {
        match self {
            Self::Absent(why) => Self::Absent(format!("{server}: {why}")),
            Self::Broken(why) => Self::Broken(format!("{server}: {why}\n{said}")),
        }
    }
}

/// The server, for a test; `None`, said aloud, where it was never fetched: then the test has nothing to test.
///
/// # Panics
/// Where the server does not work; and where it was never fetched on a machine that tests for everybody (`CI` is set).
#[expect(clippy::panic, reason = "only tests ask, and a test fails by panicking")]
pub fn have<T>(started: Result<T, Trouble>) -> Option<T> {
    match started {
        Ok(server) => Some(server),
        Err(why) if may_skip(&why, std::env::var_os("CI").is_some()) => {
            eprintln!("SKIPPED, nothing was tested here: {why}");
            None
        }
        Err(why) => panic!("{why}"),
    }
}

/// Whether a test may do without the server.
fn may_skip(why: &Trouble, for_everybody: bool) -> bool {
    matches!(why, Trouble::Absent(_)) && !for_everybody
}

#[cfg(test)]
mod tests {
    use super::{Trouble, may_skip};

    #[test]
    fn a_server_is_done_without_only_where_it_was_never_fetched_and_nobody_relies_on_it() {
        let (absent, broken) = (Trouble::Absent("not here".into()), Trouble::Broken("it fell over".into()));
        for (why, for_everybody, skips) in
            [(&absent, false, true), (&absent, true, false), (&broken, false, false), (&broken, true, false)]
        {
            assert_eq!(may_skip(why, for_everybody), skips, "{why} {for_everybody}");
        }
    }
}
