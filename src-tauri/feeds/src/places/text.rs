//! What is written at a place, as people see it, and whether it asks something.

use crate::html::{self, Limits};
use coach::person::{Counterpart, Handle, Network};
use coach::post::{Post, ReplyTo};
use coach::words;
use pulldown_cmark::{Options, Parser};

/// The most bytes of Markdown that are read.
const MOST: usize = 256 << 10;

/// Puts a text of HTML into a post.
pub(super) fn put_html(post: &mut Post, html: &str) {
    let read = html::text(html, &Limits::POST);
    (post.text, post.links) = (read.text.trim().to_owned(), read.links);
}

/// Puts a text of Markdown into a post.
pub(super) fn put_markdown(post: &mut Post, markdown: &str) {
    put_html(post, &of_markdown(markdown));
}

/// HTML of a text of Markdown.
pub(super) fn of_markdown(markdown: &str) -> String {
    let end = markdown.floor_char_boundary(MOST.min(markdown.len()));
    let mut html = String::new();
    pulldown_cmark::html::push_html(&mut html, Parser::new_ext(&markdown[..end], Options::ENABLE_STRIKETHROUGH));
    html
}

/// Whether a text of HTML, or the title above it, asks something.
pub(super) fn asks(title: &str, html: &str) -> bool {
    let read = html::text(html, &Limits::POST);
    words::asks(&words::own(title), false) || words::asks(&words::own(&read.text), !read.links.is_empty())
}

/// Somebody at a place.
pub(super) fn somebody(network: Network, id: impl Into<String>, name: Option<&str>) -> Counterpart {
    let name = name.filter(|name| !name.is_empty()).map(str::to_owned);
    Counterpart { handle: Handle { network, id: id.into() }, name }
}

/// Says whom a post answers. Somebody else is mentioned by that.
pub(super) fn put_reply(
    post: &mut Post,
    whom: Option<Counterpart>,
    own: &str,
    answered: Option<String>,
    asks: Option<bool>,
) {
    let is_own = whom.as_ref().is_some_and(|whom| whom.handle.id == own);
    post.mentions.extend(whom.clone().filter(|_| !is_own));
    post.reply = Some(ReplyTo { whom, own: is_own, post: answered, asks: asks.filter(|_| !is_own) });
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::DateTime;
    use proptest::prelude::*;

    fn check(markdown: &str, text: &str, links: &[&str]) {
        let mut post = Post::new(String::new(), Network::Lemmy, DateTime::UNIX_EPOCH);
        put_markdown(&mut post, markdown);
        assert_eq!((post.text.as_str(), post.links.iter().map(String::as_str).collect()), (text, links.to_vec()));
    }

    #[test]
    fn markdown_is_read_as_people_see_it() {
        check("Try **this**, it `works`", "Try this, it works", &[]);
        check(
            "See [the page](https://ana.example/a)",
            "See the page https://ana.example/a",
            &["https://ana.example/a"],
        );
        check("> Does it rest?\n\nYes, a whole night", "“Does it rest?”\n\nYes, a whole night", &[]);
        check("", "", &[]);
    }

    proptest! {
        #[test]
        fn any_text_may_be_markdown(markdown in "[>*_`\\[\\]()<a-z&;# \n-]{0,200}") {
            check_none(&markdown);
        }
    }

    fn check_none(markdown: &str) {
        let _ = asks(markdown, &of_markdown(markdown));
    }
}
