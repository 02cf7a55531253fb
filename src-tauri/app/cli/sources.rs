//! Live sources from the command line: how they go, and reading them now.

use super::out::{self, Answer};
use super::table;
use crate::ipc::UserError;
use crate::secrets::Secrets;
use crate::{clock, ledger, listen, words};
use coach::act::SourceId;
use coach::message::{Arg, Message};
use engine::SyncAccount;
use engine::view::Said;
use serde::Serialize;
use std::collections::BTreeSet;
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
