//! Live sources from the command line.

use super::out::{self, Answer};
use super::table;
use crate::ipc::UserError;
use crate::listen::Found;
use crate::secrets::Secrets;
use crate::{clock, ledger, listen, words};
use coach::act::SourceId;
use coach::message::{Arg, Message};
use engine::view::{Said, SecretPlace, SourceCard};
use engine::{Engine, SyncAccount};
use feeds::live::{Entry, Reader};
use secrecy::SecretString;
use serde::Serialize;
use std::collections::BTreeSet;
use std::io::IsTerminal as _;
use std::ops::ControlFlow;

/// What is read, and how it goes.
pub(super) fn sources() -> Result<Answer, UserError> {
    let sources = listen::shown(&ledger::open()?, &BTreeSet::new(), Secrets::of_command().place())?;
    let head = ["cli.sources.number", "cli.sources.source", "cli.sources.posts", "cli.sources.fresh"];
    let mut rows = vec![head.map(words::word).to_vec()];
    rows.extend(sources.sources.iter().map(|card| {
        let fresh = card.fresh.as_deref().map_or_else(String::new, |fresh| fresh.chars().take(16).collect());
        vec![card.source.to_string(), card.title.clone(), card.posts.to_string(), fresh.replace('T', " ")]
    }));
    let mut text = table::of(&rows);
    for card in &sources.sources {
        text += &format!("{}: {}\n", card.title, words::said(&card.said));
    }
    if sources.sources.is_empty() {
        text = out::line(&Message::new("cli.sources.none"));
    }
    Ok(Answer::new(text, &sources))
}

/// Finds an account, lets the person in as its reader needs it, and adds it.
pub(super) fn add(reader: &str, typed: &str, in_file: bool) -> Result<Answer, UserError> {
    let known = listen::reader(reader)?;
    let (engine, net, runtime) = (ledger::open()?, listen::net()?, listen::runtime()?);
    let secrets = match known.about().entry {
        Entry::Browser => return sign_in(reader, typed, false, in_file),
        Entry::AppPassword => place_for_secrets(in_file)?,
        Entry::Open => Secrets::of_command(),
    };
    tell_needed(known);
    let mut found = runtime.block_on(listen::find(&net, reader, typed, None))?;
    tell_hosts(&found);
    if known.about().entry == Entry::AppPassword {
        let asked = std::mem::take(&mut found.asked);
        let password =
            SecretString::from(typed_in_secret(&Message::new("cli.add.password").with("source", found.account.title))?);
        found = runtime.block_on(listen::open(&net, reader, typed, &password))?;
        for (host, times) in asked {
            *found.asked.entry(host).or_default() += times;
        }
    }
    let source = listen::add(&engine, &secrets, &found)?;
    added(&engine, source)
}

/// Signs in to a server, in the browser or with the code that its page shows, and adds the account.
pub(super) fn sign_in(reader: &str, server: &str, by_code: bool, in_file: bool) -> Result<Answer, UserError> {
    // Said before the person goes to the page, not after.
    let secrets = place_for_secrets(in_file)?;
    let (engine, net, runtime) = (ledger::open()?, listen::net()?, listen::runtime()?);
    tell_needed(listen::reader(reader)?);
    let show = |page: &str| {
        tell(&Message::new("cli.sign-in.page").with("page", page));
        Ok(())
    };
    // Nobody stops it but by ending the command.
    let (_word, said) = tokio::sync::oneshot::channel();
    let found = runtime.block_on(async {
        if !by_code {
            return listen::sign_in::in_browser(&net, reader, server, show, said).await;
        }
        let under_way = listen::sign_in::asked_for_code(&net, server).await?;
        show(under_way.page().as_str())?;
        let code = typed_in(&Message::new("cli.sign-in.code"))?;
        listen::sign_in::with_code(&net, reader, server, &under_way, &code.into()).await
    })?;
    tell_hosts(&found);
    let source = listen::add(&engine, &secrets, &found)?;
    added(&engine, source)
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

/// Says which hosts are asked for an account, before it is added.
fn tell_hosts(found: &Found) {
    let hosts = found.hosts().join(", ");
    tell(&Message::new("cli.add.hosts").with("source", found.account.title.as_str()).with("hosts", hosts));
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

/// A source was added.
fn added(engine: &Engine, source: SourceId) -> Result<Answer, UserError> {
    let sources = listen::shown(engine, &BTreeSet::new(), None)?;
    let card = sources.sources.into_iter().find(|card| i64::from(card.source) == source.0);
    let card: SourceCard = card.ok_or(engine::LiveError::NoSource(source.0))?;
    let text =
        Message::new("cli.sources.added").with("source", card.title.as_str()).with("id", card.source.to_string());
    Ok(Answer::new(out::line(&text), &card))
}

/// What reading one source came to, for scripts.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Synced {
    source: i64,
    title: String,
    posts: u32,
    edited: u32,
    gone: u32,
    heard: u32,
    articles: u32,
    skipped: u64,
    /// What went wrong, and its name.
    failed: Option<Said>,
    code: Option<String>,
}

/// Reads one source, or all of them, and judges what came.
pub(super) fn sync(source: Option<i64>) -> Result<Answer, UserError> {
    let (engine, secrets, runtime) = (ledger::open()?, Secrets::of_command(), listen::runtime()?);
    let sources = match source {
        Some(source) => vec![SourceId(source)],
        None => engine.live_sources()?,
    };
    let (mut text, mut all, mut failures) = (String::new(), Vec::new(), Vec::new());
    for source in sources {
        let (_, account, _) = engine.reading(source)?;
        let net = listen::net()?;
        let mut report = |_| ControlFlow::Continue(());
        let read = runtime.block_on(listen::read(&engine, &secrets, &net, source, &mut report));
        let (came, error) = match read {
            Ok(came) => {
                let error = came.failure.clone().map(|failure| UserError::from(engine::LiveError::from(failure)));
                (came, error)
            }
            Err(error) => (SyncAccount::default(), Some(error)),
        };
        text += &told(&account.title, &came);
        all.push(Synced {
            source: source.0,
            title: account.title,
            posts: came.posts,
            edited: came.edited,
            gone: came.gone,
            heard: came.heard,
            articles: came.articles,
            skipped: came.problems.iter().map(|problem| problem.count).sum(),
            failed: error.as_ref().map(|error| error.message.clone()),
            code: error.as_ref().map(|error| error.code.clone()),
        });
        failures.extend(error);
    }
    engine.catch_up(clock::now(), &mut |_| ControlFlow::Continue(()))?;
    if all.is_empty() {
        text = out::line(&Message::new("cli.sources.none"));
    }
    Ok(Answer { failures, ..Answer::new(text, &all) })
}

fn told(title: &str, came: &SyncAccount) -> String {
    let heard = Message::new("cli.sync.heard").with("n", Arg::Count(came.heard.into()));
    out::line(
        &Message::new("cli.sync.posts")
            .with("source", title)
            .with("n", Arg::Count(came.posts.into()))
            .with("heard", words::say(&heard)),
    )
}
