//! JSON as X spells it: indented by two, a space before each colon, empty lists as `[ ]`; and in the older layout with
//! slashes, angle brackets and everything beyond ASCII escaped.

use anyhow::Result;
use serde::Serialize;
use serde_json::Value;
use serde_json::ser::{Formatter, PrettyFormatter, Serializer};
use std::io::{self, Write};

/// The text of a value.
pub(super) fn spell(value: &Value, escaped: bool) -> Result<String> {
    let mut bytes = Vec::with_capacity(2048);
    let spelling = Spelling { escaped, indented: PrettyFormatter::new(), empty: false };
    value.serialize(&mut Serializer::with_formatter(&mut bytes, spelling))?;
    Ok(String::from_utf8(bytes)?)
}

struct Spelling<'a> {
    escaped: bool,
    indented: PrettyFormatter<'a>,
    /// Whether nothing was written since the list began.
    empty: bool,
}

impl Formatter for Spelling<'_> {
    fn begin_array<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.empty = true;
        self.indented.begin_array(writer)
    }

    fn end_array<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        if std::mem::take(&mut self.empty) {
            writer.write_all(b" ")?;
        }
        self.indented.end_array(writer)
    }

    fn begin_array_value<W: ?Sized + Write>(&mut self, writer: &mut W, first: bool) -> io::Result<()> {
        self.empty = false;
        self.indented.begin_array_value(writer, first)
    }

    fn end_array_value<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.indented.end_array_value(writer)
    }

    fn begin_object<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.indented.begin_object(writer)
    }

    fn end_object<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.indented.end_object(writer)
    }

    fn begin_object_key<W: ?Sized + Write>(&mut self, writer: &mut W, first: bool) -> io::Result<()> {
        self.indented.begin_object_key(writer, first)
    }

    fn begin_object_value<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        writer.write_all(b" : ")
    }

    fn end_object_value<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.indented.end_object_value(writer)
    }

    fn write_string_fragment<W: ?Sized + Write>(&mut self, writer: &mut W, fragment: &str) -> io::Result<()> {
        if !self.escaped {
            return writer.write_all(fragment.as_bytes());
        }
        for character in fragment.chars() {
            match character {
                '/' => writer.write_all(b"\\/")?,
                ' '..='~' if character != '<' && character != '>' => write!(writer, "{character}")?,
                _ => {
                    for unit in character.encode_utf16(&mut [0; 2]) {
                        write!(writer, "\\u{unit:04X}")?;
                    }
                }
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::spell;
    use serde_json::json;

    #[test]
    fn json_is_spelled_as_x_does() -> anyhow::Result<()> {
        let value = json!({ "a": [], "b": ["</é🌍"] });
        assert_eq!(spell(&value, false)?, "{\n  \"a\" : [ ],\n  \"b\" : [\n    \"</é🌍\"\n  ]\n}");
        assert_eq!(
            spell(&value, true)?,
            "{\n  \"a\" : [ ],\n  \"b\" : [\n    \"\\u003C\\/\\u00E9\\uD83C\\uDF0D\"\n  ]\n}"
        );
        Ok(())
    }
}
