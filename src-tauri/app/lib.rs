//! The body: window, tray, notifications, command line. What it knows, it asks of the engine; what the person does,
//! it hands to the engine as one act.

pub mod cli;
pub mod launch;
pub mod tray;
pub mod wake;
pub mod window;

use launch::Launch;
use std::process::ExitCode;
use std::sync::mpsc;
use tauri::{Builder, Wry};
use wake::Wake;

/// Reads the command line and does what it says: a subcommand, or the app.
pub fn main() -> ExitCode {
    match cli::read() {
        cli::Wanted::App(launch) => app(launch),
    }
}

/// Runs the app until the person quits. A second one hands its launch to the first and ends.
fn app(launch: Launch) -> ExitCode {
    if let Err(why) = launch::display() {
        eprintln!("{why}");
        return ExitCode::FAILURE;
    }
    let (wakes, woken) = mpsc::channel();
    let second = wakes.clone();
    let built = Builder::<Wry>::default()
        .plugin(tauri_plugin_single_instance::init(move |_, args, folder| {
            let _ = second.send(Wake::Launched(Launch::second(args, folder)));
        }))
        .plugin(window::memory())
        .setup(move |app| {
            tray::show(app.handle(), &wakes)?;
            let _ = wakes.send(Wake::Launched(launch));
            wake::spawn(app.handle().clone(), woken)?;
            Ok(())
        })
        .build(tauri::generate_context!());
    match built {
        Ok(app) => {
            app.run(|_, event| window::keep_running(&event));
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("Chime In could not start: {error}");
            ExitCode::FAILURE
        }
    }
}
