//! mastodon_mock: somebody else's stand-in for Mastodon, which limits rates and breaks down as told.
//!
//! Its times end in `+00:00` and its rate limit resets at seconds since 1970: neither is as Mastodon's.

use crate::http::{self, Ask};
use crate::leash::{self, Leash};
use crate::{Trouble, places};
use desktop::Home;
use serde_json::Value;
use std::path::PathBuf;
use std::time::Duration;

/// Ana and Bo, who are there from the beginning.
const PEOPLE: &str = r#"[[seed.accounts]]
username = "ana"
display_name = "Ana"
access_token = "mock_token"

[[seed.accounts]]
username = "bo"
display_name = "Bo"
access_token = "mock_token_of_bo"
"#;

/// A running mock; ends, and its posts with it, when it is dropped.
#[derive(Debug)]
pub struct Mock {
    leash: Leash,
    _home: Home,
    port: u16,
}

impl Mock {
    /// The token that may do everything as Ana.
    pub const ANA: &str = "mock_token";
    /// The token that may do everything as Bo.
    pub const BO: &str = "mock_token_of_bo";

    /// Starts it, with Ana and Bo there.
    ///
    /// # Errors
    /// Where it was never fetched, or does not start.
    pub fn start() -> Result<Self, Trouble> {
        let binary = packages().join("venv/bin/mastodon_mock");
        if !binary.is_file() {
            return Err(Trouble::Absent("mastodon_mock is not here; `cargo xtask peers mock` fetches it".into()));
        }
        let home = Home::new().map_err(|error| Trouble::Broken(format!("no folder for its posts: {error}")))?;
        let (people, port) = (home.path("people.toml"), places::free_port()?);
        std::fs::write(&people, PEOPLE).map_err(|error| Trouble::Broken(format!("{}: {error}", people.display())))?;
        let log = |of| home.log(of).map_err(|error| Trouble::Broken(format!("no log: {error}")));
        let mut command = leash::command(binary);
        home.lend(&mut command);
        command.env("TMPDIR", home.path("data")).args(["serve", "--in-memory", "--host", "127.0.0.1", "--port"]);
        command.arg(port.to_string()).arg("--config").arg(people);
        let mut leash = Leash::start(command.stdout(log("mock out")?).stderr(log("mock")?))?;
        let hello = format!("http://127.0.0.1:{port}/api/v1/instance");
        leash
            .wait_until(Duration::from_secs(90), || http::get(&hello).send().is_ok_and(|answer| answer.status == 200))
            .map_err(|trouble| trouble.of("mastodon_mock", &home.said()))?;
        Ok(Self { leash, _home: home, port })
    }

    /// Where it is: `http://127.0.0.1:PORT`, without a slash at the end.
    pub fn url(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// Posts, as an answer where `answering` is the id of a post; answers the post as the API shows it.
    ///
    /// # Errors
    /// Where the server refuses.
    pub fn post(&self, token: &str, text: &str, answering: Option<&str>) -> Result<Value, Trouble> {
        let mut form = vec![("status", text)];
        form.extend(answering.map(|id| ("in_reply_to_id", id)));
        http::post(format!("{}/api/v1/statuses", self.url()), &form).with_token(token).send()?.good()
    }

    /// A request to read, such as of `/api/v1/notifications`.
    pub fn read(&self, token: &str, path: &str) -> Ask {
        http::get(format!("{}{path}", self.url())).with_token(token)
    }

    /// Plans a fault, in the words of mastodon_mock: `match` (methods, path, path_regex), `effect` (type: status,
    /// ratelimit, latency, malformed or timeout; status, headers, delay_ms), `count`.
    ///
    /// # Errors
    /// Where it does not understand.
    pub fn plan(&self, fault: &Value) -> Result<(), Trouble> {
        http::post_json(format!("{}/api/v1/_mock/faults", self.url()), fault).send()?.good().map(drop)
    }

    /// The ids of its processes.
    pub fn processes(&self) -> Vec<u32> {
        self.leash.processes()
    }
}

/// The folder that PyPI's packages are in.
pub(crate) fn packages() -> PathBuf {
    places::fetched().join("mock")
}
