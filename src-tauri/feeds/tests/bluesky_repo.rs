//! Repositories of Bluesky: whole, in part, damaged, and made to do harm.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod support;

use coach::post::Post;
use expect_test::expect;
use feeds::bluesky::repo::{Flaw, Repo, RepoError, Step};
use feeds::bluesky::{record, uri};
use proptest::prelude::*;
use serde_json::json;
use std::io::Cursor;
use std::ops::ControlFlow;
use support::car::{self, Car, DID, cid_of};

#[cfg(unix)]
#[test]
fn a_pipe_is_no_archive_and_nobody_waits_for_it() {
    let folder = tempfile::tempdir().unwrap();
    let pipe = folder.path().join("archive.car");
    assert!(std::process::Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    let (say, hear) = std::sync::mpsc::channel();
    std::thread::spawn(move || say.send(feeds::archives::open(&pipe).map(drop)));
    let opened = hear.recv_timeout(std::time::Duration::from_secs(20)).expect("it waits for somebody to write");
    assert!(matches!(opened, Err(feeds::archives::ArchiveError::WrongFile { .. })), "{opened:?}");
}

/// The keys of all records, and what is wrong.
fn walked(car: &[u8]) -> (Vec<String>, Vec<Flaw>) {
    let mut repo = Repo::open(Cursor::new(car)).unwrap();
    assert_eq!(repo.did(), DID);
    let (mut keys, mut flaws) = (Vec::new(), Vec::new());
    let flow = repo.walk(
        |_| true,
        |step| {
            match step {
                Step::Record(record) => keys.push(format!("{}/{}", record.collection, record.rkey)),
                Step::Flaw(flaw, _) => flaws.push(flaw),
            }
            ControlFlow::Continue(())
        },
    );
    assert!(flow.unwrap().is_continue());
    (keys, flaws)
}

fn refused(car: &[u8]) -> RepoError {
    Repo::open(Cursor::new(car)).expect_err("it is refused")
}

/// A tree of three nodes: `a/1`, below it on the left `a/0`, on the right of it `a/2`.
fn tree() -> (Car, [cid::Cid; 3], cid::Cid) {
    let mut car = Car::default();
    let records = [0, 1, 2].map(|n| car.block(&car::map([("n", ipld_core::ipld::Ipld::Integer(n))])));
    let left = car.node(None, &[("a/0", records[0], None)]);
    let right = car.node(None, &[("a/2", records[2], None)]);
    let top = car.node(Some(left), &[("a/1", records[1], Some(right))]);
    (car, records, top)
}

#[test]
fn records_come_in_the_order_of_their_names_from_all_over_the_tree() {
    let (car, _, top) = tree();
    assert_eq!(walked(&car.finish(top)), (vec!["a/0".into(), "a/1".into(), "a/2".into()], vec![]));
    let posts = car::of(&[("app.bsky.feed.like/3k", json!({})), ("app.bsky.feed.post/3k", json!({"text": "a"}))]);
    let mut repo = Repo::open(Cursor::new(posts)).unwrap();
    let mut wanted = Vec::new();
    let flow = repo.walk(
        |collection| collection == uri::POST,
        |step| {
            if let Step::Record(record) = step {
                wanted.push((record.rkey.to_owned(), record::decode(record.block).unwrap()["text"].clone()));
            }
            ControlFlow::Break(())
        },
    );
    assert!(flow.unwrap().is_break());
    assert_eq!(wanted, [("3k".to_owned(), json!("a"))]);
}

#[test]
fn of_a_partial_export_what_is_there_is_read() {
    let mut car = Car::default();
    let there = car.bytes(&[0xa0]);
    let missing = cid_of(b"elsewhere");
    let top = car.node(Some(missing), &[("a/1", there, None), ("a/2", missing, None), ("a/3", there, None)]);
    assert_eq!(walked(&car.finish(top)), (vec!["a/1".into(), "a/3".into()], vec![Flaw::Missing, Flaw::Missing]));
}

#[test]
fn a_block_whose_bytes_are_others_is_not_read() {
    let mut car = Car::default();
    let right = cid_of(b"right");
    car.named(&right, b"wrong");
    let top = car.node(None, &[("a/1", right, None)]);
    assert_eq!(walked(&car.finish(top)), (vec![], vec![Flaw::Damaged, Flaw::Missing]));
}

#[test]
fn a_file_that_breaks_off_is_read_up_to_there() {
    let mut car = Car::default();
    let records = [b"\x01", b"\x02"].map(cid_of_block);
    let top = car.node(None, &[("a/1", records[0], None), ("a/2", records[1], None)]);
    let commit = car.finish(top);
    let mut file = Car::default();
    file.bytes(b"\x01");
    file.bytes(b"\x02");
    let blocks = file.with_root(top);
    // The header of the second is as long as that of the first.
    let header = 1 + usize::from(blocks[0]);
    let whole = [&commit[..], &blocks[header..]].concat();
    assert_eq!(walked(&whole), (vec!["a/1".into(), "a/2".into()], vec![]));
    for cut in 1..20 {
        let (keys, flaws) = walked(&whole[..whole.len() - cut]);
        assert_eq!((keys, flaws), (vec!["a/1".to_owned()], vec![Flaw::Broken, Flaw::Missing]));
    }
}

fn cid_of_block(bytes: &[u8; 1]) -> cid::Cid {
    cid_of(bytes)
}

#[test]
fn what_is_no_repository_is_refused() {
    for bytes in [&b""[..], b"hello", b"\x3a\xa2eroots\x81", b"PK\x03\x04", &[0xff; 40]] {
        assert!(matches!(refused(bytes), RepoError::NotACar), "{bytes:?}");
    }
    assert!(matches!(refused(&Car::default().with_root(cid_of(b"nowhere"))), RepoError::NoCommit));
    let mut car = Car::default();
    let other = car.bytes(&[0xa0]);
    assert!(matches!(refused(&car.with_root(other)), RepoError::NoCommit));
}

#[test]
fn a_tree_that_leads_back_to_itself_many_times_is_walked_once() {
    let mut car = Car::default();
    let record = car.bytes(&[0xa0]);
    let mut below = car.node(None, &[("a/0", record, None)]);
    for _ in 0..64 {
        below = car.node(Some(below), &[("a/1", record, Some(below)), ("a/2", record, Some(below))]);
    }
    let (keys, flaws) = walked(&car.finish(below));
    assert_eq!((keys.len(), flaws.len()), (1 + 64 * 2, 64 * 2));
}

#[test]
fn blocks_that_are_larger_nested_deeper_or_of_another_shape_than_any_are_passed_over() {
    let mut car = Car::default();
    let large = car.bytes(&vec![0; 3 << 20]);
    let deep = car.bytes(&[vec![0x81; 200_000], vec![0xf6]].concat());
    let not_a_node = car.bytes(b"\x63abc");
    let top = car.node(Some(not_a_node), &[("a/1", large, None), ("a/2", deep, Some(deep))]);
    let file = car.finish(top);
    let (keys, flaws) = walked(&file);
    assert_eq!(keys, ["a/2"]);
    assert_eq!(flaws, [Flaw::TooLarge, Flaw::Damaged, Flaw::Missing, Flaw::Damaged]);
    assert_eq!(record::decode(&[vec![0x81; 200_000], vec![0xf6]].concat()), None);
}

#[test]
fn a_tree_of_more_names_than_any_is_refused_before_they_fill_the_memory() {
    let mut car = Car::default();
    let (mut left, record) = (None, cid_of(b"nothing"));
    for node in 0..14 {
        // Each name shares all but its end with the one before, and takes some bytes in the file.
        let names: Vec<String> =
            (0..5000).map(|at| format!("{}/{}{node:02}{at:04}", uri::POST, "a".repeat(990))).collect();
        let entries: Vec<_> = names.iter().map(|name| (name.as_str(), record, None)).collect();
        left = Some(car.node(left, &entries));
    }
    let bytes = car.finish(left.unwrap());
    assert!(bytes.len() < 8 << 20);
    let mut repo = Repo::open(Cursor::new(&bytes)).unwrap();
    assert!(repo.names(|_| true).is_err());
    assert!(repo.walk(|_| true, |_| ControlFlow::Continue(())).is_err());
    assert!(repo.names(|collection| collection == uri::REPOST).unwrap().0.is_empty());
}

#[test]
fn a_real_repository_is_read_whole() {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data/bluesky/bsky-app.car");
    let Ok(file) = std::fs::File::open(&path) else {
        eprintln!("skipped: {} is not there", path.display());
        return;
    };
    let mut repo = Repo::open(file).unwrap();
    let did = repo.did().to_owned();
    let (mut posts, mut reposts, mut others) = (Vec::new(), 0, 0);
    let flow = repo.walk(
        |_| true,
        |step| {
            let Step::Record(found) = step else { panic!("{step:?}") };
            if found.collection != uri::POST && found.collection != uri::REPOST {
                others += 1;
                return ControlFlow::Continue(());
            }
            let uri = uri::of(&did, found.collection, found.rkey);
            let post = record::post(&uri, &record::decode(found.block).unwrap(), None).unwrap();
            if post.boost.is_some() {
                reposts += 1
            } else {
                posts.push(post)
            }
            ControlFlow::Continue(())
        },
    );
    assert!(flow.unwrap().is_continue());
    let count = |is: fn(&Post) -> bool| posts.iter().filter(|post| is(post)).count();
    let summary = format!(
        "{did}: {} posts, {reposts} reposts, {others} others
{} replies, of them {} own; {} quotes, {} mention somebody, {} have links, {} media, {} a language
{} to {}
",
        posts.len(),
        count(|post| post.reply.is_some()),
        count(|post| post.reply.as_ref().is_some_and(|reply| reply.own)),
        count(|post| post.quote.is_some()),
        count(|post| !post.mentions.is_empty()),
        count(|post| !post.links.is_empty()),
        count(|post| post.media > 0),
        count(|post| post.language.is_some()),
        posts[0].at.format("%F %T"),
        posts[posts.len() - 1].at.format("%F %T"),
    );
    expect![[r#"
        did:plc:z72i7hdynmk6r22z27h6tvur: 494 posts, 25 reposts, 108 others
        308 replies, of them 300 own; 8 quotes, 52 mention somebody, 138 have links, 115 media, 435 a language
        2023-04-12 17:36:42 to 2025-01-27 17:05:29
    "#]]
    .assert_eq(&summary);
}

proptest! {
    #[test]
    fn any_bytes_may_be_given(bytes in prop::collection::vec(any::<u8>(), 0..400), flips in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..8)) {
        let _ = Repo::open(Cursor::new(&bytes));
        let (car, _, top) = tree();
        let mut file = car.finish(top);
        for (at, byte) in flips {
            let at = at.index(file.len());
            file[at] = byte;
        }
        if let Ok(mut repo) = Repo::open(Cursor::new(&file)) {
            let _ = repo.walk(|_| true, |_| ControlFlow::Continue(()));
        }
        let _ = record::decode(&bytes);
    }
}
