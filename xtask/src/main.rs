//! Run, test, check and measure Chime In, the same on every system.

mod house;
mod packages;
mod peers;
mod run;
mod shell;
mod test;
mod ui;

use anyhow::{Result, bail};
use std::process::ExitCode;

const HELP: &str = "\
cargo xtask <command>

  run [--release] [-- ARGS]  install what is missing, build, open the window (ARGS: use the command line instead)
  test                       install what the tests need, then run all of them
  check                      formatting, lints and unit tests only: the quick round while working
  bench [--quick] [NAMES]    measure: import, kinds, sync, today, review, views, whom, app (start, memory, idle)
  eval [ARGS]                score the judgements against labelled posts
  icons                      draw every icon anew from its SVG
  peers [--get] [NAMES]      start other people's servers on this machine: snac, mastodon, mock, bluesky, appview
                             (--get: only fetch them; --posts=N: so long a history in mastodon)";

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    match command(&args) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("\nxtask: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn command(args: &[String]) -> Result<()> {
    let (name, rest) = args.split_first().map_or(("help", &[][..]), |(name, rest)| (name.as_str(), rest));
    match name {
        "run" => run::run(rest),
        "test" => test::everything(),
        "check" => test::quick(),
        "bench" => measure("bench", rest),
        "eval" => measure("eval", rest),
        "icons" => shell::run(house::cargo().args(["run", "--package", "icons"])),
        "peers" => peers::run(rest),
        "help" | "--help" | "-h" => {
            println!("{HELP}");
            Ok(())
        }
        other => bail!("there is no command `{other}`\n\n{HELP}"),
    }
}

/// Runs one of the measuring programs of the workspace, built as it would be given to people.
fn measure(package: &str, args: &[String]) -> Result<()> {
    packages::ensure(packages::BUILD)?;
    ui::build()?;
    // Only the bench `app` needs the app; where no bench is named, it is among them.
    let asks_how = args.iter().any(|arg| matches!(arg.as_str(), "--help" | "-h"));
    let names_none = args.iter().all(|arg| arg.starts_with("--"));
    if package == "bench" && !asks_how && (names_none || args.iter().any(|arg| arg == "app")) {
        packages::ensure(packages::SCREEN)?;
        shell::run(house::cargo().args(["build", "--release", "--package", "chime-in", "--package", "empty-app"]))?;
    }
    shell::run(house::cargo().args(["run", "--release", "--package", package, "--"]).args(args))
}
