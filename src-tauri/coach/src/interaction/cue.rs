//! What a reply says: its cues, each a number between 0 and about 1. The phrases stand in `cues.txt`, in several languages.

use crate::words;
use std::collections::HashMap;
use std::sync::LazyLock;

/// Names of the cues, in the order of [`Cues`]. The first are groups of phrases, the others are seen in the writing.
pub const CUES: [&str; 28] = [
    "asks-by-word",
    "question-word",
    "suggests-by-asking",
    "shows-how",
    "bids",
    "points",
    "you",
    "yes-or-no",
    "own-case",
    "done-or-to-do",
    "begins-midway",
    "reason",
    "own",
    "thanks",
    "thanks-within",
    "praise",
    "reacts",
    "negates",
    "question-mark",
    "ends-in-question",
    "link",
    "link-and-little-else",
    "exclaims",
    "trails-off",
    "face",
    "number",
    "begins-with-number",
    "length",
];

/// How much of each cue a reply has, in the order of [`CUES`].
pub type Cues = [f32; CUES.len()];

/// Own words beside a link that are little else.
const LITTLE: u32 = 8;

/// The phrases of one group.
#[derive(Debug, Default)]
struct Phrases {
    only_first: bool,
    phrases: Vec<Phrase>,
}

#[derive(Debug)]
struct Phrase {
    text: &'static str,
    any_ending: bool,
}

static GROUPS: LazyLock<HashMap<&'static str, Phrases>> = LazyLock::new(|| {
    let mut groups: HashMap<&'static str, Phrases> = HashMap::new();
    let mut name = "";
    for line in include_str!("cues.txt").lines().filter(|line| !line.starts_with('#')) {
        if let Some((group, mode)) = line.strip_prefix('[').and_then(|head| head.split_once(']')) {
            name = group;
            groups.insert(name, Phrases { only_first: mode.trim() == "first", phrases: Vec::new() });
        } else if let (Some((_, phrases)), Some(group)) = (line.split_once(": "), groups.get_mut(name)) {
            group.phrases.extend(phrases.split(',').map(|phrase| {
                let (text, any_ending) = phrase.trim().strip_suffix('*').map_or((phrase.trim(), false), |p| (p, true));
                Phrase { text, any_ending }
            }));
        }
    }
    groups
});

/// The cues in a reply's own words, as [`words::own`] leaves them.
pub fn cues(own: &str, has_link: bool) -> Cues {
    let text = own.to_lowercase().replace('’', "'");
    let beginning = text.trim_start_matches(|c: char| !c.is_alphanumeric());
    let count = words::count(own).words();
    let ending = text.trim_end_matches(|c: char| !c.is_alphanumeric() && !is_question_mark(c));
    let number = beginning.starts_with(|c: char| c.is_ascii_digit());
    CUES.map(|cue| {
        let has = match cue {
            "question-mark" => text.contains(is_question_mark) || says("asks-by-word", &text, beginning),
            "ends-in-question" => words::without_laughter(ending).ends_with(is_question_mark),
            "link" => has_link,
            "link-and-little-else" => has_link && count <= LITTLE,
            "exclaims" => text.contains(['!', '！']),
            "trails-off" => text.contains('…') || text.contains("..."),
            "face" => text.contains(words::is_emoji) || text.split_whitespace().any(words::is_face),
            "number" => text.contains(|c: char| c.is_ascii_digit()),
            "begins-with-number" => number,
            "length" => return (count as f32).max(1.0).ln() / 4.0,
            "points" => has_link && says(cue, &text, beginning),
            "question-word" => text.contains(asked_or_cut_off) && says(cue, &text, beginning),
            group => says(group, &text, beginning),
        };
        f32::from(u8::from(has))
    })
}

/// Whether a reply begins with thanks.
pub(super) fn begins_with_thanks(cues: &Cues) -> bool {
    CUES.iter().position(|cue| *cue == "thanks").is_some_and(|at| cues[at] > 0.0)
}

fn says(group: &str, text: &str, beginning: &str) -> bool {
    GROUPS.get(group).is_some_and(|group| {
        group.phrases.iter().any(|phrase| {
            let unspaced = phrase.text.chars().next().is_some_and(words::is_unspaced);
            let ends = |rest: &str| unspaced || phrase.any_ending || !rest.starts_with(is_of_word);
            if group.only_first {
                beginning.strip_prefix(phrase.text).is_some_and(ends)
            } else {
                text.match_indices(phrase.text).any(|(at, _)| {
                    (unspaced || !text[..at].ends_with(is_of_word)) && ends(&text[at + phrase.text.len()..])
                })
            }
        })
    })
}

fn is_of_word(c: char) -> bool {
    c.is_alphanumeric() || c == '\''
}

/// A text that is cut off may have lost its question mark.
fn asked_or_cut_off(c: char) -> bool {
    is_question_mark(c) || c == '…'
}

fn is_question_mark(c: char) -> bool {
    matches!(c, '?' | '？' | '؟' | '⁇' | '՞')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn every_group_of_phrases_is_a_cue_and_has_small_letters() {
        for (name, group) in GROUPS.iter() {
            assert!(CUES.contains(name), "{name} weighs nothing");
            assert!(!group.phrases.is_empty(), "{name} has no phrases");
            for phrase in &group.phrases {
                assert!(
                    !phrase.text.is_empty() && phrase.text == phrase.text.to_lowercase(),
                    "{name}: {}",
                    phrase.text
                );
            }
        }
        assert_eq!(GROUPS.len(), CUES.iter().position(|cue| *cue == "question-mark").unwrap_or(0));
    }

    #[test]
    fn cues_are_found_as_whole_words_and_some_only_at_the_beginning() {
        for (text, cue, has) in [
            ("Yes, in April", "yes-or-no", true),
            ("… nope", "yes-or-no", true),
            ("yesterday it rained", "yes-or-no", false),
            ("I said yes", "yes-or-no", false),
            ("Don’t think so", "yes-or-no", true),
            ("congratulations to you", "praise", true),
            ("gloves", "praise", false),
            ("ใช่ครับ", "yes-or-no", true),
            ("ลองดูครับ", "shows-how", true),
            ("ร้านไหนครับ", "question-mark", true),
            ("is there a reason why…", "question-word", true),
            ("is in the garden", "question-word", false),
            ("楽しんでない？ｗ", "ends-in-question", true),
            ("What? I see", "ends-in-question", false),
            ("2 ways", "begins-with-number", true),
            ("see you :-)", "face", true),
        ] {
            let at = CUES.iter().position(|known| *known == cue).unwrap_or(CUES.len());
            assert_eq!(cues(text, false)[at] > 0.0, has, "{text}: {cue}");
        }
    }

    proptest! {
        #[test]
        fn any_text_has_cues_between_none_and_a_few(text in ".{0,200}", link: bool) {
            prop_assert!(cues(&text, link).iter().all(|cue| (0.0..=2.0).contains(cue)));
        }
    }
}
