//! The app, running.

use super::{Desk, Window, eventually, links};
use desktop::Child;
use std::net::TcpListener;
use std::process::{Command, ExitStatus};
use std::time::Duration;

/// One running app; ended when it is dropped.
pub struct App<'a> {
    desk: &'a Desk,
    child: Child,
    inspector: u16,
}

/// The app as it was built for stories.
pub const APP: &str = env!("CARGO_BIN_EXE_chime-in");

impl Desk {
    /// Opens the app as a click on its icon does.
    pub fn open(&self) -> App<'_> {
        self.start(&[])
    }

    /// Starts the app with arguments.
    pub fn start(&self, args: &[&str]) -> App<'_> {
        self.start_in(self, args)
    }

    /// Starts the app on this desktop, but in the home and by the clock of another desk.
    pub fn start_in<'a>(&'a self, home: &Desk, args: &[&str]) -> App<'a> {
        self.start_with(home, args, |_| {})
    }

    /// Opens the app where somebody reads the screen aloud.
    pub fn open_to_be_read(&self) -> App<'_> {
        self.start_with(self, &[], |command| _ = command.env_remove("NO_AT_BRIDGE"))
    }

    fn start_with<'a>(&'a self, home: &Desk, args: &[&str], more: impl FnOnce(&mut Command)) -> App<'a> {
        let inspector = free_port();
        let mut command = Command::new(APP);
        home.lend(&mut command);
        self.desktop.lend(&mut command);
        links::lend(&home.home.path("bin"), &mut command);
        command
            .args(args)
            .env("TAURI_WEBVIEW_AUTOMATION", "true")
            .env("WEBKIT_INSPECTOR_SERVER", format!("127.0.0.1:{inspector}"))
            .stdin(std::process::Stdio::null())
            .stdout(self.home.log("app").unwrap())
            .stderr(self.home.log("app").unwrap());
        more(&mut command);
        App { desk: self, child: Child::start(&mut command).unwrap(), inspector }
    }

    /// Makes a program live at this desk.
    pub fn lend(&self, command: &mut Command) {
        self.home.lend(command);
        self.desktop.lend(command);
        links::lend(&self.home.path("bin"), command);
        command.env("CHIME_IN_NOW", self.clock.file());
    }
}

impl App<'_> {
    /// The window, once it is there, driven as a person would.
    pub fn window(&self) -> Window {
        Window::attach(self.desk, self.inspector)
    }

    /// Ends it as a power cut would.
    pub fn kill(mut self) {
        self.child.kill();
    }

    /// How it ended by itself.
    pub fn end(mut self) -> ExitStatus {
        eventually("the app has ended", || self.child.ended())
    }

    /// Whether it still runs a moment later.
    pub fn goes_on(&mut self) -> bool {
        self.child.wait(Duration::from_millis(800)).is_none()
    }

    /// Its process id.
    pub fn id(&self) -> u32 {
        self.child.id()
    }

    /// Web views that it has now: WebKit runs each page in a process of its own.
    pub fn web_views(&self) -> usize {
        processes().filter(|(_, parent, name)| *parent == self.id() && name.starts_with("WebKitWeb")).count()
    }
}

impl Drop for App<'_> {
    fn drop(&mut self) {
        if std::thread::panicking() {
            self.desk.keep_picture();
        }
    }
}

/// Every process: id, parent, name (`/proc/PID/stat`, proc(5)).
fn processes() -> impl Iterator<Item = (u32, u32, String)> {
    std::fs::read_dir("/proc").unwrap().flatten().filter_map(|entry| {
        let id = entry.file_name().to_str()?.parse().ok()?;
        let stat = std::fs::read_to_string(entry.path().join("stat")).ok()?;
        let (before, after) = stat.rsplit_once(") ")?;
        let name = before.split_once('(')?.1.to_owned();
        let parent = after.split_whitespace().nth(1)?.parse().ok()?;
        Some((id, parent, name))
    })
}

/// A port that was free a moment ago.
pub fn free_port() -> u16 {
    TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port()
}
