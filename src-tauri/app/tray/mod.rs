//! The tray icon and its menu.

mod choice;
mod face;
#[cfg(target_os = "linux")]
pub mod host;
#[cfg(test)]
pub(crate) mod open_day;

pub use choice::{Choice, Span};
pub use face::{Entry, Face, Icon, of as face, without as face_without};

use crate::folders;
use crate::wake::Wake;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::Sender;
use tauri::image::Image;
use tauri::menu::{IsMenuItem, Menu, MenuItem, PredefinedMenuItem, Submenu};
use tauri::tray::{TrayIcon, TrayIconBuilder};
use tauri::{AppHandle, Runtime};

/// The icon in the tray, and what it shows now.
pub struct Tray<R: Runtime> {
    app: AppHandle<R>,
    icon: TrayIcon<R>,
    menu: Menu<R>,
    face: Option<Face>,
}

impl<R: Runtime> Tray<R> {
    /// Puts the icon in the tray; what is chosen wakes the app.
    ///
    /// # Errors
    /// Where the system has no tray library.
    pub fn new(app: &AppHandle<R>, wakes: Sender<Wake>) -> tauri::Result<Self> {
        let menu = Menu::new(app)?;
        let mut icon = TrayIconBuilder::with_id("tray").icon(picture(Icon::People(0))?).menu(&menu).on_menu_event(
            move |_, event| {
                if let Ok(choice) = event.id.0.parse() {
                    let _ = wakes.send(Wake::Chosen(choice));
                }
            },
        );
        if let Some(state) = folders::state() {
            icon = icon.temp_dir_path(state.join("tray"));
        }
        Ok(Self { app: app.clone(), icon: icon.build(app)?, menu, face: None })
    }

    /// Shows this. What it shows already is not touched, so that an open menu stays open.
    ///
    /// # Errors
    /// Where the app is ending.
    pub fn show(&mut self, face: Face) -> tauri::Result<()> {
        let shown = self.face.as_ref();
        let picture = shown.is_none_or(|shown| shown.icon != face.icon).then_some(face.icon);
        let entries = shown.is_none_or(|shown| shown.entries != face.entries).then(|| face.entries.clone());
        if picture.is_none() && entries.is_none() {
            return Ok(());
        }
        let (app, icon, menu, line) = (self.app.clone(), self.icon.clone(), self.menu.clone(), face.line.clone());
        self.face = Some(face);
        // At once on the main thread, so that nobody sees a menu half filled.
        self.app.run_on_main_thread(move || {
            let filled = entries.map_or(Ok(()), |entries| fill(&app, &menu, &entries));
            let drawn = picture.map_or(Ok(()), |now| icon.set_icon(Some(self::picture(now)?)));
            let named = icon.set_tooltip(Some(line));
            if let Err(error) = filled.and(drawn).and(named) {
                tracing::warn!(%error, "the tray could not be brought up to date");
            }
        })
    }
}

/// Puts the icon in the tray; `None` where this system can show none.
pub fn raise<R: Runtime>(app: &AppHandle<R>, wakes: &Sender<Wake>) -> Option<Tray<R>> {
    // Where the library that draws it is not installed, its binding panics instead of failing.
    let raised = catch_unwind(AssertUnwindSafe(|| Tray::new(app, wakes.clone())));
    match raised {
        Ok(Ok(tray)) => return Some(tray),
        Ok(Err(error)) => tracing::warn!(%error, "there is no tray icon"),
        Err(_) => tracing::warn!("there is no tray icon: its library is missing"),
    }
    None
}

/// Puts these entries in the place of the menu's.
fn fill<R: Runtime>(app: &AppHandle<R>, menu: &Menu<R>, entries: &[Entry]) -> tauri::Result<()> {
    while menu.remove_at(0)?.is_some() {}
    for item in entries {
        menu.append(&*entry(app, item)?)?;
    }
    Ok(())
}

fn entry<R: Runtime>(app: &AppHandle<R>, entry: &Entry) -> tauri::Result<Box<dyn IsMenuItem<R>>> {
    Ok(match entry {
        Entry::Item(choice, words) => {
            Box::new(MenuItem::with_id(app, choice.to_string(), plain(words), true, None::<&str>)?)
        }
        Entry::Menu(words, entries) => {
            let menu = Submenu::new(app, plain(words), true)?;
            for item in entries {
                menu.append(&*self::entry(app, item)?)?;
            }
            Box::new(menu)
        }
        Entry::Line => Box::new(PredefinedMenuItem::separator(app)?),
    })
}

/// In the words of a menu `&` marks the next letter as an access key; doubled it is itself.
fn plain(words: &str) -> String {
    words.replace('&', "&&")
}

fn picture(icon: Icon) -> tauri::Result<Image<'static>> {
    let png: &[u8] = match icon {
        Icon::People(0) => include_bytes!("../../../icons/tray/0.png"),
        Icon::People(1) => include_bytes!("../../../icons/tray/1.png"),
        Icon::People(2) => include_bytes!("../../../icons/tray/2.png"),
        Icon::People(3) => include_bytes!("../../../icons/tray/3.png"),
        Icon::People(_) => include_bytes!("../../../icons/tray/4.png"),
        Icon::Done => include_bytes!("../../../icons/tray/done.png"),
        Icon::Paused => include_bytes!("../../../icons/tray/paused.png"),
        Icon::Rest => include_bytes!("../../../icons/tray/rest.png"),
        Icon::Drifting => include_bytes!("../../../icons/tray/drifting.png"),
    };
    Image::from_bytes(png)
}
