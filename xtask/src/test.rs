//! `cargo xtask test`: everything that can be tested here, and a summary; `cargo xtask check`: the quick part of it.

use crate::{house, packages, peers, shell, ui};
use anyhow::{Result, bail};
use std::process::Command;
use std::time::{Duration, Instant};

/// One thing that is tested: what it is called, and the commands that must succeed.
struct Step {
    name: &'static str,
    commands: Vec<Command>,
}

/// Installs what the tests need and runs every one, even after a failure; then says which failed.
///
/// # Errors
/// Where something is missing and can't be installed, or a step failed.
pub(crate) fn everything() -> Result<()> {
    packages::ensure(packages::BUILD)?;
    packages::ensure(packages::SCREEN)?;
    packages::ensure(packages::TESTS)?;
    packages::ensure(packages::PEERS)?;
    ui::build()?;
    let mut steps = vec![formatting(), lints(), pages(&["lint", "check", "test"])];
    steps.push(Step { name: "peers", commands: vec![peers::get()] });
    steps.extend(tests());
    steps.push(Step { name: "pages in a browser", commands: vec![npm("e2e")] });
    all(steps)
}

/// Formatting, lints and the tests of the rooms without a window.
///
/// # Errors
/// Where something is missing and can't be installed, or a step failed.
pub(crate) fn quick() -> Result<()> {
    packages::ensure(packages::BUILD)?;
    ui::build()?;
    let rooms = ["--package", "coach", "--package", "feeds", "--package", "engine", "--package", "xtask"];
    let rooms = cargo(&[&["test"], &rooms[..]].concat());
    all(vec![formatting(), lints(), pages(&["check"]), Step { name: "rooms", commands: vec![rooms] }])
}

fn formatting() -> Step {
    Step { name: "formatting", commands: vec![cargo(&["fmt", "--all", "--check"])] }
}

fn lints() -> Step {
    let clippy = ["clippy", "--workspace", "--all-targets", "--features", "story", "--", "--deny", "warnings"];
    Step { name: "lints", commands: vec![cargo(&clippy)] }
}

fn pages(scripts: &[&str]) -> Step {
    Step { name: "pages", commands: scripts.iter().map(|script| npm(script)).collect() }
}

/// All with the features of the stories, so that the app is built once.
fn tests() -> Vec<Step> {
    if !shell::succeeds("cargo", &["nextest", "--version"]) {
        let all = cargo(&["test", "--no-fail-fast", "--workspace", "--features", "story"]);
        return vec![Step { name: "tests and stories", commands: vec![all] }];
    }
    let nextest = |filter| {
        let run = ["nextest", "run", "--no-fail-fast", "--workspace", "--features", "story", "--filterset", filter];
        vec![cargo(&run)]
    };
    let examples = cargo(&["test", "--doc", "--workspace", "--features", "story"]);
    vec![
        Step { name: "tests", commands: nextest("not binary(stories)") },
        Step { name: "examples in the documentation", commands: vec![examples] },
        Step { name: "stories", commands: nextest("binary(stories)") },
    ]
}

fn all(steps: Vec<Step>) -> Result<()> {
    let mut results: Vec<(&str, Duration, Option<String>)> = Vec::new();
    for step in steps {
        println!("\n── {} ──", step.name);
        let begun = Instant::now();
        let failure = step.commands.into_iter().find_map(|mut command| shell::run(&mut command).err());
        results.push((step.name, begun.elapsed(), failure.map(|error| error.to_string())));
    }
    println!();
    for (name, took, failure) in &results {
        let seconds = took.as_secs();
        match failure {
            None => println!("passed  {name} ({seconds} s)"),
            Some(why) => println!("FAILED  {name} ({seconds} s): {why}"),
        }
    }
    let failed: Vec<&str> = results.iter().filter(|(.., failure)| failure.is_some()).map(|(name, ..)| *name).collect();
    if !failed.is_empty() {
        bail!("{} of {} failed: {}", failed.len(), results.len(), failed.join(", "));
    }
    println!("\nAll {} passed.", results.len());
    Ok(())
}

fn cargo(args: &[&str]) -> Command {
    let mut cargo = house::cargo();
    cargo.args(args);
    cargo
}

fn npm(script: &str) -> Command {
    let mut npm = shell::npm();
    npm.args(["run", script]);
    npm
}
