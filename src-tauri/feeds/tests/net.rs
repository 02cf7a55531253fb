//! The way out, against servers on this machine that do what they should not.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use chrono::{DateTime, TimeDelta, Utc};
use feeds::net::{Ask, Cure, Failure, Limits, Net, Word};
use flate2::{Compression, write::GzEncoder};
use reqwest::Url;
use secrecy::SecretString;
use std::io::Write as _;
use std::time::Duration;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpListener;
use wiremock::matchers::{any, method, path};
use wiremock::{Mock, MockServer, ResponseTemplate};

/// A way out that is soon tired of waiting.
fn net() -> Net {
    let limits = Limits {
        connect: Duration::from_secs(2),
        pause: Duration::from_millis(300),
        whole: Duration::from_millis(1500),
    };
    Net::with(limits).unwrap()
}

fn now() -> DateTime<Utc> {
    "2026-11-27T12:00:00Z".parse().unwrap()
}

fn url(base: &str, path: &str) -> Url {
    Url::parse(base).unwrap().join(path).unwrap()
}

/// A server that the person typed, and a way out to it.
async fn typed() -> (MockServer, Net) {
    let server = MockServer::start().await;
    let net = net();
    net.allow(&url(&server.uri(), "/"), Word::Typed);
    (server, net)
}

/// A server that writes these bytes to whoever connects, the head apart, piece by piece, pausing before each.
async fn raw(pieces: Vec<Vec<u8>>, pause: Duration) -> (Url, Net) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = Url::parse(&format!("http://{}/", listener.local_addr().unwrap())).unwrap();
    tokio::spawn(async move {
        while let Ok((mut stream, _)) = listener.accept().await {
            let _ = stream.read(&mut [0; 4096]).await;
            for piece in &pieces {
                tokio::time::sleep(pause).await;
                if stream.write_all(piece).await.is_err() {
                    break;
                }
            }
        }
    });
    let net = net();
    net.allow(&url, Word::Typed);
    (url, net)
}

fn gzipped(bytes: u64) -> Vec<u8> {
    let mut packed = GzEncoder::new(Vec::new(), Compression::best());
    for _ in 0..bytes >> 20 {
        packed.write_all(&vec![b' '; 1 << 20]).unwrap();
    }
    packed.finish().unwrap()
}

#[tokio::test]
async fn no_host_is_asked_that_nobody_named() {
    let (server, _) = typed().await;
    let stranger = net();
    let asked = stranger.answer(Ask::get(url(&server.uri(), "/"))).await;
    assert!(matches!(asked, Err(Failure::LedAstray { .. })), "{asked:?}");
    assert!(server.received_requests().await.unwrap().is_empty());
    assert!(stranger.take_asked().is_empty());
}

#[tokio::test]
async fn an_address_of_the_own_network_is_asked_only_where_the_person_typed_it() {
    let (server, _) = typed().await;
    Mock::given(any()).respond_with(ResponseTemplate::new(200)).mount(&server).await;
    let by_name = server.uri().replace("127.0.0.1", "localhost");
    for (place, inward) in [(server.uri(), "127.0.0.1"), (by_name, "127.0.0.1")] {
        let net = net();
        net.allow(&url(&place, "/"), Word::Told);
        match net.answer(Ask::get(url(&place, "/"))).await {
            Err(failure @ Failure::LedAstray { .. }) => assert_eq!(failure.cure(), Cure::Look),
            other => panic!("{place} leads to {inward}: {other:?}"),
        }
        net.allow(&url(&place, "/"), Word::Typed);
        assert!(net.answer(Ask::get(url(&place, "/"))).await.is_ok(), "{place}");
    }
    assert_eq!(server.received_requests().await.unwrap().len(), 2);
}

#[tokio::test]
async fn redirects_are_followed_within_the_site_and_no_further() {
    let (server, net) = typed().await;
    let (other, _) = typed().await;
    let secret = SecretString::from("hidden");
    let lead = async |from: &str, status: u16, to: &str| {
        let answer = ResponseTemplate::new(status).insert_header("location", to);
        Mock::given(path(from)).respond_with(answer).mount(&server).await;
    };
    lead("/once", 302, "/there").await;
    lead("/round", 301, "/round").await;
    lead("/away", 302, &format!("{}/stolen", other.uri())).await;
    lead("/inward", 307, "http://169.254.169.254/latest/meta-data").await;
    lead("/nowhere", 302, "http://[broken").await;
    Mock::given(path("/there")).respond_with(ResponseTemplate::new(200).set_body_string("here")).mount(&server).await;

    let get = async |path: &str| net.answer(Ask::get(url(&server.uri(), path)).secret(Some(&secret))).await;
    let once = get("/once").await.unwrap();
    assert_eq!((once.url.path(), &once.body[..]), ("/there", &b"here"[..]));
    let is = |failure: Result<_, Failure>, code: &str| assert_eq!(failure.err().map(|f| f.code()), Some(code));
    is(get("/round").await, "net.strange");
    is(get("/away").await, "net.led-astray");
    is(get("/inward").await, "net.led-astray");
    is(get("/nowhere").await, "net.strange");
    assert!(other.received_requests().await.unwrap().is_empty(), "the other site heard nothing");
    assert_eq!(net.take_asked().into_iter().collect::<Vec<_>>(), [("127.0.0.1".to_owned(), 2 + 6 + 3)]);
    assert!(net.take_asked().is_empty(), "told once");
}

#[tokio::test]
async fn an_answer_is_taken_up_to_its_bound_and_counted_unpacked() {
    let (server, net) = typed().await;
    let packed = gzipped(64 << 20);
    assert!(packed.len() < 100_000, "{} bytes", packed.len());
    for (path_, bytes, header) in
        [("/plain", vec![b' '; 3000], None), ("/bomb", packed, Some(("content-encoding", "gzip")))]
    {
        let answer = ResponseTemplate::new(200).set_body_bytes(bytes);
        let answer = header.into_iter().fold(answer, |answer, (name, value)| answer.insert_header(name, value));
        Mock::given(path(path_)).respond_with(answer).mount(&server).await;
        let get = async |most| net.answer(Ask::get(url(&server.uri(), path_)).most(most)).await;
        assert!(matches!(get(2999).await, Err(Failure::TooLarge { most: 2999, .. })), "{path_}");
    }
    let plain = net.answer(Ask::get(url(&server.uri(), "/plain")).most(3000)).await.unwrap();
    assert_eq!(plain.body.len(), 3000);
}

#[tokio::test]
async fn whoever_asks_to_wait_is_left_alone_until_then() {
    let (server, net) = typed().await;
    let answer = ResponseTemplate::new(429).insert_header("retry-after", "300");
    Mock::given(method("GET")).respond_with(answer).up_to_n_times(1).mount(&server).await;
    Mock::given(method("GET")).respond_with(ResponseTemplate::new(200)).mount(&server).await;
    let get = async |minutes| {
        let now = now() + TimeDelta::minutes(minutes);
        net.answer(Ask::get(url(&server.uri(), "/")).at(now)).await?.good(now).map(|answered| answered.status.as_u16())
    };
    let wait = Err(Failure::Limited { host: "127.0.0.1".into(), until: Some(now() + TimeDelta::minutes(5)) });
    assert_eq!(get(0).await, wait);
    assert_eq!(get(4).await, wait);
    assert_eq!(server.received_requests().await.unwrap().len(), 1, "it was asked once");
    assert_eq!(get(5).await, Ok(200));
}

#[tokio::test]
async fn every_status_says_what_is_to_be_done() {
    let (server, net) = typed().await;
    for (status, header, code, cure) in [
        (400, None, "net.strange", Cure::Wait),
        (401, None, "net.signed-out", Cure::SignIn),
        (403, None, "net.forbidden", Cure::SignIn),
        (403, Some("120"), "net.limited", Cure::Wait),
        (404, None, "net.not-found", Cure::Look),
        (410, None, "net.not-found", Cure::Look),
        (429, None, "net.limited", Cure::Wait),
        (500, None, "net.faulty", Cure::Wait),
        (502, None, "net.faulty", Cure::Wait),
        (503, None, "net.faulty", Cure::Wait),
        (503, Some("120"), "net.limited", Cure::Wait),
        (599, None, "net.faulty", Cure::Wait),
    ] {
        let at = format!("/{status}{}", header.unwrap_or_default());
        let answer = header
            .into_iter()
            .fold(ResponseTemplate::new(status), |answer, wait| answer.insert_header("retry-after", wait));
        Mock::given(path(&at)).respond_with(answer).mount(&server).await;
        let failure = net.answer(Ask::get(url(&server.uri(), &at))).await.unwrap().good(now()).unwrap_err();
        assert_eq!((failure.code(), failure.cure()), (code, cure), "{at}");
    }
}

#[tokio::test]
async fn what_is_no_json_is_called_by_its_name() {
    let (server, net) = typed().await;
    for (at, kind, body, expect) in [
        ("/page", "text/html", "<!doctype html><title>Down</title>", "a web page"),
        ("/disguised", "application/json", "\n <html></html>", "a web page"),
        ("/empty", "application/json", " ", "nothing at all"),
        ("/half", "application/json", "[1, 2", "no JSON: EOF while parsing a list at line 1 column 5"),
    ] {
        let answer = ResponseTemplate::new(200).set_body_raw(body, kind);
        Mock::given(path(at)).respond_with(answer).mount(&server).await;
        let failure = net.answer(Ask::get(url(&server.uri(), at))).await.unwrap().json().unwrap_err();
        assert_eq!(failure, Failure::Strange { host: "127.0.0.1".into(), what: expect.into() }, "{at}");
    }
    let answer = ResponseTemplate::new(200).set_body_raw("[1]", "text/plain");
    Mock::given(path("/misnamed")).respond_with(answer).mount(&server).await;
    assert!(net.answer(Ask::get(url(&server.uri(), "/misnamed"))).await.unwrap().json().is_ok());
}

#[tokio::test]
async fn what_breaks_off_is_no_answer() {
    let head = b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n".to_vec();
    for (pieces, why) in [
        (vec![], "hung up at once"),
        (vec![b"HTTP/1.1 200".to_vec()], "in the head"),
        (vec![head.clone(), b"half".to_vec()], "in the body"),
        (vec![b"\x16\x03\x01 nonsense \r\n\r\n".to_vec()], "no HTTP"),
    ] {
        let (url, net) = raw(pieces, Duration::ZERO).await;
        let failure = net.answer(Ask::get(url)).await.unwrap_err();
        assert!(matches!(failure.code(), "net.broke-off" | "net.unreachable"), "{why}: {failure:?}");
        assert_eq!(failure.cure(), Cure::Wait);
    }
}

#[tokio::test]
async fn whoever_dawdles_is_not_waited_for() {
    let head = b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n".to_vec();
    let silence = Duration::from_secs(60);
    for (pieces, pause, why) in [
        (vec![head.clone()], silence, "no answer comes"),
        (
            std::iter::once(head).chain((0..100).map(|_| vec![b' '])).collect(),
            Duration::from_millis(100),
            "byte by byte",
        ),
    ] {
        let (url, net) = raw(pieces, pause).await;
        let failure = net.answer(Ask::get(url)).await.unwrap_err();
        assert_eq!(failure, Failure::Slow { host: "127.0.0.1".into() }, "{why}");
    }
}

#[tokio::test]
async fn whoever_hangs_up_once_is_asked_again_unless_something_was_sent() {
    for (form, expect) in [(false, 2), (true, 1)] {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = Url::parse(&format!("http://{}/", listener.local_addr().unwrap())).unwrap();
        let net = net();
        net.allow(&url, Word::Typed);
        let serve = tokio::spawn(async move {
            for n in 0.. {
                let (mut stream, _) = listener.accept().await.unwrap();
                let _ = stream.read(&mut [0; 4096]).await;
                if n > 0 {
                    let _ = stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n").await;
                }
            }
        });
        let ask = if form { Ask::form(url, &[("code", "once")]) } else { Ask::get(url) };
        assert_eq!(net.answer(ask).await.is_ok(), !form);
        assert_eq!(net.take_asked().values().sum::<u32>(), expect);
        serve.abort();
    }
}

#[tokio::test]
async fn nobody_there_is_said_as_such() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let place = url(&format!("http://{}", listener.local_addr().unwrap()), "/");
    drop(listener);
    let net = net();
    for place in [place, url("http://nobody.invalid", "/")] {
        net.allow(&place, Word::Typed);
        let failure = net.answer(Ask::get(place)).await.unwrap_err();
        assert_eq!(failure.code(), "net.unreachable", "{failure}");
    }
}

#[test]
fn a_secret_is_never_shown() {
    let secret = SecretString::from("hidden");
    let ask = Ask::get(url("https://ana.example", "/")).secret(Some(&secret));
    assert!(!format!("{ask:?}").contains("hidden"));
}
