//! A server that answers wrongly, as told: by itself, or in front of another, whose answers it spoils.
//!
//! It speaks in bytes, not through a library, since a library would not let it.

mod fault;
mod wire;

pub use fault::{Fault, Wait};

use crate::Trouble;
use crate::runtime::Threads;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use tokio::net::TcpStream;
use wire::{Reply, Request};

/// A running server with faults.
#[derive(Debug)]
pub struct Faulty {
    url: String,
    plan: Arc<Mutex<Plan>>,
    _threads: Threads,
}

/// What is to go wrong, and what was asked.
#[derive(Debug, Default)]
struct Plan {
    /// The server behind, as `127.0.0.1:PORT`.
    behind: Option<String>,
    rules: Vec<Rule>,
    seen: Vec<String>,
}

#[derive(Debug)]
struct Rule {
    path: String,
    skip: u32,
    times: u32,
    fault: Fault,
}

impl Faulty {
    /// Starts one with nobody behind it: where nothing is to go wrong it answers an empty list.
    ///
    /// # Errors
    /// Where no port can be listened on.
    pub fn start() -> Result<Self, Trouble> {
        Self::with(Plan::default())
    }

    /// Starts one in front of the server at `url`, `http://127.0.0.1:PORT`: where nothing is to go wrong it passes on
    /// what it is asked, and the answer.
    ///
    /// # Errors
    /// Where no port can be listened on.
    pub fn before(url: &str) -> Result<Self, Trouble> {
        let behind = url.trim_start_matches("http://").trim_end_matches('/').to_owned();
        Self::with(Plan { behind: Some(behind), ..Plan::default() })
    }

    fn with(plan: Plan) -> Result<Self, Trouble> {
        let (threads, listener, address) = Threads::listening()?;
        let plan = Arc::new(Mutex::new(plan));
        let shared = plan.clone();
        threads.run(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(answer(stream, shared.clone()));
            }
        });
        Ok(Self { url: format!("http://{address}"), plan, _threads: threads })
    }

    /// Where it is: `http://127.0.0.1:PORT`, without a slash at the end.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// From now on every request whose path begins with `path` goes wrong.
    pub fn always(&self, path: &str, fault: Fault) {
        self.break_down(path, 0, u32::MAX, fault);
    }

    /// The next request whose path begins with `path` goes wrong.
    pub fn once(&self, path: &str, fault: Fault) {
        self.break_down(path, 0, 1, fault);
    }

    /// Of the requests whose path begins with `path`, `skip` go well, the next `times` wrong, and the rest well again.
    pub fn break_down(&self, path: &str, skip: u32, times: u32, fault: Fault) {
        lock(&self.plan).rules.push(Rule { path: path.to_owned(), skip, times, fault });
    }

    /// From now on nothing goes wrong.
    pub fn heal(&self) {
        lock(&self.plan).rules.clear();
    }

    /// Every request so far, as `GET /path?query`, whatever became of it.
    pub fn seen(&self) -> Vec<String> {
        lock(&self.plan).seen.clone()
    }
}

impl Plan {
    /// Takes down a request; what is to go wrong with it, by the first rule that concerns it.
    fn take(&mut self, request: &Request) -> Option<Fault> {
        self.seen.push(format!("{} {}", request.method, request.path));
        let rule = self.rules.iter_mut().find(|rule| request.path.starts_with(&rule.path) && rule.times > 0)?;
        if rule.skip > 0 {
            rule.skip -= 1;
            return None;
        }
        rule.times -= u32::from(rule.times != u32::MAX);
        Some(rule.fault.clone())
    }
}

fn lock(plan: &Mutex<Plan>) -> MutexGuard<'_, Plan> {
    plan.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Answers one connection; where it breaks, there is nobody to tell.
async fn answer(mut stream: TcpStream, plan: Arc<Mutex<Plan>>) {
    let Ok(Some(request)) = Request::read(&mut stream).await else { return };
    let (fault, behind) = {
        let mut plan = lock(&plan);
        (plan.take(&request), plan.behind.clone())
    };
    // What answers without the server behind does not bother it.
    let reply = match (&fault, &behind) {
        (Some(fault), _) if !fault.needs_answer() => Reply::empty_list(),
        (_, Some(behind)) => request.pass_on(behind).await.unwrap_or_else(|_| Reply::unreachable()),
        (_, None) => Reply::empty_list(),
    };
    let _ = match fault {
        None => reply.send(&mut stream).await,
        Some(fault) => fault.send(reply, stream).await,
    };
}
