//! A Bluesky repository as it is exported: the tree that names the records, over a file of blocks.

use super::car::{Index, Place, hash_of};
use cid::Cid;
use serde::Deserialize;
use std::collections::{HashMap, HashSet};
use std::io::{self, Read, Seek, SeekFrom};
use std::ops::ControlFlow;

/// The most bytes of a record's name in its repository.
const LONGEST_KEY: usize = 1024;
/// The most bytes of names that are held at once: two million posts have as many. In the file they share their beginnings,
/// so that a small one may have any number.
const MOST_NAMES: usize = 64 << 20;

/// An exported repository, whose blocks were found and checked.
#[derive(Debug)]
pub struct Repo<R> {
    reader: R,
    blocks: HashMap<[u8; 32], Place>,
    commit: Commit,
    flaws: Vec<(Flaw, String)>,
}

/// What is met while a repository is walked.
#[derive(Debug)]
pub enum Step<'a> {
    /// A record.
    Record(Record<'a>),
    /// Something that cannot be read, and what tells it. Everything else is read nevertheless.
    Flaw(Flaw, String),
}

/// A record, as it lies in its repository.
#[derive(Debug)]
pub struct Record<'a> {
    /// Of which sort it is: `app.bsky.feed.post`.
    pub collection: &'a str,
    /// Its key.
    pub rkey: &'a str,
    /// What it says, in DAG-CBOR; [`record::decode`](super::record::decode) reads it.
    pub block: &'a [u8],
}

/// Names of records, `COLLECTION/KEY`, each with the hash of its block.
pub type Names = Vec<(String, Cid)>;

/// What can be wrong with a part of a repository.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Flaw {
    /// A block that the tree names is not there.
    Missing,
    /// A block's bytes do not match its hash, or are no part of a tree.
    Damaged,
    /// A block is larger than any may be.
    TooLarge,
    /// The file breaks off.
    Broken,
}

/// Why a repository as a whole cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum RepoError {
    /// It is no CAR file.
    #[error("it does not begin like a Bluesky repository")]
    NotACar,
    /// The block that says whose repository it is is missing or damaged.
    #[error("the block that says whose repository it is is missing or damaged")]
    NoCommit,
    /// It has more blocks, or names of records, than any repository.
    #[error("it has more parts than any repository")]
    TooManyBlocks,
    /// It could not be read.
    #[error(transparent)]
    Io(#[from] io::Error),
}

#[derive(Debug, Deserialize)]
struct Commit {
    did: String,
    data: Cid,
    #[serde(default)]
    rev: Option<String>,
}

#[derive(Deserialize)]
struct Node {
    l: Option<Cid>,
    e: Vec<Entry>,
}

#[derive(Deserialize)]
struct Entry {
    p: usize,
    k: serde_bytes::ByteBuf,
    v: Cid,
    t: Option<Cid>,
}

/// What of the tree is still to be walked, the next last.
struct Way {
    steps: Vec<Ahead>,
    /// Bytes of names that are held.
    held: usize,
}

/// One step of it.
enum Ahead {
    Node(Cid),
    Record(String, Cid),
}

impl From<Cid> for Way {
    fn from(top: Cid) -> Self {
        Self { steps: vec![Ahead::Node(top)], held: 0 }
    }
}

impl<R: Read + Seek> Repo<R> {
    /// Finds and checks the blocks of a repository.
    ///
    /// # Errors
    /// Where it is none, or nothing in it says whose it is.
    pub fn open(mut reader: R) -> Result<Self, RepoError> {
        let mut index = Index::new(&mut reader);
        let root = index.root()?;
        let (blocks, flaws) = index.blocks()?;
        let commit = Commit { did: String::new(), data: root, rev: None };
        let mut repo = Self { reader, blocks, commit, flaws };
        let block = repo.block(&root)?.ok_or(RepoError::NoCommit)?;
        repo.commit = serde_ipld_dagcbor::from_slice(&block).map_err(|_| RepoError::NoCommit)?;
        if !repo.commit.did.starts_with("did:") {
            return Err(RepoError::NoCommit);
        }
        Ok(repo)
    }

    /// Whose repository it is.
    pub fn did(&self) -> &str {
        &self.commit.did
    }

    /// Which version of it this is, where it says so: later ones sort later.
    pub fn rev(&self) -> Option<&str> {
        self.commit.rev.as_deref()
    }

    /// How many blocks there are: a few more than records.
    pub fn blocks(&self) -> usize {
        self.blocks.len()
    }

    /// The names of all records of the collections that are wanted, in their order, each with the hash of its block, and
    /// what is wrong with the tree. No record is looked at.
    ///
    /// # Errors
    /// Where the file cannot be read any more, or has more names than any repository.
    pub fn names(&mut self, wanted: impl Fn(&str) -> bool) -> Result<(Names, Vec<Flaw>), RepoError> {
        let mut flaws: Vec<Flaw> = self.flaws.iter().map(|(flaw, _)| *flaw).collect();
        let (mut names, mut walked) = (Vec::new(), HashSet::new());
        let mut ahead = Way::from(self.commit.data);
        while let Some(next) = ahead.steps.pop() {
            match next {
                Ahead::Node(cid) => flaws.extend(self.walk_node(&cid, &wanted, &mut walked, &mut ahead)?),
                Ahead::Record(name, cid) => names.push((name, cid)),
            }
        }
        Ok((names, flaws))
    }

    /// The bytes of a record by the hash of its block; `None` where it is not there.
    ///
    /// # Errors
    /// Where the file cannot be read any more.
    pub fn record(&mut self, cid: &Cid) -> Result<Option<Vec<u8>>, io::Error> {
        self.block(cid)
    }

    /// Hands over every record of the collections that are wanted, in the order of their names, until `take` breaks.
    /// Says whether it did not. Walking again hands over the same.
    ///
    /// # Errors
    /// Where the file cannot be read any more, or has more names than any repository.
    pub fn walk(
        &mut self,
        wanted: impl Fn(&str) -> bool,
        mut take: impl FnMut(Step<'_>) -> ControlFlow<()>,
    ) -> Result<ControlFlow<()>, RepoError> {
        for (flaw, what) in self.flaws.clone() {
            if take(Step::Flaw(flaw, what)).is_break() {
                return Ok(ControlFlow::Break(()));
            }
        }
        let mut walked: HashSet<[u8; 32]> = HashSet::new();
        let mut ahead = Way::from(self.commit.data);
        while let Some(next) = ahead.steps.pop() {
            let flow = match next {
                Ahead::Node(cid) => {
                    self.walk_node(&cid, &wanted, &mut walked, &mut ahead)?.map(|flaw| (flaw, cid.to_string()))
                }
                Ahead::Record(key, cid) => {
                    ahead.held -= key.len();
                    match self.block(&cid)? {
                        None => Some((Flaw::Missing, key)),
                        Some(block) => {
                            let (collection, rkey) = key.split_once('/').unwrap_or((&key, ""));
                            if take(Step::Record(Record { collection, rkey, block: &block })).is_break() {
                                return Ok(ControlFlow::Break(()));
                            }
                            None
                        }
                    }
                }
            };
            if let Some((flaw, what)) = flow
                && take(Step::Flaw(flaw, what)).is_break()
            {
                return Ok(ControlFlow::Break(()));
            }
        }
        Ok(ControlFlow::Continue(()))
    }

    /// Puts what a node of the tree names before what is ahead. Says what is wrong with it, if anything is.
    fn walk_node(
        &mut self,
        cid: &Cid,
        wanted: &impl Fn(&str) -> bool,
        walked: &mut HashSet<[u8; 32]>,
        ahead: &mut Way,
    ) -> Result<Option<Flaw>, RepoError> {
        // No node stands twice in a tree. In a file made to do harm it might, and again below itself.
        let Some(hash) = hash_of(cid) else { return Ok(Some(Flaw::Damaged)) };
        if !walked.insert(hash) {
            return Ok(Some(Flaw::Damaged));
        }
        let Some(block) = self.block(cid)? else { return Ok(Some(Flaw::Missing)) };
        let Ok(node) = serde_ipld_dagcbor::from_slice::<Node>(&block) else { return Ok(Some(Flaw::Damaged)) };
        let (mut flaw, mut key) = (None, Vec::new());
        let first = ahead.steps.len();
        ahead.steps.extend(node.l.map(Ahead::Node));
        for entry in node.e {
            key.truncate(entry.p);
            key.extend_from_slice(&entry.k);
            let name =
                (key.len() >= entry.p && key.len() <= LONGEST_KEY).then(|| std::str::from_utf8(&key).ok()).flatten();
            match name {
                Some(name) => {
                    let collection = name.split('/').next().unwrap_or_default();
                    if wanted(collection) {
                        ahead.held += name.len();
                        if ahead.held > MOST_NAMES {
                            return Err(RepoError::TooManyBlocks);
                        }
                        ahead.steps.push(Ahead::Record(name.to_owned(), entry.v));
                    }
                }
                None => flaw = Some(Flaw::Damaged),
            }
            ahead.steps.extend(entry.t.map(Ahead::Node));
        }
        ahead.steps[first..].reverse();
        Ok(flaw)
    }

    /// The bytes of a block; `None` where it is not there.
    fn block(&mut self, cid: &Cid) -> Result<Option<Vec<u8>>, io::Error> {
        let Some(place) = hash_of(cid).and_then(|hash| self.blocks.get(&hash)) else { return Ok(None) };
        self.reader.seek(SeekFrom::Start(place.at))?;
        let mut block = vec![0; place.length as usize];
        self.reader.read_exact(&mut block)?;
        Ok(Some(block))
    }
}
