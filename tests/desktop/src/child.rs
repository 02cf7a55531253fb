//! A program that does not outlive whoever started it.

use std::io::{BufRead, BufReader, Read};
use std::process::{Command, ExitStatus, Stdio};
use std::time::{Duration, Instant};

/// A started program, ended by its id when this is dropped.
#[derive(Debug)]
pub struct Child(std::process::Child);

impl Child {
    /// Starts a program.
    ///
    /// # Errors
    /// One sentence naming the program and why it did not start.
    pub fn start(command: &mut Command) -> Result<Self, String> {
        let name = command.get_program().to_string_lossy().into_owned();
        command.spawn().map(Self).map_err(|error| format!("{name} did not start: {error}"))
    }

    /// Starts a program and waits for the first line it prints, by which it says that it is ready.
    ///
    /// # Errors
    /// Where it does not start, or ends before it has said anything; with what it wrote to its error output.
    pub fn start_and_hear(command: &mut Command) -> Result<(Self, String), String> {
        let name = command.get_program().to_string_lossy().into_owned();
        let mut child = Self::start(command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped()))?;
        let mut said = String::new();
        if let Some(out) = child.0.stdout.take() {
            let _ = BufReader::new(out).read_line(&mut said);
        }
        let said = said.trim().to_owned();
        if said.is_empty() {
            let _ = child.0.kill();
            let mut complaint = String::new();
            if let Some(mut err) = child.0.stderr.take() {
                let _ = err.read_to_string(&mut complaint);
            }
            return Err(format!("{name} ended before it was ready: {}", complaint.trim()));
        }
        Ok((child, said))
    }

    /// Its process id.
    pub fn id(&self) -> u32 {
        self.0.id()
    }

    /// How it ended, where it has ended.
    pub fn ended(&mut self) -> Option<ExitStatus> {
        self.0.try_wait().ok().flatten()
    }

    /// How it ended, waiting at most `limit`; `None` where it still runs then.
    pub fn wait(&mut self, limit: Duration) -> Option<ExitStatus> {
        let begun = Instant::now();
        loop {
            if let Some(status) = self.ended() {
                return Some(status);
            }
            if begun.elapsed() > limit {
                return None;
            }
            std::thread::sleep(Duration::from_millis(20));
        }
    }

    /// Ends it at once, as a power cut would.
    pub fn kill(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

impl Drop for Child {
    fn drop(&mut self) {
        self.kill();
    }
}
