//! Adding a live source from the command line, with the sign-in it needs.

use super::out::{self, Answer};
use crate::ipc::UserError;
use crate::listen::{Found, sign_in};
use crate::secrets::Secrets;
use crate::{ledger, listen, words};
use clap::Args;
use coach::message::Message;
use engine::Engine;
use engine::view::{SecretPlace, SourceCard};
use feeds::live::{Entry, Reader};
use feeds::net::Net;
use secrecy::SecretString;
use std::collections::BTreeSet;
use std::io::IsTerminal as _;

/// Adds an account or a feed.
#[derive(Args)]
pub struct Add {
    /// What reads it, as `sources --json` names it
    reader: String,
    /// The account: its handle or address
    name: String,
    /// Read an app password from the standard input, where the account takes one, instead of signing in in the browser
    #[arg(long, conflicts_with = "code")]
    app_password: bool,
    #[command(flatten)]
    how: How,
}

/// Signs in to a Mastodon server.
#[derive(Args)]
pub struct SignIn {
    /// The server
    server: String,
    #[command(flatten)]
    how: How,
}

/// How a source is let in.
#[derive(Args, Clone, Copy)]
struct How {
    /// Paste the code that the sign-in page shows, or the address it leads to, where no browser is on this machine
    #[arg(long)]
    code: bool,
    /// Keep the sign-in in a file that only you can read, not encrypted; without this, in the keychain
    #[arg(long)]
    in_file: bool,
    /// Do not ask before it is added; without a terminal nothing is asked
    #[arg(long)]
    yes: bool,
}

/// Finds an account, lets the person in as its reader needs it, and adds it.
pub(super) fn add(Add { reader, name, app_password, how }: Add) -> Result<Answer, UserError> {
    let known = listen::reader(&reader)?;
    match (known.about().entry, app_password) {
        (Entry::Open, _) => looked_up(known, &reader, &name, how),
        (Entry::BrowserOrPassword, true) => by_password(known, &reader, &name, how),
        (Entry::Browser | Entry::BrowserOrPassword, _) => by_browser(known, &reader, &name, how),
    }
}

/// Signs in to a Mastodon server, and adds the account.
pub(super) fn sign_in(SignIn { server, how }: SignIn) -> Result<Answer, UserError> {
    by_browser(listen::reader("mastodon")?, "mastodon", &server, how)
}

/// What is public, without a sign-in.
fn looked_up(known: &dyn Reader, reader: &str, name: &str, how: How) -> Result<Answer, UserError> {
    let (engine, net, runtime) = (ledger::open()?, listen::net()?, listen::runtime()?);
    tell_needed(known);
    let found = runtime.block_on(listen::find(&net, reader, name, None))?;
    agreed(&found, how)?;
    added(&engine, &Secrets::of_command(), &found)
}

/// With a password that was made for this app alone.
fn by_password(known: &dyn Reader, reader: &str, name: &str, how: How) -> Result<Answer, UserError> {
    let secrets = place_for_secrets(how.in_file)?;
    let (engine, net, runtime) = (ledger::open()?, listen::net()?, listen::runtime()?);
    tell_needed(known);
    let mut found = runtime.block_on(listen::find(&net, reader, name, None))?;
    agreed(&found, how)?;
    let asked = std::mem::take(&mut found.asked);
    let message = Message::new("cli.add.password").with("source", found.account.title);
    let password = SecretString::from(typed_in_secret(&message)?);
    found = runtime.block_on(listen::open(&net, reader, name, &password))?;
    for (host, times) in asked {
        *found.asked.entry(host).or_default() += times;
    }
    added(&engine, &secrets, &found)
}

/// On the server's own page, in the browser or with the code that it shows.
fn by_browser(known: &dyn Reader, reader: &str, name: &str, how: How) -> Result<Answer, UserError> {
    // Said before the person goes to the page, not after.
    let secrets = place_for_secrets(how.in_file)?;
    let (engine, net, runtime) = (ledger::open()?, listen::net()?, listen::runtime()?);
    tell_needed(known);
    let found = runtime.block_on(async {
        if how.code {
            return with_code(&net, known, reader, name).await;
        }
        // Nobody stops it but by ending the command.
        let (_word, said) = tokio::sync::oneshot::channel();
        sign_in::in_browser(&net, reader, name, show, said).await
    })?;
    agreed(&found, how)?;
    added(&engine, &secrets, &found)
}

async fn with_code(net: &Net, known: &dyn Reader, reader: &str, name: &str) -> Result<Found, UserError> {
    let under_way = sign_in::asked_for_code(net, reader, name).await?;
    show(under_way.page().as_str())?;
    let asked = if known.shows_code().is_some() { "cli.sign-in.code" } else { "cli.sign-in.address" };
    let pasted = SecretString::from(typed_in(&Message::new(asked))?);
    sign_in::with_code(net, reader, name, &*under_way, &sign_in::brought(&pasted)).await
}

fn show(page: &str) -> Result<(), UserError> {
    tell(&Message::new("cli.sign-in.page").with("page", page));
    Ok(())
}

/// Where a new secret is kept: in the keychain, or in the file where the person says so.
fn place_for_secrets(in_file: bool) -> Result<Secrets, UserError> {
    let secrets = Secrets::of_command();
    if in_file {
        secrets.choose(SecretPlace::File)?;
    }
    match secrets.place() {
        Some(_) => Ok(secrets),
        None => Err(UserError::new("secret.no-place", |message| message)),
    }
}

/// Says which hosts are asked for any account of a reader, before they are.
fn tell_needed(reader: &dyn Reader) {
    if !reader.hosts().is_empty() {
        tell(&Message::new("cli.add.needs").with("hosts", reader.hosts().join(", ")));
    }
}

/// Says which hosts are asked for an account, before it is added; on a terminal, waits for a yes to it. A script that named
/// the account has said it.
fn agreed(found: &Found, how: How) -> Result<(), UserError> {
    let hosts = found.hosts().join(", ");
    tell(&Message::new("cli.add.hosts").with("source", found.account.title.as_str()).with("hosts", hosts));
    if how.yes || !std::io::stdin().is_terminal() {
        return Ok(());
    }
    let answer = typed_in(&Message::new("cli.add.ask"))?;
    if is_yes(&answer, &words::word("cli.add.yes")) {
        Ok(())
    } else {
        Err(UserError::new("add.not", |message| message))
    }
}

/// Whether an answer is one of the words for yes. Silence is none.
fn is_yes(answer: &str, words: &str) -> bool {
    words.split_whitespace().any(|word| word == answer.trim().to_lowercase())
}

/// Says something to the person on the error stream: it is no answer, and a script that reads the answer is not disturbed.
fn tell(message: &Message) {
    eprint!("{}", out::line(message));
}

/// The line that the person types.
fn typed_in(asked: &Message) -> Result<String, UserError> {
    tell(asked);
    let mut line = String::new();
    std::io::stdin().read_line(&mut line).map_err(|error| no_line(&error))?;
    Ok(line.trim().to_owned())
}

/// The line that the person types, not shown on a terminal; a script hands it over on the standard input.
fn typed_in_secret(asked: &Message) -> Result<String, UserError> {
    if !std::io::stdin().is_terminal() {
        return typed_in(asked);
    }
    tell(asked);
    rpassword::read_password().map_err(|error| no_line(&error))
}

fn no_line(error: &std::io::Error) -> UserError {
    UserError::new("sign-in.no-ear", |message| message.with("why", error.to_string()))
}

/// Adds what was found.
fn added(engine: &Engine, secrets: &Secrets, found: &Found) -> Result<Answer, UserError> {
    let source = listen::add(engine, secrets, found)?;
    let sources = listen::shown(engine, &BTreeSet::new(), None)?;
    let card = sources.sources.into_iter().find(|card| i64::from(card.source) == source.0);
    let card: SourceCard = card.ok_or(engine::LiveError::NoSource(source.0))?;
    let text =
        Message::new("cli.sources.added").with("source", card.title.as_str()).with("id", card.source.to_string());
    Ok(Answer::new(out::line(&text), &card))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_yes_is_a_yes() {
        for (answer, expect) in [("y", true), (" Yes\n", true), ("", false), ("n", false), ("yellow", false)] {
            assert_eq!(is_yes(answer, "y yes"), expect, "{answer:?}");
        }
    }
}
