//! What the link of a post tells by itself, and whom the ledger knows by it.

use super::{NetworkName, PersonBrief};
use serde::Serialize;
use specta::Type;

/// What a link tells.
#[derive(Debug, Clone, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct LinkTold {
    /// Where it stands.
    pub network: NetworkName,
    /// Who wrote it, as handles are shown there.
    pub who: Option<String>,
    /// The person known by that handle; nobody where several are.
    pub person: Option<PersonBrief>,
    /// Whether the person using the app wrote it.
    pub own: bool,
    /// When it was posted, RFC 3339.
    pub at: Option<String>,
    /// The day of that, ISO 8601.
    pub day: Option<String>,
}
