//! The framing of CAR files: a header, then blocks, each named by the hash of its bytes.
//!
//! The file is gone through once to learn where each block lies, and every block's hash is checked. In memory there is
//! only the place of each block, some 60 bytes, never the blocks.

use super::repo::{Flaw, RepoError};
use cid::Cid;
use serde::Deserialize;
use sha2::{Digest, Sha256};
use std::collections::HashMap;
use std::io::{self, BufReader, Read};

/// The most bytes one block may have; servers refuse records above 1 MiB.
const LARGEST: u64 = 2 << 20;
/// The most blocks that are kept in mind: ten times the largest repositories known.
const MOST_BLOCKS: usize = 20_000_000;
/// SHA-256 in the table of hashes.
const SHA_256: u64 = 0x12;

#[derive(Deserialize)]
struct Header {
    version: u64,
    roots: Vec<Cid>,
}

/// Where each block lies, by its hash, and what is wrong with others.
pub(super) type Blocks = (HashMap<[u8; 32], Place>, Vec<(Flaw, String)>);

/// Where a block lies in the file.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place {
    pub(super) at: u64,
    pub(super) length: u32,
}

/// The hash in a name of a block, where it is of the kind that repositories use.
pub(super) fn hash_of(cid: &Cid) -> Option<[u8; 32]> {
    let hash = cid.hash();
    (hash.code() == SHA_256).then(|| hash.digest().try_into().ok()).flatten()
}

/// Goes through the file once.
pub(super) struct Index<R> {
    read: BufReader<R>,
    at: u64,
    flaws: Vec<(Flaw, String)>,
}

/// How far a piece of the file could be read.
enum Piece {
    Bytes(Vec<u8>),
    /// It was passed over.
    TooLarge,
    /// The file ends where it would begin.
    End,
    /// The file ends within it.
    Broken,
}

impl<R: Read> Index<R> {
    /// Nothing is read yet.
    pub(super) fn new(reader: R) -> Self {
        Self { read: BufReader::with_capacity(256 << 10, reader), at: 0, flaws: Vec::new() }
    }

    /// The block on which all others hang, by the header.
    ///
    /// # Errors
    /// Where it is no header of a CAR file, or names no block.
    pub(super) fn root(&mut self) -> Result<Cid, RepoError> {
        let Piece::Bytes(header) = self.piece()? else { return Err(RepoError::NotACar) };
        let header = serde_ipld_dagcbor::from_slice::<Header>(&header).ok().filter(|header| header.version == 1);
        header.ok_or(RepoError::NotACar)?.roots.first().copied().ok_or(RepoError::NoCommit)
    }

    /// Where each block lies whose bytes match its hash, and what is wrong with the others.
    ///
    /// # Errors
    /// Where there are too many, or the file cannot be read.
    pub(super) fn blocks(mut self) -> Result<Blocks, RepoError> {
        let mut blocks = HashMap::new();
        loop {
            match self.piece()? {
                Piece::Bytes(piece) => {
                    let mut rest = &piece[..];
                    let cid = Cid::read_bytes(&mut rest).ok();
                    match cid.as_ref().and_then(hash_of).filter(|hash| Sha256::digest(rest)[..] == hash[..]) {
                        Some(hash) => {
                            let place = Place { at: self.at - rest.len() as u64, length: rest.len() as u32 };
                            blocks.insert(hash, place);
                        }
                        None => self.flaw(Flaw::Damaged, cid),
                    }
                }
                Piece::TooLarge => self.flaw(Flaw::TooLarge, None),
                Piece::Broken => {
                    self.flaw(Flaw::Broken, None);
                    return Ok((blocks, self.flaws));
                }
                Piece::End => return Ok((blocks, self.flaws)),
            }
            if blocks.len() > MOST_BLOCKS {
                return Err(RepoError::TooManyBlocks);
            }
        }
    }

    /// Keeps what is wrong in mind, not more often than anybody would read of it.
    fn flaw(&mut self, flaw: Flaw, cid: Option<Cid>) {
        if self.flaws.len() < 1000 {
            let what = cid.map_or_else(|| format!("byte {}", self.at), |cid| cid.to_string());
            self.flaws.push((flaw, what));
        }
    }

    /// The next length and as many bytes.
    fn piece(&mut self) -> Result<Piece, io::Error> {
        let Some(length) = self.length()? else { return Ok(Piece::End) };
        let Some(length) = length else { return Ok(Piece::Broken) };
        let mut part = (&mut self.read).take(length);
        if length > LARGEST {
            let passed = io::copy(&mut part, &mut io::sink())?;
            self.at = self.at.saturating_add(passed);
            return Ok(if passed < length { Piece::Broken } else { Piece::TooLarge });
        }
        let mut bytes = Vec::new();
        part.read_to_end(&mut bytes)?;
        self.at += bytes.len() as u64;
        Ok(if (bytes.len() as u64) < length { Piece::Broken } else { Piece::Bytes(bytes) })
    }

    /// A length, seven bits a byte, the lowest first; `None` at the end of the file, `Some(None)` where it is cut off or
    /// longer than any number.
    fn length(&mut self) -> Result<Option<Option<u64>>, io::Error> {
        let mut length = 0_u64;
        for shift in (0..63).step_by(7) {
            let mut byte = [0];
            if self.read.read(&mut byte)? == 0 {
                return Ok(if shift == 0 { None } else { Some(None) });
            }
            self.at += 1;
            length |= u64::from(byte[0] & 0x7f) << shift;
            if byte[0] & 0x80 == 0 {
                return Ok(Some(Some(length)));
            }
        }
        Ok(Some(None))
    }
}
