//! The window: made when it is wanted, destroyed when it is closed. The app lives on in the tray.

use tauri::plugin::TauriPlugin;
use tauri::{AppHandle, Manager, RunEvent, Runtime, WebviewUrl, WebviewWindow, WebviewWindowBuilder};
use tauri_plugin_window_state::StateFlags;

/// The window's label.
pub const LABEL: &str = "main";

/// Opens the window, or brings the open one to the front.
///
/// # Errors
/// Where the system can't make a web view.
pub fn open<R: Runtime>(app: &AppHandle<R>) -> tauri::Result<WebviewWindow<R>> {
    if let Some(window) = app.get_webview_window(LABEL) {
        window.unminimize()?;
        window.show()?;
        window.set_focus()?;
        return Ok(window);
    }
    WebviewWindowBuilder::new(app, LABEL, WebviewUrl::default())
        .title("Chime In")
        .inner_size(900.0, 640.0)
        .min_inner_size(420.0, 480.0)
        .build()
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
