//! The desktop of the session, asked over its buses and, under X11, its screen.

use super::AWAY;
use super::screen::Screen;
use coach::nudge::Desk;
use gio::prelude::SettingsExt;
use gio::{Settings, SettingsSchemaSource};
use serde::Serialize;
use zbus::blocking::{Connection, Proxy};
use zbus::proxy::MethodFlags;
use zbus::zvariant::{DynamicDeserialize, DynamicType, OwnedValue};

/// The desktop of the session.
#[derive(Debug)]
pub struct Presence {
    session: Connection,
    system: Option<Connection>,
    screen: Option<Screen>,
}

const LOGIND: &str = "org.freedesktop.login1";
/// The session of whoever asks.
const OWN_SESSION: &str = "/org/freedesktop/login1/session/auto";

impl Presence {
    /// Asks over this connection to the session bus, and over what else there is.
    pub fn new(session: &Connection) -> Self {
        Self { session: session.clone(), system: crate::bus::system().ok(), screen: Screen::of_x11() }
    }

    /// What the desktop says of the moment. That a screen is shared no desktop tells to other programs; KDE and GNOME
    /// turn "do not disturb" on by themselves then.
    pub fn now(&self) -> Desk {
        Desk {
            do_not_disturb: self.do_not_disturb(),
            locked: self.locked(),
            idle: self.idle(),
            full_screen: self.screen.as_ref().and_then(Screen::is_filled),
            shared: None,
        }
    }

    /// KDE and others by `Inhibited`, dunst by `paused`, GNOME by a setting.
    fn do_not_disturb(&self) -> Option<bool> {
        let server = |interface, property| {
            let (name, path) = ("org.freedesktop.Notifications", "/org/freedesktop/Notifications");
            flag(&self.session, name, path, interface, property)
        };
        server("org.freedesktop.Notifications", "Inhibited")
            .or_else(|| server("org.dunstproject.cmd0", "paused"))
            .or_else(banners_off)
    }

    /// By the screen saver of the desktop, and by logind where it says so: not every locker tells it that it locked.
    fn locked(&self) -> Option<bool> {
        let saver =
            |name: &'static str, path: &'static str| ask::<bool>(&self.session, name, path, name, "GetActive", &());
        let told = saver("org.freedesktop.ScreenSaver", "/org/freedesktop/ScreenSaver")
            .or_else(|| saver("org.gnome.ScreenSaver", "/org/gnome/ScreenSaver"));
        if self.hint("LockedHint") { Some(true) } else { told }
    }

    /// By GNOME's monitor or the X server, and by logind where it says so: not every desktop tells it.
    fn idle(&self) -> Option<bool> {
        let monitor = ("org.gnome.Mutter.IdleMonitor", "/org/gnome/Mutter/IdleMonitor/Core");
        let told = ask::<u64>(&self.session, monitor.0, monitor.1, monitor.0, "GetIdletime", &())
            .or_else(|| self.screen.as_ref().and_then(Screen::untouched))
            .map(|idle| idle >= AWAY);
        if self.hint("IdleHint") { Some(true) } else { told }
    }

    /// Whether logind says this of the session.
    fn hint(&self, property: &str) -> bool {
        let told = |bus| flag(bus, LOGIND, OWN_SESSION, "org.freedesktop.login1.Session", property);
        self.system.as_ref().and_then(told).unwrap_or(false)
    }
}

fn flag(bus: &Connection, name: &str, path: &str, interface: &str, property: &str) -> Option<bool> {
    let of = "org.freedesktop.DBus.Properties";
    ask::<OwnedValue>(bus, name, path, of, "Get", &(interface, property))?.downcast_ref().ok()
}

/// What a program answers, where it runs; nothing is started to be asked.
fn ask<T: for<'a> DynamicDeserialize<'a>>(
    bus: &Connection,
    name: &str,
    path: &str,
    interface: &str,
    method: &str,
    args: &(impl Serialize + DynamicType),
) -> Option<T> {
    let program = Proxy::new(bus, name, path, interface).ok()?;
    program.call_with_flags(method, MethodFlags::NoAutoStart.into(), args).ok()?
}

/// Whether GNOME is set to show no banners; `None` where the desktop is not GNOME. Its settings are installed elsewhere too,
/// and nobody there turns them.
fn banners_off() -> Option<bool> {
    let desktop = std::env::var("XDG_CURRENT_DESKTOP").unwrap_or_default();
    if !desktop.split(':').any(|name| name.eq_ignore_ascii_case("gnome")) {
        return None;
    }
    let schema = "org.gnome.desktop.notifications";
    SettingsSchemaSource::default()?.lookup(schema, true)?;
    Some(!Settings::new(schema).boolean("show-banners"))
}
