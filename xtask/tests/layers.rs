//! coach ◀ feeds ◀ engine ◀ app: never backwards, never around.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::process::Command;

/// Every package of the build, by name, with the names of what it is built from; tests' own needs left out.
fn packages() -> BTreeMap<String, BTreeSet<String>> {
    let output = Command::new(env!("CARGO"))
        .args(["metadata", "--format-version", "1", "--locked"])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .expect("cargo metadata");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let metadata: Value = serde_json::from_slice(&output.stdout).unwrap();
    let names: BTreeMap<&str, &str> = list(&metadata["packages"])
        .map(|package| (package["id"].as_str().unwrap(), package["name"].as_str().unwrap()))
        .collect();
    let mut needs = BTreeMap::<String, BTreeSet<String>>::new();
    for node in list(&metadata["resolve"]["nodes"]) {
        let in_the_product = |dep: &&Value| list(&dep["dep_kinds"]).any(|kind| kind["kind"] != "dev");
        let of_this =
            list(&node["deps"]).filter(in_the_product).map(|dep| names[dep["pkg"].as_str().unwrap()].to_owned());
        needs.entry(names[node["id"].as_str().unwrap()].to_owned()).or_default().extend(of_this);
    }
    needs
}

fn list(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().unwrap().iter()
}

/// Everything a package is built from, however far away.
fn all_needs(of: &str, packages: &BTreeMap<String, BTreeSet<String>>) -> BTreeSet<String> {
    let (mut seen, mut open) = (BTreeSet::new(), vec![of.to_owned()]);
    while let Some(name) = open.pop() {
        for need in &packages[&name] {
            if seen.insert(need.clone()) {
                open.push(need.clone());
            }
        }
    }
    seen
}

#[test]
fn each_room_knows_only_the_rooms_before_it() {
    let packages = packages();
    for (room, may_know) in [
        ("coach", &[][..]),
        ("feeds", &["coach"]),
        ("engine", &["coach", "feeds"]),
        ("chime-in", &["coach", "feeds", "engine"]),
    ] {
        let known = all_needs(room, &packages);
        for other in ["coach", "feeds", "engine", "chime-in"] {
            assert_eq!(known.contains(other), may_know.contains(&other), "{room} and {other}");
        }
    }
}

#[test]
fn coach_is_built_only_from_what_thinks() {
    let allowed = [
        "chrono",
        "icu_locale_core",
        "icu_plurals",
        "jiff",
        "psl",
        "unicode-normalization",
        "unicode-segmentation",
        "url",
    ];
    let strangers: Vec<_> =
        packages()["coach"].iter().filter(|need| !allowed.contains(&need.as_str())).cloned().collect();
    assert!(
        strangers.is_empty(),
        "coach reads and writes nothing; does {strangers:?} keep to that? Then allow it here."
    );
}

#[test]
fn behind_the_walls_there_is_no_window_no_database_no_network() {
    let packages = packages();
    for (room, walled_off) in [
        ("coach", &["tauri", "wry", "rusqlite", "libsqlite3-sys", "reqwest", "hyper", "tokio", "zip"][..]),
        ("feeds", &["tauri", "wry", "rusqlite", "libsqlite3-sys"]),
        ("engine", &["tauri", "wry", "gtk", "notify-rust"]),
    ] {
        let needs = all_needs(room, &packages);
        for package in walled_off {
            assert!(!needs.contains(*package), "{room} is built from {package}");
        }
    }
}
