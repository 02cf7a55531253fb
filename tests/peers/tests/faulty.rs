//! Every fault reaches the client as it should: the bytes, and how the connection ends.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use chrono::{DateTime, Utc};
use peers::faulty::{Fault, Wait};
use peers::http::get;
use peers::mastodon::Draft;
use peers::{Faulty, Mastodon};
use std::io::{ErrorKind, Read as _, Write as _};
use std::net::TcpStream;
use std::time::Duration;

fn moment() -> DateTime<Utc> {
    "2026-11-27T09:00:00Z".parse().unwrap()
}

/// What comes of one request, byte for byte, and the error that the connection ended with, where it did.
fn raw(server: &Faulty) -> (Vec<u8>, Option<ErrorKind>) {
    raw_within(server, Duration::from_secs(60))
}

fn raw_within(server: &Faulty, limit: Duration) -> (Vec<u8>, Option<ErrorKind>) {
    let mut stream = TcpStream::connect(server.url().trim_start_matches("http://")).unwrap();
    stream.set_read_timeout(Some(limit)).unwrap();
    stream.write_all(b"GET /api HTTP/1.1\r\nHost: peer\r\n\r\n").unwrap();
    let mut got = Vec::new();
    let ended = stream.read_to_end(&mut got).err().map(|error| error.kind());
    (got, ended)
}

fn body(bytes: &[u8]) -> &[u8] {
    let at = bytes.windows(4).position(|window| window == b"\r\n\r\n").unwrap();
    &bytes[at + 4..]
}

fn with(fault: Fault) -> Faulty {
    let faulty = Faulty::start().unwrap();
    faulty.always("/", fault);
    faulty
}

/// One that stands before a server whose answer to `/api` is long enough to be spoiled.
fn spoiling(fault: Fault) -> (Faulty, Faulty, &'static str) {
    const RIGHT: &str = r#"[{"id":"1","content":"<p>Good morning</p>"},{"id":"2","content":"<p>Good night</p>"}]"#;
    let behind = with(Fault::Answer(200, "application/json", RIGHT.to_owned()));
    let faulty = Faulty::before(behind.url()).unwrap();
    faulty.always("/api", fault);
    (behind, faulty, RIGHT)
}

#[test]
fn where_nothing_is_to_go_wrong_the_answer_is_passed_on_whole() {
    let mastodon = Mastodon::start().unwrap();
    let ana = mastodon.person("ana");
    for n in 0..30 {
        mastodon.post(&ana, Draft::new(format!("Morning {n}"), moment() + chrono::Duration::minutes(n)));
    }
    let faulty = Faulty::before(mastodon.url()).unwrap();
    let path = format!("/api/v1/accounts/{}/statuses?limit=7", ana.id);
    let direct = get(format!("{}{path}", mastodon.url())).send().unwrap();
    let passed = get(format!("{}{path}", faulty.url())).send().unwrap();
    assert_eq!((passed.status, &passed.body), (200, &direct.body));
    let link = passed.header("link").unwrap();
    assert!(link.contains(faulty.url()) && !link.contains(mastodon.url()), "the next page leads past it: {link}");
    assert_eq!(faulty.seen(), [format!("GET {path}")]);
}

#[test]
fn a_fault_comes_when_it_is_planned_and_where() {
    let faulty = Faulty::start().unwrap();
    faulty.break_down("/api", 2, 2, Fault::Down(503));
    let status = |path: &str| get(format!("{}{path}", faulty.url())).send().unwrap().status;
    let all: Vec<u16> = (0..6).map(|_| status("/api/v1/statuses")).collect();
    assert_eq!(all, [200, 200, 503, 503, 200, 200]);
    faulty.always("/api", Fault::Down(500));
    assert_eq!([status("/oauth"), status("/api")], [200, 500]);
    faulty.heal();
    assert_eq!(status("/api"), 200);
}

#[test]
fn every_way_to_say_when_to_come_back_is_said() {
    for (wait, header, value) in [
        (Wait::Seconds(90), "retry-after", Some("90")),
        (Wait::Date(moment()), "retry-after", Some("Fri, 27 Nov 2026 09:00:00 GMT")),
        (Wait::ResetIso(moment()), "x-ratelimit-reset", Some("2026-11-27T09:00:00.000000Z")),
        (Wait::ResetEpoch(moment()), "ratelimit-reset", Some("1795770000")),
        (Wait::ResetSeconds(300), "x-ratelimit-reset", Some("300")),
        (Wait::Unsaid, "retry-after", None),
    ] {
        let answer = get(with(Fault::TooMany(wait)).url()).send().unwrap();
        assert_eq!((answer.status, answer.header(header)), (429, value), "{wait:?}");
    }
}

#[test]
fn a_page_comes_where_json_was_due() {
    for (fault, status) in [(Fault::Page, 200), (Fault::Down(502), 502)] {
        let answer = get(with(fault).url()).send().unwrap();
        assert_eq!(answer.status, status);
        assert!(answer.header("content-type").unwrap().starts_with("text/html"));
        assert!(answer.body.starts_with("<html>"));
    }
}

#[test]
fn the_right_answer_is_spoiled_in_one_way_only() {
    let (_behind, faulty, right) = spoiling(Fault::Kind("text/html"));
    let answer = get(format!("{}/api", faulty.url())).send().unwrap();
    assert_eq!((answer.header("content-type"), &*answer.body), (Some("text/html"), right));

    let (_behind, faulty, right) = spoiling(Fault::Half);
    let answer = get(format!("{}/api", faulty.url())).send().unwrap();
    assert_eq!((answer.status, &*answer.body), (200, &right[..right.len() / 2]));

    let (_behind, faulty, right) = spoiling(Fault::Clock(-86_400 * 400));
    let answer = get(format!("{}/api", faulty.url())).send().unwrap();
    let date = DateTime::parse_from_rfc2822(answer.header("date").unwrap()).unwrap();
    assert!(Utc::now() - date.to_utc() > chrono::Duration::days(399), "{date}");
    assert_eq!(answer.body, right);
}

#[test]
fn a_truncated_body_is_shorter_than_it_said() {
    let (_behind, faulty, right) = spoiling(Fault::Truncated);
    let (bytes, error) = raw(&faulty);
    assert_eq!((body(&bytes), error), (&right.as_bytes()[..right.len() / 2], None));
    assert!(String::from_utf8_lossy(&bytes).contains(&format!("content-length: {}\r\n", right.len())));
    assert!(get(format!("{}/api", faulty.url())).send().is_err(), "a client notices");
}

#[test]
fn a_cut_connection_is_reset_in_the_middle() {
    let (_behind, faulty, _) = spoiling(Fault::CutAfter(120));
    let (bytes, error) = raw(&faulty);
    assert_eq!((bytes.len(), error), (120, Some(ErrorKind::ConnectionReset)));
}

#[test]
fn a_silent_server_says_nothing_and_one_that_hangs_up_neither() {
    let silent = with(Fault::Silent);
    assert_eq!(raw_within(&silent, Duration::from_millis(700)), (Vec::new(), Some(ErrorKind::WouldBlock)));
    assert_eq!(silent.seen(), ["GET /api"], "it took the request");
    assert_eq!(raw(&with(Fault::HungUp)), (Vec::new(), None));
}

#[test]
fn a_slow_loris_comes_to_its_end_at_last() {
    let (_behind, faulty, right) = spoiling(Fault::SlowLoris(Duration::from_millis(1)));
    let (bytes, error) = raw(&faulty);
    assert_eq!((body(&bytes), error), (right.as_bytes(), None));
}

#[test]
fn a_huge_body_is_as_long_as_told_and_well_formed() {
    for size in [2, 3, 64, 70_000, 3_000_001] {
        let answer = get(with(Fault::Huge(size)).url()).send().unwrap();
        assert!((size..=size + 3).contains(&(answer.body.len() as u64)), "{size}: {}", answer.body.len());
        assert!(answer.json().is_array(), "{size}");
        assert_eq!(answer.header("content-length"), None);
    }
}

#[test]
fn a_hundred_megabytes_fit_into_a_tenth_of_one() {
    let faulty = with(Fault::HugePacked(100 << 20));
    let (bytes, _) = raw(&faulty);
    assert!(String::from_utf8_lossy(&bytes[..400.min(bytes.len())]).contains("content-encoding: gzip"));
    let packed = body(&bytes);
    assert!(packed.len() < 300_000, "{}", packed.len());
    let mut unpacked = flate2::read::GzDecoder::new(packed);
    let length = std::io::copy(&mut unpacked, &mut std::io::sink()).unwrap();
    assert!((100 << 20..(100 << 20) + 4).contains(&length), "{length}");
}

#[test]
fn a_redirect_leads_where_it_was_told() {
    let answer = get(with(Fault::Redirect("http://127.0.0.1:9/elsewhere".into())).url()).send().unwrap();
    assert_eq!((answer.status, answer.header("location")), (302, Some("http://127.0.0.1:9/elsewhere")));
}

#[test]
fn where_the_server_behind_is_gone_it_says_so() {
    let faulty = Faulty::before("http://127.0.0.1:9").unwrap();
    assert_eq!(get(faulty.url()).send().unwrap().status, 502);
}
