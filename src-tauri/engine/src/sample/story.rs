//! What the sample's author published, day by day: two talkative years with one busy summer between them.

use super::words::{ARTICLES, ASKS, BOOSTED, OPENINGS, PEOPLE, SITE, SUBJECTS, THOUGHTS, TURNS};
use chrono::{DateTime, Datelike, Utc};
use coach::day::Day;
use coach::person::{Counterpart, Handle, Network};
use coach::post::{Boost, Fate, Post, Precision, ReplyTo};

/// The story covers so many days before today.
pub(super) const DAYS: i64 = 730;

/// The app the author types into, and the one that posts for her.
const BY_HAND: &str = "Twitter for Android";
const AUTOMATIC: &str = "dlvr.it";

/// The day on which the last busy summer began, and the day on which she came back.
fn turns(today: Day) -> (Day, Day) {
    let year = if (today.date().month(), today.date().day()) > (9, 20) {
        today.date().year()
    } else {
        today.date().year() - 1
    };
    let on = |month, date| Day::new(chrono::NaiveDate::from_ymd_opt(year, month, date).unwrap_or_default());
    (on(6, 8), on(8, 31))
}

/// All posts, in order. `moment` says when a minute of a day is.
pub(super) fn posts(today: Day, moment: impl Fn(Day, i64) -> DateTime<Utc>) -> Vec<Post> {
    let (busy, back) = turns(today);
    let mut author = Author { chance: Chance(0x5EED), posts: Vec::new(), moment };
    for n in (0..=DAYS).rev() {
        let day = today.plus(-n);
        let away = (busy..back).contains(&day);
        author.automatic(day, away);
        if !away {
            author.talks(day, n == 0);
        } else if day.since(busy) < 4 && day.since(busy) % 2 == 0 {
            author.replies(day, 1);
        }
    }
    author.posts.sort_by_key(|post| post.at);
    author.posts
}

struct Author<M> {
    chance: Chance,
    posts: Vec<Post>,
    moment: M,
}

impl<M: Fn(Day, i64) -> DateTime<Utc>> Author<M> {
    /// Old articles, on the hour; more of them while nobody is there.
    fn automatic(&mut self, day: Day, away: bool) {
        let times: &[i64] = if away { &[5, 9, 13] } else { &[9] };
        for hour in times {
            if !away && self.chance.of(2) == 0 {
                continue;
            }
            let (title, path) = ARTICLES[self.chance.of(ARTICLES.len())];
            let link = format!("https://{SITE}/{path}");
            self.publish(day, hour * 60, format!("{title} {link}"), AUTOMATIC, |post| post.links.push(link.clone()));
        }
    }

    /// An ordinary day: some replies, now and then a thought, a question, somebody passed on.
    fn talks(&mut self, day: Day, is_today: bool) {
        let weekend = day.weekday().num_days_from_monday() >= 5;
        let people = match (is_today, weekend, self.chance.of(12)) {
            (true, ..) => 1,
            (_, _, 0) => 0,
            (_, true, 1..=5) => 1,
            (_, false, 1) => 1,
            (_, _, 2..=8) => 2,
            _ => 3,
        };
        self.replies(day, people);
        if self.chance.of(4) == 0 {
            let thought = THOUGHTS[self.chance.of(THOUGHTS.len())];
            let subject = SUBJECTS[self.chance.of(SUBJECTS.len())];
            let minute = 700 + self.minute();
            self.publish(day, minute, thought.replace("{}", subject), BY_HAND, |_| ());
        }
        if self.chance.of(6) == 0 {
            let ask = ASKS[self.chance.of(ASKS.len())];
            let subject = SUBJECTS[self.chance.of(SUBJECTS.len())];
            let minute = 760 + self.minute();
            self.publish(day, minute, ask.replace("{}", subject), BY_HAND, |_| ());
        }
        if self.chance.of(5) == 0 {
            let whom = BOOSTED[self.chance.of(BOOSTED.len())];
            let minute = 500 + self.minute();
            self.publish(day, minute, String::new(), BY_HAND, |post| {
                post.boost = Some(Boost { whom: Some(counterpart(whom)) });
            });
        }
    }

    fn replies(&mut self, day: Day, people: usize) {
        let first = self.chance.of(PEOPLE.len());
        for n in 0..people {
            let whom = counterpart(PEOPLE[(first + n * 3) % PEOPLE.len()]);
            let opening = OPENINGS[self.chance.of(OPENINGS.len())];
            let subject = SUBJECTS[self.chance.of(SUBJECTS.len())];
            let turn = TURNS[self.chance.of(TURNS.len())];
            let name = whom.name.clone().unwrap_or_default();
            let text = format!("{name} {} {}", opening.replace("{}", subject), turn);
            let minute = 180 + 150 * i64::try_from(n).unwrap_or(0) + self.minute();
            self.publish(day, minute, text, BY_HAND, |post| {
                post.mentions.push(whom.clone());
                post.reply = Some(ReplyTo { whom: Some(whom), own: false, post: Some("0".to_owned()), asks: None });
            });
        }
    }

    fn minute(&mut self) -> i64 {
        i64::try_from(self.chance.of(120)).unwrap_or(0)
    }

    fn publish(&mut self, day: Day, minute: i64, text: String, app: &str, with: impl FnOnce(&mut Post)) {
        let mut post = Post {
            id: format!("sample-{}", self.posts.len()),
            network: Network::X,
            at: (self.moment)(day, minute),
            precision: Precision::Second,
            text,
            links: Vec::new(),
            mentions: Vec::new(),
            reply: None,
            boost: None,
            quote: None,
            app: Some(app.to_owned()),
            language: Some("en".to_owned()),
            media: 0,
            fate: Fate::Stands,
            private: None,
        };
        with(&mut post);
        self.posts.push(post);
    }
}

fn counterpart(name: &str) -> Counterpart {
    Counterpart {
        handle: Handle { network: Network::X, id: format!("@{}", name.to_lowercase()) },
        name: Some(format!("@{name}")),
    }
}

/// The same numbers each time: a linear congruential generator with the constants of Knuth's MMIX.
struct Chance(u64);

impl Chance {
    /// One of `n`, 0 to `n` − 1.
    fn of(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap_or(0) % n.max(1)
    }
}
