//! `cargo xtask run`: from a clone to the open window.

use crate::{house, packages, shell, ui};
use anyhow::{Context, Result, anyhow, bail};
use desktop::{Child, Desktop};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

/// How long the window may take to show something, on a slow machine, for the first time.
const PATIENCE: Duration = Duration::from_secs(90);

/// Installs what is missing, builds, and opens the window; with arguments runs the command line instead.
///
/// # Errors
/// Where something is missing and can't be installed, does not build, or shows nothing.
pub(crate) fn run(args: &[String]) -> Result<()> {
    let (own, for_app) = match args.iter().position(|arg| arg == "--") {
        Some(at) => (&args[..at], &args[at + 1..]),
        None => (args, &[][..]),
    };
    let release = match own {
        [] => false,
        [flag] if flag == "--release" => true,
        _ => bail!("`run` knows only --release; what is meant for the app goes after `--`"),
    };
    packages::ensure(packages::BUILD)?;
    ui::build()?;
    let mut build = house::cargo();
    build.args(["build", "--package", "chime-in"]);
    if release {
        build.arg("--release");
    }
    shell::run(&mut build)?;
    let app = binary(release);
    if !for_app.is_empty() || has_display() {
        return shell::run(Command::new(&app).args(for_app));
    }
    picture(&app)
}

/// Where the app was built to.
fn binary(release: bool) -> PathBuf {
    let folder = house::target().join(if release { "release" } else { "debug" });
    folder.join(format!("chime-in{}", std::env::consts::EXE_SUFFIX))
}

fn has_display() -> bool {
    !cfg!(target_os = "linux")
        || ["DISPLAY", "WAYLAND_DISPLAY"]
            .iter()
            .any(|name| std::env::var_os(name).is_some_and(|value| !value.is_empty()))
}

/// Opens the window where nobody can see it, and leaves a picture of it.
fn picture(app: &Path) -> Result<()> {
    println!("There is no display here: opening the window on a virtual one, to take its picture.");
    packages::ensure(packages::SCREEN)?;
    let scratch = desktop::Home::new().context("the virtual display needs a folder for temporary files")?;
    let taken = open_and_look(app, &scratch.folder("screen")?)?;
    let path = house::target().join("chime-in.png");
    taken.save(&path).map_err(|why| anyhow!(why))?;
    println!("Screenshot: {}", path.display());
    println!("The app was ended with its virtual display. Its command line needs none: cargo xtask run -- status");
    Ok(())
}

fn open_and_look(app: &Path, scratch: &Path) -> Result<desktop::Picture> {
    let desktop = Desktop::start(scratch).map_err(|why| anyhow!(why))?;
    let mut command = Command::new(app);
    desktop.lend(&mut command);
    let mut running = Child::start(&mut command).map_err(|why| anyhow!(why))?;
    let gone = || running.ended().map(|status| format!("the app ended before it showed anything ({status})"));
    desktop.screen.settled(PATIENCE, gone).map_err(|why| anyhow!(why))
}
