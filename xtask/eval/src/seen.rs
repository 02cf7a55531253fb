//! The labelled streams as the model sees them, with the posting app hidden.

use crate::stream::Stream;
use coach::kind::{Eye, Rules, Sight};

/// A post that is said to everybody, as the model sees it.
#[derive(Debug, Clone)]
pub struct SeenPost {
    /// How the model sees it.
    pub sight: Sight,
    /// Whether it is automatic; `None` where it is not scored.
    pub automatic: Option<bool>,
}

/// One account's posts to everybody, in order of time, the posting app hidden.
#[derive(Debug, Clone)]
pub struct SeenStream {
    /// The account.
    pub account: String,
    /// The posts the model is asked about.
    pub posts: Vec<SeenPost>,
}

impl SeenStream {
    /// Sees a stream.
    pub fn of(stream: &Stream) -> Self {
        let mut eye = Eye::new(&Rules::shipped());
        let mut posts = Vec::new();
        for labelled in &stream.posts {
            let post = labelled.app_hidden();
            if let Some(sight) = eye.sight(&post) {
                posts.push(SeenPost { sight, automatic: labelled.label.automatic() });
            }
            eye.see(&post);
        }
        Self { account: stream.account.clone(), posts }
    }
}
