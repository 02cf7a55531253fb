//! `cargo xtask peers`: other people's servers on this machine, to try live sources with.

#[cfg(not(unix))]
use crate::shell;
use crate::{house, packages};
use anyhow::Result;
use std::process::Command;

/// Gets what is missing, starts the named servers (all, where none is named), and ends them at Ctrl-C.
///
/// # Errors
/// Where a server can't be got or does not start.
pub(crate) fn run(names: &[String]) -> Result<()> {
    packages::ensure(packages::BUILD)?;
    packages::ensure(packages::PEERS)?;
    packages::ensure_node()?;
    let mut peers = peers();
    peers.args(names);
    // In the place of this program, so that Ctrl-C reaches the servers' own and nobody waits for the prompt.
    #[cfg(unix)]
    return Err(std::os::unix::process::CommandExt::exec(&mut peers).into());
    #[cfg(not(unix))]
    shell::run(&mut peers)
}

/// Gets what is missing, and starts nothing.
pub(crate) fn get() -> Command {
    let mut get = peers();
    get.arg("--get");
    get
}

fn peers() -> Command {
    let mut peers = house::cargo();
    peers.args(["run", "--quiet", "--package", "peers", "--"]);
    peers
}
