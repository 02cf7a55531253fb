//! A store of Redis that nobody else sees.

use crate::leash::{self, Leash};
use crate::{Trouble, debian, places};
use desktop::Home;
use std::net::TcpStream;
use std::path::PathBuf;
use std::time::Duration;

/// A running store, in memory only.
#[derive(Debug)]
pub(super) struct Redis {
    leash: Leash,
    port: u16,
}

impl Redis {
    pub(super) fn start() -> Result<Self, Trouble> {
        let absent = || Trouble::Absent("Redis is not here; `cargo xtask peers appview` fetches it".into());
        let home = Home::new().map_err(|error| Trouble::Broken(format!("no folder for a store: {error}")))?;
        let port = places::free_port()?;
        let mut command = leash::command(find().ok_or_else(absent)?);
        debian::lend_libraries(&mut command);
        command.args(["--bind", "127.0.0.1", "--save", "", "--appendonly", "no", "--port", &port.to_string()]);
        let log = home.log("redis").map_err(|error| Trouble::Broken(format!("no log: {error}")))?;
        let mut leash = Leash::start(command.stdout(log))?;
        leash
            .wait_until(Duration::from_secs(30), || TcpStream::connect(("127.0.0.1", port)).is_ok())
            .map_err(|trouble| trouble.of("Redis", &home.said()))?;
        Ok(Self { leash, port })
    }

    /// Host and port.
    pub(super) fn host(&self) -> String {
        format!("127.0.0.1:{}", self.port)
    }

    pub(super) fn processes(&self) -> Vec<u32> {
        self.leash.processes()
    }
}

/// Whether the program is here.
pub(crate) fn is_here() -> bool {
    find().is_some()
}

/// Where the program is.
fn find() -> Option<PathBuf> {
    places::find("redis-server", &[debian::root().join("usr/bin")])
}
