//! HTTP as bytes: one request, one answer, and the connection ends.

use std::io::{Error, Result};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

/// A request as it came.
#[derive(Debug)]
pub(super) struct Request {
    pub(super) method: String,
    /// With the query.
    pub(super) path: String,
    headers: Vec<(String, String)>,
    body: Vec<u8>,
}

/// An answer before it is spoiled.
#[derive(Debug)]
pub(super) struct Reply {
    /// Such as `200 OK`.
    pub(super) status: String,
    pub(super) headers: Vec<(String, String)>,
    pub(super) body: Vec<u8>,
}

impl Request {
    /// Reads one; `None` where the connection ends before.
    pub(super) async fn read(stream: &mut TcpStream) -> Result<Option<Self>> {
        let mut bytes = Vec::new();
        let end = loop {
            if let Some(end) = find(&bytes, b"\r\n\r\n") {
                break end;
            }
            if bytes.len() > 64 << 10 || stream.read_buf(&mut bytes).await? == 0 {
                return Ok(None);
            }
        };
        let mut body = bytes.split_off(end + 4);
        let (first, headers) = head(&bytes);
        let mut words = first.split(' ').map(str::to_owned);
        let (method, path) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
        let length = header(&headers, "content-length").and_then(|value| value.parse().ok()).unwrap_or(0_usize);
        while body.len() < length {
            if stream.read_buf(&mut body).await? == 0 {
                return Ok(None);
            }
        }
        Ok(Some(Self { method, path, headers, body }))
    }

    /// Asks the server at `behind` the same, for the same host; in HTTP 1.0, so that the answer comes in one piece.
    pub(super) async fn pass_on(&self, behind: &str) -> Result<Reply> {
        let mut stream = TcpStream::connect(behind).await?;
        let mut out = format!("{} {} HTTP/1.0\r\n", self.method, self.path);
        for (name, value) in &self.headers {
            // What was packed could not be spoiled knowingly.
            if !["connection", "accept-encoding", "upgrade"].contains(&name.to_ascii_lowercase().as_str()) {
                out += &format!("{name}: {value}\r\n");
            }
        }
        out += "connection: close\r\n\r\n";
        stream.write_all(out.as_bytes()).await?;
        stream.write_all(&self.body).await?;
        let mut bytes = Vec::new();
        stream.read_to_end(&mut bytes).await?;
        let end = find(&bytes, b"\r\n\r\n").ok_or_else(|| Error::other("an answer without an end of its head"))?;
        let body = bytes.split_off(end + 4);
        let (first, headers) = head(&bytes);
        let status = first.split_once(' ').map(|(_, status)| status.to_owned()).unwrap_or_default();
        Ok(Reply { status, headers, body })
    }
}

impl Reply {
    pub(super) fn new(status: &str, kind: &str, body: impl Into<Vec<u8>>) -> Self {
        let headers = vec![("content-type".to_owned(), kind.to_owned())];
        Self { status: status.to_owned(), headers, body: body.into() }
    }

    pub(super) fn empty_list() -> Self {
        Self::new("200 OK", "application/json; charset=utf-8", "[]")
    }

    pub(super) fn unreachable() -> Self {
        Self::new("502 Bad Gateway", "text/html", super::fault::page(502))
    }

    /// With a header, instead of what it had of that name.
    pub(super) fn with(mut self, name: &str, value: &str) -> Self {
        self.headers.retain(|(is, _)| !is.eq_ignore_ascii_case(name));
        self.headers.push((name.to_owned(), value.to_owned()));
        self
    }

    /// What comes before the body; `length` is what it says of the body's, where it says anything.
    pub(super) fn head(&self, length: Option<u64>) -> Vec<u8> {
        let mut out = format!("HTTP/1.1 {}\r\n", self.status);
        for (name, value) in &self.headers {
            if !["content-length", "transfer-encoding", "connection"].contains(&name.to_ascii_lowercase().as_str()) {
                out += &format!("{name}: {value}\r\n");
            }
        }
        if let Some(length) = length {
            out += &format!("content-length: {length}\r\n");
        }
        (out + "connection: close\r\n\r\n").into_bytes()
    }

    /// All its bytes, as they should be.
    pub(super) fn bytes(&self) -> Vec<u8> {
        [self.head(Some(self.body.len() as u64)), self.body.clone()].concat()
    }

    /// Sends it as it is.
    pub(super) async fn send(&self, stream: &mut TcpStream) -> Result<()> {
        stream.write_all(&self.bytes()).await?;
        stream.shutdown().await
    }
}

/// The first line and the headers of a head.
fn head(bytes: &[u8]) -> (String, Vec<(String, String)>) {
    let text = String::from_utf8_lossy(bytes).into_owned();
    let mut lines = text.split("\r\n");
    let first = lines.next().unwrap_or_default().to_owned();
    let headers = lines.filter_map(|line| line.split_once(':')).map(|(name, value)| (name.into(), value.trim().into()));
    (first, headers.collect())
}

fn header<'a>(headers: &'a [(String, String)], name: &str) -> Option<&'a str> {
    headers.iter().find(|(is, _)| is.eq_ignore_ascii_case(name)).map(|(_, value)| value.as_str())
}

fn find(bytes: &[u8], what: &[u8]) -> Option<usize> {
    bytes.windows(what.len()).position(|window| window == what)
}
