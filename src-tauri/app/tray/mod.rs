//! The tray icon and its menu.

mod choice;
mod face;
#[cfg(target_os = "linux")]
pub mod host;

pub use choice::{Choice, Span};
pub use face::{Face, Icon, of as face};

use crate::folders;
use crate::wake::Wake;
use face::Entry;
use std::sync::mpsc::Sender;
use tauri::image::Image;
use tauri::menu::{IsMenuItem, Menu, MenuItem, PredefinedMenuItem, Submenu};
use tauri::tray::{TrayIcon, TrayIconBuilder};
use tauri::{AppHandle, Runtime};

/// The icon in the tray, and what it shows now.
pub struct Tray<R: Runtime> {
    app: AppHandle<R>,
    icon: TrayIcon<R>,
    face: Option<Face>,
}

impl<R: Runtime> Tray<R> {
    /// Puts the icon in the tray; what is chosen wakes the app.
    ///
    /// # Errors
    /// Where the system has no tray library.
    pub fn new(app: &AppHandle<R>, wakes: Sender<Wake>) -> tauri::Result<Self> {
        let mut icon = TrayIconBuilder::with_id("tray")
            .icon(picture(Icon::People(0))?)
            .menu(&Menu::new(app)?)
            .on_menu_event(move |_, event| {
                if let Ok(choice) = event.id.0.parse() {
                    let _ = wakes.send(Wake::Chosen(choice));
                }
            });
        if let Some(state) = folders::state() {
            icon = icon.temp_dir_path(state.join("tray"));
        }
        Ok(Self { app: app.clone(), icon: icon.build(app)?, face: None })
    }

    /// Shows this; nothing is touched where it shows it already, so that an open menu stays open.
    ///
    /// # Errors
    /// Where the system refuses an icon or a menu.
    pub fn show(&mut self, face: Face) -> tauri::Result<()> {
        if self.face.as_ref() == Some(&face) {
            return Ok(());
        }
        if self.face.as_ref().map(|shown| shown.icon) != Some(face.icon) {
            self.icon.set_icon(Some(picture(face.icon)?))?;
        }
        self.icon.set_tooltip(Some(&face.line))?;
        if self.face.as_ref().map(|shown| &shown.entries) != Some(&face.entries) {
            let menu = Menu::new(&self.app)?;
            for entry in &face.entries {
                menu.append(&*self.entry(entry)?)?;
            }
            self.icon.set_menu(Some(menu))?;
        }
        self.face = Some(face);
        Ok(())
    }

    fn entry(&self, entry: &Entry) -> tauri::Result<Box<dyn IsMenuItem<R>>> {
        Ok(match entry {
            Entry::Item(choice, words) => {
                Box::new(MenuItem::with_id(&self.app, choice.to_string(), plain(words), true, None::<&str>)?)
            }
            Entry::Menu(words, entries) => {
                let menu = Submenu::new(&self.app, plain(words), true)?;
                for entry in entries {
                    menu.append(&*self.entry(entry)?)?;
                }
                Box::new(menu)
            }
            Entry::Line => Box::new(PredefinedMenuItem::separator(&self.app)?),
        })
    }
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
