//! The plain text of HTML, as servers write it and as they should not.

use feeds::html::{Limits, Mention, text};
use proptest::prelude::*;

fn check(html: &str, expected: &str) {
    assert_eq!(text(html, &Limits::POST).text, expected, "{html}");
}

#[test]
fn paragraphs_and_lines_stay_apart() {
    for (html, expected) in [
        ("<p>One</p><p>Two</p>", "One\n\nTwo"),
        ("<p>One<br>Two<br />Three</p>", "One\nTwo\nThree"),
        ("<p>One<br><br><br>Two</p>", "One\n\nTwo"),
        ("One  \n two\t three", "One two three"),
        ("<p>One <em>two</em>, <b>three</b>!</p>\n<p></p><p>four</p>\n", "One two, three!\n\nfour"),
        ("<ul><li>eggs</li><li>milk</li></ul>", "eggs\nmilk"),
        ("<pre><code>let a = 1;\n  let b;</code></pre>", "let a = 1;\nlet b;"),
        ("no markup at all", "no markup at all"),
        ("", ""),
    ] {
        check(html, expected);
    }
}

#[test]
fn entities_are_decoded_once() {
    check(
        "<p>Caf&eacute; &amp; &lt;b&gt; &#128075; &#x1F44B; &amp;lt; R&D &nope;</p>",
        "Café & <b> 👋 👋 &lt; R&D &nope;",
    );
    check("a&nbsp;b", "a\u{a0}b");
}

#[test]
fn a_shortened_link_is_replaced_by_where_it_leads() {
    let html = r#"<p>Look: <a href="https://www.youtube.com/watch?v=FAEKjYroiME&amp;t=1" target="_blank"><span class="invisible">https://www.</span><span class="ellipsis">youtube.com/watch?v=FAE</span><span class="invisible">KjYroiME&amp;t=1</span></a>. Good?</p>"#;
    let read = text(html, &Limits::POST);
    assert_eq!(read.text, "Look: https://www.youtube.com/watch?v=FAEKjYroiME&t=1. Good?");
    assert_eq!(read.links, ["https://www.youtube.com/watch?v=FAEKjYroiME&t=1"]);
    for shown in ["ana.example/a", "ana.example/ab…", "https://ana.example/abc", "ana.example/...", ""] {
        check(&format!(r#"x <a href="https://ana.example/abc">{shown}</a> y"#), "x https://ana.example/abc y");
    }
}

#[test]
fn words_that_are_a_link_stay_with_the_address_behind_them() {
    check(
        r#"Here is <a href="https://ana.example/a">my article</a>, read"#,
        "Here is my article https://ana.example/a, read",
    );
    check(r#"<a href="https://ana.example/a"><img src="x.png"></a>"#, "https://ana.example/a");
}

#[test]
fn mentions_and_hashtags_are_no_links() {
    let html = r##"<p><span class="h-card" translate="no"><a href="https://b.example/@ben" class="u-url mention">@<span>ben</span></a></span> try <a href="https://a.example/tags/rust" class="mention hashtag" rel="tag">#<span>rust</span></a> or <a href="/t/x" rel="tag">#go</a></p>"##;
    let read = text(html, &Limits::POST);
    assert_eq!(read.text, "@ben try #rust or #go");
    assert_eq!(read.mentions, [Mention { link: "https://b.example/@ben".into(), name: "@ben".into() }]);
    assert_eq!(read.links, Vec::<String>::new());
}

#[test]
fn addresses_that_lead_nowhere_on_the_web_are_words() {
    let read = text(
        r#"<a href="javascript:alert(1)">click</a> <a href="mailto:a@b.example">a@b.example</a> <a>c</a>"#,
        &Limits::POST,
    );
    assert_eq!((read.text.as_str(), read.links.len()), ("click a@b.example c", 0));
}

#[test]
fn the_quote_that_a_server_wrote_into_the_text_is_taken_out_of_it() {
    let html = r#"<p class="quote-inline">RE: <a href="https://b.example/@ben/1">https://b.example/@ben/1</a></p><p>So true</p>"#;
    let read = text(html, &Limits::POST);
    assert_eq!((read.text.as_str(), read.quote.as_deref()), ("So true", Some("https://b.example/@ben/1")));
    let html =
        r#"So true<span class="quote-inline"><br><br>RE: <span><a href="https://b.example/2">x</a></span></span>!"#;
    let read = text(html, &Limits::POST);
    assert_eq!((read.text.as_str(), read.quote.as_deref()), ("So true!", Some("https://b.example/2")));
}

#[test]
fn quoted_parts_are_marked() {
    check("<blockquote><p>To be</p><blockquote>or not</blockquote></blockquote><p>Yes</p>", "“To be\n\nor not”\n\nYes");
    check("<blockquote> </blockquote>Yes<blockquote>no end", "Yes\n\n“no end”");
}

#[test]
fn what_nobody_saw_is_left_out() {
    check("a<script>b<p></script>c<style>p{}</style>d<!-- e -->f<title>g</title>", "acdf");
}

#[test]
fn tags_that_nothing_closes_do_no_harm() {
    check(
        "<p>a <a href='https://x.example/1'>x.example/1<p>b</p> <a href='https://x.example/2'>two",
        "a https://x.example/1\n\nb\n\ntwo https://x.example/2",
    );
    check("</p></a></blockquote></pre>a</i>", "a");
    check("a < b, c <3 d <", "a < b, c <3 d <");
}

#[test]
fn depth_and_length_are_bounded() {
    let deep = format!("{}deep{}", "<div><blockquote>".repeat(15_000), "</div>".repeat(15_000));
    check(&deep, "“deep”");
    let limits = Limits { bytes: 10, links: 1 };
    assert_eq!(text("<p>été été été", &limits).text, "été");
    let two = r#"<a href="https://a.example/">a</a><a href="https://b.example/">b</a>"#;
    assert_eq!(text(two, &Limits { links: 1, ..Limits::POST }).links.len(), 1);
}

proptest! {
    #[test]
    fn any_html_may_be_read(html in "(<(a href=\"https://x.example/a\" class=\"(mention|quote-inline)?\"|p|/p|/a|br|blockquote|/blockquote|pre|script|/script|span class=quote-inline|/span)>|[a-z&;<> “”\n]|&amp;|https://x.example/){0,40}") {
        let read = text(&html, &Limits::POST);
        prop_assert!(read.text.len() <= html.len() * 3 + 3);
        prop_assert_eq!(read.text.trim_matches(['\n', ' ']), &read.text);
    }

    #[test]
    fn plain_text_is_its_own_text(plain in "[a-zé]{1,5}( [a-zé]{1,5}){0,5}") {
        prop_assert_eq!(text(&plain, &Limits::POST).text, plain);
    }
}
