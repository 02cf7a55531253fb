//! The repository as one file, whole or what changed since, and its records in pages.

use super::xrpc::{Refusal, Server};
use crate::archives::{Problem, Why};
use crate::bluesky::repo::{Flaw, Names, Repo, RepoError};
use crate::bluesky::{record, uri};
use crate::net::Failure;
use coach::post::Post;
use std::io::Cursor as Bytes;

/// The most bytes of a repository that are taken at once; larger ones are walked record by record.
const LARGEST: u64 = 512 << 20;

/// A repository that was fetched, and the names of its posts and reposts.
pub(super) struct Kept {
    repo: Repo<Bytes<Vec<u8>>>,
    /// In their order.
    names: Names,
    /// What is wrong with it, to be told once.
    flaws: Vec<Flaw>,
}

impl std::fmt::Debug for Kept {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Kept").field("did", &self.repo.did()).field("names", &self.names.len()).finish_non_exhaustive()
    }
}

/// Whether posts are made of the records of a collection.
fn is_wanted(collection: &str) -> bool {
    matches!(collection, uri::POST | uri::REPOST)
}

impl Kept {
    /// Fetches a repository; with `since`, only what is not in that version of it.
    ///
    /// # Errors
    /// Where the server can't be reached or refuses, or what it sends is no repository of this account.
    pub(super) async fn fetch(there: &Server<'_>, did: &str, since: Option<&str>) -> Result<Self, Refusal> {
        let mut query = vec![("did", did)];
        query.extend(since.map(|rev| ("since", rev)));
        let answered = there.answer("com.atproto.sync.getRepo", &query, None, Some(LARGEST)).await?;
        let strange = |error: &RepoError| Failure::Strange { host: there.host(), what: error.to_string() };
        let mut repo = Repo::open(Bytes::new(answered.body)).map_err(|error| strange(&error))?;
        if repo.did() != did {
            let what = "the repository of somebody else".to_owned();
            return Err(Failure::Strange { host: there.host(), what }.into());
        }
        let (names, flaws) = repo.names(is_wanted).map_err(|error| strange(&error))?;
        Ok(Self { repo, names, flaws })
    }

    pub(super) fn rev(&self) -> Option<&str> {
        self.repo.rev()
    }

    /// How many posts and reposts there are.
    pub(super) fn count(&self) -> u64 {
        self.names.len() as u64
    }

    /// The keys of a collection's newest records, newest first, at most so many.
    pub(super) fn newest(&self, collection: &str, most: usize) -> Vec<String> {
        let keys = self.names.iter().rev().filter_map(|(name, _)| name.split_once('/'));
        keys.filter(|(of, _)| *of == collection).map(|(_, key)| key.to_owned()).take(most).collect()
    }

    /// The next records behind this name, as posts, at most so many, and the name of the last; what can't be read is told.
    ///
    /// # Errors
    /// Where the memory it lies in can't be read: never.
    pub(super) fn page(
        &mut self,
        after: Option<&str>,
        most: usize,
        problems: &mut Vec<Problem>,
    ) -> Result<(Vec<Post>, Option<String>), std::io::Error> {
        let from = after.map_or(0, |after| self.names.partition_point(|(name, _)| name.as_str() <= after));
        if after.is_none() {
            self.tell(problems);
        }
        let names: Names = self.names.iter().skip(from).take(most).cloned().collect();
        let mut posts = Vec::with_capacity(names.len());
        for (name, cid) in &names {
            match self.repo.record(cid)? {
                Some(block) => read(self.repo.did(), name, &block, &mut posts, problems),
                None => Problem::note(problems, Why::MissingPart, || name.clone()),
            }
        }
        Ok((posts, names.into_iter().next_back().map(|(name, _)| name)))
    }

    /// All that is there, as posts. Of a repository of which only a part was asked for, most is not.
    ///
    /// # Errors
    /// As [`Kept::page`].
    pub(super) fn part(&mut self, problems: &mut Vec<Problem>) -> Result<Vec<Post>, std::io::Error> {
        let mut posts = Vec::new();
        for (name, cid) in std::mem::take(&mut self.names) {
            if let Some(block) = self.repo.record(&cid)? {
                read(self.repo.did(), &name, &block, &mut posts, problems);
            }
        }
        Ok(posts)
    }

    /// Tells what is wrong with the file.
    fn tell(&self, problems: &mut Vec<Problem>) {
        for flaw in &self.flaws {
            let why = match flaw {
                Flaw::Missing => Why::MissingPart,
                Flaw::Damaged | Flaw::Broken => Why::BrokenPart,
                Flaw::TooLarge => Why::TooLarge,
            };
            Problem::note(problems, why, || "getRepo".to_owned());
        }
    }
}

fn read(did: &str, name: &str, block: &[u8], posts: &mut Vec<Post>, problems: &mut Vec<Problem>) {
    let post = record::decode(block).ok_or(Why::Malformed).and_then(|value| {
        let address = format!("at://{did}/{name}");
        record::post(&address, &value, None)
    });
    match post {
        Ok(post) => posts.push(post),
        Err(why) => Problem::note(problems, why, || name.to_owned()),
    }
}
