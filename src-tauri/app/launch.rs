//! How the app is started: by hand, with the session, or with archives to import.

use crate::ipc::UserError;
use std::path::{Path, PathBuf};

/// What a start of the app asks for. A second start hands this to the app that runs already.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Launch {
    /// Archives to offer for import.
    pub archives: Vec<PathBuf>,
    /// Whether to stay in the tray: the session started the app, not the person.
    pub hidden: bool,
    /// Whether to end the app that runs.
    pub quit: bool,
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
    fn a_second_launch_that_makes_no_sense_opens_the_window() {
        let args = ["chime-in", "--no-such-thing"].map(String::from).to_vec();
        assert_eq!(Launch::second(args, "/".into()), Launch::default());
    }
}
