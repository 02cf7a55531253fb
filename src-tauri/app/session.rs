//! Starting with the session, as the person set it.

use tauri::{AppHandle, Manager, Runtime};
use tauri_plugin_autostart::{AutoLaunchManager, MacosLauncher};

/// What enters the app in the session's list of programs to start; it then starts in the tray, without a window.
pub fn plugin<R: Runtime>() -> tauri::plugin::TauriPlugin<R> {
    tauri_plugin_autostart::init(MacosLauncher::LaunchAgent, Some(vec!["--hidden"]))
}

/// Makes the session start the app, or not.
pub fn start_with<R: Runtime>(app: &AppHandle<R>, wanted: bool) {
    let Some(list) = app.try_state::<AutoLaunchManager>() else { return };
    let done = match list.is_enabled() {
        Ok(listed) if listed == wanted => Ok(()),
        _ if wanted => list.enable(),
        _ => list.disable(),
    };
    if let Err(error) = done {
        tracing::warn!(%error, wanted, "the session's list of programs to start could not be changed");
    }
}
