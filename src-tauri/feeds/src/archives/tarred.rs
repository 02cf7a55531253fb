//! A tar file, packed with gzip or not, gone through from its beginning each time something of it is read.

use super::ArchiveError;
use super::files::{HARMLESS, MOST_RATIO, no_access};
use flate2::read::MultiGzDecoder;
use std::fs::File;
use std::io::{self, BufReader, Read};
use std::path::{Path, PathBuf};

/// A tar file.
#[derive(Debug)]
pub(super) struct Tarred {
    path: PathBuf,
    packed: bool,
    /// The most bytes it may hold, unpacked.
    most: u64,
}

/// One file in a tar file.
#[derive(Debug, Clone, Copy)]
pub(super) struct Entry {
    /// Bytes it has.
    pub(super) size: u64,
    /// Bytes before it, unpacked.
    at: u64,
}

impl Tarred {
    /// A tar file of so many bytes, as it lies there.
    pub(super) fn new(path: &Path, length: u64, packed: bool) -> Self {
        Self { path: path.to_owned(), packed, most: length.saturating_mul(MOST_RATIO).max(HARMLESS) }
    }

    /// Calls `see` with every file in it. What is no ordinary file is left out, and so is a name that is no text or
    /// longer than tar's first hundred letters: none that is read here is.
    ///
    /// # Errors
    /// Where it breaks off, is no tar file, unpacks to more than an archive can, or `see` fails.
    pub(super) fn entries(
        &self,
        mut see: impl FnMut(String, Entry) -> Result<(), ArchiveError>,
    ) -> Result<(), ArchiveError> {
        let mut reader = self.reader()?;
        let mut tar = tar::Archive::new(&mut reader);
        // Raw: what tar adds for long names could be of any length, and would be read into memory.
        for entry in tar.entries().map_err(|error| self.failure(error))?.raw(true) {
            let entry = entry.map_err(|error| self.failure(error))?;
            if !entry.header().entry_type().is_file() {
                continue;
            }
            let Ok(name) = std::str::from_utf8(&entry.path_bytes()).map(str::to_owned) else { continue };
            let found = Entry { size: entry.size(), at: entry.raw_file_position() };
            see(name.trim_start_matches("./").to_owned(), found)?;
        }
        io::copy(&mut reader, &mut io::sink()).map_err(|error| self.failure(error))?;
        Ok(())
    }

    /// The bytes of one file.
    ///
    /// # Errors
    /// Where the tar file cannot be read up to there.
    pub(super) fn unpack(&self, entry: &Entry) -> Result<Box<dyn Read>, ArchiveError> {
        let mut reader = self.reader()?;
        io::copy(&mut (&mut reader).take(entry.at), &mut io::sink()).map_err(|error| self.failure(error))?;
        Ok(Box::new(reader.take(entry.size)))
    }

    fn reader(&self) -> Result<Bounded, ArchiveError> {
        let file = File::open(&self.path).map_err(|error| no_access(&self.path, error))?;
        let file = BufReader::with_capacity(64 << 10, file);
        let reader: Box<dyn Read> = if self.packed { Box::new(MultiGzDecoder::new(file)) } else { Box::new(file) };
        Ok(Bounded { reader, left: self.most })
    }

    fn failure(&self, error: io::Error) -> ArchiveError {
        let path = self.path.clone();
        match error.kind() {
            io::ErrorKind::FileTooLarge => ArchiveError::Bomb { path, at: "what is packed".to_owned() },
            io::ErrorKind::UnexpectedEof => ArchiveError::Truncated { path },
            _ => super::unpacked::failure(&self.path, "its files", error),
        }
    }
}

/// Bytes up to a bound; more of them are an error.
struct Bounded {
    reader: Box<dyn Read>,
    left: u64,
}

impl Read for Bounded {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.reader.read(buffer)?;
        self.left = self.left.checked_sub(count as u64).ok_or(io::ErrorKind::FileTooLarge)?;
        Ok(count)
    }
}
