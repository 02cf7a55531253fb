//! The turnings in words.

use super::{Happened, Turning};
use crate::message::Message;

impl Turning {
    /// "dlvr.it began to post: 84 times in half a year."
    pub fn sentence(&self) -> Message {
        let of_app = |key: &str, app: &Option<String>| match app {
            Some(app) => Message::new(key).with("app", app.as_str()),
            None => Message::new(format!("{key}.unnamed")),
        };
        match &self.what {
            Happened::First => Message::new("story.first"),
            Happened::MachineBegan { app, posts } => of_app("story.machine.began", app).with("n", *posts),
            Happened::MachineEnded { app, posts } => of_app("story.machine.ended", app).with("n", *posts),
            Happened::RepliesStopped { before, after, beside: None } => {
                Message::new("story.replies.stopped").with("before", i64::from(*before)).with("n", *after)
            }
            Happened::RepliesStopped { before, after, beside: Some(app) } => {
                Message::new("story.replies.stopped.beside")
                    .with("before", i64::from(*before))
                    .with("n", *after)
                    .with("app", app.as_str())
            }
            Happened::RepliesCame { before, after } => {
                Message::new("story.replies.came").with("before", i64::from(*before)).with("n", *after)
            }
            Happened::Silence { weeks } => Message::new("story.silence").with("n", *weeks),
        }
    }
}
