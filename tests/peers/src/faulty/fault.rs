//! What can go wrong between a client and a server.

use super::wire::Reply;
use chrono::{DateTime, SecondsFormat, Utc};
use flate2::Compression;
use flate2::write::GzEncoder;
use std::io::{Result, Write as _};
use std::time::Duration;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

/// One way to go wrong. Some spoil the right answer, others come instead of it.
#[derive(Debug, Clone)]
pub enum Fault {
    /// 429, in one of the ways in which servers say when to come back.
    TooMany(Wait),
    /// An answer of this status, 500 to 599, with the page that a proxy shows.
    Down(u16),
    /// 200, and a page where JSON was due.
    Page,
    /// The right answer, said to be of another kind, such as `text/html` or `application/octet-stream`.
    Kind(&'static str),
    /// The first half of the right answer, said to be all of it.
    Half,
    /// The first half of the right answer; the connection ends before the length it announced.
    Truncated,
    /// The first bytes of the right answer, its head among them; then the connection is reset, as when a network goes.
    CutAfter(usize),
    /// The right answer, a byte at a time with this pause before each.
    SlowLoris(Duration),
    /// A well-formed list of so many bytes, its length not announced.
    Huge(u64),
    /// The same, packed by gzip to about a thousandth.
    HugePacked(u64),
    /// The request is taken, and nothing ever comes.
    Silent,
    /// The request is taken, and the connection closed.
    HungUp,
    /// 302 to this address.
    Redirect(String),
    /// The right answer, by a clock that goes wrong by so many seconds.
    Clock(i64),
    /// An answer of this status, kind and body.
    Answer(u16, &'static str, String),
}

/// How a server says when it will answer again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wait {
    /// `Retry-After` in seconds.
    Seconds(u32),
    /// `Retry-After` as a date of HTTP.
    Date(DateTime<Utc>),
    /// `X-RateLimit-Reset` as Mastodon writes it: an ISO 8601 time.
    ResetIso(DateTime<Utc>),
    /// `RateLimit-Reset` as Bluesky writes it: seconds since 1970.
    ResetEpoch(DateTime<Utc>),
    /// `X-RateLimit-Reset` in seconds from now.
    ResetSeconds(u32),
    /// Not at all.
    Unsaid,
}

impl Wait {
    fn header(self) -> Option<(&'static str, String)> {
        Some(match self {
            Self::Seconds(seconds) => ("retry-after", seconds.to_string()),
            Self::Date(at) => ("retry-after", http_date(at)),
            Self::ResetIso(at) => ("x-ratelimit-reset", at.to_rfc3339_opts(SecondsFormat::Micros, true)),
            Self::ResetEpoch(at) => ("ratelimit-reset", at.timestamp().to_string()),
            Self::ResetSeconds(seconds) => ("x-ratelimit-reset", seconds.to_string()),
            Self::Unsaid => return None,
        })
    }
}

impl Fault {
    /// Whether it spoils the right answer, and so needs one.
    pub(super) fn needs_answer(&self) -> bool {
        use Fault::{Clock, CutAfter, Half, Kind, SlowLoris, Truncated};
        matches!(self, Kind(_) | Half | Truncated | CutAfter(_) | SlowLoris(_) | Clock(_))
    }

    /// Answers so.
    pub(super) async fn send(self, right: Reply, mut stream: TcpStream) -> Result<()> {
        match self {
            Self::TooMany(wait) => {
                let reply = json("429 Too Many Requests", r#"{"error":"Too many requests"}"#);
                let told = wait.header().into_iter().fold(reply, |reply, (name, value)| reply.with(name, &value));
                told.send(&mut stream).await
            }
            Self::Down(status) => Reply::new(&phrase(status), "text/html", page(status)).send(&mut stream).await,
            Self::Page => Reply::new("200 OK", "text/html; charset=utf-8", page(200)).send(&mut stream).await,
            Self::Kind(kind) => right.with("content-type", kind).send(&mut stream).await,
            Self::Half => {
                let body = right.body[..right.body.len() / 2].to_vec();
                Reply { body, ..right }.send(&mut stream).await
            }
            Self::Truncated => {
                stream.write_all(&right.head(Some(right.body.len().max(2) as u64))).await?;
                stream.write_all(&right.body[..right.body.len() / 2]).await?;
                stream.shutdown().await
            }
            Self::CutAfter(bytes) => cut(&right.bytes(), bytes, stream).await,
            Self::SlowLoris(pause) => {
                for byte in right.bytes() {
                    tokio::time::sleep(pause).await;
                    stream.write_all(&[byte]).await?;
                }
                stream.shutdown().await
            }
            Self::Huge(bytes) => {
                stream.write_all(&json("200 OK", "").head(None)).await?;
                for piece in List::of(bytes) {
                    stream.write_all(piece).await?;
                }
                stream.shutdown().await
            }
            Self::HugePacked(bytes) => {
                let mut packed = GzEncoder::new(Vec::new(), Compression::best());
                for piece in List::of(bytes) {
                    packed.write_all(piece)?;
                }
                let reply = Reply { body: packed.finish()?, ..json("200 OK", "") };
                reply.with("content-encoding", "gzip").send(&mut stream).await
            }
            // Until the client goes.
            Self::Silent => stream.read_to_end(&mut Vec::new()).await.map(drop),
            Self::HungUp => stream.shutdown().await,
            Self::Redirect(to) => {
                Reply::new("302 Found", "text/html", "").with("location", &to).send(&mut stream).await
            }
            Self::Clock(seconds) => {
                let at = Utc::now() + chrono::Duration::seconds(seconds);
                right.with("date", &http_date(at)).send(&mut stream).await
            }
            Self::Answer(status, kind, body) => Reply::new(&phrase(status), kind, body).send(&mut stream).await,
        }
    }
}

/// Sends the first bytes and resets the connection.
async fn cut(all: &[u8], bytes: usize, mut stream: TcpStream) -> Result<()> {
    stream.write_all(&all[..bytes.min(all.len())]).await?;
    // Long enough for what was sent to arrive: a reset overtakes it.
    tokio::time::sleep(Duration::from_millis(100)).await;
    stream.set_zero_linger()
}

/// A list of JSON, in pieces: `[0,0,…,0]`, of so many bytes or one more.
struct List {
    left: u64,
    begun: bool,
}

impl List {
    fn of(bytes: u64) -> Self {
        Self { left: bytes, begun: false }
    }
}

impl Iterator for List {
    type Item = &'static [u8];

    fn next(&mut self) -> Option<Self::Item> {
        static ZEROS: [[u8; 2]; 32 << 10] = [*b"0,"; 32 << 10];
        let zeros = ZEROS.as_flattened();
        if self.left == 0 {
            return None;
        }
        if !self.begun {
            self.begun = true;
            return Some(b"[");
        }
        if self.left <= 3 {
            self.left = 0;
            return Some(b"0]");
        }
        let bytes = zeros.len().min(usize::try_from(self.left - 2).unwrap_or(usize::MAX) & !1).max(2);
        self.left -= bytes as u64;
        Some(&zeros[..bytes])
    }
}

fn json(status: &str, body: &str) -> Reply {
    Reply::new(status, "application/json; charset=utf-8", body)
}

/// The page that a proxy shows for a status.
pub(super) fn page(status: u16) -> String {
    let title = phrase(status);
    format!(
        "<html>\r\n<head><title>{title}</title></head>\r\n<body>\r\n<center><h1>{title}</h1></center>\r\n<hr><center>nginx</center>\r\n</body>\r\n</html>\r\n"
    )
}

fn phrase(status: u16) -> String {
    let phrase = axum::http::StatusCode::from_u16(status).ok().and_then(|status| status.canonical_reason());
    format!("{status} {}", phrase.unwrap_or("Unknown"))
}

fn http_date(at: DateTime<Utc>) -> String {
    at.format("%a, %d %b %Y %H:%M:%S GMT").to_string()
}
