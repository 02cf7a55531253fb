//! The bytes of one file of an archive, unpacked as they are read and checked against what the archive says of them.

use super::ArchiveError;
use flate2::Crc;
use flate2::read::DeflateDecoder;
use rawzip::{FileReader, ZipReader};
use std::io::{self, Read};
use std::path::Path;

/// What a zip's directory says of a file's bytes.
#[derive(Debug, Clone, Copy)]
pub(super) struct Expected {
    pub(super) size: u64,
    pub(super) crc: u32,
}

/// The bytes of one file. Reading fails where they are more, fewer or others than the archive says.
pub(super) struct Unpacked<'a> {
    path: &'a Path,
    name: &'a str,
    source: Source<'a>,
    expected: Option<Expected>,
    seen: Crc,
    bytes: u64,
}

enum Source<'a> {
    Plain(Box<dyn Read>),
    Stored(ZipReader<&'a FileReader>),
    Deflated(Box<DeflateDecoder<ZipReader<&'a FileReader>>>),
}

impl<'a> Unpacked<'a> {
    /// A file whose bytes are checked elsewhere, or not at all: on the disk, or in a tar file.
    pub(super) fn plain(path: &'a Path, name: &'a str, bytes: Box<dyn Read>) -> Self {
        Self { path, name, source: Source::Plain(bytes), expected: None, seen: Crc::new(), bytes: 0 }
    }

    /// A file that lies in the zip as it is.
    pub(super) fn stored(path: &'a Path, name: &'a str, raw: ZipReader<&'a FileReader>, expected: Expected) -> Self {
        Self { path, name, source: Source::Stored(raw), expected: Some(expected), seen: Crc::new(), bytes: 0 }
    }

    /// A file that lies in the zip deflated.
    pub(super) fn deflated(path: &'a Path, name: &'a str, raw: ZipReader<&'a FileReader>, expected: Expected) -> Self {
        let source = Source::Deflated(Box::new(DeflateDecoder::new_with_buf(raw, vec![0; 64 << 10])));
        Self { path, name, source, expected: Some(expected), seen: Crc::new(), bytes: 0 }
    }

    fn damaged(&self, detail: &str) -> io::Error {
        io::Error::other(ArchiveError::Damaged {
            path: self.path.to_owned(),
            at: self.name.to_owned(),
            detail: detail.to_owned(),
        })
    }
}

impl Read for Unpacked<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = match &mut self.source {
            Source::Plain(bytes) => bytes.read(buffer),
            Source::Stored(raw) => raw.read(buffer),
            Source::Deflated(inflate) => inflate.read(buffer),
        }?;
        let Some(expected) = self.expected else { return Ok(count) };
        self.bytes += count as u64;
        self.seen.update(&buffer[..count]);
        if self.bytes > expected.size {
            return Err(self.damaged("it holds more than the zip's directory says"));
        }
        if count == 0 && !buffer.is_empty() {
            if self.bytes < expected.size {
                return Err(self.damaged("it holds less than the zip's directory says"));
            }
            if self.seen.sum() != expected.crc {
                return Err(self.damaged("its bytes do not match their checksum"));
            }
        }
        Ok(count)
    }
}

/// What a failed read of a file means for the whole archive.
pub(super) fn failure(path: &Path, at: &str, error: io::Error) -> ArchiveError {
    let (path, at) = (path.to_owned(), at.to_owned());
    match error.downcast::<ArchiveError>() {
        Ok(told) => told,
        Err(error) => match error.kind() {
            io::ErrorKind::InvalidInput | io::ErrorKind::InvalidData | io::ErrorKind::UnexpectedEof => {
                ArchiveError::Damaged { path, at, detail: error.to_string() }
            }
            _ => ArchiveError::Disk { path, at, source: error },
        },
    }
}
