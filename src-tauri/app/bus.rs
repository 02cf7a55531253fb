//! The one connection to the session bus, kept for the app's whole life.

use std::time::Duration;
use zbus::blocking::{Connection, connection};

/// How long another program on the bus may take to answer a call.
const PATIENCE: Duration = Duration::from_secs(5);

/// Connects to the session bus.
///
/// # Errors
/// Where there is none.
pub fn session() -> zbus::Result<Connection> {
    connection::Builder::session()?.method_timeout(PATIENCE).build()
}
