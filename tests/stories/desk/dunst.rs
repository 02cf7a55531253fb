//! A real notification daemon, its buttons pressed through its own menu.

use super::{Desk, eventually};
use desktop::Child;
use std::path::PathBuf;
use std::process::Command;

/// A running dunst; ended when it is dropped.
pub struct Dunst<'a> {
    desk: &'a Desk,
    _daemon: Child,
    choice: PathBuf,
}

impl<'a> Dunst<'a> {
    pub fn start(desk: &'a Desk) -> Self {
        let folder = desk.home.folder("dunst").unwrap();
        let (config, choice, menu) = (folder.join("dunstrc"), folder.join("choice"), folder.join("menu"));
        // dunst hands its entries to a menu program and reads from it the one that the person chose.
        std::fs::write(&menu, format!("grep -m1 -F -f '{}'\n", choice.display())).unwrap();
        std::fs::write(&config, format!("[global]\ndmenu = /bin/sh {}\n{TIMEOUTS}", menu.display())).unwrap();
        let mut command = Command::new("dunst");
        desk.lend(&mut command);
        command
            .arg("-conf")
            .arg(&config)
            .stdout(desk.home.log("dunst").unwrap())
            .stderr(desk.home.log("dunst").unwrap());
        let dunst = Self { desk, _daemon: Child::start(&mut command).unwrap(), choice };
        eventually("dunst is there", || dunst.control(&["is-paused"]));
        dunst
    }

    /// How many notifications are on the screen.
    pub fn showing(&self) -> usize {
        self.control(&["count", "displayed"]).and_then(|count| count.trim().parse().ok()).unwrap_or(0)
    }

    /// Presses a button of the latest notification.
    pub fn press(&self, button: &str) {
        std::fs::write(&self.choice, button).unwrap();
        self.control(&["context"]).expect("dunst opens its menu");
    }

    /// Clicks the latest notification itself.
    pub fn click(&self) {
        self.control(&["action", "0"]).expect("dunst does what a click does");
    }

    /// Asks it not to disturb, or no longer.
    pub fn pause(&self, paused: bool) {
        self.control(&["set-paused", if paused { "true" } else { "false" }]).expect("dunst takes it");
    }

    fn control(&self, args: &[&str]) -> Option<String> {
        let mut command = Command::new("dunstctl");
        self.desk.lend(&mut command);
        let output = command.args(args).output().ok()?;
        output.status.success().then(|| String::from_utf8_lossy(&output.stdout).into_owned())
    }
}

/// Nothing goes away by itself.
const TIMEOUTS: &str = "\
history_length = 100
[urgency_low]
timeout = 0
[urgency_normal]
timeout = 0
[urgency_critical]
timeout = 0
";
