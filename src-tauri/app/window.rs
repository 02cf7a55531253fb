//! The window: made when it is wanted, destroyed when it is closed. The app lives on in the tray.

use crate::body::Body;
use std::sync::Arc;
use tauri::plugin::TauriPlugin;
use tauri::{AppHandle, Manager, RunEvent, Runtime, WebviewUrl, WebviewWindowBuilder, Window, WindowEvent};
use tauri_plugin_window_state::StateFlags;

/// The window's label.
pub const LABEL: &str = "main";

/// The label of the small window for one log.
pub const QUICK_LOG: &str = "log";

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

/// Opens the small window for one log, before all others, or brings it to the front.
///
/// # Errors
/// Where the system can't make a web view.
pub fn quick_log<R: Runtime>(app: &AppHandle<R>) -> tauri::Result<()> {
    if let Some(window) = app.get_webview_window(QUICK_LOG) {
        window.unminimize()?;
        window.show()?;
        return window.set_focus();
    }
    app.state::<Arc<Body>>().drafts().begin();
    WebviewWindowBuilder::new(app, QUICK_LOG, WebviewUrl::App("index.html#/log".into()))
        .title("Chime In: log")
        .inner_size(480.0, 420.0)
        .min_inner_size(360.0, 320.0)
        .center()
        .always_on_top(true)
        .build()?;
    Ok(())
}

/// Closes the small window for one log, where it is open.
pub fn leave_quick_log<R: Runtime>(app: &AppHandle<R>) {
    let closed = app.get_webview_window(QUICK_LOG).map_or(Ok(()), |window| window.close());
    if let Err(error) = closed {
        tracing::warn!(%error, "the window for one log did not close");
    }
}

/// Notes that a window is gone.
pub fn on_event<R: Runtime>(window: &Window<R>, event: &WindowEvent) {
    if matches!(event, WindowEvent::Destroyed) {
        let body = window.state::<Arc<Body>>();
        if window.label() == QUICK_LOG { body.drafts().end() } else { body.page().end() }
    }
}

/// Remembers the window's place and size; never whether it was visible, which would open a hidden app.
pub fn memory<R: Runtime>() -> TauriPlugin<R> {
    let flags = StateFlags::SIZE | StateFlags::POSITION | StateFlags::MAXIMIZED | StateFlags::FULLSCREEN;
    tauri_plugin_window_state::Builder::new().with_state_flags(flags).with_denylist(&[QUICK_LOG]).build()
}

/// Keeps the app running when its last window closes; only Quit ends it.
pub fn keep_running(event: &RunEvent) {
    if let RunEvent::ExitRequested { code: None, api, .. } = event {
        api.prevent_exit();
    }
}
