//! A file dragged onto a window from a file manager (XDND, version 5).

use super::{Frames, eventually};
use std::path::Path;
use x11rb::connection::Connection;
use x11rb::protocol::Event;
use x11rb::protocol::xproto::{
    AtomEnum, ClientMessageEvent, ConnectionExt as _, CreateWindowAux, EventMask, PropMode, SELECTION_NOTIFY_EVENT,
    SelectionNotifyEvent, SelectionRequestEvent, Window, WindowClass,
};
use x11rb::wrapper::ConnectionExt as _;

impl Frames {
    /// Drags a file onto the middle of the window with this title, and lets it go.
    pub fn drop_file(&self, title: &str, file: &Path) {
        let (target, _) = self.named(title);
        let source = self.file_manager();
        let drag = Drag { frames: self, target, uris: format!("file://{}\r\n", file.display()) };
        let list = self.atom("text/uri-list");
        drag.tell("XdndEnter", [source, 5 << 24, list, 0, 0]);
        let place = self.server.get_geometry(target).unwrap().reply().unwrap();
        let (x, y) = (u32::from(place.width / 2), u32::from(place.height / 2));
        let at = self.server.translate_coordinates(target, self.root, 0, 0).unwrap().reply().unwrap();
        let x = x.wrapping_add_signed(i32::from(at.dst_x));
        let y = y.wrapping_add_signed(i32::from(at.dst_y));
        // A hand moves on the way, and the window says each time whether it takes what the hand holds.
        for step in 0..4 {
            let position = (x + step) << 16 | y;
            drag.tell("XdndPosition", [source, 0, position, x11rb::CURRENT_TIME, self.atom("XdndActionCopy")]);
            drag.answered("XdndStatus");
        }
        drag.tell("XdndDrop", [source, 0, x11rb::CURRENT_TIME, 0, 0]);
        drag.answered("XdndFinished");
    }

    /// A window of our own that holds what is dragged.
    fn file_manager(&self) -> Window {
        let window = self.server.generate_id().unwrap();
        let plain = CreateWindowAux::new();
        self.server
            .create_window(0, window, self.root, -10, -10, 1, 1, 0, WindowClass::INPUT_ONLY, 0, &plain)
            .unwrap()
            .check()
            .unwrap();
        let selection = self.atom("XdndSelection");
        self.server.set_selection_owner(window, selection, x11rb::CURRENT_TIME).unwrap().check().unwrap();
        window
    }
}

/// One drag on its way.
struct Drag<'a> {
    frames: &'a Frames,
    target: Window,
    uris: String,
}

impl Drag<'_> {
    fn tell(&self, what: &str, data: [u32; 5]) {
        let message = ClientMessageEvent::new(32, self.target, self.frames.atom(what), data);
        self.frames.server.send_event(false, self.target, EventMask::NO_EVENT, message).unwrap().check().unwrap();
    }

    /// Waits for the window's answer, and hands it what is dragged whenever it asks.
    fn answered(&self, what: &str) {
        let wanted = self.frames.atom(what);
        eventually(&format!("the window answers {what}"), || {
            while let Some(event) = self.frames.server.poll_for_event().unwrap() {
                match event {
                    Event::ClientMessage(message) if message.type_ == wanted => return Some(()),
                    Event::SelectionRequest(request) => self.hand_over(&request),
                    _ => {}
                }
            }
            None
        });
    }

    fn hand_over(&self, request: &SelectionRequestEvent) {
        let (server, list) = (&self.frames.server, self.frames.atom("text/uri-list"));
        let to = (request.requestor, request.property);
        if request.target == list {
            server.change_property8(PropMode::REPLACE, to.0, to.1, list, self.uris.as_bytes()).unwrap();
        } else {
            server.change_property32(PropMode::REPLACE, to.0, to.1, AtomEnum::ATOM, &[list]).unwrap();
        }
        let done = SelectionNotifyEvent {
            response_type: SELECTION_NOTIFY_EVENT,
            sequence: 0,
            time: request.time,
            requestor: request.requestor,
            selection: request.selection,
            target: request.target,
            property: request.property,
        };
        server.send_event(false, request.requestor, EventMask::NO_EVENT, done).unwrap().check().unwrap();
    }
}
