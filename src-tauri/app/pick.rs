//! The system's picker for archives.

use crate::words;
use std::path::PathBuf;
use std::sync::mpsc::Sender;
use tauri::{AppHandle, Runtime};
use tauri_plugin_dialog::{DialogExt, FilePath};

/// How the files that can be read end.
const KINDS: &[&str] = &["zip", "gz", "tgz", "tar", "car", "json", "csv"];

/// Asks the person to pick archives, or one unpacked folder. `picked` gets their paths; none where it was cancelled.
pub fn archives<R: Runtime>(app: &AppHandle<R>, folder: bool, picked: Sender<Vec<String>>) {
    let picker = app.dialog().file();
    // Whoever asked may be gone: the window was closed meanwhile.
    let answer = move |paths: Vec<FilePath>| drop(picked.send(paths.into_iter().filter_map(path).collect()));
    if folder {
        picker.set_title(words::word("pick.folder")).pick_folder(move |path| answer(path.into_iter().collect()));
    } else {
        let picker = picker.set_title(words::word("pick.files")).add_filter(words::word("pick.kinds"), KINDS);
        picker.pick_files(move |paths| answer(paths.unwrap_or_default()));
    }
}

/// Asks the person where a file of this name is to be written; the system asks before it replaces one. `picked` gets
/// the path; `None` where it was cancelled.
pub fn place<R: Runtime>(app: &AppHandle<R>, name: &str, picked: Sender<Option<PathBuf>>) {
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
    app.dialog()
        .file()
        .set_title(words::word("pick.place"))
        .set_file_name(name)
        .add_filter(ending, &[ending])
        // Whoever asked may be gone: the window was closed meanwhile.
        .save_file(move |path| drop(picked.send(path.and_then(|path| path.into_path().ok()))));
}

fn path(picked: FilePath) -> Option<String> {
    picked.into_path().ok()?.into_os_string().into_string().ok()
}
