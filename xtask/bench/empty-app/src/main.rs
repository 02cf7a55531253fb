//! An empty Tauri app: one window with one sentence, or with `--tray` only a tray icon with one entry.

use tauri::menu::MenuBuilder;
use tauri::tray::TrayIconBuilder;
use tauri::{RunEvent, WebviewUrl, WebviewWindowBuilder};

fn main() -> tauri::Result<()> {
    let only_tray = std::env::args().any(|arg| arg == "--tray");
    let app = tauri::Builder::default()
        .setup(move |app| {
            let menu = MenuBuilder::new(app).text("quit", "Quit").build()?;
            let mut tray = TrayIconBuilder::new().menu(&menu);
            if let Some(icon) = app.default_window_icon() {
                tray = tray.icon(icon.clone());
            }
            tray.build(app)?;
            if !only_tray {
                WebviewWindowBuilder::new(app, "main", WebviewUrl::default())
                    .title("Empty")
                    .inner_size(900.0, 640.0)
                    .build()?;
            }
            Ok(())
        })
        .build(tauri::generate_context!())?;
    app.run(|_, event| {
        if let RunEvent::ExitRequested { api, code: None, .. } = event {
            api.prevent_exit();
        }
    });
    Ok(())
}
