//! A session bus of its own.

use crate::Child;
use std::path::Path;
use std::process::Command;

/// A running session bus; ends when it is dropped.
#[derive(Debug)]
pub struct Bus {
    _daemon: Child,
    address: String,
}

impl Bus {
    /// Starts a bus that starts no services by itself, so that only what a test puts there is there.
    ///
    /// # Errors
    /// Where dbus-daemon is missing or does not start.
    pub fn start(scratch: &Path) -> Result<Self, String> {
        let config = scratch.join("bus.conf");
        let socket = format!("unix:path={}", scratch.join("bus").display());
        std::fs::write(&config, CONFIG.replace("SOCKET", &socket))
            .map_err(|error| format!("{} could not be written: {error}", config.display()))?;
        let (daemon, address) = Child::start_and_hear(
            Command::new("dbus-daemon")
                .arg("--nofork")
                .arg("--print-address")
                .arg(format!("--config-file={}", config.display())),
        )?;
        Ok(Self { _daemon: daemon, address })
    }

    /// What `DBUS_SESSION_BUS_ADDRESS` has to be.
    pub fn address(&self) -> &str {
        &self.address
    }
}

/// Everybody may own, send and receive everything, as on a session bus; no service is started on demand.
const CONFIG: &str = r#"<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>SOCKET</listen>
  <auth>EXTERNAL</auth>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
"#;
