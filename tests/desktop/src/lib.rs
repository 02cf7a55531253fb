//! A private desktop: a virtual screen, a session bus and a home that belong to nobody else.
//!
//! `cargo xtask run` opens the app on one where there is no display, the stories open it on one of their own each, and
//! the benchmarks measure it on one. Linux only in use: the programs behind it are Xvfb and dbus-daemon.

mod bus;
mod child;
mod home;
mod picture;
mod screen;

pub use bus::Bus;
pub use child::Child;
pub use home::Home;
pub use picture::Picture;
pub use screen::Screen;

use std::path::Path;
use std::process::Command;

/// A screen and a bus. Both end when it is dropped.
#[derive(Debug)]
pub struct Desktop {
    /// The virtual screen.
    pub screen: Screen,
    /// The session bus.
    pub bus: Bus,
}

impl Desktop {
    /// Starts both; `scratch` is an existing folder for their files, which the caller removes.
    ///
    /// # Errors
    /// One sentence naming the program that is missing or did not start.
    pub fn start(scratch: &Path) -> Result<Self, String> {
        Ok(Self { screen: Screen::start(scratch)?, bus: Bus::start(scratch)? })
    }

    /// Points a program at this desktop.
    pub fn lend(&self, command: &mut Command) {
        command
            .env("DISPLAY", self.screen.name())
            .env("DBUS_SESSION_BUS_ADDRESS", self.bus.address())
            .env("GDK_BACKEND", "x11")
            .env("NO_AT_BRIDGE", "1")
            .env_remove("WAYLAND_DISPLAY");
    }
}
