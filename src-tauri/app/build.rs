//! Before the app is compiled: where Tauri finds its capabilities, and a page to embed.

use std::{fs, io, path::Path};

fn main() -> io::Result<()> {
    println!("cargo:rerun-if-changed=ui/dist");
    page(Path::new("ui/dist/index.html"))?;
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
