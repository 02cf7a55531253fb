//! Gets the servers onto this machine, each only once: Debian's packages, npm's and PyPI's, by their ordinary clients.

use crate::debian::{self, run};
use crate::{Trouble, bluesky, mock, places, snac};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Gets one server.
type Get = fn() -> Result<(), Trouble>;

/// Gets what the named servers need and is not here yet; all, where none is named. One that can't be had does not keep
/// the others away.
///
/// # Errors
/// Where a registry or a client is missing: one sentence for each.
pub fn fetch(names: &[&str]) -> Result<(), Trouble> {
    let wanted = |of: &[&str]| names.is_empty() || names.iter().any(|name| of.contains(name));
    let all: [(&[&str], Get); 4] = [
        (&["snac"], snac),
        (&["mock"], python_packages),
        (&["bluesky", "appview"], node_packages),
        (&["appview"], stores),
    ];
    let missing: Vec<String> = all
        .into_iter()
        .filter(|(of, _)| wanted(of))
        .filter_map(|(of, get)| get().err().map(|why| format!("{} can't be fetched: {why}", of[0])))
        .collect();
    if missing.is_empty() { Ok(()) } else { Err(Trouble::Absent(missing.join("\n"))) }
}

fn snac() -> Result<(), Trouble> {
    if snac::binary().is_ok() {
        return Ok(());
    }
    println!("Fetching snac2.");
    if debian::release() == "bookworm" {
        debian::fetch(&["libcurl4", "libssl3"])?;
        return debian::fetch_newer("snac2");
    }
    debian::fetch(&["snac2"])
}

fn stores() -> Result<(), Trouble> {
    let missing: Vec<&str> = [("postgresql", bluesky::has_postgres()), ("redis-server", bluesky::has_redis())]
        .into_iter()
        .filter_map(|(package, is_here)| (!is_here).then_some(package))
        .collect();
    if missing.is_empty() {
        return Ok(());
    }
    println!("Fetching {}.", missing.join(" and "));
    debian::fetch(&missing)
}

fn node_packages() -> Result<(), Trouble> {
    let (list, lock) = ("package.json", "package-lock.json");
    let folder = bluesky::packages();
    once(&places::package().join("bluesky"), &folder, &[list, lock], || {
        println!("Fetching Bluesky's servers; one of their packages is compiled, which takes minutes.");
        let npm = if cfg!(windows) { "npm.cmd" } else { "npm" };
        let mut npm = Command::new(npm);
        if let Some(node) = headers() {
            npm.env("npm_config_nodedir", node);
        }
        run(npm.current_dir(&folder).args(["ci", "--no-audit", "--no-fund"]))
    })
}

/// Where the Node that is here has its headers, for the package that is compiled; `None` where they have to be fetched.
fn headers() -> Option<PathBuf> {
    let node = Command::new("node").args(["--print", "process.execPath"]).output().ok()?;
    let folder = PathBuf::from(String::from_utf8(node.stdout).ok()?.trim()).parent()?.parent()?.to_owned();
    folder.join("include/node/node.h").exists().then_some(folder)
}

fn python_packages() -> Result<(), Trouble> {
    let (list, folder) = ("requirements.txt", mock::packages());
    once(&places::package().join("mock"), &folder, &[list], || {
        println!("Fetching the mock of Mastodon.");
        run(Command::new("python3").args(["-m", "venv", "--clear"]).arg(folder.join("venv")))?;
        let mut pip = Command::new(folder.join("venv/bin/pip"));
        run(pip.args(["install", "--quiet", "--disable-pip-version-check", "--requirement"]).arg(folder.join(list)))
    })
}

/// Does `work` in a folder that has copies of these lists, unless it was done there with the same ones before.
fn once(from: &Path, to: &Path, lists: &[&str], work: impl FnOnce() -> Result<(), Trouble>) -> Result<(), Trouble> {
    let done = to.join("done");
    let wanted = lists.iter().map(|list| fs::read(from.join(list))).collect::<Result<Vec<_>, _>>();
    let wanted = wanted.map_err(|error| Trouble::Broken(format!("{}: {error}", from.display())))?.concat();
    if fs::read(&done).is_ok_and(|before| before == wanted) {
        return Ok(());
    }
    let failed = |error: std::io::Error| Trouble::Broken(format!("{}: {error}", to.display()));
    fs::create_dir_all(to).map_err(failed)?;
    for list in lists {
        fs::copy(from.join(list), to.join(list)).map_err(failed)?;
    }
    work()?;
    fs::write(done, wanted).map_err(failed)
}
