//! The web view's own driver, spoken to in its protocol (W3C WebDriver).

use super::{Desk, app::free_port, eventually};
use desktop::Child;
use serde_json::{Value, json};
use std::process::Command;

/// A session with the page in one web view. It ends with its web view.
pub struct Browser {
    _driver: Child,
    session: String,
}

/// The key under which WebDriver hands over an element (W3C WebDriver, section 12).
pub const ELEMENT: &str = "element-6066-11e4-a52e-4f735466cecf";

impl Browser {
    /// Joins the web view whose inspector listens on this port, once it is there.
    pub fn attach(desk: &Desk, inspector: u16) -> Self {
        let port = free_port();
        let mut command = Command::new("WebKitWebDriver");
        desk.lend(&mut command);
        command
            .arg(format!("--port={port}"))
            .arg(format!("--target=127.0.0.1:{inspector}"))
            .stdout(desk.home.log("driver").unwrap())
            .stderr(desk.home.log("driver").unwrap());
        let driver = Child::start(&mut command).unwrap();
        let new = format!("http://127.0.0.1:{port}/session");
        let ask = json!({"capabilities": {"alwaysMatch": {}}});
        let id = eventually("the driver has joined the window", || {
            let answer = post(&new, &ask).ok()?;
            answer["sessionId"].as_str().map(ToOwned::to_owned)
        });
        Self { _driver: driver, session: format!("{new}/{id}") }
    }

    /// Runs a function body in the page and hands over what it returns.
    pub fn run(&self, script: &str, args: &Value) -> Result<Value, String> {
        self.post("execute/sync", &json!({"script": script, "args": args}))
    }

    pub fn post(&self, what: &str, body: &Value) -> Result<Value, String> {
        post(&format!("{}/{what}", self.session), body)
    }
}

fn post(url: &str, body: &Value) -> Result<Value, String> {
    let agent: ureq::Agent = ureq::Agent::config_builder()
        .http_status_as_error(false)
        .timeout_global(Some(std::time::Duration::from_secs(30)))
        .build()
        .into();
    let mut answer = agent.post(url).send_json(body).map_err(|error| error.to_string())?;
    let mut answer: Value = answer.body_mut().read_json().map_err(|error| error.to_string())?;
    let value = answer["value"].take();
    match value["error"].as_str() {
        Some(error) => Err(format!("{error}: {}", value["message"].as_str().unwrap_or_default())),
        None => Ok(value),
    }
}
