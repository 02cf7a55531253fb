//! A post before it is posted.

use super::world::{Post, World};
use chrono::{DateTime, Utc};
use serde_json::Map;

/// A post before it is posted. Whoever is named as `@name` or `@name@host` in its text is told.
#[derive(Debug, Clone)]
pub struct Draft {
    text: String,
    at: DateTime<Utc>,
    answering: Option<String>,
    quoting: Option<String>,
    visibility: &'static str,
    app: Option<String>,
}

impl Draft {
    /// A public post by hand, in the browser.
    pub fn new(text: impl Into<String>, at: DateTime<Utc>) -> Self {
        Self { text: text.into(), at, answering: None, quoting: None, visibility: "public", app: Some("Web".into()) }
    }

    /// As an answer to the post of this id.
    #[must_use]
    pub fn answering(self, id: &str) -> Self {
        Self { answering: Some(id.to_owned()), ..self }
    }

    /// Quoting the post of this id.
    #[must_use]
    pub fn quoting(self, id: &str) -> Self {
        Self { quoting: Some(id.to_owned()), ..self }
    }

    /// Posted by this app.
    #[must_use]
    pub fn by(self, app: &str) -> Self {
        Self { app: Some(app.to_owned()), ..self }
    }

    /// For these people: `public`, `unlisted`, `private` or `direct`; another word is `public`.
    #[must_use]
    pub fn visible_to(self, whom: &str) -> Self {
        Self { visibility: visibility(whom).unwrap_or("public"), ..self }
    }

    pub(super) fn post(self, world: &World, author: usize) -> Post {
        let read = |id: Option<String>| id.and_then(|id| world.manners.ids.read(&id));
        Post {
            author,
            at: self.at,
            text: self.text,
            answering: read(self.answering),
            boosting: None,
            quoting: read(self.quoting),
            visibility: self.visibility,
            app: self.app,
            edited: None,
            odd: Map::new(),
        }
    }
}

/// The visibility that a word means; `None` where it means none.
pub fn visibility(word: &str) -> Option<&'static str> {
    ["public", "unlisted", "private", "direct"].into_iter().find(|known| *known == word)
}
