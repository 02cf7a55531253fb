//! One step of reading: the history first, then what changed, then what others said.

use super::cursor::{Cursor, Telling, Walk};
use super::heard::{self, Told};
use super::history::Kept;
use super::session::Session;
use super::xrpc::{Refusal, Server};
use super::{Bluesky, identity, news, people, typed, walk};
use crate::bluesky::uri;
use crate::live::{Heard, Page, Step};
use crate::net::{Failure, Word};
use chrono::{DateTime, TimeDelta};
use std::sync::PoisonError;

/// So many records of a history are handed over at once.
const AT_ONCE: usize = 500;
/// So far back goes what others said, when it is read first.
const BACK: TimeDelta = TimeDelta::days(90);
/// Notifications come late: those seen so long before the newest known are looked at again.
const LATE: TimeDelta = TimeDelta::hours(1);
/// So many pages of notifications are walked back at most.
const PAGES: u32 = 50;
/// What was asked longer ago is no longer waited for.
const ASKED: TimeDelta = TimeDelta::days(3);

/// The next page.
///
/// # Errors
/// Where the server can't be reached or refuses, or the person has to sign in again.
pub(super) async fn read(bluesky: &Bluesky, step: Step<'_>) -> Result<Page, Failure> {
    let mut cursor = Cursor::read(step.cursor);
    let there = server(bluesky, &step, &cursor)?;
    let session = step.secret.and_then(|secret| Session::open(secret, &step.account.id, &there));
    let mut reading = Reading { bluesky, step, there, session, cursor: cursor.clone(), page: Page::default() };
    let refusal = match reading.go_on().await {
        Ok(()) => return Ok(reading.done()),
        Err(refusal) => refusal,
    };
    let Reading { there, session, .. } = reading;
    let failure = match (refusal, session) {
        // Renewed on its own, so that it is written before anything that may fail.
        (Refusal::Expired, Some(session)) if !cursor.is_renewed(step.now) => {
            let secret = session.renewed(&there, bluesky.word()).await?;
            cursor.renewed_at = Some(step.now.timestamp());
            return Ok(Page { secret: Some(secret), cursor: cursor.write(), goes_on: true, ..Page::default() });
        }
        (Refusal::Expired, _) => Failure::SignedOut { host: there.host() },
        (Refusal::Failure(failure), _) => failure,
    };
    // It may have moved: then its identity names another server.
    if may_have_moved(&failure)
        && step.account.key != identity::TYPED
        && let Ok(now) = identity::server_now(bluesky, step.net, &step.account.id).await
        && now != there.base
    {
        cursor.server = Some(now.to_string());
        return Ok(Page { cursor: cursor.write(), goes_on: true, ..Page::default() });
    }
    Err(failure)
}

/// What those whom the person follows asked everybody of late.
///
/// # Errors
/// As [`read`].
pub(super) async fn look_around(bluesky: &Bluesky, step: Step<'_>) -> Result<Vec<Heard>, Failure> {
    let there = server(bluesky, &step, &Cursor::read(step.cursor))?;
    let session = step.secret.and_then(|secret| Session::open(secret, &step.account.id, &there));
    let Some(session) = session else { return Ok(Vec::new()) };
    let query = [("limit", "100")];
    match there.object("app.bsky.feed.getTimeline", &query, Some(&session)).await {
        Ok(timeline) => {
            let asked = heard::asked(&timeline, &step.account.id);
            Ok(asked.into_iter().filter(|heard| step.now - heard.at < ASKED).collect())
        }
        Err(Refusal::Expired) => Err(Failure::SignedOut { host: there.host() }),
        Err(Refusal::Failure(failure)) => Err(failure),
    }
}

/// The server that keeps the account, which may be asked from now on.
fn server<'a>(bluesky: &Bluesky, step: &Step<'a>, cursor: &Cursor) -> Result<Server<'a>, Failure> {
    let place = cursor.server.as_ref().unwrap_or(&step.account.place);
    let base = typed::server(place).ok_or_else(|| Failure::Unreadable { typed: place.clone() })?;
    let word = if step.account.key == identity::TYPED { Word::Typed } else { bluesky.word() };
    step.net.allow(&base, word);
    Ok(Server { net: step.net, base, now: Some(step.now) })
}

/// Whether a failure may mean that the account is with another server by now.
fn may_have_moved(failure: &Failure) -> bool {
    matches!(
        failure,
        Failure::Closed { .. } | Failure::NotFound { .. } | Failure::SignedOut { .. } | Failure::Unreachable { .. }
    )
}

/// A step under way.
struct Reading<'a> {
    bluesky: &'a Bluesky,
    step: Step<'a>,
    there: Server<'a>,
    session: Option<Session>,
    cursor: Cursor,
    page: Page,
}

impl Reading<'_> {
    async fn go_on(&mut self) -> Result<(), Refusal> {
        if self.cursor.walk.is_some() {
            self.walk().await
        } else if !self.cursor.complete {
            self.history().await
        } else if self.cursor.telling.is_some() {
            self.told().await
        } else {
            let did = self.step.account.id.clone();
            if news::read(&self.there, &did, &mut self.cursor, &mut self.page).await? {
                // Written before anything else is asked, which may fail.
                self.page.goes_on = true;
                return self.fill(true).await;
            }
            self.told().await
        }
    }

    /// The page, whole.
    fn done(mut self) -> Page {
        self.cursor.renewed_at = None;
        self.page.complete = self.cursor.complete;
        self.page.cursor = self.cursor.write();
        self.page
    }

    /// The next part of the history.
    async fn history(&mut self) -> Result<(), Refusal> {
        let did = self.step.account.id.clone();
        let kept = self.bluesky.kept.lock().unwrap_or_else(PoisonError::into_inner).remove(&did);
        let fetched = match kept.filter(|_| self.cursor.after.is_some()) {
            Some(kept) => Ok(kept),
            None => Kept::fetch(&self.there, &did, None).await,
        };
        let mut kept = match fetched {
            Ok(kept) => kept,
            Err(refusal) if news::is_for_walking(&refusal) => {
                let rev = news::rev(&self.there, &did).await?;
                self.cursor.walk = Some(Walk { rev, ..Walk::default() });
                self.page.goes_on = true;
                return Ok(());
            }
            Err(refusal) => return Err(refusal),
        };
        if self.cursor.rev.is_none() {
            self.cursor.rev = kept.rev().map(str::to_owned);
        }
        let after = self.cursor.after.take();
        let (posts, last) = kept
            .page(after.as_deref(), AT_ONCE, &mut self.page.problems)
            .map_err(|error| Failure::Strange { host: self.there.host(), what: error.to_string() })?;
        self.page.posts = posts;
        self.page.of = Some(kept.count());
        self.page.goes_on = true;
        match last {
            Some(last) => {
                self.cursor.after = Some(last);
                self.bluesky.kept.lock().unwrap_or_else(PoisonError::into_inner).insert(did, kept);
            }
            None => {
                self.cursor.complete = true;
                self.cursor.posts = kept.newest(uri::POST, walk::AT_ONCE);
                self.cursor.reposts = kept.newest(uri::REPOST, walk::AT_ONCE);
            }
        }
        self.fill(false).await
    }

    /// The next records, one by one.
    async fn walk(&mut self) -> Result<(), Refusal> {
        let Some(mut walk) = self.cursor.walk.clone() else { return Ok(()) };
        let did = self.step.account.id.clone();
        let collection = if walk.reposts { uri::REPOST } else { uri::POST };
        let from = walk.from.as_deref();
        let listed = walk::list(&self.there, &did, collection, from, &mut self.page.problems).await?;
        if from.is_none() {
            *(if walk.reposts { &mut self.cursor.reposts } else { &mut self.cursor.posts }) = listed.keys;
        }
        walk.done += listed.posts.len() as u64;
        // Some are known already, in an earlier version perhaps.
        *(if self.cursor.complete { &mut self.page.edited } else { &mut self.page.posts }) = listed.posts;
        // A server that repeats itself has no end.
        let next = listed.next.filter(|next| walk.from.as_ref() != Some(next));
        (walk.reposts, walk.from) = (walk.reposts || next.is_none(), next);
        self.page.goes_on = true;
        if walk.from.is_none() && collection == uri::REPOST {
            (self.cursor.walk, self.cursor.complete) = (None, true);
            self.cursor.rev = walk.rev;
        } else {
            self.cursor.walk = Some(walk);
        }
        self.fill(false).await
    }

    /// What others said, the newest first. A server that knows nothing of it, or has its own troubles, costs nothing else.
    async fn told(&mut self) -> Result<(), Refusal> {
        let Some(session) = &self.session else {
            // Signed in once, but not with this server: it moved.
            return match self.step.secret {
                Some(_) => Err(Failure::SignedOut { host: self.there.host() }.into()),
                None => Ok(()),
            };
        };
        let telling = self.cursor.telling.take();
        let mut query: Vec<(&str, &str)> = vec![("limit", "100")];
        query.extend(["reply", "mention", "quote"].map(|reason| ("reasons", reason)));
        query.extend(telling.as_ref().map(|telling| ("cursor", telling.from.as_str())));
        let asked = self.there.object("app.bsky.notification.listNotifications", &query, Some(session)).await;
        let answer = match asked {
            Err(Refusal::Failure(Failure::Faulty { .. })) => {
                self.cursor.telling = telling;
                return Ok(());
            }
            asked => asked?,
        };
        let Told { heard, profiles, problems, oldest, newest, next } = heard::told(&answer, &self.step.account.id);
        self.page.heard = heard;
        self.page.profiles.extend(profiles);
        self.page.problems.extend(problems);
        let telling = telling.unwrap_or_default();
        let newest = telling.newest.into_iter().chain(newest.map(|at| at.timestamp_millis())).max();
        let known = self.cursor.told.and_then(DateTime::from_timestamp_millis);
        let until = known.map_or(self.step.now - BACK, |told| told - LATE);
        let next = next.filter(|next| *next != telling.from && telling.pages < PAGES);
        match next {
            Some(from) if oldest.is_some_and(|oldest| oldest > until) => {
                self.cursor.telling = Some(Telling { from, newest, pages: telling.pages + 1 });
                self.page.goes_on = true;
            }
            _ => {
                self.cursor.told = self.cursor.told.into_iter().chain(newest).max();
                self.page.goes_on = false;
            }
        }
        Ok(())
    }

    /// Names of people, and whether they asked.
    async fn fill(&mut self, with_answered: bool) -> Result<(), Refusal> {
        match &self.session {
            Some(session) => people::fill(self.bluesky, &self.there, session, &mut self.page, with_answered).await,
            None => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_an_account_that_is_not_there_may_have_moved() {
        let host = || "pds.example".to_owned();
        for (failure, expect) in [
            (Failure::Closed { host: host() }, true),
            (Failure::NotFound { host: host(), what: host() }, true),
            (Failure::Unreachable { host: host(), why: host() }, true),
            (Failure::Slow { host: host() }, false),
            (Failure::Limited { host: host(), until: None }, false),
        ] {
            assert_eq!(may_have_moved(&failure), expect, "{failure}");
        }
    }
}
