//! The window as a person meets it: things are found by what they are and what they are called.

use super::browser::{Browser, ELEMENT};
use super::{Desk, eventually_or};
use serde_json::{Value, json};

/// The open window.
pub struct Window(Browser);

/// Something in the window.
pub struct Thing<'a> {
    window: &'a Window,
    element: String,
}

impl Window {
    pub fn attach(desk: &Desk, inspector: u16) -> Self {
        Self(Browser::attach(desk, inspector))
    }

    /// The thing with this role and accessible name, once it is there and can be seen.
    pub fn the(&self, role: &str, name: &str) -> Thing<'_> {
        eventually_or(
            || format!("the window has the {role} {name:?}; it shows:\n{}", self.text()),
            || self.find(role, name),
        )
    }

    /// Whether it is there now.
    pub fn has(&self, role: &str, name: &str) -> bool {
        self.find(role, name).is_some()
    }

    /// Clicks it.
    pub fn click(&self, role: &str, name: &str) {
        eventually_or(|| format!("the {role} {name:?} can be clicked"), || self.the(role, name).click().ok());
    }

    /// Waits until these words can be read in the window.
    pub fn shows(&self, words: &str) {
        let words = plain(words);
        eventually_or(
            || format!("the window says {words:?}; it says:\n{}", self.text()),
            || self.text().contains(&words).then_some(()),
        );
    }

    /// All words that can be read in the window, runs of space as one.
    pub fn text(&self) -> String {
        let text = self.0.run("return document.body.innerText", &json!([])).unwrap_or_default();
        plain(text.as_str().unwrap_or_default())
    }

    /// Runs a function body in the page.
    pub fn run(&self, script: &str) -> Value {
        self.0.run(script, &json!([])).unwrap_or_else(|error| panic!("{script}: {error}"))
    }

    fn find(&self, role: &str, name: &str) -> Option<Thing<'_>> {
        let found = self.0.run(FIND, &json!([role, name])).ok()?;
        Some(Thing { window: self, element: found[ELEMENT].as_str()?.to_owned() })
    }
}

impl Thing<'_> {
    /// Clicks it.
    ///
    /// # Errors
    /// Where it is covered, can't be pressed yet, or is gone since it was found.
    pub fn click(&self) -> Result<(), String> {
        let it = json!([{ELEMENT: self.element}]);
        if self.window.0.run("return arguments[0].disabled === true", &it)? == true {
            return Err("it can't be pressed yet".to_owned());
        }
        self.send("click", &json!({}))
    }

    /// Writes into it, instead of what was in it.
    pub fn write(&self, words: &str) {
        self.send("clear", &json!({})).unwrap();
        self.send("value", &json!({"text": words})).unwrap();
    }

    /// Sets it to this value at once, as picking a time or an entry does.
    pub fn set(&self, value: &str) {
        let it = json!([{ELEMENT: self.element}, value]);
        let script = "const [it, value] = arguments; it.value = value; \
                      for (const name of ['input', 'change']) it.dispatchEvent(new Event(name, {bubbles: true}));";
        self.window.0.run(script, &it).unwrap();
    }

    fn send(&self, what: &str, body: &Value) -> Result<(), String> {
        self.window.0.post(&format!("element/{}/{what}", self.element), body).map(drop)
    }
}

/// Words with runs of space, of whatever width, as one.
fn plain(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Finds by role and accessible name, exact before partial.
const FIND: &str = include_str!("find.js");
