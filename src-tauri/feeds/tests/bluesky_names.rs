//! From a handle to whose it is, by the TXT record of its domain: against a resolver and a directory on this machine.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use feeds::bluesky::live::Bluesky;
use feeds::live::{Account, Reader as _};
use feeds::net::{Failure, Net};
use serde_json::json;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex};
use tokio::net::UdpSocket;
use wiremock::matchers::path;
use wiremock::{Mock, MockServer, ResponseTemplate};

const ANA: &str = "did:plc:aaaaaaaaaaaaaaaaaaaaaaaa";
/// The kind of record that is a text (RFC 1035, 3.2.2).
const TXT: u16 = 16;

/// A resolver that knows the texts of one name, and what it was asked for.
struct Resolver {
    address: SocketAddr,
    asked: Arc<Mutex<Vec<String>>>,
}

impl Resolver {
    /// A `|` is where a text is cut in two.
    async fn start(name: &'static str, texts: &[&str]) -> Self {
        let texts: Vec<String> = texts.iter().map(|text| (*text).to_owned()).collect();
        let socket = UdpSocket::bind("127.0.0.1:0").await.unwrap();
        let (address, asked) = (socket.local_addr().unwrap(), Arc::new(Mutex::new(Vec::new())));
        let seen = Arc::clone(&asked);
        tokio::spawn(async move {
            let mut bytes = [0; 1500];
            while let Ok((length, from)) = socket.recv_from(&mut bytes).await {
                let (question, wanted, kind) = question(&bytes[12..length]);
                seen.lock().unwrap().push(wanted.clone());
                let texts = if wanted == name && kind == TXT { &texts[..] } else { &[] };
                let answer = answer(&bytes[..2], question, texts);
                let _ = socket.send_to(&answer, from).await;
            }
        });
        Self { address, asked }
    }

    fn asked(&self) -> Vec<String> {
        self.asked.lock().unwrap().clone()
    }
}

/// The first question of a message behind its head: its bytes, the name and the kind.
fn question(bytes: &[u8]) -> (&[u8], String, u16) {
    let (mut at, mut labels) = (0, Vec::new());
    while bytes[at] != 0 {
        let end = at + 1 + usize::from(bytes[at]);
        labels.push(String::from_utf8_lossy(&bytes[at + 1..end]).to_lowercase());
        at = end;
    }
    (&bytes[..at + 5], labels.join("."), u16::from_be_bytes([bytes[at + 1], bytes[at + 2]]))
}

/// The answer: each record a text, in pieces of at most 255 bytes. Without any, there is no such name.
fn answer(id: &[u8], question: &[u8], texts: &[String]) -> Vec<u8> {
    let flags: [u8; 2] = if texts.is_empty() { [0x81, 0x83] } else { [0x81, 0x80] };
    let count = u16::try_from(texts.len()).unwrap().to_be_bytes();
    let mut all = [id, &flags, &[0, 1], &count, &[0, 0, 0, 0], question].concat();
    for text in texts {
        let data: Vec<u8> = text
            .split('|')
            .flat_map(|piece| [&[u8::try_from(piece.len()).unwrap()], piece.as_bytes()].concat())
            .collect();
        let length = u16::try_from(data.len()).unwrap().to_be_bytes();
        all.extend([&[0xc0, 12, 0, 16, 0, 1, 0, 0, 0, 60], &length[..], &data].concat());
    }
    all
}

/// A directory in which Ana has this handle.
async fn directory(handle: &str) -> MockServer {
    let directory = MockServer::start().await;
    let server = directory.uri();
    let document = json!({
        "id": ANA, "alsoKnownAs": [format!("at://{handle}")],
        "service": [{ "id": "#atproto_pds", "type": "AtprotoPersonalDataServer", "serviceEndpoint": server }],
    });
    let answer = ResponseTemplate::new(200).set_body_json(document);
    Mock::given(path(format!("/{ANA}"))).respond_with(answer).mount(&directory).await;
    directory
}

async fn find(resolver: &Resolver, directory: &MockServer, typed: &str) -> Result<Account, Failure> {
    let reader = Bluesky::with_directory(&directory.uri()).with_resolver(resolver.address);
    reader.find(&Net::new().unwrap(), typed, None).await
}

#[tokio::test]
async fn a_domain_names_whose_handle_it_is_and_the_directory_where_the_posts_are() {
    for texts in
        [&["did=did:plc:aaaaaaaaaaaaaaaaaaaaaaaa"][..], &["v=spf1 -all", "did=did:plc:|aaaaaaaaaaaaaaaaaaaaaaaa"]]
    {
        let resolver = Resolver::start("_atproto.ana.example", texts).await;
        let directory = directory("ana.example").await;
        let account = find(&resolver, &directory, "@Ana.Example").await.unwrap();
        assert_eq!((account.id.as_str(), account.title.as_str()), (ANA, "@ana.example"), "{texts:?}");
        assert_eq!(account.place, directory.uri());
        assert_eq!(account.site.as_deref(), Some("https://ana.example"));
        assert_eq!(resolver.asked(), ["_atproto.ana.example"], "nobody else's name is asked for");
        // The other way round, the identity's handle is looked up too.
        let account = find(&resolver, &directory, ANA).await.unwrap();
        assert_eq!(account.title, "@ana.example");
    }
}

#[tokio::test]
async fn a_domain_and_an_identity_that_do_not_name_each_other_are_nobody_together() {
    let resolver = Resolver::start("_atproto.ana.example", &["did=did:plc:aaaaaaaaaaaaaaaaaaaaaaaa"]).await;
    let directory = directory("other.example").await;
    let failure = find(&resolver, &directory, "ana.example").await.unwrap_err();
    assert!(matches!(&failure, Failure::Strange { what, .. } if what.contains("another handle")), "{failure}");
    // By the identity she is found under its own name, as her handle's domain does not say it is hers.
    let account = find(&resolver, &directory, ANA).await.unwrap();
    assert_eq!(account.title, ANA);
}

#[tokio::test]
async fn a_domain_that_names_two_names_none() {
    let both = &["did=did:plc:aaaaaaaaaaaaaaaaaaaaaaaa", "did=did:plc:bbbbbbbbbbbbbbbbbbbbbbbb"];
    let resolver = Resolver::start("_atproto.ana.example", both).await;
    let directory = directory("ana.example").await;
    let failure = find(&resolver, &directory, "ana.example").await.unwrap_err();
    // Its page is looked for then, and there is no such host.
    assert!(matches!(failure, Failure::Unreachable { .. } | Failure::Slow { .. }), "{failure}");
}
