//! Labelled streams: one account a file, `NAME.jsonl` or `NAME.jsonl.gz`, one post a line, in order of time.
//!
//! The fields of a line are those of `shared/data/README.md`: `n`, `ts`, `day_only`, `text`, `source`, `reply_to`, `is_reply`,
//! `is_rt`, `urls`, `media`, `lang`, `label`. Bring your own data by writing files of that form into a folder.

use anyhow::{Context, Result, bail};
use chrono::DateTime;
use coach::person::{Counterpart, Handle, Network};
use coach::post::{Boost, Fate, Post, Precision, ReplyTo};
use coach::words;
use flate2::read::GzDecoder;
use serde::Deserialize;
use std::fs::File;
use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};

/// What a labelled post is, by its posting app alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Label {
    /// Unattended posting: feed, queue, archive re-poster, blog cross-post, service report.
    Auto,
    /// An interactive client.
    Human,
    /// A person's press on a share button: by hand, and hard to tell.
    Share,
    /// Activity cross-posted by a service; not scored.
    App,
    /// Hand-written notes syndicated from the own site; not scored.
    Posse,
    /// Clients that both schedule and converse; not scored.
    Amb,
}

impl Label {
    /// Whether it was posted automatically; `None` where it is not scored.
    pub fn automatic(self) -> Option<bool> {
        match self {
            Self::Auto => Some(true),
            Self::Human | Self::Share => Some(false),
            Self::App | Self::Posse | Self::Amb => None,
        }
    }
}

/// One labelled post.
#[derive(Debug, Clone)]
pub struct Labelled {
    /// Its number in the file.
    pub n: u32,
    /// The post, with its app.
    pub post: Post,
    /// What it is.
    pub label: Label,
}

impl Labelled {
    /// The post as a network shows it that does not name the app.
    pub fn app_hidden(&self) -> Post {
        Post { app: None, ..self.post.clone() }
    }
}

/// One account's posts in order of time.
#[derive(Debug, Clone)]
pub struct Stream {
    /// Name of the file, without its endings.
    pub account: String,
    /// The posts.
    pub posts: Vec<Labelled>,
}

/// The folder of labelled streams that is beside the project, where there is one.
pub fn default_folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data/labelled")
}

/// Reads every stream of a folder, in order of the file names.
pub fn read_folder(folder: &Path) -> Result<Vec<Stream>> {
    let entries = std::fs::read_dir(folder).with_context(|| format!("cannot read the folder {}", folder.display()))?;
    let mut files: Vec<PathBuf> =
        entries.filter_map(|entry| Some(entry.ok()?.path())).filter(|p| is_stream(p)).collect();
    files.sort();
    if files.is_empty() {
        bail!("{} has no .jsonl or .jsonl.gz file: name a folder of labelled streams", folder.display());
    }
    files.iter().map(|file| read_file(file)).collect()
}

fn is_stream(path: &Path) -> bool {
    let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
    name.ends_with(".jsonl") || name.ends_with(".jsonl.gz")
}

fn read_file(path: &Path) -> Result<Stream> {
    let file = File::open(path).with_context(|| format!("cannot open {}", path.display()))?;
    let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
    let reader: Box<dyn Read> = if name.ends_with(".gz") { Box::new(GzDecoder::new(file)) } else { Box::new(file) };
    let account = name.trim_end_matches(".gz").trim_end_matches(".jsonl").to_owned();
    let mut posts = Vec::new();
    for (number, line) in BufReader::new(reader).lines().enumerate() {
        let line = line.with_context(|| format!("cannot read {} at line {}", path.display(), number + 1))?;
        let line: Line = serde_json::from_str(&line)
            .with_context(|| format!("line {} of {} is no labelled post", number + 1, path.display()))?;
        posts.push(line.labelled());
    }
    Ok(Stream { account, posts })
}

/// One line as it stands in the file.
#[derive(Debug, Deserialize)]
struct Line {
    n: u32,
    ts: i64,
    day_only: bool,
    text: String,
    source: String,
    reply_to: Option<String>,
    is_reply: bool,
    is_rt: bool,
    urls: Vec<String>,
    media: u8,
    lang: Option<String>,
    label: Label,
}

impl Line {
    fn labelled(self) -> Labelled {
        let own = self.reply_to.as_deref() == Some("self");
        let whom = self.reply_to.as_deref().filter(|_| !own).map(counterpart);
        let named = self.text.split_whitespace().filter(|token| words::is_mention(token)).filter_map(name);
        let mentions: Vec<Counterpart> = named.map(counterpart).collect();
        let (quotes, links): (Vec<String>, Vec<String>) =
            self.urls.into_iter().filter(|url| !is_rest(url)).partition(|url| is_status(url));
        Labelled {
            n: self.n,
            label: self.label,
            post: Post {
                id: self.n.to_string(),
                network: Network::X,
                at: DateTime::from_timestamp(self.ts, 0).unwrap_or_default(),
                precision: if self.day_only { Precision::Day } else { Precision::Second },
                reply: (self.is_reply || whom.is_some() || own).then_some(ReplyTo {
                    whom,
                    own,
                    post: None,
                    asks: None,
                }),
                boost: self.is_rt.then(|| Boost { whom: mentions.first().cloned() }),
                quote: quotes.into_iter().next(),
                text: self.text,
                links,
                mentions,
                app: Some(self.source).filter(|source| !source.is_empty()),
                language: self.lang,
                media: self.media,
                fate: Fate::Stands,
                private: None,
            },
        }
    }
}

fn name(token: &str) -> Option<&str> {
    let name = token.split_once('@')?.1;
    let end = name.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(name.len());
    Some(&name[..end]).filter(|name| !name.is_empty())
}

fn counterpart(name: &str) -> Counterpart {
    let handle = Handle { network: Network::X, id: format!("@{}", name.to_lowercase()) };
    Counterpart { handle, name: Some(format!("@{name}")) }
}

/// Whether an address is that of the rest of the post itself, whose text is cut off: neither link nor quotation.
fn is_rest(url: &str) -> bool {
    url.contains("/i/web/status/")
}

/// Whether an address is that of a post, so a quotation rather than a link.
fn is_status(url: &str) -> bool {
    let of_network =
        url.contains("://twitter.com/") || url.contains("://mobile.twitter.com/") || url.contains("://x.com/");
    of_network && url.contains("/status/") && !url.contains("/photo/") && !url.contains("/video/")
}
