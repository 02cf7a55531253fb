//! A virtual screen whose pixels are read from its own memory: no other program is needed for a picture of it.

use crate::{Child, Picture};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

/// What has not moved for so long is taken to be finished.
const STILL: Duration = Duration::from_secs(4);

/// A running X server without hardware; ends when it is dropped.
#[derive(Debug)]
pub struct Screen {
    _server: Child,
    name: String,
    memory: PathBuf,
}

impl Screen {
    /// Starts a screen of 1280 × 900 pixels on the first display number that is free.
    ///
    /// # Errors
    /// Where Xvfb is missing or does not start.
    pub fn start(scratch: &Path) -> Result<Self, String> {
        let (server, number) = Child::start_and_hear(
            Command::new("Xvfb")
                .args(["-displayfd", "1", "-screen", "0", "1280x900x24", "-br", "-noreset", "-nolisten", "tcp"])
                .arg("-fbdir")
                .arg(scratch),
        )?;
        Ok(Self { _server: server, name: format!(":{number}"), memory: scratch.join("Xvfb_screen0") })
    }

    /// What `DISPLAY` has to be.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// What is on the screen now.
    ///
    /// # Errors
    /// Where the server's memory cannot be read.
    pub fn picture(&self) -> Result<Picture, String> {
        let bytes = std::fs::read(&self.memory)
            .map_err(|error| format!("the virtual screen's memory could not be read: {error}"))?;
        Picture::from_xwd(&bytes).ok_or_else(|| "the virtual screen's memory is not what was expected".to_owned())
    }

    /// The screen, cut to what is drawn, once it shows something and has been still for four seconds: a busy
    /// machine may take that long between the frame of a window and what is in it.
    ///
    /// # Errors
    /// Where that has not come about within `limit`; or `gone` says why nothing will come any more.
    pub fn settled(&self, limit: Duration, mut gone: impl FnMut() -> Option<String>) -> Result<Picture, String> {
        let begun = Instant::now();
        let mut last = self.picture()?;
        let mut still_since = Instant::now();
        loop {
            if let Some(why) = gone() {
                return Err(why);
            }
            std::thread::sleep(Duration::from_millis(100));
            let now = self.picture()?;
            if now != last {
                last = now;
                still_since = Instant::now();
            } else if still_since.elapsed() > STILL
                && let Some(window) = last.drawn()
            {
                return Ok(window);
            }
            if begun.elapsed() > limit {
                return Err(format!("the window showed nothing within {} seconds", limit.as_secs()));
            }
        }
    }
}
