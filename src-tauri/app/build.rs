//! Before the app is compiled: a page to embed, the words, and where Tauri finds its capabilities.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

fn main() -> io::Result<()> {
    println!("cargo:rerun-if-changed=ui/dist");
    println!("cargo:rerun-if-changed=ui/words");
    page(Path::new("ui/dist/index.html"))?;
    let out = env::var_os("OUT_DIR").map(PathBuf::from).ok_or_else(|| io::Error::other("cargo names OUT_DIR"))?;
    fs::write(out.join("words.rs"), words(Path::new("ui/words"))?)?;
    let attributes = tauri_build::Attributes::new().capabilities_path_pattern("src-tauri/app/capabilities/*.json");
    tauri_build::try_build(attributes).map_err(io::Error::other)
}

/// Tauri embeds `ui/dist` and refuses to compile without it. Where the window's page was not built yet (it needs
/// Node), a page that says so takes its place, so that the command line can be built and tested alone.
fn page(index: &Path) -> io::Result<()> {
    if index.exists() {
        return Ok(());
    }
    println!("cargo:warning=ui/dist is missing: the window will only say so. `cargo xtask run` builds it.");
    if let Some(folder) = index.parent() {
        fs::create_dir_all(folder)?;
    }
    fs::write(
        index,
        "<!doctype html><meta charset=\"utf-8\"><title>Chime In</title>\
         <p>The window's page was not built. Run <code>cargo xtask run</code>.</p>\n",
    )
}

/// The words of every language, as a Rust list of its tag and one JSON list of its files, one a room: `en.app.json`.
fn words(folder: &Path) -> io::Result<String> {
    let mut languages: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for entry in fs::read_dir(folder)? {
        let file = entry?.path();
        let name = file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        if let Some((tag, room)) = name.split_once('.')
            && room.ends_with(".json")
        {
            languages.entry(tag.to_owned()).or_default().push(fs::read_to_string(&file)?);
        }
    }
    let list = languages.iter().map(|(tag, files)| format!("({tag:?}, {:?}),", format!("[{}]", files.join(","))));
    Ok(format!("&[{}]", list.collect::<String>()))
}
