//! The archive of Bluesky: one repository, as `getRepo` gives it.

use super::handing::{Handing, Understood};
use super::{Account, Archive, ArchiveError, Item, Reading, Why, sees};
use crate::archives::files::no_access;
use crate::bluesky::repo::{Flaw, Record, Repo, RepoError, Step};
use crate::bluesky::{record, uri};
use coach::person::Network;
use std::fs::File;
use std::io::{self, Read};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

/// A repository.
#[derive(Debug)]
struct Repository {
    path: PathBuf,
    did: String,
    /// The name in the profile.
    name: Option<String>,
    size: u64,
}

/// The repository at this path, where its first bytes say that it is one.
///
/// # Errors
/// Where it is one and cannot be read. What cannot be looked at is left to others.
pub(super) fn found(path: &Path) -> Result<Option<Box<dyn Archive>>, ArchiveError> {
    // A pipe would be waited for.
    if !path.is_file() {
        return Ok(None);
    }
    let mut head = [0; 16];
    let looks = File::open(path).and_then(|mut file| file.read(&mut head).map(|_| ()));
    if looks.is_err() || !head[1..].starts_with(b"\xa2eroots") {
        return Ok(None);
    }
    let mut repo = open(path)?;
    let mut name = None;
    let walked = repo.walk(
        |collection| collection == uri::PROFILE,
        |step| {
            if let Step::Record(record) = step {
                let profile = record::decode(record.block);
                name = profile.and_then(|profile| profile["displayName"].as_str().map(str::to_owned));
            }
            ControlFlow::Continue(())
        },
    );
    let _ = walked.map_err(|error| failure(path, error))?;
    let size = path.metadata().map_err(|error| no_access(path, error))?.len();
    let did = repo.did().to_owned();
    Ok(Some(Box::new(Repository { path: path.to_owned(), did, name: name.filter(|name| !name.is_empty()), size })))
}

fn open(path: &Path) -> Result<Repo<File>, ArchiveError> {
    let file = File::open(path).map_err(|error| no_access(path, error))?;
    Repo::open(file).map_err(|error| failure(path, error))
}

fn failure(path: &Path, error: RepoError) -> ArchiveError {
    let (path, at) = (path.to_owned(), "its blocks".to_owned());
    match error {
        RepoError::Io(source) if source.kind() != io::ErrorKind::UnexpectedEof => {
            ArchiveError::Disk { path, at, source }
        }
        RepoError::TooManyBlocks => ArchiveError::Bomb { path, at },
        error => ArchiveError::Damaged { path, at, detail: error.to_string() },
    }
}

impl Archive for Repository {
    fn account(&self) -> Account {
        Account {
            network: Network::Bluesky,
            id: Some(self.did.clone()),
            title: self.name.clone(),
            names: vec![self.did.clone()],
            site: None,
        }
    }

    fn sees(&self) -> u8 {
        sees::POSTS | sees::REPLIES | sees::BOOSTS
    }

    fn declared(&self) -> Option<u64> {
        None
    }

    fn size(&self) -> u64 {
        self.size
    }

    fn read(&self, take: &mut dyn FnMut(Item) -> ControlFlow<()>) -> Result<Reading, ArchiveError> {
        let mut repo = open(&self.path)?;
        let mut handing = Handing::new(self.size, take);
        let mut read = 0;
        let name = self.path.file_name().unwrap_or_default().to_string_lossy();
        let flow = repo.walk(
            |collection| collection == uri::POST || collection == uri::REPOST,
            |step| {
                let understood = match step {
                    Step::Record(record) => {
                        read += record.block.len() as u64;
                        self.understand(&record)
                    }
                    Step::Flaw(flaw, what) => Err((why(flaw), what)),
                };
                handing.hand(&name, understood)?;
                // Told now and then; the blocks of other records are not counted.
                if read % (256 << 10) < 1024 { handing.report(read) } else { ControlFlow::Continue(()) }
            },
        );
        let flow = flow.map_err(|error| failure(&self.path, error))?;
        let flow = if flow.is_continue() { handing.finish_part(self.size) } else { flow };
        Ok(handing.finish(flow))
    }
}

impl Repository {
    fn understand(&self, found: &Record<'_>) -> Understood {
        let uri = uri::of(&self.did, found.collection, found.rkey);
        let record = record::decode(found.block).ok_or_else(|| (Why::Malformed, uri.clone()))?;
        record::post(&uri, &record, None).map(Some).map_err(|why| (why, uri))
    }
}

fn why(flaw: Flaw) -> Why {
    match flaw {
        Flaw::Missing => Why::MissingPart,
        Flaw::Damaged => Why::Malformed,
        Flaw::TooLarge => Why::TooLarge,
        Flaw::Broken => Why::BrokenPart,
    }
}
