//! `tweets.csv` of the older layout, for archives whose month files are missing.
//!
//! It names neither mentions nor their ids, and the links it lists stand for the short links in the text by order only.

use super::tweet::{Entities, Link, Retweeted, Text, Tweet, User};
use csv_core::{ReadRecordResult, Reader};
use std::io::{self, Read};

/// The most bytes one row may have; a real one has up to two thousand.
const LARGEST: usize = 1 << 20;

/// Columns beyond this are left unread.
const MOST_COLUMNS: usize = 64;

/// The rows of a table, one at a time, in a bounded buffer.
pub(super) struct Table<R> {
    reader: R,
    core: Reader,
    input: Vec<u8>,
    start: usize,
    end: usize,
    output: Vec<u8>,
    ends: [usize; MOST_COLUMNS],
    columns: Vec<String>,
    read: u64,
}

/// What stands in the next row.
pub(super) enum Row {
    /// A row; [`Table::tweet`] reads it.
    Taken(usize),
    /// A row larger than any may be.
    TooLarge,
    /// There are no more.
    End,
}

impl<R: Read> Table<R> {
    /// The rows of the table in this stream.
    ///
    /// # Errors
    /// Where the stream fails.
    pub(super) fn new(reader: R) -> io::Result<Self> {
        let mut table = Self {
            reader,
            core: Reader::new(),
            input: vec![0; 64 << 10],
            start: 0,
            end: 0,
            output: vec![0; LARGEST],
            ends: [0; MOST_COLUMNS],
            columns: Vec::new(),
            read: 0,
        };
        if let Row::Taken(count) = table.next()? {
            let header = (0..count).map(|at| table.field(at).trim_start_matches('\u{feff}').to_owned()).collect();
            table.columns = header;
        }
        Ok(table)
    }

    /// Bytes taken from the stream so far.
    pub(super) fn read(&self) -> u64 {
        self.read
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
                ReadRecordResult::Record if too_large => return Ok(Row::TooLarge),
                ReadRecordResult::Record => return Ok(Row::Taken(fields)),
                ReadRecordResult::End => return Ok(Row::End),
            }
        }
    }

    /// The tweet in the row that was taken last, which has so many fields.
    pub(super) fn tweet(&self, count: usize) -> TableTweet {
        let column = |name: &str| {
            let at = self.columns.iter().position(|column| column == name).filter(|at| *at < count);
            at.map(|at| self.field(at)).unwrap_or_default()
        };
        TableTweet {
            id: column("tweet_id"),
            at: column("timestamp"),
            text: column("text"),
            source: column("source"),
            in_reply_to_status: column("in_reply_to_status_id"),
            in_reply_to_user: column("in_reply_to_user_id"),
            retweeted: column("retweeted_status_id"),
            retweeted_user: column("retweeted_status_user_id"),
            expanded_urls: column("expanded_urls"),
        }
    }

    fn field(&self, at: usize) -> String {
        let start = if at == 0 { 0 } else { self.ends[at - 1] };
        String::from_utf8_lossy(&self.output[start..self.ends[at]]).into_owned()
    }
}

/// A row, as text.
pub(super) struct TableTweet {
    id: String,
    at: String,
    text: String,
    source: String,
    in_reply_to_status: String,
    in_reply_to_user: String,
    retweeted: String,
    retweeted_user: String,
    expanded_urls: String,
}

impl TableTweet {
    /// The row in the shape of the other files.
    pub(super) fn tweet(&self) -> Tweet<'_> {
        let user = User { id_str: Text::from(self.retweeted_user.as_str()), ..User::default() };
        Tweet {
            id_str: Text::from(self.id.as_str()),
            created_at: Text::from(self.at.as_str()),
            text: Text::from(self.text.as_str()),
            source: Text::from(self.source.as_str()),
            in_reply_to_status_id_str: Text::from(self.in_reply_to_status.as_str()),
            in_reply_to_user_id_str: Text::from(self.in_reply_to_user.as_str()),
            retweeted_status: (!self.retweeted.is_empty()).then_some(Retweeted { user: Some(user) }),
            entities: Some(self.entities()),
            ..Tweet::default()
        }
    }

    /// The links, by order: the table lists where each leads, but not which of the short links it stands for. Where the
    /// numbers differ, nothing can be told, and the short links stay.
    fn entities(&self) -> Entities<'_> {
        let mut long: Vec<&str> = self.expanded_urls.split(',').filter(|url| !url.is_empty()).collect();
        long.dedup();
        let short: Vec<&str> = self.text.split_whitespace().filter(|word| word.contains("://t.co/")).collect();
        if short.len() != long.len() {
            return Entities::default();
        }
        let mut entities = Entities::default();
        for (short, long) in short.into_iter().zip(long) {
            let own_media = long.contains(&*self.id);
            let place = if own_media { &mut entities.media } else { &mut entities.urls };
            place.get_or_insert_default().push(Link { url: Text::from(short), expanded_url: Text::from(long) });
        }
        entities
    }
}
