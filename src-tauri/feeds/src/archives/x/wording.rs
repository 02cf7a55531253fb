//! From the text as X stores it to the text as people saw it: escapes undone, short links replaced by where they lead.

use super::tweet::{Entities, Link};
use std::borrow::Cow;

/// A text as people saw it.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Wording {
    /// The text, links replaced by where they lead, links to the quoted post and to attached media left out.
    pub(super) text: String,
    /// Where the links lead, in order.
    pub(super) links: Vec<String>,
    /// Link to the quoted post.
    pub(super) quote: Option<String>,
    /// Screen names it mentions, without `@`, as written, in order, each once.
    pub(super) names: Vec<String>,
}

/// What a link in a text turns out to be.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Target<'a> {
    /// A page.
    Page(&'a str),
    /// A post of somebody else.
    Post(&'a str),
    /// Shown beside the text, not in it: attached media, or the rest of a text that was cut.
    Beside,
}

/// Undoes X's escapes: `&amp;`, `&lt;`, `&gt;`, and `&quot;` and `&#39;`, which old clients wrote.
///
/// Some clients escaped what X then escaped once more, and a text that really says `&lt;` is stored as `&amp;lt;` just
/// as well. It is taken for escaped twice only where every escape in the text is double: whoever writes about `&lt;`
/// nearly always has a plain `<` or `&` beside it, and that is stored escaped once.
pub(in crate::archives) fn unescape(text: &str) -> Cow<'_, str> {
    if !text.contains('&') {
        return Cow::Borrowed(text);
    }
    let (once, all_double) = unescape_once(text);
    Cow::Owned(if all_double { unescape_once(&once).0 } else { once })
}

/// What X escapes, without the `&` in front.
const ESCAPES: [(&str, char); 5] = [("amp;", '&'), ("lt;", '<'), ("gt;", '>'), ("quot;", '"'), ("#39;", '\'')];

/// The text with each escape undone once, and whether there was one and each was the escape of an escape.
fn unescape_once(text: &str) -> (String, bool) {
    let escape = |text: &str| ESCAPES.iter().find(|(name, _)| text.starts_with(name)).copied();
    let mut plain = String::with_capacity(text.len());
    let (mut any, mut all_double) = (false, true);
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        plain.push_str(&rest[..at]);
        rest = &rest[at + 1..];
        match escape(rest) {
            Some((name, character)) => {
                plain.push(character);
                rest = &rest[name.len()..];
                any = true;
                all_double &= character == '&' && escape(rest).is_some();
            }
            None => plain.push('&'),
        }
    }
    plain.push_str(rest);
    (plain, any && all_double)
}

/// Reads a text whose escapes are undone already.
///
/// `id` is the post's own id, and `own` the screen name of its author: a link to the post itself leads to the rest of
/// it, and a link to another post of the author is a page like any other, since nobody is quoted.
pub(super) fn read(text: &str, entities: &Entities<'_>, id: &str, own: Option<&str>) -> Wording {
    let mut wording = Wording { text: String::with_capacity(text.len() + 32), ..Wording::default() };
    let mut rest = text;
    let mut before = None;
    while let Some(character) = rest.chars().next() {
        let token = match character {
            'h' | 'H' => url_at(rest),
            '@' if !before.is_some_and(is_wordlike) => {
                let name = screen_name_at(&rest[1..]);
                if !name.is_empty() && !wording.names.iter().any(|known| known.eq_ignore_ascii_case(name)) {
                    wording.names.push(name.to_owned());
                }
                None
            }
            _ => None,
        };
        let Some(token) = token else {
            wording.text.push(character);
            rest = &rest[character.len_utf8()..];
            before = Some(character);
            continue;
        };
        let (length, target) = resolve(token, entities, id, own);
        wording.take_link(target);
        rest = &rest[length..];
        before = Some('/');
    }
    let end = wording.text.trim_end().len();
    wording.text.truncate(end);
    wording
}

impl Wording {
    fn take_link(&mut self, target: Target<'_>) {
        match target {
            Target::Page(url) => {
                self.text.push_str(url);
                self.links.push(url.to_owned());
            }
            // The last one is shown as the quoted post; those before it are links.
            Target::Post(url) => {
                if let Some(earlier) = self.quote.replace(url.to_owned()) {
                    self.links.push(earlier);
                }
                self.drop_space();
            }
            Target::Beside => self.drop_space(),
        }
    }

    /// Takes the space before a link that is left out.
    fn drop_space(&mut self) {
        let end = self.text.trim_end_matches(' ').len();
        self.text.truncate(end);
    }
}

/// Where the link at the start of this text leads, and how many bytes of the text it is.
fn resolve<'a>(token: &'a str, entities: &'a Entities<'_>, id: &str, own: Option<&str>) -> (usize, Target<'a>) {
    let at = |link: &&Link<'_>| link.url.get().is_some_and(|url| is_whole_link(token, url));
    if let Some(link) = entities.media.iter().flatten().find(at) {
        return (link.url.get().map_or(0, str::len), Target::Beside);
    }
    let Some(link) = entities.urls.iter().flatten().find(at) else {
        let bare = token.trim_end_matches(['.', ',', ':', ';', '!', '?', ')', ']', '\'', '"', '…']);
        return (bare.len(), target(bare, id, own));
    };
    let length = link.url.get().map_or(0, str::len);
    (length, target(link.expanded_url.or(&link.url).unwrap_or_default(), id, own))
}

fn target<'a>(url: &'a str, id: &str, own: Option<&str>) -> Target<'a> {
    match status(url) {
        Some((_, post)) if post == id => Target::Beside,
        Some((Some(author), _)) if own.is_some_and(|own| own.eq_ignore_ascii_case(author)) => Target::Page(url),
        Some(_) => Target::Post(url),
        None => Target::Page(url),
    }
}

/// Author, where the link names one, and id of the post that a link leads to.
fn status(url: &str) -> Option<(Option<&str>, &str)> {
    let (_, rest) = url.split_once("://")?;
    let (host, path) = rest.split_once('/')?;
    let site = host.strip_prefix("www.").or(host.strip_prefix("mobile.")).or(host.strip_prefix("m.")).unwrap_or(host);
    if !site.eq_ignore_ascii_case("twitter.com") && !site.eq_ignore_ascii_case("x.com") {
        return None;
    }
    let mut parts = path.trim_start_matches("#!/").split(['/', '?', '#']);
    let author = parts.next()?;
    let mut next = parts.next()?;
    if author == "i" && next == "web" {
        next = parts.next()?;
    }
    if next != "status" && next != "statuses" {
        return None;
    }
    let id = parts.next().filter(|id| !id.is_empty() && id.bytes().all(|byte| byte.is_ascii_digit()))?;
    Some(((author != "i").then_some(author), id))
}

/// The link at the start of a text, up to the next white space; `None` where none begins.
fn url_at(text: &str) -> Option<&str> {
    let scheme = ["http://", "https://"]
        .iter()
        .find(|scheme| text.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme)))?;
    let end = text.find(|c: char| c.is_whitespace() || c == '<' || c == '>').unwrap_or(text.len());
    (end > scheme.len()).then(|| &text[..end])
}

/// Whether `url` is the link at the start of `token`, and not only the beginning of a longer one.
fn is_whole_link(token: &str, url: &str) -> bool {
    token.strip_prefix(url).is_some_and(|rest| !rest.starts_with(|c: char| c.is_ascii_alphanumeric()))
}

/// The screen name at the start of a text; empty where none is there. Names have up to 15 letters, old ones 20.
pub(super) fn screen_name_at(text: &str) -> &str {
    let end = text.find(|c: char| !c.is_ascii_alphanumeric() && c != '_').unwrap_or(text.len());
    if end <= 20 { &text[..end] } else { "" }
}

/// Whether an `@` after this character belongs to a word, as in an e-mail address or a path.
fn is_wordlike(before: char) -> bool {
    before.is_alphanumeric() || matches!(before, '_' | '@' | '/' | '&')
}

/// The name of an app without the link around it, as in `<a href="…" rel="nofollow">Name</a>`.
pub(super) fn app(source: &str) -> Option<String> {
    let inner = match source.split_once('>') {
        Some((tag, rest)) if tag.starts_with('<') => rest.split('<').next().unwrap_or_default(),
        _ => source,
    };
    let name = unescape(inner.trim()).trim().to_owned();
    (!name.is_empty()).then_some(name)
}
