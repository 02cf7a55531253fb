//! Signing in: in the window or on the command line, each time through the browser, as a person does.

use super::{Answer, Desk, Window, app::APP};
use std::io::{BufRead, BufReader, Read as _, Write as _};
use std::process::{Command, Stdio};

impl Desk {
    /// Runs a command that shows a page to sign in on; `visit` is the person there, and says where the page then sends the
    /// browser, which goes there.
    pub fn cli_in_browser(&self, args: &[&str], visit: impl FnOnce(&str) -> String) -> Answer {
        let mut command = Command::new(APP);
        self.lend(&mut command);
        let mut child =
            command.args(args).stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let mut says = BufReader::new(child.stderr.take().unwrap());
        let mut err = String::new();
        browse(&visit(&page_in(&mut says, &mut err)));
        let mut out = String::new();
        child.stdout.take().unwrap().read_to_string(&mut out).unwrap();
        says.read_to_string(&mut err).unwrap();
        Answer { out, err, code: child.wait().unwrap().code() }
    }

    /// Runs a command that shows a page to sign in on, and into which the person pastes what that page leads to.
    pub fn cli_pasting(&self, args: &[&str], visit: impl FnOnce(&str) -> String) -> Answer {
        let mut command = Command::new(APP);
        self.lend(&mut command);
        let mut child =
            command.args(args).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let mut says = BufReader::new(child.stderr.take().unwrap());
        let mut err = String::new();
        let page = page_in(&mut says, &mut err);
        writeln!(child.stdin.take().unwrap(), "{}", visit(&page)).unwrap();
        says.read_to_string(&mut err).unwrap();
        let output = child.wait_with_output().unwrap();
        Answer { out: String::from_utf8(output.stdout).unwrap(), err, code: output.status.code() }
    }

    /// Runs a command that shows a page to sign in on, on a terminal at which the person then types a line. All it says is
    /// in `out`.
    pub fn cli_on_terminal(&self, args: &[&str], line: &str, visit: impl FnOnce(&str) -> String) -> Answer {
        let quoted: Vec<String> = [&[APP], args].concat().iter().map(|word| format!("'{word}'")).collect();
        let mut command = Command::new("script");
        self.lend(&mut command);
        command.args(["--quiet", "--return", "--command", &quoted.join(" "), "/dev/null"]);
        let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
        let mut keys = child.stdin.take().unwrap();
        let mut says = BufReader::new(child.stdout.take().unwrap());
        let mut out = String::new();
        browse(&visit(&page_in(&mut says, &mut out)));
        writeln!(keys, "{line}").unwrap();
        says.read_to_string(&mut out).unwrap();
        Answer { out, err: String::new(), code: child.wait().unwrap().code() }
    }

    /// Runs a command to which a person types a line.
    pub fn cli_typing(&self, args: &[&str], line: &str) -> Answer {
        let mut command = Command::new(APP);
        self.lend(&mut command);
        let mut child =
            command.args(args).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        writeln!(child.stdin.take().unwrap(), "{line}").unwrap();
        let output = child.wait_with_output().unwrap();
        let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
        Answer { out: text(&output.stdout), err: text(&output.stderr), code: output.status.code() }
    }

    /// Signs in to a server with Mastodon's API in the window, up to the yes: the sign-in is kept in this place.
    pub fn signs_in_by_window(&self, window: &Window, server: &str, place: &str, visit: impl FnOnce(&str) -> String) {
        names_in_window(window, "Mastodon", "Server", server, place);
        self.goes_to_the_page(window, visit);
    }

    /// Signs in to a Bluesky account in the window, on its server's own page, up to the yes.
    pub fn signs_in_to_bluesky(&self, window: &Window, typed: &str, place: &str, visit: impl FnOnce(&str) -> String) {
        names_in_window(window, "Bluesky", "Account", typed, place);
        self.goes_to_the_page(window, visit);
    }

    fn goes_to_the_page(&self, window: &Window, visit: impl FnOnce(&str) -> String) {
        let before = self.opened().len();
        window.click("button", "Open the sign-in page");
        window.shows("Waiting for your yes");
        let page = self.opens(before);
        assert!(browse(&visit(&page)).contains("You are signed in"));
        window.the("button", "Add it");
    }
}

/// Picks a network in the window and names what is to be read there.
pub fn names_in_window(window: &Window, network: &str, field: &str, typed: &str, place: &str) {
    window.click("link", "Sources");
    window.click("button", network);
    window.click("radio", place);
    window.the("textbox", field).write(typed);
}

/// The page that a command says is to be opened; what it said so far is added to `said`.
fn page_in(says: &mut impl BufRead, said: &mut String) -> String {
    while !said.lines().any(|line| line.starts_with("http")) {
        assert!(says.read_line(said).unwrap() > 0, "it ended before it showed a page: {said}");
    }
    said.lines().find(|line| line.starts_with("http")).unwrap().trim().to_owned()
}

/// Goes where the browser was sent; what the page says.
pub fn browse(address: &str) -> String {
    let answer = peers::http::get(address).send().unwrap();
    assert_eq!(answer.status, 200, "{}", answer.body);
    answer.body
}
