//! A desk for one story: a private desktop, a home, a clock, and the app on it.

mod app;
mod archive;
mod browser;
mod clock;
mod command_line;
mod drop;
mod dunst;
mod frames;
mod links;
mod notifications;
mod screen_reader;
pub mod search;
mod shared;
mod sign_in;
mod silence;
mod town;
mod tray;
mod window;

pub use archive::{Tweet, packed, x_archive};
pub use command_line::Answer;
pub use dunst::Dunst;
pub use frames::{ALT, CONTROL, Frames};
pub use notifications::{Heard, Plain};
pub use screen_reader::{Part, ScreenReader};
pub use shared::shared;
pub use sign_in::{browse, names_in_window};
pub use silence::{FilledScreen, LockedScreen};
pub use town::{Town, at};
pub use tray::TrayHost;
pub use window::Window;

use clock::Clock;
use desktop::{Desktop, Home};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// A desk. What is started on it has to be let go before it is.
pub struct Desk {
    pub home: Home,
    pub clock: Clock,
    pub desktop: Desktop,
    heard: Heard,
}

impl Desk {
    /// A desk without a notification daemon and without a tray host, at this moment (RFC 3339).
    pub fn at(moment: &str) -> Self {
        let home = Home::new().unwrap();
        links::put(&home.folder("bin").unwrap());
        let clock = Clock::new(home.path("now"), moment);
        let desktop = Desktop::start(&home.folder("desktop").unwrap()).expect("a private desktop");
        let heard = Heard::listen(desktop.bus.address());
        Self { home, clock, desktop, heard }
    }

    /// Where the app keeps what it remembers.
    pub fn ledger(&self) -> PathBuf {
        self.home.path("data/chime-in/ledger.sqlite")
    }

    /// Every notification that any program asked for on this desk, oldest first.
    pub fn heard(&self) -> &Heard {
        &self.heard
    }

    /// Puts a real notification daemon on the desk.
    pub fn dunst(&self) -> Dunst<'_> {
        Dunst::start(self)
    }

    /// Puts a notification daemon on the desk that shows no buttons.
    pub fn plain_daemon(&self) -> Plain {
        Plain::start(self.desktop.bus.address())
    }

    /// Puts a tray on the desk.
    pub fn tray_host(&self) -> TrayHost {
        TrayHost::start(self.desktop.bus.address())
    }
}

impl Desk {
    /// Keeps what a person would want to see of a story that failed.
    fn keep_picture(&self) {
        let name = std::thread::current().name().unwrap_or("story").replace("::", "-");
        let picture = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("{name}.png"));
        if self.desktop.screen.picture().is_ok_and(|screen| screen.save(&picture).is_ok()) {
            eprintln!("the screen at that moment: {}", picture.display());
        }
    }
}

impl Drop for Desk {
    fn drop(&mut self) {
        if std::thread::panicking() {
            eprintln!("{}", self.home.said());
        }
    }
}

/// Waits until there is an answer; the longest that anything on a desk may take.
pub fn eventually<T>(what: &str, ask: impl FnMut() -> Option<T>) -> T {
    eventually_or(|| what.to_owned(), ask)
}

/// Waits until there is an answer; where none comes, says what was waited for and what was there instead.
pub fn eventually_or<T>(what: impl Fn() -> String, mut ask: impl FnMut() -> Option<T>) -> T {
    let begun = Instant::now();
    loop {
        if let Some(answer) = ask() {
            return answer;
        }
        assert!(begun.elapsed() < Duration::from_secs(30), "still not so: {}", what());
        std::thread::sleep(Duration::from_millis(40));
    }
}

/// Gives what must not happen the time in which it would.
pub fn quiet_moment() {
    std::thread::sleep(Duration::from_millis(1200));
}
