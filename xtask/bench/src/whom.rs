//! Naming the day's three: on a ledger of ten years and 200,000 posts, with 600 people who were talked with and 5,000 words
//! from others in the last 90 days.

use crate::import::now;
use crate::{Effort, report};
use anyhow::{Context, Result};
use chrono::TimeDelta;
use coach::person::{Counterpart, Handle, Network};
use coach::post::{Post, ReplyTo};
use coach::zone::Zone;
use engine::view::SyncProgress;
use engine::{Engine, Keeps, Syncing};
use feeds::live::{About, Account, Answer, Entry, Heard, HeardSort, Page, Reader, Step, sees};
use feeds::net::Net;
use secrecy::SecretString;
use serde_json::json;
use std::ops::ControlFlow;
use std::time::Instant;

/// Posts of ten years.
const SIZES: &[u32] = &[20_000, 200_000];
const QUICK: &[u32] = &[20_000];
/// People who were talked with.
const PEOPLE: u32 = 600;
/// What others said in the last 90 days.
const HEARD: u32 = 5_000;
/// Days on which the three are named, one after another.
const DAYS: i64 = 14;
/// Posts that are handed over at once.
const PAGE: u32 = 2_000;

/// Measures and prints the figures.
///
/// # Errors
/// Where the ledger can't be written or read.
pub(crate) fn measure(effort: Effort) -> Result<()> {
    let mut sizes = Vec::new();
    println!(
        "    {:>8} {:>22} {:>10} {:>18} {:>18}",
        "posts", "a new day's three, ms", "worst, ms", "asked again, ms", "floor: status, ms"
    );
    for &posts in if effort == Effort::Quick { QUICK } else { SIZES } {
        let folder = tempfile::tempdir()?;
        let ledger = folder.path().join("ledger.db");
        fill(&Engine::open(&ledger, now(), Zone::utc())?, posts)?;
        let (mut named, mut again, mut floor) = (Vec::new(), Vec::new(), Vec::new());
        let mut people = 0;
        for day in 0..DAYS {
            // A new engine each day, as after a start: nothing is remembered.
            let engine = Engine::open(&ledger, now(), Zone::utc())?;
            let at = now() + TimeDelta::days(day);
            floor.push(timed(|| engine.status(at).map(drop))?);
            named.push(timed(|| engine.today(at).map(|today| people += today.whom.len()))?);
            again.push(timed(|| engine.today(at + TimeDelta::minutes(1)).map(drop))?);
        }
        anyhow::ensure!(people > 0, "nobody was named");
        let worst = named.iter().copied().fold(0.0, f64::max);
        let (named, again, floor) = (middle(named), middle(again), middle(floor));
        println!("    {posts:>8} {named:>22.1} {worst:>10.1} {again:>18.1} {floor:>18.1}");
        println!("             {people} people were named on {DAYS} days");
        sizes.push(json!({ "posts": posts, "namedMs": named, "worstMs": worst, "againMs": again, "statusMs": floor }));
    }
    report::write("whom", &json!(sizes))
}

/// Fills a ledger as the app does, from a source.
fn fill(engine: &Engine, posts: u32) -> Result<()> {
    let town = Town { posts };
    let account = town.account();
    let source = engine.add_account(&town.about(), &account, Keeps::Nothing, now())?;
    let net = Net::new().map_err(anyhow::Error::msg)?;
    let mut report = |_: SyncProgress| ControlFlow::Continue(());
    let with = Syncing { reader: &town, net: &net, secret: None, clock: &now, report: &mut report, renew: &mut |_| {} };
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(engine.sync(source, with))?;
    engine.catch_up(now(), &mut |_| ControlFlow::Continue(()))?;
    Ok(())
}

/// A network in which one person has talked for ten years.
struct Town {
    posts: u32,
}

impl Town {
    fn account(&self) -> Account {
        Account {
            network: Network::Mastodon,
            id: "https://social.example/users/mira".to_owned(),
            place: "https://social.example".to_owned(),
            key: "mira".to_owned(),
            names: vec!["@mira@social.example".to_owned()],
            title: "@mira@social.example".to_owned(),
            site: None,
            sees: self.about().sees,
            posts: Some(self.posts.into()),
        }
    }

    /// One post; of ten, four answer somebody. Whom, changes over the years, so that many are long silent.
    fn post(&self, n: u32) -> Post {
        let each = TimeDelta::days(3_650) / i32::try_from(self.posts).unwrap_or(i32::MAX);
        let at = now() - each * i32::try_from(self.posts - n).unwrap_or(i32::MAX);
        let mut post = Post::new(format!("https://social.example/own/{n}"), Network::Mastodon, at);
        post.text = format!("{} ({n})", TEXTS[n as usize % TEXTS.len()]);
        if n % 5 < 2 {
            let of_the_time = u64::from(n) * u64::from(PEOPLE - 60) / u64::from(self.posts.max(1));
            let whom = who(u32::try_from(of_the_time).unwrap_or_default() + n * 7 % 60);
            post.mentions = vec![whom.clone()];
            post.reply = Some(ReplyTo { whom: Some(whom), own: false, post: None, asks: None });
        }
        post
    }
}

const TEXTS: [&str; 5] = [
    "I would sow them in March, and water them only in the evening",
    "Have you tried to let it rest for a night in the cold",
    "Three hours of rain and then the whole valley turned gold",
    "My grandmother used to say the soup knows when you hurry",
    "Open your windows, the swifts are back",
];

fn who(n: u32) -> Counterpart {
    let id = format!("https://social.example/users/p{n}");
    Counterpart { handle: Handle { network: Network::Mastodon, id }, name: Some(format!("@p{n}@social.example")) }
}

/// Something that somebody said; every third asks, every fourth speaker is new.
fn heard(n: u32) -> Heard {
    let back = TimeDelta::days(90) * i32::try_from(n).unwrap_or(0) / i32::try_from(HEARD).unwrap_or(1);
    let speaker = if n.is_multiple_of(4) { 10_000 + n } else { n * 13 % PEOPLE };
    Heard {
        id: format!("https://social.example/heard/{n}"),
        at: now() - back,
        whom: who(speaker),
        sort: if n.is_multiple_of(5) { HeardSort::Post } else { HeardSort::Mention },
        answers: None,
        asks: n.is_multiple_of(3),
        words: 8,
        link: Some(format!("https://social.example/heard/{n}")),
    }
}

impl Reader for Town {
    fn about(&self) -> About {
        let sees = sees::POSTS | sees::REPLIES | sees::MENTIONS;
        About { name: "town", network: Network::Mastodon, sees, entry: Entry::Open }
    }

    fn find<'a>(&'a self, _: &'a Net, _: &'a str, _: Option<&'a SecretString>) -> Answer<'a, Account> {
        Box::pin(async { Ok(self.account()) })
    }

    fn read<'a>(&'a self, step: Step<'a>) -> Answer<'a, Page> {
        Box::pin(async move {
            let from: u32 = step.cursor.parse().unwrap_or_default();
            let to = self.posts.min(from + PAGE);
            let goes_on = to < self.posts;
            Ok(Page {
                posts: (from..to).map(|n| self.post(n)).collect(),
                heard: if goes_on { Vec::new() } else { (0..HEARD).map(heard).collect() },
                cursor: to.to_string(),
                goes_on,
                complete: !goes_on,
                ..Page::default()
            })
        })
    }
}

/// How long it takes, ms.
fn timed<E: std::error::Error + Send + Sync + 'static>(work: impl FnOnce() -> Result<(), E>) -> Result<f64> {
    let begun = Instant::now();
    work().context("the question failed")?;
    Ok(begun.elapsed().as_secs_f64() * 1e3)
}

fn middle(mut times: Vec<f64>) -> f64 {
    times.sort_by(f64::total_cmp);
    times.get(times.len() / 2).copied().unwrap_or(f64::NAN)
}
