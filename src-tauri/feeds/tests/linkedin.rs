//! Archives of LinkedIn, of 2018 and of 2025, one trap at a time.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod support;

use expect_test::{Expect, expect};
use feeds::archives::ArchiveError;
use proptest::prelude::*;
use support::{bomb, file, folder, read, written, zip};

const SHARES: &str = "Date,ShareLink,ShareCommentary,SharedUrl,MediaUrl,Visibility\n";
const COMMENTS: &str = "Date,Link,Message\n";

fn check(name: &str, table: &str, expected: Expect) {
    expected.assert_eq(&written(&zip(&[(name, table)])));
}

/// A text as the archives of 2018 have it: UTF-16 with its mark.
fn wide(text: &str) -> Vec<u8> {
    [0xfeff].into_iter().chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect()
}

#[test]
fn posts_of_2025_have_each_line_between_quotation_marks_of_its_own() {
    let rows = "2025-03-01 12:34:56,https://www.linkedin.com/feed/update/urn%3Ali%3Ashare%3A7301561234567890123,\"First \"\"quoted\"\" line\"\"\n\"\"\n\"\"Third, see https://ana.example/x.\",https://ana.example/card,,MEMBER_NETWORK\n\
        2025-03-02 12:00:00,https://www.linkedin.com/feed/update/urn%3Ali%3Ashare%3A7301561234567890124,,https://ana.example/only,https://media.example/1.jpg,\n";
    check(
        "Shares.csv",
        &format!("{SHARES}{rows}"),
        expect![[r#"
        https://www.linkedin.com/feed/update/urn%3Ali%3Ashare%3A7301561234567890123 2025-03-01 12:34:56
          "First \"quoted\" line\n\nThird, see https://ana.example/x."
          links: https://ana.example/x , https://ana.example/card
        https://www.linkedin.com/feed/update/urn%3Ali%3Ashare%3A7301561234567890124 2025-03-02 12:00:00
          ""
          links: https://ana.example/only
          media: 1
    "#]],
    );
}

#[test]
fn what_only_connections_may_see_is_private() {
    let rows = "2025-03-01 12:34:56,https://www.linkedin.com/1,My secret between us,https://secret.example/,,CONNECTIONS_ONLY\n";
    check(
        "Shares.csv",
        &format!("{SHARES}{rows}"),
        expect![[r#"
        https://www.linkedin.com/1 2025-03-01 12:34:56
          ""
          private: 4 words
    "#]],
    );
}

#[test]
fn in_comments_a_backslash_stands_before_a_quotation_mark() {
    let rows = "2025-03-01 12:34:56,https://www.linkedin.com/feed/update/urn%3Ali%3Aactivity%3A7301561234567890123,\"She said \\\"never, ever\\\" and\nleft\"\n\
        2025-03-01 12:40:00,https://www.linkedin.com/feed/update/urn%3Ali%3Aactivity%3A7301561234567890123,\"A second one, with \"\"two\"\" marks\"\n";
    check(
        "Comments.csv",
        &format!("{COMMENTS}{rows}"),
        expect![[r#"
        https://www.linkedin.com/feed/update/urn%3Ali%3Aactivity%3A7301561234567890123#comment-20250301T123456 2025-03-01 12:34:56
          "She said \"never, ever\" and\nleft"
          reply: to nobody known, post https://www.linkedin.com/feed/update/urn%3Ali%3Aactivity%3A7301561234567890123
        https://www.linkedin.com/feed/update/urn%3Ali%3Aactivity%3A7301561234567890123#comment-20250301T124000 2025-03-01 12:40:00
          "A second one, with \"two\" marks"
          reply: to nobody known, post https://www.linkedin.com/feed/update/urn%3Ali%3Aactivity%3A7301561234567890123
    "#]],
    );
}

#[test]
fn a_blank_date_is_told_by_the_address() {
    let rows = ",https://www.linkedin.com/feed/update/urn%3Ali%3Ashare%3A7301561234567890123,Hello,,,\n\
        ,https://www.linkedin.com/feed/update/short,Hello,,,\n\
        2025-03-01 12:34:56,,Hello,,,\n,,,,,\n";
    check(
        "Shares_123456.csv",
        &format!("{SHARES}{rows}"),
        expect![[r#"
        https://www.linkedin.com/feed/update/urn%3Ali%3Ashare%3A7301561234567890123 2025-03-01 11:17:34
          "Hello"
        problem: 1 × no-date (Shares_123456.csv: https://www.linkedin.com/feed/update/short)
        problem: 1 × no-id (Shares_123456.csv: 2025-03-01 12:34:56)
        problem: 1 × malformed (Shares_123456.csv)
    "#]],
    );
}

#[test]
fn tables_of_2018_are_utf16_with_tabs() {
    let shares = wide(
        "Date\tShare Link\tShare Commentary\tShared URL\r\n2018-01-31 08:05:00\thttps://www.linkedin.com/1\t\"Grüße, \"\"alle\"\" 👋\"\thttps://ana.example/x\r\n",
    );
    let comments = wide("Date\tLink\tMessage\r\n1/31/18, 8:05 AM\thttps://www.linkedin.com/2\tSchön, danke dir\r\n");
    let made = folder(&[("Shares.csv", shares), ("Comments.csv", comments)]);
    expect![[r#"
        https://www.linkedin.com/2#comment-20180131T080500 2018-01-31 08:05:00
          "Schön, danke dir"
          reply: to nobody known, post https://www.linkedin.com/2
        https://www.linkedin.com/1 2018-01-31 08:05:00
          "Grüße, \"alle\" 👋"
          links: https://ana.example/x
    "#]]
    .assert_eq(&written(&made));
}

#[test]
fn whose_it_is_stands_in_the_profile_and_in_the_names_of_files() {
    let profile = "First Name,Last Name,Address,Birth Date,Websites\nAna,Müller,Secret Street 1,Jan 1,\"[COMPANY:https://firm.example/,BLOG:https://ana.example/]\"\n";
    let reposts = "Date,Link\n2025-03-01 12:34:56,https://www.linkedin.com/feed/update/urn%3Ali%3Aactivity%3A1\n";
    let made =
        zip(&[("Basic/Profile.csv", profile), ("Basic/InstantReposts_1234567.csv", reposts), ("Connections.csv", "x")]);
    let got = read(&made.path).unwrap();
    assert_eq!(got.account.title.as_deref(), Some("Ana Müller"));
    assert_eq!(got.account.id.as_deref(), Some("1234567"));
    assert_eq!(got.account.site.as_deref(), Some("https://ana.example/"));
    assert!(!format!("{:?}", got.account).contains("Secret"));
    expect![[r#"
        https://www.linkedin.com/feed/update/urn%3Ali%3Aactivity%3A1#repost-20250301T123456 2025-03-01 12:34:56
          ""
          boost: of nobody known
    "#]]
    .assert_eq(&written(&made));
}

#[test]
fn no_table_is_unpacked_that_is_far_larger_than_any() {
    let shares = format!(
        "{SHARES}2025-03-01 12:34:56,https://www.linkedin.com/feed/update/urn%3Ali%3Ashare%3A7301561234567890123,Hi,,,\n"
    );
    for (others, name, begins) in
        [(&[][..], "Shares.csv", SHARES), (&[("Shares.csv", shares.as_str())], "Profile.csv", "First Name,Last Name\n")]
    {
        let error = read(&bomb(others, name, begins).path).err().unwrap();
        assert!(matches!(&error, ArchiveError::Bomb { at, .. } if at == name), "{error}");
    }
}

proptest! {
    #[test]
    fn any_table_may_be_given(bytes in prop::collection::vec(any::<u8>(), 0..300), rows in "[a-z0-9:,\"\\\\\n\t -]{0,200}", wide_too in any::<bool>()) {
        for (name, head) in [("Shares.csv", SHARES), ("Comments.csv", COMMENTS)] {
            let text = format!("{head}{rows}");
            let table = if wide_too { wide(&text.replace(',', "\t")) } else { text.into_bytes() };
            let _ = read(&file(name, &[&table[..], &bytes[..]].concat()).path).map(|got| got.posts.len());
            let _ = read(&file(name, &bytes).path).map(|got| got.posts.len());
        }
    }
}
