//! What a file looks like that is not the archive it was taken for.

use std::fmt;

/// What a file looks like that is not the archive it was taken for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LooksLike {
    /// Another network's archive, which is read elsewhere or not at all.
    ArchiveOf(&'static str),
    /// A kind of file by its first bytes: "a PDF document", "a picture".
    File(&'static str),
    /// A zip or a folder with nothing in it that is known here.
    SomeZip,
    /// A folder with nothing in it that is known here.
    SomeFolder,
    /// Nothing that is known here.
    Unknown,
}

impl fmt::Display for LooksLike {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::ArchiveOf(network) => write!(f, "an archive of {network}"),
            Self::File(kind) => f.write_str(kind),
            Self::SomeZip => f.write_str("a zip file of something else"),
            Self::SomeFolder => f.write_str("a folder of something else"),
            Self::Unknown => f.write_str("a file of another kind"),
        }
    }
}
