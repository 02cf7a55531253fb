//! Files that are no X archive, or want to do harm: each is refused with a sentence that says what to do.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod support;

use expect_test::{Expect, expect};
use feeds::archives::{ArchiveError, Item, Why, x};
use std::io::Write;
use std::ops::ControlFlow;
use std::path::Path;
use support::{Made, file, folder, manifest, newer, older, read, written, zip};
use zip::write::SimpleFileOptions;

/// What the person is told, with the place of the file left out, a sentence a line.
fn told(path: &Path) -> String {
    let error = read(path).err().expect("it is refused").to_string();
    error.replace(&path.display().to_string(), "FILE").replace(". ", ".\n") + "\n"
}

fn check(made: &Made, expected: Expect) {
    expected.assert_eq(&told(&made.path));
}

const TWEET: &str =
    r#"{ "tweet" : { "id_str" : "1", "full_text" : "a", "created_at" : "Wed Feb 01 04:45:51 +0000 2023" } }"#;

/// The bytes of a whole archive.
fn whole() -> Vec<u8> {
    std::fs::read(&newer(TWEET).path).unwrap()
}

#[test]
fn nothing_is_there() {
    check(
        &Made::at("/nowhere/twitter.zip"),
        expect![[r#"
            There is no file or folder at FILE.
            Check the path, or choose the archive again.
        "#]],
    );
}

#[test]
fn files_of_another_kind_are_named() {
    for (bytes, looks) in [
        (&b"%PDF-1.7\n..."[..], "a PDF document"),
        (b"\x89PNG\r\n\x1a\n", "a picture"),
        (b"7z\xbc\xaf\x27\x1c", "a 7-Zip file"),
        (b"Rar!\x1a\x07", "a RAR file"),
        (b"<!DOCTYPE html>", "a web page"),
        (b"{\"a\":1}", "a JSON file"),
        (b"hello", "a file of another kind"),
    ] {
        let told = told(&file("download", bytes).path);
        assert!(
            told.starts_with(&format!("FILE is no archive that can be read here: it looks like {looks}.\nChoose ")),
            "{told}"
        );
    }
}

#[test]
fn archives_without_posts_and_archives_as_web_pages_are_named() {
    for (name, told_is) in [
        ("actor.json", "FILE is an archive of Mastodon without posts"),
        ("Connections.csv", "FILE is an archive of LinkedIn without posts"),
        (
            "your_facebook_activity/posts/your_posts.html",
            "FILE is an archive of Facebook as web pages.\nAsk for it again",
        ),
    ] {
        for made in [zip(&[(name, "")]), folder(&[(name, "")])] {
            let told = told(&made.path);
            assert!(told.starts_with(told_is), "{told}");
        }
    }
}

#[test]
fn a_zip_of_something_else() {
    check(
        &zip(&[("notes/todo.txt", "milk")]),
        expect![[r#"
            FILE is no archive that can be read here: it looks like a zip file of something else.
            Choose the archive that X, Mastodon, Bluesky, LinkedIn, Facebook, Instagram, Threads or Reddit gave you, as it came or as the folder it was unpacked to.
        "#]],
    );
    check(
        &folder(&[("notes/todo.txt", "milk")]),
        expect![[r#"
            FILE is no archive that can be read here: it looks like a folder of something else.
            Choose the archive that X, Mastodon, Bluesky, LinkedIn, Facebook, Instagram, Threads or Reddit gave you, as it came or as the folder it was unpacked to.
        "#]],
    );
}

#[test]
fn an_empty_archive() {
    check(
        &zip::<&str>(&[]),
        expect![[r#"
            FILE is empty.
            Ask for the archive again, or choose another file.
        "#]],
    );
    check(
        &folder::<&str>(&[]),
        expect![[r#"
            FILE is empty.
            Ask for the archive again, or choose another file.
        "#]],
    );
    check(
        &file("empty.zip", b""),
        expect![[r#"
            FILE is empty.
            Ask for the archive again, or choose another file.
        "#]],
    );
}

#[test]
fn one_file_out_of_an_archive() {
    check(
        &file("tweets.js", b"window.YTD.tweets.part0 = []"),
        expect![[r#"
            FILE is one file out of an archive.
            Choose the folder that holds it, or the zip file.
        "#]],
    );
    check(
        &file("Your archive.html", b"<html>"),
        expect![[r#"
            FILE is one file out of an archive.
            Choose the folder that holds it, or the zip file.
        "#]],
    );
}

#[test]
fn an_archive_without_its_posts() {
    check(
        &zip(&[("Your archive.html", "<html>"), ("data/like.js", "[]")]),
        expect![[r#"
            FILE is an archive of X without posts: none of the files that hold them is in it.
            Ask for the whole archive.
        "#]],
    );
    check(
        &zip(&[("data/account.js", support::ACCOUNT)]),
        expect![[r#"
            FILE is an archive of X without posts: none of the files that hold them is in it.
            Ask for the whole archive.
        "#]],
    );
}

#[test]
fn a_zip_in_a_zip() {
    check(
        &zip(&[("backup/twitter-2023.zip", whole())]),
        expect![[r#"
            FILE holds the zip file backup/twitter-2023.zip.
            Unpack it once, then import backup/twitter-2023.zip.
        "#]],
    );
}

#[test]
fn a_zip_that_was_cut_off() {
    let whole = whole();
    check(
        &file("twitter.zip", &whole[..whole.len() - 30]),
        expect![[r#"
            FILE is cut off: its end is missing.
            Download or copy it again.
        "#]],
    );
    check(
        &file("twitter.zip", &whole[..whole.len() / 2]),
        expect![[r#"
            FILE is cut off: its end is missing.
            Download or copy it again.
        "#]],
    );
    check(
        &file("twitter.zip", &whole[..5]),
        expect![[r#"
            FILE is cut off: its end is missing.
            Download or copy it again.
        "#]],
    );
}

#[test]
fn a_zip_with_a_password() {
    let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    writer.start_file("data/tweets.js", SimpleFileOptions::default()).unwrap();
    writer.write_all(format!("window.YTD.tweets.part0 = [{TWEET}]").as_bytes()).unwrap();
    let mut bytes = writer.finish().unwrap().into_inner();
    // The first bit of the flags says that an entry is encrypted; the directory has them 8 bytes after its signature.
    let directory = bytes.windows(4).position(|window| window == b"PK\x01\x02").unwrap();
    bytes[directory + 8] |= 1;
    check(
        &file("twitter.zip", &bytes),
        expect![[r#"
            FILE is protected by a password.
            Unpack it with the password, then choose the folder.
        "#]],
    );
}

#[test]
fn a_zip_packed_in_another_way() {
    let mut bytes = whole();
    let mut at = 0;
    while let Some(directory) = bytes[at..].windows(4).position(|window| window == b"PK\x01\x02") {
        bytes[at + directory + 10] = 9;
        at += directory + 4;
    }
    check(
        &file("twitter.zip", &bytes),
        expect![[r#"
            FILE is packed in a way that cannot be read here (method 9).
            Unpack it, then choose the folder.
        "#]],
    );
}

#[test]
fn a_zip_whose_bytes_changed() {
    let long = vec![TWEET; 500].join(",");
    let bytes = std::fs::read(&newer(&long).path).unwrap();
    let name = b"data/tweets.js";
    let data = bytes.windows(name.len()).position(|window| window == name).unwrap() + name.len();
    for (offset, value) in [(0, 0xff_u8), (90, 0x55)] {
        let mut changed = bytes.clone();
        changed[data + offset] = value;
        let made = file("twitter.zip", &changed);
        assert!(matches!(read(&made.path), Err(ArchiveError::Damaged { .. })), "{offset}");
    }
    let mut changed = bytes.clone();
    let directory = changed.windows(4).rposition(|window| window == b"PK\x01\x02").unwrap();
    changed[directory + 16] ^= 1;
    check(
        &file("twitter.zip", &changed),
        expect![[r#"
            FILE is damaged at data/tweets.js: its bytes do not match their checksum.
            Download or copy it again.
        "#]],
    );
    // The directory says fewer bytes than there are.
    let mut changed = bytes;
    changed[directory + 24] = 10;
    changed[directory + 25] = 0;
    changed[directory + 26] = 0;
    check(
        &file("twitter.zip", &changed),
        expect![[r#"
            FILE is damaged at data/tweets.js: it holds more than the zip's directory says.
            Download or copy it again.
        "#]],
    );
}

#[test]
fn a_zip_bomb_is_not_even_begun() {
    let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    writer.start_file("data/tweets.js", SimpleFileOptions::default()).unwrap();
    writer.write_all(b"window.YTD.tweets.part0 = [").unwrap();
    let spaces = vec![b' '; 1 << 20];
    for _ in 0..64 {
        writer.write_all(&spaces).unwrap();
    }
    let bytes = writer.finish().unwrap().into_inner();
    assert!(bytes.len() < 100_000);
    let made = file("twitter.zip", &bytes);
    check(
        &made,
        expect![[r#"
            FILE is refused: data/tweets.js in it is far larger, unpacked, than such a file can be.
            It may be made to do harm; ask for the archive again.
        "#]],
    );
    assert!(matches!(x::open(&made.path), Err(ArchiveError::Bomb { .. })));
}

#[test]
fn a_describing_file_of_absurd_size() {
    let huge = format!("window.__THAR_CONFIG = {{ \"x\" : \"{}\" }}", "x".repeat(17 << 20));
    check(
        &folder(&[("data/manifest.js", huge), ("data/tweets.js", String::new())]),
        expect![[r#"
            FILE is refused: data/manifest.js in it is far larger, unpacked, than such a file can be.
            It may be made to do harm; ask for the archive again.
        "#]],
    );
}

#[test]
fn names_that_leave_the_archive_lead_nowhere() {
    let outside = manifest(&[("tweets", "../../secret/tweets.js", "1"), ("tweet", "/etc/tweets.js", "1")]);
    let made = folder(&[("inner/data/manifest.js", &*outside), ("secret/tweets.js", TWEET)]);
    let inner = made.path.join("inner");
    assert!(matches!(read(&inner), Err(ArchiveError::NoPosts { .. })), "the manifest names only files outside");

    let tweets = format!("window.YTD.tweets.part0 = [{TWEET}]");
    let got = read(&zip(&[("../../data/tweets.js", &*tweets), ("C:\\data\\note-tweet.js", "[]")]).path).unwrap();
    assert_eq!(got.posts.len(), 1, "a name is only a name: nothing is written anywhere");
}

#[cfg(unix)]
#[test]
fn links_in_a_folder_are_not_followed() {
    let secret = folder(&[("tweets.js", format!("window.YTD.tweets.part0 = [{TWEET}]"))]);
    let made = folder(&[("readme.txt", "")]);
    std::os::unix::fs::symlink(&secret.path, made.path.join("data")).unwrap();
    std::os::unix::fs::symlink(secret.path.join("tweets.js"), made.path.join("tweets.js")).unwrap();
    std::os::unix::fs::symlink(&made.path, made.path.join("again")).unwrap();
    check(
        &made,
        expect![[r#"
            FILE is no archive that can be read here: it looks like a folder of something else.
            Choose the archive that X, Mastodon, Bluesky, LinkedIn, Facebook, Instagram, Threads or Reddit gave you, as it came or as the folder it was unpacked to.
        "#]],
    );
}

#[cfg(target_os = "linux")]
#[test]
fn what_is_no_ordinary_file_is_not_opened() {
    check(
        &Made::at("/dev/zero"),
        expect![[r#"
            FILE is no archive that can be read here: it looks like a device or a pipe.
            Choose the archive that X, Mastodon, Bluesky, LinkedIn, Facebook, Instagram, Threads or Reddit gave you, as it came or as the folder it was unpacked to.
        "#]],
    );
}

#[cfg(unix)]
#[test]
fn a_folder_of_unreadable_files() {
    use std::os::unix::fs::PermissionsExt;
    let made = folder(&[("data/tweets.js", "window.YTD.tweets.part0 = []")]);
    let part = made.path.join("data/tweets.js");
    std::fs::set_permissions(&part, std::fs::Permissions::from_mode(0o000)).unwrap();
    if std::fs::File::open(&part).is_ok() {
        println!("skipped: this user may read every file");
        return;
    }
    let error = read(&made.path).err().unwrap();
    assert!(matches!(error, ArchiveError::NoAccess { .. }), "{error}");
}

#[test]
fn a_single_line_of_300_megabytes() {
    let folder = folder(&[("data/note-tweet.js", "[]")]);
    let mut file = std::io::BufWriter::new(std::fs::File::create(folder.path.join("data/tweets.js")).unwrap());
    write!(file, "window.YTD.tweets.part0 = [{TWEET},{{\"tweet\":{{\"full_text\":\"").unwrap();
    let line = vec![b'x'; 1 << 20];
    for _ in 0..300 {
        file.write_all(&line).unwrap();
    }
    write!(file, "\"}}}},{TWEET}]").unwrap();
    file.into_inner().unwrap().sync_all().unwrap();
    let got = read(&folder.path).unwrap();
    assert_eq!((got.posts.len(), got.reading.problems[0].why), (2, Why::TooLarge));
}

#[test]
fn nesting_200_thousand_deep() {
    let deep = format!("{}{}", "[".repeat(200_000), "]".repeat(200_000));
    let tweets = format!(
        r#"{{ "tweet" : {deep} }}, {{ "tweet" : {{ "id_str" : {deep} }} }}, {{ "tweet" : {{ "entities" : {{ "urls" : {deep} }} }} }},
           {{ "tweet" : {{ "other" : {deep}, "id_str" : "1", "created_at" : "Wed Feb 01 04:45:51 +0000 2023" }} }}"#
    );
    let got = read(&newer(&tweets).path).unwrap();
    assert_eq!(got.posts.len(), 1);
    assert_eq!(got.reading.skipped(), 3);
}

#[test]
fn text_that_is_no_text_is_kept_as_far_as_it_is() {
    let mut bytes =
        b"window.YTD.tweets.part0 = [ { \"tweet\" : { \"id_str\" : \"1\", \"full_text\" : \"caf\xe9 \\ud83d\",
        \"created_at\" : \"Wed Feb 01 04:45:51 +0000 2023\" } }, "
            .to_vec();
    bytes.extend(format!("{TWEET} ]").as_bytes());
    let made = zip(&[("data/tweets.js", bytes)]);
    expect![[r#"
        1 2023-02-01 04:45:51
          "caf� �"
        1 2023-02-01 04:45:51
          "a"
        problem: 1 × garbled (data/tweets.js: 1)
    "#]]
    .assert_eq(&written(&made));
}

#[test]
fn what_is_no_post_is_counted_with_an_example() {
    let tweets = format!(r#"{TWEET}, 17, {{ "tweet" : {{ "full_text" : "no id" }} }}, {{ "tweet" : [] , {TWEET}"#);
    expect![[r#"
        1 2023-02-01 04:45:51
          "a"
        problem: 2 × malformed (data/tweets.js: 17)
        problem: 1 × no-id (data/tweets.js)
        problem: 1 × broken-part (data/tweets.js)
    "#]]
    .assert_eq(&written(&newer(&tweets)));
    expect![[r#"
        problem: 1 × broken-part (data/js/tweets/2012_02.js)
    "#]]
    .assert_eq(&written(&older(r#"{ "id_str" : "1", "text" : "cut off", "created_at" : "2012-02-"#)));
}

#[test]
fn more_than_65_thousand_files_are_no_trouble() {
    let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let stored = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    for n in 0..70_000 {
        writer.start_file(format!("data/tweets_media/{n}.jpg"), stored).unwrap();
    }
    writer.start_file("data/tweets.js", stored.large_file(true)).unwrap();
    writer.write_all(format!("window.YTD.tweets.part0 = [{TWEET}]").as_bytes()).unwrap();
    let made = file("twitter.zip", &writer.finish().unwrap().into_inner());
    assert_eq!(read(&made.path).unwrap().posts.len(), 1);
}

#[test]
fn reading_stops_when_told() {
    let made = newer(&[TWEET; 10].join(","));
    let archive = x::open(&made.path).unwrap();
    let mut seen = 0;
    let reading = archive
        .read(|item| {
            seen += usize::from(matches!(item, Item::Post(_)));
            if seen == 3 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        })
        .unwrap();
    assert_eq!((seen, reading.stopped), (3, true));
}

#[test]
fn an_archive_is_recognised() {
    assert_eq!(read(&newer(TWEET).path).unwrap().account.network, coach::person::Network::X);
}
