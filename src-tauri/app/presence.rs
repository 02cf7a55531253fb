//! Whether now is a moment to be spoken to: what the desktop says of it, as far as it says anything.
//!
//! Best effort, and it fails open: a desktop that can't be asked neither asks for silence nor is left alone.

#[cfg(target_os = "linux")]
pub use desktop::Presence;

/// On macOS and Windows the system holds back notifications by itself, and nothing is asked.
#[cfg(not(target_os = "linux"))]
#[derive(Debug)]
pub struct Presence;

#[cfg(not(target_os = "linux"))]
impl Presence {
    /// Whether the desktop asks for silence.
    pub fn do_not_disturb(&self) -> bool {
        false
    }

    /// Whether somebody sits there.
    pub fn is_active(&self) -> bool {
        true
    }
}

#[cfg(target_os = "linux")]
mod desktop {
    use gio::prelude::SettingsExt;
    use gio::{Settings, SettingsSchemaSource};
    use serde::Serialize;
    use zbus::blocking::{Connection, Proxy};
    use zbus::proxy::MethodFlags;
    use zbus::zvariant::{DynamicDeserialize, DynamicType, OwnedValue};

    /// Without a touch of keyboard or mouse for so long, nobody sits there: ten minutes, in milliseconds.
    const AWAY: u64 = 10 * 60 * 1000;

    /// The desktop of the session, asked over its bus.
    #[derive(Debug)]
    pub struct Presence {
        bus: Connection,
    }

    impl Presence {
        /// Asks over this connection.
        pub fn new(bus: &Connection) -> Self {
            Self { bus: bus.clone() }
        }

        /// Whether the desktop asks for silence: KDE and others by `Inhibited`, dunst by `paused`, GNOME by a setting.
        pub fn do_not_disturb(&self) -> bool {
            let server = |interface, property| {
                self.flag("org.freedesktop.Notifications", "/org/freedesktop/Notifications", interface, property)
            };
            server("org.freedesktop.Notifications", "Inhibited")
                .or_else(|| server("org.dunstproject.cmd0", "paused"))
                .or_else(banners_off)
                .unwrap_or(false)
        }

        /// Whether somebody sits there: the screen is not locked, and GNOME saw a touch in the last ten minutes.
        pub fn is_active(&self) -> bool {
            let locked = |name: &'static str, path: &'static str| self.ask::<bool>(name, path, name, "GetActive", &());
            let is_locked = locked("org.freedesktop.ScreenSaver", "/org/freedesktop/ScreenSaver")
                .or_else(|| locked("org.gnome.ScreenSaver", "/org/gnome/ScreenSaver"))
                .unwrap_or(false);
            let monitor = ("org.gnome.Mutter.IdleMonitor", "/org/gnome/Mutter/IdleMonitor/Core");
            let idle = self.ask::<u64>(monitor.0, monitor.1, monitor.0, "GetIdletime", &());
            !is_locked && idle.is_none_or(|idle| idle < AWAY)
        }

        fn flag(&self, name: &str, path: &str, interface: &str, property: &str) -> Option<bool> {
            let of = "org.freedesktop.DBus.Properties";
            self.ask::<OwnedValue>(name, path, of, "Get", &(interface, property))?.downcast_ref().ok()
        }

        /// What a program answers, where it runs; nothing is started to be asked.
        fn ask<T: for<'a> DynamicDeserialize<'a>>(
            &self,
            name: &str,
            path: &str,
            interface: &str,
            method: &str,
            args: &(impl Serialize + DynamicType),
        ) -> Option<T> {
            let program = Proxy::new(&self.bus, name, path, interface).ok()?;
            program.call_with_flags(method, MethodFlags::NoAutoStart.into(), args).ok()?
        }
    }

    /// Whether GNOME is set to show no banners; `None` where there is no such setting.
    fn banners_off() -> Option<bool> {
        let schema = "org.gnome.desktop.notifications";
        SettingsSchemaSource::default()?.lookup(schema, true)?;
        Some(!Settings::new(schema).boolean("show-banners"))
    }
}
