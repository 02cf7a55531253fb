//! A locked screen, and a program that fills it, as a desktop tells of them.

use super::Desk;
use x11rb::connection::Connection as _;
use x11rb::protocol::xproto::{AtomEnum, ConnectionExt as _, CreateWindowAux, PropMode, WindowClass};
use x11rb::rust_connection::RustConnection;
use x11rb::wrapper::ConnectionExt as _;
use zbus::blocking::{Connection, connection};

/// A screen saver that says that the screen is locked; gone when it is dropped.
pub struct LockedScreen {
    _bus: Connection,
}

struct Saver;

#[zbus::interface(name = "org.freedesktop.ScreenSaver")]
impl Saver {
    fn get_active(&self) -> bool {
        true
    }
}

impl LockedScreen {
    pub fn on(desk: &Desk) -> Self {
        let bus = connection::Builder::address(desk.desktop.bus.address()).unwrap();
        let bus = bus.serve_at("/org/freedesktop/ScreenSaver", Saver).unwrap();
        Self { _bus: bus.name("org.freedesktop.ScreenSaver").unwrap().build().unwrap() }
    }
}

/// A window that fills the screen, told as a window manager tells it.
pub struct FilledScreen {
    server: RustConnection,
    root: u32,
}

impl FilledScreen {
    pub fn on(desk: &Desk) -> Self {
        let (server, number) = x11rb::connect(Some(desk.desktop.screen.name())).unwrap();
        let root = server.setup().roots[number].root;
        let window = server.generate_id().unwrap();
        let (class, nothing) = (WindowClass::INPUT_OUTPUT, CreateWindowAux::new());
        server.create_window(0, window, root, 0, 0, 8, 8, 0, class, 0, &nothing).unwrap();
        let film = Self { server, root };
        film.say(window, "_NET_WM_STATE", AtomEnum::ATOM, film.atom("_NET_WM_STATE_FULLSCREEN"));
        film.say(root, "_NET_ACTIVE_WINDOW", AtomEnum::WINDOW, window);
        film
    }

    /// The window is left: the screen itself is active.
    pub fn ends(&self) {
        self.say(self.root, "_NET_ACTIVE_WINDOW", AtomEnum::WINDOW, x11rb::NONE);
    }

    fn atom(&self, name: &str) -> u32 {
        self.server.intern_atom(false, name.as_bytes()).unwrap().reply().unwrap().atom
    }

    fn say(&self, window: u32, property: &str, kind: AtomEnum, value: u32) {
        let property = self.atom(property);
        self.server.change_property32(PropMode::REPLACE, window, property, kind, &[value]).unwrap().check().unwrap();
    }
}
