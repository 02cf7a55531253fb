//! Sentences from the word catalogue, for what is shown outside the window: tray, notifications, command line.

use coach::catalogue::Catalogue;
use coach::message::Message;
use engine::view::Said;
use std::collections::BTreeMap;

/// Every file `ui/words/en.*.json`, as a list; put together by the build.
const FILES: &str = include_str!(concat!(env!("OUT_DIR"), "/words.json"));

/// A sentence of the app's own.
pub fn say(message: &Message) -> String {
    WORDS.with(|words| words.as_ref().map_or_else(|| message.key.clone(), |words| words.say(message)))
}

/// The sentence with this key, which has no gaps.
pub fn word(key: &str) -> String {
    say(&Message::new(key))
}

/// A sentence of the engine's.
pub fn said(said: &Said) -> String {
    say(&Message::from(said))
}

thread_local! {
    /// The catalogue, read when a thread first speaks: plural rules can't be shared between threads.
    static WORDS: Option<Catalogue> = read();
}

fn read() -> Option<Catalogue> {
    let files: Vec<BTreeMap<String, String>> = serde_json::from_str(FILES).ok()?;
    Catalogue::new("en", files.into_iter().flatten()).ok()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use coach::message::Arg;

    #[test]
    fn the_catalogue_is_read() {
        assert!(read().is_some(), "ui/words/en.*.json are flat objects of strings");
    }

    #[test]
    fn no_two_files_give_words_to_one_key() {
        let files: Vec<BTreeMap<String, String>> = serde_json::from_str(FILES).unwrap();
        let mut keys: Vec<&String> = files.iter().flat_map(BTreeMap::keys).collect();
        keys.sort();
        let twice: Vec<_> = keys.windows(2).filter(|pair| pair[0] == pair[1]).map(|pair| pair[0]).collect();
        assert!(twice.is_empty(), "{twice:?}");
    }

    #[test]
    fn a_sentence_of_the_engine_is_filled() {
        let counted =
            Message::new("tray.line").with("counted", 1_i64).with("n", 2_i64).with("strength", Arg::Share(0.83));
        assert_eq!(said(&Said::from(&counted)), say(&counted));
        assert_eq!(said(&Said::from(&counted)), "1 of 2 people · strength 83\u{202f}%");
    }
}
