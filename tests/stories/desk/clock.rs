//! The one clock of the app, in the hand of the story.

use std::path::{Path, PathBuf};

/// A file that says what time it is.
pub struct Clock(PathBuf);

impl Clock {
    pub fn new(file: PathBuf, moment: &str) -> Self {
        let clock = Self(file);
        clock.set(moment);
        clock
    }

    /// From now on it is this moment (RFC 3339).
    pub fn set(&self, moment: &str) {
        // Written beside and moved, so that the app never reads half a moment.
        let beside = self.0.with_extension("next");
        std::fs::write(&beside, moment).unwrap();
        std::fs::rename(&beside, &self.0).unwrap();
    }

    pub fn file(&self) -> &Path {
        &self.0
    }
}
