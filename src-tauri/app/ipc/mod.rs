//! What the window can ask and wish for: commands of three lines, and the events that tell it what changed.

mod commands;
mod error;
mod events;
mod page;
mod translate;
mod wish;

pub use error::UserError;
pub use events::{Changed, Drafted, GoTo, Offered, Place, Progress, Screen, Syncing};
pub use page::{Desktop, Page};
pub use translate::{day, rest_on};
pub use wish::{Wish, WishAnswer, WishChoice, WishSetting, WishWho};

use specta_typescript::semantic::Configuration;
use tauri::Runtime;
use tauri_specta::{Builder, ErrorHandlingMode, collect_commands, collect_events};

/// All commands and events, for the app and for the TypeScript written from them.
pub fn contract<R: Runtime>() -> Builder<R> {
    Builder::new()
        .error_handling(ErrorHandlingMode::Throw)
        // What is only ever sent or only ever received needs no second form for the other way.
        .disable_serde_phases()
        // Every float is a share or a number of days, and none is ever infinite.
        .semantic_types(Configuration::empty().enable_lossless_floats())
        .commands(collect_commands![
            commands::today,
            commands::feed,
            commands::posts,
            commands::opened,
            commands::calendar,
            commands::day,
            commands::inbox,
            commands::settings,
            commands::words,
            commands::people,
            commands::people_page,
            commands::person,
            commands::review,
            commands::week,
            commands::story,
            commands::year,
            commands::strength,
            commands::draw,
            commands::keep_page,
            commands::keep_picture,
            commands::act,
            commands::pick_archive,
            commands::import_archives,
            commands::cancel_import,
            commands::sources,
            commands::find_account,
            commands::add_account,
            commands::add_with_password,
            commands::sign_in,
            commands::finish_sign_in,
            commands::cancel_sign_in,
            commands::sync_now,
            commands::remove_source,
            commands::choose_secret_place,
            commands::open_link,
            commands::link_told,
            commands::draft,
            commands::leave_quick_log,
            commands::desktop,
            commands::tray_notice_said,
            commands::quit,
        ])
        .events(collect_events![Changed, Progress, Syncing, GoTo, Offered, Drafted])
}

#[cfg(test)]
mod tests;
#[cfg(test)]
mod typescript {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use specta_typescript::Typescript;
    use std::fs;
    use std::path::Path;
    use tauri::test::MockRuntime;

    /// Set `CHIME_IN_WRITE` to write the file instead of comparing it.
    #[test]
    fn the_typescript_of_the_window_is_what_rust_says() {
        let kept = Path::new(env!("CARGO_MANIFEST_DIR")).join("ui/src/host/wire.ts");
        let written = tempfile::NamedTempFile::new().unwrap();
        let header = "// Written from Rust by a test of src-tauri/app/ipc; see there. Not to be edited.\n";
        contract::<MockRuntime>().export(Typescript::default().header(header), written.path()).unwrap();
        let written = fs::read_to_string(written.path()).unwrap();
        if std::env::var_os("CHIME_IN_WRITE").is_some() {
            fs::write(&kept, &written).unwrap();
        }
        let kept = fs::read_to_string(kept).unwrap();
        assert!(kept == written, "ui/src/host/wire.ts is old: run this test with CHIME_IN_WRITE=1");
    }
}
