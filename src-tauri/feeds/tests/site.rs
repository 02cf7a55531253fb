//! The feed of the person's own site: found, read, asked for again only where it changed.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod live_support;

use feeds::archives::Why;
use feeds::live::{Account, Reader as _, reader, readers};
use feeds::net::{Failure, Net};
use feeds::site::Site;
use live_support::{Source, moment, runtime};
use proptest::prelude::*;
use wiremock::matchers::{any, header, header_exists, path};
use wiremock::{Mock, MockServer, ResponseTemplate};

const NOW: &str = "2026-11-27T12:00:00Z";

/// A site with these pages: path, kind, body, in which `HOST` stands for its address.
fn site(pages: &[(&str, &str, &str)]) -> MockServer {
    runtime().block_on(async {
        let server = MockServer::start().await;
        for (at, kind, body) in pages {
            let body = body.replace("HOST", &server.uri());
            let answer = ResponseTemplate::new(200).set_body_raw(body, kind);
            Mock::given(path(*at)).respond_with(answer).mount(&server).await;
        }
        server
    })
}

fn find(typed: &str) -> Result<Account, Failure> {
    runtime().block_on(Site.find(&Net::new().unwrap(), typed, None))
}

/// Reads the feed at `/feed` of a site; its articles as link without host, title and date.
fn read(kind: &str, body: &str) -> Result<(Vec<String>, Source), Failure> {
    let server = site(&[("/feed", kind, body)]);
    let mut source = Source::find(&Site, &format!("{}/feed", server.uri()), None)?;
    let brought = source.sync(moment(NOW))?;
    assert!(brought.complete && brought.posts.is_empty() && brought.heard.is_empty());
    source.account.posts = brought.problems.iter().find(|problem| problem.why == Why::Malformed).map(|one| one.count);
    let articles = source.articles.values().map(|article| {
        let link = article.link.split_once('/').map_or("", |(_, path)| path);
        let at = article.at.map(|at| at.format("%Y-%m-%d").to_string());
        format!("{link} · {} · {}", article.title.as_deref().unwrap_or("–"), at.as_deref().unwrap_or("–"))
    });
    Ok((articles.collect(), source))
}

fn check(kind: &str, body: &str, expect: &[&str]) {
    let (articles, _) = read(kind, body).unwrap();
    assert_eq!(articles, expect, "{body}");
}

const RSS: &str = r#"<?xml version="1.0"?><rss version="2.0"><channel><title>Mira writes</title><link>HOST/</link>
  <item><title>How to sow beans</title><link>HOST/2026/beans/?utm_source=rss&amp;utm_medium=feed#more</link>
    <guid isPermaLink="false">17</guid><pubDate>Mon, 02 Mar 2026 08:00:00 +0000</pubDate></item>
  <item><title>Rain &amp; gold</title><guid>HOST/2026/rain</guid><pubDate>no day at all</pubDate></item>
  <item><title>Somebody else's</title><link>https://other.example/x</link></item>
  </channel></rss>"#;

#[test]
fn every_kind_of_feed_is_read() {
    check("application/rss+xml", RSS, &["2026/beans · How to sow beans · 2026-03-02", "2026/rain · Rain & gold · –"]);
    check(
        "application/atom+xml",
        r#"<feed xmlns="http://www.w3.org/2005/Atom"><title>Mira</title><id>x</id><updated>2026-03-02T08:00:00Z</updated>
          <link href="HOST/"/><entry><id>tag:mira,2026:1</id><title>Beans</title><link rel="edit" href="HOST/edit/1"/>
          <link href="/2026/beans"/><updated>2026-03-02T08:00:00+02:00</updated></entry></feed>"#,
        &["2026/beans · Beans · 2026-03-02"],
    );
    check(
        "application/feed+json",
        r#"{"version":"https://jsonfeed.org/version/1.1","title":"Mira","home_page_url":"HOST/","items":[
          {"id":"1","url":"HOST/2026/beans","title":"Beans","content_text":"x","date_published":"2026-03-02T08:00:00Z"}]}"#,
        &["2026/beans · Beans · 2026-03-02"],
    );
    check("text/plain", RSS, &["2026/beans · How to sow beans · 2026-03-02", "2026/rain · Rain & gold · –"]);
}

#[test]
fn an_item_without_link_and_name_has_the_same_key_each_time() {
    let body = r#"<rss version="2.0"><channel><title>x</title><link>HOST/</link>
      <item><title>Untied</title><description>One</description></item>
      <item><description>Two</description></item><item></item></channel></rss>"#;
    let server = site(&[("/feed", "text/xml", body)]);
    let keys = || {
        let mut source = Source::find(&Site, &format!("{}/feed", server.uri()), None).unwrap();
        let brought = source.sync(moment(NOW)).unwrap();
        assert_eq!(brought.problems.iter().map(|one| (one.why, one.count)).collect::<Vec<_>>(), [(Why::Malformed, 1)]);
        source.articles.keys().cloned().collect::<Vec<_>>()
    };
    let first = keys();
    assert_eq!(first.len(), 2);
    assert_eq!(first, keys());
    assert!(first.iter().all(|key| key.contains("/feed#")), "{first:?}");
}

#[test]
fn the_feed_is_found_from_the_site() {
    let page =
        |head: &str| format!("<!doctype html><html><head><title>Mira</title>{head}</head><body><a href=/feed>x</a>");
    let linked = page(
        r#"<link rel="alternate" type="application/rss+xml" title="Comments" href="/comments/feed">
           <LINK REL='alternate' TYPE="application/rss+xml" HREF="/made/feed">
           <link rel="alternate" hreflang="de" href="/de/"><link rel=stylesheet href=x>"#,
    );
    let elsewhere = page(r#"<link rel="alternate" type="application/atom+xml" href="https://feeds.example/mira">"#);
    let relative = page(r#"<link rel="alternate" type="application/atom+xml" href="made/feed?x=1&amp;y=2">"#);
    for (pages, typed, expect) in [
        (vec![("/", "text/html", linked.as_str()), ("/made/feed", "text/xml", RSS)], "HOST", Ok("/made/feed")),
        (
            vec![("/blog/", "text/html", relative.as_str()), ("/blog/made/feed", "text/xml", RSS)],
            "HOST/blog/",
            Ok("/blog/made/feed?x=1&y=2"),
        ),
        (vec![("/", "text/html", "<p>plain</p>"), ("/atom.xml", "text/xml", RSS)], "HOST", Ok("/atom.xml")),
        (vec![("/feed", "text/xml", RSS)], "HOST/feed", Ok("/feed")),
        (vec![("/", "text/html", elsewhere.as_str())], "HOST", Err("net.led-astray")),
        (vec![("/", "text/html", "<p>plain</p>")], "HOST", Err("net.not-found")),
        (vec![], "HOST", Err("net.not-found")),
        (vec![], "mira", Err("net.unreadable")),
        (vec![], "javascript:alert(1)", Err("net.unreadable")),
    ] {
        let server = site(&pages);
        let found = find(&typed.replace("HOST", &server.uri()));
        match (found, expect) {
            (Ok(account), Ok(at)) => {
                assert_eq!(account.place, format!("{}{at}", server.uri()));
                assert_eq!((account.sees, account.title.as_str()), (0, "Mira writes"));
                assert_eq!(account.site, Some(format!("{}/", server.uri())));
            }
            (Err(failure), Err(code)) => assert_eq!(failure.code(), code, "{typed}: {failure}"),
            (found, expect) => panic!("{typed}: {found:?}, not {expect:?}"),
        }
    }
}

#[test]
fn a_feed_that_did_not_change_is_not_sent_again() {
    let runtime = runtime();
    let server = runtime.block_on(async {
        let server = MockServer::start().await;
        let same = ResponseTemplate::new(304);
        Mock::given(header("if-none-match", "\"one\""))
            .and(header_exists("if-modified-since"))
            .respond_with(same)
            .with_priority(1)
            .mount(&server)
            .await;
        let answer = ResponseTemplate::new(200)
            .insert_header("etag", "\"one\"")
            .insert_header("last-modified", "Mon, 02 Mar 2026 08:00:00 GMT")
            .set_body_raw(RSS.replace("HOST", &server.uri()), "application/rss+xml");
        Mock::given(any()).respond_with(answer).mount(&server).await;
        server
    });
    let mut source = Source::find(&Site, &format!("{}/feed", server.uri()), None).unwrap();
    source.sync(moment(NOW)).unwrap();
    assert_eq!(source.articles.len(), 2);
    let asked = source.net.take_asked();
    assert_eq!(asked.values().sum::<u32>(), 2, "once to find it, once to read it");
    source.articles.clear();
    let again = source.sync(moment(NOW)).unwrap();
    assert!(source.articles.is_empty() && again.complete);
    assert_eq!(source.net.take_asked().values().sum::<u32>(), 1);
}

#[test]
fn older_pages_are_read_once_and_only_on_the_same_site() {
    let page = |n: u32, next: &str| {
        format!(
            r#"<feed xmlns="http://www.w3.org/2005/Atom"><title>Mira</title><id>x</id><link href="HOST/"/>
            <link rel="next" href="{next}"/><entry><id>{n}</id><title>{n}</title><link href="HOST/{n}"/></entry></feed>"#
        )
    };
    let (first, second, third) = (page(1, "HOST/2nd"), page(2, "/3rd"), page(3, "https://elsewhere.example/4th"));
    let server = site(&[("/feed", "text/xml", &first), ("/2nd", "text/xml", &second), ("/3rd", "text/xml", &third)]);
    let mut source = Source::find(&Site, &format!("{}/feed", server.uri()), None).unwrap();
    let brought = source.sync(moment(NOW)).unwrap();
    assert_eq!((source.articles.len(), brought.steps, brought.complete), (3, 3, true));
    assert_eq!(source.sync(moment(NOW)).unwrap().steps, 1);
}

#[test]
fn an_older_page_that_can_not_be_read_keeps_nobody_from_the_newest() {
    let first = r#"<feed xmlns="http://www.w3.org/2005/Atom"><title>Mira</title><id>x</id><link href="HOST/"/>
        <link rel="next" href="/2nd"/><entry><id>1</id><title>1</title><link href="HOST/1"/></entry></feed>"#;
    for (status, body) in [
        (200, "<html>A page</html>".to_owned()),
        (403, String::new()),
        (401, String::new()),
        (404, String::new()),
        (400, String::new()),
        (200, " ".repeat(9 << 20)),
    ] {
        let server = site(&[("/feed", "text/xml", first)]);
        let older = ResponseTemplate::new(status).set_body_raw(body, "text/html");
        runtime().block_on(Mock::given(path("/2nd")).respond_with(older).mount(&server));
        let mut source = Source::find(&Site, &format!("{}/feed", server.uri()), None).unwrap();
        let brought = source.sync(moment(NOW)).unwrap_or_else(|failure| panic!("{status}: {failure}"));
        assert_eq!((source.articles.len(), brought.steps, brought.complete), (1, 2, true), "{status}");
        assert_eq!(source.sync(moment(NOW)).unwrap().steps, 1, "{status}");
    }
    // What may pass is asked for again.
    let server = site(&[("/feed", "text/xml", first)]);
    runtime().block_on(Mock::given(path("/2nd")).respond_with(ResponseTemplate::new(502)).mount(&server));
    let mut source = Source::find(&Site, &format!("{}/feed", server.uri()), None).unwrap();
    assert_eq!(source.sync(moment(NOW)).unwrap_err().code(), "net.faulty");
}

#[test]
fn a_date_that_no_calendar_has_is_none() {
    let body = r#"<rss version="2.0"><channel><title>x</title><link>HOST/</link>
      <item><title>Far</title><link>HOST/far</link><pubDate>Fri, 31 Dec 262142 00:00:00 +0000</pubDate></item>
      <item><title>Near</title><link>HOST/near</link><pubDate>Mon, 02 Mar 2026 08:00:00 +0000</pubDate></item>
      </channel></rss>"#;
    check("text/xml", body, &["far · Far · –", "near · Near · 2026-03-02"]);
}

#[test]
fn what_is_no_feed_any_more_is_told_as_such() {
    let body = RSS.replace("HOST", "https://mira.example");
    for (kind, body) in [("text/html", "<html>Moved</html>"), ("text/xml", ""), ("text/xml", &body[..300])] {
        let failure = read(kind, body).err().unwrap();
        assert!(matches!(failure.code(), "net.strange" | "net.not-found"), "{failure}");
    }
}

#[test]
fn a_hostile_feed_costs_little() {
    let deep = format!("<rss version=\"2.0\"><channel><item><title>{}", "<b>".repeat(200_000));
    let bomb = r#"<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>
      <rss version="2.0"><channel><title>&b;&b;&b;</title><item><title>&b;</title></item></channel></rss>"#;
    let leak = r#"<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>
      <rss version="2.0"><channel><title>x</title><item><title>&a;</title></item></channel></rss>"#;
    for body in [deep.as_str(), bomb, leak] {
        if let Ok((articles, _)) = read("text/xml", body) {
            assert!(articles.iter().all(|article| !article.contains("root:") && article.len() < 500), "{articles:?}");
        }
    }
}

#[test]
fn every_reader_has_a_name_of_its_own() {
    let names: Vec<_> = readers().iter().map(|reader| reader.about().name).collect();
    let mut unlike = names.clone();
    unlike.dedup();
    assert_eq!(names, unlike);
    assert!(names.iter().all(|name| reader(name).is_some_and(|reader| reader.about().name == *name)));
    assert!(reader("nobody").is_none());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(30))]

    #[test]
    fn whatever_bytes_come_reading_ends(
        text in r#"(<|>|</|/>|<rss version="2.0">|<channel>|<item>|<title>|<link|href="|<feed|<entry|&|;|é|\{|"items":|\[|x| ){0,80}"#
    ) {
        let _ = read("text/xml", &text);
        let _ = read("text/html", &format!("<link rel=alternate type=application/rss+xml href=\"{text}\">"));
    }
}
