//! Gets the servers onto this machine, each only once: Debian's packages, npm's and PyPI's, by their ordinary clients.

use crate::{Trouble, debian, places};

/// Gets what the named servers need and is not here yet; all, where none is named.
///
/// # Errors
/// Where a registry or a client is missing.
pub fn fetch(names: &[&str]) -> Result<(), Trouble> {
    let wanted = |name: &str| names.is_empty() || names.contains(&name);
    if wanted("snac") {
        snac()?;
    }
    Ok(())
}

fn snac() -> Result<(), Trouble> {
    if places::find("snac", &[debian::root().join("usr/bin")]).is_some() {
        return Ok(());
    }
    println!("Fetching snac2.");
    if debian::release() == "bookworm" {
        debian::fetch(&["libcurl4", "libssl3"])?;
        return debian::fetch_newer("snac2");
    }
    debian::fetch(&["snac2"])
}
