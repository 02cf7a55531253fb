//! Who is read now.

use super::lock;
use coach::act::SourceId;
use std::collections::BTreeSet;
use std::sync::{Arc, Mutex};

/// The sources that are being read now.
#[derive(Debug, Clone, Default)]
pub(super) struct Places(Arc<Mutex<BTreeSet<SourceId>>>);

/// A source is being read as long as this is there, however the reading ends.
#[derive(Debug)]
pub(super) struct Place {
    places: Places,
    pub(super) source: SourceId,
}

impl Places {
    /// Notes that a source is being read; `None` where it is already.
    pub(super) fn take(&self, source: SourceId) -> Option<Place> {
        lock(&self.0).insert(source).then(|| Place { places: self.clone(), source })
    }

    /// All of them.
    pub(super) fn all(&self) -> BTreeSet<SourceId> {
        lock(&self.0).clone()
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        lock(&self.places.0).remove(&self.source);
    }
}
