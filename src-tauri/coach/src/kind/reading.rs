//! What one post says by itself: its words, links and shape, read once.

use crate::likeness::{Likeness, hash};
use crate::link;
use crate::post::Post;
use crate::words;

/// A post, read. Nothing here depends on other posts.
#[derive(Debug, Clone)]
pub(crate) struct Reading {
    /// Own words: without mentions, links, hashtags, emoji and quoted text.
    pub(crate) own: words::Count,
    /// The articles it links to, canonical.
    pub(crate) articles: Vec<String>,
    /// The sites it links to; [`SHORTENED`] for a shortened link, whose site is unknown.
    pub(crate) sites: Vec<String>,
    /// Number of links, in the text or beside it.
    pub(crate) links: usize,
    /// Whom it names first, where it begins so.
    pub(crate) addresses: Option<String>,
    /// Whether it names anybody.
    pub(crate) names: bool,
    /// Whether it has quotation marks.
    pub(crate) quotation: bool,
    /// Whether own words stand before an old-style `RT @name`.
    pub(crate) passes_on_with_words: bool,
    /// Whether it ends in a hashtag.
    pub(crate) ends_in_hashtag: bool,
    /// Whether the text is cut off before a link or at its end.
    pub(crate) cut: bool,
    /// Whether it asks: its last own sentence is a question, and no headline above a link.
    pub(crate) asks: bool,
    /// Number of sentences.
    pub(crate) sentences: usize,
    /// Share of its words that are numbers.
    pub(crate) numbers: f32,
    /// Length of the text without links, in characters.
    pub(crate) length: usize,
    /// Its layout: what kinds of token follow each other.
    pub(crate) layout: u64,
    /// Its first word.
    pub(crate) first_word: Option<u64>,
    /// Its last word or hashtag.
    pub(crate) last_word: Option<u64>,
    /// All its words without mentions and links, as one number: equal for equal texts.
    pub(crate) text: Option<u64>,
    /// Its words, for comparing it with others that are nearly alike.
    pub(crate) likeness: Likeness,
    /// Its words in lower case, without mentions, links, hashtags and the marks around them.
    pub(crate) plain: Vec<String>,
}

/// Characters from which a text that ends in dots is cut off; in a shorter one the dots are its author's.
const CUT: usize = 60;

/// What a token of a text is, for its layout.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Token {
    Link = 1,
    Mention,
    Hashtag,
    PassingOn,
    Word,
    Mark,
}

fn kind_of(token: &str) -> Token {
    if words::is_link(token) {
        Token::Link
    } else if words::is_mention(token) {
        Token::Mention
    } else if words::is_hashtag(token) {
        Token::Hashtag
    } else if words::is_passing_on(token) {
        Token::PassingOn
    } else if token.chars().any(char::is_alphanumeric) {
        Token::Word
    } else {
        Token::Mark
    }
}

impl Reading {
    /// Reads a post.
    pub(crate) fn of(post: &Post) -> Self {
        let tokens: Vec<(&str, Token)> = post.text.split_whitespace().map(|token| (token, kind_of(token))).collect();
        let own_text = words::own(&post.text);
        let plain = bare_words(&post.text);
        let in_text = tokens.iter().filter(|(_, t)| *t == Token::Link).map(|(link, _)| *link);
        let addresses: Vec<&str> =
            if post.links.is_empty() { in_text.collect() } else { post.links.iter().map(String::as_str).collect() };
        let count = |wanted| tokens.iter().filter(|(_, t)| *t == wanted).count();
        let articles: Vec<String> = addresses.iter().filter_map(|a| link::canonical(a)).collect();
        let sites = addresses.iter().filter_map(|a| site(a)).collect();
        let before_links = tokens.iter().rev().find(|(_, t)| !matches!(t, Token::Link | Token::Hashtag));
        let length = tokens.iter().filter(|(_, t)| *t != Token::Link).map(|(w, _)| w.chars().count() + 1).sum();
        Self {
            own: post
                .private
                .map_or_else(|| words::count(&own_text), |words| words::Count { spaced: words, unspaced: 0 }),
            sites,
            links: addresses.len().max(count(Token::Link)),
            addresses: addressed(&tokens).or_else(|| sent_to(post)),
            names: count(Token::Mention) > 0,
            quotation: post.text.contains(['"', '“', '„', '«', '「']),
            passes_on_with_words: passes_on_with_words(&tokens),
            ends_in_hashtag: tokens.last().is_some_and(|(_, t)| *t == Token::Hashtag),
            cut: length >= CUT && before_links.is_some_and(|(w, _)| w.ends_with('…') || w.ends_with("...")),
            asks: words::asks(&own_text, !addresses.is_empty()),
            sentences: tokens.iter().filter(|(w, t)| *t == Token::Word && ends_sentence(w)).count(),
            numbers: numbers(&tokens),
            length,
            layout: layout(&tokens),
            first_word: plain.first().map(|word| hash(&[word])),
            last_word: last_word(&tokens),
            text: (!plain.is_empty()).then(|| hash(&plain.iter().map(String::as_str).collect::<Vec<_>>())),
            likeness: Likeness::of(&plain),
            articles,
            plain,
        }
    }
}

/// Stands for the unknown site of a shortened link.
pub(crate) const SHORTENED: &str = "~";

/// The site of a link. A bare `t.co` is a picture, or nothing that can be known.
fn site(address: &str) -> Option<String> {
    if address.contains("://t.co/") {
        return None;
    }
    if link::is_shortened(address) { Some(SHORTENED.to_owned()) } else { link::site(address) }
}

/// The last hashtag where the text ends in one, else the last word; links left out.
fn last_word(tokens: &[(&str, Token)]) -> Option<u64> {
    let (word, _) = tokens.iter().rev().find(|(_, t)| matches!(t, Token::Word | Token::Hashtag | Token::Mention))?;
    Some(hash(&[&bare(word), if word.contains('#') { "#" } else { "" }]))
}

/// The words of a text in lower case, without mentions, links, hashtags and the marks around them.
pub(crate) fn bare_words(text: &str) -> Vec<String> {
    let words = text.split_whitespace().filter(|token| kind_of(token) == Token::Word);
    words.map(bare).filter(|word| !word.is_empty()).collect()
}

fn ends_sentence(word: &str) -> bool {
    word.ends_with(['.', '!', '?', '…', '。', '！', '？'])
}

fn numbers(tokens: &[(&str, Token)]) -> f32 {
    let words = tokens.iter().filter(|(_, t)| *t == Token::Word);
    let numbers = words.clone().filter(|(w, _)| w.bytes().any(|b| b.is_ascii_digit())).count();
    numbers as f32 / (words.count() as f32).max(1.0)
}

/// A word without the marks around it, in lower case.
fn bare(word: &str) -> String {
    if word.is_ascii() {
        return word.trim_matches(|c: char| !c.is_ascii_alphanumeric()).to_ascii_lowercase();
    }
    word.trim_matches(|c: char| !c.is_alphanumeric()).chars().flat_map(char::to_lowercase).collect()
}

/// Whom the text begins with: a mention first of all, or after a greeting, thanks or a dot.
fn addressed(tokens: &[(&str, Token)]) -> Option<String> {
    let (first, kind) = tokens.first()?;
    let mention = match kind {
        Token::Mention => Some(*first),
        Token::Mark if first.chars().all(|c| matches!(c, '.' | '"' | '“' | '-' | '—' | '>')) => {
            second_mention(tokens)
        }
        Token::Word if GREETINGS.contains(&bare(first).as_str()) => second_mention(tokens),
        _ => None,
    }?;
    Some(mention.trim_matches(|c: char| !c.is_alphanumeric() && c != '_' && c != '@').to_owned())
}

/// Whom a private post was sent to; its text, which would name her, is not kept.
fn sent_to(post: &Post) -> Option<String> {
    let whom = post.mentions.first().filter(|_| post.private.is_some())?;
    Some(whom.name.clone().unwrap_or_else(|| whom.handle.id.clone()))
}

fn second_mention<'a>(tokens: &[(&'a str, Token)]) -> Option<&'a str> {
    tokens.get(1).filter(|(_, t)| *t == Token::Mention).map(|(w, _)| *w)
}

/// Words before a name that make it the addressee.
const GREETINGS: &[&str] = &[
    "hi",
    "hello",
    "hey",
    "dear",
    "thanks",
    "thx",
    "cheers",
    "congrats",
    "congratulations",
    "welcome",
    "yes",
    "no",
    "hola",
    "gracias",
    "gràcies",
    "enhorabuena",
    "felicidades",
    "hallo",
    "bedankt",
    "danke",
    "bonjour",
    "salut",
    "merci",
    "ciao",
    "grazie",
    "olá",
    "obrigado",
    "obrigada",
];

fn passes_on_with_words(tokens: &[(&str, Token)]) -> bool {
    let at = tokens.iter().position(|(_, t)| *t == Token::PassingOn);
    at.is_some_and(|at| {
        tokens.get(at + 1).is_some_and(|(_, t)| *t == Token::Mention)
            && tokens[..at].iter().any(|(_, t)| *t == Token::Word)
    })
}

/// The sequence of token kinds, runs of words as one, and whether the words are few or many.
fn layout(tokens: &[(&str, Token)]) -> u64 {
    let mut shape = vec![];
    for (_, kind) in tokens {
        if *kind != Token::Mark && shape.last() != Some(kind) {
            shape.push(*kind);
        }
    }
    shape.truncate(12);
    shape.iter().fold(0, |sum, kind| sum * 7 + *kind as u64)
}
