//! Whether now is a moment to be spoken to: what the desktop says of it, as far as it says anything.
//!
//! Best effort, and it fails open: what a desktop does not tell is never a reason for silence, and the Settings screen
//! says what that is.

#[cfg(target_os = "linux")]
mod buses;
#[cfg(target_os = "linux")]
mod screen;

use coach::nudge::Desk;
use serde::Serialize;
use specta::Type;

#[cfg(target_os = "linux")]
pub use buses::Presence;

/// Without a touch of keyboard or mouse for so long, nobody sits there: ten minutes, in milliseconds.
#[cfg(target_os = "linux")]
const AWAY: u64 = 10 * 60 * 1000;

/// On macOS and Windows the system holds back notifications by itself, and nothing is asked.
#[cfg(not(target_os = "linux"))]
#[derive(Debug)]
pub struct Presence;

#[cfg(not(target_os = "linux"))]
impl Presence {
    /// What the desktop says of the moment: nothing.
    pub fn now(&self) -> Desk {
        Desk::default()
    }
}

/// What the desktop says, asked by a program that lives for a moment; nothing where it can't be asked.
pub fn at_this_moment() -> Desk {
    #[cfg(target_os = "linux")]
    let desk = crate::bus::session().map(|bus| Presence::new(&bus).now()).unwrap_or_default();
    #[cfg(not(target_os = "linux"))]
    let desk = Presence.now();
    desk
}

/// What this desktop tells of the moment, whatever it says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Tells {
    /// Whether it asks not to disturb.
    pub do_not_disturb: bool,
    /// Whether the screen is locked.
    pub locked: bool,
    /// Whether somebody touched keyboard or mouse.
    pub idle: bool,
    /// Whether a program fills the screen.
    pub full_screen: bool,
    /// Whether the screen is being shared.
    pub shared: bool,
}

impl From<Desk> for Tells {
    fn from(desk: Desk) -> Self {
        Self {
            do_not_disturb: desk.do_not_disturb.is_some(),
            locked: desk.locked.is_some(),
            idle: desk.idle.is_some(),
            full_screen: desk.full_screen.is_some(),
            shared: desk.shared.is_some(),
        }
    }
}
