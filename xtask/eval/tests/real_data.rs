//! The shipped rules on the real posts beside the project, where they are.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use coach::apps::Apps;
use coach::kind::{Eye, Kind, Rules, Verdict};
use eval::stream::{self, Label, Stream};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

fn labelled() -> Option<Vec<Stream>> {
    let folder = stream::default_folder();
    if !folder.is_dir() {
        eprintln!("skipped: there is no {}", folder.display());
        return None;
    }
    Some(stream::read_folder(&folder).expect("the labelled streams can be read"))
}

fn judged(stream: &Stream) -> Vec<Verdict> {
    let mut eye = Eye::new(&Rules::shipped());
    stream.posts.iter().map(|labelled| eye.see(&labelled.post)).collect()
}

#[test]
fn every_app_of_the_labelled_streams_is_listed() {
    let Some(streams) = labelled() else { return };
    let apps: BTreeSet<&str> = streams.iter().flat_map(|s| &s.posts).filter_map(|p| p.post.app.as_deref()).collect();
    let unknown: Vec<_> = apps.into_iter().filter(|app| Apps::shipped().standing(app).is_none()).collect();
    assert!(unknown.is_empty(), "not in apps.txt: {unknown:?}");
}

#[test]
fn every_app_of_the_archives_is_listed() {
    let folder = stream::default_folder().join("../x-archives");
    let Ok(archives) = std::fs::read_dir(&folder) else {
        eprintln!("skipped: there is no {}", folder.display());
        return;
    };
    let mut apps = BTreeSet::new();
    for archive in archives {
        apps.extend(apps_of(&archive.unwrap().path()));
    }
    let unknown: Vec<_> =
        apps.iter().filter(|app| !app.is_empty() && Apps::shipped().standing(app).is_none()).collect();
    assert!(apps.len() > 50, "{apps:?}");
    assert!(unknown.is_empty(), "not in apps.txt: {unknown:?}");
}

fn apps_of(archive: &Path) -> BTreeSet<String> {
    let mut zip = zip::ZipArchive::new(std::fs::File::open(archive).unwrap()).unwrap();
    let months: Vec<String> =
        zip.file_names().filter(|name| name.contains("data/js/tweets/")).map(str::to_owned).collect();
    let mut apps = BTreeSet::new();
    for month in months {
        let script = std::io::read_to_string(zip.by_name(&month).unwrap()).unwrap();
        let Some((_, json)) = script.split_once('=') else { continue };
        let tweets: Vec<Value> = serde_json::from_str(json).unwrap();
        apps.extend(tweets.iter().filter_map(|tweet| Some(tweet["source"].as_str()?.to_owned())));
    }
    apps
}

#[test]
fn where_the_app_is_named_and_known_the_verdict_is_as_the_label_says() {
    let Some(streams) = labelled() else { return };
    let mut table: BTreeMap<(bool, bool), u32> = BTreeMap::new();
    for stream in &streams {
        for (labelled, verdict) in stream.posts.iter().zip(judged(stream)) {
            if let Some(automatic) = labelled.label.automatic().filter(|_| verdict.by_app) {
                *table.entry((automatic, verdict.automated > 0.5)).or_default() += 1;
            }
        }
    }
    let of = |label, verdict| f64::from(table.get(&(label, verdict)).copied().unwrap_or(0));
    let precision = of(true, true) / (of(true, true) + of(false, true));
    let recall = of(true, true) / (of(true, true) + of(true, false));
    assert!(precision >= 0.995 && recall >= 0.995, "precision {precision:.4}, recall {recall:.4}, {table:?}");
}

#[test]
fn kinds_of_two_whole_archives() {
    let Some(streams) = labelled() else { return };
    for (account, expected) in [
        (
            "acct-01",
            expect_test::expect![[r#"
                thread 120
                automated 1089
                boost 1233
                reply 998
                quote 53
                promotion 17
                share 149
                question 146
                original 2068
            "#]],
        ),
        (
            "acct-12",
            expect_test::expect![[r#"
                automated 6753
                boost 1462
                reply 303
                quote 20
                promotion 9
                share 699
                question 20
                original 2792
            "#]],
        ),
    ] {
        let stream = streams.iter().find(|stream| stream.account == account).expect(account);
        let mut kinds: BTreeMap<Kind, u32> = BTreeMap::new();
        for verdict in judged(stream) {
            *kinds.entry(verdict.kind).or_default() += 1;
        }
        let counts: String = kinds.iter().map(|(kind, n)| format!("{} {n}\n", kind.name())).collect();
        expected.assert_eq(&counts);
    }
    assert!(streams.iter().all(|stream| stream.posts.iter().any(|p| p.label == Label::Human)));
}
