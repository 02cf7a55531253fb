//! What the window is told without having asked.

use crate::draft::LogDraft;
use engine::view::{Change, ImportProgress, SyncProgress};
use serde::{Deserialize, Serialize};
use specta::Type;
use tauri_specta::Event;

/// What changed, by whichever door; the window asks again for what it shows of it.
#[derive(Debug, Clone, Serialize, Type, Event)]
pub struct Changed(pub Vec<Change>);

/// How far the running import is.
#[derive(Debug, Clone, Serialize, Type, Event)]
#[tauri_specta(event_name = "import-progress")]
pub struct Progress(pub ImportProgress);

/// How far the reading of a live source is.
#[derive(Debug, Clone, Serialize, Type, Event)]
#[tauri_specta(event_name = "sync-progress")]
pub struct Syncing(pub SyncProgress);

/// The window is to show this.
#[derive(Debug, Clone, Serialize, Type, Event)]
pub struct GoTo(pub Place);

/// Archives that were named when the app was started, or started again: the window offers to import them.
#[derive(Debug, Clone, Serialize, Type, Event)]
pub struct Offered(pub Vec<String>);

/// What the small window for one log is to begin with, where it is open already.
#[derive(Debug, Clone, Serialize, Type, Event)]
pub struct Drafted(pub LogDraft);

/// A place in the window.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Place {
    /// The screen.
    pub screen: Screen,
    /// The nudge it is about.
    pub nudge: Option<i32>,
}

/// A screen of the window.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum Screen {
    /// The day that is open.
    Today,
    /// The feed and its drift.
    Feed,
    /// Days told apart.
    Calendar,
    /// A week, reviewed.
    Review,
    /// Every nudge.
    Inbox,
    /// Settings and sources.
    Settings,
}
