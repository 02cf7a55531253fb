//! What an act changed, so that every screen can ask again for what it shows.

use super::{ReviewRule, Said};
use serde::Serialize;
use specta::Type;

/// The answer to an act: what changed, and what to say of it.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Changes {
    /// What changed. Empty where the act changed nothing, as a second answer to the same nudge does.
    pub changed: Vec<Change>,
    /// The act in the ledger, to undo it; `None` where nothing changed or it can't be undone.
    pub act: Option<i32>,
    /// What to tell the person: "Logged: asked Ana. 2 of 2 people today."
    pub said: Option<Said>,
    /// A warning with it: "Ana is three people here; logged as a new one."
    pub warning: Option<Said>,
    /// What the person may say once for all acts like the one she accepted or rejected; each is an act of its own.
    pub offers: Vec<ReviewRule>,
}

/// One thing that changed. Screens match this exhaustively.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum Change {
    /// Interactions, and with them days, streak and strength.
    Days,
    /// People and their names.
    People,
    /// Posts or their kinds.
    Posts,
    /// Mix or drift.
    Drift,
    /// Nudges and their answers.
    Nudges,
    /// Settings, pauses, the schedule.
    Settings,
    /// Sources and imports.
    Sources,
}
