//! A source, read from where the last reading ended to where there is no more.

use super::{LiveError, page, rhythm, said};
use crate::OpenError;
use crate::engine::Engine;
use crate::ledger::live::{self, Keeps, Live};
use crate::ledger::{act, ended, interaction, period, post, source};
use crate::listen::known::Known;
use crate::listen::{drifting, judging};
use crate::sample;
use crate::view::{Change, SyncProgress};
use crate::weigh::sources::host_of;
use crate::wire;
use chrono::{DateTime, TimeDelta, Utc};
use coach::act::{Door, SourceId};
use coach::message::Message;
use feeds::archives::Problem;
use feeds::live::{About, Account, Reader, Step};
use feeds::net::{Failure, Net};
use secrecy::SecretString;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::ControlFlow;

/// What others asked everybody is looked at so often.
const LOOK_AROUND: TimeDelta = TimeDelta::hours(6);

/// After so long a locked keychain is asked again.
const LOCKED: TimeDelta = TimeDelta::minutes(5);

/// Why the secret of a source is not to be had.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoSecret {
    /// It is not kept any more: the person signs in again.
    Gone,
    /// The keychain does not give it for now.
    Locked,
}

/// What a source is read with.
pub struct Syncing<'a> {
    /// What reads it.
    pub reader: &'a dyn Reader,
    /// The way out; only this source is read by it, so that the hosts asked are its.
    pub net: &'a Net,
    /// What lets the reader in.
    pub secret: Option<SecretString>,
    /// The moment.
    pub clock: &'a (dyn Fn() -> DateTime<Utc> + Send + Sync),
    /// Hears after each page how far it is, and may stop it; what was read until then stays.
    pub report: &'a mut (dyn FnMut(SyncProgress) -> ControlFlow<()> + Send),
    /// Keeps a new secret in the place of the old one, before what it let in is written.
    pub renew: &'a mut (dyn FnMut(&SecretString) + Send),
}

/// What reading a source brought.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct SyncAccount {
    /// New posts.
    pub posts: u32,
    /// Posts that the person edited.
    pub edited: u32,
    /// Posts that the person deleted.
    pub gone: u32,
    /// What others said.
    pub heard: u32,
    /// New articles of the person's own.
    pub articles: u32,
    /// What could not be taken as it stood.
    pub problems: Vec<Problem>,
    /// What changed in the ledger.
    pub changed: Vec<Change>,
    /// Whether posts now wait to be judged: see [`Engine::catch_up`].
    pub behind: bool,
    /// Whether it was stopped before its end.
    pub stopped: bool,
    /// Why it ended before its end. It is in the ledger too, and the source is asked again in time.
    pub failure: Option<Failure>,
}

impl Engine {
    /// Adds an account that is read again and again from now on. The same account read in another way before, from an
    /// archive above all, is the same source; added again it goes on where it was, and whatever it failed of is forgotten.
    /// Sample data makes room.
    pub fn add_account(
        &self,
        about: &About,
        account: &Account,
        keeps: Keeps,
        now: DateTime<Utc>,
    ) -> Result<SourceId, OpenError> {
        let failed = |e| OpenError::of(self.path(), e);
        self.write(|w| {
            if source::any(w).map_err(failed)?.1 {
                sample::make_room(w).map_err(failed)?;
                source::unjudged(w, None).map_err(failed)?;
            }
            let new = source::New {
                network: account.network,
                account: &account.id,
                title: &account.title,
                names: &account.names,
                site: account.site.as_deref(),
                way: "account",
                sees: account.sees,
                added: now,
            };
            let (id, is_new) = source::add(w, &new).map_err(failed)?;
            live::begin(w, SourceId(id), about.name, account, keeps, now).map_err(failed)?;
            if is_new {
                // It has no posts yet that could wait to be judged; its names and its site are for the others.
                source::unjudged(w, None).map_err(failed)?;
            }
            Ok(SourceId(id))
        })
    }

    /// These hosts were asked so often for a source, before it was added.
    pub fn asked_for(
        &self,
        source: SourceId,
        hosts: &BTreeMap<String, u32>,
        now: DateTime<Utc>,
    ) -> Result<(), OpenError> {
        self.write(|w| live::asked(w, source, hosts, now).map_err(|e| OpenError::of(self.path(), e)))
    }

    /// Ends the reading of a source; with `posts`, takes out what was read of it too. What the person did stays in both
    /// cases, and no past day falls.
    pub fn remove_source(&self, source: SourceId, posts: bool, now: DateTime<Utc>) -> Result<(), LiveError> {
        let failed = |e| OpenError::of(self.path(), e);
        self.write(|w| {
            let Some(live) = live::get(w, source).map_err(failed)? else {
                return Err(LiveError::NoSource(source.0));
            };
            let periods = period::all(w).map_err(failed)?;
            ended::note(w, &live, &periods, now).map_err(failed)?;
            live::end(w, source).map_err(failed)?;
            let (_, any) = post::span(w, source.0).map_err(failed)?;
            if posts || any == 0 {
                source::let_go(w, source.0).map_err(failed)?;
                let message = Message::new("act.remove-source").with("source", live.account.title.as_str());
                let moment = periods.moment(now);
                let act = act::insert(w, moment, Door::Window, "remove-source", &message).map_err(failed)?;
                if interaction::keep(w, source.0, act).map_err(failed)? == 0 {
                    act::remove(w, act).map_err(failed)?;
                }
                source::remove_with_posts(w, source.0).map_err(failed)?;
                source::unjudged(w, None).map_err(failed)?;
            }
            let today = periods.reckoning.day_of(now);
            if post::count(w).map_err(failed)? == 0 {
                // Nothing is left that could wait to be judged; what was made of it goes at once.
                return Ok(judging::judge_here(w, today).map_err(failed)?);
            }
            Ok(drifting::keep(w, today).map_err(failed)?)
        })?;
        self.forget_eye();
        Ok(())
    }

    /// The live sources to be asked now. `sparing`: the connection is paid by use.
    pub fn due(&self, now: DateTime<Utc>, sparing: bool) -> Result<Vec<SourceId>, OpenError> {
        let live = self.live()?;
        Ok(live.iter().filter(|live| live.is_due(now, sparing)).map(|live| live.source).collect())
    }

    /// How a live source is read: by which reader, whose account, and where its secret lies.
    pub fn reading(&self, source: SourceId) -> Result<(String, Account, Keeps), LiveError> {
        let live = self.live_source(source)?;
        Ok((live.reader, live.account, live.keeps))
    }

    /// The live sources that can be asked: not those that are paused, or wait for a sign-in.
    pub fn live_sources(&self) -> Result<Vec<SourceId>, OpenError> {
        let live = self.live()?;
        let asked = live.iter().filter(|live| live.stopped.is_none() && !live.is_signed_out());
        Ok(asked.map(|live| live.source).collect())
    }

    /// The sources that the coach waits for before it speaks.
    pub fn awaited(&self, now: DateTime<Utc>) -> Result<Vec<SourceId>, OpenError> {
        let live = self.live()?;
        Ok(live.iter().filter(|live| live.is_awaited(now)).map(|live| live.source).collect())
    }

    /// Whether an account is read again and again already.
    pub fn is_read(&self, account: &Account) -> Result<bool, OpenError> {
        let same = |live: &Live| live.account.network == account.network && live.account.id == account.id;
        Ok(self.live()?.iter().any(same))
    }

    /// A source could not be asked, as its secret is not to be had.
    pub fn without_secret(&self, source: SourceId, why: NoSecret, now: DateTime<Utc>) -> Result<(), LiveError> {
        let live = self.live_source(source)?;
        let failed = |e| OpenError::of(self.path(), e);
        let (code, said, due) = match why {
            NoSecret::Gone => {
                let failure = Failure::SignedOut { host: host_of(&live.account.place) };
                (failure.code(), said(&failure), rhythm::again(source, &failure, 1, now))
            }
            NoSecret::Locked => ("secret.locked", Message::new("error.secret.locked"), now + LOCKED),
        };
        Ok(self.write(|w| live::failed(w, source, now, due, code, &said).map_err(failed))?)
    }

    /// Reads a source from where the last reading ended to where there is no more. Long at first; acts and questions go on
    /// meanwhile, and it may be dropped at any moment: what was read until then stays, and it goes on from there.
    ///
    /// # Errors
    /// Where there is no such source, or the ledger can't be written. What goes wrong on the network is part of what comes
    /// back.
    pub async fn sync(&self, source: SourceId, with: Syncing<'_>) -> Result<SyncAccount, LiveError> {
        let Syncing { reader, net, mut secret, clock, report, renew } = with;
        let mut live = self.live_source(source)?;
        let mut account = SyncAccount::default();
        let mut changed = BTreeSet::from([Change::Sources]);
        let failed = |e| OpenError::of(self.path(), e);
        if let Some(until) = live.left_alone(clock()) {
            let host = host_of(&live.account.place);
            account.failure = Some(Failure::Limited { host, until: Some(until) });
            return Ok(account);
        }
        // Counted once and added to: on a long history counting after each page would take longer than reading.
        let known = self.read_so_far(source)?;
        loop {
            let now = clock();
            let step = Step { net, account: &live.account, secret: secret.as_ref(), cursor: &live.cursor, now };
            let answer = reader.read(step).await;
            let asked = net.take_asked();
            let page = match answer {
                Ok(page) => page,
                Err(failure) => {
                    let due = rhythm::again(source, &failure, live.failures.saturating_add(1), now);
                    self.write(|w| {
                        live::asked(w, source, &asked, now).map_err(failed)?;
                        live::failed(w, source, now, due, failure.code(), &said(&failure)).map_err(failed)
                    })?;
                    account.failure = Some(failure);
                    break;
                }
            };
            if let Some(new) = &page.secret {
                renew(new);
                secret = Some(new.clone());
            }
            let brought = self.write_page(&live, &page, &asked, now)?;
            account.posts += brought.posts;
            account.edited += brought.edited;
            account.gone += brought.gone;
            account.heard += brought.heard;
            account.articles += brought.articles;
            account.behind = brought.behind;
            changed.extend(brought.changed());
            let goes_on = page.goes_on;
            account.problems.extend(page.problems);
            // Removed or paused meanwhile, or signed in anew: there is nothing to go on with.
            let next = self.live_source(source);
            let posts = known.saturating_add(account.posts);
            let of = next.as_ref().ok().and_then(|next| next.posts).and_then(|of| u32::try_from(of).ok());
            let done = !goes_on;
            account.stopped = report(SyncProgress { source: wire::id(source.0), posts, of, done }).is_break() && !done;
            match next {
                Ok(next) if done || account.stopped => {
                    live = next;
                    break;
                }
                Ok(next) if next.cursor == page.cursor && next.stopped.is_none() => live = next,
                Ok(_) | Err(_) => {
                    account.stopped = true;
                    break;
                }
            }
        }
        if account.failure.is_none() && !account.stopped && live.complete {
            let heard = self.look_around(&live, reader, net, secret.as_ref(), clock()).await?;
            if heard > 0 {
                account.heard += heard;
                changed.insert(Change::People);
            }
        }
        account.changed = changed.into_iter().collect();
        Ok(account)
    }

    fn write_page(
        &self,
        live: &Live,
        page: &feeds::live::Page,
        asked: &BTreeMap<String, u32>,
        now: DateTime<Utc>,
    ) -> Result<page::Brought, OpenError> {
        let mut eye = self.take_eye();
        let brought = self
            .write(|w| page::write(w, live, page, asked, now, &mut eye).map_err(|e| OpenError::of(self.path(), e)))?;
        self.keep_eye(eye);
        Ok(brought)
    }

    /// Looks at what others asked everybody, where that is due. That it can't be seen is no reason to fail.
    async fn look_around(
        &self,
        live: &Live,
        reader: &dyn Reader,
        net: &Net,
        secret: Option<&SecretString>,
        now: DateTime<Utc>,
    ) -> Result<u32, LiveError> {
        if live.looked.is_some_and(|looked| now >= looked && now - looked < LOOK_AROUND) {
            return Ok(0);
        }
        let step = Step { net, account: &live.account, secret, cursor: &live.cursor, now };
        let answer = reader.look_around(step).await;
        let asked = net.take_asked();
        let failed = |e| OpenError::of(self.path(), e);
        let heard = answer.unwrap_or_else(|failure| {
            tracing::info!(code = failure.code(), source = live.source.0, "what others asked could not be seen");
            Vec::new()
        });
        Ok(self.write(|w| {
            let (known, periods) = (Known::read(w).map_err(failed)?, period::all(w).map_err(failed)?);
            live::asked(w, live.source, &asked, now).map_err(failed)?;
            live::looked(w, live.source, now).map_err(failed)?;
            page::heard(w, live.source.0, &heard, &known, &periods).map_err(failed)
        })?)
    }

    fn live(&self) -> Result<Vec<Live>, OpenError> {
        self.read(|r| live::all(r).map_err(|e| OpenError::of(self.path(), e)))
    }

    fn live_source(&self, source: SourceId) -> Result<Live, LiveError> {
        let live = self.read(|r| live::get(r, source).map_err(|e| OpenError::of(self.path(), e)))?;
        live.ok_or(LiveError::NoSource(source.0))
    }

    /// How many posts of a source were read so far.
    fn read_so_far(&self, source: SourceId) -> Result<u32, OpenError> {
        self.read(|r| post::span(r, source.0).map(|(_, posts)| posts).map_err(|e| OpenError::of(self.path(), e)))
    }
}

impl page::Brought {
    /// What of the ledger it changed.
    fn changed(self) -> Vec<Change> {
        let mut changed = Vec::new();
        if self.posts + self.edited + self.gone > 0 {
            changed.extend([Change::Posts, Change::Days, Change::Drift, Change::People]);
        }
        if self.settles {
            changed.extend([Change::Days, Change::Drift]);
        }
        if self.heard > 0 || self.people {
            changed.push(Change::People);
        }
        changed
    }
}
