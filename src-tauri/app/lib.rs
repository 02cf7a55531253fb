//! The body: window, tray, notifications, command line. What it knows, it asks of the engine; what the person does,
//! it hands to the engine as one act.

pub mod beat;
pub mod body;
#[cfg(target_os = "linux")]
pub mod bus;
pub mod cli;
pub mod clock;
pub mod diary;
pub mod draft;
pub mod folders;
pub mod import;
pub mod ipc;
pub mod keep;
pub mod language;
pub mod launch;
pub mod ledger;
pub mod links;
pub mod listen;
pub mod network;
pub mod notify;
pub mod pace;
pub mod pick;
pub mod presence;
pub mod secrets;
pub mod session;
pub mod shortcut;
pub mod tray;
pub mod wake;
pub mod window;
pub mod words;

use body::Body;
use launch::Launch;
use network::Network;
use notify::Notifier;
use presence::Presence;
use std::process::ExitCode;
use std::sync::Arc;
use std::sync::mpsc::{self, Sender};
use tauri::{App, Builder, Runtime, Wry};
use wake::{Wake, Waking};

/// Reads the command line and does what it says: a subcommand, or the app.
pub fn main() -> ExitCode {
    match cli::read() {
        cli::Wanted::App(launch) => app(launch),
        cli::Wanted::Command(command, json) => cli::run(command, json),
    }
}

/// Runs the app until the person quits. A second one hands its launch to the first and ends.
fn app(launch: Launch) -> ExitCode {
    if let Err(error) = launch::display() {
        return cli::fail(&error);
    }
    let _diary = diary::begin();
    let (wakes, woken) = mpsc::channel();
    let second = wakes.clone();
    let pressed = wakes.clone();
    let opened = wakes.clone();
    let body = Arc::new(Body::new(ledger::path(), wakes.clone()));
    let built = build(Builder::<Wry>::default(), Arc::clone(&body))
        .plugin(tauri_plugin_single_instance::init(move |_, args, folder| {
            let _ = second.send(Wake::Launched(Launch::second(args, folder)));
        }))
        .plugin(window::memory())
        .plugin(session::plugin())
        .plugin(tauri_plugin_dialog::init())
        .plugin(shortcut::plugin(pressed))
        .on_window_event(window::on_event)
        .setup(move |app| {
            ipc::contract::<Wry>().mount_events(app);
            let waking = rise(app, Arc::clone(&body), &wakes);
            beat::begin(body)?;
            let _ = wakes.send(Wake::Launched(launch));
            Ok(waking.begin(woken)?)
        })
        .build(tauri::generate_context!());
    match built {
        Ok(app) => match app.run_return(move |_, event| {
            window::keep_running(&event);
            launch::opened(&event, &opened);
        }) {
            0 => ExitCode::SUCCESS,
            _ => ExitCode::FAILURE,
        },
        Err(error) => {
            eprintln!("Chime In could not start: {error}");
            ExitCode::FAILURE
        }
    }
}

/// Finds what this desktop offers, tray and notifications, and does without what it doesn't.
fn rise(app: &App, body: Arc<Body>, wakes: &Sender<Wake>) -> Waking<Wry> {
    let tray = tray::raise(app.handle(), wakes);
    let tray_shown = tray.is_some();
    #[cfg(target_os = "linux")]
    let (notifier, presence) = {
        let bus = bus::session().inspect_err(|error| tracing::warn!(%error, "there is no session bus"));
        let hosted = bus.as_ref().is_ok_and(|bus| tray::host::watch(bus, wakes.clone()).unwrap_or(false));
        body.set_tray(tray_shown && hosted);
        let presence = bus.as_ref().ok().map(Presence::new);
        (bus.and_then(|bus| Notifier::new(&bus, wakes.clone())), presence)
    };
    #[cfg(not(target_os = "linux"))]
    let (notifier, presence) = {
        body.set_tray(tray_shown);
        (Notifier::new(wakes.clone()), Some(Presence))
    };
    #[cfg(target_os = "linux")]
    let network = Network::system();
    #[cfg(not(target_os = "linux"))]
    let network = Some(Network);
    let notifier = notifier.inspect_err(|error| tracing::warn!(%error, "there are no notifications")).ok();
    Waking { app: app.handle().clone(), body, tray, notifier, presence, network, resumed: None }
}

/// The app without the desktop around it: its state and its commands. Tests run it on a runtime of their own.
pub fn build<R: Runtime>(builder: Builder<R>, body: Arc<Body>) -> Builder<R> {
    builder.invoke_handler(ipc::contract::<R>().invoke_handler()).manage(body)
}
