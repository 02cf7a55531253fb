//! Sentences from the word catalogue, for what is shown outside the window: tray, notifications, command line.

use crate::language::Language;
use coach::catalogue::Catalogue;
use coach::message::Message;
use engine::view::Said;
use serde::Serialize;
use specta::Type;
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::sync::{PoisonError, RwLock};

/// Each language's tag, and its files `ui/words/TAG.*.json` as a list; put together by the build.
const LANGUAGES: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/words.rs"));

/// The language that has every sentence, for those another does not have.
pub const FALLBACK: &str = "en";

/// All that the window needs to say whatever the app can say, in one language.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct WordCatalogue {
    /// Which language.
    pub language: Language,
    /// Its sentences with `{gaps}` by their keys, English ones where it has none.
    pub patterns: BTreeMap<String, String>,
    /// The tags of the languages one can choose.
    pub languages: Vec<String>,
}

impl WordCatalogue {
    /// The catalogue of a language.
    pub fn of(language: Language) -> Self {
        Self { patterns: patterns(&language.words), language, languages: tags().map(str::to_owned).collect() }
    }
}

/// The tags of the languages that have words.
pub fn tags() -> impl Iterator<Item = &'static str> {
    LANGUAGES.iter().map(|(tag, _)| *tag)
}

/// Whether a language has words.
pub fn has(tag: &str) -> bool {
    tags().any(|words| words == tag)
}

/// From now on every sentence is in this language.
pub fn speak(language: Language) {
    *SPOKEN.write().unwrap_or_else(PoisonError::into_inner) = Some(language);
}

/// The language that is spoken now.
pub fn spoken() -> Language {
    let spoken = SPOKEN.read().unwrap_or_else(PoisonError::into_inner).clone();
    spoken.unwrap_or_else(|| Language::of(None))
}

/// A sentence of the app's own.
pub fn say(message: &Message) -> String {
    let spoken = spoken();
    WORDS.with_borrow_mut(|words| {
        if words.as_ref().is_none_or(|(language, _)| *language != spoken) {
            *words = read(&spoken).map(|read| (spoken, read));
        }
        words.as_ref().map_or_else(|| message.key.clone(), |(_, words)| words.say(message))
    })
}

/// The sentence with this key, which has no gaps.
pub fn word(key: &str) -> String {
    say(&Message::new(key))
}

/// A sentence of the engine's.
pub fn said(said: &Said) -> String {
    say(&Message::from(said))
}

/// The language that is spoken; the system's until a ledger says what the person chose.
static SPOKEN: RwLock<Option<Language>> = RwLock::new(None);

thread_local! {
    /// The catalogue, read when a thread first speaks a language: plural rules can't be shared between threads.
    static WORDS: RefCell<Option<(Language, Catalogue)>> = const { RefCell::new(None) };
}

/// The words of a language, and English for what it lacks.
fn read(language: &Language) -> Option<Catalogue> {
    Some(Catalogue::new(&language.words, patterns(&language.words)).ok()?.by_clock(language.clock()))
}

/// The sentences of a language, English ones where it has none.
fn patterns(tag: &str) -> BTreeMap<String, String> {
    [FALLBACK, tag].into_iter().filter_map(own_patterns).flatten().collect()
}

fn own_patterns(tag: &str) -> Option<impl Iterator<Item = (String, String)> + use<>> {
    let (_, files) = LANGUAGES.iter().find(|(words, _)| *words == tag)?;
    let files: Vec<BTreeMap<String, String>> = serde_json::from_str(files).ok()?;
    Some(files.into_iter().flatten())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use chrono::{NaiveDate, NaiveTime};
    use coach::day::Day;
    use coach::message::Arg;

    fn language(words: &str) -> Language {
        Language { words: words.to_owned(), locale: words.to_owned(), twelve_hours: words == "en", week_begins: 1 }
    }

    fn in_language(tag: &str, message: &Message) -> String {
        read(&language(tag)).unwrap().say(message)
    }

    #[test]
    fn every_catalogue_is_read() {
        assert!(has("en") && has("de"));
        for tag in tags() {
            assert!(own_patterns(tag).is_some(), "ui/words/{tag}.*.json are flat objects of strings");
            assert!(read(&language(tag)).is_some(), "{tag} is the tag of a language");
        }
    }

    #[test]
    fn no_two_files_give_words_to_one_key() {
        for tag in tags() {
            let mut keys: Vec<String> = own_patterns(tag).unwrap().map(|(key, _)| key).collect();
            keys.sort();
            let twice: Vec<_> = keys.windows(2).filter(|pair| pair[0] == pair[1]).map(|pair| &pair[0]).collect();
            assert!(twice.is_empty(), "{tag}: {twice:?}");
        }
    }

    #[test]
    fn a_sentence_of_the_engine_is_filled() {
        let counted =
            Message::new("tray.line").with("counted", 1_i64).with("n", 2_i64).with("strength", Arg::Share(0.83));
        assert_eq!(said(&Said::from(&counted)), say(&counted));
        assert_eq!(said(&Said::from(&counted)), "1 of 2 people · strength 83\u{202f}%");
    }

    #[test]
    fn a_notification_speaks_german() {
        let nudge = Message::new("nudge.cue.5.body").with("n", 2_i64).with("name", "Ana");
        let german = |message: &Message| in_language("de", message);
        assert_eq!(german(&Message::new("nudge.cue.5.title").with("name", "Ana")), "Ein guter Moment für Ana");
        assert_eq!(german(&nudge), "Fragen, antworten oder kommentieren: 2 Personen genügen für heute.");
        let why = Message::new("whom.waiting.asked.days").with("n", 1_i64);
        assert_eq!(german(&why), "hat dich vor 1 Tag etwas gefragt");
        let buttons = ["did", "show", "look", "later", "rest", "dismiss"];
        let buttons = buttons.map(|button| german(&Message::new(format!("notification.{button}"))));
        let expected =
            ["Schon getan", "Zeig mir jemanden", "Zeig mir die Beiträge", "Später", "Heute ruhen", "In Ordnung"];
        assert_eq!(buttons, expected);
    }

    #[test]
    fn german_writes_numbers_shares_and_days_its_own_way() {
        let german = |message: &Message| in_language("de", message);
        let posts = Message::new("cli.import.read").with("n", 48_210_i64).with("whose", "@ana");
        assert_eq!(german(&posts), "48.210 Beiträge von @ana gelesen");
        let line = Message::new("tray.line").with("counted", 1_i64).with("n", 2_i64).with("strength", Arg::Share(0.83));
        assert_eq!(german(&line), "1 von 2 Personen · Stärke 83\u{202f}%");
        let day = Day::new(NaiveDate::from_ymd_opt(2026, 3, 9).unwrap());
        assert_eq!(german(&Message::new("act.rest.day").with("day", day)), "Ruhe am 9. März 2026");
    }

    #[test]
    fn a_sentence_that_a_language_lacks_is_english() {
        assert_eq!(in_language("fi", &Message::new("close")), "Close");
    }

    #[test]
    fn the_window_is_given_all_words_of_its_language_and_the_tags_of_all() {
        let given = WordCatalogue::of(language("de"));
        assert_eq!(given.patterns["undo"], "Rückgängig");
        assert_eq!(given.patterns.len(), own_patterns("de").unwrap().count());
        assert_eq!(given.languages, ["de", "en"]);
        assert_eq!(WordCatalogue::of(language("fi")).patterns["undo"], "Undo");
    }

    #[test]
    fn a_time_goes_through_the_ledger_and_is_written_for_the_clock() {
        let at = NaiveTime::from_hms_opt(13, 5, 0).unwrap();
        let cue = Message::new("act.set.cue").with("time", at);
        let stored = serde_json::to_string(&Said::from(&cue)).unwrap();
        let back = Message::from(&serde_json::from_str::<Said>(&stored).unwrap());
        assert_eq!(in_language("en", &back), "nudge at 1:05\u{202f}pm");
        assert_eq!(say(&back), "nudge at 13:05");
        let midnight = Message::new("act.set.cue").with("time", NaiveTime::MIN);
        assert_eq!(in_language("en", &midnight), "nudge at 12:00\u{202f}am");
        assert_eq!(say(&midnight), "nudge at 00:00");
    }
}
