//! The window's side of the contract, on Tauri's mock runtime: JSON in, JSON out, a real ledger behind.

#![allow(clippy::unwrap_used)]

use crate::body::Body;
use crate::wake::Wake;
use serde_json::{Value, json};
use std::path::Path;
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver};
use tauri::ipc::{CallbackFn, InvokeBody};
use tauri::test::{INVOKE_KEY, MockRuntime, get_ipc_response, mock_builder, mock_context, noop_assets};
use tauri::webview::InvokeRequest;
use tauri::{App, WebviewWindow, WebviewWindowBuilder};
use tempfile::TempDir;

/// A window on an app whose ledger lies in a folder of its own.
struct Room {
    window: WebviewWindow<MockRuntime>,
    wakes: Receiver<Wake>,
    _app: App<MockRuntime>,
    _folder: TempDir,
}

impl Room {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let ledger = folder.path().join("ledger.sqlite");
        Self::at(&ledger, folder)
    }

    fn at(ledger: &Path, folder: TempDir) -> Self {
        let (sender, wakes) = mpsc::channel();
        let body = Arc::new(Body::new(Ok(ledger.to_owned()), sender));
        let app = crate::build(mock_builder(), body).build(mock_context(noop_assets())).unwrap();
        let window = WebviewWindowBuilder::new(&app, "main", Default::default()).build().unwrap();
        Self { window, wakes, _app: app, _folder: folder }
    }

    /// Calls a command as the window's page does.
    fn call(&self, command: &str, args: Value) -> Result<Value, Value> {
        call(&self.window, command, args)
    }

    fn act(&self, wish: Value) -> Result<Value, Value> {
        self.call("act", json!({ "wish": wish }))
    }

    fn today(&self) -> Value {
        self.call("today", json!({})).unwrap()
    }
}

/// Calls a command as the window's page does.
fn call(window: &WebviewWindow<MockRuntime>, command: &str, args: Value) -> Result<Value, Value> {
    let request = InvokeRequest {
        cmd: command.into(),
        callback: CallbackFn(0),
        error: CallbackFn(1),
        url: "tauri://localhost".parse().unwrap(),
        body: InvokeBody::Json(args),
        headers: Default::default(),
        invoke_key: INVOKE_KEY.to_string(),
    };
    get_ipc_response(window, request).map(|answer| answer.deserialize().unwrap())
}

/// The wish to log that Ana was asked something.
fn asked_ana() -> Value {
    let who = json!({ "type": "named", "value": "Ana" });
    json!({ "what": "log", "how": "asked", "who": who, "note": null, "link": null, "day": null, "nudge": null })
}

#[test]
fn what_is_logged_is_counted_and_everybody_is_told() {
    let room = Room::new();
    assert_eq!(room.today()["counted"], 0);
    let changes = room.act(asked_ana()).unwrap();
    assert!(changes["changed"].as_array().unwrap().contains(&json!("days")), "{changes}");
    assert_eq!(room.today()["people"][0]["name"], "Ana");
    let told = room.wakes.try_recv();
    assert!(matches!(&told, Ok(Wake::Changed(told)) if json!(told) == changes["changed"]), "{told:?}");
}

#[test]
fn an_act_is_taken_back_by_its_number() {
    let room = Room::new();
    let act = room.act(asked_ana()).unwrap()["act"].clone();
    room.act(json!({ "what": "undo", "act": act })).unwrap();
    assert_eq!(room.today()["counted"], 0);
}

#[test]
fn every_screen_can_be_asked_for_before_anything_happened() {
    let room = Room::new();
    let query = json!({ "kinds": [], "words": null, "app": null, "from": null, "to": null, "ids": [],
                        "overruled": false, "after": null, "limit": 0 });
    let questions = [
        ("today", json!({})),
        ("feed", json!({ "resolution": null, "from": null, "to": null })),
        ("posts", json!({ "query": query })),
        ("calendar", json!({ "from": "2026-11-01", "to": "2026-11-30" })),
        ("day", json!({ "day": "2026-11-23" })),
        ("inbox", json!({})),
        ("settings", json!({})),
        ("words", json!({})),
        ("people", json!({ "prefix": "" })),
        ("week", json!({ "day": null, "begins": 1 })),
        ("story", json!({})),
        ("year", json!({ "year": 2026 })),
        ("strength", json!({})),
        ("draw", json!({ "what": { "what": "story" } })),
        ("draw", json!({ "what": { "what": "year", "year": 2026, "names": true } })),
        ("desktop", json!({})),
    ];
    for (command, args) in questions {
        let answer = room.call(command, args);
        assert!(answer.is_ok(), "{command}: {answer:?}");
    }
}

#[test]
fn what_is_refused_says_what_happened_and_the_next_step() {
    let room = Room::new();
    let refused = [
        (room.act(json!({ "what": "undo", "act": 99 })), "act.no-act"),
        (room.act(json!({ "what": "accept", "interaction": 99 })), "act.no-interaction"),
        (room.act(json!({ "what": "answer", "nudge": 99, "answer": "rest" })), "act.no-nudge"),
        (room.act(json!({ "what": "set", "setting": { "name": "language", "value": "tlh" } })), "wish.language"),
        (room.act(json!({ "what": "busy", "from": "soon", "to": "later" })), "wish.day"),
        (room.call("day", json!({ "day": "someday" })), "read.day"),
        (room.call("week", json!({ "day": null, "begins": 8 })), "wish.day"),
        (room.act(json!({ "what": "rate", "week": "2020-01-01", "value": 6 })), "act.worth"),
        (room.call("keep_picture", json!({ "what": { "what": "story" }, "png": "aGVsbG8=" })), "keep.picture"),
        (room.call("open_link", json!({ "url": "file:///etc/passwd" })), "link.not-web"),
    ];
    for (answer, code) in refused {
        let error = answer.unwrap_err();
        assert_eq!(error["code"], code);
        assert!(spoken(&error["message"]), "{error}");
        assert!(spoken(&error["hint"]), "{error}");
    }
}

#[test]
fn a_file_that_is_no_ledger_is_named_and_left_as_it_is() {
    let folder = tempfile::tempdir().unwrap();
    let ledger = folder.path().join("ledger.sqlite");
    std::fs::write(&ledger, "a shopping list, much longer than the header of a database is").unwrap();
    let room = Room::at(&ledger, folder);
    let error = room.call("today", json!({})).unwrap_err();
    assert_eq!(error["code"], "ledger.not-a-ledger");
    assert!(spoken(&error["hint"]), "{error}");
    assert!(std::fs::read_to_string(ledger).unwrap().starts_with("a shopping list"));
}

#[test]
fn a_ledger_that_is_mended_needs_no_restart() {
    let folder = tempfile::tempdir().unwrap();
    let ledger = folder.path().join("ledger.sqlite");
    std::fs::write(&ledger, "a shopping list, much longer than the header of a database is").unwrap();
    let room = Room::at(&ledger, folder);
    room.call("today", json!({})).unwrap_err();
    std::fs::remove_file(&ledger).unwrap();
    assert_eq!(room.today()["counted"], 0);
}

#[test]
fn what_is_kept_is_written_where_the_person_says_and_nowhere_where_she_cancels() {
    let room = Room::new();
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("kept.html");
    for (place, kept) in [(None, Value::Null), (Some(path.clone()), json!(path))] {
        let window = room.window.clone();
        let asking = std::thread::spawn(move || call(&window, "keep_page", json!({ "what": { "what": "story" } })));
        match room.wakes.recv().unwrap() {
            Wake::Save { name, picked } => {
                assert_eq!(name, "chime-in-story.html");
                picked.send(place).unwrap();
            }
            _ => unreachable!("something else woke the app"),
        }
        assert_eq!(asking.join().unwrap().unwrap(), kept);
    }
    assert!(std::fs::read_to_string(path).unwrap().starts_with("<!doctype html>"));
}

/// Whether a sentence has words in the catalogue.
fn spoken(said: &Value) -> bool {
    let key = said["key"].as_str().unwrap();
    let message = coach::message::Message::new(key);
    crate::words::say(&message) != key
}

#[test]
fn a_link_tells_whom_the_ledger_knows_by_it() {
    let room = Room::new();
    let told = room.call("link_told", json!({ "link": "https://x.com/ana/status/1460323737035677698" })).unwrap();
    assert_eq!(told["who"], "@ana");
    assert_eq!(told["network"], "x");
    assert_eq!(told["day"], "2021-11-15");
    assert_eq!(told["person"], Value::Null, "nobody is known by it yet");
    assert_eq!(room.call("link_told", json!({ "link": "https://example.org/" })).unwrap(), Value::Null);
}

#[test]
fn the_window_for_one_log_takes_its_draft_once_and_can_be_left() {
    let room = Room::new();
    assert_eq!(room.call("draft", json!({})).unwrap(), Value::Null);
    room.call("leave_quick_log", json!({})).unwrap();
    assert!(matches!(room.wakes.try_recv(), Ok(Wake::LeaveQuickLog)));
}
