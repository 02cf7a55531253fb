//! The command line, in this home.

use super::{Desk, app::APP};
use serde_json::Value;
use std::process::{Command, Stdio};

/// What a command printed, and how it ended.
#[derive(Debug)]
pub struct Answer {
    pub out: String,
    pub err: String,
    pub code: Option<i32>,
}

impl Desk {
    /// Runs the command line on this desk.
    pub fn cli(&self, args: &[&str]) -> Answer {
        let mut command = Command::new(APP);
        self.lend(&mut command);
        Answer::of(command.args(args))
    }

    /// Runs the command line in this home, but where there is neither display nor session bus.
    pub fn cli_without_desktop(&self, args: &[&str]) -> Answer {
        let mut command = Command::new(APP);
        self.home.lend(&mut command);
        Answer::of(command.env("CHIME_IN_NOW", self.clock.file()).args(args))
    }

    /// The word in the ledger under this setting.
    pub fn setting(&self, name: &str) -> String {
        let ledger = rusqlite::Connection::open(self.ledger()).unwrap();
        let value = ledger.query_row("SELECT value FROM setting WHERE name = ?1", [name], |row| row.get(0));
        value.unwrap_or_default()
    }

    /// Runs the command line, which must succeed, and reads its JSON.
    pub fn json(&self, args: &[&str]) -> Value {
        let answer = self.cli(&[args, &["--json"]].concat());
        assert_eq!(answer.code, Some(0), "{args:?}: {answer:?}");
        serde_json::from_str(&answer.out).unwrap_or_else(|error| panic!("{args:?}: {error}: {}", answer.out))
    }
}

impl Answer {
    pub fn of(command: &mut Command) -> Self {
        let output = command.stdin(Stdio::null()).output().unwrap();
        let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).expect("the command line speaks UTF-8");
        Self { out: text(&output.stdout), err: text(&output.stderr), code: output.status.code() }
    }
}
