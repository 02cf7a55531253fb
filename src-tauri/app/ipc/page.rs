//! Whether the window's page listens, and what waits for it until it does.

use super::events::Place;
use crate::notify::Ability;
use crate::presence::Tells;
use serde::Serialize;
use specta::Type;

/// The page in the window. A window that was just made has a page that does not listen yet: what it is to show is kept
/// until it asks.
#[derive(Debug, Default)]
pub struct Page {
    listens: bool,
    place: Option<Place>,
    archives: Vec<String>,
}

impl Page {
    /// The window was made: its page has yet to arrive.
    pub fn begin(&mut self) {
        self.listens = false;
    }

    /// The page arrived; what waited for it. From now on it listens.
    pub fn arrive(&mut self) -> (Option<Place>, Vec<String>) {
        self.listens = true;
        (self.place.take(), std::mem::take(&mut self.archives))
    }

    /// The window is gone, and with it what it was to show.
    pub fn end(&mut self) {
        *self = Self::default();
    }

    /// Sends the page to a place: `Some` where it listens and is to be told, otherwise it is kept.
    pub fn go(&mut self, place: Place) -> Option<Place> {
        if self.listens {
            return Some(place);
        }
        self.place = Some(place);
        None
    }

    /// Offers archives for import: `Some` where it listens and is to be told, otherwise they are kept.
    pub fn offer(&mut self, archives: Vec<String>) -> Option<Vec<String>> {
        if self.listens {
            return Some(archives);
        }
        self.archives = archives;
        None
    }
}

/// What the window is told when it opens.
#[derive(Debug, Clone, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Desktop {
    /// The app's version.
    pub version: String,
    /// Whether there is a tray; without one, closing the window hides the app until it is started again.
    pub tray: bool,
    /// What the desktop can do with notifications.
    pub notifications: Ability,
    /// What it tells of the moment.
    pub tells: Tells,
    /// Whether an app can have keys that work everywhere; on Wayland the desktop gives them out itself.
    pub global_keys: bool,
    /// Whether it is still to be said, once, that there is no tray.
    pub tray_notice: bool,
    /// Where to go.
    pub opened: Option<Place>,
    /// Paths of archives to offer for import.
    pub archives: Vec<String>,
}

#[cfg(test)]
mod tests {
    use super::super::events::Screen;
    use super::*;

    const NUDGE: Place = Place { screen: Screen::Inbox, nudge: Some(7) };

    #[test]
    fn a_page_that_is_still_loading_is_told_when_it_arrives() {
        let mut page = Page::default();
        page.begin();
        assert_eq!(page.go(NUDGE), None);
        assert_eq!(page.arrive(), (Some(NUDGE), vec![]));
        assert_eq!(page.arrive(), (None, vec![]), "and only once");
    }

    #[test]
    fn a_page_that_listens_is_told_at_once() {
        let mut page = Page::default();
        page.arrive();
        assert_eq!(page.go(NUDGE), Some(NUDGE));
        assert_eq!(page.offer(vec!["a.zip".into()]), Some(vec!["a.zip".into()]));
        assert_eq!(page.arrive(), (None, vec![]), "nothing is kept for later");
    }

    #[test]
    fn what_a_closed_window_was_to_show_is_forgotten() {
        let mut page = Page::default();
        page.go(NUDGE);
        page.end();
        page.begin();
        assert_eq!(page.arrive(), (None, vec![]));
    }
}
