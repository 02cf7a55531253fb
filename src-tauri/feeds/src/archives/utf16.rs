//! UTF-16 as it is read, made UTF-8.

use std::io::{self, Read};

/// A stream of text: UTF-16, lowest byte first, where it begins with that byte order mark; otherwise as it is.
pub(super) struct Utf8<R> {
    reader: R,
    wide: bool,
    /// Bytes read and not yet handed on, from `at` on: those that told the encoding, or what was made of them.
    ready: Vec<u8>,
    at: usize,
    /// Bytes that are half a unit, and the unit that is half a character.
    half: Option<u8>,
    high: Option<u16>,
}

impl<R: Read> Utf8<R> {
    /// Looks at the beginning of a stream.
    ///
    /// # Errors
    /// Where the stream fails.
    pub(super) fn new(mut reader: R) -> io::Result<Self> {
        let mut mark = Vec::with_capacity(2);
        (&mut reader).take(2).read_to_end(&mut mark)?;
        let wide = mark == [0xff, 0xfe];
        if wide {
            mark.clear();
        }
        Ok(Self { reader, wide, ready: mark, at: 0, half: None, high: None })
    }

    /// Whether it is UTF-16.
    pub(super) fn is_wide(&self) -> bool {
        self.wide
    }

    fn make_ready(&mut self) -> io::Result<()> {
        let mut bytes = [0; 8 << 10];
        let count = self.reader.read(&mut bytes)?;
        self.ready.clear();
        self.at = 0;
        if count == 0 {
            // What the file broke off in the middle of.
            let broken = self.half.take().is_some() | self.high.take().is_some();
            if broken {
                self.ready.extend("\u{fffd}".bytes());
            }
            return Ok(());
        }
        let mut units = Vec::with_capacity(count / 2 + 2);
        units.extend(self.high.take());
        for byte in &bytes[..count] {
            match self.half.take() {
                None => self.half = Some(*byte),
                Some(low) => units.push(u16::from_le_bytes([low, *byte])),
            }
        }
        if units.last().is_some_and(|unit| (0xd800..0xdc00).contains(unit)) {
            self.high = units.pop();
        }
        let text: String = char::decode_utf16(units).map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER)).collect();
        self.ready = text.into_bytes();
        Ok(())
    }
}

impl<R: Read> Read for Utf8<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.at < self.ready.len() {
            let count = (&self.ready[self.at..]).read(buffer)?;
            self.at += count;
            return Ok(count);
        }
        if !self.wide {
            return self.reader.read(buffer);
        }
        // A piece may hold nothing but half a character.
        loop {
            self.make_ready()?;
            if !self.ready.is_empty() || (self.half.is_none() && self.high.is_none()) {
                break;
            }
        }
        let count = self.ready.as_slice().read(buffer)?;
        self.at = count;
        Ok(count)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;
    use proptest::prelude::*;

    fn read(bytes: &[u8]) -> String {
        let mut text = Vec::new();
        Utf8::new(bytes).unwrap().read_to_end(&mut text).unwrap();
        String::from_utf8_lossy(&text).into_owned()
    }

    #[test]
    fn what_has_no_mark_is_handed_on() {
        for text in ["", "a", "Date,Link", "é"] {
            assert_eq!(read(text.as_bytes()), text);
        }
        assert_eq!(read(b"\xff\xfea"), "\u{fffd}");
        assert_eq!(read(b"\xff\xfe\x3d\xd8"), "\u{fffd}");
    }

    proptest! {
        #[test]
        fn utf16_is_read_whole(text in "\\PC{0,9000}") {
            let bytes: Vec<u8> = [0xfeff].into_iter().chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect();
            prop_assert_eq!(read(&bytes), text);
        }

        #[test]
        fn any_bytes_may_be_read(bytes in prop::collection::vec(any::<u8>(), 0..100)) {
            let _ = read(&bytes);
            let _ = read(&[&[0xff, 0xfe], &bytes[..]].concat());
        }
    }
}
