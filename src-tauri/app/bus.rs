//! The connections to the session bus and to the system bus, kept for the app's whole life.

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

/// Connects to the system bus.
///
/// # Errors
/// Where there is none.
pub fn system() -> zbus::Result<Connection> {
    connection::Builder::system()?.method_timeout(PATIENCE).build()
}
