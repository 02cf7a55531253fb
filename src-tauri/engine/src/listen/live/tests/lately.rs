//! What comes post by post is judged as if all had been there at once.

use super::support::{Fake, fake, post, reply};
use crate::Engine;
use crate::story::{Story, at};
use coach::act::SourceId;
use coach::person::Network::{self, Bluesky, Mastodon};
use coach::post::Post;
use coach::zone::Zone;
use proptest::prelude::*;
use std::ops::ControlFlow;

/// What two accounts publish: words, a link of one's own, a reply, the same again, the same words to another; by an app or
/// not; some of it on both networks within minutes.
fn published(choices: &[(u8, u8, u16)]) -> Vec<Post> {
    let mut minute = 0;
    let one = |(n, (what, to, gap)): (usize, &(u8, u8, u16))| {
        minute += i64::from(*gap);
        let when = (at("2026-11-01 08:00") + chrono::TimeDelta::minutes(minute)).format("%Y-%m-%d %H:%M").to_string();
        let (network, id) = (if to % 2 == 0 { Mastodon } else { Bluesky }, format!("{n}"));
        let name = ["ana", "ben", "cleo"][usize::from(*to) % 3];
        let mut made = match what % 6 {
            0 => post(network, &id, &when, "The frost came early this year, and I was not ready for it"),
            1 => post(network, &id, &when, &format!("New here: bed {n} is sown https://garden.example/{n}")),
            2 => post(network, &id, &when, "New here: how I sow beans https://garden.example/beans"),
            3 => reply(network, &id, &when, name, &format!("Have you tried it with less water, number {n}?")),
            4 => reply(network, &id, &when, name, "Come and see my new book about beans and peas"),
            _ => post(network, &id, &when, &format!("Does anybody know whether {n} degrees are enough?")),
        };
        made.app = (to % 5 == 0).then(|| "dlvr.it".to_owned());
        made
    };
    choices.iter().enumerate().map(one).collect()
}

fn has(reader: &Fake, posts: &[Post]) {
    let mine: Vec<Post> = posts.iter().filter(|post| post.network == reader.about.network).cloned().collect();
    reader.has(|server| server.posts = mine);
}

fn both(story: &Story) -> [(SourceId, Fake); 2] {
    let add = |network: Network| {
        let reader = fake(network, 1_000);
        (story.adds(&reader, "2026-11-01 08:00"), reader)
    };
    [add(Mastodon), add(Bluesky)]
}

/// All that is made of posts; not the numbers of rows, which depend on the order in which they came.
fn made_of_posts(story: &Story) -> Vec<String> {
    let ledger = rusqlite::Connection::open(story.path()).unwrap();
    let mut all = Vec::new();
    for query in [
        "SELECT json_array(p.key, v.kind, v.likely, v.known, v.twin, v.reasons) FROM verdict v JOIN post p ON p.id = v.post",
        "SELECT json_array(p.key, h.key, i.how, i.standing, i.day, i.reasons) FROM interaction i
           JOIN post p ON p.id = i.post JOIN handle h ON h.person = i.person",
        "SELECT json_array(source, day, thread, automated, boost, reply, quote, promotion, share, question, original,
           signs, known, weight, apps) FROM summary",
        "SELECT json_array(a.name, u.posts, u.automated, u.last) FROM app_use u JOIN app a ON a.id = u.app",
        "SELECT json_array(day, people) FROM tally",
        "SELECT json_array(source, day, from_state, to_state, gap, usual) FROM turn",
        "SELECT json_array(id, rules) FROM source",
    ] {
        let mut rows: Vec<String> = ledger
            .prepare(query)
            .unwrap()
            .query_map([], |row| row.get(0))
            .unwrap()
            .collect::<rusqlite::Result<_>>()
            .unwrap();
        rows.sort();
        all.push(rows.join("\n"));
    }
    all
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 6, ..ProptestConfig::default() })]

    /// Whatever is published and whichever source is late: read post by post, it is as read at once. The app may end and
    /// begin again in between. (Posts of one second are seen in the order in which they came.)
    #[test]
    fn read_post_by_post_everything_is_judged_as_if_it_had_been_read_at_once(
        choices in prop::collection::vec((any::<u8>(), any::<u8>(), 1..400u16), 1..24),
        late in prop::collection::vec(any::<bool>(), 30), anew in 0..30usize
    ) {
        let posts = published(&choices);
        let (mut slow, once) = (Story::begins("2026-11-01 08:00"), Story::begins("2026-11-01 08:00"));
        let now = "2026-11-23 08:00";
        let readers = both(&once);
        for (source, reader) in &readers {
            has(reader, &posts);
            once.reads(*source, reader, now, &mut |_| ControlFlow::Continue(()));
        }
        once.engine.catch_up(at(now), &mut |_| ControlFlow::Continue(())).unwrap();

        let readers = both(&slow);
        slow.syncs(readers[0].0, &readers[0].1, now);
        slow.syncs(readers[1].0, &readers[1].1, now);
        for n in 1..=posts.len() {
            for (source, reader) in &readers {
                // The second source may come some posts later.
                if reader.about.network == Bluesky && late[n - 1] && n < posts.len() {
                    continue;
                }
                has(reader, &posts[..n]);
                slow.syncs(*source, reader, now);
            }
            if n == anew {
                slow.engine = Engine::open(&slow.path(), at(now), Zone::named("Europe/Vienna").unwrap()).unwrap();
            }
        }
        for (one, other) in made_of_posts(&slow).iter().zip(made_of_posts(&once)) {
            prop_assert_eq!(one, &other);
        }
    }
}

#[test]
fn a_new_post_is_judged_with_its_page_also_after_a_long_history() {
    let (story, reader) = (Story::begins("2026-11-01 08:00"), fake(Mastodon, 10_000));
    let choices: Vec<(u8, u8, u16)> = (0..3_000_u32).map(|n| ((n % 6) as u8, (n % 7 * 2) as u8, 90)).collect();
    let posts = published(&choices);
    has(&reader, &posts[..2_990]);
    let source = story.adds(&reader, "2026-11-01 08:00");
    story.syncs(source, &reader, "2027-06-23 08:00");
    for n in 2_991..=3_000 {
        has(&reader, &posts[..n]);
        let account = story.reads(source, &reader, "2027-06-23 08:00", &mut |_| ControlFlow::Continue(()));
        assert!(account.posts <= 1 && !account.behind, "{n}");
    }
}
