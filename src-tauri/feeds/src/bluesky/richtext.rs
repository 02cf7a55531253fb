//! A text and what its parts are: links, mentions. By facets, which count bytes, or by the older entities, which count
//! UTF-16 units.

use crate::html::{is_address, is_web};
use serde_json::Value;

/// A text as people saw it.
#[derive(Debug, Default, PartialEq)]
pub(super) struct RichText {
    /// The text, links replaced by where they lead.
    pub(super) text: String,
    /// Where they lead, in order.
    pub(super) links: Vec<String>,
    /// Whom it mentions, in order: what identifies her for good, where it is known, and the name as written.
    pub(super) mentions: Vec<(Option<String>, String)>,
}

/// The most parts of one text that are looked at.
const MOST_PARTS: usize = 400;

/// A part of a text, by bytes.
struct Part<'a> {
    from: usize,
    to: usize,
    what: What<'a>,
}

enum What<'a> {
    Link(&'a str),
    Mention(Option<&'a str>),
}

/// Reads the text of a record.
pub(super) fn read(text: &str, record: &Value) -> RichText {
    let facets = record["facets"].as_array().filter(|facets| !facets.is_empty());
    let mut parts: Vec<Part<'_>> = match facets {
        Some(facets) => facets.iter().take(MOST_PARTS).filter_map(of_facet).collect(),
        None => {
            let entities = record["entities"].as_array();
            entities.into_iter().flatten().take(MOST_PARTS).filter_map(|entity| of_entity(entity, text)).collect()
        }
    };
    parts.sort_by_key(|part| part.from);
    let mut read = RichText { text: String::with_capacity(text.len()), ..RichText::default() };
    let mut done = 0;
    for Part { from, to, what } in parts {
        // A part that overlaps the one before, or cuts a character, is none.
        let Some((before, shown)) = text.get(done..from).zip(text.get(from..to)) else { continue };
        read.text.push_str(before);
        done = to;
        match what {
            What::Link(uri) => {
                if !is_address(shown, uri) {
                    read.text.push_str(shown);
                    read.text.push(' ');
                }
                read.text.push_str(uri);
                read.links.push(uri.to_owned());
            }
            What::Mention(did) => {
                read.text.push_str(shown);
                let somebody = (did.map(str::to_owned), shown.trim().to_owned());
                if !read.mentions.contains(&somebody) {
                    read.mentions.push(somebody);
                }
            }
        }
    }
    read.text.push_str(&text[done..]);
    read
}

fn of_facet(facet: &Value) -> Option<Part<'_>> {
    let place = |name: &str| facet["index"][name].as_u64().and_then(|at| usize::try_from(at).ok());
    let (from, to) = (place("byteStart")?, place("byteEnd")?);
    let what = facet["features"].as_array()?.iter().find_map(|feature| {
        if let Some(uri) = feature["uri"].as_str().filter(|uri| is_web(uri)) {
            return Some(What::Link(uri));
        }
        feature["did"].as_str().map(|did| What::Mention(Some(did)))
    })?;
    (from < to).then_some(Part { from, to, what })
}

fn of_entity<'a>(entity: &'a Value, text: &str) -> Option<Part<'a>> {
    let place = |name: &str| entity["index"][name].as_u64().and_then(|at| byte_of(text, at));
    let (from, to) = (place("start")?, place("end")?);
    let value = entity["value"].as_str()?;
    let what = match entity["type"].as_str()? {
        "link" if is_web(value) => What::Link(value),
        "mention" => What::Mention(value.starts_with("did:").then_some(value)),
        _ => return None,
    };
    (from < to).then_some(Part { from, to, what })
}

/// The byte at which a UTF-16 unit of a text begins.
fn byte_of(text: &str, unit: u64) -> Option<usize> {
    let mut units = 0;
    for (byte, character) in text.char_indices() {
        if units == unit {
            return Some(byte);
        }
        units += character.len_utf16() as u64;
    }
    (units == unit).then_some(text.len())
}
