//! The elements of one JSON array, one at a time, out of a stream of any length and in a bounded buffer.
//!
//! X writes each file as a JavaScript assignment, `window.YTD.tweets.part0 = [ … ]`, with all of it in one array of up
//! to hundreds of megabytes. An element is parsed straight out of the buffer, so its strings can be borrowed; only what
//! does not parse is looked at byte by byte, to find where the next element begins.

use serde::Deserialize;
use std::io::{self, Read};

/// Bytes the buffer has at first: small enough to stay in the processor's cache.
const BUFFER: usize = 256 << 10;

/// The most bytes one element may have, and the buffer with it. A post of today has 2 to 20 thousand.
pub(super) const LARGEST: usize = 8 << 20;

/// Bytes within which the value must begin.
const PREFIX: usize = 4 << 10;

/// The elements of one JSON array.
pub(super) struct Elements<R> {
    reader: R,
    /// What was read and not yet taken lies between `start` and `end`.
    buffer: Vec<u8>,
    start: usize,
    end: usize,
    exhausted: bool,
    read: u64,
    place: Place,
    /// The key under which the array stands, where it is not the first of the stream.
    key: Option<&'static str>,
}

/// Where in the stream the next byte is.
enum Place {
    Before,
    Within,
    /// In an element that does not fit the buffer.
    Oversized(Scan),
    /// After the array, or after what is none; `whole` tells which.
    After {
        whole: bool,
    },
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
    /// An element larger than any may be; it was passed over.
    TooLarge,
    /// Nothing yet: bytes were passed over, and there are more.
    Nothing,
    /// The array breaks off here, or there is none. Nothing more comes.
    Broken,
    /// The array ended properly. Nothing more comes.
    End,
}

impl<R: Read> Elements<R> {
    /// The elements of the array in this stream.
    pub(super) fn new(reader: R) -> Self {
        let buffer = vec![0; BUFFER];
        Self { reader, buffer, start: 0, end: 0, exhausted: false, read: 0, place: Place::Before, key: None }
    }

    /// The elements of the array that stands under this key, written with its quotation marks, near the beginning of the
    /// stream.
    pub(super) fn below(reader: R, key: &'static str) -> Self {
        Self { key: Some(key), ..Self::new(reader) }
    }

    /// Bytes taken from the stream so far.
    pub(super) fn read(&self) -> u64 {
        self.read
    }

    /// The next element, as `parse` understands the bytes that begin with it: it returns what it made of them, and how
    /// many bytes it took. It may be called again for the same element with more bytes.
    ///
    /// # Errors
    /// Where the stream fails.
    pub(super) fn next<T>(
        &mut self,
        parse: impl FnMut(&[u8]) -> serde_json::Result<(T, usize)>,
    ) -> io::Result<Element<T>> {
        match &mut self.place {
            Place::Before => {
                self.fill()?;
                let behind_key = match self.key {
                    None => Some(0),
                    Some(key) => self.buffer[..self.end].windows(key.len()).position(|head| head == key.as_bytes()),
                };
                let array = behind_key.and_then(|from| {
                    let head = &self.buffer[from..self.end.min(from + PREFIX)];
                    head.iter().position(|byte| *byte == b'[').map(|at| from + at)
                });
                self.start = array.map_or(self.end, |at| at + 1);
                self.place = if array.is_some() { Place::Within } else { Place::After { whole: false } };
                Ok(Element::Nothing)
            }
            Place::Within => self.next_within(parse),
            Place::Oversized(scan) => {
                let mut length = 0;
                let ended = scan.finds_end(&self.buffer[self.start..self.end], &mut length);
                self.start += length;
                if ended {
                    self.place = Place::Within;
                    return Ok(Element::TooLarge);
                }
                if self.exhausted {
                    self.place = Place::After { whole: false };
                }
                self.fill()?;
                Ok(Element::Nothing)
            }
            // The stream is read to its end, so that its checksum is seen.
            Place::After { whole } if self.exhausted => Ok(if *whole { Element::End } else { Element::Broken }),
            Place::After { .. } => {
                self.start = self.end;
                self.fill()?;
                Ok(Element::Nothing)
            }
        }
    }

    fn next_within<T>(
        &mut self,
        mut parse: impl FnMut(&[u8]) -> serde_json::Result<(T, usize)>,
    ) -> io::Result<Element<T>> {
        if self.peek() == Some(b',') {
            self.start += 1;
        }
        match self.peek() {
            Some(b']') => {
                self.place = Place::After { whole: true };
                return Ok(Element::Nothing);
            }
            None if self.exhausted => {
                self.place = Place::After { whole: false };
                return Ok(Element::Nothing);
            }
            None => {
                self.fill()?;
                return Ok(Element::Nothing);
            }
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
                        self.place = Place::Oversized(Scan::default());
                        return Ok(Element::Nothing);
                    }
                    self.fill()?;
                }
                Err(error) if error.is_eof() => {
                    self.place = Place::After { whole: false };
                    return Ok(Element::Nothing);
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
                self.place = Place::After { whole: false };
                return Ok(Element::Nothing);
            }
            if length >= LARGEST {
                self.place = Place::Oversized(Scan::default());
                return Ok(Element::Nothing);
            }
            self.fill()?;
        }
        let element = &self.buffer[self.start..self.start + length];
        let whole = super::repair::make_whole(element);
        let result = match whole.map(|text| parse(text.as_bytes())) {
            Some(Ok((taken, _))) => Element::Garbled(taken),
            _ => Element::Malformed(String::from_utf8_lossy(element).chars().take(60).collect()),
        };
        self.start += length;
        Ok(result)
    }

    /// The next byte that is no white space, without taking it; `None` where the buffer holds none.
    fn peek(&mut self) -> Option<u8> {
        let rest = &self.buffer[self.start..self.end];
        let spaces = rest.iter().take_while(|byte| matches!(byte, b' ' | b'\n' | b'\r' | b'\t')).count();
        self.start += spaces;
        self.buffer[self.start..self.end].first().copied()
    }

    /// Makes room and fills the buffer, doubling it where what it holds takes all of it.
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

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;
    use Element::*;

    /// What comes of a stream that is read in pieces of so many bytes.
    fn elements(stream: &[u8], piece: usize) -> Vec<Element<u32>> {
        struct Pieces<'a>(&'a [u8], usize);
        impl Read for Pieces<'_> {
            fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
                let length = buffer.len().min(self.1);
                self.0.read(&mut buffer[..length])
            }
        }
        #[derive(Deserialize)]
        struct Numbered {
            n: u32,
        }
        let mut elements = Elements::new(Pieces(stream, piece));
        let mut all = Vec::new();
        loop {
            match elements.next(|bytes| first::<Numbered>(bytes).map(|(value, used)| (value.n, used))).unwrap() {
                Nothing => {}
                last @ (Broken | End) => {
                    all.push(last);
                    return all;
                }
                element => all.push(element),
            }
        }
    }

    #[test]
    fn the_array_is_found_behind_whatever_is_assigned() {
        for stream in [
            &b"[{\"n\":1},{\"n\":2}]"[..],
            b"window.YTD.tweets.part0 = [ {\n\"n\" : 1 }, {\"n\":2} ]",
            b"Grailbird.data.tweets_2011_08 = \n [ {\"n\":1}\r\n,{\"n\":2}];\n",
            b"\xef\xbb\xbfwindow.YTD.tweets.part0 = [{\"n\":1},{\"n\":2}]",
        ] {
            for piece in [1, 7, 4096] {
                assert_eq!(elements(stream, piece), [Taken(1), Taken(2), End]);
            }
        }
        assert_eq!(elements(b"x = []", 3), [End]);
        assert_eq!(elements(b"x = 5", 3), [Broken]);
        assert_eq!(elements(b"", 3), [Broken]);
    }

    #[test]
    fn the_array_is_found_below_its_key() {
        let found = |stream: &str| {
            let mut elements = Elements::below(stream.as_bytes(), "\"items\"");
            let mut numbers = Vec::new();
            loop {
                match elements.next(|bytes| first::<u32>(bytes)).unwrap() {
                    Taken(number) => numbers.push(number),
                    Nothing => {}
                    _ => return numbers,
                }
            }
        };
        assert_eq!(found(r#"{"@context":["a",1],"total":2,"items" : [1,2],"next":[3]}"#), [1, 2]);
        assert_eq!(found(r#"{"@context":["a",1],"others":[1,2]}"#), [0_u32; 0]);
    }

    #[test]
    fn what_is_not_understood_is_passed_over_and_the_next_is_read() {
        let bad = |start: &str| Malformed(start.to_owned());
        for (stream, expected) in [
            ("[{\"n\":\"] , {\"},{\"n\":2}]", vec![bad("{\"n\":\"] , {\"}"), Taken(2), End]),
            ("[{\"n\":-1},{\"n\":2}]", vec![bad("{\"n\":-1}"), Taken(2), End]),
            ("[17,{\"n\":2}]", vec![bad("17"), Taken(2), End]),
            ("[\"a,b\",{\"n\":2}]", vec![bad("\"a,b\""), Taken(2), End]),
            ("[{\"n\":1}{\"n\":2}]", vec![Taken(1), Taken(2), End]),
            ("[{\"n\":1} oops {\"n\":2},{\"n\":3}]", vec![Taken(1), bad("oops {\"n\":2}"), Taken(3), End]),
            ("[{\"n\":1},{\"n\":2", vec![Taken(1), Broken]),
            ("[{\"n\":1},", vec![Taken(1), Broken]),
            ("[{\"n\":1}", vec![Taken(1), Broken]),
        ] {
            assert_eq!(elements(stream.as_bytes(), 5), expected, "{stream}");
        }
    }

    #[test]
    fn an_element_larger_than_any_may_be_is_passed_over_in_a_bounded_buffer() {
        let endless = "x".repeat(3 * LARGEST);
        let stream = format!("[{{\"n\":1}},{{\"n\":\"{endless}\"}},{{\"n\":3}}]");
        assert_eq!(elements(stream.as_bytes(), 1 << 20), [Taken(1), TooLarge, Taken(3), End]);
        assert_eq!(elements(&stream.as_bytes()[..2 * LARGEST], 1 << 20), [Taken(1), Broken]);
    }

    #[test]
    fn deep_nesting_is_passed_over() {
        let deep = "[".repeat(200_000);
        let shut = "]".repeat(200_000);
        let stream = format!("[{{\"n\":1}},{deep}{shut},{{\"m\":{deep}{shut},\"n\":3}}]");
        assert_eq!(elements(stream.as_bytes(), 1 << 20)[2..], [Taken(3), End]);
    }

    #[test]
    fn text_that_is_none_is_made_whole() {
        assert_eq!(elements(b"[{\"n\":1,\"caf\xe9\":0},{\"n\":2}]", 64), [Garbled(1), Taken(2), End]);
        assert_eq!(elements(b"[{\"n\":1,\"\\ud83d\":0},{\"n\":2}]", 64), [Garbled(1), Taken(2), End]);
    }
}
