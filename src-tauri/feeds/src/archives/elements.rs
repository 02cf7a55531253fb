//! The elements of one JSON array, one at a time, out of a stream of any length and in a bounded buffer.
//!
//! X writes each file as a JavaScript assignment, `window.YTD.tweets.part0 = [ … ]`, with all of it in one array of up
//! to hundreds of megabytes. An element is parsed straight out of the buffer, so its strings can be borrowed; only what
//! does not parse is looked at byte by byte, to find where the next element begins.

use serde::Deserialize;
use std::io::{self, Read};

/// Bytes the buffer has at first: small enough to stay in the processor's cache.
const BUFFER: usize = 256 << 10;

/// The most bytes one element may have. A post of today has 2 to 20 thousand.
const LARGEST: usize = 8 << 20;

/// Bytes within which the array must begin.
const PREFIX: usize = 4 << 10;

/// The elements of one JSON array.
pub(super) struct Elements<R> {
    reader: R,
    buffer: Vec<u8>,
    start: usize,
    end: usize,
    exhausted: bool,
    begun: bool,
    read: u64,
}

/// The value that a small file of this kind assigns, `var user_details = { … };`; `None` where it does not parse.
pub(super) fn assigned<'a, T: Deserialize<'a>>(file: &'a [u8]) -> Option<T> {
    let at = file.iter().take(PREFIX).position(|byte| matches!(byte, b'{' | b'['))?;
    first(&file[at..]).ok().map(|(value, _)| value)
}

/// The value at the beginning of these bytes, and how many of them it takes.
///
/// # Errors
/// Where none stands there, or it is another; an error that [`is_eof`](serde_json::Error::is_eof) says that more bytes
/// are needed.
pub(super) fn first<'a, T: Deserialize<'a>>(bytes: &'a [u8]) -> serde_json::Result<(T, usize)> {
    let mut values = serde_json::Deserializer::from_slice(bytes).into_iter::<T>();
    let value = values.next().unwrap_or_else(|| Err(serde::de::Error::custom("nothing stands there")))?;
    Ok((value, values.byte_offset()))
}

/// What stands at the next place of the array.
#[derive(Debug, PartialEq)]
pub(super) enum Element<T> {
    /// An element that was understood.
    Taken(T),
    /// An element that was understood after bytes that are no text were replaced.
    Garbled(T),
    /// An element that was not understood, by its first characters; the next one can be.
    Malformed(String),
    /// An element larger than any may be.
    TooLarge,
    /// The array breaks off here, or there is none.
    Broken,
    /// The array ended properly.
    End,
}

impl<R: Read> Elements<R> {
    /// The elements of the array in this stream.
    pub(super) fn new(reader: R) -> Self {
        Self { reader, buffer: vec![0; BUFFER], start: 0, end: 0, exhausted: false, begun: false, read: 0 }
    }

    /// Bytes taken from the stream so far.
    pub(super) fn read(&self) -> u64 {
        self.read
    }

    /// The next element, as `parse` understands the bytes that begin with it: it returns what it made of them, and how
    /// many bytes it took. It may be called again for the same element with more bytes.
    ///
    /// After `End` or `Broken` nothing more comes.
    ///
    /// # Errors
    /// Where the stream fails.
    pub(super) fn next<T>(
        &mut self,
        mut parse: impl FnMut(&[u8]) -> serde_json::Result<(T, usize)>,
    ) -> io::Result<Element<T>> {
        if !self.begun {
            self.begun = true;
            self.find_array()?;
        }
        if self.peek()? == Some(b',') {
            self.start += 1;
        }
        match self.peek()? {
            Some(b']') => {
                self.finish()?;
                return Ok(Element::End);
            }
            None => return Ok(Element::Broken),
            Some(_) => {}
        }
        loop {
            match parse(&self.buffer[self.start..self.end]) {
                Ok((taken, used)) => {
                    self.start += used;
                    return Ok(Element::Taken(taken));
                }
                Err(error) if error.is_eof() && !self.exhausted => {
                    if self.end - self.start >= LARGEST {
                        return Ok(if self.skip()? { Element::TooLarge } else { Element::Broken });
                    }
                    self.fill()?;
                }
                Err(error) if error.is_eof() => {
                    self.start = self.end;
                    return Ok(Element::Broken);
                }
                Err(_) => return self.repair(parse),
            }
        }
    }

    /// Tries an element that does not parse once more with its text made whole.
    fn repair<T>(&mut self, mut parse: impl FnMut(&[u8]) -> serde_json::Result<(T, usize)>) -> io::Result<Element<T>> {
        let mut scan = Scan::default();
        let mut length = 0;
        while !scan.finds_end(&self.buffer[self.start + length..self.end], &mut length) {
            if self.exhausted {
                self.start = self.end;
                return Ok(Element::Broken);
            }
            if length >= LARGEST {
                return Ok(if self.skip()? { Element::TooLarge } else { Element::Broken });
            }
            self.fill()?;
        }
        let element = &self.buffer[self.start..self.start + length];
        let whole = super::repair::make_whole(element);
        let result = match whole.as_deref().map(|text| parse(text.as_bytes())) {
            Some(Ok((taken, _))) => Element::Garbled(taken),
            _ => Element::Malformed(String::from_utf8_lossy(element).chars().take(60).collect()),
        };
        self.start += length;
        Ok(result)
    }

    /// Passes over an element that does not fit the buffer; `false` where the stream ends within it.
    fn skip(&mut self) -> io::Result<bool> {
        let mut scan = Scan::default();
        loop {
            let mut length = 0;
            let found = scan.finds_end(&self.buffer[self.start..self.end], &mut length);
            self.start += length;
            if found {
                return Ok(true);
            }
            if self.exhausted {
                return Ok(false);
            }
            self.fill()?;
        }
    }

    /// The next byte that is no white space, without taking it; `None` at the end of the stream.
    fn peek(&mut self) -> io::Result<Option<u8>> {
        loop {
            while self.start < self.end {
                match self.buffer[self.start] {
                    b' ' | b'\n' | b'\r' | b'\t' => self.start += 1,
                    byte => return Ok(Some(byte)),
                }
            }
            if self.exhausted {
                return Ok(None);
            }
            self.fill()?;
        }
    }

    /// Passes over what stands before the array.
    fn find_array(&mut self) -> io::Result<()> {
        self.fill()?;
        let head = &self.buffer[..self.end.min(PREFIX)];
        match head.iter().position(|byte| *byte == b'[') {
            Some(at) => self.start = at + 1,
            None => self.finish()?,
        }
        Ok(())
    }

    /// Reads the stream to its end, so that its checksum is seen, and leaves nothing.
    fn finish(&mut self) -> io::Result<()> {
        while !self.exhausted {
            self.start = self.end;
            self.fill()?;
        }
        self.start = self.end;
        Ok(())
    }

    /// Makes room and fills the buffer, doubling it where one element takes all of it.
    fn fill(&mut self) -> io::Result<()> {
        self.buffer.copy_within(self.start..self.end, 0);
        self.end -= self.start;
        self.start = 0;
        if self.end == self.buffer.len() {
            self.buffer.resize(self.buffer.len() * 2, 0);
        }
        while self.end < self.buffer.len() {
            match self.reader.read(&mut self.buffer[self.end..]) {
                Ok(0) => {
                    self.exhausted = true;
                    break;
                }
                Ok(count) => {
                    self.end += count;
                    self.read += count as u64;
                }
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
        Ok(())
    }
}

/// Looks for the end of an element that is not understood, whatever is in it.
#[derive(Default)]
struct Scan {
    depth: u64,
    in_string: bool,
    escaped: bool,
}

impl Scan {
    /// Whether the element ends within these further bytes of it; adds to `length` how many of them belong to it.
    fn finds_end(&mut self, bytes: &[u8], length: &mut usize) -> bool {
        for (at, byte) in bytes.iter().enumerate() {
            if self.in_string {
                match byte {
                    _ if self.escaped => self.escaped = false,
                    b'\\' => self.escaped = true,
                    b'"' => self.in_string = false,
                    _ => {}
                }
                continue;
            }
            match byte {
                b'"' => self.in_string = true,
                b'{' | b'[' => self.depth += 1,
                b',' | b']' if self.depth == 0 => {
                    *length += at;
                    return true;
                }
                b'}' | b']' if self.depth == 1 => {
                    *length += at + 1;
                    return true;
                }
                b'}' | b']' => self.depth = self.depth.saturating_sub(1),
                _ => {}
            }
        }
        *length += bytes.len();
        false
    }
}
