//! An ear on this machine for the browser that comes back from a sign-in.

use super::{Brought, same};
use reqwest::Url;
use secrecy::{ExposeSecret, SecretString};
use std::io;
use std::sync::Arc;
use std::time::Duration;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{Semaphore, mpsc};

/// The one path that is listened to.
const PATH: &str = "/signed-in";
/// The longest request that is read.
const REQUEST: usize = 16 << 10;
/// So long one connection may take.
const SLOWEST: Duration = Duration::from_secs(10);
/// So many at once.
const CONNECTIONS: usize = 16;

/// Listens on 127.0.0.1, on a port that was free, until the browser comes or the time is over.
#[derive(Debug)]
pub struct Loopback {
    listener: TcpListener,
    port: u16,
}

/// How the browser came back.
#[derive(Debug)]
pub enum Came {
    /// With the code.
    Code(Brought),
    /// The person said no, or the server did: its word for it.
    Denied(String),
    /// Not at all, in time.
    Never,
}

/// What the browser shows when it is back: one line each.
#[derive(Debug, Clone)]
pub struct Pages {
    /// The person signed in.
    pub done: String,
    /// She did not.
    pub denied: String,
    /// This is not the page that is waited for.
    pub stray: String,
}

impl Loopback {
    /// Begins to listen.
    ///
    /// # Errors
    /// Where there is no port to listen on.
    pub async fn bind() -> io::Result<Self> {
        let listener = TcpListener::bind(("127.0.0.1", 0)).await?;
        let port = listener.local_addr()?.port();
        Ok(Self { listener, port })
    }

    /// The address that the server is to send the browser back to.
    pub fn address(&self) -> String {
        format!("http://127.0.0.1:{}{PATH}", self.port)
    }

    /// Waits for the browser, at most so long. Whoever comes without the right state is shown the door, and waited on.
    pub async fn wait(self, state: &SecretString, pages: Pages, most: Duration) -> Came {
        let (tell, mut came) = mpsc::channel(1);
        let door = Arc::new(Door { state: state.clone(), pages });
        let room = Arc::new(Semaphore::new(CONNECTIONS));
        let listen = async {
            loop {
                let Ok((stream, _)) = self.listener.accept().await else {
                    tokio::time::sleep(Duration::from_millis(100)).await;
                    continue;
                };
                let Ok(place) = Arc::clone(&room).try_acquire_owned() else { continue };
                let (door, tell) = (Arc::clone(&door), tell.clone());
                tokio::spawn(async move {
                    if let Ok(Ok(Some(one))) = tokio::time::timeout(SLOWEST, door.answer(stream)).await {
                        let _ = tell.send(one).await;
                    }
                    drop(place);
                });
            }
        };
        tokio::select! {
            one = came.recv() => one.unwrap_or(Came::Never),
            () = listen => Came::Never,
            () = tokio::time::sleep(most) => Came::Never,
        }
    }
}

struct Door {
    state: SecretString,
    pages: Pages,
}

impl Door {
    /// Answers one request; how the browser came back, where it was the browser.
    async fn answer(&self, mut stream: TcpStream) -> io::Result<Option<Came>> {
        let asked = request(&mut stream).await?;
        let came = asked.as_deref().and_then(|path| self.came(path));
        let (status, line) = match &came {
            Some(Came::Code(_)) => ("200 OK", &self.pages.done),
            Some(_) => ("200 OK", &self.pages.denied),
            None => ("404 Not Found", &self.pages.stray),
        };
        stream.write_all(page(status, line).as_bytes()).await?;
        stream.shutdown().await?;
        Ok(came)
    }

    /// How the browser came back, by the path it asks for.
    fn came(&self, path: &str) -> Option<Came> {
        let url = Url::parse("http://127.0.0.1/").ok()?.join(path).ok()?;
        let query: Vec<(String, String)> = url.query_pairs().into_owned().collect();
        let value = |name: &str| query.iter().find(|(is, _)| is == name).map(|(_, value)| value.clone());
        let right = same(&value("state").unwrap_or_default(), self.state.expose_secret());
        if url.path() != PATH || url.host_str() != Some("127.0.0.1") || !right {
            return None;
        }
        match value("code").filter(|code| !code.is_empty()) {
            Some(code) => Some(Came::Code(Brought { code: code.into(), issuer: value("iss") })),
            None => value("error").map(Came::Denied),
        }
    }
}

/// The path that is asked for; `None` where it is no request for a page.
async fn request(stream: &mut TcpStream) -> io::Result<Option<String>> {
    let mut head = Vec::new();
    let mut piece = [0; 2048];
    while !head.windows(4).any(|four| four == b"\r\n\r\n") {
        let read = stream.read(&mut piece).await?;
        head.extend_from_slice(&piece[..read]);
        if read == 0 || head.len() > REQUEST {
            return Ok(None);
        }
    }
    let line = head.split(|byte| *byte == b'\r').next().unwrap_or_default();
    let line = String::from_utf8_lossy(line);
    let mut words = line.split(' ');
    let path = (words.next() == Some("GET")).then(|| words.next()).flatten();
    Ok(path.filter(|path| path.starts_with('/') && !path.starts_with("//")).map(str::to_owned))
}

/// A calm page with one line on it.
fn page(status: &str, line: &str) -> String {
    let line = line.replace('&', "&amp;").replace('<', "&lt;");
    let html = format!(
        "<!doctype html><meta charset=\"utf-8\"><meta name=\"color-scheme\" content=\"light dark\"><title>Chime In</title>\
         <body style=\"font:1.25rem system-ui,sans-serif;display:grid;place-content:center;min-height:90vh;text-align:center\">\
         <p>{line}</p>"
    );
    format!(
        "HTTP/1.1 {status}\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: {}\r\nConnection: close\r\n\
         Cache-Control: no-store\r\nReferrer-Policy: no-referrer\r\n\
         Content-Security-Policy: default-src 'none'; style-src 'unsafe-inline'\r\n\r\n{html}",
        html.len()
    )
}
