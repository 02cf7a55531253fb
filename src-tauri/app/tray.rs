//! The tray icon and its menu.

use crate::wake::Wake;
use std::sync::mpsc::Sender;
use tauri::image::Image;
use tauri::menu::{Menu, MenuItem};
use tauri::tray::TrayIconBuilder;
use tauri::{AppHandle, Runtime};

/// Shows the icon; what is clicked wakes the app.
///
/// # Errors
/// Where the system has no tray library.
pub fn show<R: Runtime>(app: &AppHandle<R>, wakes: &Sender<Wake>) -> tauri::Result<()> {
    let open = MenuItem::with_id(app, "open", "Open", true, None::<&str>)?;
    let quit = MenuItem::with_id(app, "quit", "Quit", true, None::<&str>)?;
    let wakes = wakes.clone();
    TrayIconBuilder::with_id("tray")
        .icon(Image::from_bytes(include_bytes!("../../icons/tray/0.png"))?)
        .menu(&Menu::with_items(app, &[&open, &quit])?)
        .on_menu_event(move |_, event| {
            let _ = wakes.send(Wake::Tray(event.id.0));
        })
        .build(app)?;
    Ok(())
}
