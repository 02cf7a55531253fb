//! All that Chime In knows, as JSON: the person's own, to keep or to take elsewhere.

use super::out::Answer;
use crate::ipc::UserError;
use crate::{clock, ledger, words};
use chrono::{DateTime, Utc};
use coach::message::Message;
use engine::Engine;
use engine::view::{DayDetail, FeedStory, Inbox, PostLine, PostQuery, Settings};
use serde::Serialize;
use std::fs::OpenOptions;
use std::io::Write;
use std::path::Path;

/// Everything.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Everything {
    /// Version of the app that wrote it.
    version: &'static str,
    /// When, RFC 3339.
    at: String,
    settings: Settings,
    /// Every day of the habit on which something was done or asked of it.
    days: Vec<DayDetail>,
    nudges: Inbox,
    feed: FeedStory,
    /// Newest first.
    posts: Vec<PostLine>,
}

/// Posts are asked for so many at a time.
const PAGE: u16 = 200;
/// Days are asked for so many at a time.
const DAYS: i64 = 366;

/// Writes everything, to the terminal or to a new file.
pub(super) fn export(to: Option<&Path>) -> Result<Answer, UserError> {
    let (engine, now) = (ledger::open()?, clock::now());
    let everything = Everything {
        version: env!("CARGO_PKG_VERSION"),
        at: now.to_rfc3339(),
        settings: engine.settings(now)?,
        days: days(&engine, now)?,
        nudges: engine.inbox(now)?,
        feed: engine.feed(None, None, None, now)?,
        posts: posts(&engine, now)?,
    };
    let answer = Answer::new(String::new(), &everything);
    let json = format!("{:#}\n", answer.json);
    let Some(to) = to else { return Ok(Answer { text: json, ..answer }) };
    let mut file = OpenOptions::new().write(true).create_new(true).open(to).map_err(|error| unwritten(to, &error))?;
    file.write_all(json.as_bytes()).and_then(|()| file.sync_all()).map_err(|error| unwritten(to, &error))?;
    let (days, posts) = (everything.days.len(), everything.posts.len());
    let text = Message::new("cli.export.written").with("n", posts as i64).with("days", days as i64);
    let text = text.with("file", to.display().to_string());
    let json = serde_json::json!({ "file": to.display().to_string(), "posts": posts, "days": days });
    Ok(Answer { text: words::say(&text) + "\n", json, partly: false })
}

fn posts(engine: &Engine, now: DateTime<Utc>) -> Result<Vec<PostLine>, UserError> {
    let (mut all, mut after) = (Vec::new(), None);
    loop {
        let page = engine.posts(&PostQuery { after, limit: PAGE, ..PostQuery::default() }, now)?;
        all.extend(page.posts);
        after = page.next;
        if after.is_none() {
            return Ok(all);
        }
    }
}

/// Each day that has entries, or stands otherwise than a day on which nothing happened.
fn days(engine: &Engine, now: DateTime<Utc>) -> Result<Vec<DayDetail>, UserError> {
    let today = engine.status(now)?.day;
    let began = engine.calendar(&today, &today, now)?.began;
    let (Some(began), today) = (began, crate::ipc::day(&today)?) else { return Ok(Vec::new()) };
    let mut from = crate::ipc::day(&began)?;
    let mut all = Vec::new();
    while from <= today {
        let to = from.plus(DAYS).min(today);
        for cell in engine.calendar(&from.to_string(), &to.to_string(), now)?.days {
            let day = engine.day(&cell.day, now)?;
            if !day.entries.is_empty() || !day.because.is_empty() {
                all.push(day);
            }
        }
        from = to.plus(1);
    }
    Ok(all)
}

fn unwritten(to: &Path, error: &std::io::Error) -> UserError {
    UserError::new("export.file", |message| {
        message.with("file", to.display().to_string()).with("why", error.to_string())
    })
}
