//! `tweets.csv` of the older layout, for archives whose month files are missing.
//!
//! It names neither mentions nor their ids, and the links it lists stand for the short links in the text by order only.

use super::tweet::{Entities, Link, Retweeted, Text, Tweet, User};
use crate::archives::rows::Rows;
use std::io::Read;

/// The tweet in the row that was taken last.
pub(super) fn tweet<R: Read>(rows: &Rows<R>) -> TableTweet {
    TableTweet {
        id: rows.get("tweet_id"),
        at: rows.get("timestamp"),
        text: rows.get("text"),
        source: rows.get("source"),
        in_reply_to_status: rows.get("in_reply_to_status_id"),
        in_reply_to_user: rows.get("in_reply_to_user_id"),
        retweeted: rows.get("retweeted_status_id"),
        retweeted_user: rows.get("retweeted_status_user_id"),
        expanded_urls: rows.get("expanded_urls"),
    }
}

/// A row, as text.
pub(super) struct TableTweet {
    id: String,
    at: String,
    text: String,
    source: String,
    in_reply_to_status: String,
    in_reply_to_user: String,
    retweeted: String,
    retweeted_user: String,
    expanded_urls: String,
}

impl TableTweet {
    /// The row in the shape of the other files.
    pub(super) fn tweet(&self) -> Tweet<'_> {
        let user = User { id_str: Text::from(self.retweeted_user.as_str()), ..User::default() };
        Tweet {
            id_str: Text::from(self.id.as_str()),
            created_at: Text::from(self.at.as_str()),
            text: Text::from(self.text.as_str()),
            source: Text::from(self.source.as_str()),
            in_reply_to_status_id_str: Text::from(self.in_reply_to_status.as_str()),
            in_reply_to_user_id_str: Text::from(self.in_reply_to_user.as_str()),
            retweeted_status: (!self.retweeted.is_empty()).then_some(Retweeted { user: Some(user) }),
            entities: Some(self.entities()),
            ..Tweet::default()
        }
    }

    /// The links, by order: the table lists where each leads, but not which of the short links it stands for. Where the
    /// numbers differ, nothing can be told, and the short links stay.
    fn entities(&self) -> Entities<'_> {
        let mut long: Vec<&str> = self.expanded_urls.split(',').filter(|url| !url.is_empty()).collect();
        long.dedup();
        let short: Vec<&str> = self.text.split_whitespace().filter(|word| word.contains("://t.co/")).collect();
        if short.len() != long.len() {
            return Entities::default();
        }
        let mut entities = Entities::default();
        for (short, long) in short.into_iter().zip(long) {
            let own_media = long.contains(&*self.id);
            let place = if own_media { &mut entities.media } else { &mut entities.urls };
            place.get_or_insert_default().push(Link { url: Text::from(short), expanded_url: Text::from(long) });
        }
        entities
    }
}
