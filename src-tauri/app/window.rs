//! The window: made when it is wanted, destroyed when it is closed. The app lives on in the tray.

use crate::body::Body;
use std::sync::Arc;
use tauri::plugin::TauriPlugin;
use tauri::{AppHandle, Manager, RunEvent, Runtime, WebviewUrl, WebviewWindowBuilder, Window, WindowEvent};
use tauri_plugin_window_state::StateFlags;

/// The window's label.
pub const LABEL: &str = "main";

/// Opens the window, or brings the open one to the front.
///
/// # Errors
/// Where the system can't make a web view.
pub fn open<R: Runtime>(app: &AppHandle<R>) -> tauri::Result<()> {
    if let Some(window) = app.get_webview_window(LABEL) {
        window.unminimize()?;
        window.show()?;
        return window.set_focus();
    }
    app.state::<Arc<Body>>().page().begin();
    WebviewWindowBuilder::new(app, LABEL, WebviewUrl::default())
        .title("Chime In")
        .inner_size(900.0, 640.0)
        .min_inner_size(420.0, 480.0)
        .build()?;
    Ok(())
}

/// Notes that the window is gone.
pub fn on_event<R: Runtime>(window: &Window<R>, event: &WindowEvent) {
    if matches!(event, WindowEvent::Destroyed) {
        window.state::<Arc<Body>>().page().end();
    }
}

/// Remembers the window's place and size; never whether it was visible, which would open a hidden app.
pub fn memory<R: Runtime>() -> TauriPlugin<R> {
    let flags = StateFlags::SIZE | StateFlags::POSITION | StateFlags::MAXIMIZED | StateFlags::FULLSCREEN;
    tauri_plugin_window_state::Builder::new().with_state_flags(flags).build()
}

/// Keeps the app running when its last window closes; only Quit ends it.
pub fn keep_running(event: &RunEvent) {
    if let RunEvent::ExitRequested { code: None, api, .. } = event {
        api.prevent_exit();
    }
}
