//! A reader of screens: what it finds in the app and what it is told, over AT-SPI as real ones are.

use super::notifications::connect;
use super::{Desk, eventually, eventually_or};
use desktop::Child;
use std::collections::HashMap;
use std::path::Path;
use std::process::Command;
use std::sync::{Arc, Mutex};
use std::time::Duration;
use zbus::blocking::{Connection, MessageIterator, Proxy, fdo::DBusProxy, proxy};
use zbus::proxy::CacheProperties;
use zbus::zvariant::{OwnedObjectPath, OwnedValue};

/// Where systems put the program that runs the bus of readers.
const LAUNCHERS: [&str; 2] = ["/usr/libexec/at-spi-bus-launcher", "/usr/lib/at-spi-bus-launcher"];
const ACCESSIBLE: &str = "org.a11y.atspi.Accessible";
const TEXT: &str = "org.a11y.atspi.Text";
const REGISTRY: &str = "org.a11y.atspi.Registry";
const ROOT: &str = "/org/a11y/atspi/accessible/root";

/// A running reader; gone when it is dropped.
pub struct ScreenReader {
    connection: Connection,
    told: Arc<Mutex<Vec<Told>>>,
    bus: Child,
}

/// One thing that the reader was told: what happened, as `StateChanged focused 1`, where, and what is new there.
#[derive(Debug, Clone)]
struct Told {
    what: String,
    within: Address,
    came: Option<Address>,
}

/// A part of the app as a reader meets it.
#[derive(Debug, Clone, PartialEq)]
pub struct Part {
    /// What it is in the words of ARIA; nothing where it is no part of a page.
    pub role: String,
    pub name: String,
    /// Whether it can be seen.
    pub showing: bool,
    /// What else is said of it, as `live`.
    pub attributes: HashMap<String, String>,
}

/// Where a part is: the program's name on the bus, and the path in it.
type Address = (String, OwnedObjectPath);

impl ScreenReader {
    pub fn start(desk: &Desk) -> Self {
        let launcher = LAUNCHERS.iter().find(|path| Path::new(path).exists()).expect("at-spi2-core is installed");
        let mut command = Command::new(launcher);
        desk.lend(&mut command);
        command.args(["--launch-immediately", "--a11y=1", "--screen-reader=1"]);
        command.stdout(desk.home.log("reader's bus").unwrap()).stderr(desk.home.log("reader's bus").unwrap());
        let bus = Child::start(&mut command).unwrap();
        let session = connect(desk.desktop.bus.address());
        let address: String = eventually("the reader's bus is there", || {
            let proxy = Proxy::new(&session, "org.a11y.Bus", "/org/a11y/bus", "org.a11y.Bus").ok()?;
            proxy.call("GetAddress", &()).ok()
        });
        let connection = connect(&address);
        let told = Arc::new(Mutex::new(Vec::new()));
        listen(connect(&address), Arc::clone(&told));
        Self { connection, told, bus }
    }

    /// Every part of every program, in the order in which it is read.
    pub fn parts(&self) -> Vec<Part> {
        let mut parts = Vec::new();
        let mut open = vec![(REGISTRY.to_owned(), OwnedObjectPath::try_from(ROOT).unwrap())];
        while let Some(address) = open.pop() {
            let Some((part, children)) = self.part(&address) else { continue };
            parts.push(part);
            open.extend(children.into_iter().rev());
        }
        parts
    }

    /// Waits until something with these words has come into a part that is read by itself, and says how urgently: at the
    /// next pause (`polite`) or at once (`assertive`).
    pub fn hears(&self, words: &str) -> String {
        let heard = || {
            let come = self.told().into_iter().rev().filter_map(|told| Some((self.part(&told.within)?.0, told.came?)));
            come.filter_map(|(mut part, came)| Some((part.attributes.remove("container-live")?, self.text(came))))
        };
        eventually_or(
            || format!("a reader hears {words:?}; it heard {:?}", heard().collect::<Vec<_>>()),
            || Some(heard().find(|(_, text)| text.contains(words))?.0),
        )
    }

    /// The part that has been given the focus last.
    pub fn focused(&self) -> Option<Part> {
        let told = self.told();
        let last = told.iter().rev().find(|told| told.what == "StateChanged focused 1")?;
        Some(self.part(&last.within)?.0)
    }

    fn told(&self) -> Vec<Told> {
        self.told.lock().unwrap().clone()
    }

    /// All words in a part, in the order in which they are read.
    fn text(&self, address: Address) -> String {
        let (mut words, mut open) = (Vec::new(), vec![address]);
        while let Some(address) = open.pop() {
            let text = self.at(&address, TEXT).and_then(|it| it.call::<_, _, String>("GetText", &(0, -1)).ok());
            words.extend(text);
            open.extend(self.part(&address).into_iter().flat_map(|(_, children)| children.into_iter().rev()));
        }
        words.join(" ")
    }

    /// A part, and where those in it are; nothing where it is gone.
    fn part(&self, address: &Address) -> Option<(Part, Vec<Address>)> {
        let it = self.at(address, ACCESSIBLE)?;
        let states: Vec<u32> = it.call("GetState", &()).ok()?;
        let mut attributes: HashMap<String, String> = it.call("GetAttributes", &()).unwrap_or_default();
        let part = Part {
            role: attributes.remove("computed-role").unwrap_or_default(),
            name: it.get_property("Name").ok()?,
            showing: states.first().is_some_and(|low| low & (1 << SHOWING) != 0),
            attributes,
        };
        // A web view says which page is in it only one by one (`GetChildren` leaves it out).
        let count: i32 = it.get_property("ChildCount").ok()?;
        let children = (0..count).filter_map(|n| it.call("GetChildAtIndex", &(n,)).ok()).collect();
        Some((part, children))
    }
}

impl ScreenReader {
    fn at<'a>(&self, (program, path): &'a Address, interface: &'a str) -> Option<Proxy<'a>> {
        let proxy = proxy::Builder::new(&self.connection).destination(program.as_str()).ok()?.path(path).ok()?;
        proxy.interface(interface).ok()?.cache_properties(CacheProperties::No).build().ok()
    }
}

/// The place of "showing" among the bits of a state (AT-SPI, `ATSPI_STATE_SHOWING`).
const SHOWING: u32 = 25;

impl Drop for ScreenReader {
    /// Asks the launcher to end: killed outright it would leave the bus behind that it started.
    fn drop(&mut self) {
        let _ = Command::new("kill").arg(self.bus.id().to_string()).status();
        self.bus.wait(Duration::from_secs(2));
    }
}

/// Asks to be told of what happens in windows, and keeps it.
fn listen(connection: Connection, told: Arc<Mutex<Vec<Told>>>) {
    let registry = Proxy::new(&connection, REGISTRY, "/org/a11y/atspi/registry", REGISTRY).unwrap();
    for event in ["object:", "window:", "document:"] {
        let nothing: Vec<&str> = Vec::new();
        registry.call::<_, _, ()>("RegisterEvent", &(event, nothing, "")).unwrap();
    }
    let rule = "type='signal',interface='org.a11y.atspi.Event.Object'";
    DBusProxy::new(&connection).unwrap().add_match_rule(rule.try_into().unwrap()).unwrap();
    std::thread::spawn(move || {
        for message in MessageIterator::from(connection).flatten() {
            let (header, body) = (message.header(), message.body());
            let (Some(member), Some(sender), Some(path)) = (header.member(), header.sender(), header.path()) else {
                continue;
            };
            // The last one is nothing of use, of another form in newer programs than in older ones.
            let of_old = body.deserialize::<(String, i32, i32, OwnedValue, Address)>();
            let now = || body.deserialize::<(String, i32, i32, OwnedValue, HashMap<String, OwnedValue>)>();
            let event = of_old.map(|(detail, one, _, value, _)| (detail, one, value));
            if let Ok((detail, one, value)) =
                event.or_else(|_| now().map(|(detail, one, _, value, _)| (detail, one, value)))
            {
                told.lock().unwrap().push(Told {
                    what: format!("{member} {detail} {one}"),
                    within: (sender.to_string(), path.to_owned().into()),
                    came: if member == "ChildrenChanged" && detail == "add" { value.try_into().ok() } else { None },
                });
            }
        }
    });
}
