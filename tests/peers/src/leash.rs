//! A server that is ended whatever becomes of the program that started it.

use crate::Trouble;
use std::ffi::OsStr;
use std::io::{BufRead, BufReader};
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::mpsc;
use std::time::{Duration, Instant};

/// Runs the rest of its arguments and ends them as soon as nobody holds the other end of its input: a kernel closes that
/// end for a program that was killed, too. Asks first; whoever has not gone after a second is ended.
const SCRIPT: &str = r#"
exec 3<&0
"$@" </dev/null 3<&- &
server=$!
(
  exec >/dev/null 2>&1
  read -r _ <&3
  kill -TERM "$server"
  n=0
  while [ "$n" -lt 20 ] && kill -0 "$server"; do n=$((n + 1)); sleep 0.05; done
  kill -KILL "$server"
) &
watch=$!
wait "$server"
code=$?
kill -KILL "$watch" 2>/dev/null
exit "$code"
"#;

/// How long the shell may take from the end of its input to its own end.
const FAREWELL: Duration = Duration::from_secs(6);

/// A running server; ended when this is dropped, and when the program that holds it ends in any way.
#[derive(Debug)]
pub(crate) struct Leash {
    shell: Child,
    hand: Option<ChildStdin>,
}

/// A program to be started on a leash; arguments and surroundings are added as to any other.
pub(crate) fn command(program: impl AsRef<OsStr>) -> Command {
    let mut command = Command::new("sh");
    command.args(["-c", SCRIPT, "leash"]).arg(program);
    // Ctrl-C is for the one who holds the leash.
    #[cfg(unix)]
    std::os::unix::process::CommandExt::process_group(&mut command, 0);
    command
}

impl Leash {
    /// Starts what [`command`] made.
    pub(crate) fn start(command: &mut Command) -> Result<Self, Trouble> {
        let mut shell = command
            .stdin(Stdio::piped())
            .spawn()
            .map_err(|error| Trouble::Broken(format!("a shell to start a server with did not start: {error}")))?;
        let hand = shell.stdin.take();
        Ok(Self { shell, hand })
    }

    /// Starts it and waits for the first line it prints that begins with `{`. What else it prints is thrown away.
    pub(crate) fn start_and_hear(command: &mut Command, limit: Duration) -> Result<(Self, String), Trouble> {
        let mut leash = Self::start(command.stdout(Stdio::piped()))?;
        let (tell, told) = mpsc::channel();
        if let Some(out) = leash.shell.stdout.take() {
            // Reads on to the end, so that the server never waits for a reader.
            std::thread::spawn(move || {
                for line in BufReader::new(out).lines().map_while(Result::ok) {
                    if line.starts_with('{') {
                        let _ = tell.send(line);
                    }
                }
            });
        }
        match told.recv_timeout(limit) {
            Ok(line) => Ok((leash, line)),
            Err(mpsc::RecvTimeoutError::Disconnected) => Err(Trouble::Broken("it ended before it was ready".into())),
            Err(mpsc::RecvTimeoutError::Timeout) => {
                Err(Trouble::Broken(format!("it was not ready after {} seconds", limit.as_secs())))
            }
        }
    }

    /// Waits until `ready`, at most `limit`.
    pub(crate) fn wait_until(&mut self, limit: Duration, ready: impl Fn() -> bool) -> Result<(), Trouble> {
        let begun = Instant::now();
        while !ready() {
            if let Ok(Some(status)) = self.shell.try_wait() {
                return Err(Trouble::Broken(format!("it ended before it was ready ({status})")));
            }
            if begun.elapsed() > limit {
                return Err(Trouble::Broken(format!("it was not ready after {} seconds", limit.as_secs())));
            }
            std::thread::sleep(Duration::from_millis(20));
        }
        Ok(())
    }

    /// The ids of the server and of what it started, without the shell that holds it.
    pub(crate) fn processes(&self) -> Vec<u32> {
        crate::process::children(self.shell.id())
            .into_iter()
            .filter(|id| !crate::process::is_shell(*id))
            .flat_map(crate::process::family)
            .collect()
    }
}

impl Drop for Leash {
    fn drop(&mut self) {
        self.hand = None;
        let begun = Instant::now();
        while begun.elapsed() < FAREWELL {
            if !matches!(self.shell.try_wait(), Ok(None)) {
                return;
            }
            std::thread::sleep(Duration::from_millis(5));
        }
        let _ = self.shell.kill();
        let _ = self.shell.wait();
    }
}
