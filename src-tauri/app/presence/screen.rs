//! The screen of an X11 session: whether a program fills it, and when somebody last touched keyboard or mouse.
//!
//! Under Wayland no program may know this of another, and what the X server there tells is of its own windows alone.

use x11rb::connection::{Connection, RequestConnection};
use x11rb::protocol::screensaver::{self, ConnectionExt as _};
use x11rb::protocol::xproto::{Atom, AtomEnum, ConnectionExt as _, Window};
use x11rb::rust_connection::RustConnection;

/// A connection to the X server.
pub(super) struct Screen {
    server: RustConnection,
    root: Window,
    active_window: Atom,
    state: Atom,
    fullscreen: Atom,
    has_saver: bool,
}

impl std::fmt::Debug for Screen {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Screen").field("root", &self.root).finish_non_exhaustive()
    }
}

impl Screen {
    /// The screen of the session; `None` where it is none of X11.
    pub(super) fn of_x11() -> Option<Self> {
        let wayland = std::env::var_os("WAYLAND_DISPLAY").is_some()
            || std::env::var_os("XDG_SESSION_TYPE").is_some_and(|kind| kind == "wayland");
        if wayland {
            return None;
        }
        let (server, number) = x11rb::connect(None).ok()?;
        let root = server.setup().roots.get(number)?.root;
        let atom = |name: &str| Some(server.intern_atom(false, name.as_bytes()).ok()?.reply().ok()?.atom);
        let (active_window, state) = (atom("_NET_ACTIVE_WINDOW")?, atom("_NET_WM_STATE")?);
        let fullscreen = atom("_NET_WM_STATE_FULLSCREEN")?;
        let has_saver = matches!(server.extension_information(screensaver::X11_EXTENSION_NAME), Ok(Some(_)));
        Some(Self { server, root, active_window, state, fullscreen, has_saver })
    }

    /// Whether the active window fills the screen (Extended Window Manager Hints 1.5); `None` where the window manager
    /// does not say which is active.
    pub(super) fn is_filled(&self) -> Option<bool> {
        let active = *self.values(self.root, self.active_window, AtomEnum::WINDOW.into())?.first()?;
        if active == x11rb::NONE {
            return Some(false);
        }
        let states = self.values(active, self.state, AtomEnum::ATOM.into()).unwrap_or_default();
        Some(states.contains(&self.fullscreen))
    }

    /// For how long nobody has touched keyboard or mouse, in milliseconds (X11 Screen Saver Extension 1.0).
    pub(super) fn untouched(&self) -> Option<u64> {
        if !self.has_saver {
            return None;
        }
        let told = self.server.screensaver_query_info(self.root).ok()?.reply().ok()?;
        Some(told.ms_since_user_input.into())
    }

    /// A property of a window that is a list of numbers; `None` where it has none such.
    fn values(&self, window: Window, property: Atom, kind: Atom) -> Option<Vec<u32>> {
        let reply = self.server.get_property(false, window, property, kind, 0, 64).ok()?.reply().ok()?;
        Some(reply.value32()?.collect())
    }
}
