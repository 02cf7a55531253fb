//! The rows of a table of separated values, one at a time, in a bounded buffer.

use csv_core::{ReadRecordResult, Reader, ReaderBuilder};
use std::io::{self, Read};

/// The most bytes one row may have; a real one has up to some thousands.
const LARGEST: usize = 1 << 20;

/// Columns beyond this are left unread.
const MOST_COLUMNS: usize = 64;

/// How a table is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Dialect {
    /// What separates the fields.
    pub(super) separator: u8,
    /// Whether a quotation mark within a field has a backslash before it, instead of standing twice.
    pub(super) backslash: bool,
}

impl Dialect {
    /// Commas, and quotation marks that stand twice.
    pub(super) const USUAL: Self = Self { separator: b',', backslash: false };
}

/// The rows of a table whose first row names the columns.
pub(super) struct Rows<R> {
    reader: R,
    core: Reader,
    input: Vec<u8>,
    start: usize,
    end: usize,
    output: Vec<u8>,
    ends: [usize; MOST_COLUMNS],
    /// Fields of the row that was taken last.
    fields: usize,
    columns: Vec<String>,
    read: u64,
}

/// What stands in the next row.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Row {
    /// A row; [`Rows::get`] reads it.
    Taken,
    /// A row larger than any may be.
    TooLarge,
    /// There are no more.
    End,
}

impl<R: Read> Rows<R> {
    /// The rows of the table in this stream.
    ///
    /// # Errors
    /// Where the stream fails.
    pub(super) fn new(reader: R, dialect: Dialect) -> io::Result<Self> {
        let escape = dialect.backslash.then_some(b'\\');
        let mut rows = Self {
            reader,
            core: ReaderBuilder::new().delimiter(dialect.separator).escape(escape).build(),
            input: vec![0; 64 << 10],
            start: 0,
            end: 0,
            output: vec![0; LARGEST],
            ends: [0; MOST_COLUMNS],
            fields: 0,
            columns: Vec::new(),
            read: 0,
        };
        if rows.next()? == Row::Taken {
            rows.columns =
                (0..rows.fields).map(|at| rows.field(at).trim_start_matches('\u{feff}').to_owned()).collect();
        }
        Ok(rows)
    }

    /// Bytes taken from the stream so far.
    pub(super) fn read(&self) -> u64 {
        self.read
    }

    /// Whether the table has such a column, letters' case and spaces aside.
    pub(super) fn has(&self, column: &str) -> bool {
        self.place(column).is_some()
    }

    /// Moves to the next row.
    ///
    /// # Errors
    /// Where the stream fails.
    pub(super) fn next(&mut self) -> io::Result<Row> {
        let (mut used, mut fields, mut too_large) = (0, 0, false);
        loop {
            // To the parser, no input means the end of it.
            if self.start == self.end {
                self.start = 0;
                self.end = self.reader.read(&mut self.input)?;
                self.read += self.end as u64;
            }
            let input = &self.input[self.start..self.end];
            let (result, taken, written, ended) =
                self.core.read_record(input, &mut self.output[used..], &mut self.ends[fields..]);
            self.start += taken;
            used += written;
            fields += ended;
            match result {
                ReadRecordResult::InputEmpty => {}
                ReadRecordResult::OutputFull | ReadRecordResult::OutputEndsFull => {
                    too_large = true;
                    (used, fields) = (0, 0);
                }
                ReadRecordResult::Record if too_large => {
                    // Where its fields end was counted on beyond the buffer: there is none to be read.
                    self.fields = 0;
                    return Ok(Row::TooLarge);
                }
                ReadRecordResult::Record => {
                    self.fields = fields;
                    return Ok(Row::Taken);
                }
                ReadRecordResult::End => return Ok(Row::End),
            }
        }
    }

    /// A field of the row that was taken last, by its column's name; empty where it is not there.
    pub(super) fn get(&self, column: &str) -> String {
        self.place(column).filter(|at| *at < self.fields).map(|at| self.field(at)).unwrap_or_default()
    }

    fn place(&self, column: &str) -> Option<usize> {
        let same = |known: &str| {
            let letters = |name: &'_ str| name.chars().filter(|c| *c != ' ').collect::<String>();
            letters(known).eq_ignore_ascii_case(&letters(column))
        };
        self.columns.iter().position(|known| same(known))
    }

    fn field(&self, at: usize) -> String {
        let start = if at == 0 { 0 } else { self.ends[at - 1] };
        String::from_utf8_lossy(&self.output[start..self.ends[at]]).into_owned()
    }
}
