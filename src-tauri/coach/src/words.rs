//! A person's own words in a text: without mentions, links, hashtags, emoji and quoted text.

use unicode_segmentation::UnicodeSegmentation;

/// Graphemes of a script written without spaces that weigh as much as one word: 12 of them stand for 3 words.
pub const GRAPHEMES_A_WORD: u32 = 4;

/// Stands where quoted text stood.
const QUOTED: &str = "\u{FFFC}";
const SPACED_QUOTED: &str = " \u{FFFC} ";

/// How much of a text is own words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Count {
    /// Words of scripts written with spaces.
    pub spaced: u32,
    /// Graphemes of scripts written without.
    pub unspaced: u32,
}

impl Count {
    /// As words, four graphemes of a script without spaces weighing one.
    pub fn words(self) -> u32 {
        self.spaced + self.unspaced / GRAPHEMES_A_WORD
    }
}

/// The text without mentions, links, hashtags and quoted text, without what follows an old-style `RT @name`, and without
/// words that only say where something is from: `via @name`, or `on Site:` between a quoted title and its link.
/// Emoji stay, and so does laughter; they are no words to [`count`].
pub fn own(text: &str) -> String {
    let unquoted = without_quoted(text);
    let tokens: Vec<&str> = unquoted.split_whitespace().collect();
    let mut own = String::with_capacity(unquoted.len());
    let mut from = 0;
    while let Some(token) = tokens.get(from) {
        let next = tokens.get(from + 1);
        let before_mention = next.is_none_or(|next| is_mention(next));
        from += 1;
        if is_passing_on(token) && before_mention {
            break;
        }
        if *token == QUOTED {
            from += titles_site(&tokens[from..]);
            continue;
        }
        let gives_credit = before_mention && next.is_some() && is_credit(token);
        if is_link(token) || is_mention(token) || is_hashtag(token) || gives_credit {
            continue;
        }
        if !own.is_empty() {
            own.push(' ');
        }
        own.push_str(token);
    }
    own
}

/// Counts the words of a text from which [`own`] took everything else away.
pub fn count(own: &str) -> Count {
    let mut count = Count::default();
    for token in own.split_whitespace() {
        if is_face(token) {
            continue;
        }
        let token = without_laughter(token);
        let mut spaced = false;
        if token.is_ascii() {
            spaced = token.bytes().any(|b| b.is_ascii_alphanumeric());
        } else {
            for grapheme in token.graphemes(true) {
                match grapheme.chars().next() {
                    Some(c) if is_unspaced(c) && c.is_alphanumeric() => count.unspaced += 1,
                    Some(c) if c.is_alphanumeric() && !is_emoji(c) => spaced = true,
                    _ => {}
                }
            }
        }
        count.spaced += u32::from(spaced);
    }
    count
}

/// Whether the last sentence of a text from which [`own`] took everything else away is a question. Above a link a single
/// question is a headline, so there it takes a sentence before it.
pub fn asks(own: &str, has_link: bool) -> bool {
    let own = own.trim_end_matches(|c: char| !c.is_alphanumeric() && !is_question_mark(c) && c != '.' && c != '!');
    if !own.ends_with(is_question_mark) || count(own).words() < 2 {
        return false;
    }
    let before = own.trim_end_matches(is_question_mark);
    !has_link || before.contains(['.', '!', '?', '。', '！', '？', ';', '…'])
}

fn is_question_mark(c: char) -> bool {
    matches!(c, '?' | '？' | '؟' | '⁇' | '՞' | ';')
}

/// Whether a token is a web address.
pub fn is_link(token: &str) -> bool {
    let token = token.trim_start_matches(|c: char| !c.is_alphanumeric());
    let starts = |start: &str| token.get(..start.len()).is_some_and(|head| head.eq_ignore_ascii_case(start));
    starts("http://") || starts("https://") || starts("www.")
}

/// Whether a token names somebody: `@ana`, `@ana@example.org`, `.@ana:`.
pub fn is_mention(token: &str) -> bool {
    let token = token.trim_start_matches(|c: char| !c.is_alphanumeric() && c != '@' && c != '＠');
    let mut chars = token.chars();
    matches!(chars.next(), Some('@' | '＠')) && chars.next().is_some_and(|c| c.is_alphanumeric() || c == '_')
}

/// Whether a token is a hashtag.
pub fn is_hashtag(token: &str) -> bool {
    let token = token.trim_start_matches(|c: char| !c.is_alphanumeric() && c != '#' && c != '＃');
    let mut chars = token.chars();
    matches!(chars.next(), Some('#' | '＃')) && chars.any(|c| c.is_alphabetic() || c == '_')
}

/// Whether a token begins an old-style retweet.
pub fn is_passing_on(token: &str) -> bool {
    matches!(token.trim_end_matches(':'), "RT" | "MT" | "QT" | "♺" | "♻")
}

/// Whether a token before a mention says whose something is.
fn is_credit(token: &str) -> bool {
    let token = token.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    matches!(token.as_str(), "via" | "ht" | "h/t" | "cc" | "c/o")
}

/// How many of these tokens, which follow a quoted title, name its site up to a colon and the link, as share buttons
/// write: `"Title" on Site: link`.
fn titles_site(tokens: &[&str]) -> usize {
    let link = tokens.iter().position(|token| is_link(token)).unwrap_or(0);
    let preposition = tokens.first().is_some_and(|first| {
        matches!(
            first.to_lowercase().as_str(),
            "on" | "via" | "by" | "from" | "at" | "auf" | "bei" | "von" | "en" | "sur" | "su" | "op"
        )
    });
    if preposition && link > 1 && tokens[link - 1].ends_with(':') { link } else { 0 }
}

/// The text up to and without its quoted parts: `"…"`, `“…”`, `„…“`, `«…»`, `「…」`. A quotation mark that nothing
/// closes is left where it stands, and so are quoted single words, which are irony more than quotation.
fn without_quoted(text: &str) -> String {
    if !text.contains(['"', '“', '„', '«', '「', '『']) {
        return text.to_owned();
    }
    let mut left = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((at, open)) = rest.char_indices().find(|(_, c)| closing(*c).is_some()) {
        let after = &rest[at + open.len_utf8()..];
        let end = closing(open).and_then(|close| after.find(close).map(|end| (end, close)));
        match end {
            Some((end, close)) if count(&after[..end]).words() >= 2 || count(&after[..end]).unspaced > 0 => {
                left.push_str(&rest[..at]);
                left.push_str(SPACED_QUOTED);
                rest = &after[end..];
                rest = rest.strip_prefix(|c| close.contains(&c)).unwrap_or(rest);
            }
            _ => {
                left.push_str(&rest[..at + open.len_utf8()]);
                rest = after;
            }
        }
    }
    left.push_str(rest);
    left
}

fn closing(open: char) -> Option<&'static [char]> {
    Some(match open {
        '"' => &['"'],
        '“' => &['”'],
        '„' => &['“', '”'],
        '«' => &['»'],
        '「' => &['」'],
        '『' => &['』'],
        _ => return None,
    })
}

/// Whether a script is written without spaces between words: Chinese, Japanese, Thai, Lao, Khmer, Burmese, Tibetan.
/// Korean is written with spaces.
pub fn is_unspaced(c: char) -> bool {
    matches!(c,
        '\u{0E00}'..='\u{0EFF}' | '\u{0F00}'..='\u{0FFF}' | '\u{1000}'..='\u{109F}' | '\u{1780}'..='\u{17FF}'
        | '\u{3005}'..='\u{3007}' | '\u{3040}'..='\u{30FF}' | '\u{31F0}'..='\u{31FF}' | '\u{3400}'..='\u{4DBF}'
        | '\u{4E00}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{FF66}'..='\u{FF9F}' | '\u{20000}'..='\u{323AF}')
}

/// Whether it is an emoji or another pictograph.
pub fn is_emoji(c: char) -> bool {
    matches!(c, '\u{1F000}'..='\u{1FAFF}' | '\u{2600}'..='\u{27BF}' | '\u{2B00}'..='\u{2BFF}' | '\u{2190}'..='\u{21FF}')
}

/// Whether a token is a face or laughter, an emoji spelled out: `:-D`, `^_^`, `(・∀・)`, `haha`, `lol`, `555`, `www`.
pub fn is_face(token: &str) -> bool {
    // Most words: nothing to draw a face with, and few first letters to laugh with.
    if token.bytes().all(|b| b.is_ascii_alphanumeric()) {
        let may_laugh = token.starts_with(|c: char| {
            matches!(c.to_ascii_lowercase(), 'h' | 'j' | 'k' | '5' | 'w' | 'x' | 'l' | 'r' | 'm')
        });
        return may_laugh && is_laughter(&token.to_ascii_lowercase());
    }
    is_drawn_or_laughs(token)
}

fn is_drawn_or_laughs(token: &str) -> bool {
    let core = token.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    let letters = token.chars().filter(|c| c.is_alphanumeric()).count();
    let length = token.chars().count();
    let eyed = token.starts_with([':', ';', '=', '^', '<']) && letters <= 2;
    let staring = token.contains('_') && core.chars().all(|c| matches!(c, '_' | 'o' | 't' | 'u' | 'x' | '0'));
    let drawn = length <= 5 && letters < length && (eyed || staring);
    let bracketed = token.starts_with(['(', '（']) && !token.is_ascii() && 2 * letters < length && length >= 4;
    drawn || bracketed || is_laughter(&core)
}

fn is_laughter(core: &str) -> bool {
    let only = |letters: &[char]| core.chars().all(|c| letters.contains(&c));
    let long = core.chars().count();
    match core.chars().next() {
        Some('h') => long >= 4 && (only(&['h', 'a']) || only(&['h', 'e']) || only(&['h', 'i'])),
        Some('j') => long >= 4 && (only(&['j', 'a']) || only(&['j', 'e'])),
        Some('k') => long >= 3 && only(&['k']),
        Some('5') => long >= 3 && only(&['5']),
        Some('w') => long >= 2 && only(&['w']),
        Some('ｗ') => only(&['ｗ']),
        Some('x') => long >= 2 && only(&['x', 'd']) && core.ends_with('d'),
        _ => matches!(core, "lol" | "lolz" | "rofl" | "lmao" | "mdr" | "rsrs"),
    }
}

/// A token without the laughter that is written at the end of words in Japanese.
pub fn without_laughter(token: &str) -> &str {
    let without = token.trim_end_matches(['w', 'ｗ', 'W']);
    if without.ends_with(|c: char| is_unspaced(c) || !c.is_alphanumeric() && !c.is_ascii()) { without } else { token }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn own_words_are_counted_in_many_scripts() {
        for (text, words) in [
            ("thanks!", 1),
            ("@ana thank you so much", 4),
            ("@ana @ben 👍🏽", 0),
            ("so true 😂😂", 2),
            ("Read this https://ana.example/x #rust #webdev", 2),
            ("“to be or not to be” so good", 2),
            ("the \"cloud\" again", 3),
            ("an open “quotation stays", 4),
            ("yes! RT @ana: the whole text of somebody else", 1),
            ("don't you think", 3),
            ("— … !!", 0),
            ("2 of 3", 3),
            ("フロ上がりの冷えた麦茶はサイコーだぁね!", 4),
            ("@ana ありがとう", 1),
            ("정말 고마워요 친구야", 3),
            ("สวัสดีครับทุกคน", 2),
            ("", 0),
            ("thanks for the RT and see you", 7),
            ("yes! RT", 1),
            ("nice find via @ana", 2),
            ("nice find (via @ana)", 2),
            ("nice find cc", 3),
            ("@ana \"Ten ways to sow beans\" on Garden United: https://garden.example/a", 0),
            ("\"Ten ways to sow\" on page two says it best", 6),
            ("oh dear xD", 2),
            ("oh dear :-D :P ^_^ O_o", 2),
            ("oh dear hahaha lol", 2),
            ("has he a jeep", 4),
            ("3:1 and 4^2", 3),
            ("なにそれｗｗ", 1),
            ("丸々一週間後ですかっw", 2),
            ("やりましたよね(´・ω・｀)", 2),
            ("ดีมากเลย 555", 1),
        ] {
            assert_eq!(count(&own(text)).words(), words, "{text}");
        }
    }

    #[test]
    fn twelve_graphemes_without_spaces_are_three_words() {
        assert_eq!(count("今日は本当にありがとう").words(), 2);
        assert_eq!(count("今日は本当にありがとうね").words(), 3);
    }

    #[test]
    fn tokens_are_told_apart() {
        for (token, link, mention, hashtag) in [
            ("https://ana.example", true, false, false),
            ("(http://ana.example)", true, false, false),
            (".@ana:", false, true, false),
            ("＠ana", false, true, false),
            ("@ana@social.example", false, true, false),
            ("ana@ana.example", false, false, false),
            ("#1", false, false, false),
            ("#日本語", false, false, true),
            ("(#tag)", false, false, true),
            ("@", false, false, false),
        ] {
            assert_eq!((is_link(token), is_mention(token), is_hashtag(token)), (link, mention, hashtag), "{token}");
        }
    }

    proptest! {
        #[test]
        fn a_plain_word_is_laughter_by_the_short_way_where_it_is_by_the_long(
            token in prop_oneof!["[a-zA-Z0-9]{0,9}", "[hHaAeijJkK5wWxXdDlo]{1,6}", "(lolz?|rofl|lmao|mdr|rsrs)"]
        ) {
            prop_assert_eq!(is_face(&token), is_drawn_or_laughs(&token));
        }

        #[test]
        fn taking_away_twice_takes_no_more(text in "[a-z@#\"“”「」 .:/R-T]{0,60}") {
            let once = own(&text);
            prop_assert!(once.len() <= text.len() + 1);
            prop_assert!(count(&once).words() <= count(&text).words());
        }

        #[test]
        fn any_text_may_be_counted(text in ".{0,80}") {
            let _ = count(&own(&text)).words();
        }
    }
}
