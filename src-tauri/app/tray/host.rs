//! Whether the desktop has a tray: whether somebody owns the name of the StatusNotifierItem watcher.

use crate::wake::Wake;
use std::sync::mpsc::Sender;
use std::{io, thread};
use zbus::MatchRule;
use zbus::blocking::fdo::DBusProxy;
use zbus::blocking::{Connection, MessageIterator};
use zbus::message::Type;
use zbus::names::BusName;

const WATCHER: &str = "org.kde.StatusNotifierWatcher";

/// Whether there is a tray now; from here on, its coming and going wakes the app.
///
/// # Errors
/// Where the bus can't be asked.
pub fn watch(bus: &Connection, wakes: Sender<Wake>) -> zbus::Result<bool> {
    let rule = MatchRule::builder()
        .msg_type(Type::Signal)
        .sender("org.freedesktop.DBus")?
        .member("NameOwnerChanged")?
        .arg(0, WATCHER)?
        .build();
    let changes = MessageIterator::for_match_rule(rule, bus, None)?;
    spawn(changes, wakes)?;
    Ok(DBusProxy::new(bus)?.name_has_owner(BusName::try_from(WATCHER)?)?)
}

fn spawn(changes: MessageIterator, wakes: Sender<Wake>) -> io::Result<()> {
    thread::Builder::new().name("tray-host".into()).spawn(move || {
        for change in changes.flatten() {
            if let Ok((_, _, owner)) = change.body().deserialize::<(String, String, String)>() {
                let _ = wakes.send(Wake::TrayHost(!owner.is_empty()));
            }
        }
    })?;
    Ok(())
}
