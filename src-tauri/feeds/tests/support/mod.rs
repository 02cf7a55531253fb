//! Archives made by hand, and a short way to write down what a reader made of them.

#![allow(dead_code, clippy::unwrap_used, clippy::expect_used, clippy::panic)]

pub(crate) mod car;

use coach::person::Counterpart;
use coach::post::{Fate, Post, Precision};
use feeds::archives::{self, Account, Archive, ArchiveError, Item, Reading};
use std::fmt::Write as _;
use std::fs;
use std::io::Write as _;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use tempfile::TempDir;
use zip::write::SimpleFileOptions;

/// An archive on disk, for as long as it lives.
pub(crate) struct Made {
    folder: TempDir,
    pub(crate) path: PathBuf,
}

impl Made {
    /// Something that is there already.
    pub(crate) fn at(path: &str) -> Self {
        Self { folder: tempfile::tempdir().unwrap(), path: path.into() }
    }
}

/// A zip with these files.
pub(crate) fn zip<B: AsRef<[u8]>>(files: &[(&str, B)]) -> Made {
    let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, bytes) in files {
        writer.start_file(*name, SimpleFileOptions::default()).unwrap();
        writer.write_all(bytes.as_ref()).unwrap();
    }
    file("archive.zip", &writer.finish().unwrap().into_inner())
}

/// A zip in which a file of this name begins so and goes on with a lot of nothing.
pub(crate) fn bomb(files: &[(&str, &str)], name: &str, begins: &str) -> Made {
    let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, bytes) in files {
        writer.start_file(*name, SimpleFileOptions::default()).unwrap();
        writer.write_all(bytes.as_bytes()).unwrap();
    }
    writer.start_file(name, SimpleFileOptions::default()).unwrap();
    writer.write_all(begins.as_bytes()).unwrap();
    let nothing = vec![b' '; 1 << 20];
    for _ in 0..64 {
        writer.write_all(&nothing).unwrap();
    }
    file("archive.zip", &writer.finish().unwrap().into_inner())
}

/// A tar file packed with gzip, with these files.
pub(crate) fn tar_gz<B: AsRef<[u8]>>(files: &[(&str, B)]) -> Made {
    let mut tar = tar::Builder::new(flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best()));
    for (name, bytes) in files {
        let mut header = tar::Header::new_gnu();
        header.set_size(bytes.as_ref().len() as u64);
        header.set_mode(0o644);
        header.set_cksum();
        tar.append_data(&mut header, name, bytes.as_ref()).unwrap();
    }
    file("archive.tar.gz", &tar.into_inner().unwrap().finish().unwrap())
}

/// One file of any kind.
pub(crate) fn file(name: &str, bytes: &[u8]) -> Made {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(name);
    fs::write(&path, bytes).unwrap();
    Made { folder, path }
}

/// A folder with these files.
pub(crate) fn folder<B: AsRef<[u8]>>(files: &[(&str, B)]) -> Made {
    let folder = tempfile::tempdir().unwrap();
    for (name, bytes) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
    let path = folder.path().to_owned();
    Made { folder, path }
}

/// `manifest.js` of an archive of @ana_k (id 42) with these files and counts.
pub(crate) fn manifest(files: &[(&str, &str, &str)]) -> String {
    let mut sorts = String::new();
    for (sort, name, count) in files {
        write!(sorts, r#""{sort}": {{ "files": [ {{ "fileName": "{name}", "count": "{count}" }} ] }},"#).unwrap();
    }
    format!(
        r#"window.__THAR_CONFIG = {{
  "userInfo" : {{ "accountId" : "42", "userName" : "Ana_K", "displayName" : "Ana" }},
  "archiveInfo" : {{ "sizeBytes" : "9000", "generationDate" : "2024-05-01T10:00:00.000Z" }},
  "dataTypes" : {{ {sorts} "ageInfo" : {{ "files" : [ {{ "fileName" : "data/ageinfo.js" }} ] }} }}
}}"#
    )
}

/// `account.js` of @ana_k (id 42).
pub(crate) const ACCOUNT: &str = r#"window.YTD.account.part0 = [ { "account" : { "email" : "ana@example.org",
  "createdVia" : "web", "username" : "Ana_K", "accountId" : "42", "accountDisplayName" : "Ana" } } ]"#;

/// An archive of the newer layout whose only file of posts holds these tweets.
pub(crate) fn newer(tweets: &str) -> Made {
    let tweets = format!("window.YTD.tweets.part0 = [{tweets}]");
    let manifest = manifest(&[("tweets", "data/tweets.js", "1")]);
    zip(&[("data/manifest.js", &*manifest), ("data/account.js", ACCOUNT), ("data/tweets.js", &tweets)])
}

/// An archive of the older layout with one month file, which holds these tweets.
pub(crate) fn older(tweets: &str) -> Made {
    let details = r#"var user_details =  { "screen_name" : "Ana_K", "full_name" : "Ana", "id" : "42",
        "expanded_url" : "https://ana.example" }"#;
    let month = format!("Grailbird.data.tweets_2012_02 = \n [{tweets}]");
    zip(&[("data/js/user_details.js", details), ("data/js/tweets/2012_02.js", &month)])
}

/// What a reader made of an archive.
pub(crate) struct Got {
    pub(crate) account: Account,
    pub(crate) declared: Option<u64>,
    pub(crate) posts: Vec<Post>,
    pub(crate) replaced: Vec<String>,
    pub(crate) reading: Reading,
}

/// Reads an archive to its end.
pub(crate) fn read(path: &Path) -> Result<Got, ArchiveError> {
    let all = archives::open(path)?;
    assert_eq!(all.len(), 1, "{all:?}");
    read_one(&*all[0])
}

/// Reads one of several archives to its end.
pub(crate) fn read_one(archive: &dyn Archive) -> Result<Got, ArchiveError> {
    let (mut posts, mut replaced) = (Vec::new(), Vec::new());
    let reading = archive.read(&mut |item| {
        match item {
            Item::Post(post) => posts.push(post),
            Item::Replaced(id) => replaced.push(id),
            Item::Progress(_) => {}
        }
        ControlFlow::Continue(())
    })?;
    Ok(Got { account: archive.account(), declared: archive.declared(), posts, replaced, reading })
}

/// Reads an archive to its end and writes down its posts and problems, and nothing that is as usual.
pub(crate) fn written(made: &Made) -> String {
    written_of(&read(&made.path).unwrap())
}

/// Writes down what was read of an archive.
pub(crate) fn written_of(got: &Got) -> String {
    let mut text: String = got.posts.iter().map(short).collect();
    for id in &got.replaced {
        writeln!(text, "replaced: {id}").unwrap();
    }
    for problem in &got.reading.problems {
        writeln!(text, "problem: {} × {} ({})", problem.count, problem.why.name(), problem.example).unwrap();
    }
    text
}

/// A post with only those of its fields that say something.
pub(crate) fn short(post: &Post) -> String {
    let mut text = format!("{} {}", post.id, post.at.format("%F %T"));
    if post.precision == Precision::Day {
        text += " (day only)";
    }
    if post.fate != Fate::Stands {
        write!(text, " {:?}", post.fate).unwrap();
    }
    writeln!(text, "\n  {:?}", post.text).unwrap();
    let who = |whom: &Counterpart| format!("{} {}", whom.handle.id, whom.name.as_deref().unwrap_or("?"));
    let mut line = |name: &str, value: Option<String>| {
        if let Some(value) = value {
            writeln!(text, "  {name}: {value}").unwrap();
        }
    };
    let some = |list: &[String]| (!list.is_empty()).then(|| list.join(" , "));
    line("links", some(&post.links));
    line("mentions", some(&post.mentions.iter().map(who).collect::<Vec<_>>()));
    line(
        "reply",
        post.reply.as_ref().map(|reply| {
            let own = if reply.own { " (own)" } else { "" };
            let whom = reply.whom.as_ref().map_or("nobody known".to_owned(), who);
            format!("to {whom}{own}, post {}", reply.post.as_deref().unwrap_or("unknown"))
        }),
    );
    line("boost", post.boost.as_ref().map(|boost| boost.whom.as_ref().map_or("of nobody known".to_owned(), who)));
    line("quote", post.quote.clone());
    line("app", post.app.clone());
    line("language", post.language.clone());
    line("media", (post.media > 0).then(|| post.media.to_string()));
    line("private", post.private.map(|words| format!("{words} words")));
    text
}
