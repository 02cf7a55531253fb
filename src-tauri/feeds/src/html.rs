//! From the HTML of a post to its plain text, as people saw it.
//!
//! What a server sends is a stranger's word: it may be megabytes of nested elements. It is taken apart into tags and
//! texts, never into a tree, so that time and memory grow with its length alone, however deeply it is nested.

use html5gum::emitters::default::DefaultEmitter;
use html5gum::{StartTag, Token, Tokenizer};

/// How much of a text is read; the rest is left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of HTML.
    pub bytes: usize,
    /// Links, and as many mentions.
    pub links: usize,
}

impl Limits {
    /// For one post: far above what any server lets anybody write.
    pub const POST: Self = Self { bytes: 512 << 10, links: 200 };
}

/// A text as people saw it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Text {
    /// Plain text: paragraphs apart by an empty line, each link replaced by where it leads, quoted parts between `“”`.
    pub text: String,
    /// Where the links in the text lead, in order; without hashtags and mentions.
    pub links: Vec<String>,
    /// Whom it mentions, in order, each profile once.
    pub mentions: Vec<Mention>,
    /// Link to the quoted post, where the server wrote one into the text for those who cannot show quotes. It is no
    /// part of the text.
    pub quote: Option<String>,
}

/// Somebody whose profile a text links to by name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mention {
    /// The profile's address; not always what identifies her for good.
    pub link: String,
    /// The name as it stands in the text: `@ana`, `@ana@social.example`.
    pub name: String,
}

/// The plain text of a post's HTML, with its links and mentions.
///
/// ```
/// use feeds::html::{Limits, text};
///
/// let html = r#"<p>Caf&eacute; news: <a href="https://ana.example/cafe"><span class="invisible">https://</span>
///     <span class="ellipsis">ana.exam</span><span class="invisible">ple/cafe</span></a></p>"#;
/// let read = text(html, &Limits::POST);
/// assert_eq!(read.text, "Café news: https://ana.example/cafe");
/// assert_eq!(read.links, ["https://ana.example/cafe"]);
/// ```
pub fn text(html: &str, limits: &Limits) -> Text {
    let mut writing = Writing { links: limits.links, ..Writing::default() };
    let mut emitter = DefaultEmitter::default();
    emitter.naively_switch_states(true);
    let html = &html[..html.floor_char_boundary(limits.bytes)];
    for token in Tokenizer::new_with_emitter(html, emitter) {
        match token {
            Ok(Token::StartTag(tag)) => writing.open(&tag),
            Ok(Token::EndTag(tag)) => writing.close(&tag.name),
            Ok(Token::String(string)) => writing.string(&String::from_utf8_lossy(&string)),
            Ok(_) | Err(_) => {}
        }
    }
    writing.finish()
}

/// Elements that begin and end on a line of their own, with an empty line around them.
const BLOCKS: &[&[u8]] =
    &[b"p", b"div", b"blockquote", b"ul", b"ol", b"pre", b"table", b"h1", b"h2", b"h3", b"h4", b"h5", b"h6", b"hr"];

/// Elements that begin on a line of their own.
const LINES: &[&[u8]] = &[b"br", b"li", b"tr", b"dt", b"dd"];

/// Elements whose content nobody saw.
const UNSEEN: &[&[u8]] = &[b"script", b"style", b"template", b"title", b"textarea", b"head", b"iframe", b"noscript"];

/// What is written of a text, and where in it the reading is.
#[derive(Default)]
struct Writing {
    read: Text,
    links: usize,
    /// Line ends that go before the next word.
    breaks: u8,
    /// Whether a space goes before the next word.
    space: bool,
    /// The link that is being read.
    link: Option<Link>,
    /// The element that is no part of the text, and how many of its name are open within it.
    left_out: Option<LeftOut>,
    /// How many quoting elements are open, and whether the outermost has begun with a word.
    quoting: usize,
    quoted: bool,
    /// How many elements are open in which line ends stand as they are.
    verbatim: usize,
}

/// A link whose text is being read.
struct Link {
    href: String,
    kind: Kind,
    /// Its text, as far as it is read.
    text: String,
}

#[derive(PartialEq)]
enum Kind {
    Page,
    Mention,
    /// A hashtag, or an address that leads nowhere on the web: only its text counts.
    Words,
}

struct LeftOut {
    element: Vec<u8>,
    open: usize,
    quotes: bool,
}

impl Writing {
    fn open(&mut self, tag: &StartTag<()>) {
        let name = &tag.name[..];
        if let Some(left_out) = &mut self.left_out {
            left_out.open += usize::from(left_out.element == name && !tag.self_closing);
            if left_out.quotes && name == b"a" && self.read.quote.is_none() {
                self.read.quote = attribute(tag, b"href").filter(|href| is_web(href));
            }
            return;
        }
        let quotes = has_class(tag, "quote-inline");
        if quotes || UNSEEN.contains(&name) {
            self.left_out = Some(LeftOut { element: name.to_vec(), open: 1, quotes });
            return;
        }
        if BLOCKS.contains(&name) {
            self.break_lines(2);
        } else if LINES.contains(&name) {
            self.break_lines(1);
        }
        match name {
            b"a" => {
                self.end_link();
                self.link = Some(Link::of(tag));
            }
            b"blockquote" => self.quoting += 1,
            b"pre" => self.verbatim += 1,
            _ => {}
        }
    }

    fn close(&mut self, name: &[u8]) {
        if let Some(left_out) = &mut self.left_out {
            left_out.open -= usize::from(left_out.element == name);
            if left_out.open == 0 {
                self.left_out = None;
            }
            return;
        }
        match name {
            b"a" => self.end_link(),
            b"blockquote" => {
                self.end_link();
                self.quoting = self.quoting.saturating_sub(1);
                if self.quoting == 0 && std::mem::take(&mut self.quoted) {
                    self.read.text.push('”');
                }
            }
            b"pre" => self.verbatim = self.verbatim.saturating_sub(1),
            _ => {}
        }
        if BLOCKS.contains(&name) {
            self.break_lines(2);
        }
    }

    fn string(&mut self, text: &str) {
        if self.left_out.is_some() {
            return;
        }
        if let Some(link) = &mut self.link {
            link.text.push_str(text);
            return;
        }
        self.words(text);
    }

    /// Writes text outside of links, white space folded.
    fn words(&mut self, text: &str) {
        let mut rest = text;
        while !rest.is_empty() {
            let word = rest.find(is_space).unwrap_or(rest.len());
            if word > 0 {
                self.word(&rest[..word]);
            }
            rest = &rest[word..];
            let space = rest.find(|c| !is_space(c)).unwrap_or(rest.len());
            let lines = if self.verbatim > 0 { rest[..space].matches('\n').count() } else { 0 };
            match lines {
                0 => self.space |= space > 0,
                lines => self.break_lines(lines.min(2) as u8),
            }
            rest = &rest[space..];
        }
    }

    /// Writes a word, with the space or the line ends due before it.
    fn word(&mut self, word: &str) {
        let text = &mut self.read.text;
        if !text.is_empty() {
            match self.breaks {
                0 if self.space => text.push(' '),
                0 => {}
                1 => text.push('\n'),
                _ => text.push_str("\n\n"),
            }
        }
        (self.breaks, self.space) = (0, false);
        if self.quoting > 0 && !self.quoted {
            text.push('“');
            self.quoted = true;
        }
        text.push_str(word);
    }

    fn break_lines(&mut self, lines: u8) {
        if self.link.is_some() && lines > 1 {
            // A link that nothing closed before the next paragraph.
            self.end_link();
        }
        if let Some(link) = &mut self.link {
            link.text.push(' ');
            return;
        }
        // Each `<br>` is a line end, but a paragraph's end and the next one's beginning are one.
        self.breaks = if lines == 1 { (self.breaks + 1).min(2) } else { 2 };
        self.space = false;
    }

    fn end_link(&mut self) {
        let Some(link) = self.link.take() else { return };
        let is_address = link.kind == Kind::Page && is_address(&link.text, &link.href);
        if !is_address {
            self.words(&link.text);
        }
        match link.kind {
            Kind::Page => {
                // Words that somebody made a link of stay, and where it leads stands behind them.
                if is_address {
                    self.space |= link.text.starts_with(is_space);
                } else {
                    self.space = true;
                }
                self.word(&link.href);
                self.space = is_address && link.text.ends_with(is_space);
                if self.read.links.len() < self.links {
                    self.read.links.push(link.href);
                }
            }
            Kind::Mention => {
                let known = self.read.mentions.iter().any(|mention| mention.link == link.href);
                if !known && self.read.mentions.len() < self.links {
                    let name = link.text.trim().to_owned();
                    self.read.mentions.push(Mention { link: link.href, name });
                }
            }
            Kind::Words => {}
        }
    }

    fn finish(mut self) -> Text {
        self.end_link();
        if self.quoted {
            self.read.text.push('”');
        }
        self.read
    }
}

impl Link {
    fn of(tag: &StartTag<()>) -> Self {
        let href = attribute(tag, b"href").unwrap_or_default();
        let is_tag = has_class(tag, "hashtag") || has_word(tag, b"rel", "tag");
        let kind = if is_tag || !is_web(&href) {
            Kind::Words
        } else if has_class(tag, "mention") {
            Kind::Mention
        } else {
            Kind::Page
        };
        Self { href, kind, text: String::new() }
    }
}

/// Whether the text of a link is its address, perhaps shortened, and not words of its own.
pub(crate) fn is_address(text: &str, href: &str) -> bool {
    let text: String = text.split(is_space).collect();
    let shown = bare(text.trim_end_matches(['…', '.', '/']));
    text.is_empty() || bare(href).starts_with(shown) || text.contains("://")
}

fn bare(address: &str) -> &str {
    let rest = address.split_once("://").map_or(address, |(_, rest)| rest);
    rest.strip_prefix("www.").unwrap_or(rest)
}

/// Whether an address leads into the web.
pub(crate) fn is_web(href: &str) -> bool {
    ["http://", "https://"]
        .iter()
        .any(|scheme| href.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme)))
}

/// White space as HTML folds it; a no-break space is none.
fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\n' | '\r' | '\x0c')
}

/// An attribute, without the white space that no address may have.
fn attribute(tag: &StartTag<()>, name: &[u8]) -> Option<String> {
    let value = tag.attributes.get(name)?;
    Some(String::from_utf8_lossy(value).chars().filter(|c| !c.is_whitespace() && !c.is_control()).collect())
}

fn has_class(tag: &StartTag<()>, class: &str) -> bool {
    has_word(tag, b"class", class)
}

fn has_word(tag: &StartTag<()>, name: &[u8], word: &str) -> bool {
    let value = tag.attributes.get(name).map(|value| String::from_utf8_lossy(value));
    value.is_some_and(|value| value.split_ascii_whitespace().any(|one| one.eq_ignore_ascii_case(word)))
}
