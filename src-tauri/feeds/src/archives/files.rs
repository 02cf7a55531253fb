//! The files of an archive: inside a zip, or in the folder it was unpacked to. Nothing is ever written to disk.

use super::ArchiveError;
use super::looks::{self, Census, LooksLike, Packed};
use super::tarred::{self, Tarred};
use super::unpacked::Unpacked;
use super::zipped::Zipped;
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

/// The most files an archive may hold: far above the largest known (a picture for each of a million posts).
const MOST_FILES: u64 = 4_000_000;

/// The most files that are kept in mind, of those that are asked for by name.
const MOST_KEPT: usize = 10_000;

/// Folders below the one chosen that are looked into.
const DEEPEST: usize = 5;

/// How many times its packed size a file of posts may unpack to. Real ones reach 8 to 15; deflate's own limit, and what
/// a zip bomb does, is 1032.
pub(super) const MOST_RATIO: u64 = 200;

/// Below this many bytes the ratio does not matter.
pub(super) const HARMLESS: u64 = 16 << 20;

/// The most a file that describes the archive may hold; real ones hold some kilobytes.
const MOST_DESCRIPTION: u64 = 16 << 20;

/// The files of an archive whose names were asked for.
#[derive(Debug)]
pub(super) struct Files {
    path: PathBuf,
    home: Home,
    kept: Vec<Kept>,
}

/// Where the files are.
#[derive(Debug)]
enum Home {
    Zip(Zipped),
    Tar(Tarred),
    /// A folder, or a single file.
    Disk,
}

/// A file of the archive.
#[derive(Debug, Clone)]
pub(super) struct Kept {
    /// Its name from the top of the archive, with `/` between folders.
    pub(super) name: String,
    /// Bytes it has, unpacked, by the archive's word; reading more is an error.
    pub(super) size: u64,
    /// Bytes it has as it lies there.
    packed: u64,
    place: Place,
}

#[derive(Debug, Clone)]
enum Place {
    InZip(super::zipped::Entry),
    InTar(tarred::Entry),
    OnDisk(PathBuf),
}

impl Files {
    /// The files below `path` that `wanted` asks for by name.
    ///
    /// # Errors
    /// Where the path cannot be read, or holds no file that is wanted: then the error says what it looks like. Where one
    /// of them would unpack to more than any can.
    pub(super) fn open(path: &Path, wanted: impl Fn(&str) -> bool) -> Result<Self, ArchiveError> {
        let about = fs::metadata(path).map_err(|error| no_access(path, error))?;
        let mut census = Census::default();
        let mut kept = Vec::new();
        let mut see = |name: String, size, packed, place| {
            census.see(&name);
            if census.files > MOST_FILES {
                return Err(ArchiveError::TooManyFiles { path: path.to_owned(), most: MOST_FILES });
            }
            if wanted(&name) && kept.len() < MOST_KEPT {
                kept.push(Kept { name, size, packed, place });
            }
            Ok(())
        };
        let home = if about.is_dir() {
            walk(path, path, 0, &mut |name, place, size| see(name, size, size, Place::OnDisk(place)))?;
            Home::Disk
        } else if about.is_file() {
            let length = about.len();
            match packed(path)? {
                Some(packed @ (Packed::Gzip | Packed::Tar)) => {
                    let tar = Tarred::new(path, length, packed == Packed::Gzip);
                    tar.entries(|name, entry| see(name, entry.size, length, Place::InTar(entry)))?;
                    Home::Tar(tar)
                }
                None if !looks::is_one_piece(path) && single(path).is_some_and(&wanted) => {
                    let name = single(path).unwrap_or_default().to_owned();
                    see(name, length, length, Place::OnDisk(path.to_owned()))?;
                    Home::Disk
                }
                _ => {
                    let zip = Zipped::open(path, length)?;
                    zip.entries(|name, entry| see(name, entry.size, entry.packed, Place::InZip(entry)))?;
                    Home::Zip(zip)
                }
            }
        } else {
            return Err(ArchiveError::WrongFile {
                path: path.to_owned(),
                looks: LooksLike::File("a device or a pipe"),
            });
        };
        if kept.is_empty() {
            return Err(census.verdict(path, about.is_dir()));
        }
        kept.sort_by(|a, b| a.name.cmp(&b.name));
        let files = Self { path: path.to_owned(), home, kept };
        files.check_sizes()?;
        Ok(files)
    }

    /// What was chosen.
    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    /// Every file that was asked for, by name; a name that is there twice comes twice.
    pub(super) fn kept(&self) -> &[Kept] {
        &self.kept
    }

    /// The file with exactly this name.
    pub(super) fn named(&self, name: &str) -> Option<&Kept> {
        self.kept.iter().find(|kept| kept.name == name)
    }

    /// Refuses what unpacks to more than posts can, before anything of it is unpacked.
    ///
    /// # Errors
    /// [`ArchiveError::Bomb`] where one of the files, or all of them together, go beyond the ratio.
    fn check_sizes(&self) -> Result<(), ArchiveError> {
        let Home::Zip(zip) = &self.home else { return Ok(()) };
        let mut total = 0_u64;
        for file in &self.kept {
            total = total.saturating_add(file.size);
            let packed = file.packed.min(zip.length);
            if beyond(file.size, packed) || beyond(total, zip.length) {
                return Err(ArchiveError::Bomb { path: self.path.clone(), at: file.name.clone() });
            }
        }
        Ok(())
    }

    /// The bytes of a file, unpacked as they are read.
    ///
    /// # Errors
    /// Where the file cannot be opened, is encrypted, or is packed in a way that is not read here.
    pub(super) fn unpack<'a>(&'a self, file: &'a Kept) -> Result<Unpacked<'a>, ArchiveError> {
        match (&self.home, &file.place) {
            (Home::Zip(zip), Place::InZip(entry)) => zip.unpack(&self.path, &file.name, entry),
            (_, Place::OnDisk(place)) => {
                let opened = File::open(place).map_err(|error| no_access(place, error))?;
                Ok(Unpacked::plain(&self.path, &file.name, Box::new(opened)))
            }
            (Home::Tar(tar), Place::InTar(entry)) => Ok(Unpacked::plain(&self.path, &file.name, tar.unpack(entry)?)),
            (_, Place::InZip(_) | Place::InTar(_)) => Err(ArchiveError::NotFound { path: self.path.join(&file.name) }),
        }
    }

    /// The whole of a small file that describes the archive.
    ///
    /// # Errors
    /// As [`unpack`](Self::unpack), and where it is damaged or far too large.
    pub(super) fn description(&self, file: &Kept) -> Result<Vec<u8>, ArchiveError> {
        if file.size > MOST_DESCRIPTION {
            return Err(ArchiveError::Bomb { path: self.path.clone(), at: file.name.clone() });
        }
        let mut bytes = Vec::new();
        let mut unpacked = self.unpack(file)?.take(MOST_DESCRIPTION);
        unpacked.read_to_end(&mut bytes).map_err(|error| self.failure(&file.name, error))?;
        Ok(bytes)
    }

    /// What a failed read of a file means for the whole archive.
    pub(super) fn failure(&self, at: &str, error: io::Error) -> ArchiveError {
        super::unpacked::failure(&self.path, at, error)
    }
}

fn beyond(size: u64, packed: u64) -> bool {
    size > HARMLESS && size / MOST_RATIO > packed
}

/// How a file is packed, where it is otherwise than a zip.
fn packed(path: &Path) -> Result<Option<Packed>, ArchiveError> {
    let file = File::open(path).map_err(|error| no_access(path, error))?;
    looks::packed(&file).map_err(|error| no_access(path, error))
}

/// The name of a single file.
fn single(path: &Path) -> Option<&str> {
    path.file_name().and_then(|name| name.to_str())
}

/// Calls `see` with every ordinary file below a folder; links are not followed.
fn walk(
    top: &Path,
    folder: &Path,
    depth: usize,
    see: &mut impl FnMut(String, PathBuf, u64) -> Result<(), ArchiveError>,
) -> Result<(), ArchiveError> {
    for entry in fs::read_dir(folder).map_err(|error| no_access(folder, error))? {
        let entry = entry.map_err(|error| no_access(folder, error))?;
        let place = entry.path();
        let Ok(kind) = entry.file_type() else { continue };
        if kind.is_dir() && depth < DEEPEST {
            walk(top, &place, depth + 1, see)?;
        } else if kind.is_file() {
            let Some(name) = name_below(top, &place) else { continue };
            let size = entry.metadata().map_or(0, |about| about.len());
            see(name, place, size)?;
        }
    }
    Ok(())
}

fn name_below(top: &Path, place: &Path) -> Option<String> {
    let below = place.strip_prefix(top).ok()?;
    let parts: Option<Vec<&str>> = below.iter().map(|part| part.to_str()).collect();
    Some(parts?.join("/"))
}

pub(super) fn no_access(path: &Path, source: io::Error) -> ArchiveError {
    let path = path.to_owned();
    if source.kind() == io::ErrorKind::NotFound {
        ArchiveError::NotFound { path }
    } else {
        ArchiveError::NoAccess { path, source }
    }
}
