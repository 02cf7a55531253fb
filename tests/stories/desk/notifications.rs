//! Notifications: what was asked for on the bus, and a daemon that shows no buttons.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};
use zbus::blocking::{Connection, MessageIterator, connection, fdo::MonitoringProxy};
use zbus::message::Type;
use zbus::zvariant::Value;

/// One notification that was asked for.
#[derive(Debug, Clone, PartialEq)]
pub struct Notification {
    pub summary: String,
    pub body: String,
    /// The words on its buttons, without the body's own action.
    pub buttons: Vec<String>,
}

/// Hears every notification asked for on a bus, whatever daemon is there.
pub struct Heard(Arc<Mutex<Vec<Notification>>>);

impl Heard {
    pub fn listen(bus: &str) -> Self {
        let connection = connect(bus);
        let rule = "type='method_call',interface='org.freedesktop.Notifications',member='Notify'";
        MonitoringProxy::new(&connection).unwrap().become_monitor(&[rule.try_into().unwrap()], 0).unwrap();
        let heard = Arc::new(Mutex::new(Vec::new()));
        let into = Arc::clone(&heard);
        std::thread::spawn(move || {
            for message in MessageIterator::from(connection).flatten() {
                if message.message_type() != Type::MethodCall {
                    continue;
                }
                let body = message.body();
                type Notify<'a> =
                    (&'a str, u32, &'a str, &'a str, &'a str, Vec<&'a str>, HashMap<&'a str, Value<'a>>, i32);
                if let Ok((_, _, _, summary, text, actions, _, _)) = body.deserialize::<Notify<'_>>() {
                    let buttons = actions.chunks_exact(2).filter(|pair| pair[0] != "default");
                    into.lock().unwrap().push(Notification {
                        summary: summary.to_owned(),
                        body: text.to_owned(),
                        buttons: buttons.map(|pair| pair[1].to_owned()).collect(),
                    });
                }
            }
        });
        Self(heard)
    }

    /// All so far, oldest first.
    pub fn all(&self) -> Vec<Notification> {
        self.0.lock().unwrap().clone()
    }
}

/// A daemon that shows a summary and a body and nothing else, as some desktops do.
pub struct Plain(Connection);

struct Server {
    shown: u32,
}

#[zbus::interface(name = "org.freedesktop.Notifications")]
impl Server {
    fn get_capabilities(&self) -> Vec<&str> {
        vec!["body"]
    }

    fn get_server_information(&self) -> (&str, &str, &str, &str) {
        ("plain", "story", "1", "1.2")
    }

    #[allow(clippy::too_many_arguments)]
    fn notify(
        &mut self,
        _app: &str,
        replaces: u32,
        _icon: &str,
        _summary: &str,
        _body: &str,
        _actions: Vec<String>,
        _hints: HashMap<String, Value<'_>>,
        _expires: i32,
    ) -> u32 {
        if replaces != 0 {
            return replaces;
        }
        self.shown += 1;
        self.shown
    }

    fn close_notification(&self, _id: u32) {}
}

impl Plain {
    pub fn start(bus: &str) -> Self {
        let server = connection::Builder::address(bus)
            .unwrap()
            .serve_at("/org/freedesktop/Notifications", Server { shown: 0 })
            .unwrap()
            .name("org.freedesktop.Notifications")
            .unwrap();
        Self(server.build().unwrap())
    }

    /// The person closes what is on the screen; without actions, that is all they can do there.
    pub fn close_all(&self) {
        let by_the_person = 2_u32;
        let path = "/org/freedesktop/Notifications";
        let server = self.0.object_server().interface::<_, Server>(path).unwrap();
        for id in 1..=server.get().shown {
            let closed = (id, by_the_person);
            self.0
                .emit_signal(None::<&str>, path, "org.freedesktop.Notifications", "NotificationClosed", &closed)
                .unwrap();
        }
    }
}

/// A connection to a bus of a desk.
pub fn connect(bus: &str) -> Connection {
    connection::Builder::address(bus).unwrap().build().unwrap()
}
