//! The command line: what the window, the tray and notifications do, for keyboards, scripts and machines without a
//! display. It works on the same ledger, whether or not the app runs.

pub mod act;
pub mod add;
mod export;
mod import;
mod keep;
mod out;
mod people;
pub mod show;
mod sources;
mod table;
mod week;

use crate::draft::{self, LogDraft};
use crate::ipc::UserError;
use crate::launch::Launch;
use clap::{Args, CommandFactory, Parser, Subcommand, ValueEnum};
use coach::interaction::How;
use engine::view::ImportWish;
use out::Answer;
use std::path::PathBuf;
use std::process::ExitCode;

/// Keeps your social media social: two or three people a day.
///
/// Without a command, opens the window.
#[derive(Parser)]
#[command(name = "chime-in", version, args_conflicts_with_subcommands = true, after_help = AFTER)]
struct Line {
    #[command(subcommand)]
    command: Option<Command>,
    #[command(flatten)]
    start: Start,
    /// Answer in JSON
    #[arg(long, global = true)]
    json: bool,
}

/// How the app is started.
#[derive(Args)]
struct Start {
    /// Archives to offer for import, in the window; or a chime-in: link
    #[arg(value_name = "ARCHIVE")]
    archives: Vec<PathBuf>,
    /// Start in the tray, without a window
    #[arg(long)]
    hidden: bool,
    /// Open only the small window for one log
    #[arg(long, conflicts_with_all = ["archives", "hidden"])]
    log: bool,
    /// End the app that runs
    #[arg(long, conflicts_with_all = ["archives", "hidden", "log"])]
    quit: bool,
}

/// What can be done without the window.
#[derive(Subcommand)]
pub enum Command {
    /// Log that you talked with somebody; without DID, open the small window for it
    Log(act::Log),
    /// Take back the last act, or the one with this number
    Undo {
        /// Its number, as `log --json` names it
        act: Option<i64>,
    },
    /// Show how today stands
    Status,
    /// Read archives of X, Mastodon, Bluesky, LinkedIn, Facebook, Instagram, Threads or Reddit: files as they came, or
    /// unpacked folders
    Import {
        /// Where they lie
        #[arg(required = true, value_name = "ARCHIVE")]
        archives: Vec<PathBuf>,
        /// Let direct and followers-only messages count as acts; their words are never kept
        #[arg(long)]
        with_private: bool,
    },
    /// Read your accounts and feeds: what is new since they were read last
    Sync {
        /// Only this one, by its number
        #[arg(long, value_name = "NUMBER")]
        source: Option<i64>,
    },
    /// Show what is read, and how it goes
    Sources,
    /// Add an account or a feed: find it, sign in where that is needed, and say which hosts it asks
    Add(add::Add),
    /// Sign in to a Mastodon server on its own page, and add the account
    SignIn(add::SignIn),
    /// Show whom to talk to today, and why
    Whom,
    /// Show people whose name or handle has this in it; the last touched first
    People {
        /// Part of a name or handle; left out, everybody
        #[arg(value_name = "NAME", num_args = 0..)]
        name: Vec<String>,
    },
    /// Review a week: whom you talked with, what your feed was made of, what came back, and one thing to try
    Week {
        /// A day of it, as 2026-11-23; left out, the last week that is over
        day: Option<String>,
    },
    /// Tell the story of your feed: then and now, and where it turned
    Story {
        /// Write it to this new file, as a page that stands by itself
        #[arg(long, value_name = "FILE")]
        html: Option<PathBuf>,
    },
    /// Show a year as people and replies
    Year(keep::Year),
    /// Show doubtful acts that wait for your word
    Review,
    /// Show which robots talk for you, and where to switch them off
    Robots,
    /// Show what kinds of posts your feed is made of, and how that went year by year
    Kinds(show::Range),
    /// Show where your feed stands, and every turn it took
    Drift,
    /// Say why a post is what it is, why a day stands as it does, or why the coach is silent now
    Why {
        /// The number of a post, or a day as 2026-11-23; left out, the coach and now
        #[arg(value_name = "POST|DAY")]
        what: Option<String>,
    },
    /// Write all that Chime In knows, as JSON
    Export {
        /// To this new file instead of the terminal
        #[arg(long, value_name = "FILE")]
        to: Option<PathBuf>,
    },
    /// Print completions for a shell
    Completions {
        /// Which shell
        shell: clap_complete::Shell,
    },
}

/// What was done, as it is written on the command line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Did {
    /// Asked a question
    Asked,
    /// Answered one
    Answered,
    /// Commented on a post
    Commented,
    /// Helped someone out
    Helped,
    /// Thanked
    Thanked,
    /// Introduced two people
    Introduced,
}

const AFTER: &str = "\
Exit codes:
  0  done
  1  failed: the ledger or a file can't be used
  2  the command line makes no sense
  3  refused: there is no such person, act, post, day or source, or nothing to undo

Examples:
  chime-in log asked Ana
  chime-in log commented \"Joan Oliver\" --note \"his map of wells\"
  chime-in import ~/Downloads/twitter-archive.zip
  chime-in add bluesky you.bsky.social
  chime-in status --json";

/// What the command line asks for.
pub enum Wanted {
    /// The app.
    App(Launch),
    /// A command, and whether to answer in JSON.
    Command(Command, bool),
}

/// Reads this process's command line. Ends the process on `--help`, `--version` and mistakes.
pub fn read() -> Wanted {
    wanted(Line::parse())
}

/// The launch that these arguments (the program's name first) ask for; `None` where they are none of a launch's.
pub fn launch(args: Vec<String>) -> Option<Launch> {
    match wanted(Line::try_parse_from(args).ok()?) {
        Wanted::App(launch) => Some(launch),
        Wanted::Command(..) => None,
    }
}

fn wanted(line: Line) -> Wanted {
    match line.command {
        Some(Command::Log(log)) if log.did.is_none() => {
            Wanted::App(Launch { log: Some(log.draft()), ..Launch::default() })
        }
        Some(command) => Wanted::Command(command, line.json),
        None => Wanted::App(line.start.into()),
    }
}

/// Does a command, and says on the terminal what came of it.
pub fn run(command: Command, json: bool) -> ExitCode {
    match answer(command) {
        Ok(answer) => out::print(&answer, json),
        Err(error) => out::fail(&error, json),
    }
}

/// Says on the error stream why the app did not start.
pub fn fail(error: &UserError) -> ExitCode {
    out::fail(error, false)
}

fn answer(command: Command) -> Result<Answer, UserError> {
    match command {
        Command::Log(log) => act::log(log),
        Command::Undo { act } => act::undo(act),
        Command::Status => show::status(),
        Command::Import { archives, with_private } => import::import(&archives, ImportWish { private: with_private }),
        Command::Sync { source } => sources::sync(source),
        Command::Sources => sources::sources(),
        Command::Add(what) => add::add(what),
        Command::SignIn(what) => add::sign_in(what),
        Command::Whom => people::whom(),
        Command::People { name } => people::people(&name.join(" ")),
        Command::Week { day } => week::week(day.as_deref()),
        Command::Story { html } => keep::story(html.as_deref()),
        Command::Year(year) => keep::year(&year),
        Command::Review => people::review(),
        Command::Robots => people::robots(),
        Command::Kinds(range) => show::kinds(&range),
        Command::Drift => show::drift(),
        Command::Why { what } => show::why(what.as_deref()),
        Command::Export { to } => export::export(to.as_deref()),
        Command::Completions { shell } => Ok(completions(shell)),
    }
}

/// The script that completes the commands in a shell.
fn completions(shell: clap_complete::Shell) -> Answer {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Line::command(), "chime-in", &mut script);
    let text = String::from_utf8_lossy(&script).into_owned();
    Answer { json: text.clone().into(), text, failures: Vec::new() }
}

impl From<Start> for Launch {
    fn from(start: Start) -> Self {
        let (links, archives): (Vec<_>, Vec<_>) = start.archives.into_iter().partition(|named| draft::is_link(named));
        let linked = links.first().and_then(|link| LogDraft::of_link(&link.to_string_lossy()));
        let log = linked.or_else(|| start.log.then(LogDraft::default));
        Self { archives, hidden: start.hidden, quit: start.quit, log }
    }
}

impl From<Did> for How {
    fn from(did: Did) -> Self {
        match did {
            Did::Asked => Self::Asked,
            Did::Answered => Self::Answered,
            Did::Commented => Self::Commented,
            Did::Helped => Self::Helped,
            Did::Thanked => Self::Thanked,
            Did::Introduced => Self::Introduced,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_command_line_is_well_formed() {
        Line::command().debug_assert();
    }

    #[test]
    fn a_day_is_taken_only_with_what_was_done_on_it() {
        for (words, expect) in [
            ("log commented Ana --day 2026-11-23", true),
            ("log --note x", true),
            ("log --day 2026-11-23", false),
            ("log --note x --day 2026-11-23", false),
        ] {
            let line = Line::try_parse_from(["chime-in"].into_iter().chain(words.split(' ')));
            assert_eq!(line.is_ok(), expect, "{words}");
        }
    }
}
