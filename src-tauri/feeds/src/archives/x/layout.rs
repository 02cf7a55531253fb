//! Which files of an archive hold posts, and of which sort.

use super::account::Account;
use super::tweet::Text;
use crate::archives::ArchiveError;
use crate::archives::elements::assigned;
use crate::archives::files::{Files, Kept};
use coach::person::Network;
use coach::post::Fate;
use serde::Deserialize;
use std::collections::BTreeMap;

/// The files of an archive that are read, in the order in which they are read.
#[derive(Debug, Default)]
pub(super) struct Layout {
    pub(super) parts: Vec<Part>,
    /// Files that the manifest names and that are not there.
    pub(super) missing: Vec<String>,
    pub(super) account: Account,
    pub(super) declared: Option<u64>,
}

/// A file that is read.
#[derive(Debug)]
pub(super) struct Part {
    pub(super) file: Kept,
    pub(super) holds: Holds,
}

/// What a file holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Holds {
    /// Long texts; read first, since the tweets need them.
    Notes,
    /// Tweets that were deleted; read before the others, so that of a tweet in both the deleted one comes first.
    Deleted,
    /// Tweets.
    Tweets,
    /// The older layout's table, where its month files are missing.
    Table,
}

impl Holds {
    /// What became of the tweets in it.
    pub(super) fn fate(self) -> Fate {
        if self == Self::Deleted { Fate::Deleted } else { Fate::Stands }
    }
}

/// Whether a file is of interest by its name.
pub(in crate::archives) fn wanted(name: &str) -> bool {
    let (folder, last) = name.rsplit_once('/').unwrap_or(("", name));
    sort_of(name).is_some()
        || matches!(last, "manifest.js" | "account.js" | "profile.js")
        || (folder.ends_with("js") && matches!(last, "user_details.js" | "payload_details.js"))
}

/// What a file holds by its name, where no manifest says so.
fn sort_of(name: &str) -> Option<Holds> {
    let (folder, last) = name.rsplit_once('/').unwrap_or(("", name));
    if folder == "data/js/tweets" || folder.ends_with("/data/js/tweets") {
        return last.ends_with(".js").then_some(Holds::Tweets);
    }
    if last == "tweets.csv" {
        return Some(Holds::Table);
    }
    let stem = last.strip_suffix(".js")?;
    let stem = match stem.rsplit_once("-part") {
        Some((stem, number)) if !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit()) => stem,
        _ => stem,
    };
    match stem {
        "tweet" | "tweets" | "community-tweet" | "community-tweets" => Some(Holds::Tweets),
        "note-tweet" | "note-tweets" => Some(Holds::Notes),
        "deleted-tweet" | "deleted-tweets" => Some(Holds::Deleted),
        _ => None,
    }
}

impl Layout {
    /// What there is to read in an archive, by its manifest where it has one, otherwise by the names of its files.
    ///
    /// # Errors
    /// Where no file with posts is there, or a describing file cannot be read.
    pub(super) fn of(files: &Files) -> Result<Self, ArchiveError> {
        let mut layout = Self::default();
        for file in files.kept() {
            match file.name.rsplit('/').next().unwrap_or_default() {
                "manifest.js" => layout.take_manifest(files, file)?,
                "account.js" | "profile.js" => layout.account.complete(Account::of_newer(&files.description(file)?)),
                "user_details.js" => layout.account.complete(Account::of_older(&files.description(file)?)),
                "payload_details.js" => {
                    let bytes = files.description(file)?;
                    let payload: Payload<'_> = assigned(&bytes).unwrap_or_default();
                    layout.declared = layout.declared.or(payload.tweets.get().and_then(|count| count.parse().ok()));
                }
                _ => {}
            }
        }
        if layout.parts.is_empty() {
            layout.take_by_name(files);
        }
        if layout.parts.is_empty() {
            return Err(ArchiveError::NoPosts { path: files.path().to_owned(), network: Network::X });
        }
        layout.parts.sort_by_key(|part| part.holds);
        Ok(layout)
    }

    /// Bytes there are to read, unpacked.
    pub(super) fn bytes(&self) -> u64 {
        self.parts.iter().fold(0, |sum, part| sum.saturating_add(part.file.size))
    }

    fn take_manifest(&mut self, files: &Files, file: &Kept) -> Result<(), ArchiveError> {
        let bytes = files.description(file)?;
        let Some(manifest) = assigned::<Manifest<'_>>(&bytes) else { return Ok(()) };
        let about = manifest.user_info.unwrap_or_default();
        self.account.complete(Account {
            id: about.account_id.owned(),
            screen_name: about.user_name.owned(),
            display_name: about.display_name.owned(),
            site: None,
        });
        let top = file.name.strip_suffix("data/manifest.js").or(file.name.strip_suffix("manifest.js")).unwrap_or("");
        for named in manifest.data_types.into_values().filter_map(|sort| sort.files).flatten() {
            let Some(name) = named.file_name.get() else { continue };
            let Some(holds) = sort_of(name) else { continue };
            if let Some(count) = named.count.get().and_then(|count| count.parse::<u64>().ok())
                && holds == Holds::Tweets
            {
                self.declared = Some(self.declared.unwrap_or(0).saturating_add(count));
            }
            match files.named(&format!("{top}{name}")) {
                Some(file) => self.take(file, holds),
                None => self.missing.push(name.to_owned()),
            }
        }
        Ok(())
    }

    fn take_by_name(&mut self, files: &Files) {
        for file in files.kept() {
            if let Some(holds) = sort_of(&file.name) {
                self.take(file, holds);
            }
        }
        if self.parts.iter().any(|part| part.holds != Holds::Table) {
            self.parts.retain(|part| part.holds != Holds::Table);
        }
    }

    /// Takes a file once, however often it is named.
    fn take(&mut self, file: &Kept, holds: Holds) {
        if !self.parts.iter().any(|part| part.file.name == file.name) {
            self.parts.push(Part { file: file.clone(), holds });
        }
    }
}

/// `manifest.js`, without what it says about the person beyond who it is.
#[derive(Deserialize, Default)]
#[serde(default, rename_all = "camelCase")]
struct Manifest<'a> {
    #[serde(borrow)]
    user_info: Option<UserInfo<'a>>,
    #[serde(borrow)]
    data_types: BTreeMap<String, DataType<'a>>,
}

#[derive(Deserialize, Default)]
#[serde(default, rename_all = "camelCase")]
struct UserInfo<'a> {
    #[serde(borrow)]
    account_id: Text<'a>,
    #[serde(borrow)]
    user_name: Text<'a>,
    #[serde(borrow)]
    display_name: Text<'a>,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct DataType<'a> {
    #[serde(borrow)]
    files: Option<Vec<NamedFile<'a>>>,
}

#[derive(Deserialize, Default)]
#[serde(default, rename_all = "camelCase")]
struct NamedFile<'a> {
    #[serde(borrow)]
    file_name: Text<'a>,
    #[serde(borrow)]
    count: Text<'a>,
}

/// `payload_details.js` of the older layout.
#[derive(Deserialize, Default)]
#[serde(default)]
struct Payload<'a> {
    #[serde(borrow)]
    tweets: Text<'a>,
}
