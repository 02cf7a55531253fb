//! The command line.

use crate::launch::Launch;
use clap::Parser;
use std::path::PathBuf;

/// Keeps your social media social: two or three people a day.
#[derive(Parser)]
#[command(name = "chime-in", version)]
struct Args {
    /// Archives to import, in the window
    #[arg(value_name = "ARCHIVE")]
    archives: Vec<PathBuf>,
    /// Start in the tray, without a window
    #[arg(long)]
    hidden: bool,
}

/// What the command line asks for.
pub enum Wanted {
    /// The app.
    App(Launch),
}

/// Reads this process's command line. Ends the process on `--help`, `--version` and mistakes.
pub fn read() -> Wanted {
    let args = Args::parse();
    Wanted::App(args.into())
}

/// The launch these arguments (the program's name first) ask for; `None` where they are none of a launch's.
pub fn launch(args: Vec<String>) -> Option<Launch> {
    Args::try_parse_from(args).ok().map(Launch::from)
}

impl From<Args> for Launch {
    fn from(args: Args) -> Self {
        Self { archives: args.archives, hidden: args.hidden }
    }
}
