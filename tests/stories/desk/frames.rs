//! The windows on the screen from the outside: what a window manager and a keyboard do to them.

use super::{Desk, eventually_or};
use std::time::Duration;
use x11rb::connection::Connection;
use x11rb::protocol::xproto::{
    AtomEnum, ClientMessageEvent, ConnectionExt as _, EventMask, InputFocus, KEY_PRESS_EVENT, KEY_RELEASE_EVENT,
    MapState, Window,
};
use x11rb::protocol::xtest::ConnectionExt as _;
use x11rb::rust_connection::RustConnection;

/// Symbols of keys that are no letters (X11, keysymdef.h).
pub const ENTER: u32 = 0xff0d;
pub const SHIFT: u32 = 0xffe1;
pub const CONTROL: u32 = 0xffe3;
pub const ALT: u32 = 0xffe9;

/// Which key writes what on a screen's keyboard.
struct Keys {
    first: u8,
    columns: usize,
    symbols: Vec<u32>,
}

impl Keys {
    fn of(server: &RustConnection) -> Self {
        let setup = server.setup();
        let (first, count) = (setup.min_keycode, setup.max_keycode - setup.min_keycode + 1);
        let table = server.get_keyboard_mapping(first, count).unwrap().reply().unwrap();
        Self { first, columns: usize::from(table.keysyms_per_keycode), symbols: table.keysyms }
    }

    /// The key that writes this symbol, and whether with Shift.
    fn key(&self, symbol: u32) -> (u8, bool) {
        let at = self.symbols.iter().position(|one| *one == symbol).expect("a key for each symbol");
        (self.first + u8::try_from(at / self.columns).unwrap(), at % self.columns == 1)
    }
}

/// The windows of a screen.
pub struct Frames {
    pub(super) server: RustConnection,
    pub(super) root: Window,
}

impl Desk {
    pub fn frames(&self) -> Frames {
        let (server, screen) = x11rb::connect(Some(self.desktop.screen.name())).unwrap();
        let root = server.setup().roots[screen].root;
        Frames { server, root }
    }
}

impl Frames {
    /// The titles of the windows that can be seen.
    pub fn titles(&self) -> Vec<String> {
        self.seen().into_iter().map(|(_, title)| title).collect()
    }

    /// Clicks the cross of the window with this title.
    pub fn close(&self, title: &str) {
        let (window, _) = self.named(title);
        let (protocols, delete) = (self.atom("WM_PROTOCOLS"), self.atom("WM_DELETE_WINDOW"));
        let message = ClientMessageEvent::new(32, window, protocols, [delete, 0, 0, 0, 0]);
        self.server.send_event(false, window, EventMask::NO_EVENT, message).unwrap().check().unwrap();
    }

    /// Types words, letters of the English keyboard only, into the window with this title, and then Enter.
    pub fn enter(&self, title: &str, words: &str) {
        let (window, _) = self.named(title);
        self.server.set_input_focus(InputFocus::PARENT, window, x11rb::CURRENT_TIME).unwrap().check().unwrap();
        let keys = Keys::of(&self.server);
        let (shift, _) = keys.key(SHIFT);
        for (n, symbol) in words.chars().map(u32::from).chain([ENTER]).enumerate() {
            if n == 1 {
                // GTK's file dialog opens its field for paths on the first key, and takes a moment for it.
                std::thread::sleep(Duration::from_millis(700));
            }
            let (code, shifted) = keys.key(symbol);
            if shifted {
                self.press(KEY_PRESS_EVENT, shift);
            }
            self.press(KEY_PRESS_EVENT, code);
            self.press(KEY_RELEASE_EVENT, code);
            if shifted {
                self.press(KEY_RELEASE_EVENT, shift);
            }
        }
    }

    /// Presses these keys together, whatever window is in front, and lets them go; the last is an unshifted letter.
    pub fn chord(&self, symbols: &[u32]) {
        let keys = Keys::of(&self.server);
        let codes: Vec<u8> = symbols.iter().map(|symbol| keys.key(*symbol).0).collect();
        codes.iter().for_each(|code| self.press(KEY_PRESS_EVENT, *code));
        codes.iter().rev().for_each(|code| self.press(KEY_RELEASE_EVENT, *code));
    }

    fn press(&self, what: u8, key: u8) {
        self.server.xtest_fake_input(what, key, 0, self.root, 0, 0, 0).unwrap().check().unwrap();
    }

    pub(super) fn named(&self, title: &str) -> (Window, String) {
        eventually_or(
            || format!("a window is called {title:?}; there are {:?}", self.titles()),
            || self.seen().into_iter().find(|(_, of)| of.contains(title)),
        )
    }

    fn seen(&self) -> Vec<(Window, String)> {
        let all = self.server.query_tree(self.root).unwrap().reply().unwrap().children;
        all.into_iter()
            .filter_map(|window| {
                let attributes = self.server.get_window_attributes(window).ok()?.reply().ok()?;
                let title = self.title(window)?;
                (attributes.map_state == MapState::VIEWABLE && !title.is_empty()).then_some((window, title))
            })
            .collect()
    }

    fn title(&self, window: Window) -> Option<String> {
        let (name, utf8) = (self.atom("_NET_WM_NAME"), AtomEnum::ANY);
        let reply = self.server.get_property(false, window, name, utf8, 0, 256).ok()?.reply().ok()?;
        String::from_utf8(reply.value).ok()
    }

    pub(super) fn atom(&self, name: &str) -> u32 {
        self.server.intern_atom(false, name.as_bytes()).unwrap().reply().unwrap().atom
    }
}
