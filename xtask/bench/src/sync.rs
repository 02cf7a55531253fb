//! The first reading of an account with a long history, from a stand-in for Mastodon on this machine, beside the floor: the
//! same pages fetched over one connection and discarded; and what a reading costs where nothing is new.

use crate::child::{self, Figures};
use crate::import::now;
use crate::{Effort, report};
use anyhow::{Context, Result, bail};
use chrono::{DateTime, TimeDelta, Utc};
use coach::act::SourceId;
use coach::zone::Zone;
use engine::view::SyncProgress;
use engine::{Engine, Keeps, Syncing};
use feeds::net::Net;
use secrecy::SecretString;
use serde_json::json;
use std::ops::ControlFlow;
use std::path::Path;

/// How many posts, and how often each measurement is made.
const SIZES: &[(usize, usize)] = &[(20_000, 3), (100_000, 3)];
const QUICK: &[(usize, usize)] = &[(20_000, 1)];
/// Readings that are counted with nothing new.
const IDLE: i64 = 10;

/// What is measured, the floor first.
const WORKS: [(&str, &str); 2] = [("fetch", "floor: pages discarded"), ("sync", "first sync, judged")];

/// Measures and prints the figures.
///
/// # Errors
/// Where the stand-in does not start, or a measurement fails.
pub(crate) fn measure(effort: Effort) -> Result<()> {
    if !cfg!(target_os = "linux") {
        println!("  skipped: reads /proc, which only Linux has");
        return Ok(());
    }
    let mut sizes = Vec::new();
    for &(posts, runs) in if effort == Effort::Quick { QUICK } else { SIZES } {
        let server = peers::Mastodon::start()?;
        let (mira, ben) = (server.person("mira"), server.person("ben"));
        server.history(&mira, &ben, posts, now() - TimeDelta::hours(1));
        let at = format!("{}/@mira {}", server.url(), server.token(&mira));
        // One after another and over again, so that what else the machine does falls on all of them.
        let mut all: Vec<Vec<Figures>> = vec![Vec::new(); WORKS.len()];
        for _ in 0..runs {
            for ((work, _), figures) in WORKS.iter().zip(&mut all) {
                server.forget_seen();
                let figure = child::measure(work, &[Path::new(&at)])?;
                if figure.posts != posts as u64 {
                    bail!("{work} came to {} of {posts} posts", figure.posts);
                }
                figures.push(figure);
            }
        }
        println!("  {posts} posts, {} requests, middle of {runs}:", server.seen().len());
        println!("    {:<24} {:>8} {:>8} {:>8} {:>10} {:>10}", "", "s", "× floor", "CPU s", "posts/s", "peak MiB");
        let middles = all.into_iter().map(child::middle).collect::<Result<Vec<_>>>()?;
        let floor = middles.first().context("the floor was not measured")?;
        for ((_, name), figures) in WORKS.iter().zip(&middles) {
            println!(
                "    {name:<24} {:>8.2} {:>8.1} {:>8.2} {:>10.0} {:>10.1}",
                figures.seconds,
                figures.seconds / floor.seconds,
                figures.cpu_seconds,
                figures.posts as f64 / figures.seconds,
                figures.peak_mib,
            );
        }
        let works: serde_json::Map<_, _> =
            WORKS.iter().zip(&middles).map(|((work, _), figures)| ((*work).to_owned(), json!(figures))).collect();
        sizes.push(json!({ "posts": posts, "runs": runs, "works": works }));
    }
    let (idle, most) = idle()?;
    println!("  requests where nothing is new: {idle:.1} each of {IDLE} readings, at most {most}");
    report::write("sync", &json!({ "sizes": sizes, "idleRequests": idle, "idleRequestsMost": most }))
}

/// Does one of the works with the account at this address, behind a space its token, in the process that was started for
/// it.
///
/// # Errors
/// Where the work fails.
pub(crate) fn one(work: &str, at: &Path) -> Result<Figures> {
    let (address, token) = at.to_str().and_then(|at| at.split_once(' ')).context("an address and a token")?;
    match work {
        "fetch" => child::timed(|| fetch(address, token)),
        "sync" => {
            let folder = tempfile::tempdir()?;
            let (mut reading, runtime) =
                (Reading::begin(&folder.path().join("ledger.db"), address, token)?, runtime()?);
            child::timed(|| {
                let posts = reading.read(&runtime, now())?;
                reading.engine.catch_up(now(), &mut |_| ControlFlow::Continue(()))?;
                Ok((u64::from(posts), 0))
            })
        }
        other => bail!("there is no work `{other}`"),
    }
}

/// An account that is read into a ledger, as the app does it.
struct Reading {
    engine: Engine,
    net: Net,
    source: SourceId,
    secret: SecretString,
}

impl Reading {
    fn begin(ledger: &Path, address: &str, token: &str) -> Result<Self> {
        let (engine, net) = (Engine::open(ledger, now(), Zone::utc())?, Net::new().map_err(anyhow::Error::msg)?);
        let secret = SecretString::from(token);
        let account = runtime()?.block_on(reader()?.find(&net, address, Some(&secret)))?;
        let source = engine.add_account(&reader()?.about(), &account, Keeps::Nothing, now())?;
        Ok(Self { engine, net, source, secret })
    }

    /// Reads to where there is no more; how many posts are new.
    fn read(&mut self, runtime: &tokio::runtime::Runtime, now: DateTime<Utc>) -> Result<u32> {
        let mut report = |_: SyncProgress| ControlFlow::Continue(());
        let with = Syncing {
            reader: reader()?,
            net: &self.net,
            secret: Some(self.secret.clone()),
            clock: &|| now,
            report: &mut report,
            renew: &mut |_| {},
        };
        let account = runtime.block_on(self.engine.sync(self.source, with))?;
        account.failure.map_or(Ok(account.posts), |failure| Err(failure.into()))
    }
}

/// How many requests a reading costs where nothing is new: on the mean, and at most.
fn idle() -> Result<(f64, usize)> {
    let server = peers::Mastodon::start()?;
    let (mira, ben) = (server.person("mira"), server.person("ben"));
    server.history(&mira, &ben, 500, now() - TimeDelta::hours(1));
    let (folder, runtime) = (tempfile::tempdir()?, runtime()?);
    let address = format!("{}/@mira", server.url());
    let mut reading = Reading::begin(&folder.path().join("ledger.db"), &address, &server.token(&mira))?;
    reading.read(&runtime, now())?;
    let mut counts = Vec::new();
    for n in 1..=IDLE {
        server.forget_seen();
        reading.read(&runtime, now() + TimeDelta::minutes(15 * n))?;
        counts.push(server.seen().len());
    }
    Ok((counts.iter().sum::<usize>() as f64 / counts.len() as f64, counts.into_iter().max().unwrap_or_default()))
}

/// The floor: every page of the account's posts, over one connection, its length counted and nothing else done with it.
/// Returns posts and bytes.
fn fetch(address: &str, token: &str) -> Result<(u64, u64)> {
    let agent: ureq::Agent = ureq::Agent::config_builder().proxy(None).build().into();
    let server = address.trim_end_matches("/@mira");
    let get = |url: &str| agent.get(url).header("authorization", &format!("Bearer {token}")).call();
    let me: serde_json::Value = get(&format!("{server}/api/v1/accounts/verify_credentials"))?.body_mut().read_json()?;
    let posts = me["statuses_count"].as_u64().context("an account without a count")?;
    let id = me["id"].as_str().context("an account without an id")?;
    let mut next = Some(format!("{server}/api/v1/accounts/{id}/statuses?limit=40"));
    let mut bytes = 0;
    while let Some(url) = next {
        let mut answer = get(&url)?;
        let link = answer.headers().get("link").and_then(|link| link.to_str().ok()).unwrap_or_default().to_owned();
        bytes += answer.body_mut().with_config().limit(64 << 20).read_to_vec()?.len() as u64;
        // `<https://…?max_id=…>; rel="next", <…>; rel="prev"` (RFC 8288).
        let older = link.split(',').find(|part| part.contains("rel=\"next\""));
        next = older.and_then(|part| Some(part.split_once('<')?.1.split_once('>')?.0.to_owned()));
    }
    Ok((posts, bytes))
}

fn reader() -> Result<&'static dyn feeds::live::Reader> {
    feeds::live::reader("mastodon").context("nothing reads Mastodon")
}

fn runtime() -> Result<tokio::runtime::Runtime> {
    Ok(tokio::runtime::Builder::new_current_thread().enable_all().build()?)
}
