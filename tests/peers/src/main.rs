//! Starts other people's servers on this machine, says where they are and who is there, and ends them at Ctrl-C.

use chrono::Utc;
use peers::{Bluesky, Mastodon, Mock, Snac, Trouble};
use std::any::Any;
use std::process::ExitCode;
use std::sync::mpsc;
use std::time::Instant;

const NAMES: [&str; 5] = ["snac", "mastodon", "mock", "bluesky", "appview"];

/// A server that runs: what is to be said of it, its processes, and what holds it.
struct Running {
    says: Vec<String>,
    processes: Vec<u32>,
    _server: Box<dyn Any>,
}

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let (options, names): (Vec<&str>, Vec<&str>) =
        words.iter().map(String::as_str).partition(|word| word.starts_with("--"));
    if let Some(other) = names.iter().find(|name| !NAMES.contains(name)) {
        eprintln!("peers: there is no server `{other}`; there are {}", NAMES.join(", "));
        return ExitCode::FAILURE;
    }
    let posts = options.iter().find_map(|option| option.strip_prefix("--posts=")?.parse().ok()).unwrap_or(1000);
    match run(&names, options.contains(&"--get"), posts) {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => {
            eprintln!("peers: {why}");
            ExitCode::FAILURE
        }
    }
}

fn run(names: &[&str], only_get: bool, posts: usize) -> Result<(), Trouble> {
    peers::fetch(names)?;
    if only_get {
        return Ok(());
    }
    let (tell, told) = mpsc::channel();
    let ask = move || {
        let _ = tell.send(());
    };
    ctrlc::set_handler(ask).map_err(|error| Trouble::Broken(error.to_string()))?;
    let mut all = Vec::new();
    // Without a name the smaller Bluesky is left out: the larger is the same and more.
    for name in NAMES.into_iter().filter(|name| names.contains(name) || (names.is_empty() && *name != "bluesky")) {
        let begun = Instant::now();
        let running = start(name, posts)?;
        let (took, memory) = (begun.elapsed().as_secs_f64(), peers::resident(&running.processes) >> 20);
        let resident = if running.processes.is_empty() { String::new() } else { format!(", {memory} MiB resident") };
        println!("\n{name}: ready with two people in {took:.1} s{resident}");
        running.says.iter().for_each(|line| println!("  {line}"));
        all.push(running);
    }
    println!("\nCtrl-C ends them.");
    let _ = told.recv();
    println!("\nEnding them.");
    Ok(())
}

fn start(name: &str, posts: usize) -> Result<Running, Trouble> {
    match name {
        "snac" => snac(),
        "mock" => mock(),
        "bluesky" => bluesky(Bluesky::start()?),
        "appview" => bluesky(Bluesky::with_appview()?),
        _ => mastodon(posts),
    }
}

fn snac() -> Result<Running, Trouble> {
    let snac = Snac::start()?;
    let mut says = vec![snac.url()];
    for name in ["ana", "bo"] {
        let who = snac.person(name)?;
        says.push(format!("{name}@{}  password {}  token {}", snac.host(), who.password, who.token));
    }
    Ok(Running { says, processes: snac.processes(), _server: Box::new(snac) })
}

fn mastodon(posts: usize) -> Result<Running, Trouble> {
    let mastodon = Mastodon::start()?;
    let (ana, bo) = (mastodon.person("ana"), mastodon.person("bo"));
    mastodon.history(&ana, &bo, posts, Utc::now());
    let mut says = vec![format!("{}  ({posts} posts by ana)", mastodon.url())];
    for who in [&ana, &bo] {
        says.push(format!("{}  password {}  token {}", who.handle, who.password, mastodon.token(who)));
    }
    Ok(Running { says, processes: Vec::new(), _server: Box::new(mastodon) })
}

fn mock() -> Result<Running, Trouble> {
    let mock = Mock::start()?;
    let says = vec![mock.url(), format!("ana  token {}", Mock::ANA), format!("bo  token {}", Mock::BO)];
    Ok(Running { says, processes: mock.processes(), _server: Box::new(mock) })
}

fn bluesky(bluesky: Bluesky) -> Result<Running, Trouble> {
    let mut says = vec![format!("{}  (identities: {})", bluesky.url(), bluesky.directory())];
    says.extend(bluesky.appview().map(|url| format!("{url}  (threads and notifications)")));
    for name in ["ana", "ben"] {
        let who = bluesky.person(name)?;
        says.push(format!("{}  {}  password {}  for apps {}", who.handle, who.did, who.password, who.app_password));
    }
    Ok(Running { says, processes: bluesky.processes(), _server: Box::new(bluesky) })
}
