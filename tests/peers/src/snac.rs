//! snac2: a real server of the fediverse with Mastodon's API, and weak in every way a client must survive.
//!
//! It sends no Link header, ignores every parameter of paging, answers errors with pages, and its ids are long hexadecimal
//! texts. Notifications come seconds late.

use crate::http::{self, text};
use crate::leash::{self, Leash};
use crate::{Trouble, debian, places};
use base64::Engine as _;
use base64::prelude::BASE64_STANDARD as STANDARD;
use desktop::Home;
use serde_json::{Value, json};
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::time::Duration;

/// A running snac2; ends, and its posts with it, when it is dropped.
#[derive(Debug)]
pub struct Snac {
    leash: Leash,
    home: Home,
    port: u16,
}

/// Somebody who has an account.
#[derive(Debug, Clone)]
pub struct Person {
    /// The name, as typed at sign-in.
    pub name: String,
    /// The password.
    pub password: String,
    /// A token that may read and write, got through sign-in.
    pub token: String,
}

impl Snac {
    /// Starts it, with nobody there.
    ///
    /// # Errors
    /// Where it was never fetched, or does not start.
    pub fn start() -> Result<Self, Trouble> {
        let binary = binary()?;
        let home = Home::new().map_err(|error| Trouble::Broken(format!("no folder for its posts: {error}")))?;
        let port = places::free_port()?;
        let failed = |trouble: Trouble, home: &Home| trouble.of("snac", &home.said());
        configure(&home, port).map_err(|trouble| failed(trouble, &home))?;
        let log = |of| home.log(of).map_err(|error| Trouble::Broken(format!("no log: {error}")));
        let mut command = leash::command(binary);
        home.lend(&mut command);
        debian::lend_libraries(&mut command);
        command.arg("httpd").arg(home.path("posts")).stdout(log("snac out")?).stderr(log("snac")?);
        let mut leash = Leash::start(&mut command)?;
        let hello = format!("http://127.0.0.1:{port}/api/v1/instance");
        leash
            .wait_until(Duration::from_secs(20), || http::get(&hello).send().is_ok_and(|answer| answer.status == 200))
            .map_err(|trouble| failed(trouble, &home))?;
        Ok(Self { leash, home, port })
    }

    /// Where it is: `http://127.0.0.1:PORT`, without a slash at the end.
    pub fn url(&self) -> String {
        format!("http://{}", self.host())
    }

    /// What stands after the second @ of a handle: `127.0.0.1:PORT`.
    pub fn host(&self) -> String {
        format!("127.0.0.1:{}", self.port)
    }

    /// Makes an account and signs in to it.
    ///
    /// # Errors
    /// Where the server refuses.
    pub fn person(&self, name: &str) -> Result<Person, Trouble> {
        let mut command = self.command()?;
        let said = answer(command.arg("adduser").arg(self.home.path("posts")).arg(name), b"\n")?;
        let password = said
            .lines()
            .find_map(|line| line.strip_prefix("User password is "))
            .ok_or_else(|| Trouble::Broken(format!("snac made no account for {name}: {said}")))?
            .trim()
            .to_owned();
        let token = self.token(name, &password)?;
        Ok(Person { name: name.to_owned(), password, token })
    }

    /// Posts, as an answer where `answering` is the id of a post; answers the post as the API shows it.
    ///
    /// # Errors
    /// Where the server refuses.
    pub fn post(&self, who: &Person, text: &str, answering: Option<&str>) -> Result<Value, Trouble> {
        let mut form = vec![("status", text)];
        form.extend(answering.map(|id| ("in_reply_to_id", id)));
        http::post(format!("{}/api/v1/statuses", self.url()), &form).with_token(&who.token).send()?.good()
    }

    /// Deletes a post, on its page: the API of snac cannot.
    ///
    /// # Errors
    /// Where the server refuses.
    pub fn delete(&self, who: &Person, post: &Value) -> Result<(), Trouble> {
        let form = [("id", &*text(post, "uri")), ("actor", &text(&post["account"], "uri")), ("action", "Delete")];
        let name = STANDARD.encode(format!("{}:{}", who.name, who.password));
        let answer = http::post(format!("{}/{}/admin/action", self.url(), who.name), &form)
            .with("authorization", &format!("Basic {name}"))
            .send()?;
        if answer.status == 303 { Ok(()) } else { answer.good().map(drop) }
    }

    /// Signs in on the page to which an app has sent its user; answers the address that the browser is then sent to,
    /// with the code and the state in it.
    ///
    /// # Errors
    /// Where the page or the password is refused.
    pub fn sign_in(&self, authorize: &str, name: &str, password: &str) -> Result<String, Trouble> {
        let page = http::get(authorize).send()?;
        page.good()?;
        let hidden = |field: &str| between(&page.body, &format!("name=\"{field}\" value=\""), "\"").unwrap_or_default();
        let form = [
            ("login", name),
            ("passwd", password),
            ("redir", &hidden("redir")),
            ("cid", &hidden("cid")),
            ("state", &hidden("state")),
        ];
        let answer = http::post(format!("{}/oauth/x-snac-login", self.url()), &form).send()?;
        let location = answer.header("location").map(str::to_owned);
        location.ok_or_else(|| Trouble::Broken(format!("snac let {name} not in ({})", answer.status)))
    }

    /// The ids of its processes.
    pub fn processes(&self) -> Vec<u32> {
        self.leash.processes()
    }

    /// A token as an app gets it: registers, signs in on the page, exchanges the code.
    fn token(&self, name: &str, password: &str) -> Result<String, Trouble> {
        let (url, back) = (self.url(), "http://127.0.0.1:9/back");
        let app = [("client_name", "peers"), ("redirect_uris", back), ("scopes", "read write")];
        let app = http::post(format!("{url}/api/v1/apps"), &app).send()?.good()?;
        let id = text(&app, "client_id");
        let query = [("client_id", &*id), ("redirect_uri", back), ("response_type", "code"), ("scope", "read write")];
        let query = url::form_urlencoded::Serializer::new(String::new()).extend_pairs(query).finish();
        let location = self.sign_in(&format!("{url}/oauth/authorize?{query}"), name, password)?;
        let code = between(&location, "code=", "&").unwrap_or_default();
        let form = [
            ("grant_type", "authorization_code"),
            ("code", &code),
            ("client_id", &id),
            ("client_secret", &text(&app, "client_secret")),
            ("redirect_uri", back),
        ];
        Ok(text(&http::post(format!("{url}/oauth/token"), &form).send()?.good()?, "access_token"))
    }

    fn command(&self) -> Result<Command, Trouble> {
        let mut command = Command::new(binary()?);
        self.home.lend(&mut command);
        debian::lend_libraries(&mut command);
        Ok(command)
    }
}

/// Where the program is.
pub(crate) fn binary() -> Result<PathBuf, Trouble> {
    places::find("snac", &[debian::root().join("usr/bin")])
        .ok_or_else(|| Trouble::Absent("snac is not here; `cargo xtask peers snac` fetches it".into()))
}

/// Answers what `snac init` asks (address, port, host, prefix, mail), and lets it do without TLS.
fn configure(home: &Home, port: u16) -> Result<(), Trouble> {
    let posts = home.path("posts");
    let mut init = Command::new(binary()?);
    home.lend(&mut init);
    debian::lend_libraries(&mut init);
    answer(init.arg("init").arg(&posts), format!("127.0.0.1\n{port}\n127.0.0.1:{port}\n\n\n").as_bytes())?;
    let path = posts.join("server.json");
    let changed = std::fs::read(&path).map_err(|error| error.to_string()).and_then(|bytes| {
        let mut server: Value = serde_json::from_slice(&bytes).map_err(|error| error.to_string())?;
        server["protocol"] = json!("http");
        std::fs::write(&path, server.to_string()).map_err(|error| error.to_string())
    });
    changed.map_err(|error| Trouble::Broken(format!("{}: {error}", path.display())))
}

/// What a program prints when it is told `input`.
fn answer(command: &mut Command, input: &[u8]) -> Result<String, Trouble> {
    let ran = (|| {
        let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn()?;
        if let Some(mut to) = child.stdin.take() {
            std::io::Write::write_all(&mut to, input)?;
        }
        child.wait_with_output()
    })();
    let output = ran.map_err(|error| Trouble::Broken(format!("snac did not run: {error}")))?;
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    if output.status.success() {
        return Ok(said);
    }
    Err(Trouble::Broken(format!("snac failed: {said}{}", String::from_utf8_lossy(&output.stderr))))
}

/// What stands between two texts; up to the end where the second does not come.
fn between(all: &str, before: &str, after: &str) -> Option<String> {
    let rest = all.split_once(before)?.1;
    Some(rest.split(after).next().unwrap_or(rest).to_owned())
}
