//! One binary: with a subcommand the command line, without one the app.

#![cfg_attr(all(not(debug_assertions), target_os = "windows"), windows_subsystem = "windows")]

use std::process::ExitCode;

fn main() -> ExitCode {
    chime_in::main()
}
