//! The story of the feed and a year's card, on the command line or kept as a page.

use super::out::{self, Answer};
use super::show::{heads, percent};
use super::table;
use crate::ipc::UserError;
use crate::keep::{self, Keepsake};
use crate::{clock, ledger, words};
use clap::Args;
use coach::message::Message;
use engine::Engine;
use serde_json::json;
use std::path::{Path, PathBuf};

/// Which year, and where it is kept.
#[derive(Args)]
pub struct Year {
    /// The calendar year
    year: i32,
    /// Write it to this new file, as a page that stands by itself
    #[arg(long, value_name = "FILE")]
    html: Option<PathBuf>,
    /// Name nobody on the page
    #[arg(long, requires = "html")]
    without_names: bool,
}

/// Then and now, year by year, and where the feed turned.
pub(super) fn story(html: Option<&Path>) -> Result<Answer, UserError> {
    let engine = ledger::open()?;
    if let Some(path) = html {
        return page(&engine, Keepsake::Story, path);
    }
    let story = engine.story(clock::now())?;
    let mut rows = vec![heads(&["cli.kinds.year", "cli.kinds.posts", "cli.kinds.conversation", "cli.kinds.machinery"])];
    rows.extend(story.years.iter().map(|year| {
        let line = &year.line;
        vec![line.year.to_string(), line.posts.to_string(), percent(line.conversation), percent(line.machinery)]
    }));
    let mut text = format!("{}\n\n{}\n", words::said(&story.said), table::of(&rows));
    for one in &story.turnings {
        text += &format!("{}  {}\n", one.day, words::said(&one.said));
    }
    Ok(Answer::new(text, &story))
}

/// One year of people and replies.
pub(super) fn year(year: &Year) -> Result<Answer, UserError> {
    let engine = ledger::open()?;
    if let Some(path) = &year.html {
        return page(&engine, Keepsake::Year { year: year.year, names: !year.without_names }, path);
    }
    let card = engine.year(year.year, clock::now())?;
    let mut text = words::said(&card.said) + "\n";
    let figures = [
        ("keep.people", card.people),
        ("keep.new", card.new),
        ("keep.days", card.days),
        ("keep.replies", card.replies),
    ];
    text += &table::of(&figures.map(|(key, n)| vec![words::word(key), n.to_string()]));
    for one in &card.most {
        let line = Message::new("cli.year.person").with("name", one.name.as_str()).with("n", one.days);
        text += &out::line(&line);
    }
    Ok(Answer::new(text, &card))
}

/// Writes the page to a new file. A file that is there is not overwritten.
fn page(engine: &Engine, what: Keepsake, path: &Path) -> Result<Answer, UserError> {
    let page = what.page(engine, clock::now())?;
    let failed = |error: std::io::Error| {
        UserError::new("export.file", |message| {
            message.with("file", path.display().to_string()).with("why", error.to_string())
        })
    };
    std::fs::File::create_new(path).map_err(failed)?;
    keep::write(path, page.as_bytes())?;
    let file = path.display().to_string();
    let text = out::line(&Message::new("cli.keep.written").with("file", file.as_str()));
    Ok(Answer { text, json: json!({ "file": file }), failures: Vec::new() })
}
