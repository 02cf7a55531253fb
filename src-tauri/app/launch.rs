//! How the app is started: by hand, with the session, or with archives to import.

use crate::draft::LogDraft;
use crate::ipc::UserError;
use crate::wake::Wake;
use std::path::{Path, PathBuf};
use std::sync::mpsc::Sender;
use tauri::RunEvent;

/// What a start of the app asks for. A second start hands this to the app that runs already.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Launch {
    /// Archives to offer for import.
    pub archives: Vec<PathBuf>,
    /// Whether to stay in the tray: the session started the app, not the person.
    pub hidden: bool,
    /// Whether to end the app that runs.
    pub quit: bool,
    /// What the small window for one log is to begin with, where it is wanted.
    pub log: Option<LogDraft>,
}

impl Launch {
    /// The launch of a second start, from its arguments and working folder. Arguments that are none of a launch's
    /// (the second start has checked them) open the window, nothing more.
    pub fn second(args: Vec<String>, folder: String) -> Self {
        let mut launch = crate::cli::launch(args).unwrap_or_default();
        launch.archives = launch.archives.iter().map(|path| Path::new(&folder).join(path)).collect();
        launch
    }
}

/// A `chime-in:` link that macOS hands to the app that runs; elsewhere links come as arguments of a second start.
#[cfg_attr(not(target_os = "macos"), expect(unused_variables, reason = "only macOS sends such an event"))]
pub fn opened(event: &RunEvent, wakes: &Sender<Wake>) {
    #[cfg(target_os = "macos")]
    if let RunEvent::Opened { urls } = event {
        for url in urls {
            let launch = Launch { log: LogDraft::of_link(url.as_str()), ..Launch::default() };
            let _ = wakes.send(Wake::Launched(launch));
        }
    }
}

/// Whether there is a display to open a window on; otherwise what to say.
///
/// GTK ends the process where there is none, so this is asked first.
pub fn display() -> Result<(), UserError> {
    let named = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    if cfg!(target_os = "linux") && !named("DISPLAY") && !named("WAYLAND_DISPLAY") {
        return Err(UserError::new("launch.no-display", |message| message));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_second_launch_names_its_archives_from_its_own_folder() {
        let args = ["chime-in", "archive.zip", "/tmp/other.zip"].map(String::from).to_vec();
        let launch = Launch::second(args, "/home/ana".into());
        assert_eq!(launch.archives, [Path::new("/home/ana/archive.zip"), Path::new("/tmp/other.zip")]);
        assert!(!launch.hidden);
    }

    #[test]
    fn a_second_launch_can_ask_for_the_window_for_one_log() {
        let second = |args: &[&str]| {
            let args = std::iter::once("chime-in").chain(args.iter().copied()).map(String::from).collect();
            Launch::second(args, "/home/ana".into())
        };
        let asks = |draft| Launch { log: Some(draft), ..Launch::default() };
        assert_eq!(second(&["--log"]), asks(LogDraft::default()));
        assert_eq!(second(&["log"]), asks(LogDraft::default()));
        let link = "https://x.com/ana/status/20";
        let linked = LogDraft { link: Some(link.into()), ..LogDraft::default() };
        assert_eq!(second(&["log", "--link", link]), asks(linked));
        let ana = LogDraft { who: Some("Ana".into()), outside: true, ..LogDraft::default() };
        assert_eq!(second(&["chime-in://log?who=Ana"]), asks(ana));
        assert_eq!(second(&["chime-in://forget?who=Ana"]), Launch::default(), "and nothing else by a link");
    }

    #[test]
    fn a_second_launch_that_makes_no_sense_opens_the_window() {
        let args = ["chime-in", "--no-such-thing"].map(String::from).to_vec();
        assert_eq!(Launch::second(args, "/".into()), Launch::default());
    }
}
