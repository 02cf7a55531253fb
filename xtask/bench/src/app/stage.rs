//! A desktop and a home for one app, kept over all its runs.

use anyhow::{Context, Result, anyhow, bail};
use desktop::{Child, Desktop, Home};
use std::path::PathBuf;
use std::process::Command;

/// Where one app is run.
pub(super) struct Stage {
    pub desktop: Desktop,
    home: Home,
    program: PathBuf,
    to_tray: &'static str,
}

impl Stage {
    /// Sets a stage for a program that was built beside this one.
    pub(super) fn set(program: &str, to_tray: &'static str) -> Result<Self> {
        let beside = std::env::current_exe()?.with_file_name(program);
        if !beside.exists() {
            bail!("{} was not built; `cargo xtask bench` builds it", beside.display());
        }
        let home = Home::new().context("a folder for temporary files")?;
        let desktop = Desktop::start(&home.folder("desktop")?).map_err(|why| anyhow!(why))?;
        Ok(Self { desktop, home, program: beside, to_tray })
    }

    /// Starts the program, with its window or in the tray.
    pub(super) fn open(&self, in_tray: bool) -> Result<Child> {
        let mut command = Command::new(&self.program);
        self.home.lend(&mut command);
        self.desktop.lend(&mut command);
        command.args(in_tray.then_some(self.to_tray)).stdout(self.home.log("out")?).stderr(self.home.log("err")?);
        Child::start(&mut command).map_err(|why| anyhow!(why))
    }
}
