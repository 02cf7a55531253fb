//! The versions of the ledger. Append only: a version that was released is never edited.

use rusqlite_migration::{M, Migrations};

/// The version this app writes.
pub(crate) const VERSION: i64 = STEPS.len() as i64;

/// One step a version.
const STEPS: &[M<'static>] = &[
    M::up(include_str!("migrations/1.sql")).foreign_key_check(),
    M::up(include_str!("migrations/2.sql")).foreign_key_check(),
];

/// All steps, from an empty file to [`VERSION`].
pub(super) fn all() -> Migrations<'static> {
    Migrations::from_slice(STEPS)
}
