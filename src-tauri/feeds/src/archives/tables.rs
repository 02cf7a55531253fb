//! Archives that are tables of separated values: what their readers have in common.

use super::files::{Files, Kept};
use super::handing::{Handing, Understood};
use super::rows::{Dialect, Row, Rows};
use super::utf16::Utf8;
use super::{ArchiveError, Why};
use crate::moment::possible;
use chrono::{DateTime, NaiveDateTime, Utc};
use std::io::Read;
use std::ops::ControlFlow;

/// A table of an archive, as text.
pub(super) type Table<'a> = Rows<Box<dyn Read + 'a>>;

/// Opens a table. One in UTF-16 has tabs between its fields and quotation marks that stand twice.
///
/// # Errors
/// Where the file cannot be read.
pub(super) fn open<'a>(files: &'a Files, file: &'a Kept, dialect: Dialect) -> Result<Table<'a>, ArchiveError> {
    let failed = |error| files.failure(&file.name, error);
    let text = Utf8::new(files.unpack(file)?).map_err(failed)?;
    let dialect = if text.is_wide() { Dialect { separator: b'\t', backslash: false } } else { dialect };
    Rows::new(Box::new(text) as Box<dyn Read>, dialect).map_err(failed)
}

impl Handing<'_> {
    /// Reads every row of a table.
    ///
    /// # Errors
    /// Where the file cannot be read to its end.
    pub(super) fn rows(
        &mut self,
        files: &Files,
        file: &Kept,
        dialect: Dialect,
        mut understand: impl FnMut(&Table<'_>) -> Understood,
    ) -> Result<ControlFlow<()>, ArchiveError> {
        let mut table = open(files, file, dialect)?;
        loop {
            let understood = match table.next().map_err(|error| files.failure(&file.name, error))? {
                Row::Taken => understand(&table),
                Row::TooLarge => Err((Why::TooLarge, String::new())),
                Row::End => break,
            };
            // In UTF-16 there are more bytes than are counted here; the size is a bound in any case.
            let read = table.read().min(file.size);
            if self.hand(&file.name, understood).is_break() || self.report(read).is_break() {
                return Ok(ControlFlow::Break(()));
            }
        }
        Ok(self.finish_part(file.size))
    }
}

/// Dates as tables have them, none with a zone: they are UTC.
const DATES: &[&str] =
    &["%Y-%m-%d %H:%M:%S", "%Y-%m-%d %H:%M", "%Y/%m/%d %H:%M:%S", "%m/%d/%y, %I:%M %p", "%m/%d/%Y %H:%M"];

/// A date as tables have them.
pub(super) fn moment(date: &str) -> Option<DateTime<Utc>> {
    let date = date.trim();
    let date = date.strip_suffix("UTC").map_or(date, str::trim_end);
    let plain = DATES.iter().find_map(|form| NaiveDateTime::parse_from_str(date, form).ok()).map(|at| at.and_utc());
    let at = plain.or_else(|| DateTime::parse_from_rfc3339(date).ok().map(|at| at.to_utc()))?;
    possible(at)
}
