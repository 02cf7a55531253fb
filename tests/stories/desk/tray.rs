//! A tray: the host that icons register with, and their menus, read and clicked over D-Bus.

use super::notifications::connect;
use super::{eventually, eventually_or};
use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::{Arc, Mutex};
use zbus::blocking::{Connection, Proxy, connection};
use zbus::message::Header;
use zbus::zvariant::{OwnedValue, Value};

/// A host for tray icons; gone when it is dropped.
pub struct TrayHost {
    connection: Connection,
    items: Arc<Mutex<Vec<Item>>>,
    _watcher: Connection,
}

#[derive(Debug, Clone, PartialEq)]
struct Item {
    service: String,
    path: String,
}

/// One entry of a menu.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    id: i32,
    /// Its words, without the mark of the access key.
    pub label: String,
    /// Whether it can be clicked.
    pub enabled: bool,
    /// What opens from it.
    pub entries: Vec<Entry>,
}

/// Where icons register (freedesktop.org, StatusNotifierItem).
struct Watcher {
    items: Arc<Mutex<Vec<Item>>>,
}

#[zbus::interface(name = "org.kde.StatusNotifierWatcher")]
impl Watcher {
    fn register_status_notifier_item(&self, service: &str, #[zbus(header)] header: Header<'_>) {
        let sender = header.sender().map(ToString::to_string).unwrap_or_default();
        let item = if service.starts_with('/') {
            Item { service: sender, path: service.to_owned() }
        } else {
            Item { service: service.to_owned(), path: "/StatusNotifierItem".to_owned() }
        };
        self.items.lock().unwrap().push(item);
    }

    fn register_status_notifier_host(&self, _service: &str) {}

    #[zbus(property)]
    fn registered_status_notifier_items(&self) -> Vec<String> {
        self.items.lock().unwrap().iter().map(|item| format!("{}{}", item.service, item.path)).collect()
    }

    #[zbus(property)]
    fn is_status_notifier_host_registered(&self) -> bool {
        true
    }

    #[zbus(property)]
    fn protocol_version(&self) -> i32 {
        0
    }
}

impl TrayHost {
    pub fn start(bus: &str) -> Self {
        let items = Arc::new(Mutex::new(Vec::new()));
        let watcher = connection::Builder::address(bus)
            .unwrap()
            .serve_at("/StatusNotifierWatcher", Watcher { items: Arc::clone(&items) })
            .unwrap()
            .name("org.kde.StatusNotifierWatcher")
            .unwrap();
        Self { connection: connect(bus), items, _watcher: watcher.build().unwrap() }
    }

    /// How many icons have registered, ever.
    pub fn icons(&self) -> usize {
        self.items.lock().unwrap().len()
    }

    /// The picture that the latest icon shows now.
    fn picture(&self) -> PathBuf {
        let item = self.item("org.kde.StatusNotifierItem");
        let name: String = item.get_property("IconName").unwrap();
        let folder: String = item.get_property("IconThemePath").unwrap_or_default();
        let inside = PathBuf::from(folder).join(format!("{name}.png"));
        if inside.exists() { inside } else { PathBuf::from(name) }
    }

    /// The bytes of that picture.
    pub fn drawing(&self) -> Vec<u8> {
        eventually("the icon's picture can be read", || std::fs::read(self.picture()).ok())
    }

    /// The menu as it is now.
    pub fn menu(&self) -> Vec<Entry> {
        let all: Vec<&str> = Vec::new();
        type Node = (i32, HashMap<String, OwnedValue>, Vec<OwnedValue>);
        let (_, (_, _, entries)): (u32, Node) = self.menu_proxy().call("GetLayout", &(0, -1, all)).unwrap();
        entries.iter().filter_map(|entry| Entry::read(entry)).collect()
    }

    /// The menu's entries in a line each, what opens from them indented.
    pub fn menu_text(&self) -> String {
        fn write(entries: &[Entry], depth: usize, text: &mut String) {
            for entry in entries {
                *text += &format!("{}{}\n", "  ".repeat(depth), entry.label);
                write(&entry.entries, depth + 1, text);
            }
        }
        let mut text = String::new();
        write(&self.menu(), 0, &mut text);
        text
    }

    /// Waits until a line of the menu has these words.
    pub fn shows(&self, words: &str) {
        eventually_or(
            || format!("the tray's menu says {words:?}; it says:\n{}", self.menu_text()),
            || self.menu_text().contains(words).then_some(()),
        );
    }

    /// Clicks the entry that this path of words leads to, once it is there. Where the menu was changed between the look
    /// and the click, as a day goes on, looks again: so does a desktop.
    pub fn click(&self, path: &[&str]) {
        let now = 0_u32;
        eventually_or(
            || format!("the tray has {path:?}; it has:\n{}", self.menu_text()),
            || {
                let entry = self.find(path)?;
                assert!(entry.enabled, "{path:?} can't be clicked");
                self.menu_proxy().call::<_, _, ()>("Event", &(entry.id, "clicked", Value::I32(0), now)).ok()
            },
        );
    }

    fn find(&self, path: &[&str]) -> Option<Entry> {
        let (last, submenus) = path.split_last()?;
        let mut entries = self.menu();
        for words in submenus {
            entries = entries.into_iter().find(|entry| entry.label.contains(words))?.entries;
        }
        entries.into_iter().find(|entry| entry.label.contains(last))
    }

    fn menu_proxy(&self) -> Proxy<'_> {
        let path: zbus::zvariant::OwnedObjectPath =
            self.item("org.kde.StatusNotifierItem").get_property("Menu").unwrap();
        let service = self.latest().service;
        Proxy::new(&self.connection, service, path, "com.canonical.dbusmenu").unwrap()
    }

    fn item(&self, interface: &'static str) -> Proxy<'_> {
        let item = self.latest();
        zbus::blocking::proxy::Builder::new(&self.connection)
            .destination(item.service)
            .unwrap()
            .path(item.path)
            .unwrap()
            .interface(interface)
            .unwrap()
            .cache_properties(zbus::proxy::CacheProperties::No)
            .build()
            .unwrap()
    }

    fn latest(&self) -> Item {
        eventually("an icon is in the tray", || self.items.lock().unwrap().last().cloned())
    }
}

impl Entry {
    /// Reads one node of the layout; `None` for a line that only separates.
    fn read(node: &Value<'_>) -> Option<Self> {
        let node = match node {
            Value::Value(inside) => inside,
            whole => whole,
        };
        let Value::Structure(node) = node else { return None };
        let [Value::I32(id), Value::Dict(properties), Value::Array(inside)] = node.fields() else { return None };
        let text = |name: &str| properties.get::<&str, &str>(&name).ok().flatten().map(ToOwned::to_owned);
        if text("type").as_deref() == Some("separator") {
            return None;
        }
        let flag = |name: &str| properties.get::<&str, bool>(&name).ok().flatten();
        if flag("visible") == Some(false) {
            return None;
        }
        Some(Self {
            id: *id,
            label: text("label").unwrap_or_default().replace('_', ""),
            enabled: flag("enabled").unwrap_or(true),
            entries: inside.iter().filter_map(Entry::read).collect(),
        })
    }
}
