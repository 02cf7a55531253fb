//! Four real archives of the older layout, held against the table that three of them carry of themselves.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod support;

use chrono::{DateTime, Utc};
use coach::post::{Post, Precision};
use std::collections::HashMap;
use std::io::Read;
use std::path::PathBuf;
use support::{Got, read, short, zip};

/// The archive of this name, or `None`, said aloud, where the shared data are not there.
fn real(name: &str) -> Option<PathBuf> {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data/x-archives").join(name);
    if path.exists() {
        return Some(path);
    }
    println!("skipped: {} is not here", path.display());
    None
}

/// One file out of a zip.
fn piece(path: &PathBuf, name: &str) -> Option<String> {
    let mut zip = zip::ZipArchive::new(std::fs::File::open(path).unwrap()).unwrap();
    let mut text = String::new();
    zip.by_name(name).ok()?.read_to_string(&mut text).unwrap();
    Some(text)
}

/// Posts, from, to, day-only, replies, of them to herself, retweets, quotes, with links, with media, without an app.
fn summary(got: &Got) -> String {
    let count = |is: fn(&Post) -> bool| got.posts.iter().filter(|post| is(post)).count();
    let times = || got.posts.iter().map(|post| post.at);
    format!(
        "{} posts, {} to {}, {} day only, {} replies, {} own,
    {} boosts, {} quotes, {} with links, {} with media, {} without app, {} skipped",
        got.posts.len(),
        times().min().unwrap().format("%F"),
        times().max().unwrap().format("%F"),
        count(|post| post.precision == Precision::Day),
        count(|post| post.reply.is_some()),
        count(|post| post.reply.as_ref().is_some_and(|reply| reply.own)),
        count(|post| post.boost.is_some()),
        count(|post| post.quote.is_some()),
        count(|post| !post.links.is_empty()),
        count(|post| post.media > 0),
        count(|post| post.app.is_none()),
        got.reading.skipped(),
    )
}

#[test]
fn every_post_is_found_once() {
    let mut summaries = String::new();
    for name in ["bizweekgraphics.zip", "geoinquiets.zip", "hibbittsdesign.zip", "lildude.zip"] {
        let Some(path) = real(name) else { return };
        let got = read(&path).unwrap();
        assert_eq!(got.reading.progress.bytes, got.reading.progress.of);
        let mut ids: Vec<_> = got.posts.iter().map(|post| &post.id).collect();
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), got.posts.len(), "{name}: no id twice");
        summaries += &format!("{name}: {}\n", summary(&got));
    }
    expect_test::expect![[r#"
        bizweekgraphics.zip: 6966 posts, 2011-03-01 to 2015-10-02, 0 day only, 1387 replies, 77 own,
            2875 boosts, 51 quotes, 1364 with links, 717 with media, 0 without app, 0 skipped
        geoinquiets.zip: 12058 posts, 2011-02-06 to 2018-12-06, 0 day only, 297 replies, 14 own,
            1472 boosts, 35 quotes, 10137 with links, 5426 with media, 0 without app, 0 skipped
        hibbittsdesign.zip: 5049 posts, 2008-08-25 to 2017-03-29, 153 day only, 1508 replies, 134 own,
            1482 boosts, 133 quotes, 1290 with links, 174 with media, 0 without app, 0 skipped
        lildude.zip: 5873 posts, 2007-09-11 to 2021-05-02, 430 day only, 1103 replies, 120 own,
            1275 boosts, 76 quotes, 1159 with links, 554 with media, 0 without app, 0 skipped
    "#]]
    .assert_eq(&summaries);
}

#[test]
fn the_first_and_the_last_post_of_geoinquiets() {
    let Some(path) = real("geoinquiets.zip") else { return };
    let got = read(&path).unwrap();
    let first = got.posts.iter().min_by_key(|post| post.at).unwrap();
    let last = got.posts.iter().max_by_key(|post| post.at).unwrap();
    expect_test::expect![[r#"
        34306500604198912 2011-02-06 17:44:41
          "all is well  =)"
          app: Twitter Web Client
        1070550915780878342 2018-12-06 05:30:02
          "A reveure"
          app: Buffer
          media: 1
    "#]]
    .assert_eq(&(short(first) + &short(last)));
}

/// The words of a text that are not links, without the marks around them.
fn words(text: &str) -> Vec<&str> {
    let words = text.split_whitespace().filter(|word| !word.contains("://"));
    words.map(|word| word.trim_matches(|c: char| !c.is_alphanumeric())).filter(|word| !word.is_empty()).collect()
}

#[test]
fn the_table_in_the_archive_says_the_same() {
    for (name, rows) in [("bizweekgraphics.zip", 6966), ("hibbittsdesign.zip", 4025), ("lildude.zip", 4827)] {
        let Some(path) = real(name) else { return };
        let posts: HashMap<String, Post> =
            read(&path).unwrap().posts.into_iter().map(|post| (post.id.clone(), post)).collect();
        let table = piece(&path, "tweets.csv").unwrap();
        let mut compared = 0;
        for row in csv::Reader::from_reader(table.as_bytes()).into_records() {
            let row = row.unwrap();
            let Some(post) = posts.get(&row[0]) else { panic!("{name}: {} is missing", &row[0]) };
            let at: DateTime<Utc> = row[3].replace(" +0000", "Z").replace(' ', "T").parse().unwrap();
            assert_eq!(post.at, at, "{name} {}", post.id);
            assert_eq!(post.boost.is_some(), !row[6].is_empty() || row[5].starts_with("RT @"), "{name} {}", post.id);
            if post.boost.is_none() {
                let reply = post.reply.as_ref();
                let whom = reply.and_then(|reply| reply.whom.as_ref()).map_or("", |whom| &*whom.handle.id);
                assert!(row[2].is_empty() || row[2] == *whom, "{name} {}", post.id);
                assert_eq!(reply.and_then(|reply| reply.post.as_deref()).unwrap_or(""), &row[1], "{name} {}", post.id);
                let text = row[5]
                    .replace("&amp;amp;", "&amp;")
                    .replace("&lt;", "<")
                    .replace("&gt;", ">")
                    .replace("&quot;", "\"")
                    .replace("&amp;", "&");
                assert_eq!(words(&post.text), words(&text), "{name} {}", post.id);
            }
            compared += 1;
        }
        assert_eq!(compared, rows, "{name}");
    }
}

#[test]
fn the_table_alone_gives_the_same_posts() {
    for name in ["bizweekgraphics.zip", "hibbittsdesign.zip", "lildude.zip"] {
        let Some(path) = real(name) else { return };
        let whole: HashMap<String, Post> =
            read(&path).unwrap().posts.into_iter().map(|post| (post.id.clone(), post)).collect();
        let table = piece(&path, "tweets.csv").unwrap();
        let details = piece(&path, "data/js/user_details.js").unwrap();
        let alone = read(&zip(&[("tweets.csv", table), ("data/js/user_details.js", details)]).path).unwrap();
        assert_eq!(alone.reading.problems, []);
        let mut same_links = 0;
        for post in &alone.posts {
            let other = &whole[&post.id];
            assert_eq!((post.at, &post.app), (other.at, &other.app));
            assert_eq!(post.boost.is_some(), other.boost.is_some());
            same_links += usize::from(post.links == other.links);
        }
        let share = same_links * 100 / alone.posts.len();
        assert!(share >= 90, "{name}: the links of only {share} % could be told from the table");
    }
}
