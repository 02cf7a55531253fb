//! What was done, read from the words: asked, answered, helped, thanked, or else commented.
//!
//! The post that is answered is somebody else's and is not kept, so only the reply's own words speak. The cues are few,
//! of several languages, and the first kind that has one wins.

use super::How;
use crate::kind::Reason;
use crate::words;

/// What asks without a question mark.
const ASKING: &[&str] = &["ไหม", "มั้ย", "ป่าว", "หรือเปล่า", "ですか", "ますか", "습니까"];

/// What shows how, points somewhere or recommends.
const SHOWING: &[&str] = &[
    // English
    "you can",
    "you could",
    "you might",
    "you need to",
    "you may want",
    "you may find",
    "you want to",
    "try to",
    "try a",
    "have a look",
    "take a look",
    "have you seen",
    "have you tried",
    "here's",
    "here’s",
    "here is",
    "this link",
    "the link is",
    "you mean this",
    "there's a",
    "there’s a",
    "should help",
    "recommend",
    "suggest",
    "best bet",
    "how about",
    "explain why",
    "more details",
    "details at",
    "available at",
    "download",
    "enable",
    "replace it",
    "embed",
    "this was the",
    // Spanish, Catalan, Portuguese
    "puedes",
    "podéis",
    "prueba",
    "mira",
    "recomiendo",
    "pots",
    "podeu",
    "prova",
    "aviseu",
    "us interessa",
    "podes",
    "tenta",
    // German, Dutch, French, Italian
    "du kannst",
    "versuch",
    "probier",
    "schau mal",
    "je kunt",
    "probeer",
    "kijk eens",
    "tu peux",
    "essaie",
    "puoi",
    "prova a",
    // Thai, Japanese, Korean
    "แนะนำ",
    "ลอง",
    "รายละเอียด",
    "ลิงค์",
    "อีกทาง",
    "てください",
    "ほうがいい",
    "方がいい",
    "忘れずに",
    "おすすめ",
    "해보세요",
    "보세요",
];

/// First words of an answer.
const ANSWERING: &[&str] = &[
    "yes",
    "yeah",
    "yep",
    "yup",
    "no",
    "nope",
    "nah",
    "not",
    "true",
    "agreed",
    "absolutely",
    "done",
    "ja",
    "nein",
    "doch",
    "klar",
    "stimmt",
    "nee",
    "sí",
    "si",
    "oui",
    "non",
    "sim",
    "não",
    "はい",
    "いや",
    "いいえ",
    "うん",
    "네",
    "아니",
];

/// Beginnings that state one's own case.
const OWN_CASE: &[&str] = &[
    "i did",
    "i do",
    "i am",
    "i'm on",
    "i’m on",
    "i'm still",
    "i’m still",
    "i have",
    "i've",
    "i’ve",
    "i will",
    "i'll",
    "i’ll",
    "i may",
    "i was",
    "don't think",
    "don’t think",
    "looks like",
    "thought of",
    "on my way",
    "just saw",
    "just arrived",
    "none of",
    "the thing is",
    "the problem is",
    "that's right",
    "that’s right",
    "got ",
    "อ่อ",
    "ใช่",
    "ไม่",
];

/// First words of thanks.
const THANKING: &[&str] = &[
    "thanks",
    "thank",
    "thx",
    "ta",
    "cheers",
    "gracias",
    "gràcies",
    "danke",
    "bedankt",
    "dank",
    "merci",
    "obrigado",
    "obrigada",
    "grazie",
    "ขอบคุณ",
    "ありがとう",
    "感謝",
    "감사",
];

/// What a reply with these own words does, and why it is called so. Own words are those [`words::own`] leaves.
pub(super) fn act_of(own: &str, has_link: bool) -> (How, Reason) {
    let text = own.to_lowercase();
    let shows = SHOWING.iter().any(|cue| stands_in(&text, cue));
    if asks(&text) && !(shows && has_link) {
        return (How::Asked, Reason::Asks);
    }
    if shows {
        return (How::Helped, Reason::ShowsHow);
    }
    if begins(&text, THANKING) {
        return (How::Thanked, Reason::Thanks);
    }
    if begins(&text, ANSWERING) || OWN_CASE.iter().any(|start| text.starts_with(start)) {
        return (How::Answered, Reason::RepliesToQuestion);
    }
    (How::Commented, Reason::Comments)
}

fn asks(text: &str) -> bool {
    text.contains(['?', '？', '؟']) || ASKING.iter().any(|cue| text.contains(cue))
}

/// Whether a cue stands in a text: at the beginning of a word, in scripts without spaces anywhere.
fn stands_in(text: &str, cue: &str) -> bool {
    let anywhere = cue.chars().next().is_some_and(words::is_unspaced);
    text.match_indices(cue).any(|(at, _)| anywhere || !text[..at].ends_with(char::is_alphanumeric))
}

/// Whether a text begins with one of these words; in scripts without spaces, with their letters.
fn begins(text: &str, starts: &[&str]) -> bool {
    let text = text.trim_start_matches(|c: char| !c.is_alphanumeric());
    starts.iter().any(|start| {
        let unspaced = start.chars().next().is_some_and(words::is_unspaced);
        text.strip_prefix(start).is_some_and(|rest| unspaced || !rest.starts_with(char::is_alphanumeric))
    })
}
