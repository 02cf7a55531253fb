//! Archives of Reddit, one trap at a time.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod support;

use expect_test::expect;
use feeds::archives::ArchiveError;
use proptest::prelude::*;
use support::{bomb, file, read, written, zip};

const COMMENTS: &str = "id,permalink,date,ip,subreddit,gildings,link,parent,body,media\n";
const POSTS: &str = "id,permalink,date,ip,subreddit,gildings,title,url,body\n";

#[test]
fn comments_and_posts_are_read_and_no_address_they_were_sent_from() {
    let comments = format!(
        "{COMMENTS}c1,https://www.reddit.com/r/rust/comments/p1/x/c1/,2020-05-01 10:00:00 UTC,203.0.113.9,rust,0,https://www.reddit.com/r/rust/comments/p1/x/,c0,\"&gt; Somebody wrote this\n&gt; and that\n\nI would [wait a bit](https://ana.example/wait), really\",\n\
         c2,/r/rust/comments/p1/x/c2/,2020-05-01 10:05:00 UTC,203.0.113.9,rust,0,https://www.reddit.com/r/rust/comments/p1/x/,,[deleted],\n\
         c3,,2020-05-01 10:05:00 UTC,203.0.113.9,rust,0,,,hello,\n\
         c4,/r/rust/comments/p1/x/c4/,yesterday,203.0.113.9,rust,0,,,hello,\n"
    );
    let posts = format!(
        "{POSTS}p2,https://www.reddit.com/r/rust/comments/p2/y/,2020-05-02 10:00:00 UTC,203.0.113.9,rust,0,Look at this,https://ana.example/x,\n\
         p3,https://www.reddit.com/r/rust/comments/p3/y/,2020-05-03 10:00:00 UTC,203.0.113.9,rust,0,How do you test it?,/r/rust/comments/p3/y/,\"I tried this,\nand that\"\n\
         p4,https://www.reddit.com/r/rust/comments/p4/y/,2020-05-03 10:00:00 UTC,203.0.113.9,rust,0,My desk,https://i.redd.it/x.jpg,\n"
    );
    let made = zip(&[
        ("comments.csv", comments),
        ("posts.csv", posts),
        ("statistics.csv", "statistic,value\naccount name,Ana_K\n".to_owned()),
    ]);
    expect![[r#"
        https://www.reddit.com/r/rust/comments/p1/x/c1/ 2020-05-01 10:00:00
          "“Somebody wrote this\nand that”\n\nI would wait a bit https://ana.example/wait, really"
          links: https://ana.example/wait
          reply: to nobody known, post c0
        https://www.reddit.com/r/rust/comments/p1/x/c2/ 2020-05-01 10:05:00 Deleted
          ""
          reply: to nobody known, post https://www.reddit.com/r/rust/comments/p1/x/
        https://www.reddit.com/r/rust/comments/p2/y/ 2020-05-02 10:00:00
          "Look at this"
          links: https://ana.example/x
        https://www.reddit.com/r/rust/comments/p3/y/ 2020-05-03 10:00:00
          "How do you test it?\n\nI tried this,\nand that"
        https://www.reddit.com/r/rust/comments/p4/y/ 2020-05-03 10:00:00
          "My desk"
          media: 1
        problem: 1 × no-id (comments.csv: c3)
        problem: 1 × no-date (comments.csv: c4)
    "#]]
    .assert_eq(&written(&made));
    let got = read(&made.path).unwrap();
    assert_eq!(got.account.id.as_deref(), Some("u/ana_k"));
    assert!(!format!("{:?}", got.posts).contains("203.0.113.9"));
}

#[test]
fn a_row_larger_than_any_costs_only_itself() {
    let comments = format!("{COMMENTS}c1,/r/rust/comments/p1/x/c1/,2020-05-01 10:00:00 UTC,,rust,0,,,hello,\n");
    let statistics = format!("statistic,value\n{},x\naccount name,Ana_K\n", "x".repeat(3 << 20));
    let got = read(&zip(&[("comments.csv", comments), ("statistics.csv", statistics)]).path).unwrap();
    assert_eq!((got.account.id.as_deref(), got.posts.len()), (Some("u/ana_k"), 1));
}

#[test]
fn no_table_is_unpacked_that_is_far_larger_than_any() {
    let comments = format!("{COMMENTS}c1,/r/rust/comments/p1/x/c1/,2020-05-01 10:00:00 UTC,,rust,0,,,hello,\n");
    for (others, name, begins) in [
        (&[][..], "comments.csv", COMMENTS),
        (&[("comments.csv", comments.as_str())], "statistics.csv", "statistic,value\n"),
    ] {
        let error = read(&bomb(others, name, begins).path).err().unwrap();
        assert!(matches!(&error, ArchiveError::Bomb { at, .. } if at == name), "{error}");
    }
}

proptest! {
    #[test]
    fn any_table_may_be_given(bytes in prop::collection::vec(any::<u8>(), 0..300), rows in "[a-z0-9:,\"\n/\\[\\]()> -]{0,200}") {
        for (name, head) in [("comments.csv", COMMENTS), ("posts.csv", POSTS)] {
            let _ = read(&file(name, &[head.as_bytes(), rows.as_bytes(), &bytes[..]].concat()).path).map(|got| got.posts.len());
            let _ = read(&file(name, &bytes).path).map(|got| got.posts.len());
        }
    }

    #[test]
    fn any_body_may_be_read(body in "[a-z>\\[\\]() \n&;“”]{0,60}|(\\[a\\]\\(http://b\\)|> |x|\n){0,20}") {
        let row = format!("{COMMENTS}c1,/r/x/1,2020-05-01 10:00:00 UTC,,x,0,,,\"{body}\",\n");
        prop_assert_eq!(read(&file("comments.csv", row.as_bytes()).path).unwrap().posts.len(), 1);
    }
}
