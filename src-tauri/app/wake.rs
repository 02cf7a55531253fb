//! Everything that can wake the app, and the one loop that it wakes.

use crate::launch::Launch;
use crate::window;
use std::sync::mpsc::Receiver;
use std::thread;
use tauri::{AppHandle, Runtime};

/// What woke the app.
#[derive(Debug)]
pub enum Wake {
    /// The app was started, or started again.
    Launched(Launch),
    /// The person chose this from the tray menu.
    Tray(String),
}

/// Starts the loop, on a thread of its own.
///
/// # Errors
/// Where the system gives no thread.
pub fn spawn<R: Runtime>(app: AppHandle<R>, woken: Receiver<Wake>) -> std::io::Result<()> {
    thread::Builder::new().name("wake".into()).spawn(move || {
        for wake in woken {
            match wake {
                Wake::Launched(launch) if launch.hidden => {}
                Wake::Launched(_) => open(&app),
                Wake::Tray(item) if item == "quit" => app.exit(0),
                Wake::Tray(_) => open(&app),
            }
        }
    })?;
    Ok(())
}

fn open<R: Runtime>(app: &AppHandle<R>) {
    if let Err(error) = window::open(app) {
        tracing::error!(%error, "the window did not open");
    }
}
