//! The person's stories, against the real app: its window, its tray over D-Bus, its notifications, its command line.
//!
//! Each story has a desktop, a home and a clock of its own.
#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, unreachable_pub)]

mod desk;

mod command_line;
mod etiquette;
mod from_anywhere;
mod importing;
mod keeping;
mod language;
mod ledger;
mod live_faults;
mod live_sources;
mod nudges;
mod one_window;
mod real_servers;
mod sample;
mod screen_reader;
mod secrets;
mod tray;
mod whole_day;
