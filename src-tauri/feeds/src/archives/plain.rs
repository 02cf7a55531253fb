//! Plain text with links written into it.

use crate::html::is_web;

/// The most links of one text.
const MOST_LINKS: usize = 200;

/// The addresses in a plain text, in order, without the punctuation around them.
pub(super) fn links(text: &str) -> Vec<String> {
    let bare = |word: &str| {
        let from = word.find("http")?;
        let link = word[from..].trim_end_matches(['.', ',', ':', ';', '!', '?', ')', ']', '\'', '"', '…', '”', '>']);
        is_web(link).then(|| link.to_owned())
    };
    text.split_whitespace().filter_map(bare).take(MOST_LINKS).collect()
}

/// Links of a text, and one shown beside it.
pub(super) fn with(mut links: Vec<String>, beside: &str) -> Vec<String> {
    if is_web(beside) && !links.iter().any(|known| known == beside) {
        links.push(beside.to_owned());
    }
    links
}
