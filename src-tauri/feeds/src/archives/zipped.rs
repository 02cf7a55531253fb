//! A zip file's directory, read entry by entry, so that an archive with a picture for every post costs no memory.

use super::ArchiveError;
use super::files::no_access;
use super::looks;
use super::unpacked::{Expected, Unpacked};
use rawzip::{CompressionMethod, ErrorKind, FileReader, RECOMMENDED_BUFFER_SIZE, ZipArchive, ZipArchiveEntryWayfinder};
use std::fs::File;
use std::path::{Path, PathBuf};

/// A zip file whose directory was found.
#[derive(Debug)]
pub(super) struct Zipped {
    path: PathBuf,
    archive: ZipArchive<FileReader>,
    /// Bytes of the zip file itself.
    pub(super) length: u64,
}

/// One file in a zip, as its directory describes it.
#[derive(Debug, Clone)]
pub(super) struct Entry {
    /// Bytes unpacked, by the directory's word.
    pub(super) size: u64,
    /// Bytes packed, by the directory's word.
    pub(super) packed: u64,
    crc: u32,
    method: CompressionMethod,
    encrypted: bool,
    way: ZipArchiveEntryWayfinder,
}

impl Zipped {
    /// Finds the directory of a zip file of so many bytes.
    ///
    /// # Errors
    /// Says what the file looks like where it is no zip, and whether a zip was cut off.
    pub(super) fn open(path: &Path, length: u64) -> Result<Self, ArchiveError> {
        let file = File::open(path).map_err(|error| no_access(path, error))?;
        let looks = looks::first_bytes(&file).map_err(|error| no_access(path, error))?;
        if length == 0 {
            return Err(ArchiveError::Empty { path: path.to_owned() });
        }
        let mut buffer = vec![0; RECOMMENDED_BUFFER_SIZE];
        match ZipArchive::from_file(file, &mut buffer) {
            Ok(archive) => Ok(Self { path: path.to_owned(), archive, length }),
            Err(error) => Err(match (error.into_kind(), looks) {
                (ErrorKind::IO(source), _) if source.kind() != std::io::ErrorKind::UnexpectedEof => {
                    ArchiveError::NoAccess { path: path.to_owned(), source }
                }
                (_, None) => ArchiveError::Truncated { path: path.to_owned() },
                (_, Some(_)) if looks::is_one_piece(path) => ArchiveError::OnePiece { path: path.to_owned() },
                (_, Some(looks)) => ArchiveError::WrongFile { path: path.to_owned(), looks },
            }),
        }
    }

    /// Calls `see` with every file in the directory. A name that leaves the archive (`../`, `/etc`) is brought back into
    /// it, and one that is no text is left out: names only ever tell files apart here.
    ///
    /// # Errors
    /// Where the directory contradicts itself, or `see` fails.
    pub(super) fn entries(
        &self,
        mut see: impl FnMut(String, Entry) -> Result<(), ArchiveError>,
    ) -> Result<(), ArchiveError> {
        let mut buffer = vec![0; RECOMMENDED_BUFFER_SIZE];
        let mut entries = self.archive.entries(&mut buffer);
        while let Some(record) = entries.next_entry().map_err(|error| self.damaged("its directory", &error))? {
            if record.is_dir() {
                continue;
            }
            let Ok(name) = record.file_path().try_normalize() else { continue };
            let entry = Entry {
                size: record.uncompressed_size_hint(),
                packed: record.compressed_size_hint(),
                crc: record.crc32(),
                method: record.compression_method(),
                encrypted: record.flags().is_encrypted(),
                way: record.wayfinder(),
            };
            see(name.as_str().to_owned(), entry)?;
        }
        Ok(())
    }

    /// The bytes of one entry.
    ///
    /// # Errors
    /// Where it is encrypted, packed in an unknown way, or not where the directory says.
    pub(super) fn unpack<'a>(
        &'a self,
        path: &'a Path,
        name: &'a str,
        entry: &Entry,
    ) -> Result<Unpacked<'a>, ArchiveError> {
        if entry.encrypted || entry.method == CompressionMethod::AES {
            return Err(ArchiveError::Encrypted { path: self.path.clone() });
        }
        let found = self.archive.get_entry(entry.way).map_err(|error| self.damaged(name, &error))?;
        let expected = Expected { size: entry.size, crc: entry.crc };
        match entry.method {
            CompressionMethod::STORE => Ok(Unpacked::stored(path, name, found.reader(), expected)),
            CompressionMethod::DEFLATE => Ok(Unpacked::deflated(path, name, found.reader(), expected)),
            other => Err(ArchiveError::Packing { path: self.path.clone(), method: other.as_u16() }),
        }
    }

    fn damaged(&self, at: &str, error: &rawzip::Error) -> ArchiveError {
        ArchiveError::Damaged { path: self.path.clone(), at: at.to_owned(), detail: error.to_string() }
    }
}
