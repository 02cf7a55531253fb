//! Whether there is a network, and whether it is paid by use: what the system says of it.
//!
//! Best effort, and it fails open: where nothing can be asked, there is one, and it is free.

/// What there is of a network.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// As much as one likes.
    Free,
    /// Paid by use.
    Metered,
    /// There is none.
    Offline,
}

#[cfg(target_os = "linux")]
pub use manager::Network;

/// On macOS and Windows nothing is asked.
#[cfg(not(target_os = "linux"))]
#[derive(Debug)]
pub struct Network;

#[cfg(not(target_os = "linux"))]
impl Network {
    /// What there is now.
    pub fn now(&self) -> Way {
        Way::Free
    }
}

#[cfg(target_os = "linux")]
mod manager {
    use super::Way;
    use crate::bus;
    use zbus::blocking::{Connection, Proxy};
    use zbus::proxy::MethodFlags;
    use zbus::zvariant::OwnedValue;

    const NAME: &str = "org.freedesktop.NetworkManager";
    /// `NMState`: asleep or disconnected. Anything else may still lead somewhere.
    const OFFLINE: [u32; 2] = [10, 20];
    /// `NMMetered`: yes, and most likely.
    const METERED: [u32; 2] = [1, 3];

    /// NetworkManager, asked over the system bus.
    #[derive(Debug)]
    pub struct Network(Connection);

    impl Network {
        /// Asks over this connection.
        pub fn new(bus: &Connection) -> Self {
            Self(bus.clone())
        }

        /// Asks over the system bus, where there is one.
        pub fn system() -> Option<Self> {
            let bus = bus::system().inspect_err(|error| tracing::info!(%error, "there is no system bus"));
            bus.ok().map(Self)
        }

        /// What there is now.
        pub fn now(&self) -> Way {
            let is = |property, values: [u32; 2]| self.ask(property).is_some_and(|value| values.contains(&value));
            if is("State", OFFLINE) {
                Way::Offline
            } else if is("Metered", METERED) {
                Way::Metered
            } else {
                Way::Free
            }
        }

        /// A property, where NetworkManager runs; it is not started to be asked.
        fn ask(&self, property: &str) -> Option<u32> {
            let path = "/org/freedesktop/NetworkManager";
            let manager = Proxy::new(&self.0, NAME, path, "org.freedesktop.DBus.Properties").ok()?;
            let value: Option<OwnedValue> =
                manager.call_with_flags("Get", MethodFlags::NoAutoStart.into(), &(NAME, property)).ok()?;
            value?.downcast_ref().ok()
        }
    }

    #[cfg(test)]
    mod tests {
        #![allow(clippy::unwrap_used)]
        use super::*;
        use zbus::blocking::connection::Builder;

        /// A NetworkManager that says this.
        struct Manager {
            state: u32,
            metered: u32,
        }

        #[zbus::interface(name = "org.freedesktop.NetworkManager")]
        impl Manager {
            #[zbus(property)]
            fn state(&self) -> u32 {
                self.state
            }

            #[zbus(property)]
            fn metered(&self) -> u32 {
                self.metered
            }
        }

        #[test]
        fn what_network_manager_says_is_heeded_and_without_it_the_way_is_free() {
            let scratch = tempfile::tempdir().unwrap();
            let bus = desktop::Bus::start(scratch.path()).unwrap();
            let connect = || Builder::address(bus.address()).unwrap();
            let network = Network::new(&connect().build().unwrap());
            assert_eq!(network.now(), Way::Free, "nobody is there to be asked");
            let cases = [
                (70, 4, Way::Free),
                (70, 2, Way::Free),
                (70, 0, Way::Free),
                (70, 1, Way::Metered),
                (60, 3, Way::Metered),
                (20, 0, Way::Offline),
                (10, 1, Way::Offline),
                (0, 0, Way::Free),
            ];
            for (state, metered, way) in cases {
                let manager = Manager { state, metered };
                let path = "/org/freedesktop/NetworkManager";
                let served = connect().name(NAME).unwrap().serve_at(path, manager).unwrap().build().unwrap();
                assert_eq!(network.now(), way, "state {state}, metered {metered}");
                drop(served);
            }
        }
    }
}
