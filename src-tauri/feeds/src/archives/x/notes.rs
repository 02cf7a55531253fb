//! Long texts. `note-tweet.js` holds them under ids of their own; the second at which it was written and the beginning
//! of its text tell which tweet a long text belongs to.

use super::tweet::{Link, Note, Text};
use super::when;
use super::wording::{screen_name_at, unescape};
use std::collections::HashMap;

/// The most bytes that long texts take in memory while the tweets are read: some thirty thousand of them.
const MOST_BYTES: usize = 24 << 20;

/// What one takes besides its letters: its second in the table, and a list that begins with room for four.
const EACH: usize = 4 * size_of::<LongText>() + 2 * size_of::<(i64, Vec<LongText>)>();

/// Characters that must agree for a text to be the beginning of a longer one.
const BEGINNING: usize = 24;

/// The long texts of an archive, by the second at which they were written.
#[derive(Debug, Default)]
pub(super) struct Notes {
    by_second: HashMap<i64, Vec<LongText>>,
    bytes: usize,
}

/// A long text and where its links lead.
#[derive(Debug)]
pub(super) struct LongText {
    text: String,
    links: Vec<(String, String)>,
}

impl Notes {
    /// Keeps one; `false` where there is no more room.
    pub(super) fn keep(&mut self, note: &Note<'_>) -> bool {
        let (Some((at, _)), Some(core)) = (note.created_at.get().and_then(when::moment), &note.core) else {
            return true;
        };
        let Some(text) = core.text.get() else { return true };
        let links: Vec<_> = core
            .urls
            .iter()
            .flatten()
            .filter_map(|link| Some((link.short_url.get()?.to_owned(), link.expanded_url.get()?.to_owned())))
            .collect();
        let of_link = |(short, long): &(String, String)| short.len() + long.len() + size_of::<(String, String)>();
        let bytes = EACH + text.len() + links.iter().map(of_link).sum::<usize>();
        if self.bytes + bytes > MOST_BYTES {
            return false;
        }
        self.bytes += bytes;
        let long = LongText { text: unescape(text).into_owned(), links };
        self.by_second.entry(at.timestamp()).or_default().push(long);
        true
    }

    /// The long text of the tweet that was written at this second and whose text, escapes undone, is this.
    pub(super) fn of(&self, second: i64, text: &str) -> Option<&LongText> {
        let cut = Some(beginning(text)).filter(|cut| !cut.is_empty())?;
        self.by_second.get(&second)?.iter().find(|long| begins_with(&long.text, cut))
    }
}

impl LongText {
    /// The text, escapes undone.
    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// Where its links lead.
    pub(super) fn links(&self) -> impl Iterator<Item = Link<'_>> {
        self.links
            .iter()
            .map(|(short, long)| Link { url: Text::from(short.as_str()), expanded_url: Text::from(long.as_str()) })
    }
}

/// What both texts must agree in: without the names a reply begins with, which only one of them may have, and without
/// the ellipsis and the link at which the short one was cut.
fn beginning(text: &str) -> &str {
    let text = without_addressees(text);
    let text = text.rsplit_once("https://t.co/").map_or(text, |(before, _)| before);
    text.trim_end().trim_end_matches('…').trim_end()
}

fn without_addressees(text: &str) -> &str {
    let mut rest = text.trim_start();
    while let Some(name) = rest.strip_prefix('@').map(screen_name_at).filter(|name| !name.is_empty()) {
        rest = rest[1 + name.len()..].trim_start();
    }
    rest
}

fn begins_with(long: &str, cut: &str) -> bool {
    let long = without_addressees(long);
    let mut agreed = 0;
    for (a, b) in long.chars().zip(cut.chars()) {
        if a != b {
            return false;
        }
        agreed += 1;
        if agreed == BEGINNING {
            return true;
        }
    }
    agreed == cut.chars().count()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn many_tiny_texts_take_no_more_room_than_is_given() {
        let mut notes = Notes::default();
        let mut kept = 0;
        for second in 0..2_000_000 {
            let at = chrono::DateTime::from_timestamp(1_700_000_000 + second, 0).unwrap();
            let text = format!(r#"{{"createdAt":"{}","core":{{"text":"x"}}}}"#, at.format("%Y-%m-%dT%H:%M:%S.000Z"));
            if !notes.keep(&serde_json::from_str(&text).unwrap()) {
                break;
            }
            kept += 1;
        }
        // Each of another second has a list of its own, with room for four.
        let held = kept * (4 * size_of::<LongText>() + size_of::<(i64, Vec<LongText>)>());
        assert!(kept > 1000 && held <= MOST_BYTES, "{kept} texts, {held} bytes");
    }
}
