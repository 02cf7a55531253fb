//! The story: what was posted when, by number, so that any order of telling it gives the same posts.

use super::chance::Chance;
use super::tongue::{self, Friend};
use chrono::{DateTime, Days, NaiveDate, TimeDelta, Utc};

/// Until this share of the ten years the person talks with people.
const BUSY_FROM: f64 = 0.55;
/// From this share on, nearly everything goes out by itself.
const AUTOPILOT_FROM: f64 = 0.68;
const YEARS_IN_DAYS: u64 = 3653;

/// Ten years of posts.
pub(super) struct Story {
    pub(super) posts: u32,
    from: DateTime<Utc>,
}

/// A post, before it is written in a layout.
#[derive(Debug)]
pub(super) struct Told {
    pub(super) id: u64,
    pub(super) at: DateTime<Utc>,
    /// As people saw it, without links.
    pub(super) text: String,
    pub(super) app: &'static str,
    /// What it answers: whom, and their post.
    pub(super) reply: Option<(Friend, u64)>,
    /// Whose post it passes on; `text` is then theirs.
    pub(super) retweet: Option<Friend>,
    /// Where a link at its end leads.
    pub(super) link: Option<String>,
    pub(super) picture: bool,
    /// A text beyond 280 characters.
    pub(super) long: bool,
    /// The id of the version before it.
    pub(super) edits: Option<u64>,
}

/// The posting apps, as X writes them.
const WEB: &str = r#"<a href="https://mobile.twitter.com" rel="nofollow">Twitter Web App</a>"#;
const PHONE: &str = r#"<a href="http://twitter.com/download/iphone" rel="nofollow">Twitter for iPhone</a>"#;
const FEED: &str = r#"<a href="https://dlvrit.com/" rel="nofollow">dlvr.it</a>"#;
const QUEUE: &str = r#"<a href="https://buffer.com" rel="nofollow">Buffer</a>"#;

impl Story {
    /// So many posts over the ten years that end with this day.
    pub(super) fn new(posts: u32, until: NaiveDate) -> Self {
        let from = until.checked_sub_days(Days::new(YEARS_IN_DAYS - 1)).unwrap_or(until);
        Self { posts, from: from.and_time(chrono::NaiveTime::MIN).and_utc() }
    }

    /// The post of this number, from 0; later numbers are later posts, to within a day.
    pub(super) fn post(&self, number: u32) -> Told {
        let mut chance = Chance::of(u64::from(number) + 1);
        let share = f64::from(number) / f64::from(self.posts);
        let day = (share * YEARS_IN_DAYS as f64) as i64;
        let automatic = chance.happens(match share {
            share if share < BUSY_FROM => 0.04,
            share if share < AUTOPILOT_FROM => 0.05 + 0.85 * (share - BUSY_FROM) / (AUTOPILOT_FROM - BUSY_FROM),
            share if share < 0.97 => 0.93,
            _ => 1.0,
        });
        let at = self.from + TimeDelta::days(day) + time_of_day(automatic, &mut chance);
        let mut told = Told {
            id: snowflake(at, number),
            at,
            text: String::new(),
            app: if chance.happens(0.5) { WEB } else { PHONE },
            reply: None,
            retweet: None,
            link: None,
            picture: false,
            long: false,
            edits: None,
        };
        if automatic {
            told.be_automatic(&mut chance);
        } else {
            told.be_by_hand(number, &mut chance);
        }
        told
    }

    /// All numbers, in an order that is far from that of time.
    pub(super) fn shuffled(&self, from: u32, to: u32) -> impl Iterator<Item = u32> {
        let count = u64::from(to - from);
        // A prime larger than any archive: no number comes twice.
        (0..count).map(move |n| from + (n * 1_000_000_007 % count.max(1)) as u32)
    }
}

impl Told {
    /// The short link that stands in the text.
    pub(super) fn short_link(&self) -> String {
        format!("https://t.co/{:010x}", self.id % 0xff_ffff_ffff)
    }

    /// When, as `2023-02-01T04:45:51.000Z`.
    pub(super) fn iso(&self) -> String {
        self.at.format("%Y-%m-%dT%H:%M:%S.000Z").to_string()
    }

    /// When, as `Wed Feb 01 04:45:51 +0000 2023`.
    pub(super) fn english(&self) -> String {
        self.at.format("%a %b %d %H:%M:%S +0000 %Y").to_string()
    }

    fn be_automatic(&mut self, chance: &mut Chance) {
        let (title, address) = tongue::article(chance);
        self.app = if chance.happens(0.7) { FEED } else { QUEUE };
        self.text = if chance.happens(0.5) { format!("New on the blog: {title}") } else { title };
        self.link = Some(address);
    }

    fn be_by_hand(&mut self, number: u32, chance: &mut Chance) {
        match chance.below(100) {
            0..44 => {
                let friend = tongue::friend(chance);
                self.text = format!("@{} {}", friend.screen_name, tongue::answer(chance));
                let theirs = self.id - (chance.below(86_400_000) << 22);
                self.reply = Some((friend, theirs));
            }
            44..56 => {
                self.retweet = Some(tongue::friend(chance));
                self.text = tongue::sentence(chance);
            }
            56..64 => self.text = tongue::question(chance),
            64..72 => {
                let friend = tongue::friend(chance);
                self.text = format!("{}.", tongue::sentence(chance));
                let theirs = self.id - (chance.below(86_400_000) << 22);
                self.link = Some(format!("https://twitter.com/{}/status/{theirs}", friend.screen_name));
            }
            72..78 => {
                self.text = "Worth reading".to_owned();
                self.link = Some(tongue::outside(chance));
            }
            78..84 => {
                let (title, address) = tongue::article(chance);
                self.text = format!("I wrote about it: {title}");
                self.link = Some(address);
            }
            84..85 => {
                self.text = (0..6).map(|_| tongue::sentence(chance) + ". ").collect::<String>().trim_end().to_owned();
                self.long = true;
            }
            85..86 if number > 0 => {
                self.text = tongue::sentence(chance);
                self.edits = Some(self.id - (60_000 << 22));
            }
            _ => {
                self.text = tongue::sentence(chance);
                self.picture = chance.happens(0.3);
            }
        }
    }
}

/// A person posts when awake, and a little more in the evening; a robot at its fixed minutes.
fn time_of_day(automatic: bool, chance: &mut Chance) -> TimeDelta {
    if automatic {
        return TimeDelta::minutes([8 * 60, 12 * 60 + 30, 17 * 60][chance.below(3) as usize]);
    }
    let hours = 7.0 + 16.0 * chance.share().sqrt();
    TimeDelta::seconds((hours * 3600.0) as i64)
}

/// An id as X makes them: milliseconds since its own epoch, then 22 bits of its own.
fn snowflake(at: DateTime<Utc>, number: u32) -> u64 {
    let since = u64::try_from(at.timestamp_millis() - 1_288_834_974_657).unwrap_or(0);
    (since << 22) | u64::from(number & 0x3f_ffff)
}
