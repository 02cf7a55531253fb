//! Years of posts at once, the same ones each time.

use super::world::Post;
use super::{Mastodon, Person, lock};
use chrono::{DateTime, Duration, Utc};
use serde_json::Map;

const APPS: [&str; 4] = ["Web", "Mastodon for Android", "Tusky", "Buffer"];
const WORDS: [&str; 12] = [
    "I tried the rye recipe again and the crust came out better this time",
    "Does anybody know a quiet place to write near the harbour?",
    "The second chapter is done and I would love to hear what you think",
    "Three hours of rain and then the whole valley turned gold",
    "What do you do when a meeting could have been a letter?",
    "New on the blog: how we moved a library of ten thousand books",
    "Thank you for the hint, it was the cable after all",
    "I never got the hang of it before somebody showed me in person",
    "My grandmother used to say the soup knows when you hurry",
    "That is a good question and I have no good answer yet",
    "Open your windows, the swifts are back",
    "If you only read one thing this week let it be this",
];

impl Mastodon {
    /// Gives a person `posts` posts, the last at `until` and one each 53 minutes before it: of ten, three answer `other`,
    /// two link to the person's own site, one is sent by Buffer and one boosts a post of `other`. Nobody is told of them.
    pub fn history(&self, who: &Person, other: &Person, posts: usize, until: DateTime<Utc>) {
        let mut world = lock(&self.world);
        let told = world.notices.len();
        let each = Duration::minutes(53);
        let first = until - each * i32::try_from(posts.saturating_sub(1)).unwrap_or(i32::MAX);
        let heard =
            world.add_post(plain(other.index, first - each, "What are you all working on this week?".to_owned()));
        let mut at = first;
        for n in 0..posts {
            let words = WORDS[n * 7 % WORDS.len()];
            let mut post = match n % 10 {
                0 | 3 | 6 => {
                    let answer = plain(who.index, at, format!("@{} {words} ({n})", other.handle));
                    Post { answering: Some(heard), ..answer }
                }
                1 | 5 => plain(who.index, at, format!("{words} https://{}.example/articles/{}", who.name, n % 40)),
                8 => Post::boost(who.index, heard, at),
                _ => plain(who.index, at, format!("{words} ({n})")),
            };
            if n % 10 == 5 {
                post.app = Some(APPS[3].to_owned());
            }
            world.add_post(post);
            at += each;
        }
        world.notices.truncate(told);
    }
}

fn plain(author: usize, at: DateTime<Utc>, text: String) -> Post {
    let app = Some(APPS[usize::try_from(at.timestamp().unsigned_abs() % 3).unwrap_or_default()].to_owned());
    Post {
        author,
        at,
        text,
        answering: None,
        boosting: None,
        quoting: None,
        visibility: "public",
        app,
        edited: None,
        odd: Map::new(),
    }
}
